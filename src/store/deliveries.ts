import { type Insertable, sql } from 'kysely';
import type { DeliveryStore, DeliveryView, NewNotice, TellingHistory } from '../app/store.ts';
import { claimDeliveries, claimed, isAnyDue, sentMessage } from './claims.ts';
import { inChunks, read, write } from './dialect.ts';
import { insertDigests } from './digests.ts';
import { append } from './log.ts';
import { byIds, prepared } from './prepared.ts';
import { PRIORITIES, priorityOf, UNASKED } from './priorities.ts';
import type { Database, Db } from './schema.ts';
import { settleDeliveries } from './settlements.ts';

// In the SQL text (`sql.lit`), not bound: a plan made without knowing the value can use no partial index.
const PENDING = sql.lit('pending' as const);
const SENDING = sql.lit('sending' as const);

export function makeDeliveries(db: Db): DeliveryStore {
  return {
    claimDeliveries: async ({ settle = [], ...claim }) => {
      // Most minutes have nothing to send: that is found out without the write lock.
      if (settle.length === 0 && !(await isAnyDue(db, claim.now))) return [];
      return write(db, async (trx) => {
        await settleDeliveries(trx, settle, claim.now);
        return claimDeliveries(trx, claim);
      });
    },

    settleDeliveries: (settlements, at) => write(db, (trx) => settleDeliveries(trx, settlements, at)),

    expiredLeases: async (query) => {
      if ((await expired(db, { ...query, limit: 1 })).length === 0) return [];
      return read(db, async (trx) => claimed(trx, await expired(trx, query)));
    },

    splitDelivery: (split) => write(db, (trx) => splitDelivery(trx, split)),
    splitNotice: (split) => write(db, (trx) => splitNotice(trx, split)),

    postponeUnasked: ({ until, at }) =>
      write(db, async (trx) => {
        const rows = await trx
          .updateTable('deliveries')
          .set({ due_at: until })
          .where('state', '=', PENDING)
          .where('priority', 'in', UNASKED)
          .where('due_at', '<', until)
          .returning('id')
          .execute();
        await append(
          trx,
          at,
          rows.map((row) => ({ kind: 'delivery-postponed', deliveryId: row.id, data: { until } })),
        );
        return rows.length;
      }),

    hastenDeliveries: ({ reasons, until, at }) =>
      write(db, async (trx) => {
        const rows = await trx
          .updateTable('deliveries')
          .set({ due_at: at })
          .where('state', '=', PENDING)
          .where('priority', 'in', PRIORITIES)
          .where('due_at', '>', at)
          .where('due_at', '<=', until)
          .where('reason', 'in', reasons)
          .returning('id')
          .execute();
        await append(
          trx,
          at,
          rows.map((row) => ({ kind: 'delivery-hastened', deliveryId: row.id })),
        );
        return rows.length;
      }),

    addNotices: (notices, at) => write(db, (trx) => addNotices(trx, notices, at)),
    sentMessage: (message) => read(db, (trx) => sentMessage(trx, message)),
    deliveries: async ({ officerId, states, limit }) => {
      let select = db
        .selectFrom('deliveries')
        .select(['id', 'kind', 'officer_id', 'state', 'reason', 'claim', 'created_at', 'due_at']);
      if (officerId !== undefined) select = select.where('officer_id', '=', officerId);
      if (states !== undefined && states.length > 0) select = select.where('state', 'in', [...states]);
      const rows = await select.orderBy('id', 'desc').limit(limit).execute();
      return rows.map(
        (row): DeliveryView => ({
          id: row.id,
          kind: row.kind,
          officerId: row.officer_id,
          state: row.state,
          reason: row.reason,
          attempt: row.claim,
          createdAt: row.created_at,
          dueAt: row.due_at,
        }),
      );
    },
    tellingHistory: (query) => read(db, (trx) => tellingHistory(trx, query)),
    toldSince: async ({ occurrenceIds, ...query }) =>
      new Set((await tellingsSince(db, occurrenceIds, query)).map((row) => row.occurrence_id)),
  };
}

async function splitDelivery(
  trx: Db,
  split: { deliveryId: number; attempt: number; groups: readonly (readonly number[])[]; at: number },
): Promise<void> {
  const row = await trx
    .selectFrom('deliveries')
    .select(['officer_id', 'slot_at', 'part'])
    .where('id', '=', split.deliveryId)
    .where('state', '=', 'sending')
    .where('claim', '=', split.attempt)
    .executeTakeFirst();
  if (!row || row.officer_id === null || row.slot_at === null) return;
  const { officer_id: officerId, slot_at: slotAt, part } = row;
  for (const [index, group] of split.groups.slice(1).entries()) {
    if (group.length === 0) continue;
    const [made] = await insertDigests(trx, [{ officerId, slotAt, part: part + index + 1, dueAt: split.at }], split.at);
    await inChunks(group, (chunk) =>
      trx
        .updateTable('delivery_items')
        .set({ delivery_id: made!.id })
        .where('id', 'in', chunk)
        .where('delivery_id', '=', split.deliveryId)
        .execute(),
    );
    const data = { from: split.deliveryId, items: group };
    await append(trx, split.at, [{ kind: 'delivery-split', officerId, deliveryId: made!.id, data }]);
  }
}

async function splitNotice(
  trx: Db,
  { deliveryId, attempt, messages, at }: Parameters<DeliveryStore['splitNotice']>[0],
): Promise<void> {
  const [first, ...others] = messages;
  const row = await trx
    .updateTable('deliveries')
    .set({ message: JSON.stringify(first) })
    .where('id', '=', deliveryId)
    .where('kind', '=', 'notice')
    .where('state', '=', 'sending')
    .where('claim', '=', attempt)
    .returning(['key', 'officer_id'])
    .executeTakeFirst();
  if (!row || row.officer_id === null) return;
  const { key, officer_id: officerId } = row;
  const parts = others.map((message, index) => ({ key: `${key}:${index + 2}`, officerId, message, dueAt: at }));
  await addNotices(trx, parts, at);
}

export async function addNotices(trx: Db, notices: readonly NewNotice[], at: number): Promise<void> {
  const rows = notices.map((notice) => ({
    key: notice.key,
    kind: 'notice' as const,
    officer_id: notice.officerId,
    state: 'pending' as const,
    priority: notice.anyHour ? priorityOf.answer : priorityOf.notice,
    due_at: notice.dueAt,
    message: JSON.stringify(notice.message),
    created_at: at,
  }));
  await insertMessages(trx, rows, 'notice', at);
}

/** Messages that are in words already; the same key is made once. `what` is how the log calls them. */
export async function insertMessages(
  trx: Db,
  messages: readonly Insertable<Database['deliveries']>[],
  what: string,
  at: number,
): Promise<void> {
  const made = await inChunks(messages, (chunk) =>
    trx
      .insertInto('deliveries')
      .values(chunk)
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning(['id', 'officer_id'])
      .execute(),
  );
  await append(
    trx,
    at,
    made.map((row) => ({
      kind: 'delivery-pending',
      officerId: row.officer_id,
      deliveryId: row.id,
      data: { kind: what },
    })),
  );
}

async function tellingHistory(
  trx: Db,
  { occurrenceId, officerId }: { occurrenceId: number; officerId: number },
): Promise<TellingHistory> {
  const rows = await trx
    .selectFrom('delivery_items')
    .innerJoin('deliveries', 'deliveries.id', 'delivery_items.delivery_id')
    .select(['deliveries.id', 'deliveries.state', 'deliveries.reason', 'deliveries.settled_at'])
    .distinct()
    .where('delivery_items.occurrence_id', '=', occurrenceId)
    .where('delivery_items.officer_id', '=', officerId)
    .where('delivery_items.dropped', '=', 0)
    .where('deliveries.state', 'in', ['sent', 'unknown', 'failed'])
    .execute();
  const { missed } = await trx
    .selectFrom('reminders')
    .select((eb) => eb.fn.countAll<number>().as('missed'))
    .where('occurrence_id', '=', occurrenceId)
    .where('reason', '=', 'newer-step')
    .executeTakeFirstOrThrow();
  const newestFirst = rows.toSorted((a, b) => b.settled_at! - a.settled_at! || b.id - a.id);
  const sent = newestFirst.filter((row) => row.state === 'sent');
  const newest = newestFirst[0];
  return {
    sent: sent.length,
    lastSentAt: sent[0]?.settled_at ?? null,
    lastProblem: newest && newest.state !== 'sent' ? newest.reason : null,
    missed: Number(missed),
  };
}

const tellingsSince = byIds((db, ids, { officerId, since }: { officerId: number; since: number }) =>
  db
    .selectFrom('delivery_items')
    .innerJoin('deliveries', 'deliveries.id', 'delivery_items.delivery_id')
    .select('delivery_items.occurrence_id')
    .where('delivery_items.occurrence_id', 'in', ids)
    .where('delivery_items.officer_id', '=', officerId)
    .where('delivery_items.dropped', '=', 0)
    .where('deliveries.state', 'in', ['sent', 'unknown'])
    .where('deliveries.settled_at', '>=', since),
);

const expired = prepared((db, { now, limit }: { now: number; limit: number }) =>
  db
    .selectFrom('deliveries')
    .selectAll()
    .where('state', '=', SENDING)
    .where('lease_at', '<=', now)
    .orderBy('lease_at')
    .limit(limit),
);
