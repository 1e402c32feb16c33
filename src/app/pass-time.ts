import type { Zone } from '../domain/zone.ts';
import type { Clock } from './clock.ts';
import type { Engine } from './engine.ts';

/** A clock that stands still until it is set; for simulations and the demonstration. */
export interface SteppedClock extends Clock {
  /** Moves the clock forward; earlier instants are ignored. */
  set(instant: number): void;
}

/** Lets time pass up to `instant`, stopping wherever something is due, and at every midnight for the day's planning. */
export async function passTime(
  { engine, clock, zone }: { engine: Engine; clock: SteppedClock; zone: Zone },
  instant: number,
): Promise<void> {
  for (;;) {
    await engine.tick();
    await engine.idle();
    const now = clock.now();
    if (now >= instant) return;
    clock.set(Math.min(instant, Math.max(await nextStop({ engine, zone }, now), now + 1)));
  }
}

/** The next instant at which something is due, or midnight. */
export async function nextStop({ engine, zone }: { engine: Engine; zone: Zone }, now: number): Promise<number> {
  const midnight = zone.instant(zone.dayOf(now) + 1, 0);
  return Math.min(midnight, (await engine.nextWakeAt()) ?? midnight);
}
