import { type CarefulLimit, makeCare } from './care.ts';

/** How often one thing, the account or a chat, may be used. */
export interface Limit {
  /** Least time between two sends, ms; may be a fraction. */
  readonly everyMs: number;
  /** Besides that, at most `count` within any `ms`. */
  readonly atMost?: { readonly count: number; readonly ms: number };
}

export interface AccountLimit {
  /** Least time between two sends, ms; may be a fraction. */
  readonly everyMs: number;
  /** Besides that, an account that has to behave like a person. */
  readonly careful?: CarefulLimit;
}

type Urgency = 'answer' | 'unasked';

/** What was sent lately, and what the platform forbade for a while. Every method that needs a time is given it. */
export interface Ledger {
  /** Infinity while the account can do nothing else. */
  accountFreeAt(urgency: Urgency): number;
  /** How long an answer is held back after it arrived, ms. */
  answerPauseMs(): number;
  /** About when the unasked message at this position in the line starts, and when it should come back if it cannot wait. */
  foresee(position: number, now: number): { readonly at: number; readonly promise: () => number };
  /** Infinity while a send to the chat is under way. */
  chatFreeAt(chatId: string): number;
  started(chatId: string, urgency: Urgency, now: number): void;
  ended(chatId: string, urgency: Urgency, now: number): void;
  holdChat(chatId: string, untilAt: number): void;
  holdAccount(untilAt: number): void;
  /** Moves every remembered instant: the wall clock was set back, and nothing may wait until it has caught up. */
  shift(byMs: number): void;
  /** Drops the chats that no limit concerns any more. */
  forgetIdle(now: number): void;
  size(): number;
}

interface ChatRecord {
  busy: boolean;
  freeAt: number;
  heldUntil: number;
  /** When the latest sends ended, oldest first; kept only where the chat has a window. */
  ended: number[];
}

/** A start may be this much early against the even rhythm, so that late timers do not slow the whole account down. */
const SLACK_MS = 4;

/**
 * A chat's limits are counted from the *end* of a send to the start of the next: whenever in between the platform
 * counted the first, the next one is far enough from it. The account's are counted from start to start.
 */
export function makeLedger(account: AccountLimit, chat: (chatId: string) => Limit): Ledger {
  const care = account.careful === undefined ? null : makeCare(account.careful);
  const chats = new Map<string, ChatRecord>();
  let accountNext = 0;
  let accountHeldUntil = 0;
  let sweptAt = 0;

  const record = (chatId: string): ChatRecord => {
    const known = chats.get(chatId);
    if (known !== undefined) return known;
    const fresh = { busy: false, freeAt: 0, heldUntil: 0, ended: [] };
    chats.set(chatId, fresh);
    return fresh;
  };

  const accountAt = (urgency: Urgency): number =>
    Math.max(accountNext - SLACK_MS, accountHeldUntil, care?.freeAt(urgency) ?? 0);

  return {
    accountFreeAt: (urgency) => (care?.isBusy() ? Number.POSITIVE_INFINITY : accountAt(urgency)),
    answerPauseMs: () => account.careful?.pauseMs() ?? 0,
    foresee(position, now) {
      const first = Math.max(now, accountAt('unasked'));
      const at = care?.expectedAt(position, first) ?? first;
      return { at, promise: () => care?.promise(at, now) ?? at };
    },
    chatFreeAt(chatId) {
      const known = chats.get(chatId);
      if (known === undefined) return 0;
      if (known.busy) return Number.POSITIVE_INFINITY;
      const window = chat(chatId).atMost;
      const windowAt = window === undefined ? 0 : (known.ended.at(-window.count) ?? -window.ms) + window.ms;
      return Math.max(known.freeAt, known.heldUntil, windowAt);
    },
    started(chatId, urgency, now) {
      care?.started(urgency, now);
      accountNext = Math.max(accountNext, now) + account.everyMs;
      record(chatId).busy = true;
    },
    ended(chatId, urgency, now) {
      care?.ended(urgency, now);
      const { everyMs, atMost } = chat(chatId);
      const known = record(chatId);
      known.busy = false;
      known.freeAt = now + everyMs;
      if (atMost !== undefined) known.ended = [...known.ended, now].slice(-atMost.count);
    },
    holdChat(chatId, untilAt) {
      const known = record(chatId);
      known.heldUntil = Math.max(known.heldUntil, untilAt);
    },
    holdAccount(untilAt) {
      accountHeldUntil = Math.max(accountHeldUntil, untilAt);
    },
    shift(byMs) {
      care?.shift(byMs);
      accountNext += byMs;
      accountHeldUntil += byMs;
      sweptAt += byMs;
      for (const known of chats.values()) {
        known.freeAt += byMs;
        known.heldUntil += byMs;
        known.ended = known.ended.map((at) => at + byMs);
      }
    },
    forgetIdle(now) {
      if (now - sweptAt < 1_000) return;
      sweptAt = now;
      for (const [chatId, known] of chats) {
        const windowMs = chat(chatId).atMost?.ms ?? 0;
        const inWindow = (known.ended.at(-1) ?? -windowMs) + windowMs > now;
        if (!known.busy && known.freeAt <= now && known.heldUntil <= now && !inWindow) chats.delete(chatId);
      }
    },
    size: () => chats.size,
  };
}
