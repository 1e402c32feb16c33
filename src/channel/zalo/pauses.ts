import type { Timings } from './timings.ts';

/** How long to wait between two logins: ever longer while things go wrong, jittered, so that a machine does not look like one. */
export interface Pauses {
  /** Failed logins and closed connections since the last one that held. */
  readonly failures: number;
  /** A login failed; ms. */
  afterFailure(): number;
  /** A connection was closed, after it had received for so long; null where it never did. */
  afterClosing(code: number, heldMs: number | null): { readonly ms: number; readonly why: 'closed' | 'used-elsewhere' };
  /** The same session was refused for the `times`-th time; ms. */
  afterExpiry(times: number): number;
  /** The application could not write something down for the `times`-th time in a row; ms. */
  beforeOffer(times: number): number;
}

/** The account is used elsewhere, or somebody signed this session out. */
const DUPLICATE = [3000, 3003];

export function makePauses({ timings, random }: { timings: Timings; random: () => number }): Pauses {
  let failures = 0;
  let duplicates = 0;

  const backoff = ([first, longest]: readonly [number, number], times: number): number =>
    Math.min(longest, first * 2 ** Math.min(Math.max(times - 1, 0), 20)) * (0.5 + random());

  function afterFailure(): number {
    failures += 1;
    return backoff(timings.backoffMs, failures);
  }

  return {
    get failures() {
      return failures;
    },
    afterFailure,
    afterClosing(code, heldMs) {
      if (heldMs !== null && heldMs >= timings.steadyMs) failures = 0;
      if (DUPLICATE.includes(code)) {
        duplicates += 1;
        return { ms: backoff(timings.duplicateMs, duplicates), why: 'used-elsewhere' };
      }
      if (heldMs !== null && heldMs >= timings.duplicateMs[0]) duplicates = 0;
      return { ms: afterFailure(), why: 'closed' };
    },
    afterExpiry: (times) => backoff(timings.expiredMs, times),
    beforeOffer: (times) => backoff(timings.offerMs, times),
  };
}
