import type { Day } from './civil-day.ts';

/** One message of a morning, and the slow account that it goes through. */
export interface Waiting {
  readonly officerId: number;
  /** Names the account. */
  readonly account: string;
  /** Milliseconds between two messages of the account. */
  readonly everyMs: number;
  /** The day on which the most pressing thing in it should be sent. */
  readonly target: Day;
}

/**
 * When a morning's messages have to begin, so that the last one through a slow account goes out by `slotAt`; never before
 * the office opens.
 */
export function burstStart(
  waiting: readonly Waiting[],
  { slotAt, opensAt }: { slotAt: number; opensAt: number },
): number {
  const starts = [...Map.groupBy(waiting, (each) => each.account).values()].map(
    (own) => slotAt - own.length * Math.max(...own.map((each) => each.everyMs)),
  );
  return Math.max(opensAt, Math.min(slotAt, ...starts));
}

/** When each of them is due, one after the other from `from` on: whoever has the earliest deadline comes first. */
export function burstPlaces(waiting: readonly Waiting[], from: number): Map<number, number> {
  const places = new Map<number, number>();
  for (const own of Map.groupBy(waiting, (each) => each.account).values()) {
    const inOrder = own.toSorted((a, b) => a.target - b.target || a.officerId - b.officerId);
    for (const [index, { officerId, everyMs }] of inOrder.entries()) places.set(officerId, from + index * everyMs);
  }
  return places;
}
