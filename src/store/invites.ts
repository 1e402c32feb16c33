import type { ChatAddress, RedeemResult } from '../app/store.ts';
import { isLastWayToAdministrator } from './administrators.ts';
import { approveFriendOf } from './friends.ts';
import { ACCOUNT_CHANGED } from './links.ts';
import { append } from './log.ts';
import type { Db } from './schema.ts';

type Attempt = ChatAddress & { codeHash: string; at: number; maxWrong: number; lockMs: number };

/** A new code for the officer; codes given before stop working. */
export async function addInvite(
  trx: Db,
  { officerId, codeHash, expiresAt, at }: { officerId: number; codeHash: string; expiresAt: number; at: number },
): Promise<void> {
  await revokeInvites(trx, officerId, at);
  await trx
    .insertInto('invites')
    .values({ officer_id: officerId, code_hash: codeHash, created_at: at, expires_at: expiresAt })
    .execute();
  await append(trx, at, [{ kind: 'invite-added', officerId, data: { expiresAt } }]);
}

export async function revokeInvites(trx: Db, officerId: number, at: number): Promise<void> {
  await trx
    .updateTable('invites')
    .set({ revoked_at: at })
    .where('officer_id', '=', officerId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

export async function redeemInvite(trx: Db, attempt: Attempt): Promise<RedeemResult> {
  const { channel, account, chatId, at } = attempt;
  const tries = await trx
    .selectFrom('link_attempts')
    .selectAll()
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('chat_id', '=', chatId)
    .executeTakeFirst();
  if (tries?.locked_until_at != null && tries.locked_until_at > at) {
    return { kind: 'throttled', until: tries.locked_until_at };
  }

  const invite = await trx
    .selectFrom('invites')
    .innerJoin('officers', 'officers.id', 'invites.officer_id')
    .select(['invites.id', 'officer_id', 'expires_at', 'used_at', 'revoked_at'])
    .where('code_hash', '=', attempt.codeHash)
    .where('officers.left_on', 'is', null)
    .executeTakeFirst();
  if (!invite) return countWrong(trx, attempt, (tries?.wrong ?? 0) + 1);
  if (invite.used_at !== null) return { kind: 'used' };
  if (invite.revoked_at !== null || invite.expires_at <= at) return { kind: 'expired' };

  if (await isLastWayToAdministrator(trx, attempt, invite.officer_id)) return { kind: 'last-administrator' };

  const used = await trx
    .updateTable('invites')
    .set({ used_at: at })
    .where('id', '=', invite.id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!used) return { kind: 'used' };
  await trx
    .deleteFrom('link_attempts')
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('chat_id', '=', chatId)
    .execute();
  await linkChat(trx, attempt, invite.officer_id);
  await approveFriendOf(trx, attempt, at);
  return { kind: 'linked', officerId: invite.officer_id };
}

async function countWrong(trx: Db, attempt: Attempt, wrong: number): Promise<RedeemResult> {
  // Counting goes on after a lock ends, and every further `maxWrong` codes lock again.
  const lockedUntil = wrong % attempt.maxWrong === 0 ? attempt.at + attempt.lockMs : null;
  await trx
    .insertInto('link_attempts')
    .values({
      channel: attempt.channel,
      account: attempt.account,
      chat_id: attempt.chatId,
      wrong,
      locked_until_at: lockedUntil,
    })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'account', 'chat_id']).doUpdateSet({ wrong, locked_until_at: lockedUntil }),
    )
    .execute();
  if (lockedUntil !== null) await append(trx, attempt.at, [{ kind: 'linking-locked', data: { wrong, lockedUntil } }]);
  return { kind: 'wrong', wrongTries: wrong };
}

async function linkChat(trx: Db, chat: ChatAddress & { at: number }, officerId: number): Promise<void> {
  const before = await trx
    .selectFrom('links')
    .select(['id', 'officer_id', 'rank'])
    .where('channel', '=', chat.channel)
    .where('account', '=', chat.account)
    .where('chat_id', '=', chat.chatId)
    .executeTakeFirst();
  // A code of another account's time replaces the way that leads nowhere any more, and takes its place in the order.
  const replaced = await trx
    .deleteFrom('links')
    .where('officer_id', '=', officerId)
    .where('channel', '=', chat.channel)
    .where('account', '<>', chat.account)
    .where('reason', '=', ACCOUNT_CHANGED)
    .returning(['id', 'rank'])
    .execute();
  const last = await trx
    .selectFrom('links')
    .select('rank')
    .where('officer_id', '=', officerId)
    .orderBy('rank', 'desc')
    .limit(1)
    .executeTakeFirst();
  const ranks = replaced.map((link) => link.rank);
  if (before?.officer_id === officerId) ranks.push(before.rank);
  const rank = ranks.length > 0 ? Math.min(...ranks) : (last?.rank ?? 0) + 1;
  const link = await trx
    .insertInto('links')
    .values({
      officer_id: officerId,
      channel: chat.channel,
      account: chat.account,
      chat_id: chat.chatId,
      state: 'active',
      rank,
      created_at: chat.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'account', 'chat_id'])
        .doUpdateSet({ officer_id: officerId, state: 'active', reason: null, rank }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const data = {
    linkId: link.id,
    ...(before && before.officer_id !== officerId ? { takenFrom: before.officer_id } : {}),
    ...(replaced.length > 0 ? { replaces: replaced.map(({ id }) => id) } : {}),
  };
  await append(trx, chat.at, [{ kind: 'link-made', officerId, data }]);
}
