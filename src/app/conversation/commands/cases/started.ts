import { eventKindOf } from '../../../../domain/case.ts';
import type { Day } from '../../../../domain/civil-day.ts';
import { eventDeadline } from '../../../../domain/deadline.ts';
import { fold } from '../../../../domain/fold.ts';
import { holdersOf, presentFor } from '../../../../domain/roster.ts';
import { isEventRule } from '../../../../domain/rule.ts';
import { isOwn } from '../../../../domain/schedule.ts';
import type { StartedStep } from '../../../../text/case-steps.ts';
import type { TaskView } from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';
import { leadsNamed } from '../tasks/office-tasks.ts';

/** A task that may wait for the event; one that is not there yet is led by whoever it is meant for. */
export interface Waiting extends Pick<TaskView, 'ref' | 'title' | 'rules'> {
  readonly lead: readonly string[];
  readonly cooperating: readonly string[];
}

/** The deadlines that the event starts, in the order in which they are due. */
export async function startedSteps(
  desk: Desk,
  call: Call,
  tasks: readonly (Waiting | TaskView)[],
  { name, day }: { name: string; day: Day },
): Promise<StartedStep[]> {
  const steps: StartedStep[] = [];
  for (const task of tasks) {
    for (const rule of task.rules.filter(isEventRule)) {
      if (fold(rule.event) !== fold(name)) continue;
      const dates = eventDeadline(rule, desk.office.calendar, { id: 0, day });
      if ('validFrom' in task && !isOwn(task, dates)) continue;
      const cooperating = await leadsNamed(desk, call, task.cooperating);
      steps.push({
        ref: task.ref,
        title: rule.what === undefined ? task.title : `${task.title}: ${rule.what}`,
        dates,
        leads: await leadsNamed(desk, call, task.lead),
        cooperating: cooperating.filter((lead) => lead.kind === 'person' || lead.holders.length > 0),
      });
    }
  }
  return steps.sort((a, b) => a.dates.target - b.dates.target);
}

/** Tasks that wait for events of a kind. */
export async function tasksWaitingFor({ store }: Desk, kind: ReturnType<typeof eventKindOf>): Promise<TaskView[]> {
  const tasks = await store.tasks();
  return tasks.filter(
    (task) =>
      task.state === 'active' && task.rules.some((rule) => isEventRule(rule) && eventKindOf(rule.event) === kind),
  );
}

/** True where somebody holds one of the positions. */
export async function isHeld(desk: Desk, call: Call, names: readonly string[]): Promise<boolean> {
  const leads = await leadsNamed(desk, call, names);
  return leads.some((lead) => lead.kind === 'person' || lead.holders.length > 0);
}

/** True for those who lead one of the tasks today, or stand in for who does. */
export async function leadsOneOf({ store }: Desk, call: Call, tasks: readonly TaskView[]): Promise<boolean> {
  const names = new Set(tasks.flatMap((task) => task.lead));
  const positions = (await store.positions()).filter(({ name }) => names.has(name));
  const { roster } = call.directory;
  const holders = holdersOf(
    roster,
    positions.map(({ id }) => id),
    call.today,
  );
  return holders.some((id) => id === call.officer.id || presentFor(roster, id, call.today) === call.officer.id);
}
