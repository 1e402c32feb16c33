import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeFaultPlan } from '../faults.ts';
import { makeChat } from './chats.ts';
import type { Fault } from './faults.ts';
import { makeSendLimits } from './limits.ts';
import { type BotState, callMethod, type MethodAnswer } from './methods.ts';
import { type EmulatedGroup, type EmulatedUser, makeGroup, makeUser } from './people.ts';
import { answerWith } from './transport.ts';
import { makeUpdateQueue, type PollParams, type UpdateQueue } from './updates.ts';

export interface EmulatorOptions {
  /** Epoch milliseconds, for message dates and for the 24 hours that updates are kept. */
  readonly now?: () => number;
  /** Enforce the documented sending limits with real 429s. */
  readonly limits?: boolean;
}

/**
 * A Bot API server on loopback that real clients talk to: in this process, or in a child started with
 * `TELEGRAM_API_ROOT=<apiRoot>` and this token. A test acts as the people on the other side:
 *
 *     const telegram = await startTelegram();
 *     const lan = telegram.user('Lan');
 *     lan.says('việc');
 *     const list = await lan.chat.next(/#3/);
 *     lan.says('xong', { replyTo: list.messageId });
 */
export interface TelegramEmulator {
  readonly apiRoot: string;
  readonly token: string;
  readonly bot: BotState;
  readonly updates: UpdateQueue;
  /** A person; has written to the bot before unless `started` is false. */
  user(name: string, options?: { started?: boolean }): EmulatedUser;
  group(title: string, options?: { supergroup?: boolean }): EmulatedGroup;
  /** The next `times` calls of a method fail so. */
  inject(method: string, fault: Fault, times?: number): void;
  heal(method?: string): void;
  /** Every call that arrived, whatever became of it. */
  readonly calls: readonly { readonly method: string; readonly params: unknown; readonly status: number | null }[];
  countOf(method: string): number;
  setLimits(on: boolean): void;
  /** The token stops working, or works again. */
  revokeToken(): void;
  restoreToken(): void;
  /** Nobody listens at the address any more; what is open is cut. */
  goDown(): Promise<void>;
  /** Listens at the same address again. */
  comeUp(): Promise<void>;
  close(): Promise<void>;
}

const BOT_ID = 7_000_000_001;

export async function startTelegram(options: EmulatorOptions = {}): Promise<TelegramEmulator> {
  const now = options.now ?? Date.now;
  const token = `${BOT_ID}:AAEmulatorTokenThatMustNeverBeLogged0`;
  const plan = makeFaultPlan<string, Fault>();
  const updates = makeUpdateQueue(now);
  const calls: { method: string; params: unknown; status: number | null }[] = [];
  let limits = options.limits === true ? makeSendLimits(now) : null;
  let revoked = false;
  const bot: BotState = {
    me: { id: BOT_ID, username: 'nhacviec_thu_bot' },
    chats: new Map(),
    openQueries: new Set(),
    answeredQueries: [],
    reactions: [],
    commands: null,
    webhook: false,
    limits: () => limits,
    now,
  };
  // Private chats and basic groups share one numbering per account; every supergroup has its own.
  let accountNumber = 100;
  let people = 0;
  let groups = 0;

  async function handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://emulator');
    const path = /^\/bot([^/]+)\/(\w+)$/.exec(decodeURIComponent(url.pathname));
    const method = path?.[2] ?? '';
    const params = await readParams(request, url);
    const call = { method, params, status: null as number | null };
    calls.push(call);
    response.on('finish', () => {
      call.status = response.statusCode;
    });
    const fault = plan.next(method);
    const answer = (result: MethodAnswer) => answerWith(response, result, fault);
    if (fault?.kind === 'refuse') {
      const { status, description, parameters } = fault;
      answer({ ok: false, error_code: status, description, ...(parameters === undefined ? {} : { parameters }) });
    } else if (path?.[1] !== token) {
      answer(path === null ? notFound : unauthorized);
    } else if (revoked) {
      answer(unauthorized);
    } else if (fault !== undefined && 'carriedOut' in fault && !fault.carriedOut) {
      answer({ ok: true, result: null });
    } else if (method === 'getUpdates') {
      getUpdates(params as PollParams, response, answer);
    } else {
      answer(callMethod(bot, method, params));
    }
  }

  function getUpdates(params: PollParams, response: http.ServerResponse, answer: (result: MethodAnswer) => void): void {
    if (bot.webhook) {
      answer(
        conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"),
      );
      return;
    }
    const handle = updates.poll(params, (result) => {
      if (result.kind === 'updates') answer({ ok: true, result: result.updates });
      else answer(conflict('terminated by other getUpdates request; make sure that only one bot instance is running'));
    });
    response.on('close', () => handle.abandon());
  }

  const server = http.createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 30_000;
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const goDown = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    token,
    bot,
    updates,
    calls,
    user(name, { started = true } = {}) {
      const id = 5_000_000_000 + ++people;
      const closed = started ? null : 'never-started';
      const chat = makeChat({ id, title: name, type: () => 'private', closed, takeNumber: () => ++accountNumber });
      bot.chats.set(id, chat);
      return makeUser({ bot, updates }, { id, name, chat });
    },
    group(title, { supergroup = false } = {}) {
      let ownNumber = 1;
      const newId = () => -1_000_000_000_000 - ++groups;
      const isSuper = (id: number) => id < -1_000_000_000_000;
      const chat = makeChat({
        id: supergroup ? newId() : -1_000 - ++groups,
        title,
        type: () => (isSuper(chat.id) ? 'supergroup' : 'group'),
        closed: null,
        takeNumber: () => (isSuper(chat.id) ? ++ownNumber : ++accountNumber),
      });
      bot.chats.set(chat.id, chat);
      return makeGroup({ bot, updates }, chat, newId);
    },
    inject: plan.inject,
    heal: plan.heal,
    countOf: (method) => calls.filter((call) => call.method === method).length,
    setLimits(on) {
      limits = on ? makeSendLimits(now) : null;
    },
    revokeToken() {
      revoked = true;
    },
    restoreToken() {
      revoked = false;
    },
    goDown,
    comeUp: () => listen(port),
    close: goDown,
  };
}

const unauthorized: MethodAnswer = { ok: false, error_code: 401, description: 'Unauthorized' };
const notFound: MethodAnswer = { ok: false, error_code: 404, description: 'Not Found' };
const conflict = (words: string): MethodAnswer => ({ ok: false, error_code: 409, description: `Conflict: ${words}` });

/** JSON body, a form with a file, or the query, as the Bot API takes each of them. */
async function readParams(request: http.IncomingMessage, url: URL): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return formParams(bytes, type);
  const body = bytes.toString();
  return body === '' ? Object.fromEntries(url.searchParams) : JSON.parse(body);
}

async function formParams(body: Buffer, type: string): Promise<unknown> {
  const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData();
  const params: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string') params[name] = Buffer.from(await value.arrayBuffer());
    else params[name] = /^[[{]/.test(value) ? JSON.parse(value) : value;
  }
  return params;
}
