import type { Message } from '../../domain/message.ts';
import type { ChannelState } from '../channel.ts';
import type { NewNotice } from './deliveries.ts';
import type { ChatAddress } from './people.ts';

/** How a channel was when the running service last looked. */
export interface ChannelStateView {
  readonly channel: string;
  readonly account: string;
  readonly state: ChannelState;
  readonly problem: string | null;
  /** Since when it has been so. */
  readonly since: number;
}

/** A message to one chat that goes as answers do, at any hour, and is worth nothing after `expiresAt`. */
export interface PromptMessage {
  /** Unique: the same message is made once. */
  readonly key: string;
  readonly officerId: number;
  readonly chat: ChatAddress;
  readonly message: Message;
  readonly expiresAt: number;
}

export interface ChannelStore {
  /**
   * Links of the channel that belong to none of these accounts lead nowhere any more: they become broken, with the reason
   * `account-changed`; their groups are left, and answers on their way there are skipped. Links that had become so and
   * belong to one of the accounts again work again. `notices` are made where a link or group was lost. All of it in one
   * transaction; asked again it changes nothing.
   */
  changeAccount(change: {
    channel: string;
    accounts: readonly string[];
    at: number;
    notices: readonly NewNotice[];
  }): Promise<{ readonly links: number; readonly groups: number }>;
  /** Remembers how a channel is; `since` stays while nothing but the time is another one. */
  noteChannel(note: {
    channel: string;
    account: string;
    state: ChannelState;
    problem: string | null;
    at: number;
  }): Promise<void>;
  channelStates(): Promise<ChannelStateView[]>;
  /** What the message shows is forgotten as soon as it has gone out or expired. */
  addPrompt(messages: readonly PromptMessage[], at: number): Promise<void>;
}
