import { makeRing, type Ring } from './ring.ts';

/** A message of an account of the bot, as it was sent. */
export interface BotMessage {
  readonly msgId: number;
  /** `clientId` of the call: what zca-js makes of `Date.now()`. */
  readonly cliMsgId: number;
  /** The emulator's instant, epoch milliseconds. */
  readonly at: number;
  /** The account's uid. */
  readonly from: string;
  /** A person's uid at that account, or a group's id. */
  readonly to: string;
  /** Of a picture, its caption. */
  readonly text: string;
  readonly picture: boolean;
  /** The id of the message quoted. */
  readonly quote: number | null;
  readonly mentions: readonly { readonly uid: string; readonly pos: number; readonly len: number }[];
  /** All parameters of the call. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** What a person, or the members of a group, heard from the bot: the last ones. */
export interface EmulatedChat {
  messages(): BotMessage[];
  /** Those not yet given out by `next`. */
  unheard(): BotMessage[];
  /**
   * The next message of the bot that matches, among those not yet given out; waits for it, in real time. Messages before
   * it count as given out. Fails with what was said instead.
   */
  next(pattern: RegExp, options?: { timeoutMs?: number }): Promise<BotMessage>;
}

export interface ChatState extends EmulatedChat {
  hear(message: BotMessage): void;
}

// Taken now: a test may put false timers in their place.
const { setTimeout: realTimeout, clearTimeout: clearRealTimeout } = globalThis;

export function makeChat(title: string, keep: number): ChatState {
  const ring: Ring<BotMessage> = makeRing(keep);
  const waiting = new Set<() => boolean>();
  let given = 0;

  const take = (pattern: RegExp): BotMessage | undefined => {
    const found = ring.from(given).find(({ one }) => pattern.test(one.text));
    if (found === undefined) return undefined;
    given = found.position + 1;
    return found.one;
  };
  const unheard = () => ring.from(given).map(({ one }) => one);

  return {
    messages: () => ring.all(),
    unheard,
    hear(message) {
      ring.push(message);
      for (const attempt of waiting) attempt();
    },
    next(pattern, { timeoutMs = 5_000 } = {}) {
      return new Promise((resolve, reject) => {
        const attempt = () => {
          const message = take(pattern);
          if (message === undefined) return false;
          waiting.delete(attempt);
          clearRealTimeout(timer);
          resolve(message);
          return true;
        };
        const timer = realTimeout(() => {
          waiting.delete(attempt);
          const heard = unheard().map(({ text }) => `«${text}»`);
          reject(new Error(`«${title}» never heard ${pattern}; heard ${heard.join(', ') || 'nothing'}`));
        }, timeoutMs);
        if (!attempt()) waiting.add(attempt);
      });
    },
  };
}
