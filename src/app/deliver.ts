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
/** So many unasked ones may wait for their turn in a slow account: it must not keep the others waiting. */
const MOST_QUEUED = 3;

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
  /** False: nobody is told again on another channel because they did not answer. */
  readonly fallsBack?: boolean;
  /** False holds back all but answers. */
  readonly mayRemind?: (now: number) => boolean;
}

export function makeDeliver({
  store,
  channels,
  office,
  clock,
  log,
  fallsBack,
  mayRemind,
}: DeliverDependencies): Deliver {
  const prepare = makePrepare({ store, channels, office, log, fallsBack });
  let nudge = Promise.withResolvers<void>();

  /** What became of messages and is not written down yet, and what follows from it: kept where the disk is full or locked. */
  const settlements: Settlement[] = [];
  const afterwards: (() => Promise<void>)[] = [];

  async function drain(): Promise<number | null> {
    const inFlight = new Set<Promise<void>>();
    /** Unasked messages under way, by channel. */
    const queued = new Map<Channel, number>();
    /** When the last of those that were put off is due. */
    const lastPlace = new Map<Channel, number>();
    let directory: Directory | null = null;
    let retryAt: number | null = null;
    let answering = 0;

    const put = (settlement: Settlement): void => {
      settlements.push(settlement);
      if (settlement.to.state === 'pending') retryAt = Math.min(retryAt ?? settlement.to.dueAt, settlement.to.dueAt);
    };
    /** True where something was done, which may have made messages. */
    const followUp = async (): Promise<boolean> => {
      const works = afterwards.splice(0);
      for (const work of works) await work();
      return works.length > 0;
    };
    const flush = async (): Promise<void> => {
      // Kept until they are written: what could not be is tried once more before the run ends.
      const batch = [...settlements];
      if (batch.length > 0) await store.settleDeliveries(batch, clock.now());
      settlements.splice(0, batch.length);
      await followUp();
    };
    /** Writes down what is known and takes what is next. */
    const exchange = async (free: number): Promise<{ claimed: readonly Claimed[]; followed: boolean }> => {
      const now = clock.now();
      const batch = [...settlements];
      const claimed = await store.claimDeliveries({
        now,
        limit: Math.max(1, free),
        leaseMs: LEASE_MS,
        unasked: isOfficeOpen(office, now) && (mayRemind?.(now) ?? true),
        answers: Math.max(0, MOST_ANSWERS - answering),
        settle: batch,
      });
      settlements.splice(0, batch.length);
      return { claimed, followed: await followUp() };
    };
    const dispatch = async (delivery: Claimed): Promise<void> => {
      const now = clock.now();
      // Answers and notices are in words already, and need nobody's name.
      const read = async () => {
        directory ??= await readDirectory(store, office.zone.dayOf(now));
        return directory;
      };
      const prepared = await prepare(delivery, read, now);
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
          const { channel } = prepared;
          const { unaskedEveryMs } = channel.capabilities;
          const counts = delivery.kind === 'answer' ? 1 : 0;
          const waiting = queued.get(channel) ?? 0;
          if (counts === 0 && unaskedEveryMs > 0 && waiting >= MOST_QUEUED) {
            // The others of the batch may go through a channel that is free; this one gets a place of its own.
            const at = Math.max(now + unaskedEveryMs * waiting, (lastPlace.get(channel) ?? 0) + unaskedEveryMs);
            lastPlace.set(channel, at);
            put(settled(delivery, { kind: 'retry', afterMs: at - now, reason: 'paced' }, prepared));
            return;
          }
          answering += counts;
          queued.set(channel, waiting + 1 - counts);
          const sending = send(delivery, prepared).then((outcome) => {
            answering -= counts;
            queued.set(channel, queued.get(channel)! - 1 + counts);
            put(settled(delivery, outcome, prepared));
            const { officer } = delivery;
            if (outcome.kind === 'refused' && prepared.link && officer) {
              const { channel } = prepared.chat;
              const broken = { channel, reason: outcome.reason, otherWay: prepared.otherLink };
              afterwards.push(() => tellBrokenLink({ store, office }, officer, broken, clock.now()));
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
        const free = MOST_UNRECORDED - inFlight.size;
        // Claims are taken in groups, so that a commit to the disk is shared by several messages.
        const mayClaim = free >= MOST_UNRECORDED / 2;
        const { claimed, followed } = mayClaim ? await exchange(free) : { claimed: [], followed: false };
        if (!mayClaim) await flush();
        // Where others were under way, the limits on them may have kept back what is due.
        if (free === MOST_UNRECORDED && claimed.length === 0 && !followed) return retryAt;
        for (const delivery of claimed) await dispatchGuarded(delivery);
        // What was put off makes room for others at once, and not only when a slow account has sent something.
        if (claimed.length > 0 && settlements.length > 0) continue;
        if (inFlight.size > 0) {
          await Promise.race([...inFlight, nudge.promise]);
          nudge = Promise.withResolvers();
          // Others that are done in the same turn share the commit.
          await new Promise((resolve) => setImmediate(resolve));
        }
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
    const now = clock.now();
    const arrived = to.state === 'sent' || to.state === 'unknown';
    const refused =
      outcome.kind === 'refused' && to.state === 'pending' && ready !== null && delivery.fallback === null;
    return {
      ...settlementOf(delivery, withChat(to, ready), {
        dropped: ready?.dropped ?? [],
        brokenLink:
          outcome.kind === 'refused' && ready?.link ? { linkId: ready.link.id, reason: outcome.reason } : null,
      }),
      ...(arrived && ready
        ? { waitsFor: ready.waitsFor.map(({ itemId, forMs }) => ({ itemId, at: now + forMs })) }
        : {}),
      ...(refused ? { fallback: { why: 'refused', channels: [ready.chat.channel], at: now } } : {}),
    };
  }

  const drained = joined(drain);
  return {
    run() {
      // A drain that waits for a slow account looks for what has become due since.
      nudge.resolve();
      return drained();
    },
  };
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
