import { type Read, readCount } from './numbers.ts';
import { at, type Token } from './tokens.ts';

/** A clock time; `minute` is null for one that no clock shows («25:00»), 1440 for «24 giờ». */
export interface TimeOfDay {
  readonly minute: number | null;
  readonly text: string;
}

/** «16h», «17g00», «8:30», «16 giờ 30», «9 giờ 30 phút sáng», «4 giờ chiều», «10 giờ rưỡi». */
export function readTime(tokens: readonly Token[], index: number): Read<TimeOfDay> | null {
  const number = readCount(tokens, index);
  if (number === null || number.value > 99) return null;
  let { next } = number;
  let minutes = 0;
  const separator = at(tokens, next);
  const after = at(tokens, next + 1);
  if (separator.text === ':' && separator.glued && after.kind === 'number' && after.glued && after.text.length === 2) {
    minutes = after.value;
    next += 2;
    // Seconds say nothing about a deadline.
    if (at(tokens, next).text === ':' && at(tokens, next + 1).kind === 'number' && at(tokens, next + 1).glued)
      next += 2;
    if (at(tokens, next).sign === 'hour') next++;
  } else if (separator.sign === 'hour') {
    next++;
    const part = at(tokens, next);
    if (part.text === 'ruoi') {
      minutes = 30;
      next++;
    } else if (part.kind === 'number' && part.text.length <= 2 && !isDate(tokens, next)) {
      const named = at(tokens, next + 1).sign === 'minute' || at(tokens, next + 1).text === "'";
      if (named || part.text.length === 2) {
        minutes = part.value;
        next += named ? 2 : 1;
      }
    }
    // A number of hours, not a time of day: «24 giờ kể từ khi».
  } else {
    return null;
  }
  let hour = number.value;
  const part = /^(?:buoi )?(sang|chieu|trua|toi|dem)$/.exec(at(tokens, next).text)?.[1];
  if (part !== undefined) {
    if (
      hour < 12 &&
      (part === 'chieu' || part === 'toi' || (part === 'dem' && hour > 6) || (part === 'trua' && hour < 3))
    )
      hour += 12;
    else if (hour === 12 && part === 'dem') hour = 24;
    next++;
  }
  const valid = minutes < 60 && (hour < 24 || (hour === 24 && minutes === 0));
  const text = `${number.value}:${String(minutes).padStart(2, '0')}`;
  return { value: { minute: valid ? hour * 60 + minutes : null, text }, next };
}

/** «16h 30/4/2026»: the number behind the hour is a day. */
const isDate = (tokens: readonly Token[], index: number): boolean =>
  /^[/.]$/.test(at(tokens, index + 1).text) && at(tokens, index + 2).kind === 'number';
