import type { ChannelEvents } from '../../app/channel.ts';
import type { Clock } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import type { Client, CodeLogin } from './client.ts';
import { keepCode } from './credentials.ts';
import { factsOf } from './failure.ts';
import type { Timings } from './timings.ts';

export interface LoginCodes {
  /**
   * Shows codes until one was scanned, and stays silent once the budget is spent. Null where the signal came first.
   */
  show(signal: AbortSignal): Promise<(CodeLogin & { kind: 'in' }) | null>;
  /** Somebody asked, or the account was logged in meanwhile: codes may be shown anew. */
  renew(): void;
}

/** Codes for the running service: a few of them unasked, since each one is a message to somebody. */
export function makeLoginCodes(options: {
  readonly client: Client;
  readonly events: Pick<ChannelEvents, 'onLoginNeeded'>;
  readonly home: string;
  /** Where the code that waits to be scanned lies; null when none does any more. */
  readonly onKept: (path: string | null) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly timings: Timings;
}): LoginCodes {
  const { client, events, home, onKept, clock, log, timings } = options;
  let left = timings.codes;

  function shown(pngBase64: string, expiresAt: number): void {
    left -= 1;
    keep(pngBase64);
    log.warn({ channel: 'zalo', left }, 'a code waits to be scanned');
    events.onLoginNeeded({ picture: { base64: pngBase64 }, expiresAt }).catch((error: unknown) => {
      log.error({ channel: 'zalo', error }, 'the code could not be passed on');
    });
  }

  /** The picture beside the database is a convenience; logging in must not fail for a full disk. */
  function keep(pngBase64: string | null): void {
    try {
      const path = keepCode(home, 'service', pngBase64);
      onKept(pngBase64 === null ? null : path);
    } catch (error) {
      log.error({ channel: 'zalo', code: (error as NodeJS.ErrnoException).code }, 'the code could not be saved');
    }
  }

  return {
    async show(signal) {
      let failures = 0;
      try {
        while (!signal.aborted && left > 0) {
          const login = await client.loginByCode({
            codes: left,
            signal,
            onEvent(event) {
              if (event.kind === 'shown') shown(event.pngBase64, event.expiresAt);
              else log.info({ channel: 'zalo', event: event.kind }, 'the code to be scanned');
            },
          });
          if (login.kind === 'in') return login;
          if (login.kind === 'nobody') continue;
          failures += 1;
          log.warn({ channel: 'zalo', failures, ...factsOf(login.failure) }, 'logging in by code failed');
          const [first, longest] = timings.backoffMs;
          await clock.sleep(Math.min(longest, first * 2 ** Math.min(failures, 20)), signal);
        }
      } finally {
        keep(null);
      }
      if (!signal.aborted) {
        log.warn({ channel: 'zalo' }, 'nobody scanned a code; the next one comes when it is asked for');
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      }
      return null;
    },
    renew() {
      left = timings.codes;
    },
  };
}
