import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/app/clock.ts';
import { zaloChannel } from '../../src/channel/zalo/channel.ts';
import { credentialsFile } from '../../src/channel/zalo/credentials.ts';
import type { ZaloPace } from '../../src/channel/zalo/sending.ts';
import type { Timings } from '../../src/channel/zalo/timings.ts';
import { redirectZalo } from '../emulators/zalo/redirect.ts';
import { type EmulatorOptions, startZalo, type ZaloEmulator } from '../emulators/zalo/server.ts';
import { realClock } from './clocks.ts';
import { testJournal, testLog, until } from './journal.ts';

/** Everything that waits, shortened; the proportions stay. */
export const QUICK: Timings = {
  callMs: 400,
  scanCallMs: 3_000,
  connectMs: 300,
  pingMs: 80,
  silentMs: 250,
  silentWithoutPongsMs: 1_500,
  backoffMs: [10, 60],
  steadyMs: 100,
  aliveMs: [60_000, 90_000],
  historyMs: 200,
  duplicateMs: [150, 600],
  expiredMs: [400, 2_000],
  fileMs: 20,
  rotationMs: 60,
  codeMs: 100_000,
  codes: 3,
  restMs: [600, 4_800],
  restMemoryMs: 10_000,
  staleMs: 1_500,
  patienceMs: 3_000,
  offerMs: [10, 60],
  graceMs: 500,
};

/** As fast as a machine can; what the pace does is tested on a clock that is set. */
export const NO_PACE: ZaloPace = { answerDelayMs: [1, 3], gapMs: [4, 8], maxPerHour: 1_000, maxPerDay: 5_000 };

export function tempHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'nhacviec-zalo-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

/** Leaves the credentials as a login by code would. */
export function logIn(
  home: string,
  account: Pick<ZaloEmulator['bot'], 'uid' | 'credentials'>,
  loggedInAt = Date.now(),
): void {
  const { userAgent, cookie } = account.credentials();
  // Each login by code makes a name of its own.
  const imei = `${randomUUID()}-0123456789abcdef0123456789abcdef`;
  credentialsFile(home).replace({
    imei,
    userAgent,
    language: 'vi',
    cookies: cookie as never,
    ownId: account.uid,
    loggedInAt,
  });
}

/** An account on its emulator, both closed when the test ends. */
export async function zaloOffice(
  options: EmulatorOptions & {
    timings?: Partial<Timings>;
    pace?: Partial<ZaloPace>;
    loggedIn?: boolean;
    down?: boolean;
    clock?: Clock;
    random?: () => number;
  } = {},
) {
  const zalo = await startZalo(options);
  const redirection = redirectZalo(zalo.base);
  const home = tempHome();
  const log = testLog();
  const journal = testJournal();
  if (options.loggedIn !== false) logIn(home, zalo.bot, options.now?.() ?? Date.now());
  const makeChannel = () => {
    const channel = zaloChannel({
      home,
      pace: { ...NO_PACE, ...options.pace },
      clock: options.clock ?? realClock,
      log,
      timings: { ...QUICK, ...options.timings },
      random: options.random ?? (() => 0.5),
    });
    onTestFinished(() => channel.stop(), 20_000);
    return channel;
  };
  onTestFinished(async () => {
    redirection.restore();
    await zalo.close();
  }, 20_000);
  const channel = makeChannel();
  if (options.down === true) await zalo.goDown();
  /** Resolves once it receives. */
  const start = async () => {
    await channel.start(journal);
    await until(
      () => channel.health().state === 'running',
      5_000,
      () => JSON.stringify(log.lines),
    );
  };
  const send = (chatId: string, text = 'chào', replyTo?: string) =>
    channel.send({ chatId, urgency: 'answer' }, { text, ...(replyTo === undefined ? {} : { replyTo }) });
  return { zalo, channel, journal, log, home, start, send, makeChannel };
}
