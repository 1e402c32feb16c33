import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { applyPlan } from '../../src/app/apply-plan.ts';
import { auditEverything } from '../../src/app/audit.ts';
import type { Clock } from '../../src/app/clock.ts';
import { type Engine, makeEngine } from '../../src/app/engine.ts';
import { inviteOfficer, SINCE_EVER } from '../../src/app/people.ts';
import { makePlan } from '../../src/app/plan.ts';
import { silenceSelfCheck } from '../../src/app/self-check.ts';
import { watchClock } from '../../src/app/watch-clock.ts';
import { telegramChannel } from '../../src/channel/telegram/channel.ts';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { planFileSchema } from '../../src/domain/plan-file.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { openSqlite } from '../../src/store/open.ts';
import { QUICK } from '../channel/telegram-office.ts';
import { shippedOffice } from '../domain/shipped.ts';
import type { EmulatedUser } from '../emulators/telegram/people.ts';
import { startTelegram, type TelegramEmulator } from '../emulators/telegram/server.ts';
import { type Ended, type RunningProgram, runProgram, startProgram } from '../process/program.ts';
import { expectBooksRight } from './burst.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const office = shippedOffice('UBND xã Thử');

/** Both reports are due on Friday 15 March 2024. */
const TASKS = ['Báo cáo quý', 'Danh sách quý'].map((title) => ({
  title,
  lead: ['Đầu mối'],
  rules: [{ kind: 'quarterly', monthOfQuarter: 3, day: 17 }],
}));

export interface TelegramOffice {
  readonly telegram: TelegramEmulator;
  readonly path: string;
  readonly nam: EmulatedUser;
  readonly lan: EmulatedUser;
  /** The others, where more are wanted. */
  readonly others: readonly EmulatedUser[];
  /** The real program, on this office, from that instant on. */
  service(startAt: string, settings?: Record<string, string>): RunningProgram;
  /** A command of the program, on this office at that instant. */
  nv(at: string, ...args: string[]): Promise<Ended>;
  expectBooksRight(at: string): Promise<void>;
}

/**
 * An office on the disk, whose people are on a local Telegram: anh Nam is the administrator, chị Lan leads both reports;
 * each of the others has one of their own.
 */
export async function telegramOffice({
  now,
  others = 0,
}: {
  now?: () => number;
  others?: number;
} = {}): Promise<TelegramOffice> {
  const telegram = await startTelegram(now === undefined ? {} : { now });
  onTestFinished(() => telegram.close());
  const home = mkdtempSync(join(tmpdir(), 'nhacviec-telegram-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const path = join(home, 'nhacviec.db');
  const store = await openSqlite({ path, log: silent, durable: false });
  const from = dayFromIso('2024-03-14');
  const at = office.zone.instant(from, 600);
  await silenceSelfCheck(store, at);
  const tasks = [
    ...TASKS,
    ...Array.from({ length: others }, (_, i) => ({ ...TASKS[0]!, title: `Báo cáo ${i}`, lead: [`Bộ phận ${i}`] })),
  ];
  const file = planFileSchema.parse({
    id: 'thu',
    name: 'Kế hoạch thử',
    source: 'thử',
    year: 2024,
    positions: [...new Set(tasks.flatMap(({ lead }) => lead))].map((name) => ({ name, place: 'office' })),
    tasks: tasks.map((task, i) => ({ ...task, ref: `T${i + 1}`, kind: 'task', cooperating: [], deadlineText: '' })),
  });
  await applyPlan(
    { store, office, plan: makePlan({ store, office, log: silent }) },
    { file, year: 2024, from, now: at },
  );
  const add = async (name: string, position: string | null): Promise<EmulatedUser> => {
    const user = telegram.user(name);
    const added = await store.addOfficer({
      name,
      address: name.startsWith('Huỳnh') ? 'anh' : 'chị',
      isAdmin: position === null,
      isLeader: false,
      supervisorId: null,
      positions: position === null ? [] : [position],
      from: SINCE_EVER,
      at,
    });
    if (added.kind !== 'added') throw new Error('two of one name');
    const { code } = await inviteOfficer({ store, codes: inviteCodes }, added.officerId, at);
    const chat = { channel: 'telegram', account: telegram.token.split(':')[0]!, chatId: String(user.id) };
    await store.redeemInvite({ ...chat, codeHash: inviteCodes.hash(code), at, maxWrong: 5, lockMs: 1 });
    return user;
  };
  const nam = await add('Huỳnh Nam', null);
  const lan = await add('Nguyễn Thị Lan', 'Đầu mối');
  const more: EmulatedUser[] = [];
  for (let i = 0; i < others; i++) more.push(await add(`Người ${i}`, `Bộ phận ${i}`));
  await store.close();
  const environment = (startAt: string) => ({
    NHACVIEC_HOME: home,
    NHACVIEC_START_AT: startAt,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
  });
  return {
    telegram,
    path,
    nam,
    lan,
    others: more,
    nv: (at, ...args) => runProgram(args, environment(at)),
    service(startAt, settings = {}) {
      const program = startProgram(['start'], { ...environment(startAt), ...settings });
      onTestFinished(() => void program.child.kill('SIGKILL'));
      return program;
    },
    expectBooksRight: (instant) => expectBooksRight(path, Date.parse(instant)),
  };
}

/** A clock that runs, and can be moved on. */
export interface MovableClock extends Clock {
  moveTo(iso: string): void;
}

function movableClock(start: string, speed = 1): MovableClock {
  const begun = Date.now();
  let moved = Date.parse(start);
  const now = () => moved + (Date.now() - begun) * speed;
  return {
    now,
    moveTo(iso) {
      moved += Math.max(0, Date.parse(iso) - now());
    },
    async sleep(ms, signal) {
      const wake = now() + ms;
      while (now() < wake && !signal?.aborted) await new Promise((resolve) => setTimeout(resolve, 3));
    },
  };
}

export interface RunningOffice extends TelegramOffice {
  readonly engine: Engine;
  readonly clock: MovableClock;
  /** The instant, and a tick at it. */
  at(iso: string): Promise<void>;
  /** Ticks, a minute apart, up to the instant. */
  ticksTo(iso: string, everyMinutes?: number): Promise<void>;
  errors(): string[];
}

/** The same office with the engine and the real Telegram channel in this process, on a clock that can be moved. */
export async function runningOffice(
  start: string,
  { others = 0, speed = 1, limits = false }: { others?: number; speed?: number; limits?: boolean } = {},
): Promise<RunningOffice> {
  const clock = movableClock(start, speed);
  const it = await telegramOffice({ now: () => clock.now(), others });
  it.telegram.setLimits(limits);
  const store = await openSqlite({ path: it.path, log: silent, durable: false });
  const errors: string[] = [];
  const log = { ...silent, error: (_facts: object, message: string) => void errors.push(message) };
  const channel = telegramChannel({
    token: it.telegram.token,
    apiRoot: it.telegram.apiRoot,
    clock,
    log: silent,
    timings: { ...QUICK, sendMs: 2_000, smallCallMs: 2_000, pollMs: 3_000, connectMs: 2_000 },
    random: () => 0.5,
  });
  const engine = makeEngine({
    store,
    channels: [channel],
    office,
    clock,
    log,
    codes: inviteCodes,
    rehearse: null,
    watch: watchClock({ store, office, log, elapsed: () => clock.now() }),
  });
  await engine.start();
  let over = false;
  onTestFinished(async () => {
    over = true;
    await engine.stop();
    const { differences } = await auditEverything({ store, office }, clock.now());
    await store.close();
    expect(differences).toEqual([]);
  });
  const tick = async () => {
    if (over) return;
    await engine.tick();
    await engine.idle();
  };
  const at = async (iso: string) => {
    clock.moveTo(iso);
    await tick();
  };
  return {
    ...it,
    engine,
    clock,
    at,
    async ticksTo(iso, everyMinutes = 1) {
      for (;;) {
        await tick();
        if (clock.now() >= Date.parse(iso)) return;
        clock.moveTo(new Date(Math.min(Date.parse(iso), clock.now() + everyMinutes * 60_000)).toISOString());
      }
    },
    errors: () => errors.splice(0),
  };
}
