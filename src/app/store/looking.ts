import type { Day } from '../../domain/civil-day.ts';
import type { DeliveryState, ReminderState, Role } from '../../domain/states.ts';
import type { LoggedEvent } from '../store.ts';
import type { OccurrenceView } from './reminders.ts';

/** One occurrence in one message to one officer. */
export interface Telling {
  readonly occurrenceId: number;
  readonly officerId: number;
  readonly role: Role;
  readonly step: string;
  readonly deliveryId: number;
  readonly state: DeliveryState;
  readonly reason: string | null;
  /** Where it went; null while it has not gone anywhere. */
  readonly channel: string | null;
  /** When it was to be sent, and since when it is sent or given up. */
  readonly dueAt: number;
  readonly settledAt: number | null;
}

export interface StepView {
  readonly occurrenceId: number;
  readonly step: string;
  readonly fireAt: number;
  readonly state: ReminderState;
  readonly reason: string | null;
  readonly settledAt: number | null;
}

/** The newest promise of an officer. */
export interface PromiseView {
  readonly occurrenceId: number;
  readonly officerId: number;
  readonly day: Day;
  readonly at: number;
}

/** The newest thing that an officer said about an occurrence. */
export interface LastWord {
  readonly occurrenceId: number;
  readonly officerId: number;
  /** Kind of its line in the event log: `acknowledged`, `remark`, `promised`, `completed` … */
  readonly kind: string;
  readonly at: number;
}

export interface ResultView {
  readonly occurrenceId: number;
  readonly officerId: number;
  readonly inboundId: number;
  readonly documentNumber: string | null;
}

/** What people look at and nothing changes by. All lists are of the occurrences asked for. */
export interface LookingStore {
  /** In the order in which the messages were made; without what was left out of them. */
  tellings(occurrenceIds: readonly number[]): Promise<Telling[]>;
  /** By the instant for which they were planned. */
  steps(occurrenceIds: readonly number[]): Promise<StepView[]>;
  promises(occurrenceIds: readonly number[]): Promise<PromiseView[]>;
  lastWords(occurrenceIds: readonly number[]): Promise<LastWord[]>;
  /** Results that were reported and not taken back. */
  results(occurrenceIds: readonly number[]): Promise<ResultView[]>;
  /** Everybody who ever worked here, those who left included. */
  everybody(): Promise<{ readonly id: number; readonly name: string; readonly address: string | null }[]>;
  /** What people changed about the task itself, oldest first. */
  taskEvents(taskId: number): Promise<LoggedEvent[]>;
  /** Occurrences of the task in any state, the latest target first. */
  occurrencesOfTask(query: { taskId: number; limit: number }): Promise<OccurrenceView[]>;
}
