import type { Calendar, DateCertainty } from './calendar.ts';
import {
  addMonths,
  civilDate,
  type Day,
  dayFromIso,
  dayInMonth,
  dayOf,
  daysInMonth,
  type MinuteOfDay,
  minuteFromClock,
  monthIndex,
  monthOfIndex,
  weekdayOf,
} from './civil-day.ts';
import { type CalendarRule, type Cutoff, type DatedRule, type EventRule, type Rule, shiftOf } from './rule.ts';

/** The days of one deadline. */
export interface DeadlineDates {
  /** The day that the phrase names. */
  readonly nominal: Day;
  /** The last timely day, before any shift. */
  readonly lastDay: Day;
  /** The last timely day by law, after any shift: never before `lastDay`. */
  readonly legalLastDay: Day;
  /** The day to aim at: the last working day on or before `lastDay` (with shift `none`, `lastDay` itself). */
  readonly target: Day;
  readonly time: MinuteOfDay | null;
  readonly certainty: DateCertainty;
}

/** One computed deadline of one rule. */
export interface Deadline extends DeadlineDates {
  /** Names the period within the rule: `2024-03`, `2024-Q1`, `2024-W11`, `2024`, `once`, `e7`. */
  readonly key: string;
  readonly period: Period;
  /** The data that are reported, where the rule has a cut-off. */
  readonly cutoff: { readonly from: Day; readonly to: Day } | null;
}

export type Period =
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | { readonly kind: 'quarter'; readonly year: number; readonly quarter: number }
  | { readonly kind: 'half'; readonly year: number; readonly half: number }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'week'; readonly monday: Day }
  | { readonly kind: 'once' }
  | { readonly kind: 'event'; readonly day: Day };

/** Something that happened, from which terms are counted. For `before-due` its day is the case's own due date. */
export interface CountedEvent {
  readonly id: number;
  readonly day: Day;
}

/** Deadlines of a calendar rule of which some day from target to last legal day lies in [from, to], in order. */
export function calendarDeadlines(rule: CalendarRule, calendar: Calendar, from: Day, to: Day): Deadline[] {
  const result: Deadline[] = [];
  for (const { key, period, nominal } of nominalDays(rule, calendar, from, to)) {
    const deadline = settleDates(rule, calendar, key, period, nominal, nominal);
    if (deadline.target <= to && deadline.legalLastDay >= from) result.push(deadline);
  }
  return result;
}

/** The deadline that an event starts. */
export function eventDeadline(rule: EventRule, calendar: Calendar, event: CountedEvent): Deadline {
  return settleDates(
    rule,
    calendar,
    `e${event.id}`,
    { kind: 'event', day: event.day },
    eventNominal(rule, calendar, event.day),
    event.day,
  );
}

function eventNominal(rule: EventRule, calendar: Calendar, day: Day): Day {
  switch (rule.kind) {
    case 'within':
      return moved(day, rule.n, rule.unit, calendar);
    case 'before-due':
      return moved(day, -rule.n, rule.unit, calendar);
    case 'immediately-after':
      return rule.grace === 'same-day' ? day : calendar.addWorkingDays(day, 1);
  }
}

function moved(day: Day, n: number, unit: 'day' | 'working-day' | 'month', calendar: Calendar): Day {
  switch (unit) {
    case 'day':
      return day + n;
    case 'working-day':
      return calendar.addWorkingDays(day, n);
    case 'month':
      return addMonths(day, n);
  }
}

/**
 * From the named day to the last timely days. A clock time makes «trước» include its day («trước 16 giờ ngày D» is due on
 * D). Counted terms that end on a day off run on to the next working day (Civil Code 2015, art. 148 k5); fixed dates stay.
 */
function settleDates(
  rule: DatedRule,
  calendar: Calendar,
  key: string,
  period: Period,
  nominal: Day,
  basis: Day,
): Deadline {
  const lastDay = rule.bound === 'before' && rule.time === undefined ? nominal - 1 : nominal;
  const shift = shiftOf(rule);
  const legalLastDay = shift === 'later' ? calendar.firstWorkingDayOnOrAfter(lastDay) : lastDay;
  const aim = shift === 'none' ? lastDay : calendar.lastWorkingDayOnOrBefore(lastDay);
  // «ngay trong ngày» of something that happened on a Sunday cannot be aimed at the Friday before it.
  const target = period.kind === 'event' && aim < basis && basis <= lastDay ? legalLastDay : aim;
  return {
    key,
    period,
    nominal,
    lastDay,
    legalLastDay,
    target,
    time: rule.time === undefined ? null : minuteFromClock(rule.time),
    certainty: calendar.certainty(Math.min(target, basis), Math.max(legalLastDay, basis)),
    cutoff: rule.cutoff ? cutoffOf(rule.cutoff, nominal) : null,
  };
}

function cutoffOf(cutoff: Cutoff, nominal: Day): { from: Day; to: Day } {
  const { year, month } = civilDate(nominal);
  const end = monthIndex(year, month) - cutoff.toMonthsBack;
  const last = monthOfIndex(end);
  // From the 15th to the 14th reaches back into one month more than from the 1st to the 31st.
  const first = monthOfIndex(end - cutoff.months + (cutoff.fromDay <= cutoff.toDay ? 1 : 0));
  return {
    from: dayInMonth(first.year, first.month, cutoff.fromDay),
    to: dayInMonth(last.year, last.month, cutoff.toDay),
  };
}

interface Nominal {
  readonly key: string;
  readonly period: Period;
  readonly nominal: Day;
}

/** A fixed date never moves by more than the longest row of days off, so one spare month on each side is plenty. */
const SPARE_DAYS = 31;

function* nominalDays(rule: CalendarRule, calendar: Calendar, from: Day, to: Day): Generator<Nominal> {
  const first = civilDate(from - SPARE_DAYS);
  const last = civilDate(to + SPARE_DAYS);
  const firstMonth = monthIndex(first.year, first.month);
  const lastMonth = monthIndex(last.year, last.month);
  switch (rule.kind) {
    case 'monthly':
      for (let index = firstMonth; index <= lastMonth; index++) {
        const { year, month } = monthOfIndex(index);
        yield inMonth(year, month, countedDay(rule, calendar, year, month));
      }
      return;
    case 'every-n-months': {
      const [anchorYear, anchorMonth] = rule.anchor.split('-').map(Number) as [number, number];
      const offset = (firstMonth - monthIndex(anchorYear, anchorMonth)) % rule.n;
      const start = offset === 0 ? firstMonth : firstMonth + (offset > 0 ? rule.n - offset : -offset);
      for (let index = start; index <= lastMonth; index += rule.n) {
        const { year, month } = monthOfIndex(index);
        yield inMonth(year, month, dayInMonth(year, month, rule.day));
      }
      return;
    }
    case 'quarterly':
      for (let index = firstMonth; index <= lastMonth; index++) {
        const { year, month } = monthOfIndex(index);
        if ((month - rule.monthOfQuarter) % 3 !== 0) continue;
        const quarter = Math.ceil(month / 3);
        yield {
          key: `${year}-Q${quarter}`,
          period: { kind: 'quarter', year, quarter },
          nominal: countedDay(rule, calendar, year, month),
        };
      }
      return;
    case 'weekly':
      for (let monday = from - SPARE_DAYS - weekdayOf(from - SPARE_DAYS) + 1; monday <= to + 7; monday += 7) {
        yield { key: isoWeekKey(monday), period: { kind: 'week', monday }, nominal: monday + rule.weekday - 1 };
      }
      return;
    case 'yearly':
      for (let year = first.year; year <= last.year; year++) {
        const nominal = dayInMonth(year, rule.month, rule.day);
        yield { key: String(year), period: { kind: 'year', year }, nominal };
      }
      return;
    case 'once':
      yield { key: 'once', period: { kind: 'once' }, nominal: dayFromIso(rule.date) };
      return;
    case 'month': {
      const { year, month } = rule;
      yield inMonth(year, month, dayInMonth(year, month, 31));
      return;
    }
    case 'quarter': {
      const { year, quarter } = rule;
      const nominal = dayInMonth(year, quarter * 3, 31);
      yield { key: `${year}-Q${quarter}`, period: { kind: 'quarter', year, quarter }, nominal };
      return;
    }
    case 'half': {
      const { year, half } = rule;
      yield { key: `${year}-H${half}`, period: { kind: 'half', year, half }, nominal: dayInMonth(year, half * 6, 31) };
      return;
    }
    case 'year':
      yield { key: String(rule.year), period: { kind: 'year', year: rule.year }, nominal: dayOf(rule.year, 12, 31) };
      return;
  }
}

/** The day of a month that a rule names, in calendar or in working days; the last one where the month has fewer. */
function countedDay(
  rule: Extract<CalendarRule, { kind: 'monthly' | 'quarterly' }>,
  calendar: Calendar,
  year: number,
  month: number,
): Day {
  if (rule.counting === undefined) return dayInMonth(year, month, rule.day);
  const last = calendar.lastWorkingDayOnOrBefore(dayInMonth(year, month, 31));
  return Math.min(calendar.addWorkingDays(dayOf(year, month, 1) - 1, rule.day), last);
}

function inMonth(year: number, month: number, nominal: Day): Nominal {
  return { key: `${year}-${String(month).padStart(2, '0')}`, period: { kind: 'month', year, month }, nominal };
}

/** ISO 8601 week: the one that its Thursday lies in. */
function isoWeekKey(monday: Day): string {
  const { year } = civilDate(monday + 3);
  const week = Math.floor((monday + 3 - dayOf(year, 1, 1)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** True for rules that name one fixed period or date and do not come again by themselves. */
export function isOneOff(rule: Rule): boolean {
  return (
    rule.kind === 'once' ||
    rule.kind === 'month' ||
    rule.kind === 'quarter' ||
    rule.kind === 'half' ||
    rule.kind === 'year'
  );
}

/** The same rule for another year: one-off dates move by whole years, recurring ones stay. 29 February becomes the month's last day. */
export function moveToYear(rule: Rule, years: number): Rule {
  if (years === 0) return rule;
  switch (rule.kind) {
    case 'once': {
      const { year, month, day } = civilDate(dayFromIso(rule.date));
      const moved = Math.min(day, daysInMonth(year + years, month));
      const pad = (n: number) => String(n).padStart(2, '0');
      return { ...rule, date: `${year + years}-${pad(month)}-${pad(moved)}` };
    }
    case 'month':
    case 'quarter':
    case 'half':
    case 'year':
      return { ...rule, year: rule.year + years };
    default:
      return rule;
  }
}
