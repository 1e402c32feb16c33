import type { Clock } from '../app/clock.ts';
import type { Log } from '../app/log.ts';
import { LockedDatabaseError } from '../store/open.ts';

/** Whoever locks the database for longer has forgotten to let it go. */
const WAIT_MS = 5 * 60_000;
const PAUSE_MS = 2_000;

/**
 * Does the work as soon as no other process locks the database. Null where `stopped` comes first. Throws LockedDatabaseError
 * after five minutes.
 */
export async function onceUnlocked<T>(
  work: () => Promise<T>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  stopped: AbortSignal,
): Promise<T | null> {
  // Not the clock's instants: those of a clock that is set are no measure of time.
  const elapsed = () => performance.now() * (clock.speed ?? 1);
  const begun = elapsed();
  for (let tries = 1; !stopped.aborted; tries++) {
    try {
      const done = await work();
      if (tries > 1) log.info({ waitedMs: Math.round(elapsed() - begun) }, 'the database is free again');
      return done;
    } catch (error) {
      if (!(error instanceof LockedDatabaseError) || elapsed() - begun > WAIT_MS) throw error;
      if (tries === 1) log.warn({}, 'another process locks the database: waiting for it');
    }
    await clock.sleep(PAUSE_MS, stopped);
  }
  return null;
}
