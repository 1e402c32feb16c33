import type { Clock } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import type { Credentials, CredentialsFile } from './credentials.ts';
import type { Timings } from './timings.ts';

/** The credentials' file beside a running login: kept up to date, and looked at for a login from another terminal. */
export interface Keeping {
  /** False where somebody has logged in anew, or taken the login away. */
  keep(credentials: Credentials): boolean;
  /** Resolves after `ms`, or early when the signal aborts or the login in the file is another than `imei`. */
  pause(ms: number, imei: string | null, signal: AbortSignal): Promise<void>;
  /**
   * Calls `refresh` from time to time until the signal aborts, then resolves to true; to false as soon as the login in
   * the file is another than `imei`.
   */
  watch(imei: string, refresh: () => void, signal: AbortSignal): Promise<boolean>;
}

export function makeKeeping(options: {
  readonly file: CredentialsFile;
  readonly clock: Clock;
  readonly log: Log;
  readonly timings: Timings;
}): Keeping {
  const { file, clock, log, timings } = options;

  /** A disk in trouble must not end a connection: what cannot be read or written counts as unchanged. */
  function attempt(work: () => boolean): boolean {
    try {
      return work();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      log.error({ channel: 'zalo', code }, 'the credentials could not be read or kept');
      return true;
    }
  }
  const isStill = (imei: string | null) => attempt(() => (file.read()?.imei ?? null) === imei);

  return {
    keep: (credentials) => attempt(() => file.update(credentials)),
    async pause(ms, imei, signal) {
      const end = clock.now() + ms;
      while (!signal.aborted && clock.now() < end) {
        await clock.sleep(Math.max(1, Math.min(timings.fileMs, end - clock.now())), signal);
        if (!signal.aborted && !isStill(imei)) return;
      }
    },
    async watch(imei, refresh, signal) {
      let refreshAt = clock.now() + timings.rotationMs;
      while (!signal.aborted) {
        await clock.sleep(timings.fileMs, signal);
        if (signal.aborted) break;
        if (!isStill(imei)) return false;
        if (clock.now() < refreshAt) continue;
        refreshAt = clock.now() + timings.rotationMs;
        refresh();
      }
      return true;
    },
  };
}
