/** How a clock can be wrong: it shows more time gone by than has passed, or an instant that is already behind us. */
export type ClockDoubt = 'ahead' | 'behind';

export interface ClockReading {
  /** What the clock showed. */
  readonly at: number;
  /** How long the machine had run by then, its sleep included; null where another process read it. */
  readonly elapsed: number | null;
}

/** Clocks are set by a few seconds all the time; a summer hour or a wrong zone is an hour at least. */
const MAY_GO_BACK_MS = 5 * 60_000;
/** Nobody is told that something is overdue because of a day and a half; a battery that gives out loses years. */
const MAY_GO_AHEAD_MS = 36 * 3_600_000;

/** Why the clock is not to be believed, held against the last reading that was; null where it is. */
export function clockDoubt(last: ClockReading, at: number, elapsed: number): ClockDoubt | null {
  if (at < last.at - MAY_GO_BACK_MS) return 'behind';
  if (last.elapsed === null) return null;
  const ahead = at - last.at - (elapsed - last.elapsed);
  return ahead > MAY_GO_AHEAD_MS ? 'ahead' : null;
}
