import { setTimeout as sleep } from 'node:timers/promises';

export interface SentButton {
  readonly text: string;
  readonly callback_data: string;
}

/** A message of the bot, as the people in the chat see it now. */
export interface BotMessage {
  readonly messageId: number;
  readonly at: number;
  text: string;
  buttons: readonly (readonly SentButton[])[];
  readonly replyTo?: number;
  /** The bytes of a picture, above whose caption `text` is. */
  readonly photo?: Buffer;
  /** Emoji that the bot put on it, or on the person's message of this number. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** One chat as its people see it. Only the bot's messages are kept. */
export interface EmulatedChat {
  /** Changes when a group becomes a supergroup. */
  readonly id: number;
  readonly messages: readonly BotMessage[];
  /**
   * The next message of the bot that matches, among those not yet given out; waits for it. Messages before it count
   * as given out. Fails with what was said instead.
   */
  next(pattern: RegExp, options?: { timeoutMs?: number }): Promise<BotMessage>;
}

/** Why the bot cannot write here: the words of the 403. */
export type Closed = 'never-started' | 'blocked' | 'deactivated' | 'kicked';

export interface ChatState extends EmulatedChat {
  id: number;
  readonly type: () => 'private' | 'group' | 'supergroup';
  readonly title: string;
  readonly messages: BotMessage[];
  /** Every message number of this chat, with who wrote it. */
  readonly authors: Map<number, 'bot' | number>;
  closed: Closed | null;
  /** Set once the group has become a supergroup: its next id. */
  movedTo: number | null;
  takeNumber(): number;
}

export function makeChat(options: {
  id: number;
  title: string;
  type: () => 'private' | 'group' | 'supergroup';
  closed: Closed | null;
  takeNumber: () => number;
}): ChatState {
  const messages: BotMessage[] = [];
  let given = 0;
  const chat: ChatState = {
    ...options,
    messages,
    authors: new Map(),
    movedTo: null,
    async next(pattern, { timeoutMs = 5_000 } = {}) {
      const until = performance.now() + timeoutMs;
      for (;;) {
        const index = messages.findIndex((message, at) => at >= given && pattern.test(message.text));
        const found = messages[index];
        if (found !== undefined) {
          given = index + 1;
          return found;
        }
        if (performance.now() > until) {
          const heard = messages.slice(given).map(({ text }) => `«${text}»`);
          throw new Error(`«${options.title}» never heard ${pattern}; heard ${heard.join(', ') || 'nothing'}`);
        }
        await sleep(5);
      }
    },
  };
  return chat;
}
