import { civilDate, type Day, LAST_YEAR } from '../civil-day.ts';
import type { Rule } from '../rule.ts';
import type { Cycle } from './cycles.ts';
import { doubtful, type Outcome } from './outcome.ts';
import { type Manner, yearly } from './shaping.ts';

const BY: Manner = { bound: 'by' };

/** Day `day` in the last month of each period of so many months of the year; null where a year has no whole number of them. */
export function everyMonths(months: number, day: number, manner: Manner): Rule[] | null {
  switch (months) {
    case 1:
      return [{ kind: 'monthly', day, ...manner }];
    case 3:
      return [{ kind: 'quarterly', monthOfQuarter: 3, day, ...manner }];
    case 6:
      // Half-yearly and yearly dates stand in months that have thirty days at least.
      return [yearly(6, Math.min(day, 30), manner), yearly(12, day, manner)];
    case 12:
      return [yearly(12, day, manner)];
    default:
      return null;
  }
}

/** Cycles without any day: the end of the period where there is one sensible, and the question. */
export function resolveCycles(cycles: readonly Cycle[], on: Day, about: string): Outcome {
  const [only] = cycles;
  if (cycles.length > 1) {
    const ends = (day: number) =>
      cycles.flatMap((cycle) => (cycle.unit === 'month' ? (everyMonths(cycle.every, day, BY) ?? []) : []));
    return doubtful('day', about, [], [ends(31), ends(25), ends(15)]);
  }
  if (only === undefined || only.unit === 'unknown') {
    return doubtful(
      'recurrence',
      about,
      [],
      [1, 3, 6, 12].map((months) => everyMonths(months, 31, BY) ?? []),
    );
  }
  if (only.unit === 'week') return weekly(only, about);
  const months = only.every / only.times;
  if (only.times > 1) {
    if (only.every === 1 && only.times === 2) {
      const twice = (first: number, second: number): Rule[] =>
        [first, second].map((day) => ({ kind: 'monthly', day, ...BY }));
      return doubtful('day', about, [], [twice(15, 31), twice(10, 25)]);
    }
    return doubtful('anchor', about, [], Number.isInteger(months) ? anchored(months, on) : []);
  }
  switch (only.every) {
    case 1:
      return doubtful(
        'day',
        about,
        everyMonths(1, 31, BY) ?? [],
        [31, 25, 20, 15].map((day) => everyMonths(1, day, BY) ?? []),
      );
    case 3:
      return doubtful(
        'day',
        about,
        everyMonths(3, 31, BY) ?? [],
        [31, 25, 15].map((day) => everyMonths(3, day, BY) ?? []),
      );
    case 12:
      return doubtful(
        'day',
        about,
        everyMonths(12, 31, BY) ?? [],
        [31, 15].map((day) => everyMonths(12, day, BY) ?? []),
      );
    default:
      return doubtful('anchor', about, [], anchored(only.every, on));
  }
}

function weekly({ every, times }: Cycle, about: string): Outcome {
  const on = (...weekdays: number[]): Rule[] => weekdays.map((weekday) => ({ kind: 'weekly', weekday, ...BY }));
  if (every > 1) return doubtful('anchor', about, [], []);
  if (times > 1) return doubtful('weekday', about, [], times === 2 ? [on(2, 5), on(1, 4)] : [on(1, 3, 5)]);
  return doubtful(
    'weekday',
    about,
    [],
    [5, 1, 2, 3, 4].map((weekday) => on(weekday)),
  );
}

/** Ways in which every so many months can fall. */
function anchored(months: number, on: Day): Rule[][] {
  const inYear = [31, 15].flatMap((day) => {
    const rules = everyMonths(months, day, BY);
    return rules === null ? [] : [rules];
  });
  if (inYear.length > 0) return inYear;
  const { year } = civilDate(on);
  return [0, 1].flatMap((ahead): Rule[][] => {
    const index = civilDate(on).month - 1 + ahead;
    const anchorYear = year + Math.floor(index / 12);
    if (anchorYear > LAST_YEAR || months > 60) return [];
    const anchor = `${anchorYear}-${String((index % 12) + 1).padStart(2, '0')}`;
    return [[{ kind: 'every-n-months', n: months, anchor, day: 31, ...BY }]];
  });
}

/** «hằng ngày» and «cả năm»: nothing is due on one day, unless each working day or the year's end is meant. */
export function resolvePace(pace: 'daily' | 'whole-year', on: Day, about: string, manner: Manner = BY): Outcome {
  const ongoing: Rule[] = [{ kind: 'ongoing' }];
  const workdays: Rule[] = [1, 2, 3, 4, 5].map((weekday) => ({ kind: 'weekly', weekday, ...manner }));
  const year: Rule[] = [{ kind: 'year', year: civilDate(on).year, ...BY }];
  return doubtful('pace', about, ongoing, [ongoing, pace === 'daily' ? workdays : year]);
}
