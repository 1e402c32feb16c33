import { describe, expect, onTestFinished, test } from 'vitest';
import { applyPlan } from '../../src/app/apply-plan.ts';
import { auditEverything } from '../../src/app/audit.ts';
import type { Channel } from '../../src/app/channel.ts';
import type { Clock } from '../../src/app/clock.ts';
import { makeEngine } from '../../src/app/engine.ts';
import { liveOffice } from '../../src/app/live-office.ts';
import { inviteOfficer, SINCE_EVER } from '../../src/app/people.ts';
import { makePlan } from '../../src/app/plan.ts';
import { silenceSelfCheck } from '../../src/app/self-check.ts';
import { makePace, type Pace } from '../../src/channel/pace.ts';
import { ACCOUNT, PRIVATE_CHAT } from '../../src/channel/telegram/channel.ts';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import type { SendOutcome } from '../../src/domain/message.ts';
import { planFileSchema } from '../../src/domain/plan-file.ts';
import { policiesSchema } from '../../src/domain/policy.ts';
import { loadCalendarFiles } from '../../src/runtime/data.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { openSqlite } from '../../src/store/open.ts';
import { steppedClock } from '../channel/clocks.ts';
import { policies, zone } from '../domain/shipped.ts';
import { makeSendLimits } from '../emulators/telegram/limits.ts';
import { seeded } from './burst.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
/** The shipped policies of an office whose morning begins at eight. */
const office = liveOffice(
  {
    name: 'UBND xã Thử',
    zone,
    policies: policiesSchema.parse(JSON.parse(JSON.stringify(policies).replaceAll('07:30', '08:00'))),
  },
  loadCalendarFiles(),
);
/** A Wednesday. */
const TWENTIETH = dayFromIso('2024-03-20');
const EIGHT = zone.instant(TWENTIETH, 8 * 60);
const REMINDERS = 300;
/** From a request to Telegram's answer. */
const ROUND_TRIP_MS = 150;

/** How an account is paced, and what the platform itself would say: 0 takes a request, else so many seconds of peace. */
interface Platform {
  readonly name: string;
  readonly unaskedEveryMs: number;
  pace(clock: Clock): Pace;
  limits(clock: Clock): { take(chatId: number): number };
}

const TELEGRAM: Platform = {
  name: 'telegram',
  unaskedEveryMs: 0,
  pace: (clock) => makePace({ clock, account: ACCOUNT, chat: () => PRIVATE_CHAT, patienceMs: 60_000 }),
  limits: (clock) => makeSendLimits(clock.now),
};

const HOUR_MS = 3_600_000;
/** As it ships: 20 to 60 seconds between messages, 60 an hour. */
const ZALO: Platform = {
  name: 'zalo',
  unaskedEveryMs: 40_000,
  pace: (clock) => {
    const random = seeded(20);
    const gapMs = () => 20_000 + random() * 40_000;
    const careful = { pauseMs: () => 0, gapMs, meanGapMs: 40_000, atMost: [{ count: 60, ms: HOUR_MS }], earlier: [] };
    return makePace({ clock, account: { everyMs: 0, careful }, chat: () => ({ everyMs: 0 }), patienceMs: 60_000 });
  },
  limits(clock) {
    const taken: number[] = [];
    return {
      take() {
        const now = clock.now();
        const near = now - (taken.at(-1) ?? 0) < 20_000;
        const full = taken.filter((at) => now - at < HOUR_MS).length >= 60;
        taken.push(now);
        return near || full ? 20 : 0;
      },
    };
  },
};

/** An office in which every one of 300 reports is due on the 20th, and its morning until all is told. */
async function morning(people: number, platform: Platform, hours: number) {
  const clock = steppedClock(EIGHT - 65 * 60_000, 5);
  const store = await openSqlite({ path: ':memory:', log: silent, durable: false });
  onTestFinished(() => store.close());
  await silenceSelfCheck(store, clock.now());
  const holderOf = (task: number) => task % people;
  const file = planFileSchema.parse({
    id: 'thu',
    name: 'Kế hoạch thử',
    source: 'thử',
    year: 2024,
    positions: Array.from({ length: people }, (_, i) => ({ name: `Bộ phận ${i}`, place: 'office' })),
    tasks: Array.from({ length: REMINDERS }, (_, i) => ({
      ref: `T${i}`,
      kind: 'task',
      title: `Báo cáo số ${i}.`,
      lead: [`Bộ phận ${holderOf(i)}`],
      cooperating: [],
      deadlineText: '',
      rules: [{ kind: 'monthly', day: 20 }],
    })),
  });
  // From the day itself on: of all steps only those of the day are left.
  await applyPlan(
    { store, office, plan: makePlan({ store, office, log: silent }) },
    { file, year: 2024, from: TWENTIETH, now: clock.now() },
  );
  for (let i = 0; i < people; i++) {
    const added = await store.addOfficer({
      name: `Người ${i}`,
      address: 'chị',
      isAdmin: false,
      isLeader: false,
      supervisorId: null,
      positions: [`Bộ phận ${i}`],
      from: SINCE_EVER,
      at: clock.now(),
    });
    if (added.kind !== 'added') throw new Error('two of one name');
    const { code } = await inviteOfficer({ store, codes: inviteCodes }, added.officerId, clock.now());
    const chat = { channel: platform.name, account: 'bot', chatId: String(1_000 + i) };
    await store.redeemInvite({ ...chat, codeHash: inviteCodes.hash(code), at: clock.now(), maxWrong: 5, lockMs: 1 });
  }

  const limits = platform.limits(clock);
  const pace = platform.pace(clock);
  const told: { chatId: string; text: string; at: number }[] = [];
  let refused = 0;
  const { name, unaskedEveryMs } = platform;
  const channel: Channel = {
    name,
    account: 'bot',
    capabilities: { buttons: true, reactions: true, quotes: true, pictures: true, unaskedEveryMs, maxLength: 4096 },
    start: async () => {},
    stop: async () => pace.close(),
    health: () => ({ state: 'running', lastGoodPollAt: null }),
    async send(to, { text }) {
      const turn = await pace.run(to, async (): Promise<SendOutcome> => {
        const afterS = limits.take(Number(to.chatId));
        if (afterS > 0) refused += 1;
        else told.push({ chatId: to.chatId, text, at: clock.now() });
        await clock.sleep(ROUND_TRIP_MS);
        if (afterS > 0) return { kind: 'retry', afterMs: afterS * 1_000, reason: 'too-many' };
        return { kind: 'sent', externalId: String(told.length) };
      });
      if (turn.kind === 'done') return turn.value;
      return { kind: 'retry', afterMs: turn.kind === 'late' ? turn.afterMs : 1_000, reason: 'paced' };
    },
  };
  const errors: string[] = [];
  const log = { ...silent, error: (_: object, message: string) => void errors.push(message) };
  const engine = makeEngine({ store, channels: [channel], office, clock, log, codes: inviteCodes, rehearse: null });
  await engine.start();
  for (let minute = 0; minute < 65 + hours * 60; minute++) {
    await engine.tick();
    await clock.pass(60_000);
  }
  await engine.stop();

  const tasks = told.flatMap(({ chatId, text }) =>
    [...text.matchAll(/Báo cáo số (\d+)\./g)].map(([, task]) => ({ task: Number(task), chatId })),
  );
  expect(tasks.map(({ task }) => task).sort((a, b) => a - b)).toEqual(Array.from({ length: REMINDERS }, (_, i) => i));
  for (const { task, chatId } of tasks) expect(chatId).toBe(String(1_000 + holderOf(task)));
  expect({ refused, errors }).toEqual({ refused: 0, errors: [] });
  expect((await auditEverything({ store, office }, clock.now())).differences).toEqual([]);
  return { messages: told.length, first: told[0]!.at, tookMs: told.at(-1)!.at - told[0]!.at };
}

describe('300 reminders for 08:00 on the 20th: all are told, each once, within the limits', { timeout: 60_000 }, () => {
  // 29.5 a second, and one a second in one chat.
  test.each([
    { people: 300, messages: 300, seconds: 10.2, what: 'of one person each: in ten seconds' },
    { people: 20, messages: 20, seconds: 0.7, what: 'fifteen each, in one message: in less than a second' },
    { people: 1, messages: 5, seconds: 4.7, what: 'all of one person, in five messages: in less than five seconds' },
  ])('on Telegram, $what', async ({ people, messages, seconds }) => {
    const it = await morning(people, TELEGRAM, 1);
    expect(it).toMatchObject({ messages, first: EIGHT });
    expect(it.tookMs).toBeLessThanOrEqual(seconds * 1_000);
  });

  test('on Zalo, of one person each: in less than five hours, from the opening on', async () => {
    const it = await morning(300, ZALO, 6);
    expect(it).toMatchObject({ messages: 300, first: EIGHT - HOUR_MS });
    expect(it.tookMs).toBeLessThanOrEqual(4.8 * HOUR_MS);
  });
});
