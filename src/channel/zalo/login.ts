import type { Clock } from '../../app/clock.ts';
import { makeClient } from './client.ts';
import { credentialsFile, keepCode } from './credentials.ts';
import { factsOf } from './failure.ts';
import { TIMINGS, type Timings } from './timings.ts';

/** What there is to tell somebody who logs in by hand. */
export type LoginStep =
  /** `path`: where the picture was saved. */
  | { readonly kind: 'code'; readonly png: Buffer; readonly path: string; readonly left: number }
  | { readonly kind: 'scanned' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'expired' };

export type LoginEnd =
  /** `replaced`: another account was logged in before. */
  | { readonly kind: 'in'; readonly replaced: boolean }
  | { readonly kind: 'nobody'; readonly why: 'expired' | 'declined' | 'given-up' }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Logs in by a code and keeps the credentials, from which the service takes them: at its next start, or within seconds
 * where it runs. Ends soon after the signal aborts.
 */
export async function logInByCode(options: {
  readonly home: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onStep: (step: LoginStep) => void;
  readonly timings?: Partial<Timings>;
}): Promise<LoginEnd> {
  const { home, clock, signal, onStep } = options;
  const timings = { ...TIMINGS, ...options.timings };
  const client = await makeClient({ clock, timings, signal });
  let left = timings.codes;
  let broken: unknown = null;
  const end = new AbortController();
  try {
    const login = await client.loginByCode({
      codes: timings.codes,
      signal: AbortSignal.any([signal, end.signal]),
      onEvent(event) {
        if (event.kind !== 'shown') return onStep(event);
        left -= 1;
        try {
          const path = keepCode(home, 'command', event.pngBase64);
          onStep({ kind: 'code', png: Buffer.from(event.pngBase64, 'base64'), path, left });
        } catch (error) {
          broken = error;
          end.abort();
        }
      },
    });
    if (broken !== null) throw broken;
    switch (login.kind) {
      case 'in':
        return { kind: 'in', replaced: credentialsFile(home).replace(login.credentials).replaced.length > 0 };
      case 'nobody':
        return login;
      case 'failed':
        return { kind: 'failed', ...factsOf(login.failure) };
    }
  } finally {
    keepCode(home, 'command', null);
  }
}
