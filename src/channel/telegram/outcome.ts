import type { SendOutcome } from '../../domain/message.ts';
import type { Failure } from './failure.ts';

/** Where Telegram names no time to wait. */
const DEFAULT_RETRY_AFTER_MS = 5_000;

/** Refusals that hold for this chat until its people act. Everything else under 403 and 400 may pass. */
const GONE: readonly (readonly [status: number, words: RegExp, reason: string])[] = [
  [403, /bot was blocked by the user/i, 'blocked'],
  [403, /user is deactivated/i, 'user-deactivated'],
  [403, /bot can't initiate conversation/i, 'never-started'],
  [403, /bot was kicked/i, 'kicked'],
  [403, /bot is not a member/i, 'not-a-member'],
  [403, /group chat was deleted/i, 'group-deleted'],
  [400, /chat not found/i, 'chat-not-found'],
  [400, /PEER_ID_INVALID/i, 'chat-not-found'],
  [400, /group chat was deactivated/i, 'group-deleted'],
];

/** The account itself is refused: a revoked or mistyped token is 401, one of the wrong shape 404. */
export function isAccountRefused(failure: Failure): boolean {
  return failure.kind === 'rejected' && (failure.status === 401 || failure.status === 404);
}

/** Neither the chat's fault nor the platform's: something that we sent is wrong. */
export function isOurMistake(failure: Failure): boolean {
  return (
    failure.kind === 'rejected' &&
    failure.movedTo === undefined &&
    !isAccountRefused(failure) &&
    failure.status !== 429 &&
    failure.status !== 403 &&
    sendOutcome(failure).kind === 'retry'
  );
}

/** What a failed sendMessage means. Reasons are stable words that tests, counters and the administrator's texts know. */
export function sendOutcome(failure: Failure): SendOutcome {
  switch (failure.kind) {
    case 'not-sent':
      return { kind: 'retry', reason: failure.reason };
    case 'unclear':
      return { kind: 'unknown', reason: failure.reason };
    case 'rejected': {
      const { status, description } = failure;
      if (isAccountRefused(failure)) return { kind: 'stopped', reason: 'unauthorized' };
      if (status === 429) {
        return { kind: 'retry', afterMs: failure.retryAfterMs ?? DEFAULT_RETRY_AFTER_MS, reason: 'rate-limited' };
      }
      const gone = GONE.find(([gonesStatus, words]) => gonesStatus === status && words.test(description));
      return gone === undefined ? { kind: 'retry', reason: `http-${status}` } : { kind: 'refused', reason: gone[2] };
    }
  }
}
