import { offsetAt, readMonthOfYear, readYear } from './dates.ts';
import { readMonthNumbers } from './months.ts';
import { type Read, readCount, readQuarterNumber } from './numbers.ts';
import type { Part, PeriodPoint, PeriodUnit, VagueWeekPoint, YearRef } from './points.ts';
import { at, isJoint, type Token } from './tokens.ts';

const PART: Readonly<Record<string, Part>> = {
  start: 'start',
  middle: 'middle',
  end: 'end',
  early: 'early',
  late: 'late',
};

/**
 * «tháng 3/2024», «quý I, II năm 2026», «6 tháng đầu năm», «cuối năm nay»: one or several periods in a row. Where `led`, a
 * limit stands before it, and «trong tháng», «hết quý» name the one that runs.
 */
export function readPeriods(
  tokens: readonly Token[],
  index: number,
  led: boolean,
): Read<readonly (PeriodPoint | VagueWeekPoint)[]> | null {
  const part = PART[at(tokens, index).sign ?? ''] ?? null;
  let next = part === null ? index : index + 1;
  if (part !== null && at(tokens, next).sign === 'filler') next++;
  const every = part !== null && at(tokens, next).sign === 'every';
  if (every) next++;
  return (
    readWeek(tokens, next, part, led) ??
    readNumbered(tokens, next, part) ??
    readHalf(tokens, next, part) ??
    readRelative(tokens, next, part, every, led)
  );
}

function readNumbered(tokens: readonly Token[], index: number, part: Part | null): Read<readonly PeriodPoint[]> | null {
  const { sign, text } = at(tokens, index);
  const abbreviated = at(tokens, index + 1).kind === 'number' && at(tokens, index + 1).glued;
  if (sign === 'month' || (text === 't' && abbreviated)) {
    const one = readMonthOfYear(tokens, index + 1);
    if (one !== null) return periods('month', [one.value.month], one.value.year, part, one.next);
    const months = sign === 'month' ? readMonthNumbers(tokens, index + 1) : null;
    return months && withYear(tokens, 'month', months, part);
  }
  if (sign === 'quarter' || (text === 'q' && (abbreviated || at(tokens, index + 1).text === '.'))) {
    const start = at(tokens, index + 1).text === '.' ? index + 2 : index + 1;
    const quarters = readQuarterSpan(tokens, start) ?? readQuarterNumbers(tokens, start);
    return quarters && withYear(tokens, 'quarter', quarters, part);
  }
  if (sign === 'year' || (sign === 'wholeYear' && part === null)) {
    const year = readYear(tokens, sign === 'year' ? index : index + 1);
    if (year === null || (year.value.kind === 'offset' && year.value.years < 0)) return null;
    return periods('year', [null], year.value, part, year.next);
  }
  const bare = readMonthOfYear(tokens, index);
  return bare && periods('month', [bare.value.month], bare.value.year, part, bare.next);
}

/** «II-III/2026»: the end of the span. */
function readQuarterSpan(tokens: readonly Token[], index: number): Read<readonly number[]> | null {
  const first = readQuarterNumber(tokens, index);
  if (first === null || at(tokens, first.next).text !== '-') return null;
  const last = readQuarterNumber(tokens, first.next + 1);
  return last !== null && last.value <= 4 ? { value: [last.value], next: last.next } : null;
}

function readQuarterNumbers(tokens: readonly Token[], index: number): Read<readonly number[]> | null {
  const first = readQuarterNumber(tokens, index);
  if (first === null) return null;
  const quarters = [first.value];
  let { next } = first;
  for (;;) {
    let joint = next;
    while (isJoint(at(tokens, joint))) joint++;
    if (joint === next) break;
    if (at(tokens, joint).sign === 'quarter') joint++;
    const another = readQuarterNumber(tokens, joint);
    if (another === null || another.value > 4) break;
    quarters.push(another.value);
    next = another.next;
  }
  return { value: quarters, next };
}

/** «6 tháng đầu năm 2026», «sáu tháng cuối năm», «9 tháng năm 2026», «nửa đầu năm». */
function readHalf(tokens: readonly Token[], index: number, part: Part | null): Read<readonly PeriodPoint[]> | null {
  let months: number;
  let next: number;
  if (at(tokens, index).text === 'nua') {
    months = 6;
    next = index + 1;
  } else {
    const count = at(tokens, index).text === 'sau' ? { value: 6, next: index + 1 } : readCount(tokens, index);
    if (count === null || at(tokens, count.next).sign !== 'month' || ![3, 6, 9].includes(count.value)) return null;
    months = count.value;
    next = count.next + 1;
  }
  const which = at(tokens, next).sign;
  const later = which === 'end';
  if (later || which === 'start') next++;
  else if (which !== 'year' || months === 3) return null;
  if (at(tokens, next).sign === 'filler') next++;
  const year = readYear(tokens, next);
  if (year === null && at(tokens, next).sign !== 'year') return null;
  const after = year?.next ?? next + 1;
  if (months === 9) return later ? null : periods('nine-months', [1], year?.value ?? null, part, after);
  if (months === 3) return periods('quarter', [later ? 4 : 1], year?.value ?? null, part, after);
  return periods('half', [later ? 2 : 1], year?.value ?? null, part, after);
}

/** «tháng này», «quý sau», and with a part or a limit also the bare «cuối tháng», «đầu quý», «hết năm». */
function readRelative(
  tokens: readonly Token[],
  index: number,
  part: Part | null,
  every: boolean,
  led: boolean,
): Read<readonly PeriodPoint[]> | null {
  const { sign } = at(tokens, index);
  if (sign !== 'month' && sign !== 'quarter' && sign !== 'year') return null;
  const offset = offsetAt(tokens, index + 1);
  if (offset === null && part === null && !led) return null;
  // «so với quý trước»: what is over is no deadline.
  if (offset !== null && offset.value < 0) return null;
  const value = {
    kind: 'period',
    unit: sign,
    number: null,
    offset: offset?.value ?? null,
    year: null,
    part,
    every,
  } as const;
  return { value: [value], next: offset?.next ?? index + 1 };
}

function readWeek(
  tokens: readonly Token[],
  index: number,
  part: Part | null,
  led: boolean,
): Read<readonly VagueWeekPoint[]> | null {
  if (at(tokens, index).sign !== 'week') return null;
  const offset = offsetAt(tokens, index + 1);
  if (offset === null && part === null && !led) return null;
  const value = { kind: 'vague-week', part: part ?? 'end', weeks: offset?.value ?? 0 } as const;
  return { value: [value], next: offset?.next ?? index + 1 };
}

function withYear(
  tokens: readonly Token[],
  unit: PeriodUnit,
  numbers: Read<readonly number[]>,
  part: Part | null,
): Read<readonly PeriodPoint[]> {
  const year = readYear(tokens, numbers.next);
  return periods(unit, numbers.value, year?.value ?? null, part, year?.next ?? numbers.next);
}

function periods(
  unit: PeriodUnit,
  numbers: readonly (number | null)[],
  year: YearRef | null,
  part: Part | null,
  next: number,
): Read<readonly PeriodPoint[]> {
  return {
    value: numbers.map((number) => ({ kind: 'period', unit, number, offset: null, year, part, every: false })),
    next,
  };
}
