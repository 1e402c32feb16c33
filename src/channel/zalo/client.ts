import type { API } from 'zca-js';
import * as z from 'zod';
import type { Clock } from '../../app/clock.ts';
import type { Credentials } from './credentials.ts';
import { type Failure, failureOf } from './failure.ts';
import { fetchWithDeadline } from './http.ts';
import type { ChatMessage } from './payload.ts';
import type { Timings } from './timings.ts';

export type Listener = API['listener'];
type Cookies = Credentials['cookies'];

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** One login of the account. */
export interface Session {
  readonly ownId: string;
  readonly listener: Listener;
  /** As they are now: Zalo changes them while they are used. Null where there are none to keep. */
  cookies(): Cookies | null;
  /** The id of the sent message; null where Zalo took the call and sent nothing. */
  send(
    thread: { id: string; isGroup: boolean },
    text: string,
    quote: ChatMessage | null,
  ): Promise<Answer<string | null>>;
  /** Does nothing; fails once the session is over. */
  keepAlive(): Promise<Answer<unknown>>;
  accept(id: string): Promise<Answer<unknown>>;
  /** Who waits to be accepted, as a payload. */
  friendRequests(): Promise<Answer<unknown>>;
  /** The id of the person behind a phone number; null where there is none. */
  find(phone: string): Promise<Answer<string | null>>;
}

export type Login =
  | { readonly kind: 'in'; readonly session: Session }
  /** The session is over: only another code helps. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type CodeEvent =
  | { readonly kind: 'shown'; readonly pngBase64: string; readonly expiresAt: number }
  | { readonly kind: 'scanned' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'expired' };

export type CodeLogin =
  | { readonly kind: 'in'; readonly session: Session; readonly credentials: Omit<Credentials, 'replaced'> }
  /** Nobody scanned the last code, or it was declined, or the caller gave up. */
  | { readonly kind: 'nobody'; readonly why: 'expired' | 'declined' | 'given-up' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Client {
  login(credentials: Credentials): Promise<Login>;
  /** Shows up to `codes` codes, one after the other. Ends soon after the signal aborts. */
  loginByCode(options: { codes: number; onEvent: (event: CodeEvent) => void; signal: AbortSignal }): Promise<CodeLogin>;
}

/** What zca-js itself would say it is. */
const USER_AGENT = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0';
const LANGUAGE = 'vi';
const LOGINS_AFTER_SCAN = 3;

const Cookies = z.array(z.record(z.string(), z.unknown())).min(1);
const OwnId = z.coerce.string().regex(/^\d+$/);
const Sent = z.object({ message: z.object({ msgId: z.union([z.string().min(1), z.number().positive()]) }) });
const Found = z.object({ uid: z.coerce.string().regex(/^[1-9]\d*$/) });

/** Loads zca-js: a fifth of a second, and the only place that does. Everything goes through `signal`, which ends it. */
export async function makeClient(options: {
  readonly clock: Clock;
  readonly timings: Timings;
  readonly signal: AbortSignal;
}): Promise<Client> {
  const { clock, timings } = options;
  const { LoginQRCallbackEventType: Event, ThreadType, Zalo } = await import('zca-js');
  type Instance = InstanceType<typeof Zalo>;

  const instance = (signal: AbortSignal): Instance =>
    new Zalo({
      selfListen: false,
      // Both print or fetch on their own.
      checkUpdate: false,
      logging: false,
      polyfill: fetchWithDeadline({ callMs: timings.callMs, scanCallMs: timings.scanCallMs, signal }),
    });

  async function loginWith(
    zalo: Instance,
    { imei, userAgent, language, cookies }: Pick<Credentials, 'imei' | 'userAgent' | 'language' | 'cookies'>,
  ): Promise<Login> {
    try {
      // zca-js changes the cookies that it is given.
      const cookie = structuredClone(cookies) as never;
      const session = sessionOf(await zalo.login({ imei, userAgent, language, cookie }));
      return session === null ? { kind: 'failed', failure: BAD_ANSWER } : { kind: 'in', session };
    } catch (error) {
      return isExpired(error) ? { kind: 'expired' } : { kind: 'failed', failure: loginFailure(error) };
    }
  }

  function sessionOf(api: API): Session | null {
    const ownId = OwnId.safeParse(api.getOwnId());
    if (!ownId.success) return null;
    return {
      ownId: ownId.data,
      listener: api.listener,
      cookies: () => Cookies.safeParse(api.getCookie().toJSON()?.cookies.map(lasting)).data ?? null,
      send: (thread, text, quote) =>
        attempt(async () => {
          const content = { msg: text, ...(quote === null ? {} : { quote: quoteOf(quote) }) };
          const answer = await api.sendMessage(content, thread.id, thread.isGroup ? ThreadType.Group : ThreadType.User);
          const sent = Sent.safeParse(answer);
          return sent.success ? String(sent.data.message.msgId) : null;
        }),
      keepAlive: () => attempt(() => api.keepAlive()),
      accept: (id) => attempt(() => api.acceptFriendRequest(id)),
      friendRequests: () => attempt(() => api.getFriendRecommendations()),
      find: (phone) =>
        attempt(async () => {
          const found = Found.safeParse(await api.findUser(phone));
          return found.success ? found.data.uid : null;
        }),
    };
  }

  return {
    login: (credentials) => loginWith(instance(options.signal), credentials),
    async loginByCode({ codes, onEvent, signal }) {
      if (signal.aborted) return { kind: 'nobody', why: 'given-up' };
      const both = AbortSignal.any([signal, options.signal]);
      // The session lives on after the code was scanned, so its calls must not end with what ends the waiting.
      const calls = new AbortController();
      const endCalls = () => calls.abort();
      both.addEventListener('abort', endCalls);
      const zalo = instance(AbortSignal.any([calls.signal, options.signal]));
      let why: 'expired' | 'declined' | 'given-up' = 'given-up';
      let shown = 0;
      let info: { imei: string; userAgent: string; cookies: Cookies } | null = null;
      let giveUp = () => {};
      both.addEventListener('abort', () => giveUp());
      const next = (actions: { retry: () => unknown; abort: () => unknown }) =>
        // Has to happen within the callback: zca-js goes on when it returns.
        void (shown < codes && !both.aborted ? actions.retry() : actions.abort());
      try {
        const api = await zalo.loginQR({ userAgent: USER_AGENT, language: LANGUAGE } as never, (event) => {
          // An exception in here would end the process: zca-js calls from a timer.
          try {
            switch (event.type) {
              case Event.QRCodeGenerated:
                shown += 1;
                giveUp = event.actions.abort;
                if (both.aborted) return void giveUp();
                onEvent({ kind: 'shown', pngBase64: event.data.image, expiresAt: clock.now() + timings.codeMs });
                return;
              case Event.QRCodeScanned:
                onEvent({ kind: 'scanned' });
                return;
              case Event.QRCodeExpired:
                why = 'expired';
                onEvent({ kind: 'expired' });
                next(event.actions);
                return;
              case Event.QRCodeDeclined:
                why = 'declined';
                onEvent({ kind: 'declined' });
                next(event.actions);
                return;
              case Event.GotLoginInfo: {
                const { imei, userAgent, cookie } = event.data;
                info = { imei, userAgent, cookies: Cookies.parse(structuredClone(cookie)) };
              }
            }
          } catch {
            giveUp();
          }
        });
        const session = sessionOf(api);
        if (session === null || info === null) return { kind: 'failed', failure: BAD_ANSWER };
        return { kind: 'in', session, credentials: credentialsOf(info, session) };
      } catch (error) {
        // Scanned and confirmed: a hiccup now must not cost the person another code.
        if (info !== null && !both.aborted) return await finish(zalo, info);
        if (both.aborted) return { kind: 'nobody', why: 'given-up' };
        if (isAborted(error)) return { kind: 'nobody', why };
        return { kind: 'failed', failure: loginFailure(error) };
      } finally {
        both.removeEventListener('abort', endCalls);
      }
    },
  };

  async function finish(
    zalo: Instance,
    info: { imei: string; userAgent: string; cookies: Cookies },
  ): Promise<CodeLogin> {
    let failure: Failure = BAD_ANSWER;
    for (let time = 1; time <= LOGINS_AFTER_SCAN; time += 1) {
      await clock.sleep(timings.backoffMs[0] * time, options.signal);
      const login = await loginWith(zalo, { ...info, language: LANGUAGE });
      if (login.kind === 'in') return { ...login, credentials: credentialsOf(info, login.session) };
      if (login.kind === 'failed') failure = login.failure;
    }
    return { kind: 'failed', failure };
  }

  function credentialsOf(info: { imei: string; userAgent: string; cookies: Cookies }, session: Session) {
    const { imei, userAgent } = info;
    const cookies = session.cookies() ?? info.cookies;
    return { imei, userAgent, language: LANGUAGE, cookies, ownId: session.ownId, loggedInAt: clock.now() };
  }
}

/** Without what changes with every use, so that only new cookies are worth a write. */
function lasting({ creation: _creation, lastAccessed: _lastAccessed, ...cookie }: object & Record<string, unknown>) {
  return structuredClone(cookie);
}

const BAD_ANSWER: Failure = { kind: 'unclear', reason: 'bad-answer' };

async function attempt<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

const ZcaError = z.object({ name: z.string(), message: z.string() });

const isAborted = (error: unknown) => ZcaError.safeParse(error).data?.name === 'ZaloApiLoginQRAborted';

/** A session that is over shows only as this, without a code. HTTP errors never come so far, see http.ts. */
function isExpired(error: unknown): boolean {
  const parsed = ZcaError.safeParse(error);
  if (!parsed.success || parsed.data.name !== 'ZcaApiError') return false;
  return /^(Failed to fetch server info|Đăng nhập thất bại)/.test(parsed.data.message);
}

/** Whatever zca-js makes of an answer that is no answer, nothing was sent. */
function loginFailure(error: unknown): Failure {
  const failure = failureOf(error);
  return failure.kind === 'unclear' && failure.reason === 'broken' ? BAD_ANSWER : failure;
}

/** More of a quoted text than anybody sees. */
const MOST_QUOTED = 500;

function quoteOf({ content, propertyExt, uidFrom, msgId, cliMsgId, ts, ttl }: ChatMessage): never {
  return {
    content: String(content).slice(0, MOST_QUOTED).toWellFormed(),
    // Only texts are quoted. zca-js refuses to quote what calls itself a poll.
    msgType: 'webchat',
    propertyExt: propertyExt ?? undefined,
    uidFrom,
    msgId,
    cliMsgId: cliMsgId ?? '0',
    ts: String(ts),
    ttl,
  } as never;
}
