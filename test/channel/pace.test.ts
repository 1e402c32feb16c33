import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recipient } from '../../src/app/channel.ts';
import type { Limit } from '../../src/channel/limits.ts';
import { makePace, type Turn } from '../../src/channel/pace.ts';
import { steppedClock } from './clocks.ts';

const ACCOUNT = { everyMs: 1_000 / 29.5 };
const PRIVATE: Limit = { everyMs: 1_000 };
const GROUP: Limit = { everyMs: 1_000, atMost: { count: 20, ms: 60_000 } };

interface Start extends Recipient {
  readonly name: string;
  readonly at: number;
}

/** A pace on a clock that the test moves; `tookMs` is how long each send takes. */
function office({ tookMs = 0, patienceMs = 3_600_000 } = {}) {
  const clock = steppedClock();
  const began = clock.now();
  const starts: Start[] = [];
  const turns = new Map<string, Turn<string>>();
  const pace = makePace({
    clock,
    account: ACCOUNT,
    chat: (chatId) => (chatId.startsWith('-') ? GROUP : PRIVATE),
    patienceMs,
  });
  const send = (chatId: string, name: string, urgency: Recipient['urgency'] = 'unasked') => {
    const task = async () => {
      starts.push({ chatId, name, urgency, at: clock.now() - began });
      if (tookMs > 0) await clock.sleep(tookMs);
      return name;
    };
    void pace.run({ chatId, urgency }, task).then((turn) => turns.set(name, turn));
  };
  return { clock, pace, send, starts, turns, names: () => starts.map(({ name }) => name) };
}

/** The most entries that any half-open window of `ms` holds. */
function fullest(times: readonly number[], ms: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
}

describe('the pace of an account', () => {
  test('a single message goes out at once', async () => {
    const { clock, send, starts } = office();
    send('1', 'a');
    await clock.pass(0);
    expect(starts).toMatchObject([{ name: 'a', at: 0 }]);
  });

  test('sixty chats are written to at 29.5 a second', async () => {
    const { clock, send, starts } = office();
    for (let i = 0; i < 60; i += 1) send(String(i), `m${i}`);
    await clock.pass(10_000);
    expect(starts).toHaveLength(60);
    expect(starts.at(-1)?.at).toBeGreaterThanOrEqual(1_996);
    expect(starts.at(-1)?.at).toBeLessThanOrEqual(2_010);
  });

  test('one chat gets one message a second, in order', async () => {
    const { clock, send, starts } = office();
    for (const name of ['a', 'b', 'c']) send('1', name);
    await clock.pass(10_000);
    expect(starts.map(({ name, at }) => [name, at])).toEqual([
      ['a', 0],
      ['b', 1_000],
      ['c', 2_000],
    ]);
  });

  test('a slow send keeps the next one for the same chat back, and no other chat', async () => {
    const { clock, send, starts } = office({ tookMs: 5_000 });
    send('1', 'a');
    send('1', 'b');
    send('2', 'c');
    await clock.pass(20_000);
    expect(starts.map(({ name, at }) => [name, at])).toEqual([
      ['a', 0],
      ['c', 30],
      ['b', 6_000],
    ]);
  });

  test('a group gets twenty in a minute, and other chats do not wait for it', async () => {
    const { clock, send, starts } = office();
    for (let i = 0; i < 25; i += 1) send('-100', `g${i}`);
    send('7', 'person');
    await clock.pass(90_000);
    const group = starts.filter(({ chatId }) => chatId === '-100').map(({ at }) => at);
    expect(group).toHaveLength(25);
    expect(group[19]).toBe(19_000);
    expect(group[20]).toBe(60_000);
    expect(starts.find(({ name }) => name === 'person')?.at).toBeLessThan(100);
  });

  test('an answer overtakes unasked messages that still wait', async () => {
    const { clock, send, names } = office();
    for (let i = 0; i < 100; i += 1) send(String(i), `m${i}`);
    await clock.pass(1_000);
    const before = names().length;
    send('500', 'answer', 'answer');
    await clock.pass(10_000);
    expect(names().indexOf('answer')).toBe(before);
  });

  test('an answer overtakes also within its own chat', async () => {
    const { clock, send, names } = office();
    send('1', 'a');
    send('1', 'b');
    send('1', 'answer', 'answer');
    await clock.pass(5_000);
    expect(names()).toEqual(['a', 'answer', 'b']);
  });

  test('a held chat waits until the instant; the others go on', async () => {
    const { clock, pace, send, starts } = office();
    pace.holdChat('1', clock.now() + 7_000);
    send('1', 'held');
    send('2', 'free');
    await clock.pass(10_000);
    expect(starts.map(({ name, at }) => [name, at])).toEqual([
      ['free', 0],
      ['held', 7_000],
    ]);
  });

  test('a held account waits as a whole', async () => {
    const { clock, pace, send, starts } = office();
    pace.holdAccount(clock.now() + 3_000);
    send('1', 'a');
    await clock.pass(2_999);
    expect(starts).toEqual([]);
    await clock.pass(1);
    expect(starts).toHaveLength(1);
  });

  test('a message whose chat is held for longer than its patience comes back at once', async () => {
    const { clock, pace, send, turns, starts } = office({ patienceMs: 30_000 });
    send('1', 'before');
    pace.holdChat('1', clock.now() + 300_000);
    send('1', 'a');
    await clock.pass(0);
    expect(turns.get('a')).toEqual({ kind: 'late', afterMs: 300_000 });
    await clock.pass(400_000);
    expect(starts.map(({ name }) => name)).toEqual(['before']);
  });

  test('no message waits beyond its patience, however long the line is', async () => {
    const { clock, send, turns } = office({ patienceMs: 5_000 });
    for (let i = 0; i < 10; i += 1) send('1', `m${i}`);
    await clock.pass(5_001);
    expect([...turns.values()].filter(({ kind }) => kind === 'done')).toHaveLength(6);
    expect([...turns.values()].filter(({ kind }) => kind === 'late')).toHaveLength(4);
  });

  test('a message behind a send that hangs comes back late', async () => {
    const { clock, send, turns } = office({ tookMs: 60_000, patienceMs: 5_000 });
    send('1', 'hanging');
    send('1', 'behind');
    await clock.pass(5_001);
    expect(turns.get('behind')).toMatchObject({ kind: 'late' });
  });

  test('a task that throws rejects its own turn only, and frees its chat', async () => {
    const { clock, pace, send, names } = office();
    const broken = pace.run({ chatId: '1', urgency: 'answer' }, () => {
      throw new Error('bug');
    });
    send('1', 'next');
    await expect(broken).rejects.toThrow('bug');
    await clock.pass(2_000);
    expect(names()).toEqual(['next']);
  });

  test('closing turns away what waits and lets what is under way end', async () => {
    const { clock, pace, send, turns } = office({ tookMs: 100 });
    send('1', 'a');
    send('1', 'b');
    await clock.pass(0);
    pace.close();
    send('2', 'c');
    await clock.pass(5_000);
    expect(turns.get('a')?.kind).toBe('done');
    expect(turns.get('b')?.kind).toBe('closed');
    expect(turns.get('c')?.kind).toBe('closed');
    expect(clock.sleepers()).toBe(0);
  });

  test('a wall clock that is set back an hour delays nothing by an hour', async () => {
    const { clock, send, names } = office();
    for (const name of ['a', 'b', 'c']) send('1', name);
    await clock.pass(500);
    clock.jump(-3_600_000);
    await clock.pass(5_000);
    expect(names()).toEqual(['a', 'b', 'c']);
  });

  test('chats are forgotten once no limit concerns them', async () => {
    const { clock, pace, send } = office();
    for (let i = 0; i < 500; i += 1) send(String(i), `m${i}`);
    await clock.pass(30_000);
    send('-1', 'group');
    await clock.pass(2_000);
    send('last', 'x');
    await clock.pass(0);
    expect(pace.remembered()).toBe(2);
    await clock.pass(70_000);
    send('later', 'y');
    await clock.pass(0);
    expect(pace.remembered()).toBe(1);
  });
});

const arbSend = fc.record({
  chat: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8', '-1', '-2'),
  urgency: fc.constantFrom<Recipient['urgency'][]>('answer', 'unasked'),
  afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 })),
});

describe('whatever is sent', () => {
  test('no window holds more than the platform allows, and everything goes out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbSend, { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 0, max: 3 }),
        async (sends, chatsEach) => {
          const { clock, send, starts, turns } = office({ tookMs: chatsEach * 70 });
          for (const [index, { chat, urgency, afterMs }] of sends.entries()) {
            // Spread over more chats too, so that the account's own limit is met.
            send(chatsEach % 2 === 0 ? chat : `${chat}${index}`, String(index), urgency);
            await clock.pass(afterMs);
          }
          await clock.pass(600_000);
          expect(turns.size).toBe(sends.length);
          expect(
            fullest(
              starts.map(({ at }) => at),
              1_000,
            ),
          ).toBeLessThanOrEqual(30);
          for (const chatId of new Set(starts.map((start) => start.chatId))) {
            const times = starts.filter((start) => start.chatId === chatId).map(({ at }) => at);
            expect(fullest(times, 1_000)).toBe(1);
            if (chatId.startsWith('-')) expect(fullest(times, 60_000)).toBeLessThanOrEqual(20);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('no unasked message starts while an answer waits whose chat is free, and each kind keeps its order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbSend, { minLength: 1, maxLength: 60 }), async (sends) => {
        const { clock, send, starts } = office();
        const chatOf = (index: number) => String(index);
        for (const [index, { urgency }] of sends.entries()) send(chatOf(index), String(index), urgency);
        await clock.pass(60_000);
        // The first one went out before there was anybody to overtake it.
        const order = starts.slice(1).map(({ urgency }) => urgency);
        expect(order).toEqual([...order].sort());
        for (const kind of ['answer', 'unasked']) {
          const numbers = starts.filter(({ urgency }) => urgency === kind).map(({ name }) => Number(name));
          expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 40 },
    );
  });
});
