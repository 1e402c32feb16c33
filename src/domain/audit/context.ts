import type { Day } from '../civil-day.ts';
import type { Office } from '../office-hours.ts';
import type { Roster } from '../roster.ts';

/** What the auditor measures against. */
export interface AuditContext {
  readonly office: Office;
  readonly roster: Roster;
  readonly now: number;
  /** When the service last started and last ticked; null where it never did. */
  readonly startedAt: number | null;
  readonly tickedAt: number | null;
  /** Calendar and policies as planning names them. */
  readonly version: string;
  /** When something was last logged. */
  readonly loggedAt: number;
  /** The newest event that changed who hears something, and its instant: what fired before cannot be recomputed. */
  readonly rosterSince: Since;
  /** The newest event that changed what is due. */
  readonly rulesSince: Since;
  /** Since when office hours and policies are what they are now. */
  readonly policiesSince: Since;
  /** Only deadlines with a target in these days, and what was told about them. */
  readonly window: { readonly from: Day; readonly to: Day } | null;
}

export interface Since {
  readonly event: number;
  readonly at: number;
}
