import * as z from 'zod';

/** What went wrong with one call, in words that may be logged and stored. Errors of zca-js may hold keys and answers. */
export type Failure =
  /** Nothing reached Zalo. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** It left, and what became of it is not known. */
  | { readonly kind: 'unclear'; readonly reason: string }
  /** Zalo answered no, with this code. */
  | { readonly kind: 'rejected'; readonly code: number };

/** Thrown by our own fetch, see http.ts. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind === 'rejected' ? `code ${failure.code}` : failure.reason);
    this.failure = failure;
  }
}

const CONNECT_PHASE = new Map([
  ['ECONNREFUSED', 'connection-refused'],
  ['ENOTFOUND', 'name-not-found'],
  ['EAI_AGAIN', 'name-not-found'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
  ['UND_ERR_CONNECT_TIMEOUT', 'connect-timeout'],
]);
const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|EPROTO)/;

/** Node's fetch puts the system's error into the cause. */
const WithCause = z.object({ cause: z.object({ code: z.string() }) });
const ZcaError = z.object({ name: z.literal('ZcaApiError'), message: z.string(), code: z.coerce.number().nullish() });

export function failureOf(error: unknown): Failure {
  if (error instanceof CallError) return error.failure;
  const zca = ZcaError.safeParse(error);
  if (zca.success) {
    const { code, message } = zca.data;
    if (typeof code === 'number' && Number.isFinite(code) && code !== 0) return { kind: 'rejected', code };
    // The answer came, and could not be read or decrypted.
    if (/^(Failed to parse response|Request failed)/.test(message)) return { kind: 'unclear', reason: 'bad-answer' };
    // zca-js itself refused, before any request.
    return { kind: 'not-sent', reason: 'not-accepted' };
  }
  const system = WithCause.safeParse(error);
  if (!system.success) return { kind: 'unclear', reason: 'broken' };
  const { code } = system.data.cause;
  const early = CONNECT_PHASE.get(code);
  if (early !== undefined) return { kind: 'not-sent', reason: early };
  if (TLS.test(code)) return { kind: 'not-sent', reason: 'tls' };
  return { kind: 'unclear', reason: 'reset' };
}

/** For the log. */
export function factsOf(failure: Failure): { reason: string } {
  return { reason: failure.kind === 'rejected' ? `zalo-${failure.code}` : failure.reason };
}
