import { CallError } from './failure.ts';

/** The calls that Zalo keeps open until somebody has scanned the code. */
const KEPT_OPEN = /\/authen\/qr\/waiting-/;

/**
 * The global `fetch` with a deadline for the whole call, body included: zca-js has none anywhere. Looked up at each call,
 * so that a proxy or a test may replace it. Answers other than success throw: zca-js does not tell them from a session
 * that has ended. zca-js follows redirects of its own, so those pass.
 */
export function fetchWithDeadline(options: {
  readonly callMs: number;
  readonly scanCallMs: number;
  /** Ends every call. */
  readonly signal: AbortSignal;
}): typeof fetch {
  return async (input, init) => {
    if (options.signal.aborted) throw new CallError({ kind: 'not-sent', reason: 'shutting-down' });
    const address = input instanceof Request ? input.url : String(input);
    const call = new AbortController();
    const given = init?.signal;
    let why: string | null = null;
    const end = (reason: string) => {
      why ??= reason;
      call.abort();
    };
    const onStop = () => end('shutting-down');
    const onGiven = () => end('given-up');
    const timer = setTimeout(() => end('timeout'), KEPT_OPEN.test(address) ? options.scanCallMs : options.callMs);
    options.signal.addEventListener('abort', onStop);
    given?.addEventListener('abort', onGiven);
    if (given?.aborted) onGiven();
    // A replaced fetch may not heed its signal; the deadline holds all the same.
    const ended = new Promise<never>((_, reject) => {
      call.signal.addEventListener('abort', () => reject(new Error('ended')));
      if (call.signal.aborted) reject(new Error('ended'));
    });
    ended.catch(() => {});
    try {
      const response = await Promise.race([globalThis.fetch(input, { ...init, signal: call.signal }), ended]);
      if (response.status >= 400) {
        await response.body?.cancel().catch(() => {});
        throw new CallError({
          kind: response.status >= 500 ? 'unclear' : 'not-sent',
          reason: `http-${response.status}`,
        });
      }
      const text = await Promise.race([response.text(), ended]);
      return Object.assign(response, { text: async () => text, json: async () => JSON.parse(text) as unknown });
    } catch (error) {
      if (why !== null) throw new CallError({ kind: 'unclear', reason: why });
      throw error;
    } finally {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', onStop);
      given?.removeEventListener('abort', onGiven);
    }
  };
}
