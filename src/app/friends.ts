import { FRIEND_REQUEST_LIFE_MS, nextAccept } from '../domain/friend-request.ts';
import type { Channel } from './channel.ts';
import type { Clock } from './clock.ts';
import { joined } from './joined.ts';
import type { Log } from './log.ts';
import type { FriendRequestView, Store } from './store.ts';

const AT_ONCE = 20;
/** Platforms count look-ups of numbers, and a stranger must not use them up. */
const MOST_LOOK_UPS = 5;
/** What the platform said about a number is believed for so long. */
const BELIEVED_MS = 24 * 3_600_000;

/**
 * Accepts those on the platform who belong to the office: a good code came from them, or an administrator entered their
 * number. Nobody else is accepted, and nobody else hears anything. Goes on where a crash or the platform broke it off.
 */
export function makeFriends({
  store,
  channels,
  clock,
  log,
}: {
  store: Store;
  channels: readonly Channel[];
  clock: Clock;
  log: Log;
}): () => Promise<void> {
  return joined(async () => {
    if (!channels.some(({ contacts }) => contacts)) return;
    const now = clock.now();
    const open = await store.openFriendRequests({ now, limit: AT_ONCE });
    let lookUps = MOST_LOOK_UPS;
    for (const request of open) {
      const channel = channels.find(({ name, account }) => name === request.channel && account === request.account);
      if (request.state === 'accepting') {
        await accept(channel, request, now);
        continue;
      }
      if (now - request.askedAt >= FRIEND_REQUEST_LIFE_MS) {
        await store.settleFriendRequest({ id: request.id, to: { state: 'expired' }, at: now });
        continue;
      }
      const entered = await isEntered(channel, request, lookUps, now);
      lookUps = entered.left;
      if (!entered.known) continue;
      await store.approveFriendRequest({ id: request.id, reason: 'phone', at: now });
      await accept(channel, request, now);
    }
  });

  async function accept(channel: Channel | undefined, request: FriendRequestView, now: number): Promise<void> {
    const { id, tries, askedAt } = request;
    // A channel that is away costs no attempt; its request waits with it.
    const works = channel?.contacts !== undefined && channel.health().state === 'running';
    const accepted = works && (await channel.contacts!.accept(request.chatId));
    if (accepted) {
      await store.settleFriendRequest({ id, to: { state: 'accepted' }, at: now });
      return;
    }
    const dueAt = nextAccept(tries, askedAt, now);
    if (dueAt === null) log.warn({ requestId: id, channel: request.channel }, 'a friend could not be accepted');
    const to = dueAt === null ? ({ state: 'failed' } as const) : ({ state: 'accepting', dueAt } as const);
    await store.settleFriendRequest({ id, to, at: now });
  }

  /** True where the chat belongs to a number that an administrator entered. */
  async function isEntered(
    channel: Channel | undefined,
    { chatId }: FriendRequestView,
    lookUps: number,
    now: number,
  ): Promise<{ known: boolean; left: number }> {
    let left = lookUps;
    if (channel?.contacts === undefined || channel.health().state !== 'running') return { known: false, left };
    const { name, account, contacts } = channel;
    const phones = await store.phonesWithoutChat({ channel: name, account, since: now - BELIEVED_MS });
    if (phones.some((phone) => phone.chatId === chatId)) return { known: true, left };
    for (const { officerId, phone, chatId: known } of phones) {
      if (known !== undefined) continue;
      if (left === 0) break;
      left -= 1;
      const found = await contacts.find(phone);
      await store.keepPhoneChat({ channel: name, account, officerId, chatId: found, at: now });
      if (found === chatId) return { known: true, left };
    }
    return { known: false, left };
  }
}
