import { TelegramError } from 'telegraf';
import * as z from 'zod';

/**
 * What went wrong with one call, in words that may be logged and stored. The only place that looks into an error of
 * telegraf or node-fetch: those carry the token in their URLs (message and stack), the chat and the text.
 */
export type Failure =
  /** The request never left this machine. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** It left, and what became of it is not known. */
  | { readonly kind: 'unclear'; readonly reason: string }
  /** Telegram answered no. */
  | {
      readonly kind: 'rejected';
      readonly status: number;
      /** Telegram's own words, scrubbed; for the log and for telling errors apart, never for people. */
      readonly description: string;
      readonly retryAfterMs?: number;
      readonly movedTo?: string;
    };

/** Our own connect deadline, see api.ts. */
export const CONNECT_TIMEOUT = 'NHACVIEC_CONNECT_TIMEOUT';

const CONNECT_PHASE = new Map([
  ['ECONNREFUSED', 'connection-refused'],
  ['ENOTFOUND', 'name-not-found'],
  ['EAI_AGAIN', 'name-not-found'],
  ['EAI_NODATA', 'name-not-found'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
  ['ERR_INVALID_URL', 'bad-api-root'],
  [CONNECT_TIMEOUT, 'connect-timeout'],
]);

/** node-fetch keeps only the code and the text of a system error. */
const SystemError = z.object({ type: z.string().optional(), code: z.string().optional(), message: z.string() });

const Rejection = z.object({
  error_code: z.int().min(100).max(599),
  description: z.string().catch(''),
  parameters: z
    .object({
      retry_after: z.number().nonnegative().optional().catch(undefined),
      migrate_to_chat_id: z.union([z.int(), z.string()]).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** Removes the token, and every number long enough to be somebody's id. */
function scrub(text: string, token: string): string {
  const secret = token.slice(token.indexOf(':') + 1);
  return [token, encodeURIComponent(token), secret]
    .filter((part) => part.length > 0)
    .reduce((rest, part) => rest.replaceAll(part, '[token]'), text)
    .replace(/\d+:[\w-]{30,}/g, '[token]')
    .replace(/\d{5,}/g, '#')
    .slice(0, 200);
}

export function failureOf(error: unknown, token: string): Failure {
  if (error instanceof TelegramError) {
    const response = Rejection.safeParse(error.response);
    if (!response.success) return { kind: 'unclear', reason: 'bad-answer' };
    const { error_code: status, description, parameters } = response.data;
    // A gateway's 5xx says nothing about whether the server behind it did the work.
    if (status >= 500) return { kind: 'unclear', reason: `http-${status}` };
    return {
      kind: 'rejected',
      status,
      description: scrub(description, token),
      ...(parameters?.retry_after === undefined ? {} : { retryAfterMs: parameters.retry_after * 1_000 }),
      ...(parameters?.migrate_to_chat_id === undefined ? {} : { movedTo: String(parameters.migrate_to_chat_id) }),
    };
  }
  const system = SystemError.safeParse(error);
  if (!system.success) return { kind: 'unclear', reason: 'broken' };
  const { type, code = '', message } = system.data;
  if (type === 'invalid-json') return { kind: 'unclear', reason: 'bad-answer' };
  const early = CONNECT_PHASE.get(code);
  if (early !== undefined) return { kind: 'not-sent', reason: early };
  if (isTlsRefusal(code) || /before secure TLS connection/.test(message)) return { kind: 'not-sent', reason: 'tls' };
  // «reason: » is empty where every address of the host was tried and failed.
  if (type === 'system' && /reason: (connect |$)/.test(message)) return { kind: 'not-sent', reason: 'unreachable' };
  if (code === 'ECONNRESET' || code === 'EPIPE') return { kind: 'unclear', reason: 'reset' };
  if (error instanceof Error && error.name === 'TypeError') return { kind: 'unclear', reason: 'bad-answer' };
  return { kind: 'unclear', reason: 'broken' };
}

/** The certificate or the protocol was wrong, so nothing was said after the handshake. */
function isTlsRefusal(code: string): boolean {
  return (
    /^(CERT_|ERR_TLS_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(code) ||
    code === 'EPROTO' ||
    code === 'ERR_SSL_WRONG_VERSION_NUMBER'
  );
}
