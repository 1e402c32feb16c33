import type { DeadlineDates } from '../../../../domain/deadline.ts';
import { fold } from '../../../../domain/fold.ts';
import { type Policy, policyFor } from '../../../../domain/policy.ts';
import { holdersOf } from '../../../../domain/roster.ts';
import { isCalendarRule, isEventRule, type Rule } from '../../../../domain/rule.ts';
import type { Lead } from '../../../../text/task-words.ts';
import { comingDeadlines } from '../../../coming.ts';
import {
  type Assignee,
  OWN_PLAN,
  type PositionView,
  type ScheduledOccurrence,
  type TaskSchedule,
} from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';

/** A task as the commands that change it look at it. */
export interface SeenTask {
  readonly id: number;
  readonly ref: string;
  readonly title: string;
  readonly schedule: TaskSchedule;
  readonly task: TaskSchedule['task'];
  /** Deadlines that wait, overdue ones included, nearest first. */
  readonly open: readonly ScheduledOccurrence[];
  readonly coming: readonly DeadlineDates[];
  readonly leads: readonly Lead[];
  readonly ofPlan: boolean;
}

/** What is known of an active task; null where there is none of that id any more. */
export async function seeTask(desk: Desk, call: Call, taskId: number): Promise<SeenTask | null> {
  const { store, office } = desk;
  const { today } = call;
  const query = { through: today, version: '', since: today, afterId: taskId - 1, limit: 1 };
  const [schedule] = await store.tasksToPlan(query);
  if (schedule?.task.id !== taskId) return null;
  const { task, occurrences } = schedule;
  return {
    id: taskId,
    ref: task.ref,
    title: task.title,
    schedule,
    task,
    open: occurrences.filter(({ state }) => state === 'open').sort((a, b) => a.target - b.target),
    coming: comingDeadlines(task, schedule, office, today).map(({ deadline }) => deadline),
    leads: await leadsNamed(desk, call, task.lead),
    ofPlan: task.planId !== OWN_PLAN,
  };
}

/** Who leads, by the names of their positions. */
export async function leadsNamed({ store }: Desk, call: Call, names: readonly string[]): Promise<Lead[]> {
  const byName = new Map((await store.positions()).map((position) => [position.name, position]));
  return names.flatMap((name) => {
    const position = byName.get(name);
    return position ? leadOf(position, call) : [];
  });
}

export async function leadsAssigned({ store }: Desk, call: Call, assignees: readonly Assignee[]): Promise<Lead[]> {
  const byName = new Map((await store.positions()).map((position) => [fold(position.name), position]));
  return assignees.flatMap((assignee): Lead[] => {
    if (assignee.kind === 'position') {
      const position = byName.get(fold(assignee.name));
      return [position ? leadOf(position, call) : { kind: 'position', name: assignee.name, holders: [] }];
    }
    const person = call.directory.officer(assignee.officerId);
    return person ? [{ kind: 'person', person }] : [];
  });
}

function leadOf(position: PositionView, { directory, today }: Call): Lead {
  const holders = directory.people(holdersOf(directory.roster, [position.id], today));
  const [person] = holders;
  if (position.place === 'person' && person) return { kind: 'person', person };
  return { kind: 'position', name: position.name, holders };
}

/** True where somebody who was named has left meanwhile. */
export function hasLeft({ directory }: Call, assignees: readonly Assignee[]): boolean {
  return assignees.some((each) => each.kind === 'officer' && !directory.officer(each.officerId));
}

/** How the task's dates are reminded of, by its first dated rule; null where it has no dates. */
export function remindedBy({ office }: Desk, rules: readonly Rule[], policy: string | null): Policy | null {
  const rule = datedRule(rules);
  return rule ? policyFor(office.policies, policy, rule) : null;
}

export function datedRule(rules: readonly Rule[]): Rule | undefined {
  return rules.find((rule) => isCalendarRule(rule) || isEventRule(rule));
}
