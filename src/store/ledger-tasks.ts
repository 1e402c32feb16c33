import type { Selectable } from 'kysely';
import type { LedgerOccurrence, LedgerTask } from '../domain/audit/rows.ts';
import { dayFromIso } from '../domain/civil-day.ts';
import { readRules } from '../domain/rule.ts';
import { groupBy, inChunks } from './dialect.ts';
import { loggedEvent } from './log.ts';
import { datesOf } from './occurrences.ts';
import { eventsOf } from './schedules.ts';
import type { Database, Db } from './schema.ts';

type OccurrenceRow = Selectable<Database['occurrences']>;
type TaskRow = Selectable<Database['tasks']>;

export async function ledgerTasks(
  trx: Db,
  { afterId, limit }: { readonly afterId: number; readonly limit: number },
): Promise<LedgerTask[]> {
  const tasks = await trx
    .selectFrom('tasks')
    .selectAll()
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
  const rows = await inChunks(
    tasks.map((task) => task.id),
    (chunk) => trx.selectFrom('occurrences').selectAll().where('task_id', 'in', chunk).orderBy('id').execute(),
  );
  return viewsOf(trx, tasks, rows);
}

/** Just these occurrences, under their tasks. */
export async function ledgerOccurrences(trx: Db, ids: readonly number[]): Promise<LedgerTask[]> {
  const rows = await inChunks(ids, (chunk) =>
    trx.selectFrom('occurrences').selectAll().where('id', 'in', chunk).orderBy('id').execute(),
  );
  const tasks = await inChunks(
    rows.map((row) => row.task_id),
    (chunk) => trx.selectFrom('tasks').selectAll().where('id', 'in', chunk).execute(),
  );
  return viewsOf(trx, tasks, rows);
}

async function viewsOf(trx: Db, tasks: readonly TaskRow[], rows: readonly OccurrenceRow[]): Promise<LedgerTask[]> {
  const positions = await inChunks(
    tasks.map((task) => task.id),
    (chunk) => trx.selectFrom('task_positions').selectAll().where('task_id', 'in', chunk).orderBy('rank').execute(),
  );
  const positionsOf = groupBy(positions, (row) => row.task_id);
  const events = await eventsOf(trx, tasks);
  const occurrencesOf = groupBy(await occurrences(trx, rows), ({ taskId }) => taskId);
  return tasks.map((task) => {
    const idsOf = (part: 'lead' | 'cooperating') =>
      (positionsOf.get(task.id) ?? []).filter((row) => row.part === part).map((row) => row.position_id);
    return {
      id: task.id,
      ref: task.ref,
      state: task.state,
      rules: readRules(task.rules),
      policy: task.policy,
      leadIds: idsOf('lead'),
      cooperatingIds: idsOf('cooperating'),
      validFrom: dayFromIso(task.valid_from),
      validTo: maybeDay(task.valid_to),
      handedOverOn: maybeDay(task.handed_over_on),
      pausedOn: maybeDay(task.paused_on),
      from: dayFromIso(task.from_day),
      knownSince: task.known_since_at,
      plannedThrough: maybeDay(task.planned_through),
      plannedVersion: task.planned_version,
      events: (events.get(task.id) ?? []).map(({ id, name, day }) => ({ id, name, day })),
      occurrences: (occurrencesOf.get(task.id) ?? []).map(({ view }) => view),
    };
  });
}

async function occurrences(
  trx: Db,
  rows: readonly OccurrenceRow[],
): Promise<{ taskId: number; view: LedgerOccurrence }[]> {
  const ids = rows.map((row) => row.id);
  const reminders = await inChunks(ids, (chunk) =>
    trx
      .selectFrom('reminders')
      .select(['id', 'occurrence_id', 'step', 'fire_at', 'state', 'reason'])
      .where('occurrence_id', 'in', chunk)
      .execute(),
  );
  const items = await inChunks(ids, (chunk) =>
    trx
      .selectFrom('delivery_items')
      .select(['id', 'reminder_id', 'officer_id', 'role', 'delivery_id', 'dropped'])
      .where('occurrence_id', 'in', chunk)
      .execute(),
  );
  const completions = await inChunks(ids, (chunk) =>
    trx
      .selectFrom('completions')
      .select(['occurrence_id', 'officer_id', 'inbound_id'])
      .where('occurrence_id', 'in', chunk)
      .where('taken_back_at', 'is', null)
      .execute(),
  );
  const acknowledgements = await inChunks(ids, (chunk) =>
    trx.selectFrom('acknowledgements').selectAll().where('occurrence_id', 'in', chunk).execute(),
  );
  const log = await inChunks(ids, (chunk) =>
    trx.selectFrom('event_log').selectAll().where('occurrence_id', 'in', chunk).orderBy('id').execute(),
  );
  const itemsOf = groupBy(items, (row) => row.reminder_id);
  const remindersOf = groupBy(reminders, (row) => row.occurrence_id);
  const completionsOf = groupBy(completions, (row) => row.occurrence_id);
  const acknowledgementsOf = groupBy(acknowledgements, (row) => row.occurrence_id);
  const logOf = groupBy(log, (row) => row.occurrence_id);
  return rows.map((row) => ({
    taskId: row.task_id,
    view: {
      ...datesOf(row),
      id: row.id,
      period: row.period,
      state: row.state,
      reason: row.reason,
      movedTo: maybeDay(row.moved_to_day),
      remindBy: maybeDay(row.remind_by_day),
      reminders: (remindersOf.get(row.id) ?? []).map((reminder) => ({
        id: reminder.id,
        step: reminder.step,
        fireAt: reminder.fire_at,
        state: reminder.state,
        reason: reminder.reason,
        items: (itemsOf.get(reminder.id) ?? []).map((item) => ({
          id: item.id,
          reminderId: item.reminder_id,
          officerId: item.officer_id,
          role: item.role,
          deliveryId: item.delivery_id,
          dropped: item.dropped === 1,
        })),
      })),
      completions: (completionsOf.get(row.id) ?? []).map((one) => ({
        officerId: one.officer_id,
        inboundId: one.inbound_id,
      })),
      acknowledgements: (acknowledgementsOf.get(row.id) ?? []).map((one) => ({
        officerId: one.officer_id,
        at: one.acknowledged_at,
      })),
      log: (logOf.get(row.id) ?? []).map(loggedEvent),
    },
  }));
}

const maybeDay = (iso: string | null) => (iso === null ? null : dayFromIso(iso));
