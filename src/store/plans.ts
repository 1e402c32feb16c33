import type { Selectable } from 'kysely';
import type { AppliedPlan, NewTask, OfficeEvent, PlanApplication, PlanApplied, PlanStore } from '../app/store.ts';
import { dayFromIso, dayOf, isoDate } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { isEventRule, type Rule } from '../domain/rule.ts';
import { closeOccurrences } from './closing.ts';
import { chunksOf, groupBy, inChunks, read, write } from './dialect.ts';
import { append } from './log.ts';
import { type EnsuredPositions, ensurePositions } from './positions.ts';
import { saveSchedules } from './schedule-changes.ts';
import { tasksToPlan } from './schedules.ts';
import type { Database, Db } from './schema.ts';
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

    officeEvents: () =>
      read(db, async (trx) => {
        const rows = await trx.selectFrom('office_events').selectAll().orderBy('id').execute();
        return rows.map(eventOf);
      }),

    recordEvent: ({ name, day, note, at }) =>
      write(db, async (trx) => {
        const { id } = await trx
          .insertInto('office_events')
          .values({ name, folded: fold(name), day: isoDate(day), note, recorded_at: at })
          .returning('id')
          .executeTakeFirstOrThrow();
        await touchTasksOfEvent(trx, name);
        await append(trx, at, [{ kind: 'event-recorded', data: { eventId: id, day: isoDate(day) } }]);
        return { id, name, day, note, recordedAt: at };
      }),

    tasksToPlan: (query) => read(db, (trx) => tasksToPlan(trx, query)),
    saveSchedules: (save) => write(db, (trx) => saveSchedules(trx, save)),
    touchTasks: (taskIds) => write(db, (trx) => touchTasks(trx, taskIds)),
  };
}

function eventOf(row: Selectable<Database['office_events']>): OfficeEvent {
  return { id: row.id, name: row.name, day: dayFromIso(row.day), note: row.note, recordedAt: row.recorded_at };
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

async function touchTasksOfEvent(trx: Db, name: string): Promise<void> {
  const tasks = await trx.selectFrom('tasks').select(['id', 'rules']).where('state', '=', 'active').execute();
  const wanted = fold(name);
  const concerned = tasks.filter((task) =>
    (JSON.parse(task.rules) as Rule[]).some((rule) => isEventRule(rule) && fold(rule.event) === wanted),
  );
  await touchTasks(
    trx,
    concerned.map((task) => task.id),
  );
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
  const counts = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  for (const task of application.tasks) {
    const row = byRef.get(task.ref);
    byRef.delete(task.ref);
    if (!row) {
      added.push(task);
      continue;
    }
    const columns = columnsOf(task);
    const wanted = positionsOf(task, positions);
    const had = (positionRows.get(row.id) ?? []).map(({ position_id, part }) => ({ position_id, part }));
    const moved = fingerprint(wanted) !== fingerprint(had);
    const same = (Object.keys(columns) as (keyof typeof columns)[]).every((name) => columns[name] === row[name]);
    if (same && !moved && row.state === 'active') {
      counts.unchanged += 1;
      continue;
    }
    counts[row.state === 'active' ? 'changed' : 'added'] += 1;
    await trx
      .updateTable('tasks')
      .set({ ...columns, state: 'active' })
      .where('id', '=', row.id)
      .execute();
    if (moved) {
      await trx.deleteFrom('task_positions').where('task_id', '=', row.id).execute();
      await insertPositions(trx, new Map([[row.id, wanted]]));
    }
    const replan = moved || row.state !== 'active' || columns.rules !== row.rules || columns.policy !== row.policy;
    if (replan) await touchTasks(trx, [row.id]);
  }
  await insertTasks(trx, application, added, positions);
  counts.added += added.length;

  const gone = [...byRef.values()].filter((row) => row.state === 'active').map((row) => row.id);
  await removeTasks(trx, gone, at);
  counts.removed = gone.length;
  return counts;
}

async function insertTasks(
  trx: Db,
  application: PlanApplication,
  tasks: readonly NewTask[],
  positions: EnsuredPositions,
): Promise<void> {
  const { planId, year } = application;
  const wanted = new Map(tasks.map((task) => [task.ref, positionsOf(task, positions)]));
  for (const chunk of chunksOf(tasks)) {
    const rows = await trx
      .insertInto('tasks')
      .values(
        chunk.map((task) => ({
          plan_id: planId,
          year,
          ref: task.ref,
          ...columnsOf(task),
          valid_from: isoDate(dayOf(year, 1, 1)),
          from_day: isoDate(application.from),
          known_since_at: application.knownSince,
        })),
      )
      .returning(['id', 'ref'])
      .execute();
    await insertPositions(trx, new Map(rows.map((row) => [row.id, wanted.get(row.ref) ?? []])));
  }
}

async function removeTasks(trx: Db, taskIds: readonly number[], at: number): Promise<void> {
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
    { to: 'cancelled', at },
  );
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

const columnsOf = (task: NewTask) => ({
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

type TaskPosition = { readonly position_id: number; readonly part: 'lead' | 'cooperating' };

function positionsOf(task: NewTask, positions: EnsuredPositions): TaskPosition[] {
  return (['lead', 'cooperating'] as const).flatMap((part) =>
    [...new Set(positions.idsOf(task[part]))].map((position_id) => ({ position_id, part })),
  );
}

const fingerprint = (list: readonly TaskPosition[]) =>
  (['lead', 'cooperating'] as const)
    .map((part) => list.filter((one) => one.part === part).map((one) => one.position_id))
    .join(';');

async function insertPositions(trx: Db, wanted: ReadonlyMap<number, readonly TaskPosition[]>): Promise<void> {
  const rows = [...wanted].flatMap(([task_id, list]) => list.map((one, rank) => ({ task_id, ...one, rank })));
  for (const chunk of chunksOf(rows)) await trx.insertInto('task_positions').values(chunk).execute();
}
