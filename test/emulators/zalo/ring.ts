/** The last `keep` things that came, so that a run of any length holds no more. Positions count all that ever came. */
export interface Ring<T> {
  /** How many ever came. */
  readonly count: number;
  push(one: T): void;
  /** Those kept, from this position on, oldest first, with their positions. */
  from(position: number): { readonly position: number; readonly one: T }[];
  all(): T[];
}

export function makeRing<T>(keep: number): Ring<T> {
  let kept: T[] = [];
  let dropped = 0;
  return {
    get count() {
      return dropped + kept.length;
    },
    push(one) {
      kept.push(one);
      // Cutting at twice the size makes a push cheap on average.
      if (kept.length < keep * 2) return;
      dropped += kept.length - keep;
      kept = kept.slice(-keep);
    },
    from(position) {
      const first = Math.max(position - dropped, 0);
      return kept.slice(first).map((one, index) => ({ position: dropped + first + index, one }));
    },
    all: () => kept.slice(-keep),
  };
}
