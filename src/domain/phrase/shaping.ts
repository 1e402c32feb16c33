import {
  civilDate,
  clockFromMinute,
  type Day,
  dayInMonth,
  dayOf,
  daysInMonth,
  FIRST_YEAR,
  isoDate,
  LAST_YEAR,
} from '../civil-day.ts';
import type { Rule } from '../rule.ts';
import type { YearRef } from './points.ts';
import type { Target } from './targets.ts';

/** Bound and clock time of a rule. */
export interface Manner {
  readonly bound: 'on' | 'by' | 'before';
  readonly time?: string;
}

/** What the words around a point say; `otherwise` is the bound where they say nothing. The time is one that exists. */
export function mannerOf(
  { limit, time, isEnd }: Pick<Target, 'limit' | 'time' | 'isEnd'>,
  otherwise: 'on' | 'by',
): Manner {
  const bound = limit === 'before' ? 'before' : limit === 'by' || limit === 'to' || isEnd ? 'by' : otherwise;
  const minute = time?.minute ?? null;
  // Before midnight at its beginning a day is not begun, at its end it is over.
  if (minute === null || (minute === 0 && bound === 'before')) return { bound };
  if (minute >= 24 * 60) return { bound: 'by' };
  return { bound, time: clockFromMinute(minute) };
}

export const once = (day: Day, manner: Manner): Extract<Rule, { kind: 'once' }> => ({
  kind: 'once',
  date: isoDate(day),
  ...manner,
});

export const yearly = (month: number, day: number, manner: Manner): Rule => ({ kind: 'yearly', month, day, ...manner });

/** The last timely day for a named day. */
export const lastDayOf = (day: Day, manner: Manner): Day =>
  manner.bound === 'before' && manner.time === undefined ? day - 1 : day;

export function yearOf(year: YearRef, on: Day): number {
  return year.kind === 'offset' ? civilDate(on).year + year.years : year.year;
}

export const isSupported = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

/** The next two years in which the day exists and is not over on `on`; `clamp` takes the month's last day where it is shorter. */
export function nextDays(month: number, day: number, manner: Manner, on: Day, clamp = false): Day[] {
  const found: Day[] = [];
  const first = civilDate(on).year;
  // A 29 February comes within eight years.
  for (let year = first; year <= Math.min(first + 9, LAST_YEAR) && found.length < 2; year++) {
    if (!clamp && day > daysInMonth(year, month)) continue;
    const candidate = dayInMonth(year, month, day);
    if (lastDayOf(candidate, manner) >= on) found.push(candidate);
  }
  return found;
}

/** The next months, as their days `day`, that are not over on `on`. */
export function nextInMonths(day: number, manner: Manner, on: Day): Day[] {
  const found: Day[] = [];
  const { year, month } = civilDate(on);
  for (let step = 0; step <= 13 && found.length < 2; step++) {
    const index = month - 1 + step;
    const [y, m] = [year + Math.floor(index / 12), (index % 12) + 1];
    if (y > LAST_YEAR) break;
    if (day > daysInMonth(y, m)) continue;
    const candidate = dayOf(y, m, day);
    if (lastDayOf(candidate, manner) >= on) found.push(candidate);
  }
  return found;
}
