import { sql } from 'kysely';
import { inChunks } from './dialect.ts';
import { append } from './log.ts';
import type { Db } from './schema.ts';

// In the SQL text, not bound: a plan made without knowing the value can use no partial index.
const OPEN = sql.lit('open' as const);
const PENDING = sql.lit('pending' as const);

/** Withdraws the open requests with these ids, or for these deadlines or leaves; returns how many there were. */
export async function withdrawRequests(
  trx: Db,
  which: { readonly [Column in 'id' | 'occurrence_id' | 'leave_id']?: readonly number[] },
  { at, officerId, inboundId }: { at: number; officerId?: number | null; inboundId?: number | null },
): Promise<number> {
  let count = 0;
  for (const column of ['id', 'occurrence_id', 'leave_id'] as const) {
    const rows = await inChunks(which[column] ?? [], (chunk) =>
      trx
        .updateTable('requests')
        .set({ state: 'withdrawn', decided_at: at })
        .where('state', '=', OPEN)
        .where(column, 'in', chunk)
        .returning(['id', 'occurrence_id'])
        .execute(),
    );
    for (const { id } of rows) await dropRequestNotices(trx, id, at);
    await append(
      trx,
      at,
      rows.map((row) => ({
        kind: 'request-withdrawn',
        occurrenceId: row.occurrence_id,
        officerId: officerId ?? null,
        inboundId: inboundId ?? null,
        data: { id: row.id },
      })),
    );
    count += rows.length;
  }
  return count;
}

/** Nobody is asked any more about what is decided. */
export async function dropRequestNotices(trx: Db, requestId: number, at: number): Promise<void> {
  const rows = await trx
    .updateTable('deliveries')
    .set({ state: 'skipped', reason: 'decided', settled_at: at })
    .where('state', '=', PENDING)
    .where('key', 'like', `request:${requestId}:%`)
    .returning(['id', 'officer_id'])
    .execute();
  await append(
    trx,
    at,
    rows.map((row) => ({
      kind: 'delivery-skipped',
      officerId: row.officer_id,
      deliveryId: row.id,
      data: { reason: 'decided' },
    })),
  );
}
