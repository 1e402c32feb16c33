import { civilDate, type Day, dayInMonth, dayOf, daysInMonth, LAST_YEAR } from '../civil-day.ts';
import type { Rule } from '../rule.ts';
import { doubtful, failed, type Outcome, rulesOf, sure } from './outcome.ts';
import type { Part, PeriodPoint, PeriodUnit } from './points.ts';
import { everyMonths } from './resolved-cycle.ts';
import { isSupported, type Manner, mannerOf, once, yearly, yearOf } from './shaping.ts';
import type { Target } from './targets.ts';

/** First and last month of a period within its year. */
const SPAN: Readonly<Record<PeriodUnit, { readonly months: number; readonly most: number }>> = {
  month: { months: 1, most: 12 },
  quarter: { months: 3, most: 4 },
  half: { months: 6, most: 2 },
  'nine-months': { months: 9, most: 1 },
  year: { months: 12, most: 1 },
};

interface Period {
  readonly unit: PeriodUnit;
  readonly year: number;
  /** 1 for the first month, quarter or half of the year. */
  readonly number: number;
}

const lastMonthOf = ({ unit, number }: Omit<Period, 'year'>): number => number * SPAN[unit].months;
const firstDayOf = (period: Period): Day => dayOf(period.year, lastMonthOf(period) - SPAN[period.unit].months + 1, 1);
const endOf = (period: Period): Day => dayInMonth(period.year, lastMonthOf(period), 31);

export function resolvePeriod(target: Target, point: PeriodPoint, on: Day, about: string): Outcome {
  const { unit, part } = point;
  if (point.number !== null && (point.number < 1 || point.number > SPAN[unit].most))
    return failed('impossible-period', about);
  const manner = mannerOf(target, 'by');
  const given = givenPeriod(point, on);
  if (given !== null) {
    if (!isSupported(given.year)) return failed('year-out-of-range', about);
    const outcome = inPeriod(target, given, part, manner, about);
    if (point.year?.kind !== 'short' || outcome.kind !== 'rules' || outcome.question !== null) return outcome;
    return doubtful('year', about, outcome.rules, [outcome.rules]);
  }
  const recurs = point.every || target.cycles.some(({ unit: each }) => each === 'month');
  if (point.number === null && recurs) return eachPeriod(unit, part, manner, about);
  const [next, later] = nextPeriods(point, on);
  if (next === undefined) return failed('year-out-of-range', about);
  const month = lastMonthOf({ unit, number: point.number ?? 1 });
  const firstMonth = month - SPAN[unit].months + 1;
  // In a leap year, since a rule takes the last day where the month is shorter.
  const last = yearly(month, daysInMonth(2024, month), manner);
  if (recurs && part === null) return sure(manner.bound === 'before' ? yearly(firstMonth, 1, manner) : last);
  const rules = (period: Period | undefined) =>
    period === undefined ? [] : rulesOf(inPeriod(target, period, part, manner, about));
  const every = point.number === null ? rulesOf(eachPeriod(unit, part, manner, about)) : part === null ? [last] : [];
  return doubtful(point.number === null ? 'recurrence' : 'year', about, rules(next), [
    rules(next),
    every,
    rules(later),
  ]);
}

/** «giai đoạn 2024-2026» by itself: its end, or no deadline at all. */
export function resolveYears(year: number, about: string): Outcome {
  if (!isSupported(year)) return failed('year-out-of-range', about);
  const end: Rule[] = [{ kind: 'year', year, bound: 'by' }];
  return doubtful('start-or-end', about, end, [end, [{ kind: 'ongoing' }]]);
}

/** The one period that is named, or null where the year is open. */
function givenPeriod({ unit, number, offset, year }: PeriodPoint, on: Day): Period | null {
  if (offset !== null) return numberedPeriod(unit, periodIndex(unit, on) + offset);
  if (year === null || (number === null && unit !== 'year')) return null;
  return { unit, year: yearOf(year, on), number: number ?? 1 };
}

function numberedPeriod(unit: PeriodUnit, index: number): Period {
  const perYear = SPAN[unit].most;
  return { unit, year: Math.floor(index / perYear), number: (((index % perYear) + perYear) % perYear) + 1 };
}

function periodIndex(unit: PeriodUnit, on: Day): number {
  const { year, month } = civilDate(on);
  return year * SPAN[unit].most + Math.min(Math.ceil(month / SPAN[unit].months), SPAN[unit].most) - 1;
}

/** The next two periods of that name that are not over. */
function nextPeriods({ unit, number }: PeriodPoint, on: Day): Period[] {
  const found: Period[] = [];
  if (number === null) {
    const index = periodIndex(unit, on);
    found.push(numberedPeriod(unit, index), numberedPeriod(unit, index + 1));
  } else {
    const { year } = civilDate(on);
    for (const each of [year, year + 1, year + 2]) found.push({ unit, year: each, number });
  }
  return found.filter((period) => period.year <= LAST_YEAR && endOf(period) >= on).slice(0, 2);
}

function inPeriod(target: Target, period: Period, part: Part | null, manner: Manner, about: string): Outcome {
  if (part !== null) return inPart(period, part, manner, about);
  if (manner.bound === 'before') {
    // Strictly before a period is before its first day; many mean before its end.
    const start = [once(firstDayOf(period), manner)];
    return doubtful('start-or-end', about, start, [start, [whole(period, { ...manner, bound: 'by' })]]);
  }
  return sure(target.isEnd || period.unit === 'nine-months' ? once(endOf(period), manner) : whole(period, manner));
}

function whole({ unit, year, number }: Period, manner: Manner): Rule {
  switch (unit) {
    case 'month':
      return { kind: 'month', year, month: number, ...manner };
    case 'quarter':
      return { kind: 'quarter', year, quarter: number, ...manner };
    case 'half':
      return { kind: 'half', year, half: number, ...manner };
    case 'nine-months':
      return once(dayOf(year, 9, 30), manner);
    case 'year':
      return { kind: 'year', year, ...manner };
  }
}

/**
 * The beginning, middle and end of months and years are days by law (Civil Code 2015, art. 146); people often mean a
 * stretch, so only an end is taken without asking. Of a quarter the law says nothing: its last day is the bound.
 */
function inPart(period: Period, part: Part, manner: Manner, about: string): Outcome {
  const [start, end] = [firstDayOf(period), endOf(period)];
  const by: Manner = manner.bound === 'on' ? { ...manner, bound: 'by' } : manner;
  const rule = (day: Day) => [once(day, by)];
  if (part === 'end') {
    if (by.bound === 'before')
      return doubtful('start-or-end', about, rule(end), [rule(end), [once(end, { ...by, bound: 'by' })]]);
    return sure(once(end, by));
  }
  const days = partDays(period, part, start, end);
  return doubtful('part', about, rule(days[0]!), days.map(rule));
}

function partDays({ unit, year, number }: Period, part: Exclude<Part, 'end'>, start: Day, end: Day): Day[] {
  if (part === 'early') return [start + 9];
  if (part === 'late') return [end];
  if (unit === 'month') return part === 'start' ? [start, start + 4, start + 9] : [start + 14, start + 19];
  const firstMonth = lastMonthOf({ unit, number }) - SPAN[unit].months + 1;
  const endOfMonth = (offset: number) => dayInMonth(year, firstMonth + offset, 31);
  if (unit === 'year') return part === 'start' ? [start, endOfMonth(0), endOfMonth(2)] : [endOfMonth(5), endOfMonth(6)];
  return part === 'start' ? [end, start, endOfMonth(0)] : [end, dayInMonth(year, firstMonth + 1, 15), endOfMonth(1)];
}

/** «cuối mỗi tháng», «đầu quý» with a cycle. */
function eachPeriod(unit: PeriodUnit, part: Part | null, manner: Manner, about: string): Outcome {
  const by: Manner = manner.bound === 'on' ? { ...manner, bound: 'by' } : manner;
  const months = SPAN[unit].months;
  if (part === 'end' || part === 'late' || part === null) return sure(...(everyMonths(months, 31, by) ?? []));
  if (unit === 'month') {
    const monthly = (day: number): Rule[] => [{ kind: 'monthly', day, ...by }];
    const days = { start: [1, 5, 10], early: [10], middle: [15, 20] }[part];
    return doubtful('part', about, monthly(days[0]!), days.map(monthly));
  }
  if (unit === 'quarter') {
    const quarterly = (monthOfQuarter: number, day: number): Rule[] => [
      { kind: 'quarterly', monthOfQuarter, day, ...by },
    ];
    const choices = part === 'middle' ? [quarterly(2, 15), quarterly(2, 31)] : [quarterly(1, 1), quarterly(1, 31)];
    return doubtful('part', about, [], choices);
  }
  const days = part === 'middle' ? [yearly(6, 30, by)] : [yearly(1, 1, by), yearly(1, 31, by)];
  return doubtful(
    'part',
    about,
    days.slice(0, 1),
    days.map((each) => [each]),
  );
}
