import { offsetAt, readMonthOfYear, readYear } from './dates.ts';
import { type Read, readCount, readQuarterNumber } from './numbers.ts';
import type { MonthRef, YearRef } from './points.ts';
import { at, isJoint, type Token } from './tokens.ts';

export interface MonthOfDay {
  readonly month: MonthRef;
  readonly year: YearRef | null;
}

/** The month behind a day; `explicit` where «của» or the like leads to it. */
export function readMonthOfDay(
  tokens: readonly Token[],
  index: number,
): (Read<MonthOfDay> & { explicit: boolean }) | null {
  const start = skipLinks(tokens, index);
  const explicit = start > index;
  if (at(tokens, start).sign !== 'month') return null;
  const ordinal = ordinalAt(tokens, start + 1);
  if (ordinal !== null) {
    const of = readOwnerOfMonth(tokens, ordinal.next, ordinal.value);
    if (of !== null) return { ...of, explicit: true };
  }
  const wanted = readMonthOfYear(tokens, start + 1);
  if (wanted !== null) {
    const { month, year } = wanted.value;
    return { value: { month: { kind: 'months', months: [month] }, year }, next: wanted.next, explicit: true };
  }
  // «hằng tháng năm 2026»: each month of a year, not every May.
  const each = at(tokens, start - 1).sign === 'every' && at(tokens, start + 1).text === 'nam';
  const months = each ? null : readMonthNumbers(tokens, start + 1);
  if (months !== null) {
    const year = readYear(tokens, months.next);
    return {
      value: { month: { kind: 'months', months: months.value }, year: year?.value ?? null },
      next: year?.next ?? months.next,
      explicit: true,
    };
  }
  const adjective = offsetAt(tokens, start + 1);
  // «ngày 10 của tháng sau quý báo cáo»
  const later = at(tokens, start + 1).text === 'sau' || at(tokens, start + 1).sign === 'next';
  const owner = at(tokens, start + 2).sign === 'filler' ? start + 3 : start + 2;
  if (later && at(tokens, owner).sign === 'quarter' && readQuarterNumber(tokens, owner + 1) === null) {
    return { value: { month: { kind: 'of-quarter', month: 1 }, year: null }, next: owner + 1, explicit: true };
  }
  if (at(tokens, start + 1).sign === 'next')
    return { value: { month: { kind: 'following' }, year: null }, next: start + 2, explicit: true };
  if (adjective !== null) {
    return {
      value: { month: { kind: 'offset', months: adjective.value }, year: null },
      next: adjective.next,
      explicit: true,
    };
  }
  return { value: { month: { kind: 'every' }, year: null }, next: start + 1, explicit };
}

/** What «đầu», «giữa», «thứ hai», «cuối» count months of. */
function readOwnerOfMonth(tokens: readonly Token[], index: number, ordinal: 1 | 2 | 3): Read<MonthOfDay> | null {
  let next = skipLinks(tokens, index);
  if (at(tokens, next).sign === 'report' || at(tokens, next).sign === 'times') {
    const period = at(tokens, next + 1).sign === 'report' ? next + 2 : next + 1;
    if (at(tokens, period).sign !== 'quarter') {
      return ordinal === 3 ? { value: { month: { kind: 'end-of-period' }, year: null }, next: period } : null;
    }
    next = period;
  }
  const owner = at(tokens, next);
  if (owner.sign === 'year') {
    const year = readYear(tokens, next);
    const month = { 1: 1, 2: 6, 3: 12 }[ordinal];
    return {
      value: { month: { kind: 'months', months: [month] }, year: year?.value ?? null },
      next: year?.next ?? next + 1,
    };
  }
  if (owner.sign !== 'quarter') return null;
  const number = readQuarterNumber(tokens, next + 1);
  if (number === null || number.value > 4) {
    return {
      value: { month: { kind: 'of-quarter', month: ordinal }, year: null },
      next: afterAdjective(tokens, next + 1),
    };
  }
  const year = readYear(tokens, number.next);
  const month = (number.value - 1) * 3 + ordinal;
  return {
    value: { month: { kind: 'months', months: [month] }, year: year?.value ?? null },
    next: year?.next ?? number.next,
  };
}

function ordinalAt(tokens: readonly Token[], index: number): Read<1 | 2 | 3> | null {
  const { sign } = at(tokens, index);
  if (sign === 'start') return { value: 1, next: index + 1 };
  if (sign === 'middle') return { value: 2, next: index + 1 };
  if (sign === 'end') return { value: 3, next: index + 1 };
  if (sign !== 'weekday') return null;
  const number = readCount(tokens, index + 1);
  return number !== null && number.value <= 3 ? { value: number.value as 1 | 2 | 3, next: number.next } : null;
}

/** «3», «ba», «3, 6, 9 và 12». */
export function readMonthNumbers(tokens: readonly Token[], index: number): Read<readonly number[]> | null {
  const first = monthNumberAt(tokens, index, ['times']);
  if (first === null) return null;
  const months = [first.value];
  let { next } = first;
  for (;;) {
    let joint = next;
    while (isJoint(at(tokens, joint))) joint++;
    if (joint === next) break;
    if (at(tokens, joint).sign === 'month') joint++;
    const another = monthNumberAt(tokens, joint, ['times', 'day', 'workingDay', 'week', 'month', 'hour']);
    // «tháng 3, 15/4» goes on with a date of its own.
    if (another === null || (at(tokens, another.next).text === '/' && at(tokens, another.next + 1).value < 100)) break;
    months.push(another.value);
    next = another.next;
  }
  return { value: months, next };
}

/** A month's number, unless what it counts follows it: «3 lần», «5 ngày». */
function monthNumberAt(tokens: readonly Token[], index: number, counted: readonly string[]): Read<number> | null {
  const { kind, text } = at(tokens, index);
  const after = at(tokens, index + 1);
  // «tháng sau» is the next one, «tháng từ ngày 5» and «tháng, năm» are no fourth and fifth.
  const doubtful =
    (text === 'sau' && !(after.sign === 'year' && at(tokens, index + 2).text.length === 4)) ||
    (text === 'tu' && after.kind !== 'mark' && after.sign !== 'year' && after.kind !== 'end');
  if (kind === 'word' && (doubtful || (text === 'nam' && after.text.length !== 4))) return null;
  const number = readCount(tokens, index);
  if (number === null || number.value > 99 || counted.includes(at(tokens, number.next).sign ?? '')) return null;
  return number;
}

const MOST_LINKS = 5;

/** The index behind «của», «trong», «các», «mỗi». */
export function skipLinks(tokens: readonly Token[], index: number): number {
  let next = index;
  // «ngày 8/tháng 4»
  if (at(tokens, next).text === '/' && at(tokens, next + 1).sign === 'month') next++;
  while (next - index < MOST_LINKS && ['filler', 'within', 'list', 'every'].includes(at(tokens, next).sign ?? ''))
    next++;
  return next;
}

/** «quý sau», «quý tiếp theo»: the quarter after the one reported on, which comes every quarter too. */
export function afterAdjective(tokens: readonly Token[], index: number): number {
  const offset = offsetAt(tokens, index);
  return offset === null ? index : offset.next;
}
