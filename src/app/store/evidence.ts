import type { ChatAddress } from './people.ts';

/** A picture or file that belongs to what an officer reported done. */
export type EvidenceEffect = {
  readonly kind: 'keep-evidence';
  readonly officerId: number;
  readonly occurrenceIds: readonly number[];
  readonly what: string;
  /** How the platform finds it again; null where it does not say. */
  readonly file: string | null;
  readonly messageId: string;
};

export interface EvidenceView {
  readonly occurrenceId: number;
  readonly officerId: number;
  readonly what: string;
  readonly file: string | null;
  readonly messageId: string;
  readonly at: number;
}

export interface EvidenceStore {
  /**
   * What the officer reported done in that chat and has not taken back: with the message that our message `quotes`
   * answered, or else with the newest one since `since`. Null where there is nothing.
   */
  completedInChat(query: {
    officerId: number;
    chat: ChatAddress;
    since: number;
    quotes: string | null;
  }): Promise<{ readonly inboundId: number; readonly occurrenceIds: readonly number[] } | null>;
  /** Evidence that stands, oldest first. */
  evidence(occurrenceIds: readonly number[]): Promise<EvidenceView[]>;
}
