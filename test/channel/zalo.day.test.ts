import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Clock } from '../../src/app/clock.ts';
import { TIMINGS } from '../../src/channel/zalo/timings.ts';
import { until } from './journal.ts';
import { zaloOffice } from './zalo-office.ts';

const MINUTE_MS = 60_000;
const MINUTES = 24 * 60;
/** Virtual milliseconds that pass in a real one. */
const PACE = 8_000;
const MOST_GROWTH = 20 * 1024 * 1024;

/** A clock that runs fast, and goes on to the next minute when the test says so. */
function fastClock(start: number): Clock & { nextMinute(): void } {
  let from = start;
  let since = performance.now();
  const now = () => from + Math.floor((performance.now() - since) * PACE);
  return {
    now,
    async sleep(ms, signal) {
      await wait(Math.min(ms / PACE, 2 ** 31 - 1), undefined, signal ? { signal } : {}).catch(() => {});
    },
    nextMinute() {
      from = Math.max(now(), from + MINUTE_MS);
      since = performance.now();
    },
  };
}

function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test('a day on which the socket is cut every minute: every message once, and no more memory than at the start', {
  timeout: 300_000,
}, async () => {
  const clock = fastClock(Date.UTC(2026, 2, 13));
  const { zalo, channel, journal, start, log } = await zaloOffice({
    clock,
    now: clock.now,
    keep: 60,
    random: Math.random,
    // The office's own, but for what runs on real time.
    timings: {
      ...TIMINGS,
      callMs: 5_000,
      connectMs: 5_000 * PACE,
      historyMs: 5_000 * PACE,
      silentMs: 500 * PACE,
      silentWithoutPongsMs: 5_000 * PACE,
    },
  });
  const lan = zalo.user('Lan', { friend: true });
  const group = zalo.group('UBND xã', [lan]);
  const said: number[] = [];
  const taken = new Map<string, number>();
  const kept = journal.onInbound;
  Object.assign(journal, {
    async onInbound(inbound: Parameters<typeof kept>[0]) {
      if (Math.random() < 0.02) throw new Error('disk full');
      taken.set(inbound.externalId, (taken.get(inbound.externalId) ?? 0) + 1);
    },
  });
  await start();
  const { line } = zalo.bot;
  let before = 0;
  for (let minute = 0; minute < MINUTES; minute += 1) {
    // The first minutes load and compile what is needed.
    if (minute === 30) before = liveBytes();
    clock.nextMinute();
    await line.untilOpen();
    said.push(lan.says(`phút ${minute}`));
    if (minute % 3 === 0) said.push(lan.says(`@${zalo.bot.name} phút ${minute}`, { in: group }));
    if (minute % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (minute % 50 === 49) line.kick();
    else line.cut();
    said.push(lan.says('trong lúc đứt'));
    await line.untilOpen();
    said.push(lan.says('vừa nối', { under: 551 }));
    // Some connections hold for most of their minute, others are cut as soon as they are open.
    if (minute % 4 !== 0) await clock.sleep(30_000);
    log.forget();
  }
  await until(
    () => taken.size === said.length,
    10_000,
    () => `${taken.size} of ${said.length}`,
  );
  const grown = liveBytes() - before;
  expect([...taken].filter(([, times]) => times !== 1)).toEqual([]);
  expect([...taken.keys()].toSorted()).toEqual(said.map(String).toSorted());
  expect(line.opened).toBeGreaterThan(MINUTES);
  expect(grown).toBeLessThan(MOST_GROWTH);
  expect(channel.health().lastGoodPollAt).not.toBeNull();
});
