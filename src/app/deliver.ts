import type { SendOutcome } from '../domain/message.ts';
import { isOfficeOpen, type Office } from '../domain/office-hours.ts';
import { LEASE_MS, type Settled, type Settling, settle, settleExpiredLease } from '../domain/settle.ts';
import type { Channel } from './channel.ts';
import type { Clock } from './clock.ts';
import { type Directory, readDirectory } from './directory.ts';
import { loseGroup } from './groups.ts';
import { joined } from './joined.ts';
import type { Log } from './log.ts';
import { makePrepare, type Ready } from './prepare.ts';
import type { Claimed, Settlement, Store } from './store.ts';
import { tellBrokenLink, tellNoChat } from './tell-admins.ts';

/** So many messages may be under way, or sent and not yet written down: what a crash can leave in doubt. */
const MOST_UNRECORDED = 30;
/** So many of them may be answers: whoever writes a hundred messages must not keep everybody's digest waiting. */
const MOST_ANSWERS = 20;

export interface Deliver {
  /**
   * Sends all that is due; resolves when nothing is, with the instant at which the next retry is due, if there is one.
   * Called while it runs, it goes on for what has become due since.
   */
  run(): Promise<number | null>;
}

export interface DeliverDependencies {
  readonly store: Store;
  readonly channels: readonly Channel[];
  readonly office: Office;
  readonly clock: Clock;
  readonly log: Log;
  /** False holds back all but answers. */
  readonly mayRemind?: (now: number) => boolean;
}

export function makeDeliver({ store, channels, office, clock, log, mayRemind }: DeliverDependencies): Deliver {
  const prepare = makePrepare({ store, channels, office, log });

  /** What became of messages and is not written down yet, and what follows from it: kept where the disk is full or locked. */
  const settlements: Settlement[] = [];
  const afterwards: (() => Promise<void>)[] = [];

  async function drain(): Promise<number | null> {
    const inFlight = new Set<Promise<void>>();
    let directory: Directory | null = null;
    let retryAt: number | null = null;
    let answering = 0;

    const put = (settlement: Settlement): void => {
      settlements.push(settlement);
      if (settlement.to.state === 'pending') retryAt = Math.min(retryAt ?? settlement.to.dueAt, settlement.to.dueAt);
    };
    const flush = async (): Promise<void> => {
      const batch = [...settlements];
      if (batch.length > 0) await store.settleDeliveries(batch, clock.now());
      settlements.splice(0, batch.length);
      for (const work of afterwards.splice(0)) await work();
    };
    const dispatch = async (delivery: Claimed): Promise<void> => {
      const now = clock.now();
      directory ??= await readDirectory(store, office.zone.dayOf(now));
      const prepared = await prepare(delivery, directory, now);
      switch (prepared.kind) {
        case 'settled':
          put(settlementOf(delivery, prepared.to, { dropped: prepared.dropped }));
          return;
        case 'no-chat': {
          const { officer } = delivery;
          if (officer && delivery.kind === 'digest') afterwards.push(() => tellNoChat({ store, office }, officer, now));
          put(settlementOf(delivery, { state: 'failed', reason: 'no-link' }));
          return;
        }
        case 'stopped':
          put(settled(delivery, { kind: 'stopped', reason: 'channel-stopped' }, null));
          return;
        case 'ready': {
          const counts = delivery.kind === 'answer' ? 1 : 0;
          answering += counts;
          const sending = send(delivery, prepared).then((outcome) => {
            answering -= counts;
            put(settled(delivery, outcome, prepared));
            const { officer } = delivery;
            if (outcome.kind === 'refused' && prepared.link && officer) {
              const { channel } = prepared.chat;
              afterwards.push(() => tellBrokenLink({ store, office }, officer, channel, outcome.reason, clock.now()));
            }
            if (outcome.kind === 'refused' && delivery.kind === 'digest' && !officer) {
              afterwards.push(() => loseGroup({ store, office }, prepared.chat, outcome.reason, clock.now()));
            }
            inFlight.delete(sending);
          });
          inFlight.add(sending);
        }
      }
    };
    /** A delivery that cannot be prepared must not keep the others from going out. */
    const dispatchGuarded = async (delivery: Claimed): Promise<void> => {
      try {
        await dispatch(delivery);
      } catch (error) {
        log.error({ deliveryId: delivery.id, error }, 'message could not be made');
        put(settlementOf(delivery, { state: 'failed', reason: 'cannot-be-made' }));
      }
    };

    try {
      await flush();
      await releaseExpired();
      for (;;) {
        const now = clock.now();
        const free = MOST_UNRECORDED - inFlight.size - settlements.length;
        // Claims are taken in groups, so that a commit to the disk is shared by several messages.
        const mayClaim = free >= MOST_UNRECORDED / 2 || inFlight.size === 0;
        const unasked = isOfficeOpen(office, now) && (mayRemind?.(now) ?? true);
        const claimed = mayClaim
          ? await store.claimDeliveries({
              now,
              limit: Math.max(1, free),
              leaseMs: LEASE_MS,
              unasked,
              answers: Math.max(0, MOST_ANSWERS - answering),
            })
          : [];
        for (const delivery of claimed) await dispatchGuarded(delivery);
        if (inFlight.size > 0) {
          await Promise.race(inFlight);
          // Others that are done in the same turn share the commit.
          await new Promise((resolve) => setImmediate(resolve));
        }
        await flush();
        if (inFlight.size === 0 && claimed.length === 0) return retryAt;
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
      const batch = expired.map((delivery) => settlementOf(delivery, settleExpiredLease(delivery, now)));
      await store.settleDeliveries(batch, now);
      log.warn({ deliveries: batch.length }, 'sending was interrupted');
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

  function settled(delivery: Claimed, outcome: SendOutcome, ready: Ready | null): Settlement {
    if (outcome.kind !== 'sent') {
      log.warn({ deliveryId: delivery.id, outcome: outcome.kind, reason: outcome.reason }, 'not sent');
    }
    const to = settle(settling(delivery, ready?.urgent ?? true, ready?.otherLink ?? false), outcome, clock.now());
    return settlementOf(delivery, withChat(to, ready), {
      dropped: ready?.dropped ?? [],
      brokenLink: outcome.kind === 'refused' && ready?.link ? { linkId: ready.link.id, reason: outcome.reason } : null,
    });
  }

  return { run: joined(drain) };
}

function settlementOf(
  delivery: Claimed,
  to: Settlement['to'],
  { dropped = [], brokenLink = null }: Partial<Pick<Settlement, 'dropped' | 'brokenLink'>> = {},
): Settlement {
  return { deliveryId: delivery.id, attempt: delivery.attempt, to, dropped, brokenLink };
}

function withChat(to: Settled, ready: Ready | null): Settlement['to'] {
  if (to.state !== 'sent') return to;
  if (!ready) throw new Error('sent without a chat');
  return { ...to, chat: ready.chat };
}

function settling(delivery: Claimed, urgent: boolean, otherLink: boolean): Settling {
  const { kind, tries, resend, createdAt } = delivery;
  return { kind, tries, resend, urgent, createdAt, otherLink };
}
