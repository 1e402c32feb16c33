import type { Selectable } from 'kysely';
import type { TaskView } from '../app/store.ts';
import { dayFromIso } from '../domain/civil-day.ts';
import { readRules } from '../domain/rule.ts';
import { groupBy, inChunks } from './dialect.ts';
import { positionName } from './positions.ts';
import type { Database, Db } from './schema.ts';

export async function allTasks(trx: Db): Promise<TaskView[]> {
  return taskViews(trx, await trx.selectFrom('tasks').selectAll().orderBy('id').execute());
}

/** The tasks of these rows, in their order. */
export async function taskViews(trx: Db, rows: readonly Selectable<Database['tasks']>[]): Promise<TaskView[]> {
  const positions = groupBy(
    await inChunks(
      rows.map((row) => row.id),
      (chunk) =>
        trx
          .selectFrom('task_positions')
          .innerJoin('positions', 'positions.id', 'task_positions.position_id')
          .select(['task_id', 'part', positionName])
          .where('task_id', 'in', chunk)
          .orderBy('task_positions.rank')
          .execute(),
    ),
    (row) => row.task_id,
  );
  return rows.map((row) => {
    const named = (part: 'lead' | 'cooperating') =>
      (positions.get(row.id) ?? []).filter((position) => position.part === part).map((position) => position.name);
    return {
      id: row.id,
      planId: row.plan_id,
      year: row.year,
      ref: row.ref,
      kind: row.kind,
      title: row.title,
      lead: named('lead'),
      cooperating: named('cooperating'),
      deadlineText: row.deadline_text,
      rules: readRules(row.rules),
      completion: row.completion,
      policy: row.policy,
      recipient: row.recipient,
      result: row.result,
      notes: row.notes,
      state: row.state,
      validFrom: dayFromIso(row.valid_from),
      validTo: row.valid_to === null ? null : dayFromIso(row.valid_to),
      handedOverOn: row.handed_over_on === null ? null : dayFromIso(row.handed_over_on),
      pausedOn: row.paused_on === null ? null : dayFromIso(row.paused_on),
    };
  });
}
