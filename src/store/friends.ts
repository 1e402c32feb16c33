import type { ChatAddress, FriendRequestView, FriendStore } from '../app/store.ts';
import { FRIEND_REQUEST_LIFE_MS } from '../domain/friend-request.ts';
import { read, write } from './dialect.ts';
import { append } from './log.ts';
import { prepared } from './prepared.ts';
import type { Db } from './schema.ts';

export function makeFriends(db: Db): FriendStore {
  return {
    openFriendRequests: async (query) =>
      // One approved between the two queries is in neither; it is found in a minute.
      [...(await dueRequests(db, query)), ...(await waitingRequests(db, query))].map(
        (row): FriendRequestView => ({
          id: row.id,
          channel: row.channel,
          account: row.account,
          chatId: row.chat_id,
          state: row.state,
          tries: row.tries,
          askedAt: row.asked_at,
        }),
      ),

    approveFriendRequest: ({ id, reason, at }) =>
      write(db, async (trx) => {
        const row = await trx
          .updateTable('friend_requests')
          .set({ state: 'accepting', reason, due_at: at })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .returning('id')
          .executeTakeFirst();
        if (row) await append(trx, at, [{ kind: 'friend-approved', data: { requestId: id, reason } }]);
      }),

    settleFriendRequest: ({ id, to, at }) =>
      write(db, async (trx) => {
        const row = await trx
          .updateTable('friend_requests')
          .set((eb) => ({
            tries: eb('tries', '+', 1),
            ...(to.state === 'accepting' ? { due_at: to.dueAt } : { state: to.state, settled_at: at }),
          }))
          .where('id', '=', id)
          .where('settled_at', 'is', null)
          .returning('id')
          .executeTakeFirst();
        if (row && to.state !== 'accepting') {
          await append(trx, at, [{ kind: `friend-${to.state}`, data: { requestId: id } }]);
        }
      }),

    phonesWithoutChat: ({ channel, account, since }) =>
      read(db, async (trx) => {
        const rows = await trx
          .selectFrom('officers')
          .leftJoin('phone_chats', (join) =>
            join
              .onRef('phone_chats.officer_id', '=', 'officers.id')
              .on('phone_chats.channel', '=', channel)
              .on('phone_chats.account', '=', account)
              .on('phone_chats.asked_at', '>=', since),
          )
          .select(['officers.id', 'officers.phone', 'phone_chats.chat_id', 'phone_chats.asked_at'])
          .where('officers.phone', 'is not', null)
          .where('officers.left_on', 'is', null)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('links')
                  .select('links.id')
                  .whereRef('links.officer_id', '=', 'officers.id')
                  .where('links.channel', '=', channel)
                  .where('links.account', '=', account)
                  .where('links.state', '=', 'active'),
              ),
            ),
          )
          .orderBy('officers.id')
          .execute();
        return rows.map((row) => ({
          officerId: row.id,
          phone: row.phone!,
          ...(row.asked_at === null ? {} : { chatId: row.chat_id }),
        }));
      }),

    keepPhoneChat: async ({ channel, account, officerId, chatId, at }) => {
      const values = { chat_id: chatId, asked_at: at };
      await db
        .insertInto('phone_chats')
        .values({ channel, account, officer_id: officerId, ...values })
        .onConflict((conflict) => conflict.columns(['channel', 'account', 'officer_id']).doUpdateSet(values))
        .execute();
    },
  };
}

/** Somebody asks, perhaps once more; `known`: they are of the office. */
export async function keepFriendRequest(
  trx: Db,
  { chat, known }: { chat: ChatAddress; known: boolean },
  { at, inboundId, officerId }: { at: number; inboundId: number; officerId: number | null },
): Promise<void> {
  const values = {
    state: known ? ('accepting' as const) : ('waiting' as const),
    reason: known ? 'known' : null,
    tries: 0,
    asked_at: at,
    due_at: known ? at : at + FRIEND_REQUEST_LIFE_MS,
    settled_at: null,
  };
  const row = await trx
    .insertInto('friend_requests')
    .values({ channel: chat.channel, account: chat.account, chat_id: chat.chatId, ...values })
    .onConflict((conflict) => conflict.columns(['channel', 'account', 'chat_id']).doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  await append(trx, at, [{ kind: 'friend-asked', officerId, inboundId, data: { requestId: row.id, known } }]);
}

/** A good code came from this chat: its request, if it is a recent one, is to be accepted. */
export async function approveFriendOf(trx: Db, { channel, account, chatId }: ChatAddress, at: number): Promise<void> {
  const row = await trx
    .updateTable('friend_requests')
    .set({ state: 'accepting', reason: 'code', due_at: at })
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('chat_id', '=', chatId)
    .where('state', '=', 'waiting')
    .where('asked_at', '>=', at - FRIEND_REQUEST_LIFE_MS)
    .returning('id')
    .executeTakeFirst();
  if (row) await append(trx, at, [{ kind: 'friend-approved', data: { requestId: row.id, reason: 'code' } }]);
}

const open = (db: Db, limit: number) =>
  db.selectFrom('friend_requests').selectAll().where('settled_at', 'is', null).orderBy('due_at').limit(limit);
const dueRequests = prepared((db, { now, limit }: { now: number; limit: number }) =>
  open(db, limit).where('state', '=', 'accepting').where('due_at', '<=', now),
);
const waitingRequests = prepared((db, { limit }: { now: number; limit: number }) =>
  open(db, limit).where('state', '=', 'waiting'),
);
