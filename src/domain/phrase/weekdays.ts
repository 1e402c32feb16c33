import { offsetAt } from './dates.ts';
import { type Read, readCount } from './numbers.ts';
import type { WeekdayPoint } from './points.ts';
import { at, isJoint, type Token } from './tokens.ts';

/** «thứ Sáu», «thứ 2, 4, 6», «T6», «T.6», «Chủ nhật», «thứ Hai và thứ Năm», «thứ Sáu tuần sau». */
export function readWeekdays(tokens: readonly Token[], index: number): Read<WeekdayPoint> | null {
  const every = at(tokens, index).sign === 'every';
  let start = every || at(tokens, index).sign === 'list' ? index + 1 : index;
  if (start > index && at(tokens, start).sign === 'day') start++;
  const first = weekdayAt(tokens, start, true);
  if (first === null) return null;
  const weekdays = [first.value];
  let { next } = first;
  for (;;) {
    let joint = next;
    while (isJoint(at(tokens, joint))) joint++;
    if (joint === next) break;
    const another = weekdayAt(tokens, joint, false);
    if (another === null || /^[/.-]$/.test(at(tokens, another.next).text)) break;
    weekdays.push(another.value);
    next = another.next;
  }
  // «thứ Hai đầu tuần»
  const edge = at(tokens, next).sign === 'start' || at(tokens, next).sign === 'end';
  if (edge && at(tokens, next + 1).sign === 'week') next += 2;
  const nth = readPlaceInMonth(tokens, next);
  const week = at(tokens, next).sign === 'week' ? next + 1 : next;
  const offset = offsetAt(tokens, week);
  return {
    value: {
      ...{ kind: 'weekday', weekdays: [...new Set(weekdays)].sort(), every },
      ...{ weeks: offset?.value ?? null, placed: nth !== null },
    },
    next: nth ?? offset?.next ?? next,
  };
}

/** «tuần cuối tháng», «tuần thứ hai của tháng», «tuần 2 tháng 5», «đầu tiên của tháng»: the index behind them, or null. */
export function readPlaceInMonth(tokens: readonly Token[], index: number): number | null {
  let next = at(tokens, index).sign === 'week' ? index + 1 : index;
  const { sign } = at(tokens, next);
  if (sign === 'weekday' && next > index) next = readCount(tokens, next + 1)?.next ?? next + 1;
  else if (next > index && at(tokens, next).value <= 5) next++;
  else if (sign === 'start' || sign === 'end' || sign === 'middle') next++;
  else return null;
  while (['filler', 'every', 'within'].includes(at(tokens, next).sign ?? '')) next++;
  return ['month', 'quarter', 'year'].includes(at(tokens, next).sign ?? '') ? next + 1 : null;
}

function weekdayAt(tokens: readonly Token[], index: number, named: boolean): Read<number> | null {
  const { sign, text } = at(tokens, index);
  if (sign === 'sunday') return { value: 7, next: index + 1 };
  const dotted = at(tokens, index + 1).text === '.' ? index + 2 : index + 1;
  const weekly = at(tokens, dotted + 1).sign === 'every' && at(tokens, dotted + 2).sign === 'week';
  const short = text === 't' && at(tokens, dotted).kind === 'number' && (at(tokens, dotted).glued || weekly);
  const led = sign === 'weekday' || short;
  if (!led && (named || at(tokens, index).kind !== 'number' || text.length !== 1)) return null;
  const start = short ? dotted : led ? index + 1 : index;
  const word = at(tokens, start).text;
  const number = word === 'sau' ? { value: 6, next: start + 1 } : readCount(tokens, start);
  if (number === null) return null;
  // «thứ 8 hằng tuần» is no weekday, and no 8th; «kỳ họp thứ 8» is none of all that.
  const ofWeek =
    sign === 'weekday' && at(tokens, number.next).sign === 'every' && at(tokens, number.next + 1).sign === 'week';
  if (!ofWeek && (number.value < 2 || number.value > 7)) return null;
  // «T3/2024» is a month, «nguồn thu năm 2024» a year.
  const after = at(tokens, number.next);
  if (short && after.text === '/') return null;
  if (word === 'nam' && after.kind === 'number' && after.text.length === 4) return null;
  const exists = number.value >= 2 && number.value <= 7;
  return { value: exists ? number.value - 1 : 0, next: number.next };
}
