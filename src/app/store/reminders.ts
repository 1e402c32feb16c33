import type { Day } from '../../domain/civil-day.ts';
import type { Rule } from '../../domain/rule.ts';
import type { OccurrenceState, Role } from '../../domain/states.ts';
import type { OccurrenceDates } from './plans.ts';

export interface OccurrenceView extends OccurrenceDates {
  readonly id: number;
  readonly period: string;
  readonly state: OccurrenceState;
  readonly task: TaskBrief;
  /** The day of the event that it is counted from; null for deadlines of the calendar. */
  readonly eventDay: Day | null;
  /** The day up to which an approved extension put off reminding; the other dates stay. */
  readonly remindBy: Day | null;
  /** The last day that an administrator set for this one deadline; it is in the dates already. */
  readonly movedTo: Day | null;
  /** Officers who reported it done (and did not take it back). */
  readonly doneBy: readonly number[];
  /** The newest acknowledgement of each officer. */
  readonly acknowledged: readonly { readonly officerId: number; readonly at: number }[];
}

export interface TaskBrief {
  readonly id: number;
  readonly ref: string;
  readonly kind: 'task' | 'indicator';
  readonly title: string;
  readonly completion: 'any' | 'each';
  readonly policy: string | null;
  readonly rules: readonly Rule[];
  readonly leadIds: readonly number[];
  readonly cooperatingIds: readonly number[];
  readonly recipient: string | null;
  readonly deadlineText: string;
  readonly result: string;
  readonly notes: string;
}

export interface DueOccurrence {
  readonly occurrence: OccurrenceView;
  /** Its planned reminders that are due, oldest first. */
  readonly due: readonly { readonly id: number; readonly step: string; readonly fireAt: number }[];
}

export interface FiredItem {
  readonly reminderId: number;
  readonly occurrenceId: number;
  readonly role: Role;
  /** Officers whom this item is about: the one on leave, or those who are late. */
  readonly aboutIds: readonly number[];
}

export interface FireCommit {
  readonly at: number;
  /** The instant that the digests are for; one digest a person and slot. */
  readonly slotAt: number;
  readonly fired: readonly number[];
  readonly skipped: readonly { readonly reminderId: number; readonly reason: string }[];
  /** `dueAt`: when it may be sent, where that is not the slot. */
  readonly digests: readonly {
    readonly officerId: number;
    readonly items: readonly FiredItem[];
    readonly dueAt?: number;
  }[];
}

export interface ReminderStore {
  /** The earliest instant at which a planned reminder or a pending delivery is due; null when there is none. */
  nextDueAt(): Promise<number | null>;
  /** The newest `fireAt` that is due; null when nothing is. One indexed look-up. */
  newestDueReminderAt(now: number): Promise<number | null>;
  /** Occurrences with due reminders, at most `limit` of them, each with all of its due reminders. */
  dueOccurrences(query: { now: number; limit: number }): Promise<DueOccurrence[]>;
  /**
   * Marks reminders fired or skipped (only those still planned) and puts the items into each officer's digest of the slot,
   * in one transaction. A digest of an earlier slot that is still pending is merged into the new one. Officers get a code
   * for every occurrence that they can answer (roles `lead`, `unassigned`, `cooperating`).
   */
  commitFire(commit: FireCommit): Promise<void>;
  occurrence(id: number): Promise<OccurrenceView | null>;
  occurrences(query: {
    states: readonly OccurrenceState[];
    targetFrom?: Day;
    targetTo?: Day;
  }): Promise<OccurrenceView[]>;
}
