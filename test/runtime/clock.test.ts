import { expect, test } from 'vitest';
import { systemClock } from '../../src/runtime/clock.ts';

const START = Date.parse('2026-03-13T07:29:00+07:00');

test('a clock that is set begins there and runs on as the machine’s does', () => {
  const clock = systemClock({ startAt: START });
  expect(clock.now() - START).toBeGreaterThanOrEqual(0);
  expect(clock.now() - START).toBeLessThan(1_000);
});

test('a rehearsal’s minute passes in as many fewer seconds, asleep too', async () => {
  const clock = systemClock({ startAt: START, speed: 600 });
  const before = performance.now();
  await clock.sleep(60_000);
  const realMs = performance.now() - before;
  expect(clock.now() - START).toBeGreaterThanOrEqual(60_000 - 600);
  expect(realMs).toBeGreaterThanOrEqual(95);
  expect(realMs).toBeLessThan(5_000);
});

test('a sleep that is interrupted ends at once', async () => {
  const stopping = new AbortController();
  const sleeping = systemClock({ speed: 2 }).sleep(3_600_000, stopping.signal);
  stopping.abort();
  await sleeping;
});
