import type { Day } from '../domain/civil-day.ts';
import type { Deadline } from '../domain/deadline.ts';
import type { Office } from '../domain/office-hours.ts';
import { holdersOf, presentFor } from '../domain/roster.ts';
import { ruleOfPeriod, wantedOccurrences } from '../domain/schedule.ts';
import { periodLabel } from '../text/explain.ts';
import type { Directory } from './directory.ts';
import { HORIZON_DAYS } from './plan.ts';
import { namesOf } from './render.ts';
import type { OccurrenceView, OfficerView, Store, TaskView } from './store.ts';

/** One open deadline in a list by days. */
export interface AgendaEntry {
  /** Null for what lies too far ahead to be in the database yet. */
  readonly occurrenceId: number | null;
  readonly ref: string;
  readonly title: string;
  readonly label: string;
  readonly deadline: Pick<Deadline, 'target' | 'lastDay' | 'legalLastDay' | 'time' | 'certainty'>;
  /** Nobody is reminded of it at present. */
  readonly paused: boolean;
  readonly leads: readonly OfficerView[];
  /** What the asked officer has to do with it; null where nothing, or nobody was asked for. */
  readonly part: 'lead' | 'cooperating' | null;
}

type Parts = { readonly store: Store; readonly office: Office };

/**
 * What has to be sent on a day of [from, to] and is not done, by target; where that begins today, also what is late.
 * `officerId` asks for what one officer leads, stands in for or cooperates in.
 */
export async function agenda(
  { store, office }: Parts,
  directory: Directory,
  { from, to, today, officerId }: { from: Day; to: Day; today: Day; officerId: number | null },
): Promise<AgendaEntry[]> {
  const tasks = await store.tasks();
  const paused = new Set(tasks.filter((task) => task.pausedOn !== null).map((task) => task.id));
  const open = await store.occurrences({
    states: ['open'],
    ...(from > today ? { targetFrom: from } : {}),
    targetTo: to,
  });
  const entry = (
    occurrence: OccurrenceView | Ahead,
    occurrenceId: number | null,
    taskId: number,
  ): AgendaEntry | null => {
    const { leadIds, cooperatingIds, ref } = occurrence.task;
    const part = officerId === null ? null : partOf(directory, officerId, { leadIds, cooperatingIds }, today);
    if (officerId !== null && part === null) return null;
    return {
      occurrenceId,
      ref,
      ...namesOf(occurrence),
      deadline: occurrence,
      paused: paused.has(taskId),
      leads: directory.people(holdersOf(directory.roster, leadIds, Math.max(today, occurrence.target))),
      part,
    };
  };
  const planned = open.map((occurrence) => entry(occurrence, occurrence.id, occurrence.task.id));
  const ahead = to > today + HORIZON_DAYS ? await notPlannedYet({ store, office }, tasks, { from, to, today }) : [];
  const later = ahead.map((each) => entry(each, null, each.task.id));
  return [...planned, ...later].filter((each) => each !== null).sort((a, b) => a.deadline.target - b.deadline.target);
}

/** A deadline that is not in the database yet, as far as lists need it. */
type Ahead = Parameters<typeof namesOf>[0] &
  Pick<OccurrenceView, 'target' | 'lastDay' | 'legalLastDay' | 'time' | 'certainty'> & {
    readonly task: { readonly id: number; readonly ref: string } & Record<'leadIds' | 'cooperatingIds', number[]>;
  };

async function notPlannedYet(
  { store, office }: Parts,
  tasks: readonly TaskView[],
  { from, to, today }: { from: Day; to: Day; today: Day },
): Promise<Ahead[]> {
  const { calendar, policies, zone } = office;
  const ids = new Map((await store.positions()).map((position) => [position.name, position.id]));
  const idsOf = (names: readonly string[]) => names.flatMap((name) => ids.get(name) ?? []);
  const since = Math.max(from, today + HORIZON_DAYS + 1);
  return tasks.flatMap((task) =>
    // Terms that an event started are in the database, however far ahead they end.
    wantedOccurrences(task, [], { calendar, policies, zone, from: today, since, through: to })
      .filter(({ deadline }) => deadline.target >= since && deadline.target <= to)
      .map(
        ({ period, label, deadline }): Ahead => ({
          ...deadline,
          period,
          label: periodLabel(label, ruleOfPeriod(task.rules, period)!),
          task: { ...task, leadIds: idsOf(task.lead), cooperatingIds: idsOf(task.cooperating) },
        }),
      ),
  );
}

/** Why an officer has to do with a task: leads it or stands in for one who does, or cooperates. */
export function partOf(
  { roster }: Directory,
  officerId: number,
  { leadIds, cooperatingIds }: { readonly leadIds: readonly number[]; readonly cooperatingIds: readonly number[] },
  day: Day,
): 'lead' | 'cooperating' | null {
  const has = (ids: readonly number[]) =>
    holdersOf(roster, ids, day).some((id) => id === officerId || presentFor(roster, id, day) === officerId);
  if (has(leadIds)) return 'lead';
  return has(cooperatingIds) ? 'cooperating' : null;
}
