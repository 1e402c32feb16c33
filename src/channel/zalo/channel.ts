import { setTimeout as wait } from 'node:timers/promises';
import type { Channel, ChannelEvents } from '../../app/channel.ts';
import type { Clock } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import type { SendOutcome } from '../../domain/message.ts';
import { type Account, keepAccount } from './account.ts';
import { threadOf } from './chat-id.ts';
import { makeClient } from './client.ts';
import { credentialsFile } from './credentials.ts';
import { makeHealth } from './health.ts';
import { type Intake, makeIntake } from './intake.ts';
import { makeLoginCodes } from './login-codes.ts';
import { makeMemory } from './memory.ts';
import type { ChatMessage } from './payload.ts';
import { makeSending, meanOf, type ZaloPace } from './sending.ts';
import { rehearsed, TIMINGS, type Timings } from './timings.ts';
import { readPayload } from './update.ts';

export interface ZaloOptions {
  /** Folder of the credentials and of the counts; absolute. */
  readonly home: string;
  readonly pace: ZaloPace;
  readonly clock: Clock;
  readonly log: Log;
  /** For tests. */
  readonly timings?: Partial<Timings>;
  readonly random?: () => number;
}

/** Leaves room for «(gửi lại)». */
const MAX_LENGTH = 1_950;
/** Answers come soon; what is older is not quoted. */
const MOST_QUOTABLE = 500;
/** Zalo's clocks and the order of its frames are not exact. */
const HISTORY_MARGIN_MS = 10 * 60_000;
const LOGIN_MARGIN_MS = 60_000;

/** A personal account on Zalo, through zca-js. Nothing is loaded before `start`. */
export function zaloChannel(options: ZaloOptions): Channel {
  const { home, pace, clock, log, random = Math.random } = options;
  const timings = rehearsed({ ...TIMINGS, ...options.timings }, clock.speed);
  const file = credentialsFile(home);
  const memory = makeMemory({ home, log, now: clock.now() });
  const health = makeHealth({ clock, staleMs: timings.staleMs, rest: memory.rest });
  const calls = new AbortController();
  const quotable = new Map<string, ChatMessage>();
  const underWay = new Set<Promise<unknown>>();
  // Credentials that were lost or damaged do not make it nobody's account.
  let ownId = file.read()?.ownId ?? memory.account();
  /** False until it is known what was missed before the connection: what comes meanwhile is no sign that all came. */
  let caughtUp = false;
  let started = false;
  let account: Account | undefined;
  let intake: Intake | undefined;
  let stopped: Promise<void> | undefined;
  const sending = makeSending({
    account: () => account,
    health,
    memory,
    quotable: (messageId) => quotable.get(messageId) ?? null,
    pace,
    clock,
    log,
    timings,
    random,
  });

  async function begin(events: ChannelEvents): Promise<void> {
    const client = await makeClient({ clock, timings, signal: calls.signal });
    if (stopped !== undefined) return;
    const taking = makeIntake({
      onInbound: (inbound) => events.onInbound(inbound),
      clock,
      log,
      timings,
      onTaken: heard,
    });
    intake = taking;
    function heard(): void {
      const upTo = taking.takenUpTo();
      if (caughtUp && upTo !== null && upTo > (memory.heardUpTo() ?? 0)) memory.heard(upTo);
    }
    const codes = makeLoginCodes({ client, events, home, onKept: health.codeAt, clock, log, timings });
    account = keepAccount({
      lastKnownId: ownId,
      client,
      file,
      codes,
      events,
      health,
      clock,
      log,
      timings,
      random,
      onLogin(id) {
        if (id !== ownId) {
          taking.forget();
          quotable.clear();
        }
        ownId = id;
        caughtUp = false;
        memory.forAccount(id);
      },
      missedSince(loggedInAt) {
        const upTo = memory.heardUpTo();
        return upTo === null ? loggedInAt - LOGIN_MARGIN_MS : upTo - HISTORY_MARGIN_MS;
      },
      onPayload: (payload, id, since) => take(taking, payload, id, since),
      onCaughtUp() {
        caughtUp = true;
        heard();
      },
    });
  }

  /** Live updates in the order in which they come; fetched ones by their time, and only what may have been missed. */
  function take(taking: Intake, payload: unknown, id: string, since: number | null): void {
    const readings = readPayload(payload, id, clock.now());
    const malformed = readings.filter(({ kind }) => kind === 'malformed').length;
    if (malformed > 0) log.error({ channel: 'zalo', malformed }, 'updates that cannot be read were skipped');
    const read = readings.filter((reading) => reading.kind === 'inbound');
    const wanted =
      since === null
        ? read
        : read.filter(({ inbound }) => inbound.at >= since).sort((a, b) => a.inbound.at - b.inbound.at);
    for (const { inbound, quotable: message } of wanted) {
      if (message !== undefined && typeof message.content === 'string') remember(message);
      taking.take(inbound);
    }
  }

  function remember(message: ChatMessage): void {
    quotable.set(message.msgId, message);
    if (quotable.size <= MOST_QUOTABLE) return;
    for (const oldest of quotable.keys()) {
      quotable.delete(oldest);
      return;
    }
  }

  async function tracked<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  }

  async function shutDown(): Promise<void> {
    sending.close();
    // What has left already is waited for a little: cut off, it would go out a second time.
    const grace = new AbortController();
    await Promise.race([
      Promise.allSettled(underWay),
      wait(timings.graceMs, undefined, { signal: grace.signal }).catch(() => {}),
    ]);
    grace.abort();
    const ended = account?.stop();
    calls.abort();
    await Promise.allSettled(underWay);
    await ended;
    await intake?.stop();
    memory.keep();
  }

  return {
    name: 'zalo',
    get account() {
      return ownId;
    },
    capabilities: {
      buttons: false,
      reactions: true,
      quotes: true,
      pictures: false,
      unaskedEveryMs: meanOf(pace.gapMs),
      maxLength: MAX_LENGTH,
    },
    async start(events) {
      if (started || stopped !== undefined) throw new Error('a channel starts once');
      started = true;
      await begin(events);
    },
    send(to, message): Promise<SendOutcome> {
      if (stopped !== undefined) return Promise.resolve({ kind: 'retry', reason: 'shutting-down' });
      return tracked(sending.send(to, message));
    },
    health: () => health.read(),
    login: {
      begin: async () => account?.begin() ?? 'begun',
    },
    contacts: {
      async accept(chatId) {
        const thread = threadOf(chatId);
        await sending.hesitate();
        const session = account?.session();
        if (thread === null || thread.isGroup || session == null || stopped !== undefined) return false;
        return (await tracked(session.accept(thread.id))).ok;
      },
      async find(phone) {
        await sending.hesitate();
        const session = account?.session();
        if (session == null || stopped !== undefined) return null;
        const found = await tracked(session.find(phone.replace(/[^\d]/g, '')));
        return found.ok ? found.value : null;
      },
    },
    stop() {
      stopped ??= shutDown();
      return stopped;
    },
  };
}
