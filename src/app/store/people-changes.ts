import type { Day } from '../../domain/civil-day.ts';
import type { ChatAddress, NewOfficer } from './people.ts';

/**
 * What people change about officers, positions, links and groups. Each is stale where it no longer fits: the officer has
 * left, the name is taken meanwhile, or the office would be left without an administrator who can be reached.
 */
export type PeopleChange =
  | { readonly act: 'add-officer'; readonly officer: Omit<NewOfficer, 'at'> }
  /** Several at once, who may be each other's supervisors; stale where one of the names is taken. */
  | { readonly act: 'add-officers'; readonly officers: readonly ListedNewOfficer[] }
  | { readonly act: 'edit-officer'; readonly officerId: number; readonly set: OfficerEdit }
  /** No longer works here: holds nothing, is told nothing, and loses every chat. What was done stays in the history. */
  | { readonly act: 'remove-officer'; readonly officerId: number; readonly on: Day }
  /** A position of the office; stale where the name or an alias is another position's. */
  | { readonly act: 'add-position'; readonly name: string; readonly aliases: readonly string[] }
  | { readonly act: 'add-alias'; readonly positionId: number; readonly alias: string }
  /** Both days included; `to` null: until further notice. A new position is made; stale where its name is taken. */
  | {
      readonly act: 'hold';
      readonly officerId: number;
      readonly position: PositionRef;
      readonly from: Day;
      readonly to: Day | null;
    }
  /** Holds it up to `lastDay` and no longer; stale where it is not held then. */
  | { readonly act: 'end-holding'; readonly officerId: number; readonly positionId: number; readonly lastDay: Day }
  /** All positions that one holds on or after `from` are the other's from then on, for as long as they would have been. */
  | { readonly act: 'hand-over'; readonly fromId: number; readonly toId: number; readonly from: Day }
  /** Codes given before stop working. */
  | { readonly act: 'invite'; readonly officerId: number; readonly codeHash: string; readonly expiresAt: number }
  | { readonly act: 'unlink'; readonly officerId: number; readonly linkId: number }
  /** Unasked messages go there first. */
  | { readonly act: 'prefer-link'; readonly officerId: number; readonly linkId: number }
  | { readonly act: 'invite-group'; readonly name: string; readonly codeHash: string; readonly expiresAt: number }
  /** Stale where the code is used up or expired. The group's name is the one that the code was made for. */
  | { readonly act: 'link-group'; readonly chat: ChatAddress; readonly codeHash: string; readonly linkedBy: number }
  | { readonly act: 'unlink-group'; readonly groupId: number; readonly reason: string };

/** A position that there is, or the name of one that is made when it is saved. */
export type PositionRef =
  | { readonly kind: 'known'; readonly id: number; readonly name: string }
  | { readonly kind: 'new'; readonly name: string };

export interface ListedNewOfficer extends Omit<NewOfficer, 'at' | 'supervisorId'> {
  /** Somebody who is here already, or is added with them. */
  readonly supervisor: string | null;
}

export interface OfficerEdit {
  readonly name?: string;
  readonly address?: string | null;
  readonly supervisorId?: number | null;
  readonly isAdmin?: boolean;
  readonly isLeader?: boolean;
  /** Domestic form, digits only; null takes it away. */
  readonly phone?: string | null;
}

/** A group that hears the week's counts. */
export interface GroupView extends ChatAddress {
  readonly id: number;
  readonly name: string;
  readonly linkedAt: number;
}

export interface GroupStore {
  /** Groups that the bot is in and speaks to. */
  groups(): Promise<GroupView[]>;
  /** What a group code is good for at that instant; null where it is none, used up or expired. */
  groupCode(query: { codeHash: string; at: number }): Promise<{ readonly name: string } | null>;
  /** A pending delivery for each group, once for each key; its text is made when it is sent. */
  addGroupDigests(
    digests: readonly { readonly key: string; readonly chat: ChatAddress; readonly slotAt: number }[],
    at: number,
  ): Promise<void>;
}
