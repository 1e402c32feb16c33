import type { Message } from '../../domain/message.ts';
import type { DeliveryState, Role } from '../../domain/states.ts';
import type { Fallback } from './fallbacks.ts';
import type { ChatAddress, OfficerView } from './people.ts';
import type { OccurrenceView } from './reminders.ts';

export type DeliveryKind = 'answer' | 'notice' | 'digest';

export interface DeliveryItem {
  readonly id: number;
  readonly reminderId: number;
  readonly step: string;
  readonly role: Role;
  readonly aboutIds: readonly number[];
  readonly occurrence: OccurrenceView;
  /** The receiving officer's code for it; null in roles that cannot answer. */
  readonly code: number | null;
}

export interface Claimed {
  readonly id: number;
  readonly kind: DeliveryKind;
  /** Grows with every claim: names this one when it is settled. */
  readonly attempt: number;
  /** Attempts that count so far, this one included. */
  readonly tries: number;
  /** True when an earlier attempt may have gone out. */
  readonly resend: boolean;
  readonly createdAt: number;
  /** Null for answers to chats that belong to nobody, and for groups. */
  readonly officer: OfficerView | null;
  /** Where an answer or a group's digest goes; null lets the officer's links decide. */
  readonly chat: ChatAddress | null;
  /** The finished message of answers and notices; digests are rendered from their items when they are sent. */
  readonly message: Message | null;
  readonly items: readonly DeliveryItem[];
  /** From when on it is worth nothing; null for ever. */
  readonly expiresAt: number | null;
  /** Why it does not go through the preferred channel; null where it may. */
  readonly fallback: Fallback | null;
  /** 1 for the first message of a digest, 2 for what was split off … */
  readonly part: number;
}

export interface Settlement {
  readonly deliveryId: number;
  /** Settles only while the delivery is still in this attempt. */
  readonly attempt: number;
  readonly to:
    | { readonly state: 'sent'; readonly chat: ChatAddress; readonly externalId: string }
    /** `attemptsBurned` false gives the attempt back. `resend` marks that it may have gone out. */
    | {
        readonly state: 'pending';
        readonly dueAt: number;
        readonly resend: boolean;
        readonly burn: boolean;
        readonly reason: string;
      }
    | { readonly state: 'unknown' | 'failed' | 'skipped'; readonly reason: string };
  /** Items that were left out of the message because they were closed meanwhile. */
  readonly dropped: readonly number[];
  /** A link that turned out to be unusable. */
  readonly brokenLink: { readonly linkId: number; readonly reason: string } | null;
  /** Items that are told on another channel at that instant, unless the officer says something before. */
  readonly waitsFor?: readonly { readonly itemId: number; readonly at: number }[];
  /** What the next attempt has to know. */
  readonly fallback?: Fallback;
}

export interface NewNotice {
  /** Unique: the same notice is made once. */
  readonly key: string;
  readonly officerId: number;
  readonly message: Message;
  readonly dueAt: number;
  /** What cannot wait for the office to open; goes out as answers do. */
  readonly anyHour?: true;
}

/** What an officer was told about an occurrence so far. */
export interface TellingHistory {
  readonly sent: number;
  readonly lastSentAt: number | null;
  /** The newest delivery that did not get through, where it is newer than the last sent one. */
  readonly lastProblem: string | null;
  /** Steps of the occurrence that fell due while the bot was away and were left out for a newer one. */
  readonly missed: number;
}

export interface DeliveryStore {
  /**
   * Claims pending deliveries that are due, answers first, then oldest first; moves them to `sending` until
   * `now + leaseMs`. `unasked: false` claims answers only. `settle` is settled first, as `settleDeliveries` does it: one
   * commit to the disk then does for both.
   */
  claimDeliveries(claim: {
    now: number;
    limit: number;
    leaseMs: number;
    unasked: boolean;
    /** At most so many answers, where the rest is to be left for unasked messages; `limit` without it. */
    answers?: number;
    settle?: readonly Settlement[];
  }): Promise<Claimed[]>;
  /** Settles each delivery that is still in the given attempt. Returns the ids of those that were settled. */
  settleDeliveries(settlements: readonly Settlement[], at: number): Promise<number[]>;
  /** Deliveries whose lease has ended: their sender died, so they may have gone out. They stay `sending`. */
  expiredLeases(query: { now: number; limit: number }): Promise<Claimed[]>;
  /** Keeps the first group of items in the claimed delivery and puts each further one into a pending delivery of its own. */
  splitDelivery(split: {
    deliveryId: number;
    attempt: number;
    groups: readonly (readonly number[])[];
    at: number;
  }): Promise<void>;
  /** The claimed notice becomes the first of these messages; each further one is a pending notice of its own, made once. */
  splitNotice(split: { deliveryId: number; attempt: number; messages: readonly Message[]; at: number }): Promise<void>;
  /** Moves pending digests and notices that are due before `until` to `until`. */
  postponeUnasked(postpone: { until: number; at: number }): Promise<number>;
  /** Pending deliveries with one of these reasons that would be due by `until` are due at once. */
  hastenDeliveries(hasten: { reasons: readonly string[]; until: number; at: number }): Promise<number>;
  addNotices(notices: readonly NewNotice[], at: number): Promise<void>;
  /** What a message of ours was and what was in it; null for messages that are not ours. */
  sentMessage(
    message: ChatAddress & { externalId: string },
  ): Promise<{ kind: DeliveryKind; items: DeliveryItem[] } | null>;
  tellingHistory(query: { occurrenceId: number; officerId: number }): Promise<TellingHistory>;
  /** Which of these occurrences the officer was told about since then, or may have been: those with an unknown outcome. */
  toldSince(query: { occurrenceIds: readonly number[]; officerId: number; since: number }): Promise<Set<number>>;
  /** Deliveries and their states, newest first, for tests and the command line. */
  deliveries(query: { officerId?: number; states?: readonly DeliveryState[]; limit: number }): Promise<DeliveryView[]>;
}

export interface DeliveryView {
  readonly id: number;
  readonly kind: DeliveryKind;
  readonly officerId: number | null;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly attempt: number;
  readonly createdAt: number;
  readonly dueAt: number;
}
