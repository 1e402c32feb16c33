import { OWN_PLAN, type TaskChange } from '../app/store.ts';
import { civilDate, isoDate } from '../domain/civil-day.ts';
import type { Source } from './changes.ts';
import { closeOccurrences, reviveReminders, skipReminders } from './closing.ts';
import { append } from './log.ts';
import type { Db } from './schema.ts';
import { Stale } from './stale.ts';
import { editTask, keepEdits, positionIdsOf, type TaskRow } from './task-edits.ts';
import { columnsOf, editsOf, insertPositions, placed, removeTasks, touchTasks } from './task-rows.ts';

type Change<Act extends TaskChange['act']> = Extract<TaskChange, { act: Act }>;

export async function takeTaskChange(trx: Db, change: TaskChange, source: Source): Promise<void> {
  const { at, officerId, inboundId } = source;
  const log = (kind: string, data: Record<string, unknown>, occurrenceId: number | null = null) =>
    append(trx, at, [{ kind, occurrenceId, officerId, inboundId, data }]);
  switch (change.act) {
    case 'add': {
      const taskId = await add(trx, change);
      return log('task-added', { taskId });
    }
    case 'edit': {
      const task = await activeTask(trx, change.taskId);
      for (const row of [task, ...(await laterYears(trx, task))]) await editTask(trx, row, change, row.id === task.id);
      return log('task-edited', { taskId: task.id, fields: Object.keys(change.set) });
    }
    case 'pause': {
      const task = await activeTask(trx, change.taskId);
      if (task.paused_on !== null) throw new Stale();
      const ids = [task.id, ...(await laterYears(trx, task)).map((row) => row.id)];
      await trx
        .updateTable('tasks')
        .set({ paused_on: isoDate(change.from) })
        .where('id', 'in', ids)
        .execute();
      await dropReminders(trx, ids, at);
      await touchTasks(trx, ids);
      return log('task-paused', { taskId: task.id });
    }
    case 'resume': {
      const task = await activeTask(trx, change.taskId);
      if (task.paused_on === null) throw new Stale();
      for (const row of [task, ...(await laterYears(trx, task))]) {
        await trx
          .updateTable('tasks')
          // Steps of the time in which it was paused are not made up for.
          .set({ paused_on: null, known_since_at: Math.max(row.known_since_at, at) })
          .where('id', '=', row.id)
          .execute();
        await touchTasks(trx, [row.id]);
      }
      return log('task-resumed', { taskId: task.id });
    }
    case 'remove': {
      const task = await activeTask(trx, change.taskId);
      const rows = [task, ...(await laterYears(trx, task))];
      for (const row of rows) await keepEdits(trx, row, { ...editsOf(row), removed: true });
      await removeTasks(
        trx,
        rows.map((row) => row.id),
        source,
      );
      return log('task-removed', { taskId: task.id });
    }
    case 'restore': {
      const row = await trx
        .selectFrom('tasks')
        .selectAll()
        .where('id', '=', change.taskId)
        .where('state', '=', 'removed')
        .executeTakeFirst();
      if (!row) throw new Stale();
      const { removed: _removed, ...edits } = editsOf(row);
      await keepEdits(trx, row, edits);
      await trx
        .updateTable('tasks')
        .set({ state: 'active', known_since_at: Math.max(row.known_since_at, at) })
        .where('id', '=', row.id)
        .execute();
      await touchTasks(trx, [row.id]);
      return log('task-restored', { taskId: row.id });
    }
    case 'unskip-occurrence': {
      const row = await trx
        .updateTable('occurrences')
        .set({ state: 'open', reason: null, closed_at: null, closed_from: null })
        .where('id', '=', change.occurrenceId)
        .where('state', '=', 'skipped')
        .where('reason', '=', 'left-out')
        .returning('task_id')
        .executeTakeFirst();
      if (!row) throw new Stale();
      await reviveReminders(trx, [change.occurrenceId], { reason: 'left-out', at });
      await touchTasks(trx, [row.task_id]);
      return log('occurrence-reopened', { to: 'open' }, change.occurrenceId);
    }
    case 'unmove-occurrence': {
      const row = await trx
        .updateTable('occurrences')
        .set({ moved_to_day: typeof change.to === 'number' ? isoDate(change.to) : null })
        .where('id', '=', change.occurrenceId)
        .where('moved_to_day', '=', isoDate(change.lastDay))
        .where('state', '=', 'open')
        .returning('task_id')
        .executeTakeFirst();
      if (!row) throw new Stale();
      await touchTasks(trx, [row.task_id]);
      return log('occurrence-moved', { from: isoDate(change.lastDay) }, change.occurrenceId);
    }
    case 'skip-occurrence': {
      const closing = [{ occurrenceId: change.occurrenceId, reason: 'left-out' }];
      const closed = await closeOccurrences(trx, closing, { to: 'skipped', ...source });
      if (closed.length === 0) throw new Stale();
      return;
    }
    case 'move-occurrence': {
      const { occurrenceId, lastDay } = change;
      const row = await trx
        .updateTable('occurrences')
        // An extension of reminding was about the day before.
        .set({ moved_to_day: isoDate(lastDay), remind_by_day: null })
        .where('id', '=', occurrenceId)
        .where('state', '=', 'open')
        .returning(['task_id', 'legal_last_day'])
        .executeTakeFirst();
      if (!row) throw new Stale();
      await touchTasks(trx, [row.task_id]);
      return log('occurrence-moved', { from: row.legal_last_day, to: isoDate(lastDay) }, occurrenceId);
    }
  }
}

async function add(trx: Db, { task, from, knownSince }: Change<'add'>): Promise<number> {
  const row = await trx
    .insertInto('tasks')
    .values({
      plan_id: OWN_PLAN,
      year: civilDate(from).year,
      ref: task.ref,
      ...columnsOf(task),
      valid_from: isoDate(from),
      from_day: isoDate(from),
      known_since_at: knownSince,
    })
    .onConflict((conflict) => conflict.columns(['plan_id', 'year', 'ref']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new Stale();
  const positions = placed({
    lead: await positionIdsOf(trx, task.lead),
    cooperating: await positionIdsOf(trx, task.cooperating),
  });
  await insertPositions(trx, new Map([[row.id, positions]]));
  return row.id;
}

async function activeTask(trx: Db, taskId: number): Promise<TaskRow> {
  const row = await trx
    .selectFrom('tasks')
    .selectAll()
    .where('id', '=', taskId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (!row) throw new Stale();
  return row;
}

/** The same row of the plan in later years that are applied already. */
async function laterYears(trx: Db, { plan_id, ref, year }: TaskRow): Promise<TaskRow[]> {
  if (plan_id === OWN_PLAN) return [];
  return trx
    .selectFrom('tasks')
    .selectAll()
    .where('plan_id', '=', plan_id)
    .where('ref', '=', ref)
    .where('year', '>', year)
    .where('state', '=', 'active')
    .execute();
}

async function dropReminders(trx: Db, taskIds: readonly number[], at: number): Promise<void> {
  const planned = await trx
    .selectFrom('reminders')
    .innerJoin('occurrences', 'occurrences.id', 'reminders.occurrence_id')
    .select('reminders.id')
    .where('occurrences.task_id', 'in', taskIds)
    .where('occurrences.state', '=', 'open')
    .where('reminders.state', '=', 'planned')
    .execute();
  await skipReminders(
    trx,
    planned.map((row) => ({ reminderId: row.id, reason: 'paused' })),
    at,
  );
}
