import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Recipient } from '../../src/app/channel.ts';
import type { CarefulLimit } from '../../src/channel/care.ts';
import { makePace, type Turn } from '../../src/channel/pace.ts';
import { LEASE_MS } from '../../src/domain/settle.ts';
import { steppedClock } from './clocks.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const PATIENCE_MS = 75_000;

interface Sent extends Recipient {
  readonly name: string;
  readonly at: number;
  readonly endedAt: number;
}

/** An account with a person's habits on a clock that the test moves; each send takes a second. */
function account(options: Partial<CarefulLimit> & { random?: () => number } = {}) {
  const clock = steppedClock();
  const began = clock.now();
  const random = options.random ?? (() => 0.5);
  const sent: Sent[] = [];
  const turns: { name: string; turn: Turn<void>; at: number }[] = [];
  const pace = makePace({
    clock,
    account: {
      everyMs: 0,
      careful: {
        pauseMs: () => 1_500 + 2_500 * random(),
        gapMs: () => 20_000 + 40_000 * random(),
        meanGapMs: 40_000,
        atMost: [
          { count: 60, ms: HOUR_MS },
          { count: 300, ms: DAY_MS },
        ],
        earlier: [],
        ...options,
      },
    },
    chat: () => ({ everyMs: 0 }),
    patienceMs: PATIENCE_MS,
  });
  const send = (name: string, urgency: Recipient['urgency'] = 'unasked') => {
    const to = { chatId: name, urgency };
    const task = async () => {
      const at = clock.now() - began;
      await clock.sleep(1_000);
      sent.push({ ...to, name, at, endedAt: clock.now() - began });
    };
    return pace.run(to, task).then((turn) => {
      turns.push({ name, turn, at: clock.now() - began });
      return turn;
    });
  };
  /** As the application does it: what comes back late is sent again when it said. */
  const insist = async (name: string, urgency: Recipient['urgency'] = 'unasked') => {
    for (;;) {
      const turn = await send(name, urgency);
      if (turn.kind !== 'late') return;
      await clock.sleep(turn.afterMs);
    }
  };
  return { clock, pace, send, insist, sent, turns, began };
}

const gaps = (sent: readonly Sent[]) => sent.slice(1).map(({ at }, i) => at - sent[i]!.endedAt);
const fullest = (times: readonly number[], ms: number) =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));

/** Repeatable, between 0 and 1. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('an answer waits for as long as a person types, then goes', async () => {
  const { clock, send, sent } = account();
  void send('a', 'answer');
  await clock.pass(2_700);
  expect(sent).toEqual([]);
  await clock.pass(5_000);
  expect(sent[0]?.at).toBe(2_750);
});

test('answers follow one another a person’s pause apart, one at a time', async () => {
  const { clock, send, sent } = account();
  for (const name of ['a', 'b', 'c']) void send(name, 'answer');
  await clock.pass(30_000);
  expect(sent.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(gaps(sent)).toEqual([2_750, 2_750]);
});

test('unasked messages stand a gap apart, and an answer goes between them', async () => {
  const { clock, send, sent } = account();
  void send('một');
  void send('hai');
  await clock.pass(10_000);
  void send('đáp', 'answer');
  await clock.pass(60_000);
  expect(sent.map(({ name }) => name)).toEqual(['một', 'đáp', 'hai']);
  expect(sent[2]!.at - sent[0]!.endedAt).toBe(40_000);
});

test('who would wait longer than a lease allows is sent back at once, each with a later time', async () => {
  const { clock, send, sent, turns } = account();
  for (let i = 0; i < 30; i += 1) void send(`m${i}`);
  await clock.pass(0);
  const late = turns.flatMap(({ turn, at }) => (turn.kind === 'late' ? [{ afterMs: turn.afterMs, at }] : []));
  expect(late.length).toBeGreaterThanOrEqual(27);
  expect(late.every(({ at }) => at === 0)).toBe(true);
  const times = late.map(({ afterMs }) => afterMs);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(new Set(times).size).toBe(times.length);
  expect(times.at(-1)! / times.length).toBeLessThan(60_000);
  await clock.pass(LEASE_MS);
  expect(sent.length + late.length + (turns.length - sent.length - late.length)).toBe(30);
  for (const { at } of turns) expect(at).toBeLessThan(LEASE_MS - 20_000);
});

test.each([1, 2, 3])('sixty officers are all written to within the hour, in order, never faster (%i)', async (seed) => {
  const { clock, insist, sent, turns } = account({ random: randomFrom(seed) });
  const all = Array.from({ length: 60 }, (_, i) => insist(`m${i}`));
  await clock.pass(HOUR_MS);
  await Promise.all(all);
  expect(sent).toHaveLength(60);
  expect(Math.min(...gaps(sent))).toBeGreaterThanOrEqual(20_000);
  expect(sent.at(-1)!.at).toBeLessThan(55 * MINUTE_MS);
  // Nobody is sent back over and over, and hardly anybody loses the place in the line.
  expect(turns.length).toBeLessThan(60 * 4);
  const places = sent.map(({ name }, place) => Math.abs(Number(name.slice(1)) - place));
  expect(places.reduce((sum, off) => sum + off, 0) / 60).toBeLessThan(6);
});

test('no hour holds more than sixty and no day more than three hundred, however many wait', async () => {
  const { clock, insist, sent } = account({ random: randomFrom(7) });
  for (let i = 0; i < 320; i += 1) void insist(`m${i}`);
  await clock.pass(30 * HOUR_MS);
  const times = sent.map(({ at }) => at);
  expect(sent).toHaveLength(320);
  expect(fullest(times, HOUR_MS)).toBeLessThanOrEqual(60);
  expect(fullest(times, DAY_MS)).toBe(300);
});

test('what an earlier run sent counts', async () => {
  const earlier = Array.from({ length: 60 }, (_, i) => Date.UTC(2026, 2, 13) - HOUR_MS + 10_000 + i * 50_000);
  const { clock, insist, sent } = account({ earlier });
  void insist('a');
  void insist('b');
  await clock.pass(30 * MINUTE_MS);
  // Each waits until the hour of an earlier one is over.
  expect(sent.map(({ at }) => at)).toEqual([10_000, 60_000]);
});

test('a clock that is set back makes nobody wait for it to catch up', async () => {
  const { clock, send, sent } = account();
  void send('a');
  await clock.pass(5_000);
  clock.jump(-DAY_MS);
  void send('b');
  void send('đáp', 'answer');
  await clock.pass(90_000);
  expect(sent.map(({ name }) => name)).toEqual(['a', 'đáp', 'b']);
});

test('whatever comes when, unasked messages keep their gaps, answers their pauses, and nobody waits beyond patience', async () => {
  const arrival = fc.record({ afterMs: fc.integer({ min: 0, max: 90_000 }), isAnswer: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(arrival, { maxLength: 40 }), fc.integer(), async (arrivals, seed) => {
      const { clock, send, sent, turns, began } = account({ random: randomFrom(seed) });
      const came = new Map<string, number>();
      for (const [i, { afterMs, isAnswer }] of arrivals.entries()) {
        await clock.pass(afterMs);
        came.set(`m${i}`, clock.now() - began);
        void send(`m${i}`, isAnswer ? 'answer' : 'unasked');
      }
      await clock.pass(10 * MINUTE_MS);
      expect(turns).toHaveLength(arrivals.length);
      for (const gap of gaps(sent)) expect(gap).toBeGreaterThanOrEqual(1_500);
      for (const gap of gaps(sent.filter(({ urgency }) => urgency === 'unasked')))
        expect(gap).toBeGreaterThanOrEqual(20_000);
      for (const { name, at } of sent) expect(at - came.get(name)!).toBeLessThanOrEqual(PATIENCE_MS);
      for (const { name, turn, at } of turns) {
        if (turn.kind === 'late') expect(at - came.get(name)!).toBeLessThanOrEqual(PATIENCE_MS + 1);
        if (turn.kind === 'late') expect(turn.afterMs).toBeGreaterThan(0);
      }
    }),
    { numRuns: 60 },
  );
});
