import type { ChatAddress, EvidenceEffect, EvidenceStore } from '../app/store.ts';
import { inChunks, read } from './dialect.ts';
import { append } from './log.ts';
import type { Db } from './schema.ts';
import { Stale } from './stale.ts';

export function makeEvidence(db: Db): EvidenceStore {
  return {
    completedInChat: (query) => read(db, (trx) => completedInChat(trx, query)),

    evidence: (occurrenceIds) =>
      inChunks(occurrenceIds, async (chunk) => {
        const rows = await db
          .selectFrom('evidence')
          .innerJoin('completions', 'completions.id', 'evidence.completion_id')
          .select(['occurrence_id', 'officer_id', 'what', 'file', 'message_id', 'kept_at'])
          .where('occurrence_id', 'in', chunk)
          .where('evidence.taken_back_at', 'is', null)
          .where('completions.taken_back_at', 'is', null)
          .orderBy('evidence.id')
          .execute();
        return rows.map((row) => ({
          occurrenceId: row.occurrence_id,
          officerId: row.officer_id,
          what: row.what,
          file: row.file,
          messageId: row.message_id,
          at: row.kept_at,
        }));
      }),
  };
}

async function completedInChat(
  trx: Db,
  query: { officerId: number; chat: ChatAddress; since: number; quotes: string | null },
): Promise<{ inboundId: number; occurrenceIds: number[] } | null> {
  const { officerId, chat } = query;
  const quoted = query.quotes === null ? null : await answeredBy(trx, chat, query.quotes);
  const standing = trx
    .selectFrom('completions')
    .innerJoin('inbound', 'inbound.id', 'completions.inbound_id')
    .select(['completions.inbound_id', 'completions.occurrence_id'])
    .where('completions.officer_id', '=', officerId)
    .where('completions.taken_back_at', 'is', null)
    .where('inbound.channel', '=', chat.channel)
    .where('inbound.account', '=', chat.account)
    .where('inbound.chat_id', '=', chat.chatId);
  const newest =
    quoted ??
    (
      await standing
        .where('completions.completed_at', '>=', query.since)
        .orderBy('completions.completed_at', 'desc')
        .orderBy('completions.id', 'desc')
        .limit(1)
        .executeTakeFirst()
    )?.inbound_id;
  if (newest === undefined) return null;
  const rows = await standing.where('completions.inbound_id', '=', newest).orderBy('completions.id').execute();
  return rows.length === 0 ? null : { inboundId: newest, occurrenceIds: rows.map((row) => row.occurrence_id) };
}

/** The update that a message of ours answered. */
async function answeredBy(
  trx: Db,
  { channel, account, chatId }: ChatAddress,
  externalId: string,
): Promise<number | null> {
  const row = await trx
    .selectFrom('deliveries')
    .select('key')
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('chat_id', '=', chatId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  const inboundId = /^answer:(\d+)(?::\d+)?$/.exec(row?.key ?? '')?.[1];
  return inboundId === undefined ? null : Number(inboundId);
}

export async function keepEvidence(
  trx: Db,
  { officerId, occurrenceIds, what, file, messageId }: EvidenceEffect,
  { at, inboundId }: { readonly at: number; readonly inboundId: number },
): Promise<void> {
  const completions = await trx
    .selectFrom('completions')
    .select(['id', 'occurrence_id'])
    .where('occurrence_id', 'in', [...occurrenceIds])
    .where('officer_id', '=', officerId)
    .where('taken_back_at', 'is', null)
    .execute();
  if (completions.length === 0) throw new Stale();
  const values = completions.map(({ id }) => ({
    completion_id: id,
    inbound_id: inboundId,
    what,
    file,
    message_id: messageId,
    kept_at: at,
  }));
  await trx
    .insertInto('evidence')
    .values(values)
    .onConflict((conflict) => conflict.columns(['completion_id', 'inbound_id']).doNothing())
    .execute();
  await append(
    trx,
    at,
    completions.map((row) => ({
      kind: 'evidence-kept',
      occurrenceId: row.occurrence_id,
      officerId,
      inboundId,
      data: { what },
    })),
  );
}

/** What belongs to completions that are taken back goes with them. */
export async function dropEvidence(
  trx: Db,
  { officerId, inboundId }: { officerId: number; inboundId: number },
  at: number,
): Promise<void> {
  await trx
    .updateTable('evidence')
    .set({ taken_back_at: at })
    .where('taken_back_at', 'is', null)
    .where('completion_id', 'in', (eb) =>
      eb
        .selectFrom('completions')
        .select('id')
        .where('officer_id', '=', officerId)
        .where('inbound_id', '=', inboundId)
        .where('taken_back_at', '=', at),
    )
    .execute();
}
