import type { Selectable } from 'kysely';
import type { OfficeEvent, ScheduledOccurrence, TaskSchedule } from '../app/store.ts';
import { type Day, dayFromIso, isoDate } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { isEventRule, readRules } from '../domain/rule.ts';
import { groupBy, inChunks } from './dialect.ts';
import { datesOf } from './occurrences.ts';
import { DROPPED_BY_PLANNING } from './schedule-changes.ts';
import type { Database, Db } from './schema.ts';
import { taskViews } from './tasks.ts';

export async function tasksToPlan(
  trx: Db,
  query: { through: Day; version: string; since: Day; afterId: number; limit: number },
): Promise<TaskSchedule[]> {
  const through = isoDate(query.through);
  const rows = await trx
    .selectFrom('tasks')
    .selectAll()
    .where('state', '=', 'active')
    .where('id', '>', query.afterId)
    .where((eb) =>
      eb.or([
        eb('planned_through', 'is', null),
        eb('planned_version', 'is', null),
        eb('planned_version', '!=', query.version),
        eb.and([
          eb('planned_through', '<', through),
          // Behind its last day a task has nothing new to plan, but what is still open goes on being reminded of.
          eb.or([
            eb('valid_to', 'is', null),
            eb('planned_through', '<', eb.ref('valid_to')),
            eb('planned_through', '<', eb.ref('handed_over_on')),
            eb.exists(
              eb
                .selectFrom('occurrences')
                .select('occurrences.id')
                .whereRef('occurrences.task_id', '=', 'tasks.id')
                .where('occurrences.state', '=', 'open'),
            ),
          ]),
        ]),
      ]),
    )
    .orderBy('id')
    .limit(query.limit)
    .execute();
  const tasks = await taskViews(trx, rows);
  const events = await eventsOf(trx, rows);
  const occurrences = await occurrencesOf(
    trx,
    rows.map((row) => row.id),
    query.since,
  );
  return rows.map((row, index) => ({
    task: tasks[index]!,
    revision: row.revision,
    from: dayFromIso(row.from_day),
    knownSince: row.known_since_at,
    plannedThrough: row.planned_through === null ? null : dayFromIso(row.planned_through),
    events: events.get(row.id) ?? [],
    occurrences: occurrences.get(row.id) ?? [],
  }));
}

/** Each task's events, under the name that its own rule gives them. */
export async function eventsOf(
  trx: Db,
  rows: readonly Selectable<Database['tasks']>[],
): Promise<Map<number, OfficeEvent[]>> {
  const namesOf = new Map(
    rows.map((row) => [
      row.id,
      new Map(
        readRules(row.rules)
          .filter(isEventRule)
          .map((rule) => [fold(rule.event), rule.event] as const),
      ),
    ]),
  );
  const wanted = [...namesOf.values()].flatMap((names) => [...names.keys()]);
  const events = await inChunks(wanted, (chunk) =>
    trx
      .selectFrom('office_events')
      .selectAll()
      .where('folded', 'in', chunk)
      .where('withdrawn_at', 'is', null)
      .orderBy('id')
      .execute(),
  );
  const byName = groupBy(events, (event) => event.folded);
  return new Map(
    [...namesOf].map(([taskId, names]) => [
      taskId,
      [...names].flatMap(([folded, name]) =>
        (byName.get(folded) ?? []).map((row) => ({
          id: row.id,
          name,
          day: dayFromIso(row.day),
          note: row.note,
          recordedAt: row.recorded_at,
        })),
      ),
    ]),
  );
}

async function occurrencesOf(
  trx: Db,
  taskIds: readonly number[],
  since: Day,
): Promise<Map<number, ScheduledOccurrence[]>> {
  const rows = await inChunks(taskIds, (chunk) =>
    trx
      .selectFrom('occurrences')
      .selectAll()
      .where('task_id', 'in', chunk)
      .where('state', '!=', 'cancelled')
      .where((eb) => eb.or([eb('state', 'in', ['open', 'held']), eb('target_day', '>=', isoDate(since))]))
      .orderBy('id')
      .execute(),
  );
  const reminders = await inChunks(
    rows.map((row) => row.id),
    (chunk) =>
      trx
        .selectFrom('reminders')
        .select(['id', 'occurrence_id', 'step', 'fire_at', 'state', 'reason'])
        .where('occurrence_id', 'in', chunk)
        .where((eb) => eb.or([eb('state', '!=', 'skipped'), eb('reason', 'not in', DROPPED_BY_PLANNING)]))
        .orderBy('fire_at')
        .execute(),
  );
  const remindersOf = groupBy(reminders, (row) => row.occurrence_id);
  const views = rows.map((row) => ({
    taskId: row.task_id,
    view: {
      ...datesOf(row),
      id: row.id,
      period: row.period,
      state: row.state,
      movedTo: row.moved_to_day === null ? null : dayFromIso(row.moved_to_day),
      remindBy: row.remind_by_day === null ? null : dayFromIso(row.remind_by_day),
      reminders: (remindersOf.get(row.id) ?? []).map((reminder) => ({
        id: reminder.id,
        step: reminder.step,
        fireAt: reminder.fire_at,
        state: reminder.state,
        reason: reminder.reason,
      })),
    },
  }));
  return new Map(
    [...groupBy(views, (one) => one.taskId)].map(([taskId, list]) => [taskId, list.map((one) => one.view)]),
  );
}
