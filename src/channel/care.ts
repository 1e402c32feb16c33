/** At most `count` within any `ms`. */
export interface Window {
  readonly count: number;
  readonly ms: number;
}

/** The habits of a person, for platforms that lock accounts which have none. Such an account sends one message at a time. */
export interface CarefulLimit {
  /** From an answer's arrival, and from the end of whatever was sent last, to the next start, ms; drawn anew each time. */
  readonly pauseMs: () => number;
  /** From the end of an unasked message to the start of the next, ms; drawn anew each time. */
  readonly gapMs: () => number;
  /** What `gapMs` comes to on average. */
  readonly meanGapMs: number;
  /** Of unasked messages, counted from start to start. */
  readonly atMost: readonly Window[];
  /** When an earlier run began unasked messages, epoch ms, oldest first. */
  readonly earlier: readonly number[];
}

export interface Care {
  isBusy(): boolean;
  /** From when on a message of this urgency may start. */
  freeAt(urgency: 'answer' | 'unasked'): number;
  /** About when the unasked message at this position in the line (from 0) will start, `freeAt` of the first being known. */
  expectedAt(position: number, firstAt: number): number;
  /** When to come back, for an unasked message whose turn is too far away; everybody who asks is given a later slot. */
  promise(expectedAt: number, now: number): number;
  started(urgency: 'answer' | 'unasked', now: number): void;
  ended(urgency: 'answer' | 'unasked', now: number): void;
  shift(byMs: number): void;
}

/** Promised slots are this much wider than the average gap, so that hardly anybody comes back too early. */
const PROMISE_MARGIN = 1.1;

export function makeCare({ pauseMs, gapMs, meanGapMs, atMost, earlier }: CarefulLimit): Care {
  const remembered = Math.max(1, ...atMost.map(({ count }) => count));
  let starts = earlier.slice(-remembered);
  let busy = false;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let gapUntil = starts.length === 0 ? Number.NEGATIVE_INFINITY : starts.at(-1)! + gapMs();
  let promisedUntil = Number.NEGATIVE_INFINITY;

  /** The first instant at which the windows have room for `position` unasked messages and one more. */
  function windowAt(position: number): number {
    let at = Number.NEGATIVE_INFINITY;
    for (const { count, ms } of atMost) {
      const leaving = starts.length + (position % count) - count;
      if (leaving >= 0 || position >= count) {
        at = Math.max(at, (starts[Math.max(0, leaving)] ?? 0) + ms * (1 + Math.floor(position / count)));
      }
    }
    return at;
  }

  return {
    isBusy: () => busy,
    freeAt: (urgency) => (urgency === 'answer' ? pausedUntil : Math.max(pausedUntil, gapUntil, windowAt(0))),
    expectedAt: (position, firstAt) => Math.max(firstAt + position * meanGapMs, windowAt(position)),
    promise(expectedAt, now) {
      const next = promisedUntil > now ? promisedUntil + meanGapMs * PROMISE_MARGIN : 0;
      promisedUntil = Math.max(expectedAt, next);
      return promisedUntil;
    },
    started(urgency, now) {
      busy = true;
      if (urgency === 'answer') return;
      starts = [...starts, now].slice(-remembered);
      // Until the end is known.
      gapUntil = now + meanGapMs;
    },
    ended(urgency, now) {
      busy = false;
      pausedUntil = now + pauseMs();
      if (urgency === 'unasked') gapUntil = now + gapMs();
    },
    shift(byMs) {
      starts = starts.map((at) => at + byMs);
      pausedUntil += byMs;
      gapUntil += byMs;
      promisedUntil += byMs;
    },
  };
}
