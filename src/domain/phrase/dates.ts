import { type Read, readCount } from './numbers.ts';
import type { YearRef } from './points.ts';
import { at, type Token } from './tokens.ts';

/** A date in digits. `fromDay` is set for «15-20/3», which ends on the later day. */
export interface NumericDate {
  readonly day: number;
  readonly month: number;
  readonly year: YearRef | null;
}

const SEPARATOR = /^[/.-]$/;

const digits = (token: Token): number => (token.kind === 'number' ? token.text.length : 0);

/** «5/3», «05-3-2026», «15.03.26», «30 / 4 / 2026», «2026-03-15», «15-20/3/2026» (its end). Whether it exists is not asked here. */
export function readNumericDate(tokens: readonly Token[], index: number): Read<NumericDate> | null {
  const a = at(tokens, index);
  const first = at(tokens, index + 1);
  const b = at(tokens, index + 2);
  if (digits(a) === 0 || digits(b) === 0 || !SEPARATOR.test(first.text) || digits(b) > 2) return null;
  const second = at(tokens, index + 3);
  const c = at(tokens, index + 4);
  const same = second.text === first.text && (first.text === '/' || tight(first, c));
  const days = first.text === '-' && second.text === '/';
  const three = SEPARATOR.test(second.text) && digits(c) > 0 && (same || days || digits(c) === 4);
  if (three) {
    if (digits(a) === 4 && digits(c) <= 2) {
      return { value: { day: c.value, month: b.value, year: { kind: 'year', year: a.value } }, next: index + 5 };
    }
    if (digits(a) > 2 || continues(tokens, index + 5)) return null;
    // «15-20/3/2026», «20-25/3»
    if (days && digits(c) <= 2) {
      const later = readNumericDate(tokens, index + 2);
      if (later !== null) return later;
    }
    const year = yearOf(c);
    return year && { value: { day: a.value, month: b.value, year }, next: index + 5 };
  }
  if (digits(a) > 2 || (first.text !== '/' && !(first.glued && b.glued))) return null;
  // «ngày 5-10 hằng tháng» are days of a month.
  if (first.text === '-' && at(tokens, index + 3).sign === 'every') return null;
  const year = readYear(tokens, index + 3);
  const value = { day: a.value, month: b.value, year: year?.value ?? null };
  return { value, next: year?.next ?? index + 3 };
}

const tight = (...tokens: Token[]): boolean => tokens.every((token) => token.glued);

/** Whether a chain of numbers goes on: «1.2.2026.5» is no date. */
const continues = (tokens: readonly Token[], index: number): boolean =>
  SEPARATOR.test(at(tokens, index).text) &&
  at(tokens, index).glued &&
  digits(at(tokens, index + 1)) > 0 &&
  at(tokens, index + 1).glued;

/** «3/2024», «03-2024», «3.2024». */
export function readMonthOfYear(
  tokens: readonly Token[],
  index: number,
): Read<{ month: number; year: YearRef }> | null {
  const [month, separator, year] = [at(tokens, index), at(tokens, index + 1), at(tokens, index + 2)];
  if (digits(month) === 0 || digits(month) > 2 || !SEPARATOR.test(separator.text) || digits(year) !== 4) return null;
  if (separator.text !== '/' && !tight(separator, year)) return null;
  return { value: { month: month.value, year: { kind: 'year', year: year.value } }, next: index + 3 };
}

/**
 * The year behind a month, quarter or day: «/2026», «-26», «năm 2026», «, năm 2026», «, 2026», « 2026», «năm nay», «năm sau».
 * «năm trước» is last year only where no deadline follows it («báo cáo năm trước 15/12»).
 */
export function readYear(tokens: readonly Token[], index: number): Read<YearRef> | null {
  let next = index;
  const mark = at(tokens, next).text;
  const separated = SEPARATOR.test(mark) && at(tokens, next + 1).kind !== 'end';
  const comma = mark === ',' && (at(tokens, next + 1).sign === 'year' || /^20\d\d$/.test(at(tokens, next + 1).text));
  if (separated || comma) next++;
  if (at(tokens, next).sign === 'filler') next++;
  const named = at(tokens, next).sign === 'year';
  if (named) next++;
  const token = at(tokens, next);
  const whole = digits(token) === 4 && !(separated && mark !== '/' && !named && !token.glued && mark !== '-');
  if (whole || (digits(token) === 2 && (named || (separated && mark === '/')))) {
    const year = yearOf(token);
    return year && { value: year, next: next + 1 };
  }
  if (!named) return null;
  const offset = offsetAt(tokens, next);
  return offset && { value: { kind: 'offset', years: offset.value }, next: offset.next };
}

function yearOf(token: Token): YearRef | null {
  if (digits(token) === 4) return { kind: 'year', year: token.value };
  return digits(token) === 2 ? { kind: 'short', year: 2000 + token.value } : null;
}

/** «này» 0, «sau», «tới», «kế tiếp» 1, «trước» −1, behind a unit of time. */
export function offsetAt(tokens: readonly Token[], index: number): Read<number> | null {
  const { sign, text } = at(tokens, index);
  if (sign === 'current') return { value: 0, next: index + 1 };
  if (sign === 'next') return { value: 1, next: index + 1 };
  // «tháng sau 5 ngày», «quý tới ngày 15» count from or reach to what follows.
  const follows = startsDay(tokens, index + 1);
  if ((text === 'sau' || text === 'toi') && !follows) return { value: 1, next: index + 1 };
  if (text === 'truoc' && !follows) return { value: -1, next: index + 1 };
  return null;
}

/** Whether a day, a clock time or a term begins here: what a bound stands in front of. */
export function startsDay(tokens: readonly Token[], index: number): boolean {
  const { kind, sign, text } = at(tokens, index);
  if (kind === 'number' || text === 't') return true;
  if (sign === 'weekday' || sign === 'sunday' || sign === 'dayOfMonth' || sign === 'feast') return true;
  if (sign === 'day')
    return (
      readCount(tokens, index + 1) !== null || ['weekday', 'end', 'start'].includes(at(tokens, index + 1).sign ?? '')
    );
  if (sign === 'month' || sign === 'quarter') return true;
  if (sign === 'workingDay') return ['end', 'start'].includes(at(tokens, index + 1).sign ?? '');
  return false;
}
