import { uptime } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../app/clock.ts';
import type { SteppedClock } from '../app/pass-time.ts';

/** Longest timer that Node takes. */
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * The machine's clock. For rehearsals of a day to come or gone by, `startAt` makes it begin at another instant, and
 * `speed` run on from there so many times faster.
 */
export function systemClock({ startAt, speed = 1 }: { startAt?: number | undefined; speed?: number } = {}): Clock {
  const begunAt = Date.now();
  const first = startAt ?? begunAt;
  return {
    speed,
    now: () => first + (Date.now() - begunAt) * speed,
    sleep: async (ms, signal) => {
      if (ms <= 0) return;
      try {
        await sleep(Math.min(Math.ceil(ms / speed), LONGEST_TIMER_MS), undefined, signal ? { signal } : {});
      } catch (error) {
        if (!signal?.aborted) throw error;
      }
    },
  };
}

/** Milliseconds that the machine has run, its sleep included: what no setting of the clock changes. */
export const machineUptime = (): number => uptime() * 1_000;

export function steppedClock(start: number): SteppedClock {
  let now = start;
  return {
    now: () => now,
    set(instant) {
      now = Math.max(now, instant);
    },
    sleep: async () => {},
  };
}
