import type { NewTask } from '../app/store.ts';
import { closeOccurrences } from './closing.ts';
import { chunksOf, inChunks } from './dialect.ts';
import type { EnsuredPositions } from './positions.ts';
import type { Db } from './schema.ts';

/** What a task says, as columns. */
export const columnsOf = (task: Omit<NewTask, 'ref' | 'lead' | 'cooperating'>) => ({
  kind: task.kind,
  title: task.title,
  deadline_text: task.deadlineText,
  rules: JSON.stringify(task.rules),
  completion: task.completion,
  policy: task.policy,
  recipient: task.recipient,
  result: task.result,
  notes: task.notes,
});

export type TaskColumns = ReturnType<typeof columnsOf>;

export interface TaskPosition {
  readonly position_id: number;
  readonly part: 'lead' | 'cooperating';
}

/** What people changed, over what the plan says: `tasks.changes`. */
export interface TaskEdits {
  readonly set?: Partial<TaskColumns>;
  /** Position ids. */
  readonly lead?: readonly number[];
  readonly cooperating?: readonly number[];
  readonly removed?: true;
}

export const editsOf = (row: { readonly changes: string | null }): TaskEdits =>
  row.changes === null ? {} : (JSON.parse(row.changes) as TaskEdits);

export const editsColumn = (edits: TaskEdits): string | null =>
  Object.keys(edits).length === 0 ? null : JSON.stringify(edits);

export function positionsOf(task: NewTask, positions: EnsuredPositions, edits: TaskEdits = {}): TaskPosition[] {
  return placed({
    lead: edits.lead ?? positions.idsOf(task.lead),
    cooperating: edits.cooperating ?? positions.idsOf(task.cooperating),
  });
}

export function placed(ids: Record<TaskPosition['part'], readonly number[]>): TaskPosition[] {
  return (['lead', 'cooperating'] as const).flatMap((part) =>
    [...new Set(ids[part])].map((position_id) => ({ position_id, part })),
  );
}

/** True where both lists name the same positions in the same order, part by part. */
export function samePositions(one: readonly TaskPosition[], other: readonly TaskPosition[]): boolean {
  const fingerprint = (list: readonly TaskPosition[]) =>
    (['lead', 'cooperating'] as const)
      .map((part) => list.filter((each) => each.part === part).map((each) => each.position_id))
      .join(';');
  return fingerprint(one) === fingerprint(other);
}

export async function insertPositions(trx: Db, wanted: ReadonlyMap<number, readonly TaskPosition[]>): Promise<void> {
  const rows = [...wanted].flatMap(([task_id, list]) =>
    list.map(({ position_id, part }, rank) => ({ task_id, position_id, part, rank })),
  );
  for (const chunk of chunksOf(rows)) await trx.insertInto('task_positions').values(chunk).execute();
}

export async function replacePositions(trx: Db, taskId: number, wanted: readonly TaskPosition[]): Promise<void> {
  await trx.deleteFrom('task_positions').where('task_id', '=', taskId).execute();
  await insertPositions(trx, new Map([[taskId, wanted]]));
}

/** Tasks whose schedule can no longer be trusted; what is being planned for them right now is not saved either. */
export async function touchTasks(trx: Db, taskIds: Iterable<number>): Promise<void> {
  await inChunks(taskIds, (chunk) =>
    trx
      .updateTable('tasks')
      .set((eb) => ({ planned_through: null, revision: eb('revision', '+', 1) }))
      .where('id', 'in', chunk)
      .execute(),
  );
}

/** Tasks that are not wanted any more, with their open deadlines. */
export async function removeTasks(
  trx: Db,
  taskIds: readonly number[],
  source: { readonly at: number; readonly officerId?: number | null; readonly inboundId?: number | null },
): Promise<void> {
  await inChunks(taskIds, (chunk) =>
    trx.updateTable('tasks').set({ state: 'removed' }).where('id', 'in', chunk).execute(),
  );
  await touchTasks(trx, taskIds);
  const open = await inChunks(taskIds, (chunk) =>
    trx
      .selectFrom('occurrences')
      .select('id')
      .where('task_id', 'in', chunk)
      .where('state', 'in', ['open', 'held'])
      .execute(),
  );
  await closeOccurrences(
    trx,
    open.map((row) => ({ occurrenceId: row.id, reason: 'task-removed' })),
    { to: 'cancelled', ...source },
  );
}
