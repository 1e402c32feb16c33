import { type Selectable, sql } from 'kysely';
import type { LedgerStore } from '../app/store.ts';
import { type Difference, differenceKey } from '../domain/audit/difference.ts';
import type { LedgerDelivery, LedgerEvent } from '../domain/audit/rows.ts';
import { readRules, unreadable } from '../domain/rule.ts';
import { chunksOf, groupBy, inChunks, read, write } from './dialect.ts';
import { ledgerOccurrences, ledgerTasks } from './ledger-tasks.ts';
import { append, loggedEvent } from './log.ts';
import { PRIORITIES, priorityOf } from './priorities.ts';
import type { Database, Db } from './schema.ts';

// In the SQL text (`sql.lit`), not bound: a plan made without knowing the value can use no partial index.
const lit = <T extends string>(state: T) => sql.lit(state);

export function makeLedger(db: Db): LedgerStore {
  return {
    ledgerTasks: (query) =>
      read(db, async (trx) => {
        if ('occurrenceIds' in query) return ledgerOccurrences(trx, query.occurrenceIds);
        return ledgerTasks(trx, query);
      }),

    ledgerEvents: (query) => ledgerEvents(db, query),

    occurrencesLogged: async ({ after, to }) => {
      const rows = await db
        .selectFrom('event_log')
        .select('occurrence_id')
        .distinct()
        .where('id', '>', after)
        .where('id', '<=', to)
        // The sign keeps SQLite from walking the whole index on the occurrence instead of the few new lines.
        .where(sql`+${sql.ref('occurrence_id')}`, 'is not', null)
        .execute();
      return rows.map((row) => row.occurrence_id!).sort((a, b) => a - b);
    },

    ledgerDeliveries: (query) =>
      read(db, async (trx) => {
        const rows =
          'ids' in query
            ? await inChunks(query.ids, (chunk) =>
                trx.selectFrom('deliveries').selectAll().where('id', 'in', chunk).execute(),
              )
            : await trx
                .selectFrom('deliveries')
                .selectAll()
                .where('id', '>', query.afterId)
                .orderBy('id')
                .limit(query.limit)
                .execute();
        return { rows: await ledgerDeliveries(trx, rows), upTo: (await lastEvent(trx)).event };
      }),

    ledgerWaits: () => read(db, waits),

    newestEvent: (kinds) =>
      read(db, async (trx) => {
        let newest = { event: 0, at: 0 };
        for (const kind of kinds) {
          // One look-up in an index for each kind: asking for all at once would read every line of them.
          const row = await trx
            .selectFrom('event_log')
            .select(['id', 'logged_at'])
            .where('kind', '=', kind)
            .where('occurrence_id', 'is', null)
            .where('delivery_id', 'is', null)
            .orderBy('id', 'desc')
            .limit(1)
            .executeTakeFirst();
          if (row && row.id > newest.event) newest = { event: row.id, at: row.logged_at };
        }
        return newest;
      }),

    lastEvent: () => lastEvent(db),

    acceptLedger: (accepted) => write(db, (trx) => acceptLedger(trx, accepted)),

    queue: (now) =>
      read(db, async (trx) => {
        const steps = await trx
          .selectFrom('reminders')
          .select((eb) => eb.fn.countAll().as('n'))
          .where('state', '=', lit('planned'))
          .where('fire_at', '<=', now)
          .executeTakeFirstOrThrow();
        const messages = await trx
          .selectFrom('deliveries')
          .select((eb) => eb.fn.countAll().as('n'))
          .where('state', '=', lit('pending'))
          .where('priority', 'in', PRIORITIES)
          .where('due_at', '<=', now)
          .executeTakeFirstOrThrow();
        return { steps: Number(steps.n), messages: Number(messages.n) };
      }),

    auditMark: async (name) => {
      const row = await db.selectFrom('audit_marks').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },

    saveAudit: ({ marks, standing }) =>
      write(db, async (trx) => {
        for (const [name, value] of Object.entries(marks)) {
          await trx
            .insertInto('audit_marks')
            .values({ name, value })
            .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
            .execute();
        }
        await trx.deleteFrom('audit_differences').execute();
        const rows = standing.map(({ difference, foundAt }) => ({
          key: differenceKey(difference),
          kind: difference.kind,
          details: JSON.stringify(difference),
          found_at: foundAt,
        }));
        for (const chunk of chunksOf(rows))
          await trx
            .insertInto('audit_differences')
            .values(chunk)
            .onConflict((conflict) => conflict.column('key').doNothing())
            .execute();
      }),

    standingDifferences: async () => {
      const rows = await db.selectFrom('audit_differences').selectAll().orderBy('found_at').orderBy('key').execute();
      return rows.map((row) => ({ difference: JSON.parse(row.details) as Difference, foundAt: row.found_at }));
    },
  };
}

async function acceptLedger(
  trx: Db,
  { occurrenceIds, deliveryIds, at }: Parameters<LedgerStore['acceptLedger']>[0],
): Promise<void> {
  const occurrences = (await ledgerOccurrences(trx, occurrenceIds)).flatMap((task) => task.occurrences);
  const rows = await inChunks(deliveryIds, (chunk) =>
    trx.selectFrom('deliveries').selectAll().where('id', 'in', chunk).execute(),
  );
  const deliveries = await ledgerDeliveries(trx, rows);
  await append(trx, at, [
    ...occurrences.map((each) => ({
      kind: 'occurrence-baseline',
      occurrenceId: each.id,
      data: {
        state: each.state,
        reason: each.reason,
        completions: each.completions.map((one) => [one.officerId, one.inboundId]),
        acknowledgements: each.acknowledgements.map((one) => [one.officerId, one.at]),
        reminders: each.reminders.map((one) => [one.id, one.step, one.fireAt, one.state, one.reason]),
      },
    })),
    ...deliveries.map((each) => ({
      kind: 'delivery-baseline',
      deliveryId: each.id,
      officerId: each.officerId,
      data: {
        kind: each.kind,
        state: each.state,
        reason: each.reason,
        items: each.items.map((item) => [item.id, item.dropped]),
      },
    })),
  ]);
}

async function lastEvent(db: Db): Promise<{ event: number; at: number }> {
  const row = await db
    .selectFrom('event_log')
    .select(['id', 'logged_at'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { event: row?.id ?? 0, at: row?.logged_at ?? 0 };
}

/** What says how messages stand: their own lines, and those of steps that were told. */
async function ledgerEvents(
  db: Db,
  { after, to, limit }: { after: number; to: number; limit: number },
): Promise<LedgerEvent[]> {
  const rows = await db
    .selectFrom('event_log')
    .selectAll()
    .where('id', '>', after)
    .where('id', '<=', to)
    .where((eb) => eb.or([eb('delivery_id', 'is not', null), eb(sql`${sql.ref('kind')} || ''`, '=', 'reminder-fired')]))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(loggedEvent);
}

async function ledgerDeliveries(
  trx: Db,
  rows: readonly Selectable<Database['deliveries']>[],
): Promise<LedgerDelivery[]> {
  const items = await inChunks(
    rows.filter((row) => row.kind === 'digest').map((row) => row.id),
    (chunk) =>
      trx
        .selectFrom('delivery_items as item')
        .innerJoin('occurrences', 'occurrences.id', 'item.occurrence_id')
        .leftJoin('completions', (join) =>
          join
            .onRef('completions.occurrence_id', '=', 'item.occurrence_id')
            .onRef('completions.officer_id', '=', 'item.officer_id')
            .on('completions.taken_back_at', 'is', null),
        )
        .select([
          'item.id',
          'item.delivery_id',
          'item.reminder_id',
          'item.officer_id',
          'item.role',
          'item.dropped',
          'occurrences.closed_at',
          'completions.completed_at',
        ])
        .where('item.delivery_id', 'in', chunk)
        .orderBy('item.id')
        .execute(),
  );
  const itemsOf = groupBy(items, (item) => item.delivery_id);
  return rows.map((row) => ({
    id: row.id,
    // What could not wait for the office to open is held to no hours, like an answer.
    kind: row.kind === 'notice' && row.priority === priorityOf.answer ? 'answer' : row.kind,
    officerId: row.officer_id,
    state: row.state,
    reason: row.reason,
    resend: row.resend === 1,
    items: (itemsOf.get(row.id) ?? []).map((item) => ({
      id: item.id,
      reminderId: item.reminder_id,
      officerId: item.officer_id,
      role: item.role,
      deliveryId: item.delivery_id,
      dropped: item.dropped === 1,
      closedAt: item.closed_at,
      completedAt: item.completed_at,
    })),
  }));
}

async function waits(trx: Db) {
  const step = await oldestStep(trx);
  const pending = async (priority: number) => {
    const row = await trx
      .selectFrom('deliveries')
      .select(['id', 'due_at'])
      .where('state', '=', lit('pending'))
      .where('priority', '=', priority)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst();
    return row ? { id: row.id, at: row.due_at } : null;
  };
  const unasked = [];
  for (const priority of PRIORITIES) if (priority !== priorityOf.answer) unasked.push(await pending(priority));
  const lease = await trx
    .selectFrom('deliveries')
    .select(['id', 'lease_at'])
    .where('state', '=', lit('sending'))
    .orderBy('lease_at')
    .limit(1)
    .executeTakeFirst();
  const inbound = await trx
    .selectFrom('inbound')
    .select(['id', 'received_at'])
    .where('state', '=', lit('new'))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return {
    step: step ? await possibleSince(trx, step) : null,
    answer: await pending(priorityOf.answer),
    unasked: unasked.filter((each) => each !== null).sort((a, b) => a.at - b.at)[0] ?? null,
    lease: lease ? { id: lease.id, at: lease.lease_at ?? 0 } : null,
    inbound: inbound ? { id: inbound.id, at: inbound.received_at } : null,
    settledAt: await lastSettled(trx),
  };
}

/** Of a task that can be read: what is said of the others says that their steps wait. */
async function oldestStep(trx: Db) {
  for (const unread: number[] = []; ; ) {
    const step = await trx
      .selectFrom('reminders')
      .select(['id', 'occurrence_id', 'fire_at'])
      .where('state', '=', lit('planned'))
      .$if(unread.length > 0, (steps) =>
        steps.where('occurrence_id', 'not in', (eb) =>
          eb.selectFrom('occurrences').select('occurrences.id').where('task_id', 'in', unread),
        ),
      )
      .orderBy('fire_at')
      .limit(1)
      .executeTakeFirst();
    if (!step) return undefined;
    const task = await trx
      .selectFrom('tasks')
      .innerJoin('occurrences', 'occurrences.task_id', 'tasks.id')
      .select(['tasks.id', 'rules'])
      .where('occurrences.id', '=', step.occurrence_id)
      .executeTakeFirstOrThrow();
    if (unreadable(readRules(task.rules)) === null) return step;
    unread.push(task.id);
  }
}

/** A step of a term that somebody entered late is past when it is planned. */
async function possibleSince(trx: Db, step: { id: number; occurrence_id: number; fire_at: number }) {
  const newest = await trx
    .selectFrom('event_log')
    .select((eb) => eb.fn.max('logged_at').as('at'))
    .where('occurrence_id', '=', step.occurrence_id)
    .executeTakeFirst();
  return { id: step.id, occurrenceId: step.occurrence_id, at: Math.max(step.fire_at, newest?.at ?? 0) };
}

/** Of the newest lines only: who asks wants to know whether anything went out of late. */
const NEWEST_LINES = 2_000;

async function lastSettled(trx: Db): Promise<number | null> {
  const newest = await trx.selectFrom('event_log').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  const row = await trx
    .selectFrom('event_log')
    .select((eb) => eb.fn.max('logged_at').as('at'))
    .where('id', '>', (newest?.id ?? 0) - NEWEST_LINES)
    .where(sql`${sql.ref('kind')} || ''`, 'in', [
      'delivery-sent',
      'delivery-failed',
      'delivery-unknown',
      'delivery-skipped',
    ])
    .executeTakeFirst();
  return row?.at ?? null;
}
