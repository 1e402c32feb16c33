import type { ChatAddress, GroupStore, PeopleChange } from '../app/store.ts';
import type { Source } from './changes.ts';
import { inChunks, read, write } from './dialect.ts';
import { append } from './log.ts';
import { priorityOf } from './priorities.ts';
import type { Db } from './schema.ts';
import { Stale } from './stale.ts';

export function makeGroups(db: Db): GroupStore {
  return {
    groups: () =>
      read(db, async (trx) => {
        const rows = await trx.selectFrom('groups').selectAll().where('left_at', 'is', null).orderBy('id').execute();
        return rows.map((row) => ({
          id: row.id,
          name: row.name,
          channel: row.channel,
          account: row.account,
          chatId: row.chat_id,
          linkedAt: row.linked_at,
        }));
      }),

    groupCode: async ({ codeHash, at }) => (await usable(db, codeHash, at)) ?? null,

    addGroupDigests: (digests, at) =>
      write(db, async (trx) => {
        const made = await inChunks(digests, (chunk) =>
          trx
            .insertInto('deliveries')
            .values(
              chunk.map(({ key, chat, slotAt }) => ({
                key,
                kind: 'digest' as const,
                officer_id: null,
                state: 'pending' as const,
                priority: priorityOf.digest,
                due_at: Math.max(slotAt, at),
                slot_at: slotAt,
                channel: chat.channel,
                account: chat.account,
                chat_id: chat.chatId,
                created_at: at,
              })),
            )
            .onConflict((conflict) => conflict.column('key').doNothing())
            .returning('id')
            .execute(),
        );
        const data = { kind: 'digest', to: 'group' };
        await append(
          trx,
          at,
          made.map(({ id }) => ({ kind: 'delivery-pending', deliveryId: id, data })),
        );
      }),
  };
}

const usable = (db: Db, codeHash: string, at: number) =>
  db
    .selectFrom('group_codes')
    .select('name')
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();

type GroupChange = Extract<PeopleChange, { act: 'invite-group' | 'link-group' | 'unlink-group' }>;

export async function takeGroupChange(
  trx: Db,
  change: GroupChange,
  { at, officerId, inboundId }: Source,
): Promise<void> {
  const log = (kind: string, data: Record<string, unknown>) => append(trx, at, [{ kind, officerId, inboundId, data }]);
  switch (change.act) {
    case 'invite-group': {
      if (officerId === null) throw new Stale();
      const { name, codeHash, expiresAt } = change;
      await trx
        .insertInto('group_codes')
        .values({ code_hash: codeHash, name, made_by: officerId, created_at: at, expires_at: expiresAt })
        .execute();
      return log('group-invited', { expiresAt });
    }
    case 'link-group': {
      const code = await usable(trx, change.codeHash, at);
      if (!code) throw new Stale();
      await trx.updateTable('group_codes').set({ used_at: at }).where('code_hash', '=', change.codeHash).execute();
      const groupId = await link(trx, change.chat, { name: code.name, linkedBy: change.linkedBy, at });
      return log('group-linked', { groupId });
    }
    case 'unlink-group': {
      const left = await leaveGroup(trx, change.groupId, at);
      if (!left) throw new Stale();
      return log('group-unlinked', { groupId: change.groupId, reason: change.reason });
    }
  }
}

async function link(
  trx: Db,
  { channel, account, chatId }: ChatAddress,
  { name, linkedBy, at }: { name: string; linkedBy: number; at: number },
): Promise<number> {
  const values = { name, linked_by: linkedBy, linked_at: at, left_at: null };
  const row = await trx
    .insertInto('groups')
    .values({ channel, account, chat_id: chatId, ...values })
    .onConflict((conflict) => conflict.columns(['channel', 'account', 'chat_id']).doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** True where the bot spoke to it until now. What still waits for the group is not sent any more. */
export async function leaveGroup(trx: Db, groupId: number, at: number): Promise<boolean> {
  const row = await trx
    .updateTable('groups')
    .set({ left_at: at })
    .where('id', '=', groupId)
    .where('left_at', 'is', null)
    .returning(['channel', 'account', 'chat_id'])
    .executeTakeFirst();
  if (!row) return false;
  const skipped = await trx
    .updateTable('deliveries')
    .set({ state: 'skipped', reason: 'group-left', settled_at: at })
    .where('state', '=', 'pending')
    .where('kind', '=', 'digest')
    .where('officer_id', 'is', null)
    .where('channel', '=', row.channel)
    .where('account', '=', row.account)
    .where('chat_id', '=', row.chat_id)
    .returning('id')
    .execute();
  await append(
    trx,
    at,
    skipped.map(({ id }) => ({ kind: 'delivery-skipped', deliveryId: id, data: { reason: 'group-left' } })),
  );
  return true;
}

const JUST_LEFT_MS = 10 * 60_000;

/** A group whose chat has another id from now on; where that one is linked already, the old one is left. */
export async function moveGroup(
  trx: Db,
  { channel, account, from, to, at }: { channel: string; account: string; from: string; to: string; at: number },
): Promise<void> {
  const groupOf = (chatId: string) =>
    trx
      .selectFrom('groups')
      .select(['id', 'left_at'])
      .where('channel', '=', channel)
      .where('account', '=', account)
      .where('chat_id', '=', chatId)
      .executeTakeFirst();
  const old = await groupOf(from);
  // The platform may say of a move first that the bot was taken out of the old group.
  if (!old || (old.left_at !== null && at - old.left_at > JUST_LEFT_MS)) return;
  const there = await groupOf(to);
  if (there?.left_at === null) {
    await leaveGroup(trx, old.id, at);
  } else {
    // A group that was left under the new id makes room.
    if (there) await trx.deleteFrom('groups').where('id', '=', there.id).execute();
    await trx.updateTable('groups').set({ chat_id: to, left_at: null }).where('id', '=', old.id).execute();
  }
  await append(trx, at, [{ kind: 'group-moved', data: { groupId: old.id } }]);
}
