import type { ChatAddress } from './people.ts';

/** What became of somebody's wish to be the account's friend. */
export type FriendRequestState =
  /** From somebody unknown: a good code or an entered telephone number may still speak for them. */
  | 'waiting'
  /** Somebody of the office: to be accepted on the platform. */
  | 'accepting'
  | 'accepted'
  /** Nobody spoke for them in time. */
  | 'expired'
  /** Somebody of the office whom the platform did not let in. */
  | 'failed';

export interface FriendRequestView extends ChatAddress {
  readonly id: number;
  readonly state: FriendRequestState;
  /** Attempts so far. */
  readonly tries: number;
  readonly askedAt: number;
}

/** A telephone number, and what the platform said about it. */
export interface PhoneView {
  readonly officerId: number;
  readonly phone: string;
  /** Null where the platform knows none; absent where it was not asked yet, or too long ago. */
  readonly chatId?: string | null;
}

export interface FriendStore {
  /**
   * Requests that wait, and such as are to be tried now, oldest first. One indexed look-up where there is none.
   */
  openFriendRequests(query: { now: number; limit: number }): Promise<FriendRequestView[]>;
  /** Somebody of the office: accepted on the platform from now on, until that succeeds. */
  approveFriendRequest(approve: { id: number; reason: string; at: number }): Promise<void>;
  settleFriendRequest(settle: {
    id: number;
    to: { readonly state: 'accepted' | 'expired' | 'failed' } | { readonly state: 'accepting'; readonly dueAt: number };
    at: number;
  }): Promise<void>;
  /** Numbers of officers who have no chat in that channel; answers of the platform from before `since` are left out. */
  phonesWithoutChat(query: { channel: string; account: string; since: number }): Promise<PhoneView[]>;
  keepPhoneChat(keep: {
    channel: string;
    account: string;
    officerId: number;
    chatId: string | null;
    at: number;
  }): Promise<void>;
}
