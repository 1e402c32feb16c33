import type { Calendar, DateCertainty } from '../domain/calendar.ts';
import { type Day, isoDate } from '../domain/civil-day.ts';
import { calendarDeadlines, type Deadline, eventDeadline, isOneOff } from '../domain/deadline.ts';
import { type DatedRule, isCalendarRule, isEventRule, type Rule } from '../domain/rule.ts';
import { isOwn, type Plannable } from '../domain/schedule.ts';
import { explainDeadline, periodLabel } from '../text/explain.ts';
import type { OfficeEvent } from './store.ts';

/** One computed deadline as `deadlines --json` prints it; dates are `YYYY-MM-DD`. */
export interface DeadlineLine {
  readonly ref: string;
  readonly title: string;
  readonly period: string;
  readonly nominal: string;
  readonly lastDay: string;
  readonly legalLastDay: string;
  readonly target: string;
  readonly certainty: DateCertainty;
  readonly lead: readonly string[];
  readonly explanation: string;
}

export interface DeadlineTask {
  readonly ref: string;
  readonly title: string;
  readonly lead: readonly string[];
  readonly rules: readonly Rule[];
  /** Missing for a plan that is not applied: then every deadline is its own. */
  readonly span?: Pick<Plannable, 'validFrom' | 'validTo' | 'handedOverOn'> & {
    /** The day from which it answers instead of an earlier year's task; null where there was none. */
    readonly tookOverOn: Day | null;
  };
}

/**
 * Deadlines of the tasks that touch [from, to] with any day from target to last legal day, by target and then in the
 * order of the tasks. Terms counted from events appear for the events given.
 */
export function computeDeadlines(
  tasks: readonly DeadlineTask[],
  events: readonly OfficeEvent[],
  calendar: Calendar,
  from: Day,
  to: Day,
): DeadlineLine[] {
  const found: { deadline: Deadline; line: DeadlineLine }[] = [];
  for (const task of tasks) {
    for (const rule of task.rules) {
      for (const deadline of deadlinesOf(rule, events, calendar, from, to)) {
        if (task.span && !isOwn(task.span, deadline)) continue;
        if (!isOneOff(rule) && deadline.target < (task.span?.tookOverOn ?? deadline.target)) continue;
        found.push({ deadline, line: lineOf(task, rule as DatedRule, deadline, calendar) });
      }
    }
  }
  return found.sort((a, b) => a.deadline.target - b.deadline.target).map(({ line }) => line);
}

function deadlinesOf(rule: Rule, events: readonly OfficeEvent[], calendar: Calendar, from: Day, to: Day): Deadline[] {
  if (isCalendarRule(rule)) return calendarDeadlines(rule, calendar, from, to);
  if (!isEventRule(rule)) return [];
  return events
    .filter((event) => event.name === rule.event)
    .map((event) => eventDeadline(rule, calendar, event))
    .filter((deadline) => deadline.target <= to && deadline.legalLastDay >= from);
}

function lineOf(task: DeadlineTask, rule: DatedRule, deadline: Deadline, calendar: Calendar): DeadlineLine {
  return {
    ref: task.ref,
    title: rule.what === undefined ? task.title : `${task.title}: ${rule.what}`,
    period: periodLabel(deadline.period, rule),
    nominal: isoDate(deadline.nominal),
    lastDay: isoDate(deadline.lastDay),
    legalLastDay: isoDate(deadline.legalLastDay),
    target: isoDate(deadline.target),
    certainty: deadline.certainty,
    lead: task.lead,
    explanation: explainDeadline(rule, deadline, calendar),
  };
}
