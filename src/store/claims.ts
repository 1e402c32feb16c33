import { type Selectable, sql } from 'kysely';
import type { ChatAddress, Claimed, DeliveryItem, Fallback } from '../app/store.ts';
import type { Message } from '../domain/message.ts';
import { groupBy } from './dialect.ts';
import { append } from './log.ts';
import { loadOccurrences } from './occurrences.ts';
import { loadOfficers } from './people.ts';
import { byIds, prepared } from './prepared.ts';
import { PRIORITIES, priorityOf } from './priorities.ts';
import type { Database, Db } from './schema.ts';

// In the SQL text (`sql.lit`), not bound: a plan made without knowing the value can use no partial index.
const PENDING = sql.lit('pending' as const);

type DeliveryRow = Selectable<Database['deliveries']>;

export async function claimDeliveries(
  trx: Db,
  {
    now,
    limit,
    leaseMs,
    unasked,
    answers = limit,
  }: { now: number; limit: number; leaseMs: number; unasked: boolean; answers?: number },
): Promise<Claimed[]> {
  const ids: number[] = [];
  // One query for each priority reads the index in its order and stops at the limit, however long the backlog is.
  for (const priority of unasked ? PRIORITIES : [priorityOf.answer]) {
    const most = Math.min(limit - ids.length, priority === priorityOf.answer ? answers : limit);
    if (most <= 0) continue;
    const rows = await dueIds(trx, { priority, now, most });
    ids.push(...rows.map((row) => row.id));
  }
  const rows = await lease(trx, ids, { until: now + leaseMs });
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

export async function isAnyDue(db: Db, now: number): Promise<boolean> {
  const [row] = await anyDue(db, { now });
  return Boolean(row?.due);
}

const anyDue = prepared((db, { now }: { now: number }) =>
  db.selectNoFrom((eb) => {
    const due = PRIORITIES.map((priority) =>
      eb.exists(
        eb
          .selectFrom('deliveries')
          .select('id')
          .where('state', '=', PENDING)
          .where('priority', '=', priority)
          .where('due_at', '<=', now),
      ),
    );
    return eb.or(due).as('due');
  }),
);
const dueIds = prepared((db, { priority, now, most }: { priority: number; now: number; most: number }) =>
  db
    .selectFrom('deliveries')
    .select('id')
    .where('state', '=', PENDING)
    .where('priority', '=', priority)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(most),
);
const lease = byIds((db, ids, { until }: { until: number }) =>
  db
    .updateTable('deliveries')
    .set((eb) => ({ state: 'sending', lease_at: until, claim: eb('claim', '+', 1), tries: eb('tries', '+', 1) }))
    .where('id', 'in', ids)
    .where('state', '=', 'pending')
    .returningAll(),
);

/** The deliveries of these rows with all that sending needs, in a fixed number of queries. */
export async function claimed(trx: Db, rows: readonly DeliveryRow[]): Promise<Claimed[]> {
  const officers = await loadOfficers(
    trx,
    rows.map((row) => row.officer_id).filter((id) => id !== null),
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
      (row.kind === 'answer' || row.officer_id === null) &&
      row.channel !== null &&
      row.account !== null &&
      row.chat_id !== null
        ? { channel: row.channel, account: row.account, chatId: row.chat_id }
        : null,
    message: row.message === null ? null : (JSON.parse(row.message) as Message),
    items: items.get(row.id) ?? [],
    expiresAt: row.expires_at,
    fallback: row.fallback === null ? null : (JSON.parse(row.fallback) as Fallback),
    part: row.part,
  }));
}

async function itemsOf(trx: Db, deliveryIds: readonly number[]): Promise<Map<number, DeliveryItem[]>> {
  const rows = await itemsOfDeliveries(trx, deliveryIds);
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

const itemsOfDeliveries = byIds((db, ids) =>
  db
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
    .where('item.delivery_id', 'in', ids)
    .where('item.dropped', '=', 0)
    .orderBy('item.id'),
);

/** A message of ours that went out, with what it told; null where it is not ours. */
export async function sentMessage(
  trx: Db,
  { channel, account, chatId, externalId }: ChatAddress & { externalId: string },
) {
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
