import { type Selectable, sql } from 'kysely';
import type {
  ChatAddress,
  Claimed,
  DeliveryItem,
  DeliveryStore,
  NewNotice,
  Settlement,
  TellingHistory,
} from '../app/store.ts';
import type { Message } from '../domain/message.ts';
import { groupBy, inChunks, read, write } from './dialect.ts';
import { insertDigests } from './digests.ts';
import { append, type Fact } from './log.ts';
import { loadOccurrences } from './occurrences.ts';
import { breakLink, loadOfficers } from './people.ts';
import { PRIORITIES, priorityOf, UNASKED } from './priorities.ts';
import type { Database, Db } from './schema.ts';
import { flag } from './schema.ts';

// Constants in conditions stand in the SQL text (`sql.lit`): SQLite matches a bound parameter with no partial index.
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

    addNotices: (notices, at) => write(db, (trx) => addNotices(trx, notices, at)),
    sentMessage: (message) => read(db, (trx) => sentMessage(trx, message)),
    tellingHistory: (query) => read(db, (trx) => tellingHistory(trx, query)),
  };
}

type DeliveryRow = Selectable<Database['deliveries']>;

async function claimDeliveries(
  trx: Db,
  { now, limit, leaseMs, unasked }: { now: number; limit: number; leaseMs: number; unasked: boolean },
): Promise<Claimed[]> {
  const ids: number[] = [];
  // One query for each priority reads the index in its order and stops at the limit, however long the backlog is.
  for (const priority of unasked ? PRIORITIES : [priorityOf.answer]) {
    if (ids.length >= limit) break;
    const rows = await trx
      .selectFrom('deliveries')
      .select('id')
      .where('state', '=', PENDING)
      .where('priority', '=', priority)
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit - ids.length)
      .execute();
    ids.push(...rows.map((row) => row.id));
  }
  const rows = await inChunks(ids, (chunk) =>
    trx
      .updateTable('deliveries')
      .set((eb) => ({
        state: 'sending',
        lease_at: now + leaseMs,
        claim: eb('claim', '+', 1),
        tries: eb('tries', '+', 1),
      }))
      .where('id', 'in', chunk)
      .where('state', '=', 'pending')
      .returningAll()
      .execute(),
  );
  await append(
    trx,
    now,
    rows.map((row) => ({
      kind: 'delivery-sending',
      officerId: row.officer_id,
      deliveryId: row.id,
      data: { attempt: row.claim },
    })),
  );
  const place = new Map(ids.map((id, index) => [id, index]));
  return claimed(
    trx,
    rows.toSorted((a, b) => place.get(a.id)! - place.get(b.id)!),
  );
}

/** The deliveries of these rows with all that sending needs, in a fixed number of queries. */
async function claimed(trx: Db, rows: readonly DeliveryRow[]): Promise<Claimed[]> {
  const officers = await loadOfficers(
    trx,
    rows.map((row) => row.officer_id).filter((id) => id !== null),
    null,
  );
  const items = await itemsOf(
    trx,
    rows.filter((row) => row.kind === 'digest').map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    attempt: row.claim,
    tries: row.tries,
    resend: row.resend === 1,
    createdAt: row.created_at,
    officer: row.officer_id === null ? null : (officers.get(row.officer_id) ?? null),
    chat:
      row.kind === 'answer' && row.channel !== null && row.account !== null && row.chat_id !== null
        ? { channel: row.channel, account: row.account, chatId: row.chat_id }
        : null,
    message: row.message === null ? null : (JSON.parse(row.message) as Message),
    items: items.get(row.id) ?? [],
    part: row.part,
  }));
}

async function itemsOf(trx: Db, deliveryIds: readonly number[]): Promise<Map<number, DeliveryItem[]>> {
  const rows = await inChunks(deliveryIds, (chunk) =>
    trx
      .selectFrom('delivery_items as item')
      .innerJoin('reminders', 'reminders.id', 'item.reminder_id')
      .leftJoin('codes', (join) =>
        join.onRef('codes.officer_id', '=', 'item.officer_id').onRef('codes.occurrence_id', '=', 'item.occurrence_id'),
      )
      .select([
        'item.id',
        'item.delivery_id',
        'item.reminder_id',
        'item.occurrence_id',
        'item.role',
        'item.about',
        'reminders.step',
        'codes.code',
      ])
      .where('item.delivery_id', 'in', chunk)
      .where('item.dropped', '=', 0)
      .orderBy('item.id')
      .execute(),
  );
  const occurrences = await loadOccurrences(
    trx,
    rows.map((row) => row.occurrence_id),
  );
  const items = rows.map((row) => ({
    deliveryId: row.delivery_id,
    item: {
      id: row.id,
      reminderId: row.reminder_id,
      step: row.step,
      role: row.role,
      aboutIds: JSON.parse(row.about) as number[],
      occurrence: occurrences.get(row.occurrence_id)!,
      code: row.code,
    },
  }));
  return new Map(
    [...groupBy(items, (one) => one.deliveryId)].map(([deliveryId, list]) => [deliveryId, list.map((one) => one.item)]),
  );
}

async function sentMessage(trx: Db, { channel, account, chatId, externalId }: ChatAddress & { externalId: string }) {
  const row = await trx
    .selectFrom('deliveries')
    .select(['id', 'kind'])
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('chat_id', '=', chatId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  if (!row) return null;
  const items = await itemsOf(trx, [row.id]);
  return { kind: row.kind, items: items.get(row.id) ?? [] };
}

/** Null where the delivery is no longer in the settlement's attempt: then nothing of it is written. */
async function settleOne(trx: Db, settlement: Settlement, at: number): Promise<Fact | null> {
  const { deliveryId, attempt, to, dropped, brokenLink } = settlement;
  const row = await trx
    .updateTable('deliveries')
    .set(columnsOf(to, at))
    .where('id', '=', deliveryId)
    .where('state', '=', 'sending')
    .where('claim', '=', attempt)
    .returning(['officer_id', 'tries'])
    .executeTakeFirst();
  if (!row) return null;
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
      ...(to.state === 'sent' ? {} : { reason: to.reason }),
      ...(to.state === 'pending' ? { dueAt: to.dueAt } : {}),
      ...(dropped.length > 0 ? { dropped } : {}),
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
  }
}

async function addNotices(trx: Db, notices: readonly NewNotice[], at: number): Promise<void> {
  const made = await inChunks(notices, (chunk) =>
    trx
      .insertInto('deliveries')
      .values(
        chunk.map((notice) => ({
          key: notice.key,
          kind: 'notice' as const,
          officer_id: notice.officerId,
          state: 'pending' as const,
          priority: priorityOf.notice,
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
  const newestFirst = rows.toSorted((a, b) => b.settled_at! - a.settled_at! || b.id - a.id);
  const sent = newestFirst.filter((row) => row.state === 'sent');
  const newest = newestFirst[0];
  return {
    sent: sent.length,
    lastSentAt: sent[0]?.settled_at ?? null,
    lastProblem: newest && newest.state !== 'sent' ? newest.reason : null,
  };
}
