/** What became of a database that was restored from a backup, until somebody has decided. */
export interface Restored {
  /** Nothing is known of what happened after this instant … */
  readonly from: number;
  /** … until this one. */
  readonly to: number;
  /** `asking`: the administrators are asked whether what fell due in between is told now. */
  readonly state: 'asking' | 'sent' | 'skipped';
}

/** Steps that fell due in the gap: told perhaps, by the process whose memory is lost. */
export interface HeldStep {
  readonly reminderId: number;
  readonly occurrenceId: number;
  readonly fireAt: number;
}

/** What an administrator decides about the steps of the gap. */
export interface RestoredChange {
  readonly decision: 'send' | 'skip';
}

export interface RestoredStore {
  /**
   * After a restore: steps that were due by `at` and messages that were waiting are skipped as `restored`, for nobody knows
   * whether they were sent. Returns how many of each.
   */
  holdRestored(restored: { readonly from: number; readonly at: number }): Promise<{ steps: number; messages: number }>;
  /** Null where the database was never restored. */
  restored(): Promise<Restored | null>;
  /** Steps of the gap whose deadline is still open, oldest first; the newest one of each deadline. */
  heldSteps(): Promise<HeldStep[]>;
}
