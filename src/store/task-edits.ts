import type { Selectable } from 'kysely';
import { type Assignee, OWN_PLAN, type TaskChange } from '../app/store.ts';
import { dayFromIso, isoDate } from '../domain/civil-day.ts';
import { ensurePersonalPosition, ensurePositions } from './positions.ts';
import type { Database, Db } from './schema.ts';
import { Stale } from './stale.ts';
import {
  editsColumn,
  editsOf,
  placed,
  replacePositions,
  type TaskColumns,
  type TaskEdits,
  touchTasks,
} from './task-rows.ts';

export type TaskRow = Selectable<Database['tasks']>;
type Edit = Extract<TaskChange, { act: 'edit' }>;

/** Changes one row of a task; `own` false for later years of it, which follow only in part. */
export async function editTask(trx: Db, row: TaskRow, { set, from, knownSince }: Edit, own: boolean): Promise<void> {
  const { lead, cooperating, ...content } = set;
  const { completion, policy } = content;
  // What a later year says of itself stays; who answers and how one is reminded goes on.
  const columns = own
    ? columnsSet(content)
    : columnsSet({ ...(completion ? { completion } : {}), ...(policy !== undefined ? { policy } : {}) });
  const before = editsOf(row);
  const edits: TaskEdits = {
    ...before,
    ...(Object.keys(columns).length > 0 ? { set: { ...before.set, ...columns } } : {}),
    ...(lead ? { lead: await positionIdsOf(trx, lead) } : {}),
    ...(cooperating ? { cooperating: await positionIdsOf(trx, cooperating) } : {}),
  };
  if (Object.keys(columns).length > 0) {
    await trx.updateTable('tasks').set(columns).where('id', '=', row.id).execute();
  }
  await keepEdits(trx, row, edits);
  if (lead || cooperating) {
    const now = await trx
      .selectFrom('task_positions')
      .selectAll()
      .where('task_id', '=', row.id)
      .orderBy('rank')
      .execute();
    const had = (part: 'lead' | 'cooperating') =>
      now.filter((each) => each.part === part).map((each) => each.position_id);
    const ids = { lead: edits.lead ?? had('lead'), cooperating: edits.cooperating ?? had('cooperating') };
    await replacePositions(trx, row.id, placed(ids));
  }
  const replanned = 'rules' in columns || 'policy' in columns;
  if (replanned) {
    // Days and steps that were past before the change are nobody's fault.
    const known = { known_since_at: Math.max(row.known_since_at, knownSince) };
    const began = from > dayFromIso(row.from_day) ? { from_day: isoDate(from) } : {};
    await trx
      .updateTable('tasks')
      .set({ ...known, ...('rules' in columns ? began : {}) })
      .where('id', '=', row.id)
      .execute();
  }
  await touchTasks(trx, [row.id]);
}

const KEYS = {
  title: 'title',
  deadlineText: 'deadline_text',
  completion: 'completion',
  policy: 'policy',
  recipient: 'recipient',
  result: 'result',
  notes: 'notes',
} as const;

function columnsSet(content: Omit<Edit['set'], 'lead' | 'cooperating'>): Partial<TaskColumns> {
  const plain = Object.entries(KEYS).flatMap(([key, column]) =>
    key in content ? [[column, content[key as keyof typeof KEYS]]] : [],
  );
  const rules = content.rules ? { rules: JSON.stringify(content.rules) } : {};
  return { ...(Object.fromEntries(plain) as Partial<TaskColumns>), ...rules };
}

/** The office's own tasks are in no plan that could be applied again. */
export async function keepEdits(trx: Db, row: TaskRow, edits: TaskEdits): Promise<void> {
  if (row.plan_id === OWN_PLAN) return;
  await trx
    .updateTable('tasks')
    .set({ changes: editsColumn(edits) })
    .where('id', '=', row.id)
    .execute();
}

/** The positions of those who answer; throws Stale where somebody is not here any more. */
export async function positionIdsOf(trx: Db, assignees: readonly Assignee[]): Promise<number[]> {
  const names = assignees.flatMap((each) => (each.kind === 'position' ? [each.name] : []));
  const positions = await ensurePositions(
    trx,
    names.map((name) => ({ name, aliases: [], place: null })),
  );
  const ids: number[] = [];
  for (const each of assignees) {
    const id =
      each.kind === 'position' ? positions.idsOf([each.name])[0] : await ensurePersonalPosition(trx, each.officerId);
    if (id === undefined || id === null) throw new Stale();
    ids.push(id);
  }
  return ids;
}
