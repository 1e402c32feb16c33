import type { Recipient } from '../../app/channel.ts';
import type { Clock } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import type { Message, SendOutcome } from '../../domain/message.ts';
import { makePace } from '../pace.ts';
import type { Account } from './account.ts';
import { threadOf } from './chat-id.ts';
import { type Failure, factsOf } from './failure.ts';
import type { ZaloHealth } from './health.ts';
import type { Memory } from './memory.ts';
import { isSessionOver, isTooMuch, sendOutcome } from './outcome.ts';
import type { ChatMessage } from './payload.ts';
import type { Timings } from './timings.ts';

/** How a careful person writes. The office may set it; times in ms. */
export interface ZaloPace {
  /** Before an answer. */
  readonly answerDelayMs: readonly [least: number, most: number];
  /** Between messages that nobody asked for. */
  readonly gapMs: readonly [least: number, most: number];
  /** Of messages that nobody asked for. */
  readonly maxPerHour: number;
  readonly maxPerDay: number;
}

export interface Sending {
  send(to: Recipient, message: Message): Promise<SendOutcome>;
  /** Lets a person's time pass before something that is not a message. */
  hesitate(): Promise<void>;
  /** Turns away what waits. */
  close(): void;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Zalo takes 2000 characters and does not say where it counts otherwise. */
const MOST_CHARACTERS = 1_990;
/** While nobody is connected, a message comes back this soon: after a start, and later. */
const NOT_CONNECTED_MS = { starting: 5_000, later: 30_000 };
/** Calls that are taken, but send nothing: so many in a row mean that Zalo has had enough. */
const EMPTY_IN_A_ROW = 3;

export const meanOf = ([least, most]: readonly [number, number]): number => (least + most) / 2;

export function makeSending(options: {
  readonly account: () => Account | undefined;
  readonly health: ZaloHealth;
  readonly memory: Memory;
  /** What may be quoted. */
  readonly quotable: (messageId: string) => ChatMessage | null;
  readonly pace: ZaloPace;
  readonly clock: Clock;
  readonly log: Log;
  readonly timings: Timings;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random: () => number;
}): Sending {
  const { account, health, memory, quotable, clock, log, timings, random } = options;
  const { answerDelayMs, gapMs, maxPerHour, maxPerDay } = options.pace;
  const within = ([least, most]: readonly [number, number]) => least + (most - least) * random();
  const pace = makePace({
    clock,
    account: {
      everyMs: 0,
      careful: {
        pauseMs: () => within(answerDelayMs),
        gapMs: () => within(gapMs),
        meanGapMs: meanOf(gapMs),
        atMost: [
          { count: maxPerHour, ms: HOUR_MS },
          { count: maxPerDay, ms: DAY_MS },
        ],
        earlier: memory.unasked(),
      },
    },
    chat: () => ({ everyMs: 0 }),
    patienceMs: timings.patienceMs,
  });
  let empty = 0;
  const resting = memory.rest();
  if (resting !== null) pace.holdAccount(resting.until);

  function notLoggedIn(): SendOutcome {
    if (health.isLoggedOut()) return { kind: 'stopped', reason: 'logged-out' };
    const { starting, later } = NOT_CONNECTED_MS;
    const afterMs = health.read().lastGoodPollAt === null ? starting : later;
    return { kind: 'retry', afterMs, reason: 'not-connected' };
  }

  async function request(to: Recipient, message: Message): Promise<SendOutcome> {
    const thread = threadOf(to.chatId);
    const session = account()?.session();
    // Also after the wait for the turn: the session may be over meanwhile.
    if (thread === null || session == null) return notLoggedIn();
    if (to.urgency === 'unasked') memory.unaskedBegins(clock.now());
    const quote = message.replyTo === undefined ? null : quotable(message.replyTo);
    const answer = await session.send(thread, fitting(message.text), quote);
    if (answer.ok && answer.value !== null) {
      empty = 0;
      return { kind: 'sent', externalId: answer.value };
    }
    if (answer.ok) {
      empty += 1;
      log.warn({ channel: 'zalo', inARow: empty }, 'Zalo took a message and sent nothing');
      return empty >= EMPTY_IN_A_ROW ? rest() : { kind: 'retry', reason: 'no-message-id' };
    }
    return failed(answer.failure, () => account()?.refused(session));
  }

  function failed(failure: Failure, sessionIsOver: () => void): SendOutcome {
    const outcome = sendOutcome(failure);
    log.warn({ channel: 'zalo', outcome: outcome.kind, ...factsOf(failure) }, 'a message was not sent');
    if (isSessionOver(failure)) sessionIsOver();
    return isTooMuch(failure) ? rest() : outcome;
  }

  /** Zalo wants quiet. Whoever goes on is locked out. */
  function rest(): SendOutcome {
    empty = 0;
    const now = clock.now();
    const before = memory.rest();
    const times = before !== null && now - before.until < timings.restMemoryMs ? before.times + 1 : 1;
    const [first, longest] = timings.restMs;
    const restMs = Math.min(longest, first * 2 ** Math.min(times - 1, 20));
    memory.setRest({ until: now + restMs, times });
    pace.holdAccount(now + restMs);
    log.error({ channel: 'zalo', times, restMs }, 'Zalo wants fewer messages; sending rests');
    return { kind: 'retry', afterMs: restMs + within(gapMs), reason: 'rate-limited' };
  }

  /** Callers split before; a text that is too long all the same would never arrive at all. */
  function fitting(text: string): string {
    if (text.length <= MOST_CHARACTERS) return text;
    log.error({ channel: 'zalo', length: text.length }, 'a text was longer than Zalo takes, and was cut');
    return `${text.slice(0, MOST_CHARACTERS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  }

  return {
    async send(to, message) {
      if (threadOf(to.chatId) === null) {
        log.error({ channel: 'zalo' }, 'a chat id that Zalo never gave');
        return { kind: 'refused', reason: 'chat-not-found' };
      }
      // What cannot go now must not use up the pace.
      if (account()?.session() == null) return notLoggedIn();
      const turn = await pace.run(to, () => request(to, message));
      switch (turn.kind) {
        case 'done':
          return turn.value;
        case 'late':
          return { kind: 'retry', afterMs: Math.ceil(turn.afterMs), reason: 'paced' };
        case 'closed':
          return { kind: 'retry', reason: 'shutting-down' };
      }
    },
    hesitate: () => clock.sleep(within(answerDelayMs)),
    close: pace.close,
  };
}
