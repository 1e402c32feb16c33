import type { AppliedPlan, NewTask, PlanApplication, PlanApplied, PlanStore } from '../app/store.ts';
import { dayFromIso, dayOf, isoDate } from '../domain/civil-day.ts';
import { chunksOf, groupBy, inChunks, read, write } from './dialect.ts';
import { append } from './log.ts';
import { type EnsuredPositions, ensurePositions } from './positions.ts';
import { saveSchedules } from './schedule-changes.ts';
import { tasksToPlan } from './schedules.ts';
import type { Db } from './schema.ts';
import {
  columnsOf,
  editsColumn,
  editsOf,
  insertPositions,
  positionsOf,
  removeTasks,
  replacePositions,
  samePositions,
  type TaskEdits,
  touchTasks,
} from './task-rows.ts';
import { allTasks } from './tasks.ts';

export function makePlans(db: Db): PlanStore {
  return {
    applyPlan: (application) => write(db, (trx) => applyPlan(trx, application)),

    appliedPlans: async () => {
      const rows = await db
        .selectFrom('plans')
        .select((eb) => [
          'plan_id',
          'name',
          'source',
          'year',
          'from_day',
          eb
            .selectFrom('tasks')
            .select(eb.fn.countAll().as('n'))
            .whereRef('tasks.plan_id', '=', 'plans.plan_id')
            .whereRef('tasks.year', '=', 'plans.year')
            .where('tasks.state', '=', 'active')
            .as('tasks'),
        ])
        .orderBy('plan_id')
        .orderBy('year')
        .execute();
      return rows.map(
        (row): AppliedPlan => ({
          planId: row.plan_id,
          name: row.name,
          source: row.source,
          year: row.year,
          from: dayFromIso(row.from_day),
          tasks: Number(row.tasks),
        }),
      );
    },

    tasks: () => read(db, allTasks),

    tasksToPlan: (query) => read(db, (trx) => tasksToPlan(trx, query)),
    saveSchedules: (save) => write(db, (trx) => saveSchedules(trx, save)),
    touchTasks: (taskIds) => write(db, (trx) => touchTasks(trx, taskIds)),
  };
}

async function applyPlan(trx: Db, application: PlanApplication): Promise<PlanApplied> {
  const { planId, year, at } = application;
  const named = application.tasks.flatMap((task) => [...task.lead, ...task.cooperating]);
  const positions = await ensurePositions(trx, [
    ...application.positions,
    ...named.map((name) => ({ name, aliases: [], place: null })),
  ]);
  const plan = await trx
    .insertInto('plans')
    .values({
      plan_id: planId,
      year,
      name: application.name,
      source: application.source,
      from_day: isoDate(application.from),
      applied_at: at,
    })
    .onConflict((conflict) =>
      // `from_day` stays: applying again does not make the bot answerable for more or less than before.
      conflict.columns(['plan_id', 'year']).doUpdateSet({
        name: application.name,
        source: application.source,
        applied_at: at,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();

  const counts = await writeTasks(trx, application, positions);
  await limitYears(trx, planId);
  const data = { plan: plan.id, year, ...counts };
  await append(trx, at, [{ kind: 'plan-applied', data }]);
  return counts;
}

async function writeTasks(trx: Db, application: PlanApplication, positions: EnsuredPositions): Promise<PlanApplied> {
  const { planId, year, at } = application;
  const rows = await trx
    .selectFrom('tasks')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('year', '=', year)
    .execute();
  const byRef = new Map(rows.map((row) => [row.ref, row]));
  const positionRows = groupBy(
    await inChunks(
      rows.map((row) => row.id),
      (chunk) => trx.selectFrom('task_positions').selectAll().where('task_id', 'in', chunk).orderBy('rank').execute(),
    ),
    (row) => row.task_id,
  );

  const added: NewTask[] = [];
  const counts = { added: 0, changed: 0, unchanged: 0, removed: 0, edited: 0 };
  for (const task of application.tasks) {
    const row = byRef.get(task.ref);
    byRef.delete(task.ref);
    if (!row) {
      added.push(task);
      continue;
    }
    const edits = editsOf(row);
    if (row.changes !== null) counts.edited += 1;
    const columns = { ...columnsOf(task), ...edits.set };
    const wanted = positionsOf(task, positions, edits);
    const state = edits.removed ? 'removed' : 'active';
    const moved = !samePositions(wanted, positionRows.get(row.id) ?? []);
    const same = (Object.keys(columns) as (keyof typeof columns)[]).every((name) => columns[name] === row[name]);
    if (same && !moved && row.state === state) {
      counts.unchanged += 1;
      continue;
    }
    counts[row.state === state ? 'changed' : 'added'] += 1;
    await trx
      .updateTable('tasks')
      .set({ ...columns, state })
      .where('id', '=', row.id)
      .execute();
    if (moved) await replacePositions(trx, row.id, wanted);
    const replan = moved || row.state !== state || columns.rules !== row.rules || columns.policy !== row.policy;
    if (replan) await touchTasks(trx, [row.id]);
  }
  counts.edited += await insertTasks(trx, application, added, positions);
  counts.added += added.length;

  const gone = [...byRef.values()].filter((row) => row.state === 'active').map((row) => row.id);
  await removeTasks(trx, gone, { at });
  counts.removed = gone.length;
  return counts;
}

/**
 * New rows. What people decided about the same row in the year before goes on: who answers for it, how it is reminded of,
 * and that it is paused. Returns of how many rows that is so.
 */
async function insertTasks(
  trx: Db,
  application: PlanApplication,
  tasks: readonly NewTask[],
  positions: EnsuredPositions,
): Promise<number> {
  const { planId, year } = application;
  const before = await decidedBefore(trx, application);
  const wanted = new Map(tasks.map((task) => [task.ref, positionsOf(task, positions, before.get(task.ref)?.edits)]));
  for (const chunk of chunksOf(tasks)) {
    const rows = await trx
      .insertInto('tasks')
      .values(
        chunk.map((task) => ({
          plan_id: planId,
          year,
          ref: task.ref,
          ...columnsOf(task),
          ...before.get(task.ref)?.edits.set,
          changes: editsColumn(before.get(task.ref)?.edits ?? {}),
          paused_on: before.get(task.ref)?.pausedOn ?? null,
          valid_from: isoDate(dayOf(year, 1, 1)),
          from_day: isoDate(application.from),
          known_since_at: application.knownSince,
        })),
      )
      .returning(['id', 'ref'])
      .execute();
    await insertPositions(trx, new Map(rows.map((row) => [row.id, wanted.get(row.ref) ?? []])));
  }
  return tasks.filter((task) => before.has(task.ref)).length;
}

/** By reference: what of the newest earlier year's edits holds for the next year as well. */
async function decidedBefore(
  trx: Db,
  { planId, year }: PlanApplication,
): Promise<Map<string, { edits: TaskEdits; pausedOn: string | null }>> {
  const rows = await trx
    .selectFrom('tasks')
    .select(['ref', 'changes', 'paused_on', 'state'])
    .where('plan_id', '=', planId)
    .where('year', '<', year)
    .orderBy('year')
    .execute();
  const newest = new Map(rows.map((row) => [row.ref, row]));
  const decided = new Map<string, { edits: TaskEdits; pausedOn: string | null }>();
  for (const [ref, row] of newest) {
    const { set = {}, lead, cooperating } = editsOf(row);
    const kept = {
      ...('completion' in set ? { completion: set.completion } : {}),
      ...('policy' in set ? { policy: set.policy } : {}),
    };
    const edits: TaskEdits = {
      ...(Object.keys(kept).length > 0 ? { set: kept } : {}),
      ...(lead ? { lead } : {}),
      ...(cooperating ? { cooperating } : {}),
    };
    if (row.state !== 'active' || (row.paused_on === null && editsColumn(edits) === null)) continue;
    decided.set(ref, { edits, pausedOn: row.paused_on });
  }
  return decided;
}

/** A year's deadlines end where the next applied year of the same plan begins. */
async function limitYears(trx: Db, planId: string): Promise<void> {
  const plans = await trx
    .selectFrom('plans')
    .select(['year', 'from_day'])
    .where('plan_id', '=', planId)
    .orderBy('year')
    .execute();
  for (const [index, { year }] of plans.entries()) {
    const next = plans[index + 1];
    const validTo = next === undefined ? null : isoDate(dayOf(next.year, 1, 1) - 1);
    const handedOverOn = next?.from_day ?? null;
    await trx
      .updateTable('tasks')
      .set((eb) => ({
        valid_to: validTo,
        handed_over_on: handedOverOn,
        planned_through: null,
        revision: eb('revision', '+', 1),
      }))
      .where('plan_id', '=', planId)
      .where('year', '=', year)
      .where((eb) =>
        validTo === null
          ? eb('valid_to', 'is not', null)
          : eb.or([eb('valid_to', 'is', null), eb('valid_to', '!=', validTo)]),
      )
      .execute();
  }
}
