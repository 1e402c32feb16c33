import type { Day } from '../../domain/civil-day.ts';
import type { Roster } from '../../domain/roster.ts';

export interface Link {
  readonly id: number;
  readonly channel: string;
  readonly account: string;
  readonly chatId: string;
  readonly state: 'active' | 'broken';
  /** Why it is broken: what the platform said, or `account-changed` where it belongs to an account that is no more. */
  readonly reason: string | null;
}

export interface OfficerView {
  readonly id: number;
  readonly name: string;
  /** Form of address («anh», «chị»); null where none is set. */
  readonly address: string | null;
  readonly isAdmin: boolean;
  readonly isLeader: boolean;
  readonly supervisorId: number | null;
  /** Domestic form, digits only; null where none was entered. */
  readonly phone: string | null;
  /** Names of the positions held on the asked day, in the order they were given; without personal ones. */
  readonly positions: readonly string[];
  /** In order of preference. */
  readonly links: readonly Link[];
}

export interface NewOfficer {
  readonly name: string;
  readonly address: string | null;
  readonly isAdmin: boolean;
  readonly isLeader: boolean;
  readonly supervisorId: number | null;
  /** Position names as typed; matched folded, by name or alias. Unknown ones are created. */
  readonly positions: readonly string[];
  readonly from: Day;
  readonly at: number;
}

export type AddOfficerResult =
  | { readonly kind: 'added'; readonly officerId: number; readonly newPositions: readonly string[] }
  | { readonly kind: 'name-taken' };

export type RedeemResult =
  | { readonly kind: 'linked'; readonly officerId: number }
  /** No such code. `wrongTries` counts this chat's wrong codes since its last good one. */
  | { readonly kind: 'wrong'; readonly wrongTries: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'used' }
  /** The chat is the last one through which an administrator can be reached, and the code is somebody else's. */
  | { readonly kind: 'last-administrator' }
  /** Too many wrong codes; nothing was looked up. */
  | { readonly kind: 'throttled'; readonly until: number };

export interface ChatAddress {
  readonly channel: string;
  readonly account: string;
  readonly chatId: string;
}

export interface PeopleStore {
  addOfficer(officer: NewOfficer): Promise<AddOfficerResult>;
  /** Everybody who has not left, by id. */
  officers(on: Day): Promise<readonly OfficerView[]>;
  /** Who holds what, who stands in for whom: all that deciding on recipients needs. */
  roster(): Promise<Roster>;
  addLeave(leave: { officerId: number; from: Day; to: Day; standInId: number | null; at: number }): Promise<void>;
  positions(): Promise<readonly PositionView[]>;
  /** Every name that a position goes by, folded, its own included. Personal positions have none. */
  positionAliases(): Promise<{ readonly folded: string; readonly positionId: number }[]>;
  /** A new code for the officer; codes given before stop working. */
  addInvite(invite: { officerId: number; codeHash: string; expiresAt: number; at: number }): Promise<void>;
  /**
   * Links the chat to the code's officer. A chat that belonged to another officer moves to this one; a broken link to the
   * same chat becomes active again. Wrong codes are counted per chat: `maxWrong` of them close the chat for `lockMs`.
   */
  redeemInvite(
    attempt: ChatAddress & { codeHash: string; at: number; maxWrong: number; lockMs: number },
  ): Promise<RedeemResult>;
  officerOfChat(chat: ChatAddress): Promise<OfficerView | null>;
  breakLink(link: { linkId: number; reason: string; at: number }): Promise<void>;
  /** A broken link works again, because its officer wrote in that chat. */
  mendLink(link: { linkId: number; at: number }): Promise<void>;
  moveChat(move: { channel: string; account: string; from: string; to: string; at: number }): Promise<void>;
}

export interface PositionView {
  readonly id: number;
  readonly name: string;
  /** `person`: the personal position of one officer, through which tasks are given to people themselves. */
  readonly place: 'office' | 'outside' | 'person';
}
