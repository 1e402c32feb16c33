import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../src/app/clock.ts';

/** The real clock, for tests that talk to a local server. */
export const realClock: Clock = {
  now: Date.now,
  async sleep(ms, signal) {
    await wait(Math.min(ms, 2_147_483_647), undefined, signal === undefined ? {} : { signal }).catch(() => {});
  },
};

export interface SteppedClock extends Clock {
  /** Lets `ms` pass, waking every sleeper at its own instant and letting its work settle before the next. */
  pass(ms: number): Promise<void>;
  /** Somebody sets the wall clock. Sleepers sleep as long as they would have. */
  jump(ms: number): void;
  /** How many are asleep. */
  sleepers(): number;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Promises that follow from one another settle within one turn of the event loop; `turns`: where the work itself takes some. */
export function steppedClock(at = Date.UTC(2026, 2, 13), turns = 1): SteppedClock {
  const settle = async () => {
    for (let i = 0; i < turns; i++) await turn();
  };
  let elapsed = 0;
  let offset = at;
  let asleep: { readonly until: number; readonly wake: () => void }[] = [];
  return {
    now: () => offset + elapsed,
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper = { until: elapsed + ms, wake: resolve };
        asleep.push(sleeper);
        signal?.addEventListener('abort', () => {
          asleep = asleep.filter((one) => one !== sleeper);
          resolve();
        });
      });
    },
    async pass(ms) {
      const end = elapsed + ms;
      await settle();
      for (;;) {
        const next = asleep.toSorted((a, b) => a.until - b.until)[0];
        if (next === undefined || next.until > end) break;
        asleep = asleep.filter((one) => one !== next);
        elapsed = Math.max(elapsed, next.until);
        next.wake();
        await settle();
      }
      elapsed = end;
    },
    jump(ms) {
      offset += ms;
    },
    sleepers: () => asleep.length,
  };
}
