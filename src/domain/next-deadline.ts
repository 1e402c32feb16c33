import type { Calendar } from './calendar.ts';
import { civilDate, type Day, dayOf, FIRST_YEAR, LAST_YEAR } from './civil-day.ts';
import { calendarDeadlines, type Deadline, eventDeadline, isOneOff } from './deadline.ts';
import { type CalendarRule, isCalendarRule, isEventRule, type Rule } from './rule.ts';

/** How far ahead the next occurrence of a recurring rule can lie, with a month to spare for days off. */
function horizonOf(rule: CalendarRule): number {
  switch (rule.kind) {
    case 'weekly':
      return 14 + 31;
    case 'monthly':
      return 62 + 31;
    case 'quarterly':
      return 2 * 92 + 31;
    case 'every-n-months':
      return rule.n * 31 + 62;
    default:
      return 2 * 366 + 31;
  }
}

/**
 * The deadline of a rule that comes next, seen from `on`: the first whose last day is not past. A fixed date stays what
 * it is, past or not. An event is taken to happen on `on`, a case to be due on `due`. Null where the rule has no date, or
 * none in the supported years.
 */
export function nextDeadline(rule: Rule, calendar: Calendar, on: Day, due: Day): Deadline | null {
  if (isEventRule(rule)) {
    const day = rule.kind === 'before-due' ? due : on;
    const reach = rule.kind === 'immediately-after' ? 1 : rule.n * (rule.unit === 'month' ? 31 : 3);
    const inside = civilDate(day + reach + 31).year <= LAST_YEAR && civilDate(day - reach - 31).year >= FIRST_YEAR;
    return inside ? eventDeadline(rule, calendar, { id: 0, day }) : null;
  }
  if (!isCalendarRule(rule)) return null;
  if (isOneOff(rule)) {
    return calendarDeadlines(rule, calendar, dayOf(FIRST_YEAR, 1, 1), dayOf(LAST_YEAR, 12, 31))[0] ?? null;
  }
  const last = Math.min(on + horizonOf(rule), dayOf(LAST_YEAR, 12, 31));
  return calendarDeadlines(rule, calendar, on, last).find(({ lastDay }) => lastDay >= on) ?? null;
}
