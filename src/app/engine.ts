import type { Inbound, Picture } from '../domain/message.ts';
import { isOfficeOpen, nextOpening } from '../domain/office-hours.ts';
import { hoursOf } from '../domain/policy.ts';
import { STOPPED_RETRY_MS, WAITS_FOR_CHANNEL } from '../domain/settle.ts';
import { followAccount } from './accounts.ts';
import type { Channel } from './channel.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './conversation/command.ts';
import { makeDeliver } from './deliver.ts';
import { makeFallBack } from './fall-back.ts';
import { makeFire } from './fire.ts';
import { followCases } from './follow-cases.ts';
import { makeFriends } from './friends.ts';
import { planGroupDigests } from './groups.ts';
import { joined } from './joined.ts';
import type { Log } from './log.ts';
import { makeLogins } from './logins.ts';
import { askForNextYear } from './next-year.ts';
import { makePlan, type Plan } from './plan.ts';
import { makeReceive } from './receive.ts';
import { remindDeciders } from './remind-deciders.ts';
import { askAboutRestored } from './restored.ts';
import { tellSelfCheck } from './self-check.ts';
import type { Effect } from './store.ts';
import { askAboutHeld, tellBrokenTasks, tellMoved } from './tell-admins.ts';
import type { ClockWatch } from './watch-clock.ts';

export interface EngineDependencies extends Desk {
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  readonly log: Log;
  /** False: nobody is told again on another channel because they did not answer. */
  readonly fallsBack?: boolean;
  /** Whether the clock is to be believed; without it (a clock that is set on purpose) it always is. */
  readonly watch?: ClockWatch;
}

const TICK_MS = 60_000;

/** Effects after which deadlines or their steps may be others. */
const REPLANNED: ReadonlySet<Effect['kind']> = new Set(['undo', 'release', 'task', 'case', 'request', 'calendar']);

/** plan → fire → deliver → receive, driven by ticks and by what people write. */
export interface Engine {
  /** Does all that is due except the sending, which it sets going. A tick during a tick is the same tick. */
  tick(): Promise<void>;
  /** Resolves when nothing is being handled or sent any more. */
  idle(): Promise<void>;
  /** Starts the channels and handles what was journaled before. */
  start(): Promise<void>;
  /** Stops the channels, then waits for what is under way. */
  stop(): Promise<void>;
  plan: Plan;
  /** The next instant at which a tick has something to do; null when nothing is planned. */
  nextWakeAt(): Promise<number | null>;
}

export function makeEngine(dependencies: EngineDependencies): Engine {
  const { store, channels, office, clock, log, watch } = dependencies;
  const plan = makePlan(dependencies);
  const fire = makeFire(dependencies);
  const fallBack = makeFallBack(dependencies);
  const isBelieved = (now: number) => watch?.believes(now) ?? true;
  const deliver = makeDeliver({ ...dependencies, mayRemind: isBelieved });
  const logins = makeLogins(dependencies);
  const acceptFriends = makeFriends(dependencies);
  const receive = makeReceive({ ...dependencies, logins, changed });
  let ticking: Promise<void> | null = null;
  /** When it started, while that could not be written down. */
  let startedAt: number | null = null;
  let plannedOn: number | null = null;
  let checkedOn: number | null = null;
  const problems = new Map<string, string | undefined>(channels.map((channel) => [channel.name, undefined]));
  /** The account of each channel whose links were looked at. */
  const accounts = new Map<string, string>();
  /** What was written down about each channel last. */
  const noted = new Map<string, string>();
  const background = new Set<Promise<unknown>>();

  /** What goes wrong is logged, and tried again with the next tick. */
  async function guarded(what: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      log.error({ error }, `${what} failed`);
      return false;
    }
  }

  /** Sending and answering go on beside the ticks. */
  const inBackground = (what: string, does = handleAndSend): void => {
    const work = guarded(what, does).finally(() => background.delete(work));
    background.add(work);
  };
  const handleAndSend = async (): Promise<void> => {
    // Not only once a minute: «doctor» asks from outside how things are now.
    await guarded('looking at the channels', () => watchChannels());
    await receive.handleJournal();
    // Beside the sending: a platform that takes its time must not keep answers on the others waiting.
    const accepting = guarded('accepting friends', acceptFriends);
    const retryAt = await deliver.run();
    await accepting;
    if (retryAt !== null) void wakeAt(retryAt);
  };
  /** Retries that are due before the next tick do not wait for it. */
  const stopped = new AbortController();
  let waking = false;
  const wakeAt = async (instant: number): Promise<void> => {
    const wait = instant - clock.now();
    if (waking || wait > TICK_MS) return;
    waking = true;
    await clock.sleep(wait, stopped.signal);
    waking = false;
    if (!stopped.signal.aborted && clock.now() >= instant) inBackground('sending');
  };
  /** What found a channel that did not work goes as soon as it does. */
  const sendWhatWaited = async (): Promise<void> => {
    const at = clock.now();
    const hasten = { reasons: WAITS_FOR_CHANNEL, until: at + STOPPED_RETRY_MS, at };
    await guarded('hastening what waited', () => store.hastenDeliveries(hasten));
    await handleAndSend();
  };

  /** What people change takes effect at once: their answer speaks of dates that are in the database then. */
  async function changed(effects: readonly Effect[]): Promise<void> {
    const kinds = effects.map((effect) => effect.kind);
    if (!kinds.some((kind) => REPLANNED.has(kind) || kind === 'complete')) return;
    const now = clock.now();
    if (!isBelieved(now)) return;
    if (kinds.some((kind) => REPLANNED.has(kind))) {
      await guarded('reading the calendar', () => office.refresh(store));
      await guarded('planning', () => plan(now));
    }
    await guarded('following petitions and dossiers', () => followCases({ store, office, plan }, now));
  }

  /** What fails keeps nothing else of the day from being done. True where all of it was. */
  async function planDay(now: number): Promise<boolean> {
    const done: boolean[] = [];
    const each = async (what: string, work: () => Promise<unknown>) => void done.push(await guarded(what, work));
    await each('planning', async () => {
      const { moved, broken } = await plan(now);
      await tellMoved(dependencies, moved, now);
      await tellBrokenTasks(dependencies, broken, now);
    });
    await each('following petitions and dossiers', () => followCases({ store, office, plan }, now));
    await each('asking about what was past', () => askAboutHeld(dependencies, now));
    await each('asking for next year', () => askForNextYear(dependencies, now));
    await each('reminding deciders', () => remindDeciders(dependencies, now));
    await each('asking about what was restored', () => askAboutRestored(dependencies, now));
    await each('planning the week of groups', () => planGroupDigests(dependencies, now));
    return done.every(Boolean);
  }

  /** A channel's trouble, said once each time it changes, and kept for whoever asks from outside. */
  const watchChannels = joined(async (): Promise<void> => {
    const now = clock.now();
    for (const channel of channels) {
      const { name, account } = channel;
      const { state, problem } = channel.health();
      if (accounts.get(name) !== account) {
        accounts.set(name, account);
        await followAccount(dependencies, name, now);
      }
      const seen = JSON.stringify([account, state, problem]);
      if (noted.get(name) !== seen) {
        await store.noteChannel({ channel: name, account, state, problem: problem ?? null, at: now });
        noted.set(name, seen);
      }
      if (problems.get(name) === problem) continue;
      problems.set(name, problem);
      if (problem !== undefined) log.error({ channel: name, state, problem }, 'channel needs attention');
      else log.info({ channel: name, state }, 'channel is well again');
    }
  });

  async function tickOnce(): Promise<void> {
    const now = clock.now();
    if (watch && !(await watch.check(now))) {
      // Nothing is planned, fired or written down by a clock that is wrong; what people ask is answered.
      plannedOn = null;
      inBackground('sending');
      return;
    }
    const today = office.zone.dayOf(now);
    await guarded('looking at the channels', watchChannels);
    // Also what was entered on the command line meanwhile.
    await guarded('reading the calendar', async () => {
      if (await office.refresh(store)) plannedOn = null;
    });
    if (plannedOn !== today) {
      // What goes wrong while planning must not keep anybody from hearing what is planned already; it is tried again.
      plannedOn = (await planDay(now)) ? today : null;
    }
    if (isOfficeOpen(office, now)) {
      await guarded('firing', () => fire(now));
      await guarded('falling back', () => fallBack(now));
    } else await store.postponeUnasked({ until: nextOpening(office, now), at: now });
    if (checkedOn !== today) {
      await guarded('the self-check', async () => {
        if (await tellSelfCheck(dependencies, now)) checkedOn = today;
      });
    }
    const polls = channels.flatMap((channel) => {
      const { lastGoodPollAt } = channel.health();
      return lastGoodPollAt === null ? [] : [[`poll:${channel.name}`, lastGoodPollAt] as const];
    });
    const start = startedAt === null ? {} : { start: startedAt };
    await store.beatAll({ ...start, tick: now, ...Object.fromEntries(polls) });
    startedAt = null;
    inBackground('sending');
  }

  const eventsOf = (channel: Channel) => ({
    onInbound: async (inbound: Inbound): Promise<void> => {
      const { name, account } = channel;
      const fresh = await receive.journal({ ...inbound, channel: name, account, receivedAt: clock.now() });
      if (fresh) inBackground('answering');
    },
    onReady: (): void => inBackground('sending', sendWhatWaited),
    onChatMoved: async (from: string, to: string): Promise<void> => {
      await store.moveChat({ channel: channel.name, account: channel.account, from, to, at: clock.now() });
    },
    onAccountChanged: async (): Promise<void> => {
      await followAccount(dependencies, channel.name, clock.now());
      inBackground('sending');
    },
    onLoginNeeded: async (login: { picture: Picture; expiresAt: number }): Promise<void> => {
      await logins.needed(channel, login);
      inBackground('sending');
    },
  });

  return {
    plan,
    async tick() {
      ticking ??= tickOnce().finally(() => {
        ticking = null;
      });
      await ticking;
    },
    async idle() {
      while (background.size > 0) await Promise.all(background);
    },
    async start() {
      startedAt = clock.now();
      if (await guarded('noting the start', () => store.beat('start', startedAt!))) startedAt = null;
      // Before anything is sent.
      await guarded('checking the clock', async () => watch?.check(clock.now()));
      for (const channel of channels) await channel.start(eventsOf(channel));
      inBackground('sending');
    },
    async stop() {
      stopped.abort();
      await Promise.all(channels.map((channel) => channel.stop()));
      // Whoever called the tick hears of its failure.
      await ticking?.catch(() => {});
      while (background.size > 0) await Promise.all(background);
    },
    async nextWakeAt() {
      const now = clock.now();
      const due = await store.nextDueAt();
      if (due === null) return null;
      const wake = due > now && isOfficeOpen(office, due) ? due : nextOpening(office, Math.max(due, now));
      if (!channels.some((channel) => channel.capabilities.unaskedEveryMs > 0)) return wake;
      // A morning on a slow account may begin at any minute from the opening on.
      const { opens, morning } = hoursOf(office.policies);
      if (office.zone.minuteOf(wake) !== morning) return wake;
      return Math.min(wake, Math.max(now + TICK_MS, office.zone.instant(office.zone.dayOf(wake), opens)));
    },
  };
}
