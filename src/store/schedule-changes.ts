import type { Insertable } from 'kysely';
import type { NewReminder, OccurrenceDates, ScheduleChange } from '../app/store.ts';
import { type Day, isoDate } from '../domain/civil-day.ts';
import { closeOccurrences, logReminders, skipReminders } from './closing.ts';
import { chunksOf, groupBy, inChunks } from './dialect.ts';
import { append } from './log.ts';
import { byRows } from './prepared.ts';
import type { Database, Db } from './schema.ts';

/** Reasons for which planning itself drops a step; when it is wanted again it comes back. */
export const DROPPED_BY_PLANNING = ['policy-changed', 'rule-changed', 'superseded', 'task-removed'];

export async function saveSchedules(
  trx: Db,
  save: { changes: readonly ScheduleChange[]; through: Day; version: string; at: number },
): Promise<void> {
  const { at } = save;
  const changes = await current(trx, save.changes);
  const inserted = await insertOccurrences(trx, changes, at);
  await redate(
    trx,
    changes.flatMap((change) => change.redate),
    at,
  );
  const added = changes.flatMap((change) => change.addReminders);
  await putReminders(trx, [...inserted, ...(await stillOpen(trx, added))], at);
  await moveReminders(
    trx,
    changes.flatMap((change) => change.moveReminders),
    at,
  );
  await skipReminders(
    trx,
    changes.flatMap((change) => change.skipReminders),
    at,
  );
  await closeOccurrences(
    trx,
    changes.flatMap((change) => change.cancel),
    { to: 'cancelled', at },
  );
  await inChunks(
    changes.map((change) => change.taskId),
    (chunk) =>
      trx
        .updateTable('tasks')
        .set({ planned_through: isoDate(save.through), planned_version: save.version })
        .where('id', 'in', chunk)
        .execute(),
  );
}

/** Leaves out changes that were computed from a task that is another by now; it is still due for planning. */
async function current(trx: Db, changes: readonly ScheduleChange[]): Promise<ScheduleChange[]> {
  const rows = await inChunks(
    changes.map((change) => change.taskId),
    (chunk) =>
      trx
        .selectFrom('tasks')
        .select(['id', 'revision'])
        .where('id', 'in', chunk)
        .where('state', '=', 'active')
        .execute(),
  );
  const revisions = new Map(rows.map((row) => [row.id, row.revision]));
  return changes.filter((change) => {
    const revision = revisions.get(change.taskId);
    return revision !== undefined && (change.revision === undefined || change.revision === revision);
  });
}

type PlacedReminder = NewReminder & { readonly occurrenceId: number };

type NewOccurrence = Pick<Insertable<Database['occurrences']>, 'task_id' | 'period' | 'state'> &
  ReturnType<typeof dateColumns>;

/** Inserts what is new and revives what was cancelled. Returns the reminders that belong to both. */
async function insertOccurrences(trx: Db, changes: readonly ScheduleChange[], at: number): Promise<PlacedReminder[]> {
  const wanted = changes.flatMap((change) => change.insert.map((one) => ({ taskId: change.taskId, one })));
  const placed: PlacedReminder[] = [];
  for (const chunk of chunksOf(wanted)) {
    const rows = await putOccurrences(
      trx,
      chunk.map(({ taskId, one }) => ({
        task_id: taskId,
        period: one.period,
        state: one.state,
        ...dateColumns(one),
      })),
    );
    const byKey = new Map(rows.map((row) => [`${row.task_id} ${row.period}`, row]));
    for (const { taskId, one } of chunk) {
      const row = byKey.get(`${taskId} ${one.period}`);
      if (row) placed.push(...one.reminders.map((reminder) => ({ ...reminder, occurrenceId: row.id })));
    }
    await append(
      trx,
      at,
      rows.map((row) => ({
        kind: row.state === 'held' ? 'occurrence-held' : 'occurrence-opened',
        occurrenceId: row.id,
        data: { taskId: row.task_id, period: row.period },
      })),
    );
  }
  return placed;
}

const putOccurrences = byRows((db, rows: readonly NewOccurrence[]) =>
  db
    .insertInto('occurrences')
    .values(
      rows.map((row) => ({
        task_id: row.task_id,
        period: row.period,
        state: row.state,
        label: row.label,
        nominal_day: row.nominal_day,
        last_day: row.last_day,
        legal_last_day: row.legal_last_day,
        target_day: row.target_day,
        minute: row.minute,
        certainty: row.certainty,
        cutoff_to_day: row.cutoff_to_day,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['task_id', 'period'])
        .doUpdateSet((eb) => ({
          state: eb.ref('excluded.state'),
          label: eb.ref('excluded.label'),
          nominal_day: eb.ref('excluded.nominal_day'),
          last_day: eb.ref('excluded.last_day'),
          legal_last_day: eb.ref('excluded.legal_last_day'),
          target_day: eb.ref('excluded.target_day'),
          minute: eb.ref('excluded.minute'),
          certainty: eb.ref('excluded.certainty'),
          cutoff_to_day: eb.ref('excluded.cutoff_to_day'),
          reason: null,
          closed_at: null,
          closed_from: null,
        }))
        .where('occurrences.state', '=', 'cancelled'),
    )
    .returning(['id', 'task_id', 'period', 'state']),
);

async function redate(trx: Db, changes: ScheduleChange['redate'], at: number): Promise<void> {
  const before = await inChunks(
    changes.map((change) => change.occurrenceId),
    (chunk) => trx.selectFrom('occurrences').select(['id', 'target_day']).where('id', 'in', chunk).execute(),
  );
  const targets = new Map(before.map((row) => [row.id, row.target_day]));
  const moved: number[] = [];
  for (const { occurrenceId, dates } of changes) {
    const row = await trx
      .updateTable('occurrences')
      .set(dateColumns(dates))
      .where('id', '=', occurrenceId)
      .where('state', 'in', ['open', 'held'])
      .returning('id')
      .executeTakeFirst();
    if (row) moved.push(row.id);
  }
  const dates = new Map(changes.map((change) => [change.occurrenceId, isoDate(change.dates.target)]));
  await append(
    trx,
    at,
    moved.map((id) => ({
      kind: 'occurrence-redated',
      occurrenceId: id,
      data: { from: targets.get(id), to: dates.get(id) },
    })),
  );
}

async function stillOpen(trx: Db, reminders: readonly PlacedReminder[]): Promise<PlacedReminder[]> {
  const rows = await inChunks(
    reminders.map((reminder) => reminder.occurrenceId),
    (chunk) =>
      trx
        .selectFrom('occurrences')
        .select('id')
        .where('id', 'in', chunk)
        .where('state', 'in', ['open', 'held'])
        .execute(),
  );
  const open = new Set(rows.map((row) => row.id));
  return reminders.filter((reminder) => open.has(reminder.occurrenceId));
}

async function putReminders(trx: Db, reminders: readonly PlacedReminder[], at: number): Promise<void> {
  for (const chunk of chunksOf(reminders)) {
    const rows = await upsertReminders(
      trx,
      chunk.map((reminder) => ({
        occurrence_id: reminder.occurrenceId,
        step: reminder.step,
        fire_at: reminder.fireAt,
        state: reminder.state,
        reason: reminder.reason,
        settled_at: reminder.state === 'skipped' ? at : null,
      })),
    );
    await append(
      trx,
      at,
      [...groupBy(rows, (row) => row.occurrence_id)].map(([occurrenceId, list]) => ({
        kind: 'reminders-planned',
        occurrenceId,
        data: { reminders: list.map((row) => [row.id, row.step, row.fire_at]) },
      })),
    );
    for (const [reason, skipped] of groupBy(
      rows.filter((row) => row.state === 'skipped'),
      (row) => row.reason,
    )) {
      await logReminders(trx, at, 'reminder-skipped', skipped, reason ?? undefined);
    }
  }
}

const upsertReminders = byRows((db, rows: readonly Insertable<Database['reminders']>[]) =>
  db
    .insertInto('reminders')
    .values(
      rows.map(({ occurrence_id, step, fire_at, state, reason, settled_at }) => {
        return { occurrence_id, step, fire_at, state, reason, settled_at };
      }),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['occurrence_id', 'step'])
        .doUpdateSet((eb) => ({
          fire_at: eb.ref('excluded.fire_at'),
          state: eb.ref('excluded.state'),
          reason: eb.ref('excluded.reason'),
          settled_at: eb.ref('excluded.settled_at'),
        }))
        .where('reminders.state', '=', 'skipped')
        .where('reminders.reason', 'in', DROPPED_BY_PLANNING),
    )
    .returning(['id', 'occurrence_id', 'step', 'fire_at', 'state', 'reason']),
);

async function moveReminders(trx: Db, moves: ScheduleChange['moveReminders'], at: number): Promise<void> {
  // Most moves shift many steps to few instants (a new day off), so this is a handful of statements.
  for (const [fireAt, list] of groupBy(moves, (move) => move.fireAt)) {
    const rows = await inChunks(
      list.map((move) => move.reminderId),
      (chunk) =>
        trx
          .updateTable('reminders')
          .set({ fire_at: fireAt, state: 'planned', reason: null, settled_at: null })
          .where('id', 'in', chunk)
          .where((eb) => eb.or([eb('state', '=', 'planned'), eb('reason', 'in', ['before-known', 'paused'])]))
          .returning(['id', 'occurrence_id'])
          .execute(),
    );
    await append(
      trx,
      at,
      rows.map((row) => ({
        kind: 'reminder-moved',
        occurrenceId: row.occurrence_id,
        data: { reminderId: row.id, fireAt },
      })),
    );
  }
}

const dateColumns = (dates: OccurrenceDates) => ({
  label: dates.label,
  nominal_day: isoDate(dates.nominal),
  last_day: isoDate(dates.lastDay),
  legal_last_day: isoDate(dates.legalLastDay),
  target_day: isoDate(dates.target),
  minute: dates.time,
  certainty: dates.certainty,
  cutoff_to_day: dates.cutoffTo === null ? null : isoDate(dates.cutoffTo),
});
