import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { burst, MORNING, SOAK, seeded, until } from './burst.ts';

/** Longer than a lease. */
const LATER_MS = 121_000;
/** Messages that may be sent and not yet written down. */
const UNRECORDED = 30;

test('killed after the claim: what was claimed goes out after the lease, marked, and nothing twice', {
  timeout: 120_000,
}, async () => {
  const it = await burst({ people: 10, notices: 50 });
  expect(await it.start(MORNING, { point: 'claimed', count: 1 }).ended).toBe('SIGKILL');
  expect(it.accepted()).toEqual([]);
  const at = MORNING + LATER_MS;
  expect(await it.start(at).ended).toBe(0);
  await it.expectAllTold({ repeats: 0, now: at });
  expect(it.accepted().filter(({ text }) => text.startsWith('(gửi lại)'))).toHaveLength(UNRECORDED);
});

test.each([1, 31])(
  'killed when the provider had accepted %i and nothing of the last was written down: only what was in doubt is repeated',
  { timeout: 120_000 },
  async (count) => {
    const it = await burst({ people: 10, notices: 50 });
    expect(await it.start(MORNING, { point: 'accepted', count }).ended).toBe('SIGKILL');
    expect(it.accepted()).toHaveLength(count);
    const at = MORNING + LATER_MS;
    expect(await it.start(at).ended).toBe(0);
    await it.expectAllTold({ repeats: Math.min(count, UNRECORDED), now: at });
  },
);

test('killed twice in a row before anything left: it goes out all the same', { timeout: 120_000 }, async () => {
  const it = await burst({ people: 2, notices: 3 });
  let at = MORNING;
  for (let kill = 0; kill < 2; kill++, at += LATER_MS)
    expect(await it.start(at, { point: 'claimed', count: 1 }).ended).toBe('SIGKILL');
  expect(await it.start(at).ended).toBe(0);
  await it.expectAllTold({ repeats: 0, now: at });
});

const KILLS = SOAK ? 200 : 6;

test(`${KILLS} kills at random points in a burst of 5,000: all arrives, and only what was in doubt is repeated`, {
  timeout: SOAK ? 3_600_000 : 300_000,
}, async () => {
  const random = seeded(5);
  const it = await burst({ people: 50, notices: 4_950 });
  const outbox = join(dirname(it.path), 'outbox');
  const size = () => statSync(outbox, { throwIfNoEntry: false })?.size ?? 0;
  let at = MORNING;
  for (let kill = 0; kill < KILLS; kill++, at += LATER_MS) {
    const sender = it.start(at);
    // About 30 bytes a message: far enough apart that some of the burst is left for the last kill.
    const enough = size() + random() * ((2 * 5_000 * 30 * 0.8) / KILLS);
    const done = { ended: false };
    void sender.ended.then(() => {
      done.ended = true;
    });
    await until(() => size() >= enough || done.ended);
    await sleep(random() * 20);
    sender.child.kill('SIGKILL');
    await sender.ended;
  }
  const last = it.start(at);
  expect(await last.ended).toBe(0);
  await it.expectAllTold({ repeats: UNRECORDED * KILLS, now: at });
});
