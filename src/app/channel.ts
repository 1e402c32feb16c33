import type { Inbound, Message, Picture, SendOutcome } from '../domain/message.ts';

/** What a platform can do; texts adapt to it. */
export interface Capabilities {
  readonly buttons: boolean;
  readonly reactions: boolean;
  /** A message can quote an earlier one. */
  readonly quotes: boolean;
  /** `Message.picture` is shown. */
  readonly pictures: boolean;
  /** Milliseconds between two unasked messages of the account, on average; 0 where a morning's burst needs no spreading. */
  readonly unaskedEveryMs: number;
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
  /** Messages can be sent, for the first time or again: what waited for that need not wait longer. */
  readonly onReady: () => void;
  /** A group became a supergroup: the same chat has another id from now on. */
  readonly onChatMoved: (from: string, to: string) => Promise<void>;
  /**
   * The channel logged in as another account: links of the old one lead nowhere from now on. Resolves once that is
   * durable; `Channel.account` is the new one already, and nothing of the new account is reported before.
   */
  readonly onAccountChanged: (from: string, to: string) => Promise<void>;
  /** The account works again only after a person has scanned this code, until `expiresAt` (epoch milliseconds). */
  readonly onLoginNeeded: (login: { picture: Picture; expiresAt: number }) => Promise<void>;
}

/** Logging in by a code that a person scans, on platforms that need it. */
export interface ChannelLogin {
  /** Asks the platform for a new code, which comes through `onLoginNeeded`. `running`: the account is logged in. */
  begin(): Promise<'begun' | 'running'>;
}

/** The account's circle of friends, on platforms that have one. */
export interface ChannelContacts {
  /** Accepts the friend request of a chat; false where there is none, or the platform does not answer. */
  accept(chatId: string): Promise<boolean>;
  /** The chat that belongs to a phone number; null where there is none, or the platform does not say. */
  find(phone: string): Promise<string | null>;
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
   * The account's id on the platform: links, journal keys and message ids belong to (name, account). Known without
   * asking the platform, from settings or kept credentials; empty before the first login.
   */
  readonly account: string;
  readonly login?: ChannelLogin;
  readonly contacts?: ChannelContacts;
  /** Stops receiving and resolves when every handler has returned. */
  stop(): Promise<void>;
}
