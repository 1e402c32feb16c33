import type { Inbound, Message, SendOutcome } from '../domain/message.ts';

/** What a platform can do; texts adapt to it. */
export interface Capabilities {
  readonly buttons: boolean;
  readonly reactions: boolean;
  /** Longest text, in UTF-16 code units. */
  readonly maxLength: number;
}

export interface Recipient {
  readonly chatId: string;
  /** Answers to people overtake messages nobody asked for while both wait for the account's pace. */
  readonly urgency: 'answer' | 'unasked';
}

/** `starting`: not connected yet. `stopped`: refused by the platform until a person acts. */
export type ChannelState = 'starting' | 'running' | 'stopped';

export interface ChannelHealth {
  readonly state: ChannelState;
  /** When the platform last answered a poll, epoch milliseconds; null before the first time. */
  readonly lastGoodPollAt: number | null;
  /** What a person has to know or do, where the state is not `running`. */
  readonly problem?: string;
}

export interface ChannelEvents {
  /**
   * Journals the update; resolves once it is durable. A channel confirms an update to its platform only after that,
   * and offers it again when this rejects.
   */
  readonly onInbound: (inbound: Inbound) => Promise<void>;
  /** A group became a supergroup: the same chat has another id from now on. */
  readonly onChatMoved: (from: string, to: string) => Promise<void>;
}

/**
 * One bot account on one platform. Adapters translate and pace, and know no rules and no SQL.
 * Nothing here throws for a failure of the platform: failures are outcomes and health.
 */
export interface Channel {
  /** «telegram», «console»: the key of the links that officers have. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Starts receiving in the background and keeps it up until `stop`; resolves without waiting for the platform. */
  start(events: ChannelEvents): Promise<void>;
  /**
   * Sends one message, waiting its turn in the account's pace. Always resolves, within a bounded time after its turn.
   * The caller bounds how many are under way.
   */
  send(to: Recipient, message: Message): Promise<SendOutcome>;
  health(): ChannelHealth;
  /**
   * The account's id on the platform: links, journal keys and message ids belong to (name, account). Known from the
   * settings alone, so that nothing waits for the platform.
   */
  readonly account: string;
  /** Stops receiving and resolves when every handler has returned. */
  stop(): Promise<void>;
}
