import { civilDate, type Day, dayInMonth, daysInMonth, monthIndex, monthOfIndex, weekdayOf } from '../civil-day.ts';
import type { Rule } from '../rule.ts';
import type { Cycle } from './cycles.ts';
import { doubtful, failed, type Outcome, sure } from './outcome.ts';
import type { DayPoint, Point } from './points.ts';
import { everyMonths } from './resolved-cycle.ts';
import { isSupported, type Manner, mannerOf, nextDays, nextInMonths, once, yearly, yearOf } from './shaping.ts';
import type { Target } from './targets.ts';

/** The rules that a named day stands for. */
export function resolveDay(target: Target, point: DayPoint, on: Day, about: string): Outcome {
  if (point.day < 1 || point.day > 31) return failed('impossible-date', about);
  const manner = mannerOf(target, 'on');
  const { month } = point;
  const { cycles } = target;
  switch (month?.kind) {
    case 'months':
      return inMonths(point, month.months, cycles, manner, on, about);
    case 'of-quarter':
      return sure(quarterly(point, month.month, manner));
    case 'every':
      return sure(monthly(point, manner));
    case 'following':
      return inFollowingMonth(point, cycles, manner) ?? sure(monthly(point, manner));
    case 'offset':
      return inMonthFromNow(point, month.months, cycles, manner, on, about);
    case 'end-of-period':
      return atEndOfPeriod(point, cycles, manner, about);
    case undefined:
      return withoutMonth(point, cycles, manner, on, about);
  }
}

/** A day of a numbered month that no calendar has: refused even where it only begins a span. */
export function isImpossible(point: Point): boolean {
  if (point.kind !== 'day' || point.month?.kind !== 'months' || point.count !== 'calendar') return false;
  // Without a year 29 February may be meant of a leap year.
  const year = point.year?.kind === 'year' && isSupported(point.year.year) ? point.year.year : 2024;
  return point.month.months.some((month) => month < 1 || month > 12 || point.day > daysInMonth(year, month));
}

function inMonths(
  point: DayPoint,
  months: readonly number[],
  cycles: readonly Cycle[],
  manner: Manner,
  on: Day,
  about: string,
): Outcome {
  const clamp = point.count === 'last';
  // «ngày 15/11 của năm trước năm kế hoạch» has no year of its own.
  const relative = point.year?.kind === 'offset' && point.year.years < 0;
  const year = point.year === null || relative ? null : yearOf(point.year, on);
  if (months.some((month) => month < 1 || month > 12)) return failed('impossible-date', about);
  if (year !== null && !isSupported(year)) return failed('year-out-of-range', about);
  // Without a year 29 February may be meant of a leap year.
  if (!clamp && months.some((month) => point.day > daysInMonth(year ?? 2024, month)))
    return failed('impossible-date', about);
  if (point.count === 'working') return doubtful('day', about, [], []);
  if (year !== null) return inYear(point, months, year, manner, on, about);
  const every = months.map((month) => yearly(month, point.day, manner));
  if (months.length >= 3 || cycles.some(({ unit }) => unit === 'month'))
    return sure(...(asQuarterly(point, months, manner) ?? every));
  const next = months.map((month) => nextDays(month, point.day, manner, on, clamp));
  const pick = (index: number) => next.flatMap((days) => days.slice(index, index + 1)).map((day) => once(day, manner));
  return doubtful('year', about, pick(0), [pick(0), every, pick(1)]);
}

function inYear(
  point: DayPoint,
  months: readonly number[],
  year: number,
  manner: Manner,
  on: Day,
  about: string,
): Outcome {
  const days = months.map((month) => dayInMonth(year, month, point.day));
  const rules = days.map((day) => once(day, manner));
  if (point.year?.kind === 'short') {
    const next = nextDays(months[0]!, point.day, manner, on).map((day) => [once(day, manner)]);
    return doubtful('year', about, rules, [rules, ...next]);
  }
  const mismatch = point.weekday !== null && days.some((day) => weekdayOf(day) !== point.weekday);
  return mismatch
    ? doubtful('weekday-mismatch', about, rules, [rules, ...nearest(days[0]!, point.weekday!, manner)])
    : sure(...rules);
}

/** The days of that weekday on both sides of a date. */
function nearest(day: Day, weekday: number, manner: Manner): Rule[][] {
  const ahead = (weekday - weekdayOf(day) + 7) % 7;
  return [day + ahead - 7, day + ahead]
    .filter((each) => isSupported(civilDate(each).year))
    .map((each) => [once(each, manner)]);
}

/** «các tháng 3, 6, 9, 12» are the last months of the quarters. */
function asQuarterly(point: DayPoint, months: readonly number[], manner: Manner): Rule[] | null {
  const place = (months[0]! - 1) % 3;
  const all = months.length === 4 && new Set(months).size === 4 && months.every((month) => (month - 1) % 3 === place);
  return all ? [quarterly(point, place + 1, manner)] : null;
}

const monthly = (point: Pick<DayPoint, 'day' | 'count'>, manner: Manner): Rule => ({
  ...{ kind: 'monthly', day: point.day, ...manner },
  ...(point.count === 'working' ? { counting: 'working-days' as const } : {}),
});

const quarterly = (point: Pick<DayPoint, 'day' | 'count'>, monthOfQuarter: number, manner: Manner): Rule => ({
  ...{ kind: 'quarterly', monthOfQuarter, day: point.day, ...manner },
  ...(point.count === 'working' ? { counting: 'working-days' as const } : {}),
});

/** The month after each period that is reported on; null where no period is. */
function inFollowingMonth(point: DayPoint, cycles: readonly Cycle[], manner: Manner): Outcome | null {
  switch (cycles.find(({ unit }) => unit === 'month')?.every) {
    case 1:
      return sure(monthly(point, manner));
    case 3:
      return sure(quarterly(point, 1, manner));
    case 6:
      return sure(yearly(1, point.day, manner), yearly(7, point.day, manner));
    case 12:
      return sure(yearly(1, point.day, manner));
    default:
      return null;
  }
}

/** «ngày 5 tháng sau» of a monthly report comes every month; alone it may also be next month's. */
function inMonthFromNow(
  point: DayPoint,
  months: number,
  cycles: readonly Cycle[],
  manner: Manner,
  on: Day,
  about: string,
): Outcome {
  const now = civilDate(on);
  const { year, month } = monthOfIndex(monthIndex(now.year, now.month) + months);
  if (!isSupported(year)) return failed('year-out-of-range', about);
  const every = monthly(point, manner);
  const following = months === 1 ? inFollowingMonth(point, cycles, manner) : null;
  if (following !== null) return following;
  if (point.count !== 'last' && point.day > daysInMonth(year, month)) return failed('impossible-date', about);
  const single = once(dayInMonth(year, month, point.day), manner);
  return months === 1 ? doubtful('recurrence', about, [every], [[every], [single]]) : sure(single);
}

/** «tháng cuối kỳ báo cáo»: of whatever period is reported on. */
function atEndOfPeriod(point: DayPoint, cycles: readonly Cycle[], manner: Manner, about: string): Outcome {
  const periods = cycles.filter(({ unit }) => unit === 'month');
  const rules = periods.flatMap(({ every }) => everyMonths(every, point.day, manner) ?? []);
  if (periods.length > 0 && rules.length > 0) return sure(...rules);
  const ends = [3, 1, 6, 12].map((every) => everyMonths(every, point.day, manner) ?? []);
  return doubtful('month', about, ends[0]!, ends);
}

/** Only a day: the period that is reported on says in which months. */
function withoutMonth(point: DayPoint, cycles: readonly Cycle[], manner: Manner, on: Day, about: string): Outcome {
  const periods = cycles.filter(({ unit }) => unit === 'month');
  if (periods.length > 0) {
    const rules = periods.flatMap(({ every }) =>
      every === 1 ? [monthly(point, manner)] : (everyMonths(every, point.day, manner) ?? []),
    );
    if (periods.every(({ every }) => every === 1)) return sure(...rules);
    if (periods.length === 1 && periods[0]!.every === 3) {
      const last = quarterly(point, 3, manner);
      return doubtful('month', about, [last], [[last], [quarterly(point, 1, manner)], [quarterly(point, 2, manner)]]);
    }
    return doubtful('month', about, rules, [rules, [monthly(point, manner)]]);
  }
  const every = monthly(point, manner);
  if (point.count !== 'calendar' || cycles.some(({ unit }) => unit === 'unknown')) {
    return doubtful('recurrence', about, [every], [[every], [quarterly(point, 3, manner)]]);
  }
  const single = nextInMonths(point.day, manner, on)
    .slice(0, 1)
    .map((day) => once(day, manner));
  return doubtful('month', about, single, [single, [every], [quarterly(point, 3, manner)]]);
}
