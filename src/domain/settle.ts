import type { SendOutcome } from './message.ts';

/** What settling needs to know of a delivery. */
export interface Settling {
  readonly kind: 'answer' | 'notice' | 'digest';
  /** Attempts so far, this one included; attempts on a stopped account are not counted. */
  readonly tries: number;
  /** An earlier attempt may have gone out already. */
  readonly resend: boolean;
  /** A digest with something due today or overdue in it. */
  readonly urgent: boolean;
  readonly createdAt: number;
  /** More of the officer's links could still be tried for it. */
  readonly otherLink: boolean;
}

/** What becomes of the delivery. */
export type Settled = { readonly state: 'sent'; readonly externalId: string } | Unsent;

export type Unsent =
  | {
      readonly state: 'pending';
      readonly dueAt: number;
      readonly resend: boolean;
      /** False gives the attempt back. */
      readonly burn: boolean;
      readonly reason: string;
    }
  | { readonly state: 'unknown' | 'failed'; readonly reason: string };

/** How long a claim holds: longer than any channel takes to send one message, its turn in the pace included. */
export const LEASE_MS = 120_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 300_000;
/** A channel that is stopped is asked again this often. */
export const STOPPED_RETRY_MS = 60_000;
/** Why deliveries wait for nothing but a channel that works again. */
export const WAITS_FOR_CHANNEL = ['channel-stopped', 'logged-out', 'session-expired', 'not-connected', 'unauthorized'];
/** An answer that comes hours late confuses more than it helps; what it said has been done and can be asked again. */
const ANSWER_LIFE_MS = 24 * 3_600_000;
/** A message that is there at every crash is perhaps why. */
const MAX_INTERRUPTIONS = 8;
/** Digests and notices wait out any outage; only something that a platform rejects over and over is given up. */
const MAX_TRIES = 200;

/**
 * The next state of a delivery after one attempt; `now` is when the outcome was known.
 *
 * A message that may have gone out is sent once more, marked as repeated, after the lease; not so a digest in which
 * nothing is due or overdue, since the next step tells the same again and a double would only annoy.
 */
export function settle(delivery: Settling, outcome: SendOutcome, now: number): Settled {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', externalId: outcome.externalId };
    case 'retry': {
      if (delivery.tries >= MAX_TRIES) return { state: 'failed', reason: 'too-many-attempts' };
      const dueAt = now + Math.max(outcome.afterMs ?? 0, backoff(delivery.tries));
      if (isExpired(delivery, dueAt)) return { state: 'failed', reason: 'expired' };
      // Told when to come back (a limit of pace), one has not failed; that attempt does not count.
      const burn = outcome.afterMs === undefined;
      return { state: 'pending', dueAt, resend: delivery.resend, burn, reason: outcome.reason };
    }
    case 'stopped':
      if (isExpired(delivery, now)) return { state: 'failed', reason: 'expired' };
      return {
        state: 'pending',
        dueAt: now + STOPPED_RETRY_MS,
        resend: delivery.resend,
        burn: false,
        reason: outcome.reason,
      };
    case 'refused':
      if (!delivery.otherLink) return { state: 'failed', reason: outcome.reason };
      return { state: 'pending', dueAt: now, resend: delivery.resend, burn: true, reason: outcome.reason };
    case 'unknown':
      if (delivery.resend || (delivery.kind === 'digest' && !delivery.urgent)) {
        return { state: 'unknown', reason: outcome.reason };
      }
      return { state: 'pending', dueAt: now + LEASE_MS, resend: true, burn: true, reason: outcome.reason };
  }
}

/**
 * What is assumed of a delivery whose sender died with it: perhaps it went out, but most likely it was still waiting for
 * its turn, so it goes again, whatever it is, also after a second crash. The lease has passed already, so it goes at once.
 */
export function settleExpiredLease(delivery: Pick<Settling, 'tries'>, now: number): Unsent {
  if (delivery.tries >= MAX_INTERRUPTIONS) return { state: 'unknown', reason: 'interrupted' };
  return { state: 'pending', dueAt: now, resend: true, burn: true, reason: 'interrupted' };
}

function backoff(tries: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(tries - 1, 10), LONGEST_RETRY_MS);
}

function isExpired(delivery: Settling, at: number): boolean {
  return delivery.kind === 'answer' && at - delivery.createdAt > ANSWER_LIFE_MS;
}
