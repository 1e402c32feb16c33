import type { EventKind, PetitionTerm } from '../../domain/case.ts';
import type { Day } from '../../domain/civil-day.ts';
import type { OccurrenceState } from '../../domain/states.ts';
import type { OccurrenceDates, OfficeEvent } from './plans.ts';

export interface RecordedEvent extends OfficeEvent {
  readonly kind: EventKind;
  /** The petition or dossier whose follow-up this is. */
  readonly caseId: number | null;
  /** The office's own task that belongs to it: a dossier's hand-over, a late dossier's explanation. */
  readonly taskId: number | null;
  readonly withdrawn: boolean;
}

export interface NewEvent {
  readonly kind: EventKind;
  readonly name: string;
  readonly day: Day;
  readonly note: string;
  readonly caseId: number | null;
  /** Reference of the own task that belongs to it. */
  readonly taskRef: string | null;
}

/** What people change about petitions, dossiers and other events. */
export type CaseChange =
  /** Stale where its task is not there, or its case was withdrawn or has a follow-up already. */
  | { readonly act: 'record'; readonly event: NewEvent }
  /** Another day than `from`; stale where it is not `from` any more. */
  | { readonly act: 'redate'; readonly eventId: number; readonly from: Day; readonly to: Day }
  /** It did not happen: what it started is cancelled, with its follow-ups. */
  | { readonly act: 'withdraw'; readonly eventId: number }
  /** A step that another one made needless is left out, or wanted again. */
  | { readonly act: 'settle' | 'unsettle'; readonly occurrenceId: number }
  /** Within how long petitions are answered. */
  | { readonly act: 'set-term'; readonly term: PetitionTerm };

/** One deadline that an event started. */
export interface EventStep {
  readonly occurrenceId: number;
  readonly taskId: number;
  readonly eventId: number;
  readonly state: OccurrenceState;
  readonly reason: string | null;
  readonly dates: OccurrenceDates;
  readonly closedAt: number | null;
}

/** A petition, dossier or other event that stands, with its follow-ups and all deadlines of both. */
export interface OfficeCase {
  readonly event: RecordedEvent;
  /** Withdrawn ones included. */
  readonly followUps: readonly RecordedEvent[];
  readonly steps: readonly EventStep[];
}

export interface CaseStore {
  /** Events that stand, by id. */
  officeEvents(): Promise<RecordedEvent[]>;
  recordEvent(event: { name: string; day: Day; note: string; at: number }): Promise<OfficeEvent>;
  /** Events of these kinds that stand and whose day is `since` or later, by day. */
  officeCases(query: { kinds: readonly EventKind[]; since: Day }): Promise<OfficeCase[]>;
  /** As an administrator set it; null where the default counts. */
  petitionTerm(): Promise<PetitionTerm | null>;
}
