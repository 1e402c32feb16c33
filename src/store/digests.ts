import { groupBy, inChunks } from './dialect.ts';
import { append } from './log.ts';
import { priorityOf } from './priorities.ts';
import type { Db } from './schema.ts';

/**
 * For each officer the pending digest of the slot, made where there is none, with what still waits from other slots
 * merged into it. A digest that may have gone out already is left alone. Returns the delivery's id by officer.
 */
export async function openDigests(
  trx: Db,
  officerIds: readonly number[],
  { slotAt, at, dueAtOf }: { slotAt: number; at: number; dueAtOf: ReadonlyMap<number, number> },
): Promise<Map<number, number>> {
  const rows = await inChunks(officerIds, (chunk) =>
    trx
      .selectFrom('deliveries')
      .select(['id', 'officer_id', 'slot_at', 'fallback'])
      .where('officer_id', 'in', chunk)
      .where('kind', '=', 'digest')
      .where('state', '=', 'pending')
      .where('resend', '=', 0)
      .orderBy('id')
      .execute(),
  );
  const pendingOf = groupBy(rows, (row) => row.officer_id);
  const deliveryOf = new Map<number, number>();
  for (const officerId of officerIds) {
    // What is told once more on another channel is no place for anything new.
    const own = pendingOf.get(officerId)?.findLast((row) => row.slot_at === slotAt && row.fallback === null);
    if (own) deliveryOf.set(officerId, own.id);
  }
  const made = await insertDigests(
    trx,
    officerIds
      .filter((id) => !deliveryOf.has(id))
      .map((officerId) => ({ officerId, slotAt, part: 1, dueAt: dueAtOf.get(officerId) ?? slotAt })),
    at,
  );
  for (const { officerId, id } of made) deliveryOf.set(officerId, id);

  for (const [officerId, deliveryId] of deliveryOf) {
    const others = (pendingOf.get(officerId) ?? [])
      .filter((row) => row.id !== deliveryId && row.slot_at !== slotAt)
      .map((row) => row.id);
    if (others.length > 0) await merge(trx, others, { into: deliveryId, officerId, at });
  }
  return deliveryOf;
}

async function merge(
  trx: Db,
  deliveryIds: readonly number[],
  { into, officerId, at }: { into: number; officerId: number; at: number },
): Promise<void> {
  const rows = await trx
    .updateTable('deliveries')
    .set({ state: 'skipped', reason: 'merged', settled_at: at })
    .where('id', 'in', [...deliveryIds])
    .where('state', '=', 'pending')
    .returning('id')
    .execute();
  if (rows.length === 0) return;
  const merged = rows.map((row) => row.id);
  const moved = await inChunks(merged, (chunk) =>
    trx
      .updateTable('delivery_items')
      .set({ delivery_id: into })
      .where('delivery_id', 'in', chunk)
      .returning('id')
      .execute(),
  );
  await append(
    trx,
    at,
    merged.map((deliveryId, index) => ({
      kind: 'delivery-skipped',
      officerId,
      deliveryId,
      // Told once for all of them.
      data: { reason: 'merged', into, ...(index === 0 ? { items: moved.map((row) => row.id) } : {}) },
    })),
  );
}

/** New pending digests, each with a key of its own: a slot can have several when the first ones are on their way. */
export async function insertDigests(
  trx: Db,
  digests: readonly { officerId: number; slotAt: number; part: number; dueAt?: number }[],
  at: number,
): Promise<{ id: number; officerId: number }[]> {
  const rows = await inChunks(
    digests.map((digest) => digest.officerId),
    (chunk) =>
      trx
        .selectFrom('deliveries')
        .select(['officer_id', 'slot_at'])
        .where('officer_id', 'in', chunk)
        .where('slot_at', 'in', [...new Set(digests.map((digest) => digest.slotAt))])
        .execute(),
  );
  const slot = (officerId: number | null, slotAt: number | null) => `digest:${officerId}:${slotAt}`;
  const numbers = new Map<string, number>();
  const next = (key: string) => {
    const number = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, number);
    return number;
  };
  for (const row of rows) next(slot(row.officer_id, row.slot_at));
  const made: { id: number; officerId: number }[] = [];
  const values = digests.map((digest) => {
    const key = slot(digest.officerId, digest.slotAt);
    const number = next(key);
    return {
      key: number === 1 ? key : `${key}:${number}`,
      kind: 'digest' as const,
      officer_id: digest.officerId,
      state: 'pending' as const,
      priority: priorityOf.digest,
      due_at: digest.dueAt ?? digest.slotAt,
      slot_at: digest.slotAt,
      part: digest.part,
      created_at: at,
    };
  });
  await inChunks(values, async (chunk) => {
    const inserted = await trx.insertInto('deliveries').values(chunk).returning(['id', 'key']).execute();
    const byKey = new Map(inserted.map((row) => [row.key, row.id]));
    // Keys, not positions: no engine promises to return rows in the order in which they were given.
    for (const value of chunk) made.push({ id: byKey.get(value.key)!, officerId: value.officer_id });
    return [];
  });
  await append(
    trx,
    at,
    made.map(({ id, officerId }) => ({
      kind: 'delivery-pending',
      officerId,
      deliveryId: id,
      data: { kind: 'digest' },
    })),
  );
  return made;
}
