import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { applyPlan } from '../../src/app/apply-plan.ts';
import { inviteOfficer, SINCE_EVER } from '../../src/app/people.ts';
import { makePlan } from '../../src/app/plan.ts';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { loadPlan, SHIPPED_PLAN } from '../../src/runtime/data.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { type OpenStore, openSqlite } from '../../src/store/open.ts';
import { logIn } from '../channel/zalo-office.ts';
import { shippedOffice } from '../domain/shipped.ts';
import { startTelegram, type TelegramEmulator } from '../emulators/telegram/server.ts';
import { startZalo, type ZaloEmulator } from '../emulators/zalo/server.ts';
import { type Ended, type RunningProgram, runProgram, startProgram } from './program.ts';

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  scripts: { start: string };
};
const flags = scripts.start.split(' ').filter((word) => word.startsWith('--'));

const PRELOAD = new URL('../emulators/zalo/redirect-preload.ts', import.meta.url).href;
/** Holds a report that has to be sent on Friday 15 March 2024. */
const POSITION = 'Công chức đầu mối kiểm soát TTHC';
const DAY = '2024-03-15';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** An instant, written as a clock shows it; of another day than that Friday with the day before it. */
export const at = (clock: string): string => `${clock.includes('T') ? clock : `${DAY}T${clock}`}+07:00`;

export interface Member {
  readonly name: string;
  readonly isAdmin?: boolean;
  /** Chat ids, the preferred one first. */
  readonly chats: readonly { readonly channel: 'zalo' | 'telegram'; readonly chatId: string }[];
}

/** The real program with both platforms, which live on its clock: as set, and as fast. */
export interface Rehearsal {
  readonly zalo: ZaloEmulator;
  readonly telegram: TelegramEmulator;
  readonly home: string;
  /** The clock of the program, and of the platforms. */
  now(): number;
  /** Puts people into the office who are linked already, each with the report of that Friday unless they administer. */
  staff(members: readonly Member[]): Promise<void>;
  /** Leaves the credentials of a login on Zalo. */
  logIn(): void;
  /** As `npm start` does. */
  start(clock: string): Promise<RunningProgram>;
  nv(...args: string[]): Promise<Ended>;
  /** Waits until the clock shows this, or the condition holds; says which. */
  until(condition: () => boolean, clock: string): Promise<void>;
  pass(clock: string): Promise<void>;
  passMinutes(minutes: number): Promise<void>;
  withStore<T>(work: (store: OpenStore) => Promise<T>): Promise<T>;
}

export async function rehearse({ speed }: { speed: number }): Promise<Rehearsal> {
  let now = () => Date.parse(at('06:00:00'));
  const zalo = await startZalo({ now: () => now(), keep: 5_000 });
  const telegram = await startTelegram({ now: () => now() });
  const folder = mkdtempSync(join(tmpdir(), 'nhacviec-rehearsal-'));
  const home = join(folder, 'var');
  const running: RunningProgram[] = [];
  onTestFinished(async () => {
    for (const program of running) await program.stop('SIGKILL');
    await zalo.close();
    await telegram.close();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  const environment = (more: Record<string, string>) => ({
    NHACVIEC_HOME: home,
    NHACVIEC_CLOCK_SPEED: String(speed),
    NODE_OPTIONS: `--import=${PRELOAD}`,
    ZALO_EMULATOR: zalo.base,
    ZALO_ENABLED: 'yes',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    OFFICE_NAME: 'UBND xã Phú Tân',
    ...more,
  });

  async function withStore<T>(work: (store: OpenStore) => Promise<T>): Promise<T> {
    const store = await openSqlite({ path: join(home, 'nhacviec.db'), log: silent });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  const untilReal = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 3));
  };

  return {
    zalo,
    telegram,
    home,
    now: () => now(),
    async staff(members) {
      mkdirSync(home, { mode: 0o700 });
      await withStore(async (store) => {
        const office = shippedOffice('UBND xã Phú Tân');
        const from = dayFromIso(DAY);
        const instant = office.zone.instant(from, 0);
        const plan = makePlan({ store, office, log: silent });
        await applyPlan({ store, office, plan }, { file: loadPlan(SHIPPED_PLAN), year: 2024, from, now: instant });
        for (const { name, isAdmin = false, chats } of members) {
          const added = await store.addOfficer({
            name,
            address: 'chị',
            isAdmin,
            isLeader: false,
            supervisorId: null,
            positions: isAdmin ? [] : [POSITION],
            from: SINCE_EVER,
            at: instant,
          });
          if (added.kind !== 'added') throw new Error('two of one name');
          for (const { channel, chatId } of chats) {
            const account = channel === 'zalo' ? zalo.bot.uid : String(telegram.bot.me.id);
            const { code } = await inviteOfficer({ store, codes: inviteCodes }, added.officerId, instant);
            const codeHash = inviteCodes.hash(code);
            await store.redeemInvite({ channel, account, chatId, codeHash, at: instant, maxWrong: 5, lockMs: 1 });
          }
        }
      });
    },
    logIn: () => logIn(home, zalo.bot, now()),
    async start(clock) {
      const program = startProgram(['start'], environment({ NHACVIEC_START_AT: at(clock) }), flags);
      running.push(program);
      await program.prints(/the clock is set/);
      const line = program.stderr.split('\n').find((one) => one.includes('the clock is set'));
      const told = JSON.parse(line ?? '') as { time: string; now: string };
      now = () => Date.parse(told.now) + (Date.now() - Date.parse(told.time)) * speed;
      await program.prints(/"msg":"started"/);
      return program;
    },
    nv: (...args) => {
      const startAt = new Date(now()).toISOString();
      return runProgram(args, environment({ NHACVIEC_START_AT: startAt }));
    },
    async until(condition, clock) {
      await untilReal(() => condition() || now() > Date.parse(at(clock)));
      expect(condition(), `${condition} by ${clock}`).toBe(true);
    },
    pass: (clock) => untilReal(() => now() >= Date.parse(at(clock))),
    passMinutes(minutes) {
      const end = now() + minutes * 60_000;
      return untilReal(() => now() >= end);
    },
    withStore,
  };
}

/** Somebody holds the telephone of the account in hand and scans the code that is shown. */
export async function scan({ phone }: ZaloEmulator): Promise<void> {
  await phone.untilShown();
  phone.scans();
  await phone.untilAskedToConfirm();
  phone.confirms();
}

/** Milliseconds from each instant to the next. */
export const gapsBetween = (instants: readonly number[]): number[] =>
  instants.slice(1).map((instant, index) => instant - instants[index]!);
