import type { Day } from '../civil-day.ts';
import type { DeadlineDates } from '../deadline.ts';
import type { Rule } from '../rule.ts';
import type { DeliveryState, OccurrenceState, ReminderState, Role } from '../states.ts';

/** One line of the event log, as the auditor reads it. */
export interface LedgerEvent {
  readonly id: number;
  readonly at: number;
  readonly kind: string;
  readonly occurrenceId: number | null;
  readonly officerId: number | null;
  readonly deliveryId: number | null;
  readonly inboundId: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A task with its deadlines as the tables have them. */
export interface LedgerTask {
  readonly id: number;
  readonly ref: string;
  readonly state: 'active' | 'removed';
  readonly rules: readonly Rule[];
  readonly policy: string | null;
  readonly leadIds: readonly number[];
  readonly cooperatingIds: readonly number[];
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly handedOverOn: Day | null;
  readonly pausedOn: Day | null;
  /** The day from which the bot answers for it, and the instant before which steps are nobody's fault. */
  readonly from: Day;
  readonly knownSince: number;
  /** Null: to be planned again. */
  readonly plannedThrough: Day | null;
  /** The calendar and policies that it was planned by. */
  readonly plannedVersion: string | null;
  /** Events that start its terms and stand, under the names that its rules give them. */
  readonly events: readonly { readonly id: number; readonly name: string; readonly day: Day }[];
  readonly occurrences: readonly LedgerOccurrence[];
}

export interface LedgerOccurrence extends DeadlineDates {
  readonly id: number;
  readonly period: string;
  readonly state: OccurrenceState;
  readonly reason: string | null;
  readonly movedTo: Day | null;
  readonly remindBy: Day | null;
  readonly reminders: readonly LedgerReminder[];
  /** Those that stand. */
  readonly completions: readonly { readonly officerId: number; readonly inboundId: number }[];
  readonly acknowledgements: readonly { readonly officerId: number; readonly at: number }[];
  /** Everything that was logged about it, oldest first. */
  readonly log: readonly LedgerEvent[];
}

export interface LedgerReminder {
  readonly id: number;
  readonly step: string;
  readonly fireAt: number;
  readonly state: ReminderState;
  readonly reason: string | null;
  readonly items: readonly LedgerItem[];
}

/** One reminder told to one person, in a delivery. */
export interface LedgerItem {
  readonly id: number;
  readonly reminderId: number;
  readonly officerId: number;
  readonly role: Role;
  readonly deliveryId: number;
  readonly dropped: boolean;
}

export interface LedgerDelivery {
  readonly id: number;
  readonly kind: 'answer' | 'notice' | 'digest';
  readonly officerId: number | null;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly resend: boolean;
  readonly items: readonly (LedgerItem & {
    /** When its deadline was closed, where it is closed now. */
    readonly closedAt: number | null;
    /** When the person reported it done, where that stands. */
    readonly completedAt: number | null;
  })[];
}

/** What waits the longest, each by its instant; null where nothing waits. */
export interface LedgerWaits {
  /** The oldest step that has not been told; `at` is when it could be: its instant, or when it was planned after that. */
  readonly step: { readonly id: number; readonly occurrenceId: number; readonly at: number } | null;
  readonly answer: { readonly id: number; readonly at: number } | null;
  /** The oldest digest or notice. */
  readonly unasked: { readonly id: number; readonly at: number } | null;
  /** The oldest lease of what is being sent. */
  readonly lease: { readonly id: number; readonly at: number } | null;
  /** The oldest update that has not been answered. */
  readonly inbound: { readonly id: number; readonly at: number } | null;
  /** When something was last sent, or given up. */
  readonly settledAt: number | null;
}
