import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import type { CalendarRule } from '../../src/domain/rule.ts';
import { loadCalendarFiles } from '../../src/runtime/data.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

const ZONE = 'Asia/Ho_Chi_Minh';
const exceptions = new Map(
  loadCalendarFiles()
    .flatMap((file) => file.days)
    .filter((day) => day.certainty !== 'pending')
    .map((day) => [day.date, day.kind]),
);

const isWorking = (day: Dayjs): boolean => {
  const exception = exceptions.get(day.format('YYYY-MM-DD'));
  return exception === undefined ? day.day() !== 0 && day.day() !== 6 : exception === 'worked';
};

/** The days to aim at within a year, `YYYY-MM-DD`, as one would chain them together with dayjs and its time zones. */
export function chainedTargets(rule: CalendarRule, year: number): string[] {
  const first = dayjs.tz(`${year}-01-01`, ZONE);
  const last = dayjs.tz(`${year}-12-31`, ZONE);
  return namedDays(rule, year).flatMap((named) => {
    const lastDay = rule.bound === 'before' && rule.time === undefined ? named.subtract(1, 'day') : named;
    let target = lastDay;
    while (!isWorking(target)) target = target.subtract(1, 'day');
    return target.isAfter(last) || lastDay.isBefore(first) ? [] : [target.format('YYYY-MM-DD')];
  });
}

function namedDays(rule: CalendarRule, year: number): Dayjs[] {
  const days: Dayjs[] = [];
  if (rule.kind === 'weekly') {
    const monday = dayjs.tz(`${year}-01-01`, ZONE);
    for (let week = -2; week <= 54; week++) {
      days.push(monday.subtract((monday.day() + 6) % 7, 'day').add(week * 7 + rule.weekday - 1, 'day'));
    }
    return days;
  }
  for (let index = -1; index <= 12; index++) {
    const month = dayjs.tz(`${year}-01-01`, ZONE).add(index, 'month');
    if (isNamed(rule, month)) days.push(month.date(Math.min(dayOf(rule), month.daysInMonth())));
  }
  return days;
}

function isNamed(rule: CalendarRule, month: Dayjs): boolean {
  switch (rule.kind) {
    case 'monthly':
      return true;
    case 'quarterly':
      return month.month() % 3 === rule.monthOfQuarter - 1;
    case 'yearly':
      return month.month() === rule.month - 1;
    default:
      throw new Error(`not chained: ${rule.kind}`);
  }
}

function dayOf(rule: CalendarRule): number {
  if ('day' in rule) return rule.day;
  throw new Error(`names no day: ${rule.kind}`);
}
