import { sql } from 'kysely';
import type { DueFallback, Fallback, FallbackReason, FallbackStore } from '../app/store.ts';
import { groupBy, inChunks, read, write } from './dialect.ts';
import { append } from './log.ts';
import { loadOccurrences } from './occurrences.ts';
import { prepared } from './prepared.ts';
import { priorityOf } from './priorities.ts';
import type { Db } from './schema.ts';

export function makeFallbacks(db: Db): FallbackStore {
  return {
    dueFallbacks: async (query) => {
      if ((await dueItems(db, { ...query, limit: 1 })).length === 0) return [];
      return read(db, (trx) => dueFallbacks(trx, query));
    },
    lastHeardAt: async (officerId) => (await heardAtOf(db, [officerId])).get(officerId) ?? null,

    commitFallbacks: ({ at, told, settled }) =>
      write(db, async (trx) => {
        for (const each of told) await tell(trx, each, at);
        for (const [reason, items] of groupBy(settled, (each) => each.reason)) {
          await stopWaiting(
            trx,
            items.map((item) => item.itemId),
            { at, reason },
          );
        }
      }),
  };
}

const dueItems = prepared((db, { now, limit }: { now: number; limit: number }) =>
  db
    .selectFrom('delivery_items as item')
    .innerJoin('deliveries', 'deliveries.id', 'item.delivery_id')
    .select(['item.id', 'item.officer_id', 'item.role', 'item.occurrence_id', 'item.reminder_id', 'settled_at'])
    .where('item.fallback_at', 'is not', null)
    .where('item.fallback_at', '<=', now)
    .orderBy('item.fallback_at')
    .orderBy('item.id')
    .limit(limit),
);

async function dueFallbacks(trx: Db, query: { now: number; limit: number }): Promise<DueFallback[]> {
  const rows = await dueItems(trx, query);
  const ids = rows.map((row) => row.occurrence_id);
  const occurrences = await loadOccurrences(trx, ids);
  const tellings = await inChunks(ids, (chunk) =>
    trx
      .selectFrom('delivery_items as item')
      .innerJoin('deliveries', 'deliveries.id', 'item.delivery_id')
      .select(['item.id', 'item.occurrence_id', 'item.officer_id', 'item.reminder_id', 'item.way', 'channel'])
      .where('item.occurrence_id', 'in', chunk)
      .where('item.dropped', '=', 0)
      .where('deliveries.state', 'not in', ['skipped', 'failed'])
      .execute(),
  );
  const heard = await heardAtOf(
    trx,
    rows.map((row) => row.officer_id),
  );
  return rows.map((row) => {
    const own = tellings.filter(
      (each) => each.occurrence_id === row.occurrence_id && each.officer_id === row.officer_id,
    );
    const same = own.filter((each) => each.reminder_id === row.reminder_id);
    return {
      itemId: row.id,
      officerId: row.officer_id,
      role: row.role,
      occurrence: occurrences.get(row.occurrence_id)!,
      toldAt: row.settled_at!,
      channels: [...new Set(same.flatMap((each) => each.channel ?? []))],
      heardAt: heard.get(row.officer_id) ?? null,
      newerStep: own.some((each) => each.way === 0 && each.reminder_id !== row.reminder_id && each.id > row.id),
    };
  });
}

/** When each officer last wrote in any of their chats. */
async function heardAtOf(trx: Db, officerIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await inChunks(officerIds, (chunk) =>
    trx
      .selectFrom('links')
      .select((eb) => ['officer_id', eb.fn.max('heard_at').as('last_at')])
      .where('officer_id', 'in', chunk)
      .where('heard_at', 'is not', null)
      .groupBy('officer_id')
      .execute(),
  );
  return new Map(rows.flatMap((row) => (row.last_at === null ? [] : [[row.officer_id, row.last_at]])));
}

async function tell(
  trx: Db,
  { officerId, itemIds, fallback }: { officerId: number; itemIds: readonly number[]; fallback: Fallback },
  at: number,
): Promise<void> {
  const items = await inChunks(itemIds, (chunk) =>
    trx
      .updateTable('delivery_items')
      .set({ fallback_at: null })
      .where('id', 'in', chunk)
      .where('officer_id', '=', officerId)
      .where('fallback_at', 'is not', null)
      .returningAll()
      .execute(),
  );
  if (items.length === 0) return;
  const delivery = await trx
    .insertInto('deliveries')
    .values({
      key: `fallback:${officerId}:${Math.min(...items.map((item) => item.id))}`,
      kind: 'digest',
      officer_id: officerId,
      state: 'pending',
      priority: priorityOf.digest,
      due_at: at,
      slot_at: at,
      created_at: at,
      fallback: JSON.stringify(fallback),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const made = await inChunks(items, (chunk) =>
    trx
      .insertInto('delivery_items')
      .values(
        chunk.map(({ reminder_id, occurrence_id, officer_id, role, about, way }) => ({
          ...{ delivery_id: delivery.id, reminder_id, occurrence_id, officer_id, role, about },
          way: way + 1,
        })),
      )
      .returning(['id', 'reminder_id', 'occurrence_id', 'role', 'way'])
      .execute(),
  );
  const { why, channels } = fallback;
  await append(trx, at, [
    { kind: 'delivery-pending', officerId, deliveryId: delivery.id, data: { kind: 'digest', fallback: why, channels } },
    ...made.map((item) => ({
      kind: 'fallback-made',
      officerId,
      occurrenceId: item.occurrence_id,
      deliveryId: delivery.id,
      data: { reminderId: item.reminder_id, way: item.way, items: [[item.id, officerId, item.role, delivery.id]] },
    })),
  ]);
}

/** Nothing more is to be expected of these items, or told about them. */
async function stopWaiting(
  trx: Db,
  itemIds: readonly number[],
  { at, reason }: { at: number; reason: FallbackReason },
): Promise<void> {
  const rows = await inChunks(itemIds, (chunk) =>
    trx
      .updateTable('delivery_items')
      .set({ fallback_at: null })
      .where('id', 'in', chunk)
      .where('fallback_at', 'is not', null)
      .returning(['officer_id', 'occurrence_id', 'reminder_id'])
      .execute(),
  );
  await append(
    trx,
    at,
    rows.map((row) => ({
      kind: 'fallback-settled',
      officerId: row.officer_id,
      occurrenceId: row.occurrence_id,
      data: { reminderId: row.reminder_id, reason },
    })),
  );
}

/** The sent items that are waited on from now on, each until its instant. */
export async function waitForAnswers(
  trx: Db,
  deliveryId: number,
  items: readonly { readonly itemId: number; readonly at: number }[],
): Promise<void> {
  for (const [at, group] of groupBy(items, (item) => item.at)) {
    await trx
      .updateTable('delivery_items')
      .set({ fallback_at: at })
      .where('delivery_id', '=', deliveryId)
      .where(
        'id',
        'in',
        group.map((item) => item.itemId),
      )
      .execute();
  }
}

/** For the query that looks for the next thing to do. */
export const earliestFallback = (db: Db) =>
  db
    .selectFrom('delivery_items')
    .select((eb) => eb.fn.min('fallback_at').as('at'))
    .where(sql.ref('fallback_at'), 'is not', null);
