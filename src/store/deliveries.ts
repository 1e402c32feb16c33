import { sql } from 'kysely';
import type { DeliveryStore, DeliveryView, NewNotice, Settlement, TellingHistory } from '../app/store.ts';
import { claimDeliveries, claimed, sentMessage } from './claims.ts';
import { inChunks, read, write } from './dialect.ts';
import { insertDigests } from './digests.ts';
import { waitForAnswers } from './fallbacks.ts';
import { append, type Fact } from './log.ts';
import { breakLink } from './people.ts';
import { PRIORITIES, priorityOf, UNASKED } from './priorities.ts';
import { type Db, flag } from './schema.ts';

// In the SQL text (`sql.lit`), not bound: a plan made without knowing the value can use no partial index.
const PENDING = sql.lit('pending' as const);
const SENDING = sql.lit('sending' as const);

export function makeDeliveries(db: Db): DeliveryStore {
  return {
    claimDeliveries: (claim) => write(db, (trx) => claimDeliveries(trx, claim)),

    settleDeliveries: (settlements, at) =>
      write(db, async (trx) => {
        const settled: number[] = [];
        const facts: Fact[] = [];
        for (const settlement of settlements) {
          const fact = await settleOne(trx, settlement, at);
          if (!fact) continue;
          settled.push(settlement.deliveryId);
          facts.push(fact);
        }
        await append(trx, at, facts);
        return settled;
      }),

    expiredLeases: ({ now, limit }) =>
      read(db, async (trx) => {
        const rows = await trx
          .selectFrom('deliveries')
          .selectAll()
          .where('state', '=', SENDING)
          .where('lease_at', '<=', now)
          .orderBy('lease_at')
          .limit(limit)
          .execute();
        return claimed(trx, rows);
      }),

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
  };
}

/** Null where the delivery is no longer in the settlement's attempt: then nothing of it is written. */
async function settleOne(trx: Db, settlement: Settlement, at: number): Promise<Fact | null> {
  const { deliveryId, attempt, to, dropped, brokenLink, waitsFor = [], fallback } = settlement;
  const row = await trx
    .updateTable('deliveries')
    .set({ ...columnsOf(to, at), ...(fallback === undefined ? {} : { fallback: JSON.stringify(fallback) }) })
    .where('id', '=', deliveryId)
    .where('state', '=', 'sending')
    .where('claim', '=', attempt)
    .returning(['officer_id', 'tries', 'expires_at'])
    .executeTakeFirst();
  if (!row) return null;
  if (row.expires_at !== null && to.state !== 'pending') {
    // A code to scan is nobody's business afterwards.
    await trx.updateTable('deliveries').set({ message: null }).where('id', '=', deliveryId).execute();
  }
  await waitForAnswers(trx, deliveryId, waitsFor);
  if (to.state === 'pending' && !to.burn) {
    await trx
      .updateTable('deliveries')
      .set((eb) => ({ tries: eb('tries', '-', 1) }))
      .where('id', '=', deliveryId)
      .execute();
  }
  await inChunks(dropped, (chunk) =>
    trx
      .updateTable('delivery_items')
      .set({ dropped: 1 })
      .where('id', 'in', chunk)
      .where('delivery_id', '=', deliveryId)
      .execute(),
  );
  if (brokenLink) await breakLink(trx, { ...brokenLink, at });
  return {
    kind: `delivery-${to.state}`,
    officerId: row.officer_id,
    deliveryId,
    data: {
      attempt,
      ...(to.state === 'sent' ? { channel: to.chat.channel } : { reason: to.reason }),
      ...(to.state === 'pending' ? { dueAt: to.dueAt } : {}),
      ...(dropped.length > 0 ? { dropped } : {}),
      ...(waitsFor.length > 0 ? { waitsFor: waitsFor.map((item) => item.itemId) } : {}),
    },
  };
}

function columnsOf(to: Settlement['to'], at: number) {
  switch (to.state) {
    case 'sent':
      return {
        state: to.state,
        reason: null,
        lease_at: null,
        settled_at: at,
        channel: to.chat.channel,
        account: to.chat.account,
        chat_id: to.chat.chatId,
        external_id: to.externalId,
      };
    case 'pending':
      return { state: to.state, reason: to.reason, lease_at: null, due_at: to.dueAt, resend: flag(to.resend) };
    case 'unknown':
    case 'failed':
    case 'skipped':
      return { state: to.state, reason: to.reason, lease_at: null, settled_at: at };
  }
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
  const made = await inChunks(notices, (chunk) =>
    trx
      .insertInto('deliveries')
      .values(
        chunk.map((notice) => ({
          key: notice.key,
          kind: 'notice' as const,
          officer_id: notice.officerId,
          state: 'pending' as const,
          priority: notice.anyHour ? priorityOf.answer : priorityOf.notice,
          due_at: notice.dueAt,
          message: JSON.stringify(notice.message),
          created_at: at,
        })),
      )
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
      data: { kind: 'notice' },
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
