import type { ChatAddress, DraftEffect, DraftStore } from '../app/store.ts';
import type { Db } from './schema.ts';

export function makeDrafts(db: Db): DraftStore {
  return {
    draft: async ({ channel, account, chatId }) => {
      const row = await db
        .selectFrom('drafts')
        .selectAll()
        .where('channel', '=', channel)
        .where('account', '=', account)
        .where('chat_id', '=', chatId)
        .executeTakeFirst();
      if (!row) return null;
      return {
        officerId: row.officer_id,
        command: row.command,
        revision: row.revision,
        state: JSON.parse(row.state) as unknown,
        askedAt: row.asked_at,
        expiresAt: row.expires_at,
      };
    },
    forgetDrafts: async (before) => {
      const gone = await db.deleteFrom('drafts').where('expires_at', '<', before).returning('command').execute();
      return gone.length;
    },
  };
}

export async function takeDraftEffect(trx: Db, effect: DraftEffect): Promise<void> {
  if (effect.kind === 'drop-draft') return forget(trx, effect.chat);
  const { channel, account, chatId } = effect.chat;
  const { officerId, command, revision, state, askedAt, expiresAt } = effect.draft;
  const values = {
    officer_id: officerId,
    command,
    revision,
    state: JSON.stringify(state),
    asked_at: askedAt,
    expires_at: expiresAt,
  };
  await trx
    .insertInto('drafts')
    .values({ channel, account, chat_id: chatId, ...values })
    .onConflict((conflict) => conflict.columns(['channel', 'account', 'chat_id']).doUpdateSet(values))
    .execute();
}

async function forget(trx: Db, { channel, account, chatId }: ChatAddress): Promise<void> {
  await trx
    .deleteFrom('drafts')
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('chat_id', '=', chatId)
    .execute();
}
