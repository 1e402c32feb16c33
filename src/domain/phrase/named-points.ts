import { readYear } from './dates.ts';
import { readDay } from './days.ts';
import type { Read } from './numbers.ts';
import { readPeriods } from './periods.ts';
import type { DayPoint, Point } from './points.ts';
import { at, type Token } from './tokens.ts';
import { readPlaceInMonth, readWeekdays } from './weekdays.ts';

export interface NamedPoints {
  readonly points: readonly Point[];
  /** A mere «2/3» or «6», which need not be a date. */
  readonly bare: boolean;
}

/**
 * A day, weekday, period or feast that begins here. `led`: a limit, a joint or a time stands before it; `ends`: a limit
 * up to which it counts.
 */
export function readNamedPoints(
  tokens: readonly Token[],
  index: number,
  { led, ends }: { readonly led: boolean; readonly ends: boolean },
): Read<NamedPoints> | null {
  const { sign, text, kind } = at(tokens, index);
  const placed = sign === 'week' ? readPlaceInMonth(tokens, index) : null;
  if (placed !== null) {
    const point = { kind: 'weekday', weekdays: [], weeks: null, every: false, placed: true } as const;
    return { value: { points: [point], bare: false }, next: placed };
  }
  const weekday = readWeekdays(tokens, index);
  if (weekday !== null) return readDatedWeekday(tokens, weekday);
  if (sign === 'tomorrow' || sign === 'today') {
    return {
      value: { points: [{ kind: 'near', days: sign === 'today' ? 0 : 1 }], bare: false },
      next: index + 1,
    };
  }
  if (sign === 'feast') return readFeast(tokens, index);
  const named = sign === 'day' || sign === 'dayOfMonth' || sign === 'workingDay';
  const period = named ? null : readPeriods(tokens, index, ends);
  const day = period === null ? readDay(tokens, index, led) : null;
  if (day !== null) {
    const whole = day.value.year !== null || day.value.month?.kind === 'of-quarter' || text === 'mung';
    const points = { bare: kind === 'number' && !whole } as const;
    const aside = day.value.month?.kind === 'months' ? weekdayBeside(tokens, day.next) : null;
    if (aside === null) return { value: { ...points, points: [day.value] }, next: day.next };
    return { value: { ...points, points: [{ ...day.value, weekday: aside.value }] }, next: aside.next };
  }
  return period && { value: { points: period.value, bare: false }, next: period.next };
}

/** «thứ Sáu, ngày 15/3/2024» is one day; a weekday alone stands for itself. */
function readDatedWeekday(
  tokens: readonly Token[],
  weekday: Read<Extract<Point, { kind: 'weekday' }>>,
): Read<NamedPoints> {
  const [only] = weekday.value.weekdays;
  const start = /^[,(]$/.test(at(tokens, weekday.next).text) ? weekday.next + 1 : weekday.next;
  const day = weekday.value.weekdays.length === 1 ? readDay(tokens, start, false) : null;
  if (day !== null && day.value.month?.kind === 'months') {
    const closed = at(tokens, day.next).text === ')' ? day.next + 1 : day.next;
    const point: DayPoint = { ...day.value, weekday: only ?? null };
    return { value: { points: [point], bare: false }, next: closed };
  }
  return { value: { points: [weekday.value], bare: false }, next: weekday.next };
}

/** «ngày 15/3/2026 (thứ Sáu)» */
function weekdayBeside(tokens: readonly Token[], index: number): Read<number> | null {
  if (at(tokens, index).text !== '(') return null;
  const weekday = readWeekdays(tokens, index + 1);
  const [only] = weekday?.value.weekdays ?? [];
  if (weekday === null || only === undefined || at(tokens, weekday.next).text !== ')') return null;
  return { value: only, next: weekday.next + 1 };
}

function readFeast(tokens: readonly Token[], index: number): Read<NamedPoints> | null {
  const one = (point: Point, next: number): Read<NamedPoints> => ({
    value: { points: [point], bare: false },
    next,
  });
  const dated = readDay(tokens, index + 1, false);
  // «Quốc khánh 2/9», «Tết Dương lịch 01/01/2026»
  if (dated !== null && dated.value.month?.kind === 'months') return one(dated.value, dated.next);
  const { text } = at(tokens, index);
  const name = /tet/.test(text) && !/duong/.test(text) ? 'tet' : 'other';
  const year = readYear(tokens, index + 1);
  return one({ kind: 'feast', name, year: year?.value ?? null }, year?.next ?? index + 1);
}
