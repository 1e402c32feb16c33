import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/app/clock.ts';
import type { Engine } from '../../src/app/engine.ts';
import type { Store } from '../../src/app/store.ts';
import { telegramChannel } from '../../src/channel/telegram/channel.ts';
import { QUICK } from '../channel/telegram-office.ts';
import type { EmulatedUser } from '../emulators/telegram/people.ts';
import { startTelegram, type TelegramEmulator } from '../emulators/telegram/server.ts';
import { type Ended, type RunningProgram, runProgram, startProgram } from '../process/program.ts';
import { expectBooksRight } from './burst.ts';
import { foundOffice, quarterly, runEngine, silent } from './office-on-disk.ts';

const TASKS = ['Báo cáo quý', 'Danh sách quý'].map((title) => quarterly(title, 'Đầu mối'));

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
  const account = telegram.token.split(':')[0]!;
  const nam = telegram.user('Huỳnh Nam');
  const lan = telegram.user('Nguyễn Thị Lan');
  const more = Array.from({ length: others }, (_, i) => telegram.user(`Người ${i}`));
  const chatOf = ({ id }: EmulatedUser) => ({ channel: 'telegram', account, chatId: String(id) });
  await foundOffice(
    path,
    [...TASKS, ...more.map((_, i) => quarterly(`Báo cáo ${i}`, `Bộ phận ${i}`))],
    [
      { name: 'Huỳnh Nam', position: null, chat: chatOf(nam) },
      { name: 'Nguyễn Thị Lan', position: 'Đầu mối', chat: chatOf(lan) },
      ...more.map((one, i) => ({ name: `Người ${i}`, position: `Bộ phận ${i}`, chat: chatOf(one) })),
    ],
  );
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
    speed,
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
  readonly store: Store;
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
  const channel = telegramChannel({
    token: it.telegram.token,
    apiRoot: it.telegram.apiRoot,
    clock,
    log: silent,
    timings: { ...QUICK, sendMs: 2_000, smallCallMs: 2_000, pollMs: 3_000, connectMs: 2_000 },
    random: () => 0.5,
  });
  const { engine, store, tick, errors } = await runEngine(it.path, [channel], clock);
  const at = async (iso: string) => {
    clock.moveTo(iso);
    await tick();
  };
  return {
    ...it,
    engine,
    store,
    clock,
    at,
    async ticksTo(iso, everyMinutes = 1) {
      for (;;) {
        await tick();
        if (clock.now() >= Date.parse(iso)) return;
        clock.moveTo(new Date(Math.min(Date.parse(iso), clock.now() + everyMinutes * 60_000)).toISOString());
      }
    },
    errors,
  };
}
