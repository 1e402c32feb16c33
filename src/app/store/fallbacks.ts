import type { Role } from '../../domain/states.ts';
import type { OccurrenceView } from './reminders.ts';

/** Why a message goes through another channel than the one that comes first. */
export interface Fallback {
  readonly why: 'no-answer' | 'refused';
  /** Where it was told already, or could not be: it never goes there again. */
  readonly channels: readonly string[];
  /** When it was told there, or refused. */
  readonly at: number;
}

/** A step that was told, and to which nobody may have said anything for as long as its policy allows. */
export interface DueFallback {
  readonly itemId: number;
  readonly officerId: number;
  readonly role: Role;
  readonly occurrence: OccurrenceView;
  /** When the message that is waited on went out. */
  readonly toldAt: number;
  /** Channels on which this officer was told the step. */
  readonly channels: readonly string[];
  /** When the officer last wrote in any of their chats; null where that is not known. */
  readonly heardAt: number | null;
  /** A newer step of the occurrence has been told to the officer since, or is on its way. */
  readonly newerStep: boolean;
}

export type FallbackReason = 'answered' | 'acknowledged' | 'closed' | 'newer-step' | 'no-link' | 'expired';

export interface FallbackStore {
  /** Steps whose time to be answered is over, at most `limit` of them, oldest first. One indexed look-up. */
  dueFallbacks(query: { now: number; limit: number }): Promise<DueFallback[]>;
  /** When the officer last wrote in any of their chats; null where that is not known. */
  lastHeardAt(officerId: number): Promise<number | null>;
  /**
   * Each of the items is told once more, on the next way, in one digest a person; the others are waited on no longer. Only
   * items that are still waited on; all of it in one transaction.
   */
  commitFallbacks(commit: {
    at: number;
    told: readonly { readonly officerId: number; readonly itemIds: readonly number[]; readonly fallback: Fallback }[];
    settled: readonly { readonly itemId: number; readonly reason: FallbackReason }[];
  }): Promise<void>;
}
