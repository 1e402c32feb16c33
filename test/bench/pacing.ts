import type { Recipient } from '../../src/app/channel.ts';
import { makePace } from '../../src/channel/pace.ts';
import { ACCOUNT, GROUP, PRIVATE_CHAT } from '../../src/channel/telegram/channel.ts';
import { steppedClock } from '../channel/clocks.ts';
import type { Figure, Scale } from './figure.ts';

/** What Telegram documents, counted where messages arrive. */
const PER_SECOND = 30;
const PER_GROUP_MINUTE = 20;
/** As many as `deliver` has under way. */
const UNDER_WAY = 30;
/** A message arrives so long after it was started, give or take, and its answer takes as long again. */
const LATENCY_MS = 60;
const JITTER_MS = 10;

/** A backlog sent at the platform's limit, on a clock that is set; windows are counted where messages arrive. */
export async function pacing({ quick }: Scale): Promise<Figure[]> {
  const messages = quick ? 1_500 : 6_000;
  const clock = steppedClock();
  const random = seeded(7);
  const arrivals: { readonly chatId: string; readonly at: number }[] = [];
  const pace = makePace({
    clock,
    account: ACCOUNT,
    chat: (chatId) => (chatId.startsWith('-') ? GROUP : PRIVATE_CHAT),
    patienceMs: 3_600_000,
  });
  const began = clock.now();
  let started = 0;
  const send = async (): Promise<void> => {
    while (started < messages) {
      const n = started++;
      // Every fiftieth goes to one of ten groups, the others to one of a thousand people.
      const chatId = n % 50 === 0 ? `-${1 + ((n / 50) % 10)}` : String(1 + (n % 1000));
      const to: Recipient = { chatId, urgency: 'unasked' };
      await pace.run(to, async () => {
        await clock.sleep(LATENCY_MS + Math.floor(random() * JITTER_MS));
        arrivals.push({ chatId, at: clock.now() - began });
        await clock.sleep(LATENCY_MS);
      });
    }
  };
  let done = false;
  const all = Promise.all(Array.from({ length: UNDER_WAY }, send)).then(() => {
    done = true;
  });
  while (!done) await clock.pass(60_000);
  await all;

  const times = arrivals.map(({ at }) => at);
  const tookMs = Math.max(...times) - Math.min(...times);
  const share = ((messages - 1) / tookMs) * (1000 / PER_SECOND);
  const account = fullest(times, 1000);
  const byChat = Map.groupBy(arrivals, ({ chatId }) => chatId);
  const chats = [...byChat.values()].map((list) =>
    fullest(
      list.map(({ at }) => at),
      1000,
    ),
  );
  const groups = [...byChat]
    .filter(([chatId]) => chatId.startsWith('-'))
    .map(([, list]) =>
      fullest(
        list.map(({ at }) => at),
        60_000,
      ),
    );
  const [chat, group] = [Math.max(...chats), Math.max(...groups)];
  const within = account <= PER_SECOND && chat <= 1 && group <= PER_GROUP_MINUTE;
  return [
    {
      what: 'pacing at Telegram’s limit, share of 30 a second',
      must: '≥ 98 %, no window above a limit',
      got: `${(share * 100).toFixed(1)} %, ${within ? 'none' : 'some'} above`,
      reached: share >= 0.98 && within,
      note: `fullest windows: ${account} of ${PER_SECOND} a second, ${chat} of 1 a second in a chat, ${group} of ${PER_GROUP_MINUTE} a minute in a group; ${messages} messages arriving ${LATENCY_MS}–${LATENCY_MS + JITTER_MS} ms after their start`,
    },
  ];
}

/** The most arrivals that any window of `ms` holds. */
function fullest(times: readonly number[], ms: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  let from = 0;
  sorted.forEach((at, index) => {
    while (sorted[from]! <= at - ms) from++;
    most = Math.max(most, index - from + 1);
  });
  return most;
}

/** The same numbers each time, in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
