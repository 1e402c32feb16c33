import type { Recipient } from '../app/channel.ts';
import type { Clock } from '../app/clock.ts';
import { type AccountLimit, type Ledger, type Limit, makeLedger } from './limits.ts';

export interface PaceOptions {
  readonly clock: Clock;
  readonly account: AccountLimit;
  readonly chat: (chatId: string) => Limit;
  /**
   * How long a message may wait for its turn. One that cannot start by then comes back `late`, so that the caller's
   * lease on it does not run out while it still stands in line and would go out twice.
   */
  readonly patienceMs: number;
}

export type Turn<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** It was not this message's turn within the patience; worth another try in `afterMs`. Nothing was sent. */
  | { readonly kind: 'late'; readonly afterMs: number }
  /** The pace was closed first. Nothing was sent. */
  | { readonly kind: 'closed' };

/** Spreads the sends of one account over time, for any platform. */
export interface Pace {
  /** Runs `task` when it is its turn. One chat has one task at a time: messages to it arrive in order. */
  run<T>(to: Recipient, task: () => Promise<T>): Promise<Turn<T>>;
  /** Nothing starts for this chat before the instant; those who could not wait so long come back `late`. */
  holdChat(chatId: string, untilAt: number): void;
  holdAccount(untilAt: number): void;
  /** Turns away everything that waits; what is under way goes on. */
  close(): void;
  /** Chats of which something is remembered: the recently used and the held ones. */
  remembered(): number;
}

interface Waiting extends Recipient {
  /** It does not start before this instant. */
  notBefore: number;
  /** Last instant at which it may still start. */
  deadline: number;
}

type Move<W> =
  | { readonly kind: 'start'; readonly waiting: W }
  | { readonly kind: 'late'; readonly waiting: W; readonly afterMs: number }
  /** Look again at this instant. */
  | { readonly kind: 'sleep'; readonly untilAt: number }
  | { readonly kind: 'idle' };

/**
 * What to do next with those who wait, given in order of arrival. Answers go before unasked messages; within each, the
 * first whose chat is free. Of the unasked ones of a careful account, those whose turn is certain to be too late do not
 * stand in line until then.
 */
function nextMove<W extends Waiting>(waiting: readonly W[], ledger: Ledger, now: number): Move<W> {
  let best: W | undefined;
  let wakeAt = Number.POSITIVE_INFINITY;
  let position = 0;
  for (const one of waiting) {
    const freeAt = Math.max(ledger.chatFreeAt(one.chatId), ledger.accountFreeAt(one.urgency));
    const busy = freeAt === Number.POSITIVE_INFINITY;
    const at = Math.max(busy ? now : freeAt, one.notBefore, now);
    if (at > one.deadline) {
      const afterMs = one.urgency === 'unasked' ? ledger.foresee(position, now).promise() - now : at - now;
      return { kind: 'late', waiting: one, afterMs: Math.max(at - now, afterMs) };
    }
    if (one.urgency === 'unasked') {
      const foreseen = ledger.foresee(position, now);
      if (foreseen.at > one.deadline) return { kind: 'late', waiting: one, afterMs: foreseen.promise() - now };
      position += 1;
    }
    if (at > now || busy) wakeAt = Math.min(wakeAt, busy ? one.deadline + 1 : at);
    else if (best === undefined || (best.urgency === 'unasked' && one.urgency === 'answer')) best = one;
  }
  if (best !== undefined) return { kind: 'start', waiting: best };
  return wakeAt === Number.POSITIVE_INFINITY ? { kind: 'idle' } : { kind: 'sleep', untilAt: wakeAt };
}

interface Entry extends Waiting {
  /** Never rejects: whatever the task did, its chat has to become free again. */
  readonly start: () => Promise<void>;
  readonly turnAway: (turn: Turn<never>) => void;
}

export function makePace({ clock, account, chat, patienceMs }: PaceOptions): Pace {
  const ledger = makeLedger(account, chat);
  const entries: Entry[] = [];
  let lastNow = clock.now();
  let timer: AbortController | undefined;
  let closed = false;

  function readClock(): number {
    const now = clock.now();
    if (now < lastNow) {
      ledger.shift(now - lastNow);
      for (const entry of entries) {
        entry.deadline += now - lastNow;
        entry.notBefore += now - lastNow;
      }
    }
    lastNow = now;
    return now;
  }

  function cancelTimer(): void {
    timer?.abort();
    timer = undefined;
  }

  function wakeIn(ms: number): void {
    // A task that held its chat at once has been here already, within the pump that started it.
    cancelTimer();
    const mine = new AbortController();
    timer = mine;
    void clock.sleep(Math.max(1, Math.ceil(ms)), mine.signal).then(() => {
      if (!mine.signal.aborted) pump();
    });
  }

  function pump(): void {
    cancelTimer();
    const now = readClock();
    ledger.forgetIdle(now);
    for (;;) {
      const move = nextMove(entries, ledger, now);
      switch (move.kind) {
        case 'start':
          entries.splice(entries.indexOf(move.waiting), 1);
          ledger.started(move.waiting.chatId, move.waiting.urgency, now);
          void move.waiting.start().then(() => {
            ledger.ended(move.waiting.chatId, move.waiting.urgency, readClock());
            pump();
          });
          continue;
        case 'late':
          entries.splice(entries.indexOf(move.waiting), 1);
          move.waiting.turnAway({ kind: 'late', afterMs: Math.ceil(move.afterMs) });
          continue;
        case 'sleep':
          wakeIn(move.untilAt - now);
          return;
        case 'idle':
          return;
      }
    }
  }

  return {
    run<T>(to: Recipient, task: () => Promise<T>): Promise<Turn<T>> {
      if (closed) return Promise.resolve({ kind: 'closed' });
      return new Promise((resolve, reject) => {
        const now = readClock();
        entries.push({
          chatId: to.chatId,
          urgency: to.urgency,
          notBefore: to.urgency === 'answer' ? now + ledger.answerPauseMs() : now,
          deadline: now + patienceMs,
          start: async () => {
            try {
              resolve({ kind: 'done', value: await task() });
            } catch (error) {
              reject(error);
            }
          },
          turnAway: resolve,
        });
        pump();
      });
    },
    holdChat(chatId, untilAt) {
      ledger.holdChat(chatId, untilAt);
      pump();
    },
    holdAccount(untilAt) {
      ledger.holdAccount(untilAt);
      pump();
    },
    close() {
      closed = true;
      cancelTimer();
      for (const entry of entries.splice(0)) entry.turnAway({ kind: 'closed' });
    },
    remembered: ledger.size,
  };
}
