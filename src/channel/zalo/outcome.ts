import type { SendOutcome } from '../../domain/message.ts';
import type { Failure } from './failure.ts';

/** The session is over: nothing goes out any more. */
const SESSION_OVER = [102];
/** The peer takes nothing from strangers. */
const STRANGERS_REFUSED = 122;
/** Too many requests; throttled, or the same text again; the limit of retries. */
const TOO_MUCH = [221, 123, -69];

export const isSessionOver = (failure: Failure): boolean =>
  failure.kind === 'rejected' && SESSION_OVER.includes(failure.code);

export const isTooMuch = (failure: Failure): boolean => failure.kind === 'rejected' && TOO_MUCH.includes(failure.code);

/** What a failed sendMessage means. Reasons are stable words that tests and the administrator's texts know. */
export function sendOutcome(failure: Failure): SendOutcome {
  switch (failure.kind) {
    case 'not-sent':
      return { kind: 'retry', reason: failure.reason };
    case 'unclear':
      return { kind: 'unknown', reason: failure.reason };
    case 'rejected':
      if (isSessionOver(failure)) return { kind: 'stopped', reason: 'session-expired' };
      if (failure.code === STRANGERS_REFUSED) return { kind: 'refused', reason: 'strangers-refused' };
      if (isTooMuch(failure)) return { kind: 'retry', reason: 'rate-limited' };
      return { kind: 'retry', reason: `zalo-${failure.code}` };
  }
}
