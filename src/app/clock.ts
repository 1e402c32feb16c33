/** The only source of time. Made once, in `main.ts`; rules get instants as arguments instead. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves once `ms` have passed on this clock, or early when the signal aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** So many times faster than the time in which networks answer; above 1 in rehearsals alone. */
  readonly speed?: number;
}
