import { expect } from 'vitest';
import { applyPlan, type PlanSummary } from '../../src/app/apply-plan.ts';
import { auditEverything } from '../../src/app/audit.ts';
import { auditLately } from '../../src/app/audit-lately.ts';
import type { Capabilities, Channel, ChannelContacts, ChannelEvents, ChannelLogin } from '../../src/app/channel.ts';
import { type Engine, makeEngine } from '../../src/app/engine.ts';
import type { LiveOffice } from '../../src/app/live-office.ts';
import type { Log } from '../../src/app/log.ts';
import type { SteppedClock } from '../../src/app/pass-time.ts';
import { inviteOfficer, SINCE_EVER } from '../../src/app/people.ts';
import { silenceSelfCheck } from '../../src/app/self-check.ts';
import type { Store } from '../../src/app/store.ts';
import { watchClock } from '../../src/app/watch-clock.ts';
import { rehearseOn } from '../../src/commands/rehearse.ts';
import type { Calendar } from '../../src/domain/calendar.ts';
import { type Day, dayFromIso } from '../../src/domain/civil-day.ts';
import type { InboundContent, Message, Picture, SendOutcome } from '../../src/domain/message.ts';
import { type PlanFile, planFileSchema } from '../../src/domain/plan-file.ts';
import { steppedClock } from '../../src/runtime/clock.ts';
import { loadPlan, SHIPPED_PLAN } from '../../src/runtime/data.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { parseInstant } from '../../src/runtime/zone.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';

export interface Person {
  readonly name: string;
  readonly address?: string;
  readonly positions?: readonly string[];
  readonly admin?: boolean;
  readonly leader?: boolean;
  readonly supervisor?: string;
  /** False: has no chat. Names: has one in these channels only, in this order. */
  readonly linked?: boolean | readonly string[];
}

export interface WorldOptions {
  /** ISO instant with an offset. */
  readonly at: string;
  readonly name?: string;
  readonly people: readonly Person[];
  /** The shipped plan, or tasks of one's own. */
  readonly plan?: 'kstthc' | readonly object[];
  readonly year?: number;
  /** Day from which the bot answers; the day of `at` without it. */
  readonly from?: string;
  /** By name alone: one that can do everything at once. */
  readonly channels?: readonly (string | FakeChannelOptions)[];
  readonly path?: string;
  /** True: administrators hear the self-check in the morning. Without it no test has to expect it. */
  readonly selfCheck?: boolean;
}

/** An office with a clock that stands still and a telephone for everybody. */
export interface World {
  readonly office: LiveOffice;
  readonly store: Store;
  readonly engine: Engine;
  readonly clock: SteppedClock;
  readonly applied: PlanSummary | null;
  readonly log: Log;
  /** Errors and warnings that were logged. */
  readonly logged: readonly { level: string; message: string; facts: object }[];
  /** What was logged until now was expected. */
  forgetLog(): void;
  phone(name: string, channel?: string): Phone;
  channel(name?: string): FakeChannel;
  /** A group chat of that name with the bot in it. */
  group(name: string, channel?: string): GroupChat;
  officerId(name: string): number;
  /** «1m», «90m», «2h», «3d», or an ISO instant. Everything due in between happens at its own instant. */
  advance(by: string): Promise<void>;
  /** The bot is off meanwhile: the clock moves and nothing happens. */
  sleepThrough(by: string): void;
  /** Somebody sets the clock, by so many milliseconds; no time passes. */
  setsClockBy(ms: number): void;
  /** The process dies without a word and starts again on the same database, with another calendar perhaps. */
  restart(calendar?: Calendar): Promise<void>;
  recordEvent(name: string, date: string, note?: string): Promise<void>;
  /** Fails when somebody got a message that no `receives` has taken. */
  nobodyElseHears(): void;
  /** Fails where the auditor finds that anything is not as it should be. */
  audit(): Promise<void>;
  close(): Promise<void>;
}

export interface Received {
  readonly id: string;
  readonly text: string;
  readonly message: Message;
  readonly at: number;
}

export interface Phone {
  /** Takes the next message, which must match; returns it. */
  receives(pattern: RegExp): Received;
  /** Takes every message that is there. */
  takeAll(): Received[];
  replies(text: string, quoting?: Received): Promise<void>;
  presses(received: Received, label: string): Promise<void>;
  reacts(received: Received, emoji: string): Promise<void>;
  sends(content: InboundContent, externalId?: string): Promise<void>;
  readonly chatId: string;
}

export interface GroupChat {
  receives(pattern: RegExp): Received;
  /** Somebody of the office, or anybody else, writes something to the bot. */
  says(person: string, text: string): Promise<void>;
  addsBot(): Promise<void>;
  removesBot(): Promise<void>;
  /** The platform gives the group another id. */
  moves(): Promise<void>;
}

export interface FakeChannelOptions {
  readonly name: string;
  readonly capabilities?: Partial<Capabilities>;
  /** The account is a person's: it has friends, and is logged in by a code. */
  readonly personal?: boolean;
}

/** As Zalo is: an account of a person, slow and without buttons, with friends and a code to scan. */
export const ZALO: FakeChannelOptions = {
  name: 'zalo',
  personal: true,
  capabilities: { buttons: false, pictures: true, unaskedEveryMs: 40_000, maxLength: 2000 },
};

export interface FakeChannel extends Channel {
  /** Logs in as another account, as a channel does before it reports anything of it. */
  changeAccount(to: string): Promise<void>;
  /** Has another account, without having told anybody. */
  setAccount(to: string): void;
  /** The platform wants somebody to scan a code, that is good for so long. */
  asksForLogin(goodForMs: number): Promise<void>;
  /** How often a command asked for a code. */
  readonly loginsBegun: number;
  /** Friends who were accepted, in that order; numbers that the platform knows, and those it was asked for. */
  readonly friends: readonly string[];
  readonly phones: Map<string, string>;
  readonly askedPhones: readonly string[];
  /** Accepting a friend fails so often from now on. */
  failsToAccept(times: number): void;
  /** What the next sends come to, instead of `sent`. `lost`: it arrives, and nobody knows. */
  next(...outcomes: (SendOutcome | 'lost')[]): void;
  setState(state: 'running' | 'stopped', problem?: string): void;
  /** It works again and says so, as channels do. */
  heals(): Promise<void>;
  /** Sends wait from now on, until the function that this returns is called. */
  holdsSends(): () => void;
  /** Texts in the order in which they left. */
  readonly sent: readonly string[];
  readonly messages: readonly Message[];
}

/** The officer and the task of most scenarios. */
export const LAN = { name: 'Nguyễn Thị Lan', address: 'chị', positions: ['Đầu mối'] };
export const QUARTERLY = {
  title: 'Báo cáo quý',
  lead: ['Đầu mối'],
  rules: [{ kind: 'quarterly', monthOfQuarter: 3, day: 17 }],
};

/** Offices of one test file; closing them fails where somebody got an unexpected message or an error was logged. */
export function openOffices(): { office(options: WorldOptions): Promise<World>; closeAll(): Promise<void> } {
  const open: World[] = [];
  return {
    async office(options) {
      const made = await world(options);
      open.push(made);
      return made;
    },
    async closeAll() {
      for (const each of open.splice(0)) {
        await each.audit();
        await each.close();
        each.nobodyElseHears();
        expect(each.logged.filter((line) => line.level === 'error')).toEqual([]);
      }
    },
  };
}

function planOf(tasks: readonly object[]): PlanFile {
  const rows = tasks.map((task, index) => ({
    ref: `T${index + 1}`,
    kind: 'task',
    lead: [],
    cooperating: [],
    deadlineText: '',
    ...task,
  }));
  const names = rows.flatMap((row) => [...row.lead, ...row.cooperating] as string[]);
  return planFileSchema.parse({
    id: 'thu',
    name: 'Kế hoạch thử',
    source: 'thử',
    year: 2024,
    positions: [...new Set(names)].map((name) => ({ name, place: 'office' })),
    tasks: rows,
  });
}

async function world(options: WorldOptions): Promise<World> {
  let office = shippedOffice(options.name ?? 'UBND xã Thử');
  const at = parseInstant(options.at);
  if (at === null) throw new Error(`not an instant: ${options.at}`);
  const time = steppedClock(at);
  let wrong = 0;
  const clock: SteppedClock = { ...time, now: () => time.now() + wrong, set: (instant) => time.set(instant - wrong) };
  const logged: { level: string; message: string; facts: object }[] = [];
  const log = recordingLog(logged);
  const inbox = new Map<string, Received[]>();
  const openStore = () => openSqlite({ path: options.path ?? ':memory:', log, durable: false });
  let store = await openStore();
  if (!options.selfCheck) await silenceSelfCheck(store, at);
  const channels = (options.channels ?? ['phone']).map(
    (given): ReturnType<typeof fakeChannel> =>
      fakeChannel(typeof given === 'string' ? { name: given } : given, clock, inbox, () => engine.idle()),
  );
  const build = (): Engine =>
    makeEngine({
      store,
      channels,
      office,
      clock,
      log,
      codes: inviteCodes,
      rehearse: rehearseOn(store, { office, log }),
      watch: watchClock({ store, office, log, elapsed: time.now }),
    });
  let engine: Engine = build();

  const ids = new Map<string, number>();
  const chatOf = (name: string) => `chat-${name}`;
  const phone = (name: string, channelName = channels[0]!.name): Phone => {
    if (!ids.has(name)) ids.set(name, 0);
    const channel = channels.find((each) => each.name === channelName)!;
    return makePhone(channel, chatOf(name), inbox, clock, () => engine.idle());
  };

  await engine.start();
  for (const person of options.people) {
    const added = await store.addOfficer({
      name: person.name,
      address: person.address ?? null,
      isAdmin: person.admin ?? false,
      isLeader: person.leader ?? false,
      supervisorId: person.supervisor === undefined ? null : ids.get(person.supervisor)!,
      positions: person.positions ?? [],
      from: SINCE_EVER,
      at,
    });
    if (added.kind !== 'added') throw new Error(`${person.name} is there twice`);
    ids.set(person.name, added.officerId);
    if (person.linked === false) continue;
    const linked = Array.isArray(person.linked) ? person.linked : channels.map(({ name }) => name);
    for (const name of linked) {
      const { code } = await inviteOfficer({ store, codes: inviteCodes }, added.officerId, at);
      await phone(person.name, name).replies(code);
      phone(person.name, name).receives(/Từ nay em nhắc việc/);
    }
  }
  let applied: PlanSummary | null = null;
  if (options.plan) {
    const file = options.plan === 'kstthc' ? loadPlan(SHIPPED_PLAN) : planOf(options.plan);
    const from: Day = options.from === undefined ? office.zone.dayOf(at) : dayFromIso(options.from);
    applied = await applyPlan(
      { store, office, plan: engine.plan },
      { file, year: options.year ?? 2024, from, now: at },
    );
  }

  const group = (name: string, channelName = channels[0]!.name): GroupChat => {
    const channel = channels.find((each) => each.name === channelName)!;
    let chatId = `group-${name}`;
    const hears = async (content: InboundContent, author?: string): Promise<void> => {
      const externalId = `in-${++sequence}`;
      const from = author === undefined ? {} : { author };
      const inbound = { externalId, chatId, chatKind: 'group', at: clock.now(), content, ...from } as const;
      await channel.events().onInbound(inbound);
      await engine.idle();
    };
    return {
      receives: (pattern) => makePhone(channel, chatId, inbox, clock, () => engine.idle()).receives(pattern),
      says: (person, text) => hears({ kind: 'text', text, messageId: `said-${++sequence}` }, chatOf(person)),
      addsBot: () => hears({ kind: 'membership', member: true }),
      removesBot: () => hears({ kind: 'membership', member: false }),
      async moves() {
        const before = chatId;
        chatId = `super${chatId}`;
        await channel.events().onChatMoved(before, chatId);
      },
    };
  };

  const runTo = async (instant: number): Promise<void> => {
    for (;;) {
      await engine.tick();
      await engine.idle();
      const now = clock.now();
      if (now >= instant) return;
      const midnight = office.zone.instant(office.zone.dayOf(now) + 1, 0);
      const wake = (await engine.nextWakeAt()) ?? midnight;
      // Ticks come once a minute, so nothing happens more often than that.
      clock.set(Math.min(instant, midnight, Math.max(wake, now + 60_000)));
    }
  };

  return {
    get office() {
      return office;
    },
    clock,
    applied,
    log,
    logged,
    forgetLog: () => void logged.splice(0),
    phone,
    get store() {
      return store;
    },
    get engine() {
      return engine;
    },
    group,
    channel: (name = channels[0]!.name) => channels.find((each) => each.name === name)!,
    officerId: (name) => ids.get(name)!,
    advance: (by) => runTo(instantAfter(clock.now(), by)),
    sleepThrough: (by) => clock.set(instantAfter(clock.now(), by)),
    setsClockBy(by) {
      wrong += by;
    },
    async restart(calendar) {
      await engine.idle();
      if (calendar) office = { ...office, calendar };
      if (options.path !== undefined) {
        await store.close();
        store = await openStore();
      }
      engine = build();
      await engine.start();
      await engine.idle();
    },
    async recordEvent(name, date, note = '') {
      await store.recordEvent({ name, day: dayFromIso(date), note, at: clock.now() });
      await engine.plan(clock.now());
    },
    nobodyElseHears() {
      const unexpected = [...inbox].flatMap(([key, messages]) => messages.map((m) => `${key}: ${m.text}`));
      expect(unexpected).toEqual([]);
    },
    async audit() {
      const { differences } = await auditEverything({ store, office }, clock.now());
      expect(differences).toEqual([]);
      // What the service looks at in between, from the beginning of the log.
      expect((await auditLately({ store, office }, clock.now())).result.differences).toEqual([]);
    },
    async close() {
      await engine.stop();
      await store.close();
    },
  };
}

function instantAfter(now: number, by: string): number {
  const length = /^(\d+)([mhd])$/.exec(by);
  if (length) return now + Number(length[1]) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[length[2] as 'm' | 'h' | 'd'];
  const instant = parseInstant(by);
  if (instant === null) throw new Error(`neither a length of time nor an instant: ${by}`);
  return instant;
}

function makePhone(
  channel: FakeChannel & { events(): ChannelEvents },
  chatId: string,
  inbox: Map<string, Received[]>,
  clock: SteppedClock,
  idle: () => Promise<void>,
): Phone {
  const key = `${channel.name} ${chatId}`;
  const waiting = () => inbox.get(key) ?? [];
  const sends = async (content: InboundContent, externalId = `in-${++sequence}`): Promise<void> => {
    await channel.events().onInbound({ externalId, chatId, chatKind: 'private', at: clock.now(), content });
    await idle();
  };
  const messageId = () => `said-${++sequence}`;
  return {
    chatId,
    receives(pattern) {
      const received = waiting().shift();
      if (!received) throw new Error(`${key} got nothing, expected ${pattern}`);
      expect(received.text).toMatch(pattern);
      return received;
    },
    takeAll: () => waiting().splice(0),
    replies: (text, quoting) =>
      sends({ kind: 'text', text, messageId: messageId(), ...(quoting ? { quotes: quoting.id } : {}) }),
    async presses(received, label) {
      const button = received.message.buttons?.flat().find((each) => each.label === label);
      if (!button) throw new Error(`no button «${label}» under: ${received.text}`);
      await sends({ kind: 'button', data: button.data, messageId: received.id });
    },
    reacts: (received, emoji) => sends({ kind: 'reaction', emoji, messageId: received.id }),
    sends,
  };
}

let sequence = 0;

/** The smallest PNG there is. */
const PICTURE: Picture = {
  base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};

function fakeChannel(
  { name, capabilities, personal = false }: FakeChannelOptions,
  clock: SteppedClock,
  inbox: Map<string, Received[]>,
  idle: () => Promise<void>,
): FakeChannel & { events(): ChannelEvents } {
  let events: ChannelEvents | null = null;
  let state: 'running' | 'stopped' = 'running';
  const outcomes: (SendOutcome | 'lost')[] = [];
  const sent: string[] = [];
  const left: Message[] = [];
  const friends: string[] = [];
  const phones = new Map<string, string>();
  const askedPhones: string[] = [];
  let account = 'bot';
  let problem: string | undefined;
  let loginsBegun = 0;
  let gate = Promise.resolve();
  let failures = 0;
  const login: ChannelLogin = {
    async begin() {
      if (state === 'running') return 'running';
      loginsBegun += 1;
      return 'begun';
    },
  };
  const contacts: ChannelContacts = {
    async accept(chatId) {
      if (failures > 0) {
        failures -= 1;
        return false;
      }
      friends.push(chatId);
      return true;
    },
    async find(phone) {
      askedPhones.push(phone);
      return phones.get(phone) ?? null;
    },
  };
  return {
    name,
    get account() {
      return account;
    },
    capabilities: {
      ...{ buttons: true, reactions: true, quotes: true, pictures: true, unaskedEveryMs: 0, maxLength: 4096 },
      ...capabilities,
    },
    ...(personal ? { login, contacts } : {}),
    async changeAccount(to) {
      const from = account;
      account = to;
      await events?.onAccountChanged(from, to);
      await idle();
    },
    setAccount: (to) => {
      account = to;
    },
    async asksForLogin(goodForMs) {
      await events?.onLoginNeeded({ picture: PICTURE, expiresAt: clock.now() + goodForMs });
      await idle();
    },
    get loginsBegun() {
      return loginsBegun;
    },
    friends,
    phones,
    askedPhones,
    failsToAccept: (times) => {
      failures = times;
    },
    start: async (given) => {
      events = given;
    },
    stop: async () => {},
    health: () => ({ state, lastGoodPollAt: clock.now(), ...(problem === undefined ? {} : { problem }) }),
    events: () => events!,
    next: (...given) => void outcomes.push(...given),
    setState: (given, why) => {
      state = given;
      problem = why;
    },
    async heals() {
      state = 'running';
      problem = undefined;
      events?.onReady();
      await idle();
    },
    holdsSends: () => {
      let free = () => {};
      gate = new Promise((resolve) => {
        free = resolve;
      });
      return free;
    },
    sent,
    messages: left,
    send: async ({ chatId }, message) => {
      await gate;
      const outcome = outcomes.shift();
      if (outcome !== undefined && outcome !== 'lost') return outcome;
      const id = `out-${++sequence}`;
      const key = `${name} ${chatId}`;
      const messages = inbox.get(key) ?? [];
      messages.push({ id, text: message.text, message, at: clock.now() });
      inbox.set(key, messages);
      sent.push(message.text);
      left.push(message);
      return outcome === 'lost' ? { kind: 'unknown', reason: 'timeout' } : { kind: 'sent', externalId: id };
    },
  };
}

function recordingLog(logged: { level: string; message: string; facts: object }[]): Log {
  const keep = (level: string) => (facts: object, message: string) => void logged.push({ level, message, facts });
  return { debug: () => {}, info: () => {}, warn: keep('warn'), error: keep('error') };
}
