import { type Selectable, sql } from 'kysely';
import type { Settlement } from '../app/store.ts';
import { inChunks } from './dialect.ts';
import { waitForAnswers } from './fallbacks.ts';
import { append, type Fact } from './log.ts';
import { breakLink } from './people.ts';
import { byRows } from './prepared.ts';
import { type Database, type Db, flag } from './schema.ts';

type To<S extends Settlement['to']['state']> = Extract<Settlement['to'], { state: S }>;
type Sent = Settlement & { readonly to: To<'sent'> };
type Unsent = Settlement & { readonly to: Exclude<Settlement['to'], To<'sent'>> };

/**
 * Writes what became of each delivery that is still in the settlement's attempt; of the others nothing. Returns the ids
 * of those that were settled.
 */
export async function settleDeliveries(trx: Db, settlements: readonly Settlement[], at: number): Promise<number[]> {
  const isSent = (one: Settlement): one is Sent => one.to.state === 'sent';
  const isUnsent = (one: Settlement): one is Unsent => one.to.state !== 'sent';
  const rows = [...(await settleSent(trx, settlements.filter(isSent), at))];
  for (const settlement of settlements.filter(isUnsent)) {
    const row = await settleUnsent(trx, settlement, at);
    if (row) rows.push(row);
  }
  const officers = new Map(rows.map((row) => [row.id, row.officer_id]));
  const pending = new Set(settlements.filter(({ to }) => to.state === 'pending').map(({ deliveryId }) => deliveryId));
  // A code to scan is nobody's business afterwards.
  await inChunks(
    rows.filter((row) => row.expires_at !== null && !pending.has(row.id)).map((row) => row.id),
    (chunk) => trx.updateTable('deliveries').set({ message: null }).where('id', 'in', chunk).execute(),
  );
  const settled = settlements.filter(({ deliveryId }) => officers.has(deliveryId));
  for (const { deliveryId, dropped, brokenLink, waitsFor = [] } of settled) {
    await waitForAnswers(trx, deliveryId, waitsFor);
    await inChunks(dropped, (chunk) =>
      trx
        .updateTable('delivery_items')
        .set({ dropped: 1 })
        .where('id', 'in', chunk)
        .where('delivery_id', '=', deliveryId)
        .execute(),
    );
    if (brokenLink) await breakLink(trx, { ...brokenLink, at });
  }
  await append(
    trx,
    at,
    settled.map((settlement) => factOf(settlement, officers.get(settlement.deliveryId)!)),
  );
  return settled.map(({ deliveryId }) => deliveryId);
}

/** Nearly every message is simply sent, so those are written together. Returns those that were settled. */
function settleSent(trx: Db, settlements: readonly Sent[], at: number): Promise<SettledRow[]> {
  const done = settlements.map(({ deliveryId, attempt, to: { chat, externalId } }) => ({
    id: deliveryId,
    claim: attempt,
    channel: chat.channel,
    account: chat.account,
    chat_id: chat.chatId,
    external_id: externalId,
  }));
  return markSent(trx, done, { at });
}

type SettledRow = Pick<Selectable<Database['deliveries']>, 'id' | 'officer_id' | 'expires_at'>;

const markSent = byRows((db, list: readonly DoneRow[], { at }: { at: number }) => {
  // The types of the first row's values are those of the column; as parameters they would have none.
  const values = list.map(
    (row) =>
      sql`(cast(${row.id} as integer), cast(${row.claim} as integer), ${row.channel}, ${row.account}, ${row.chat_id}, ${row.external_id})`,
  );
  return db
    .with('done(id, claim, channel, account, chat_id, external_id)', () => sql<DoneRow>`(values ${sql.join(values)})`)
    .updateTable('deliveries')
    .from('done')
    .set((eb) => ({
      state: 'sent' as const,
      reason: null,
      lease_at: null,
      settled_at: at,
      channel: eb.ref('done.channel'),
      account: eb.ref('done.account'),
      chat_id: eb.ref('done.chat_id'),
      external_id: eb.ref('done.external_id'),
    }))
    .whereRef('deliveries.id', '=', 'done.id')
    .whereRef('deliveries.claim', '=', 'done.claim')
    .where('deliveries.state', '=', 'sending')
    .returning(['deliveries.id', 'deliveries.officer_id', 'deliveries.expires_at']);
});

interface DoneRow {
  id: number;
  claim: number;
  channel: string;
  account: string;
  chat_id: string;
  external_id: string;
}

async function settleUnsent(trx: Db, { deliveryId, attempt, to, fallback }: Unsent, at: number) {
  return trx
    .updateTable('deliveries')
    .set((eb) => {
      if (to.state !== 'pending') return { state: to.state, reason: to.reason, lease_at: null, settled_at: at };
      const { state, reason, dueAt } = to;
      const back = to.burn ? {} : { tries: eb('tries', '-', 1) };
      const next = fallback === undefined ? {} : { fallback: JSON.stringify(fallback) };
      return { state, reason, lease_at: null, due_at: dueAt, resend: flag(to.resend), ...back, ...next };
    })
    .where('id', '=', deliveryId)
    .where('state', '=', 'sending')
    .where('claim', '=', attempt)
    .returning(['id', 'officer_id', 'expires_at'])
    .executeTakeFirst();
}

function factOf({ deliveryId, attempt, to, dropped, waitsFor = [] }: Settlement, officerId: number | null): Fact {
  return {
    kind: `delivery-${to.state}`,
    officerId,
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
