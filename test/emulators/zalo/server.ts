import http from 'node:http';
import { setTimeout as sleepReally } from 'node:timers/promises';
import { makeFaultPlan } from '../faults.ts';
import { type EmulatedAccount, makeAccount, publicAccount } from './accounts.ts';
import { makeAnswer } from './answering.ts';
import { type ArrivedCall, makeCallLog } from './call-log.ts';
import { type BotMessage, makeChat } from './chats.ts';
import type { Fault } from './faults.ts';
import type { Packing } from './frames.ts';
import { type EmulatedGroupWithActs, makeGroup } from './groups.ts';
import type { Call } from './hosts.ts';
import { listenOnLoopback } from './loopback.ts';
import { type EmulatedUser, makeUser } from './people.ts';
import { makeQrLogin, type QrPhone } from './qr.ts';
import { makeRing } from './ring.ts';
import { readCookie, type Session } from './sessions.ts';
import type { AccountState, World } from './world.ts';

export interface EmulatorOptions {
  /** Epoch milliseconds: the instants of messages. The emulator has no timers, but for `faults.slow`. */
  readonly now?: () => number;
  /** For `faults.slow`. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** How many messages, calls and old events are kept, of each kind. */
  readonly keep?: number;
  readonly pingIntervalMs?: number;
}

/**
 * Zalo on loopback, as the real zca-js 2.2.0 knows it. HTTP is brought here by `redirectZalo(zalo.base)` in this process,
 * or in a child by `redirect-preload.ts`; the listener's address comes with the login. A test acts as the people:
 *
 *     const zalo = await startZalo();
 *     const redirection = redirectZalo(zalo.base);
 *     const lan = zalo.user('Lan', { friend: true });
 *     const api = await new Zalo({ logging: false, checkUpdate: false }).login(zalo.bot.credentials());
 *     lan.says('việc');
 *     const list = await lan.chat.next(/#3/);
 *     lan.says('xong', { quote: list.msgId });
 */
export interface ZaloEmulator {
  /** `http://127.0.0.1:<port>` */
  readonly base: string;
  /** The first account. */
  readonly bot: EmulatedAccount;
  /** Another account that the bot may be logged in with; it sees the same people under other uids. */
  account(name: string, options?: { phone?: string }): EmulatedAccount;
  /** The phone in whose hand a code is scanned. */
  readonly phone: QrPhone;
  /** A person: a friend of the first account, or a stranger who takes messages of strangers unless told otherwise. */
  user(name: string, options?: { friend?: boolean; acceptsStrangers?: boolean; phone?: string }): EmulatedUser;
  /** A group with the first account in it. */
  group(title: string, members: readonly EmulatedUser[]): EmulatedGroupWithActs;
  /** The next `times` such calls fail so (`Infinity`: until healed). */
  inject(call: Call, fault: Fault, times?: number): void;
  heal(call?: Call): void;
  /** The last messages that the bot sent, oldest first; `sentCount` counts all. */
  sent(): BotMessage[];
  readonly sentCount: number;
  /** The last calls, oldest first. */
  calls(): ArrivedCall[];
  countOf(call: Call): number;
  /** Once `count` more such calls were answered: `after('sendMessage', 3, () => zalo.bot.expireSession())`. */
  after(call: Call, count: number, act: () => void): void;
  /** Addresses that zca-js asked for and that nobody answers here. */
  readonly unknown: readonly string[];
  /** How events are packed; encrypted and gzipped unless changed. */
  pack(packing: Partial<Packing>): void;
  /** Nobody listens at the address any more; what is open is cut. */
  goDown(): Promise<void>;
  /** Listens at the same address again. */
  comeUp(): Promise<void>;
  close(): Promise<void>;
}

const FIRST_ID = 6_100_000_000_000;

export async function startZalo(options: EmulatorOptions = {}): Promise<ZaloEmulator> {
  const { now = Date.now, sleep = (ms) => sleepReally(ms), keep = 1_000, pingIntervalMs = 60_000 } = options;
  let lastId = FIRST_ID;
  let people = 0;
  const world: World = {
    now,
    keep,
    packing: { encrypt: 2, compression: 'gzip' },
    // 13 digits, as message ids have; not one after another, so that nobody counts on it.
    nextId: () => (lastId += 1_009),
    accounts: [],
    people: [],
    groups: new Map(),
    known: new Map(),
    undone: new Set(),
    sent: makeRing(keep),
    pictures: new Map(),
  };
  const plan = makeFaultPlan<Call, Fault>();
  const log = makeCallLog(keep);
  const unknown: string[] = [];

  const sessionOf = (cookie: string | undefined): { account: AccountState; session: Session } | null => {
    const sek = readCookie(cookie, 'zpw_sek');
    for (const account of world.accounts) {
      for (const session of account.sessions) if (session.sek === sek) return { account, session };
    }
    return null;
  };
  const qr = makeQrLogin(world, (cookie) => sessionOf(cookie)?.account ?? null);
  const server = http.createServer();
  const answer = makeAnswer({
    world,
    qr,
    plan,
    sleep,
    sessionOf,
    pingIntervalMs,
    wsUrls: () => [`${base.replace('http', 'ws')}/ws1`, `${base.replace('http', 'ws')}/ws2`],
    log,
    onUnknown: (address) => void (unknown.length < keep && unknown.push(address)),
  });
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error('the Zalo emulator failed:', error);
      response.destroy();
    });
  });

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const owner = sessionOf(request.headers.cookie);
    if (owner === null) socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else owner.account.line.accept(owner.session, request, socket, head);
  });

  server.keepAliveTimeout = 30_000;
  const { base, goDown, comeUp } = await listenOnLoopback(server);

  const addAccount = (name: string, phone?: string) => publicAccount(world, makeAccount(world, name, phone));
  const bot = addAccount('Nhắc Việc');
  return {
    base,
    bot,
    account: (name, { phone } = {}) => addAccount(name, phone),
    phone: qr.phone,
    user(name, { friend = false, acceptsStrangers = true, phone } = {}) {
      const number = ++people;
      const person = {
        number,
        name,
        phone: phone?.replace(/^0/, '84') ?? `8490${String(number).padStart(7, '0')}`,
        chat: makeChat(name, keep),
        acceptsStrangers,
        blocked: new Set<AccountState>(),
      };
      world.people.push(person);
      if (friend) world.accounts[0]!.friends.add(person);
      return makeUser(world, person);
    },
    group: (title, members) => makeGroup(world, title, members),
    inject: plan.inject,
    heal: plan.heal,
    sent: () => world.sent.all(),
    get sentCount() {
      return world.sent.count;
    },
    calls: log.all,
    countOf: log.countOf,
    after: log.after,
    unknown,
    pack(packing) {
      world.packing = { ...world.packing, ...packing };
    },
    goDown,
    comeUp,
    close: goDown,
  };
}
