import type { Clock } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import type { Inbound } from '../../domain/message.ts';
import type { Timings } from './timings.ts';

export interface Intake {
  /** Offers the update to the journal until that takes it, in order; one that was offered before is dropped. */
  take(inbound: Inbound): void;
  /** Zalo's time of the newest update that was taken while none before it waits; null before the first. */
  takenUpTo(): number | null;
  /** Updates could not be kept for lack of room and have to be fetched again. Asking ends it. */
  hasOverflowed(): boolean;
  waiting(): number;
  /** Forgets what was taken: another account counts anew. */
  forget(): void;
  /** Resolves when the offer under way has ended. What waits is left to the next run, which fetches it. */
  stop(): Promise<void>;
}

/** More than an office writes while a disk is full. */
const MOST_WAITING = 2_000;
/** More than two weeks of an office's messages; the journal's own key takes care of older ones. */
const MOST_REMEMBERED = 5_000;
/** After so many refusals in a row the next one gets its chance: perhaps it is this one that cannot be taken. */
const PATIENCE = 5;

/** Of friend requests and the like only our own clock tells the time. */
const hasZaloTime = ({ content: { kind } }: Inbound) => kind !== 'friend-request' && kind !== 'membership';

/**
 * Between the socket and the journal. Zalo confirms nothing and repeats nothing, so what the journal does not take has to
 * wait here; and what is fetched after a break is mostly known already.
 */
export function makeIntake(options: {
  readonly onInbound: (inbound: Inbound) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly timings: Timings;
  readonly onTaken: () => void;
}): Intake {
  const { onInbound, clock, log, timings, onTaken } = options;
  const stopping = new AbortController();
  const queue: Inbound[] = [];
  const known = new Set<string>();
  let newestTaken: number | null = null;
  let overflowed = false;
  let working: Promise<void> | null = null;

  function remember(id: string): void {
    known.add(id);
    if (known.size <= MOST_REMEMBERED) return;
    for (const oldest of known) {
      known.delete(oldest);
      return;
    }
  }

  function start(): void {
    working ??= work().finally(() => {
      working = null;
      // Something may have come in between.
      if (queue.length > 0 && !stopping.signal.aborted) start();
    });
  }

  async function work(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const inbound = queue[0];
      if (inbound === undefined) return;
      try {
        await onInbound(inbound);
        queue.shift();
        failures = 0;
        // A time that is ahead of ours is no sign that everything up to then was heard.
        if (hasZaloTime(inbound)) newestTaken = Math.max(newestTaken ?? 0, Math.min(inbound.at, clock.now()));
        onTaken();
      } catch (error) {
        failures += 1;
        log.error({ channel: 'zalo', failures, error }, 'an update could not be journaled; it will be offered again');
        if (failures % PATIENCE === 0) queue.push(queue.shift()!);
        const [first, longest] = timings.offerMs;
        await clock.sleep(Math.min(longest, first * 2 ** Math.min(failures - 1, 20)), stopping.signal);
      }
    }
  }

  return {
    take(inbound) {
      if (stopping.signal.aborted || known.has(inbound.externalId)) return;
      if (queue.length >= MOST_WAITING) {
        if (!overflowed)
          log.error({ channel: 'zalo' }, 'too many updates wait for the journal; some are fetched later');
        overflowed = true;
        return;
      }
      remember(inbound.externalId);
      queue.push(inbound);
      start();
    },
    takenUpTo() {
      const oldestWaiting = Math.min(...queue.filter(hasZaloTime).map(({ at }) => at));
      return newestTaken === null ? null : Math.min(newestTaken, oldestWaiting);
    },
    hasOverflowed() {
      const was = overflowed && queue.length < MOST_WAITING / 2;
      if (was) overflowed = false;
      return was;
    },
    waiting: () => queue.length,
    forget() {
      known.clear();
      newestTaken = null;
    },
    async stop() {
      stopping.abort();
      await working;
    },
  };
}
