import { type Selectable, sql } from 'kysely';
import type { Act, ChatAddress, ConversationStore, Effect, JournalEntry, PendingQuestion } from '../app/store.ts';
import type { InboundContent } from '../domain/message.ts';
import { giveCodes } from './codes.ts';
import { read, write } from './dialect.ts';
import { commitReply } from './effects.ts';
import { append } from './log.ts';
import { loadOccurrences } from './occurrences.ts';
import { prepared } from './prepared.ts';
import type { Database, Db } from './schema.ts';

export function makeConversation(db: Db): ConversationStore {
  return {
    journal: (entry) => write(db, (trx) => journal(trx, entry)),

    unhandledInbound: async (limit) => {
      const rows = await unhandled(db, { limit });
      return rows.map((row) => ({
        id: row.id,
        channel: row.channel,
        account: row.account,
        chatId: row.chat_id,
        externalId: row.external_id,
        chatKind: row.chat_kind,
        ...(row.author_id === null ? {} : { author: row.author_id }),
        at: row.written_at,
        receivedAt: row.received_at,
        content: JSON.parse(row.content) as InboundContent,
      }));
    },

    commitReply: (reply) => commitReply(db, reply),

    abandonInbound: ({ inboundId, reason, at }) =>
      write(db, async (trx) => {
        const row = await trx
          .updateTable('inbound')
          .set({ state: 'abandoned', reason, settled_at: at })
          .where('id', '=', inboundId)
          .where('state', '=', 'new')
          .returning('id')
          .executeTakeFirst();
        if (row) await append(trx, at, [{ kind: 'inbound-abandoned', inboundId, data: { reason } }]);
      }),

    codedOccurrences: (officerId) =>
      read(db, async (trx) => {
        const rows = await trx
          .selectFrom('codes')
          .innerJoin('occurrences', 'occurrences.id', 'codes.occurrence_id')
          .select(['code', 'role', 'occurrence_id'])
          .where('officer_id', '=', officerId)
          .where('occurrences.state', 'in', ['open', 'held'])
          .orderBy('code')
          .execute();
        const occurrences = await loadOccurrences(
          trx,
          rows.map((row) => row.occurrence_id),
        );
        return rows.map(({ code, role, occurrence_id }) => ({
          code,
          role,
          occurrence: occurrences.get(occurrence_id)!,
        }));
      }),

    occurrenceOfCode: ({ officerId, code }) =>
      read(db, async (trx) => {
        const row = await trx
          .selectFrom('codes')
          .select('occurrence_id')
          .where('officer_id', '=', officerId)
          .where('code', '=', code)
          .executeTakeFirst();
        if (!row) return null;
        return (await loadOccurrences(trx, [row.occurrence_id])).get(row.occurrence_id) ?? null;
      }),

    assignCodes: ({ officerId, items, at }) =>
      write(db, async (trx) => {
        const given = await giveCodes(
          trx,
          items.map((item) => ({ officerId, ...item })),
          at,
        );
        return given.get(officerId) ?? new Map();
      }),

    occurrencesInMessage: (message) => occurrencesInMessage(db, message),
    occurrencesInLastDigest: (officerId) => read(db, (trx) => occurrencesInLastDigest(trx, officerId)),

    question: async (officerId) => {
      const row = await db.selectFrom('questions').selectAll().where('officer_id', '=', officerId).executeTakeFirst();
      if (!row) return null;
      const question: PendingQuestion = {
        choices: JSON.parse(row.choices) as number[],
        documentNumber: row.document_number,
        note: row.note,
        askedAt: row.asked_at,
        expiresAt: row.expires_at,
      };
      return question;
    },

    lastAct: async ({ officerId, since }) => {
      const row = await db
        .selectFrom('acts')
        .selectAll()
        .where('officer_id', '=', officerId)
        .where('acted_at', '>=', since)
        .where('undone_at', 'is', null)
        .orderBy('acted_at', 'desc')
        .orderBy('inbound_id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? actOf(row) : null;
    },

    earlierVersion: ({ message, before }) =>
      read(db, async (trx) => {
        const rows = await trx
          .selectFrom('inbound')
          .select(['id', 'content'])
          .where('channel', '=', message.channel)
          .where('account', '=', message.account)
          .where('chat_id', '=', message.chatId)
          .where('message_id', '=', message.messageId)
          .where('id', '<', before)
          .orderBy('id', 'desc')
          .limit(MOST_VERSIONS)
          .execute();
        const [newest] = rows;
        if (!newest) return null;
        const ids = rows.map((row) => row.id);
        const act = await trx
          .selectFrom('acts')
          .selectAll()
          .where('inbound_id', 'in', ids)
          .where('undone_at', 'is', null)
          .orderBy('inbound_id', 'desc')
          .limit(1)
          .executeTakeFirst();
        const content = JSON.parse(newest.content) as InboundContent;
        return { inboundId: act?.inbound_id ?? newest.id, content, act: act ? actOf(act) : null };
      }),

    lastCompletion: ({ officerId, since }) =>
      read(db, async (trx) => {
        const newest = await trx
          .selectFrom('completions')
          .select('inbound_id')
          .where('officer_id', '=', officerId)
          .where('completed_at', '>=', since)
          .where('taken_back_at', 'is', null)
          .orderBy('completed_at', 'desc')
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst();
        if (!newest) return null;
        const rows = await trx
          .selectFrom('completions')
          .select('occurrence_id')
          .where('officer_id', '=', officerId)
          .where('inbound_id', '=', newest.inbound_id)
          .where('taken_back_at', 'is', null)
          .orderBy('id')
          .execute();
        return { inboundId: newest.inbound_id, occurrenceIds: rows.map((row) => row.occurrence_id) };
      }),
  };
}

async function journal(trx: Db, entry: JournalEntry): Promise<{ id: number; fresh: boolean }> {
  const row = await trx
    .insertInto('inbound')
    .values({
      channel: entry.channel,
      account: entry.account,
      external_id: entry.externalId,
      chat_id: entry.chatId,
      chat_kind: entry.chatKind,
      written_at: entry.at,
      received_at: entry.receivedAt,
      content: JSON.stringify(entry.content),
      author_id: entry.author ?? null,
      message_id: ownMessageId(entry.content),
    })
    .onConflict((conflict) => conflict.columns(['channel', 'account', 'external_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row) {
    if (entry.chatKind === 'private' && entry.content.kind !== 'friend-request') await hear(trx, entry);
    return { id: row.id, fresh: true };
  }
  const known = await trx
    .selectFrom('inbound')
    .select('id')
    .where('channel', '=', entry.channel)
    .where('account', '=', entry.account)
    .where('external_id', '=', entry.externalId)
    .executeTakeFirstOrThrow();
  return { id: known.id, fresh: false };
}

/** Whoever writes in a chat reads there. */
async function hear(trx: Db, { channel, account, chatId, receivedAt }: JournalEntry): Promise<void> {
  await trx
    .updateTable('links')
    .set({ heard_at: receivedAt })
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('chat_id', '=', chatId)
    .execute();
}

/** Nobody edits one message more often. */
const MOST_VERSIONS = 50;

/** The id of what the person wrote; buttons and reactions name a message of ours, and some updates are no message. */
function ownMessageId(content: InboundContent): string | null {
  switch (content.kind) {
    case 'text':
    case 'edited':
    case 'deleted':
    case 'unreadable':
      return content.messageId;
    case 'button':
    case 'reaction':
    case 'membership':
    case 'friend-request':
      return null;
  }
}

type ActRow = Pick<Selectable<Database['acts']>, 'inbound_id' | 'intent' | 'effects' | 'acted_at'>;

function actOf(row: ActRow): Act {
  const effects = JSON.parse(row.effects) as Effect[];
  return { inboundId: row.inbound_id, intent: row.intent, effects, at: row.acted_at };
}

async function occurrencesInMessage(db: Db, message: ChatAddress & { externalId: string }): Promise<number[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('delivery_items', 'delivery_items.delivery_id', 'deliveries.id')
    .select('delivery_items.occurrence_id')
    .where('channel', '=', message.channel)
    .where('account', '=', message.account)
    .where('chat_id', '=', message.chatId)
    .where('external_id', '=', message.externalId)
    .where('external_id', 'is not', null)
    .where('dropped', '=', 0)
    .orderBy('delivery_items.id')
    .execute();
  return [...new Set(rows.map((row) => row.occurrence_id))];
}

async function occurrencesInLastDigest(trx: Db, officerId: number): Promise<number[]> {
  const newest = await trx
    .selectFrom('deliveries')
    .select('slot_at')
    .where('officer_id', '=', officerId)
    .where('kind', '=', 'digest')
    .where('state', '=', 'sent')
    .orderBy('slot_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest) return [];
  // A long digest goes out in parts; to its reader they are one.
  const rows = await trx
    .selectFrom('deliveries')
    .innerJoin('delivery_items', 'delivery_items.delivery_id', 'deliveries.id')
    .select('delivery_items.occurrence_id')
    .where('deliveries.officer_id', '=', officerId)
    .where('slot_at', '=', newest.slot_at)
    .where('kind', '=', 'digest')
    .where('state', '=', 'sent')
    .where('dropped', '=', 0)
    .orderBy('part')
    .orderBy('delivery_items.id')
    .execute();
  return [...new Set(rows.map((row) => row.occurrence_id))];
}

const unhandled = prepared((db, { limit }: { limit: number }) =>
  db
    .selectFrom('inbound')
    .selectAll()
    // In the SQL text, not bound: a plan made without knowing the value can use no partial index.
    .where('state', '=', sql.lit('new' as const))
    .orderBy('id')
    .limit(limit),
);
