import { calendarDeadlines, type Deadline, eventDeadline } from '../deadline.ts';
import { isCalendarRule, isEventRule, type Rule, unreadable } from '../rule.ts';
import type { AuditContext } from './context.ts';
import type { Difference } from './difference.ts';
import { auditOccurrence } from './occurrence.ts';
import type { LedgerTask } from './rows.ts';

/** Ticks come every minute; a change is planned at once. */
const PLANNED_WITHIN_MS = 2 * 60_000;

/**
 * What is not as the rules want it: deadlines that are missing, and whatever the auditor finds in those that are there.
 * `whole`: all of the task's occurrences are in `task`, so that what is missing can be told from what was not loaded.
 */
export function auditTask(task: LedgerTask, whole: boolean, context: AuditContext): Difference[] {
  const why = unreadable(task.rules);
  const planned = why === null && task.plannedThrough !== null && task.plannedVersion === context.version;
  const differences: Difference[] = [];
  if (task.state === 'active' && why !== null) {
    differences.push({ kind: 'task-unreadable', taskId: task.id, found: why });
  } else if (task.state === 'active' && !planned && ticksWithout(context)) {
    differences.push({ kind: 'task-unplanned', taskId: task.id });
  }
  if (whole && task.state === 'active' && planned) differences.push(...missing(task, context));
  for (const occurrence of task.occurrences) {
    if (inWindow(occurrence.target, context)) differences.push(...auditOccurrence(task, occurrence, planned, context));
  }
  return differences;
}

/** True where the service has ticked since anything changed. */
function ticksWithout({ tickedAt, startedAt, loggedAt }: AuditContext): boolean {
  return tickedAt !== null && startedAt !== null && tickedAt - Math.max(startedAt, loggedAt) > PLANNED_WITHIN_MS;
}

function inWindow(day: number, { window }: AuditContext): boolean {
  return window === null || (window.from <= day && day <= window.to);
}

function missing(task: LedgerTask, context: AuditContext): Difference[] {
  const today = context.office.zone.dayOf(context.now);
  const stateOf = new Map(task.occurrences.map((occurrence) => [occurrence.period, occurrence.state]));
  return task.rules.flatMap((rule, index) =>
    dueOf(task, rule, context).flatMap((deadline): Difference[] => {
      if (!isTasks(task, deadline) || !inWindow(deadline.target, context)) return [];
      const period = index === 0 ? deadline.key : `${deadline.key}/${index + 1}`;
      const state = stateOf.get(period);
      // What was called off and is behind us may have been called off rightly.
      if (state !== undefined && (state !== 'cancelled' || deadline.target < today)) return [];
      return [{ kind: 'deadline-missing', taskId: task.id, period, found: state ?? null }];
    }),
  );
}

/** The deadlines that a rule asks for between the day since which it is what it is and the last one that is planned. */
function dueOf(task: LedgerTask, rule: Rule, { office, rulesSince }: AuditContext): Deadline[] {
  const { calendar, zone } = office;
  if (isEventRule(rule)) {
    return task.events.filter(({ name }) => name === rule.event).map((event) => eventDeadline(rule, calendar, event));
  }
  if (!isCalendarRule(rule)) return [];
  const since = Math.max(task.from, task.validFrom, rulesSince.at === 0 ? task.from : zone.dayOf(rulesSince.at));
  const through = task.plannedThrough ?? since;
  return calendarDeadlines(rule, calendar, since, through).filter(({ target }) => target >= since);
}

/** Each deadline belongs to one year's task: this one's until the next year's takes over. */
function isTasks({ validFrom, validTo, handedOverOn }: LedgerTask, { nominal, target }: Deadline): boolean {
  if (nominal < validFrom) return false;
  if (validTo === null || nominal <= validTo) return true;
  return handedOverOn !== null && target < handedOverOn;
}
