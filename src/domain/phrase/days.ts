import { readNumericDate, readYear } from './dates.ts';
import { afterAdjective, type MonthOfDay, readMonthOfDay, skipLinks } from './months.ts';
import { type Read, readCount, readQuarterNumber } from './numbers.ts';
import type { DayPoint } from './points.ts';
import { at, type Token } from './tokens.ts';

/**
 * A day with its month, as far as the words go. Without «ngày» only a date in digits is one, unless `bare` says that a
 * bound or another day stands before it («trước 25 hằng tháng», «ngày 5 và 20»).
 */
export function readDay(tokens: readonly Token[], index: number, bare: boolean): Read<DayPoint> | null {
  const { sign } = at(tokens, index);
  const first = readFirstDays(tokens, index);
  if (first !== null) return first;
  if (sign === 'workingDay') return readEdgeDay(tokens, index + 1, 'working');
  if (sign === 'day' || sign === 'dayOfMonth') {
    let next = index + 1;
    if (at(tokens, next).sign === 'filler' || at(tokens, next).text === ':') next++;
    if (at(tokens, next).sign === 'dayOfMonth') next++;
    return readDate(tokens, next) ?? readEdgeDay(tokens, next, 'calendar') ?? readNumberedDay(tokens, next, true);
  }
  if (at(tokens, index).kind !== 'number') return null;
  const date = readDate(tokens, index);
  if (date !== null) return date;
  const day = readNumberedDay(tokens, index, bare);
  // «6 tháng, năm»: a number of months, without «ngày» before it or «hằng», «của» behind it.
  const counted =
    day?.value.month?.kind === 'every' &&
    at(tokens, index + 1).sign === 'month' &&
    at(tokens, index - 1).kind === 'mark';
  return counted ? null : day;
}

function readDate(tokens: readonly Token[], index: number): Read<DayPoint> | null {
  const date = readNumericDate(tokens, index);
  if (date === null) return null;
  const { day, month, year } = date.value;
  return { value: point(day, 'calendar', { month: { kind: 'months', months: [month] }, year }), next: date.next };
}

function readNumberedDay(tokens: readonly Token[], index: number, named: boolean): Read<DayPoint> | null {
  const word = at(tokens, index).kind !== 'number';
  const number = readCount(tokens, index);
  if (number === null || number.value > 99 || (word && !named)) return null;
  const month = readMonthOfDay(tokens, number.next);
  if (month !== null && (named || month.value.month.kind !== 'every' || month.explicit)) {
    return { value: point(number.value, 'calendar', month.value), next: month.next };
  }
  const after = at(tokens, number.next);
  const ends =
    after.kind === 'end' ||
    after.sign === 'every' ||
    after.sign === 'and' ||
    (after.kind === 'mark' && /[,;.()\n:-]/.test(after.text));
  if (!named && !ends) return null;
  if (word && !ends) return null;
  return { value: point(number.value, 'calendar', null), next: number.next };
}

/** «5 ngày đầu tháng», «10 ngày làm việc đầu của quý»: the last of them. */
function readFirstDays(tokens: readonly Token[], index: number): Read<DayPoint> | null {
  const count = readCount(tokens, index);
  if (count === null || count.value > 31 || at(tokens, count.next + 1).sign !== 'start') return null;
  const { sign } = at(tokens, count.next);
  if (sign !== 'day' && sign !== 'workingDay') return null;
  const of = readMonthOfDay(tokens, count.next + 2) ?? readWholeOf(tokens, count.next + 2, false);
  return of && { value: point(count.value, sign === 'day' ? 'calendar' : 'working', of.value), next: of.next };
}

/** «ngày cuối cùng của tháng», «ngày đầu quý», «ngày làm việc thứ hai của tháng»; after the word for day. */
function readEdgeDay(tokens: readonly Token[], index: number, count: 'calendar' | 'working'): Read<DayPoint> | null {
  const edge = at(tokens, index);
  let day: number;
  let next = index + 1;
  if (edge.sign === 'end') day = 31;
  else if (edge.sign === 'start') day = 1;
  else if (edge.sign === 'weekday' && count === 'working') {
    const ordinal = readCount(tokens, index + 1);
    if (ordinal === null || ordinal.value > 23) return null;
    day = ordinal.value;
    next = ordinal.next;
  } else return null;
  const last = edge.sign === 'end';
  const how = count === 'working' ? 'working' : last ? 'last' : 'calendar';
  const monthly = readMonthOfDay(tokens, next);
  if (monthly !== null) return { value: point(day, how, monthly.value), next: monthly.next };
  const whole = readWholeOf(tokens, next, last);
  if (whole !== null) return { value: point(day, how, whole.value), next: whole.next };
  return last || count === 'working' ? { value: point(day, how, null), next } : null;
}

/** «của quý», «của quý I/2026», «của năm»: the month in which such a period begins or ends. */
function readWholeOf(tokens: readonly Token[], index: number, last: boolean): Read<MonthOfDay> | null {
  const next = skipLinks(tokens, index);
  const { sign } = at(tokens, next);
  if (sign === 'quarter') {
    const number = readQuarterNumber(tokens, next + 1);
    if (number === null || number.value > 4) {
      return {
        value: { month: { kind: 'of-quarter', month: last ? 3 : 1 }, year: null },
        next: afterAdjective(tokens, next + 1),
      };
    }
    const year = readYear(tokens, number.next);
    const month = number.value * 3 - (last ? 0 : 2);
    return {
      value: { month: { kind: 'months', months: [month] }, year: year?.value ?? null },
      next: year?.next ?? number.next,
    };
  }
  if (sign !== 'year') return null;
  const year = readYear(tokens, next);
  return {
    value: { month: { kind: 'months', months: [last ? 12 : 1] }, year: year?.value ?? null },
    next: year?.next ?? next + 1,
  };
}

function point(day: number, count: DayPoint['count'], of: MonthOfDay | null): DayPoint {
  return { kind: 'day', day, count, month: of?.month ?? null, year: of?.year ?? null, weekday: null };
}
