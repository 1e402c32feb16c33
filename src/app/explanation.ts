import type { Calendar, CalendarDay } from '../domain/calendar.ts';
import { civilDate, type Day, dayOf } from '../domain/civil-day.ts';
import { calendarDeadlines, type Deadline, eventDeadline } from '../domain/deadline.ts';
import type { Office } from '../domain/office-hours.ts';
import { type DatedRule, isCalendarRule, isEventRule, type Rule } from '../domain/rule.ts';
import { ruleOfPeriod, splitPeriod, wantedOccurrences } from '../domain/schedule.ts';
import { explainDeadline, periodLabel } from '../text/explain.ts';
import type { OccurrenceView, TaskView } from './store.ts';

/** How the date of one deadline came about. */
export interface Explanation {
  readonly rule: DatedRule;
  /** As the rule gives it: what people decided about this one deadline is not in it. */
  readonly deadline: Deadline;
  /** In one line. */
  readonly text: string;
  /** Listed days off and worked Saturdays that the date depends on. */
  readonly daysOff: readonly { readonly day: Day; readonly entry: CalendarDay }[];
}

/** A deadline's dates never lie further apart, but for those counted from an event. */
const NEAR_DAYS = 31;

/** Null where the occurrence's rule is gone. */
export function explainOccurrence({ calendar }: Office, occurrence: OccurrenceView): Explanation | null {
  const rule = ruleOfPeriod(occurrence.task.rules, occurrence.period);
  const deadline = rule ? deadlineOf(rule, occurrence, calendar) : null;
  return deadline ? explained(rule as DatedRule, deadline, calendar) : null;
}

function deadlineOf(rule: Rule, { period, nominal, eventDay }: OccurrenceView, calendar: Calendar): Deadline | null {
  if (isCalendarRule(rule)) {
    const { key } = splitPeriod(period);
    const near = calendarDeadlines(rule, calendar, nominal - NEAR_DAYS, nominal + NEAR_DAYS);
    return near.find((each) => each.key === key) ?? null;
  }
  if (!isEventRule(rule) || eventDay === null) return null;
  return eventDeadline(rule, calendar, { id: 0, day: eventDay });
}

function explained(rule: DatedRule, deadline: Deadline, calendar: Calendar): Explanation {
  const { from, to } = daysLookedAt(rule, deadline);
  const daysOff: { day: Day; entry: CalendarDay }[] = [];
  for (let day = from; day <= to; day++) {
    const entry = calendar.entry(day);
    if (entry) daysOff.push({ day, entry });
  }
  return { rule, deadline, text: explainDeadline(rule, deadline, calendar), daysOff };
}

/** The days that were counted, or that the date was moved over. */
function daysLookedAt(rule: DatedRule, { period, nominal, lastDay, legalLastDay, target }: Deadline) {
  const days = [nominal, lastDay, legalLastDay, target];
  if ('unit' in rule && rule.unit === 'working-day' && period.kind === 'event') days.push(period.day);
  if ('counting' in rule && rule.counting !== undefined) {
    const { year, month } = civilDate(nominal);
    days.push(dayOf(year, month, 1));
  }
  return { from: Math.min(...days), to: Math.max(...days) };
}

/** More than a year, so that a yearly deadline is found. */
const AHEAD_DAYS = 400;

/** The next deadlines of a task from `today` on, at most `count`, whether they are in the database yet or not. */
export function nextDeadlines(
  { calendar, policies, zone }: Office,
  task: TaskView,
  { today, count }: { today: Day; count: number },
): (Explanation & { readonly label: string })[] {
  const context = { calendar, policies, zone, from: today, since: today, through: today + AHEAD_DAYS };
  return wantedOccurrences(task, [], context)
    .filter(({ deadline }) => deadline.target >= today)
    .sort((a, b) => a.deadline.target - b.deadline.target)
    .slice(0, count)
    .map(({ period, label, deadline }) => {
      const rule = ruleOfPeriod(task.rules, period) as DatedRule;
      return { ...explained(rule, deadline, calendar), label: periodLabel(label, rule) };
    });
}
