import type { InboundContent, Message } from '../../domain/message.ts';
import type { Role } from '../../domain/states.ts';
import type { ChatAddress } from './people.ts';
import type { OccurrenceView } from './reminders.ts';

export interface JournalEntry extends ChatAddress {
  readonly externalId: string;
  readonly chatKind: 'private' | 'group';
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
    }
  /** A word about it that changes nothing («chưa»). */
  | { readonly kind: 'remark'; readonly occurrenceId: number; readonly officerId: number; readonly what: 'not-done' }
  /** Takes back everything that inbound `inboundId` completed. */
  | { readonly kind: 'undo'; readonly officerId: number; readonly inboundId: number }
  /** The administrator says that a held occurrence is still to be done. */
  | { readonly kind: 'release'; readonly occurrenceId: number; readonly officerId: number }
  | { readonly kind: 'ask'; readonly officerId: number; readonly question: PendingQuestion }
  | { readonly kind: 'forget-question'; readonly officerId: number };

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
    answer: (ChatAddress & { message: Message }) | null;
  }): Promise<'committed' | 'stale'>;
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
  /** The officer's newest completing message since `since` that was not taken back. */
  lastCompletion(query: {
    officerId: number;
    since: number;
  }): Promise<{ inboundId: number; occurrenceIds: number[] } | null>;
}
