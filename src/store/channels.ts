import type { ChannelStateView, ChannelStore, NewNotice, PromptMessage } from '../app/store.ts';
import { addNotices, insertMessages } from './deliveries.ts';
import { write } from './dialect.ts';
import { leaveGroup } from './groups.ts';
import { ACCOUNT_CHANGED } from './links.ts';
import { append } from './log.ts';
import { priorityOf } from './priorities.ts';
import type { Db } from './schema.ts';

export function makeChannels(db: Db): ChannelStore {
  return {
    changeAccount: (change) => write(db, (trx) => changeAccount(trx, change)),

    noteChannel: ({ channel, account, state, problem, at }) =>
      write(db, async (trx) => {
        const before = await trx
          .selectFrom('channel_states')
          .selectAll()
          .where('channel', '=', channel)
          .executeTakeFirst();
        if (before?.account === account && before.state === state && before.problem === problem) return;
        const values = { account, state, problem, since_at: before?.state === state ? before.since_at : at };
        await trx
          .insertInto('channel_states')
          .values({ channel, ...values })
          .onConflict((conflict) => conflict.column('channel').doUpdateSet(values))
          .execute();
        if (before?.state !== state) await append(trx, at, [{ kind: 'channel-state', data: { channel, state } }]);
      }),

    channelStates: async () => {
      const rows = await db.selectFrom('channel_states').selectAll().orderBy('channel').execute();
      return rows.map(
        ({ since_at, ...row }): ChannelStateView => ({
          channel: row.channel,
          account: row.account,
          state: row.state,
          problem: row.problem,
          since: since_at,
        }),
      );
    },

    addPrompt: (messages, at) => write(db, (trx) => addPrompt(trx, messages, at)),
  };
}

async function changeAccount(
  trx: Db,
  change: { channel: string; accounts: readonly string[]; at: number; notices: readonly NewNotice[] },
): Promise<{ links: number; groups: number }> {
  const { channel, at } = change;
  const accounts = [...change.accounts];
  const lost = await trx
    .updateTable('links')
    .set({ state: 'broken', reason: ACCOUNT_CHANGED })
    .where('channel', '=', channel)
    .where('account', 'not in', accounts)
    .where((eb) => eb.or([eb('state', '=', 'active'), eb('reason', '<>', ACCOUNT_CHANGED)]))
    .returning(['id', 'officer_id'])
    .execute();
  const back = await trx
    .updateTable('links')
    .set({ state: 'active', reason: null })
    .where('channel', '=', channel)
    .where('account', 'in', accounts)
    .where('state', '=', 'broken')
    .where('reason', '=', ACCOUNT_CHANGED)
    .returning(['id', 'officer_id'])
    .execute();
  const groups = await trx
    .selectFrom('groups')
    .select('id')
    .where('channel', '=', channel)
    .where('account', 'not in', accounts)
    .where('left_at', 'is', null)
    .execute();
  for (const { id } of groups) await leaveGroup(trx, id, at);
  const skipped = await trx
    .updateTable('deliveries')
    .set({ state: 'skipped', reason: ACCOUNT_CHANGED, settled_at: at })
    .where('state', '=', 'pending')
    .where('kind', '=', 'answer')
    .where('channel', '=', channel)
    .where('account', 'not in', accounts)
    .returning(['id', 'officer_id'])
    .execute();
  await append(trx, at, [
    ...lost.map((row) => ({
      kind: 'link-broken',
      officerId: row.officer_id,
      data: { linkId: row.id, reason: ACCOUNT_CHANGED },
    })),
    ...back.map((row) => ({ kind: 'link-mended', officerId: row.officer_id, data: { linkId: row.id } })),
    ...groups.map(({ id }) => ({ kind: 'group-unlinked', data: { groupId: id, reason: ACCOUNT_CHANGED } })),
    ...skipped.map((row) => ({
      kind: 'delivery-skipped',
      officerId: row.officer_id,
      deliveryId: row.id,
      data: { reason: ACCOUNT_CHANGED },
    })),
  ]);
  if (lost.length + groups.length > 0) {
    const data = { channel, links: lost.length, groups: groups.length };
    await append(trx, at, [{ kind: 'account-changed', data }]);
    await addNotices(trx, change.notices, at);
  }
  return { links: lost.length, groups: groups.length };
}

async function addPrompt(trx: Db, messages: readonly PromptMessage[], at: number): Promise<void> {
  const rows = messages.map(({ key, officerId, chat, message, expiresAt }) => ({
    key,
    kind: 'answer' as const,
    officer_id: officerId,
    state: 'pending' as const,
    priority: priorityOf.answer,
    due_at: at,
    channel: chat.channel,
    account: chat.account,
    chat_id: chat.chatId,
    message: JSON.stringify(message),
    created_at: at,
    expires_at: expiresAt,
  }));
  await insertMessages(trx, rows, 'prompt', at);
}
