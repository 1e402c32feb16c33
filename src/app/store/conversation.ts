import type { Day } from '../../domain/civil-day.ts';
import type { InboundContent, Message } from '../../domain/message.ts';
import type { Role } from '../../domain/states.ts';
import type { Change } from './changes.ts';
import type { DraftEffect } from './drafts.ts';
import type { EvidenceEffect } from './evidence.ts';
import type { ChatAddress } from './people.ts';
import type { OccurrenceView } from './reminders.ts';

export interface JournalEntry extends ChatAddress {
  readonly externalId: string;
  readonly chatKind: 'private' | 'group';
  readonly author?: string;
  readonly at: number;
  readonly receivedAt: number;
  readonly content: InboundContent;
}

export interface JournaledInbound extends JournalEntry {
  readonly id: number;
}

/** «Báo xong việc nào?»: a question that waits for a numbered answer. */
export interface PendingQuestion {
  /** Occurrences in the order in which they were numbered. */
  readonly choices: readonly number[];
  readonly documentNumber: string | null;
  readonly note: string | null;
  readonly askedAt: number;
  readonly expiresAt: number;
}

export interface CodedOccurrence {
  readonly code: number;
  readonly role: Role;
  readonly occurrence: OccurrenceView;
}

export type Effect =
  | { readonly kind: 'acknowledge'; readonly occurrenceId: number; readonly officerId: number }
  /** Reports it done; `closes` where nobody else has to. */
  | {
      readonly kind: 'complete';
      readonly occurrenceId: number;
      readonly officerId: number;
      readonly closes: boolean;
      readonly documentNumber: string | null;
      readonly note?: string | null;
    }
  /** The document number or note of what the officer reported done before. */
  | {
      readonly kind: 'record-result';
      readonly occurrenceId: number;
      readonly officerId: number;
      readonly documentNumber: string | null;
      readonly note: string | null;
    }
  /** A word about it that changes nothing («chưa»). */
  | { readonly kind: 'remark'; readonly occurrenceId: number; readonly officerId: number; readonly what: 'not-done' }
  /** The officer says by when it will be done. Reminding goes on as before. */
  | { readonly kind: 'promise'; readonly occurrenceId: number; readonly officerId: number; readonly day: Day }
  /** Takes back everything that inbound `inboundId` did. */
  | { readonly kind: 'undo'; readonly officerId: number; readonly inboundId: number }
  /** The administrator says that a held occurrence is still to be done. */
  | { readonly kind: 'release'; readonly occurrenceId: number; readonly officerId: number }
  | { readonly kind: 'ask'; readonly officerId: number; readonly question: PendingQuestion }
  | { readonly kind: 'forget-question'; readonly officerId: number }
  /** Somebody wants to be the account's friend; `known`: it is somebody of the office. */
  | { readonly kind: 'friend-request'; readonly chat: ChatAddress; readonly known: boolean }
  | EvidenceEffect
  | DraftEffect
  | Change;

/** What an officer changed with one message. */
export interface Act {
  readonly inboundId: number;
  readonly intent: string;
  readonly effects: readonly Effect[];
  readonly at: number;
}

export interface ConversationStore {
  /** Journals an update once; `fresh` is false when it was there already. */
  journal(entry: JournalEntry): Promise<{ id: number; fresh: boolean }>;
  /** Journaled updates that nothing was done about yet, oldest first. */
  unhandledInbound(limit: number): Promise<JournaledInbound[]>;
  /**
   * The effects of one update, its answer and their log lines, in one transaction; marks the update as handled. Returns
   * `stale` and changes nothing when an effect no longer applies (the occurrence was closed meanwhile) or the update was
   * handled before.
   */
  commitReply(reply: {
    inboundId: number;
    at: number;
    officerId: number | null;
    intent: string;
    effects: readonly Effect[];
    /** Several where one would be too long for the channel; empty where nothing is said. */
    answers: readonly (ChatAddress & { message: Message })[];
  }): Promise<'committed' | 'stale'>;
  /**
   * What stood under a message id before it was edited or deleted: the newest version, and what any version led to and
   * still stands. `inboundId` is the version that led to something, else the newest. Null where none is known.
   */
  earlierVersion(query: {
    message: ChatAddress & { messageId: string };
    before: number;
  }): Promise<{ inboundId: number; content: InboundContent; act: Act | null } | null>;
  /** An update that could not be handled; it is not tried again. */
  abandonInbound(abandon: { inboundId: number; reason: string; at: number }): Promise<void>;
  /** What the officer has a code for and is still open or held, by code. */
  codedOccurrences(officerId: number): Promise<CodedOccurrence[]>;
  /** The occurrence that the officer has, or had within the last week, under a code; null where there is none. */
  occurrenceOfCode(query: { officerId: number; code: number }): Promise<OccurrenceView | null>;
  /** Gives the officer codes for these occurrences (keeping those it has) and returns all of them by occurrence id. */
  assignCodes(assign: {
    officerId: number;
    items: readonly { occurrenceId: number; role: Role }[];
    at: number;
  }): Promise<Map<number, number>>;
  /** Occurrences named in a message of ours, in its order; empty when it is not ours or names none. */
  occurrencesInMessage(message: ChatAddress & { externalId: string }): Promise<number[]>;
  /** Occurrences in the newest digest that the officer got. */
  occurrencesInLastDigest(officerId: number): Promise<number[]>;
  question(officerId: number): Promise<PendingQuestion | null>;
  /** The officer's newest message since `since` that changed something and was not taken back. */
  lastAct(query: { officerId: number; since: number }): Promise<Act | null>;
  /** The officer's newest completion since `since` that was not taken back. */
  lastCompletion(query: {
    officerId: number;
    since: number;
  }): Promise<{ inboundId: number; occurrenceIds: number[] } | null>;
}
