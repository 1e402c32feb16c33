import { sql } from 'kysely';
import { groupBy, inChunks } from './dialect.ts';
import { append } from './log.ts';
import type { Db } from './schema.ts';
import { withdrawRequests } from './withdrawn-requests.ts';

/**
 * Closes occurrences that are open or held, each for its reason, and skips what was still to be sent about them.
 * Returns the ids of those that were closed.
 */
export async function closeOccurrences(
  trx: Db,
  closings: readonly { readonly occurrenceId: number; readonly reason: string | null }[],
  closing: {
    readonly to: 'done' | 'cancelled' | 'skipped';
    readonly at: number;
    readonly officerId?: number | null;
    readonly inboundId?: number | null;
  },
): Promise<number[]> {
  const { to, at, officerId, inboundId } = closing;
  const closed: number[] = [];
  for (const [reason, list] of groupBy(closings, (one) => one.reason)) {
    const rows = await inChunks(
      list.map((one) => one.occurrenceId),
      (chunk) =>
        trx
          .updateTable('occurrences')
          // Right-hand sides see the row as it was, so this keeps the state that is left here.
          .set({ closed_from: sql.ref('state'), state: to, reason, closed_at: at })
          .where('id', 'in', chunk)
          .where('state', 'in', ['open', 'held'])
          .returning('id')
          .execute(),
    );
    const ids = rows.map((row) => row.id);
    closed.push(...ids);
    await append(
      trx,
      at,
      ids.map((occurrenceId) => ({
        kind: `occurrence-${to}`,
        occurrenceId,
        officerId: officerId ?? null,
        inboundId: inboundId ?? null,
        data: reason === null ? {} : { reason },
      })),
    );
    await skipWhere(trx, 'occurrence_id', ids, { reason: reason ?? 'closed', at });
    await withdrawRequests(trx, { occurrence_id: ids }, closing);
  }
  return closed;
}

/** Skips reminders that are still planned, each for its reason. */
export async function skipReminders(
  trx: Db,
  skips: readonly { readonly reminderId: number; readonly reason: string }[],
  at: number,
): Promise<void> {
  for (const [reason, list] of groupBy(skips, (skip) => skip.reason)) {
    const ids = list.map((skip) => skip.reminderId);
    await skipWhere(trx, 'id', ids, { reason, at });
  }
}

async function skipWhere(
  trx: Db,
  column: 'id' | 'occurrence_id',
  ids: readonly number[],
  { reason, at }: { reason: string; at: number },
): Promise<void> {
  const rows = await inChunks(ids, (chunk) =>
    trx
      .updateTable('reminders')
      .set({ state: 'skipped', reason, settled_at: at })
      .where(column, 'in', chunk)
      .where('state', '=', 'planned')
      .returning(['id', 'occurrence_id'])
      .execute(),
  );
  await logReminders(trx, at, 'reminder-skipped', rows, reason);
}

/** Steps of occurrences that are open again, skipped for that reason and still to come, are planned again. */
export async function reviveReminders(
  trx: Db,
  occurrenceIds: readonly number[],
  { reason, at }: { readonly reason: string; readonly at: number },
): Promise<void> {
  const rows = await inChunks(occurrenceIds, (chunk) =>
    trx
      .updateTable('reminders')
      .set({ state: 'planned', reason: null, settled_at: null })
      .where('occurrence_id', 'in', chunk)
      .where('state', '=', 'skipped')
      .where('reason', '=', reason)
      .where('fire_at', '>', at)
      .returning(['id', 'occurrence_id'])
      .execute(),
  );
  await logReminders(trx, at, 'reminder-planned', rows);
}

export async function logReminders(
  trx: Db,
  at: number,
  kind: string,
  rows: readonly { readonly id: number; readonly occurrence_id: number }[],
  reason?: string,
): Promise<void> {
  await append(
    trx,
    at,
    rows.map((row) => ({
      kind,
      occurrenceId: row.occurrence_id,
      data: reason === undefined ? { reminderId: row.id } : { reminderId: row.id, reason },
    })),
  );
}
