import http from 'node:http';
import https from 'node:https';
import { Socket } from 'node:net';
import { Telegram } from 'telegraf';
import { CONNECT_TIMEOUT, type Failure, failureOf } from './failure.ts';

export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly failure: Failure };

export interface CallOptions {
  /** For the whole call, body included. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

export interface TelegramApi {
  /** Always resolves, at the latest at the deadline. */
  call(method: string, payload: object, options: CallOptions): Promise<Answer>;
  close(): void;
}

interface ApiOptions {
  readonly token: string;
  readonly apiRoot: string | undefined;
  readonly connectMs: number;
}

/** Balancers and home routers drop idle connections without a word; a request on such a one would be `unclear`. */
const IDLE_CONNECTION_MS = 20_000;

/**
 * Telegraf's client with deadlines of its own: telegraf waits 500 s for everything, and for ever where a body is cut
 * midway. Deadlines run on real timers, not on the Clock: they measure a socket's patience, not the office's time.
 */
export function makeApi({ token, apiRoot, connectMs }: ApiOptions): TelegramApi {
  // Telegraf resolves methods relative to the root, so a mirror under a path needs the slash at its end.
  const root = apiRoot === undefined ? undefined : apiRoot.replace(/\/*$/, '/');
  const agent = makeAgent(root?.startsWith('http://') === true, connectMs);
  const client = new Telegram(token, { agent, ...(root === undefined ? {} : { apiRoot: root }) });
  // For an http root telegraf discards the agent that it is given.
  client.options.agent = agent;
  const callApi: (method: never, payload: never, options: never) => Promise<unknown> = client.callApi.bind(client);

  async function attempt(method: string, payload: object, signal: AbortSignal): Promise<Answer> {
    try {
      // The types of telegraf end at Bot API 7.1, and its AbortSignal is that of an old polyfill.
      return { ok: true, result: await callApi(method as never, payload as never, { signal } as never) };
    } catch (error) {
      return { ok: false, failure: failureOf(error, token) };
    }
  }

  return {
    async call(method, payload, { deadlineMs, signal }) {
      if (signal?.aborted) return { ok: false, failure: { kind: 'not-sent', reason: 'shutting-down' } };
      const request = new AbortController();
      let giveUp: (answer: Answer) => void = () => {};
      const gaveUp = new Promise<Answer>((resolve) => {
        giveUp = resolve;
      });
      const end = (reason: string) => giveUp({ ok: false, failure: { kind: 'unclear', reason } });
      const onStop = () => end('shutting-down');
      const timer = setTimeout(() => end('timeout'), deadlineMs);
      signal?.addEventListener('abort', onStop);
      try {
        return await Promise.race([attempt(method, payload, request.signal), gaveUp]);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onStop);
        // Also after an answer: telegraf leaves the body of a 5xx unread, which would keep its connection for ever.
        request.abort();
      }
    },
    close: () => agent.destroy(),
  };
}

/**
 * A blocked Telegram usually shows as packets that vanish. Without a deadline for connecting alone, such a send would
 * only end at the deadline of the whole call, and could not be told from one that went out.
 */
function makeAgent(plain: boolean, connectMs: number): http.Agent {
  const options = { keepAlive: true, keepAliveMsecs: 10_000, timeout: IDLE_CONNECTION_MS };
  const agent = plain ? new http.Agent(options) : new https.Agent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (connectOptions: object, onCreate) => {
    const socket = connect(connectOptions, onCreate);
    if (socket instanceof Socket) {
      const timer = setTimeout(() => {
        socket.destroy(Object.assign(new Error('connecting took too long'), { code: CONNECT_TIMEOUT }));
      }, connectMs);
      socket.once(plain ? 'connect' : 'secureConnect', () => clearTimeout(timer));
      socket.once('close', () => clearTimeout(timer));
    }
    return socket;
  };
  return agent;
}
