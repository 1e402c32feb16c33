import type { Message, SendOutcome } from '../domain/message.ts';
import { isOfficeOpen, nextOpening, type Office } from '../domain/office-hours.ts';
import { LEASE_MS, settle, settleExpiredLease } from '../domain/settle.ts';
import { brokenLinkNotice, noChatNotice } from '../text/notices.ts';
import type { Channel } from './channel.ts';
import type { Clock } from './clock.ts';
import { type Directory, readDirectory } from './directory.ts';
import type { Log } from './log.ts';
import { renderDigest } from './render.ts';
import type { ChatAddress, Claimed, DeliveryItem, Link, OfficerView, Settlement, Store } from './store.ts';
import { tellAdmins } from './tell-admins.ts';

/** So many messages may be under way, or sent and not yet written down: what a crash can leave in doubt. */
const MOST_UNRECORDED = 30;
/** A notice to somebody without a chat is given up after so long. */
const NOTICE_LIFE_MS = 30 * 86_400_000;

export interface Deliver {
  /** Sends all that is due; resolves when nothing is. Called while it runs, it goes on for what has become due since. */
  run(): Promise<void>;
}

export interface DeliverDependencies {
  readonly store: Store;
  readonly channels: readonly Channel[];
  readonly office: Office;
  readonly clock: Clock;
  readonly log: Log;
}

/** A message that can be sent, and the way it goes. */
interface Ready {
  readonly channel: Channel;
  readonly chat: ChatAddress;
  /** Null for answers, which go back to where the question came from. */
  readonly link: Link | null;
  readonly message: Message;
  readonly urgent: boolean;
  readonly otherLink: boolean;
}

interface Refusal {
  readonly delivery: Claimed;
  readonly chat: ChatAddress;
  readonly reason: string;
}

type Prepared =
  | { readonly kind: 'ready'; readonly ready: Ready; readonly dropped: readonly number[] }
  | { readonly kind: 'settled'; readonly settlement: Settlement };

export function makeDeliver({ store, channels, office, clock, log }: DeliverDependencies): Deliver {
  let running: Promise<void> | null = null;
  let again = false;

  async function drain(): Promise<void> {
    const inFlight = new Set<Promise<void>>();
    const settlements: Settlement[] = [];
    const refusals: Refusal[] = [];
    let directory: Directory | null = null;

    const flush = async (): Promise<void> => {
      const batch = settlements.splice(0);
      if (batch.length > 0) await store.settleDeliveries(batch, clock.now());
      for (const refusal of refusals.splice(0)) await noticeBrokenLink(refusal, clock.now());
    };
    const dispatch = async (delivery: Claimed): Promise<void> => {
      directory ??= await readDirectory(store, office.zone.dayOf(clock.now()));
      const prepared = await prepare(delivery, directory);
      if (prepared.kind === 'settled') {
        settlements.push(prepared.settlement);
        return;
      }
      const { ready, dropped } = prepared;
      const sending = send(delivery, ready).then((outcome) => {
        settlements.push(settlementOf(delivery, ready, dropped, outcome, clock.now()));
        if (outcome.kind === 'refused' && ready.link)
          refusals.push({ delivery, chat: ready.chat, reason: outcome.reason });
        inFlight.delete(sending);
      });
      inFlight.add(sending);
    };

    try {
      await releaseExpired();
      for (;;) {
        const now = clock.now();
        const free = MOST_UNRECORDED - inFlight.size - settlements.length;
        // Claims are taken in groups, so that a commit to the disk is shared by several messages.
        const claimed =
          free >= MOST_UNRECORDED / 2 || inFlight.size === 0
            ? await store.claimDeliveries({
                now,
                limit: Math.max(1, free),
                leaseMs: LEASE_MS,
                unasked: isOfficeOpen(office, now),
              })
            : [];
        for (const delivery of claimed) await dispatch(delivery);
        if (inFlight.size > 0) {
          await Promise.race(inFlight);
          // Others that are done in the same turn share the commit.
          await new Promise((resolve) => setImmediate(resolve));
        }
        await flush();
        if (inFlight.size === 0 && claimed.length === 0) break;
      }
    } finally {
      await Promise.all(inFlight);
      await flush();
    }
  }

  /** Deliveries whose sender died with them: sent, perhaps. */
  async function releaseExpired(): Promise<void> {
    for (;;) {
      const now = clock.now();
      const expired = await store.expiredLeases({ now, limit: 100 });
      if (expired.length === 0) return;
      const directory = await readDirectory(store, office.zone.dayOf(now));
      const batch: Settlement[] = [];
      for (const delivery of expired) {
        const urgent =
          delivery.officer !== null &&
          (
            await renderDigest(
              { ...delivery, officer: delivery.officer },
              liveItems(delivery),
              { store, office, directory },
              now,
            )
          ).urgent;
        const to = settleExpiredLease(settling(delivery, urgent, false), now);
        if (to.state === 'sent') continue;
        batch.push({ deliveryId: delivery.id, attempt: delivery.attempt, to, dropped: [], brokenLink: null });
      }
      await store.settleDeliveries(batch, now);
      log.warn({ deliveries: batch.length }, 'sending was interrupted');
    }
  }

  async function prepare(delivery: Claimed, directory: Directory): Promise<Prepared> {
    const now = clock.now();
    const items = liveItems(delivery);
    const dropped = delivery.items.filter((item) => !items.includes(item)).map((item) => item.id);
    const done = (to: Settlement['to']): Prepared => ({
      kind: 'settled',
      settlement: { deliveryId: delivery.id, attempt: delivery.attempt, to, dropped, brokenLink: null },
    });
    if (delivery.kind === 'digest' && items.length === 0) return done({ state: 'skipped', reason: 'closed' });

    const way = wayOf(delivery);
    if (way === 'no-link' && delivery.kind === 'notice' && now - delivery.createdAt < NOTICE_LIFE_MS) {
      // What administrators have to know waits for their chat.
      const tomorrow = office.zone.instant(office.zone.dayOf(now) + 1, 0);
      return done({
        state: 'pending',
        dueAt: nextOpening(office, tomorrow),
        resend: false,
        burn: false,
        reason: 'no-link',
      });
    }
    if (way === 'no-link') {
      await noticeNoChat(delivery, directory, now);
      return done({ state: 'failed', reason: 'no-link' });
    }
    if (way === 'all-stopped') {
      const to = settle(settling(delivery, false, false), { kind: 'stopped', reason: 'channel-stopped' }, now);
      return done(to.state === 'sent' ? { state: 'failed', reason: 'channel-stopped' } : to);
    }
    const content = await contentOf(delivery, items, way.channel, directory, now);
    return { kind: 'ready', ready: { ...way, ...content }, dropped };
  }

  function wayOf(
    delivery: Claimed,
  ): Pick<Ready, 'channel' | 'chat' | 'link' | 'otherLink'> | 'no-link' | 'all-stopped' {
    const channelFor = ({ channel, account }: ChatAddress) =>
      channels.find((c) => c.name === channel && c.account === account && c.health().state !== 'stopped');
    if (delivery.chat) {
      const channel = channelFor(delivery.chat);
      return channel ? { channel, chat: delivery.chat, link: null, otherLink: false } : 'all-stopped';
    }
    const links = (delivery.officer?.links ?? []).filter((link) => link.state === 'active');
    if (links.length === 0) return 'no-link';
    for (const link of links) {
      const channel = channelFor(link);
      if (channel) return { channel, chat: link, link, otherLink: links.length > 1 };
    }
    return 'all-stopped';
  }

  async function contentOf(
    delivery: Claimed,
    items: readonly DeliveryItem[],
    channel: Channel,
    directory: Directory,
    now: number,
  ): Promise<{ message: Message; urgent: boolean }> {
    if (delivery.kind !== 'digest' || delivery.officer === null) {
      const message = delivery.message ?? { text: '' };
      return { message: delivery.resend ? { ...message, text: `(gửi lại) ${message.text}` } : message, urgent: true };
    }
    const digest = { ...delivery, officer: delivery.officer };
    const { maxLength } = channel.capabilities;
    // A digest that is too long keeps as many of its first items as fit; the others become a message of their own.
    for (let count = items.length; ; count = Math.floor(count * 0.8)) {
      const kept = items.slice(0, Math.max(1, count));
      const rendered = await renderDigest(digest, kept, { store, office, directory }, now);
      if (rendered.message.text.length > maxLength && kept.length > 1) continue;
      if (kept.length < items.length) {
        const groups = [kept, items.slice(kept.length)].map((group) => group.map((item) => item.id));
        await store.splitDelivery({ deliveryId: delivery.id, attempt: delivery.attempt, groups, at: now });
      }
      return rendered;
    }
  }

  async function send(delivery: Claimed, { channel, chat, message }: Ready): Promise<SendOutcome> {
    const urgency = delivery.kind === 'answer' ? 'answer' : 'unasked';
    try {
      return await channel.send({ chatId: chat.chatId, urgency }, message);
    } catch (error) {
      // Channels answer with outcomes; one that throws has a bug, and whether the message left is anybody's guess.
      log.error({ deliveryId: delivery.id, channel: channel.name, error }, 'channel threw');
      return { kind: 'unknown', reason: 'channel-threw' };
    }
  }

  function settlementOf(
    delivery: Claimed,
    { chat, link, urgent, otherLink }: Ready,
    dropped: readonly number[],
    outcome: SendOutcome,
    now: number,
  ): Settlement {
    const settled = settle(settling(delivery, urgent, otherLink), outcome, now);
    if (outcome.kind !== 'sent') {
      log.warn({ deliveryId: delivery.id, outcome: outcome.kind, reason: outcome.reason }, 'not sent');
    }
    return {
      deliveryId: delivery.id,
      attempt: delivery.attempt,
      to: settled.state === 'sent' ? { state: 'sent', chat, externalId: settled.externalId } : settled,
      dropped,
      brokenLink: outcome.kind === 'refused' && link ? { linkId: link.id, reason: outcome.reason } : null,
    };
  }

  /** Administrators hear once a week of someone who cannot be reached; a notice about a notice would never end. */
  async function noticeNoChat(delivery: Claimed, directory: Directory, now: number): Promise<void> {
    const { officer } = delivery;
    if (delivery.kind !== 'digest' || !officer) return;
    const week = Math.floor((office.zone.dayOf(now) + 3) / 7);
    const key = `no-chat:${officer.id}:${week}`;
    await tellAdmins(
      { store, office },
      othersAdmins(directory, officer.id),
      key,
      (admin) => noChatNotice(admin, officer),
      now,
    );
  }

  async function noticeBrokenLink({ delivery, chat, reason }: Refusal, now: number): Promise<void> {
    const { officer } = delivery;
    if (!officer) return;
    const today = office.zone.dayOf(now);
    const directory = await readDirectory(store, today);
    const key = `broken-link:${officer.id}:${chat.channel}:${today}`;
    const text = (admin: OfficerView) => brokenLinkNotice(admin, officer, chat.channel, reason);
    await tellAdmins({ store, office }, othersAdmins(directory, officer.id), key, text, now);
  }

  return {
    async run() {
      again = true;
      running ??= (async () => {
        try {
          while (again) {
            again = false;
            await drain();
          }
        } finally {
          running = null;
        }
      })();
      await running;
    },
  };
}

/**
 * Items whose task is still to be done by whoever the item is about. Of several steps of one occurrence (a digest that had
 * to wait was merged with the next one) the newest is shown.
 */
function liveItems(delivery: Claimed): DeliveryItem[] {
  const newest = new Map(delivery.items.map((item) => [item.occurrence.id, item]));
  return delivery.items.filter((item) => {
    const { occurrence, role } = item;
    if (occurrence.state !== 'open' || newest.get(occurrence.id) !== item) return false;
    return role !== 'lead' || delivery.officer === null || !occurrence.doneBy.includes(delivery.officer.id);
  });
}

/** Nobody is told of their own chat in that chat. */
function othersAdmins(directory: Directory, aboutId: number): OfficerView[] {
  return directory.officers.filter((officer) => officer.isAdmin && officer.id !== aboutId);
}

function settling(delivery: Claimed, urgent: boolean, otherLink: boolean) {
  const { kind, tries, resend, createdAt } = delivery;
  return { kind, tries, resend, urgent, createdAt, otherLink };
}
