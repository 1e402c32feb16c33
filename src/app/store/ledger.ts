import type { Difference } from '../../domain/audit/difference.ts';
import type { LedgerDelivery, LedgerEvent, LedgerTask, LedgerWaits } from '../../domain/audit/rows.ts';

/** A difference that was found, and since when. */
export interface FoundDifference {
  readonly difference: Difference;
  readonly foundAt: number;
}

/** Id and instant of an event. */
export interface EventMark {
  readonly event: number;
  readonly at: number;
}

/** Reads for the auditor: what the tables and the event log say, side by side. */
export interface LedgerStore {
  /**
   * Tasks by id after `afterId`, at most `limit`, with all their occurrences. `occurrenceIds` instead: just these
   * occurrences, under their tasks.
   */
  ledgerTasks(
    query: { readonly afterId: number; readonly limit: number } | { readonly occurrenceIds: readonly number[] },
  ): Promise<LedgerTask[]>;
  /** Events about messages and about steps that were told, by id, from `after` (exclusive) up to event `to`. */
  ledgerEvents(query: { after: number; to: number; limit: number }): Promise<LedgerEvent[]>;
  /** Occurrences that something was logged about after `after` (exclusive), up to event `to`. */
  occurrencesLogged(query: { after: number; to: number }): Promise<number[]>;
  /** These deliveries; or, by id after `afterId`, at most `limit`. `upTo`: the last event at that moment. */
  ledgerDeliveries(
    query: { readonly afterId: number; readonly limit: number } | { readonly ids: readonly number[] },
  ): Promise<{ readonly rows: LedgerDelivery[]; readonly upTo: number }>;
  ledgerWaits(): Promise<LedgerWaits>;
  /** The newest event of these kinds, which are about neither a deadline nor a message; zeros where there is none. */
  newestEvent(kinds: readonly string[]): Promise<EventMark>;
  /** The newest event of all. */
  lastEvent(): Promise<EventMark>;
  /** Writes down how these stand now: from here on the log begins anew for them. Those that are gone stay so. */
  acceptLedger(accepted: {
    readonly occurrenceIds: readonly number[];
    readonly deliveryIds: readonly number[];
    readonly at: number;
  }): Promise<void>;
  /** Steps that are due and not told, and messages that are due and not sent. */
  queue(now: number): Promise<{ readonly steps: number; readonly messages: number }>;
  auditMark(name: string): Promise<string | null>;
  /** Remembers how far the audit came, and what stands; differences that are not in `standing` are gone. */
  saveAudit(audit: {
    readonly marks: Readonly<Record<string, string>>;
    readonly standing: readonly FoundDifference[];
  }): Promise<void>;
  standingDifferences(): Promise<FoundDifference[]>;
}
