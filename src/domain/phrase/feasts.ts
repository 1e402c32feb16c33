import { civilDate, type Day, dayFromIso } from '../civil-day.ts';
import { doubtful, type Outcome } from './outcome.ts';
import type { FeastPoint } from './points.ts';
import { lastDayOf, mannerOf, once, yearOf } from './shaping.ts';
import type { Target } from './targets.ts';

/** The first day of the lunar year. It only serves to offer a date: which days are off is announced each year. */
const FIRST_OF_LUNAR_YEAR = [
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
].map(dayFromIso);

/** «trước Tết» is never taken for a date: before the feast, or some days before it, or before the days off? */
export function resolveFeast(target: Target, point: FeastPoint, on: Day, about: string): Outcome {
  const manner = mannerOf(target, 'by');
  const year = point.year === null ? null : yearOf(point.year, on);
  const first = FIRST_OF_LUNAR_YEAR.find((day) =>
    year === null ? lastDayOf(day, manner) >= on : civilDate(day).year === year,
  );
  if (first === undefined || point.name !== 'tet') return doubtful('feast', about, [], []);
  return doubtful('feast', about, [], [[once(first, { bound: 'before' })], [once(first - 7, { bound: 'by' })]]);
}
