/** The life of one deadline of one task. */
export type OccurrenceState =
  /** Still to be done; reminders go out. */
  | 'open'
  /** Was already past when its plan was loaded: nobody is reminded until the administrator says what became of it. */
  | 'held'
  /** Reported done by whoever had to. */
  | 'done'
  /** No longer wanted: its rule, task or event is gone. */
  | 'cancelled'
  /** Left out on purpose for this period. */
  | 'skipped';

/** The life of one step of one occurrence. */
export type ReminderState =
  /** Waits for its instant. */
  | 'planned'
  /** Turned into deliveries. */
  | 'fired'
  /** Will not be sent; the reason stands beside it. */
  | 'skipped';

/** The life of one chat message to one person. */
export type DeliveryState =
  /** Waits for `dueAt`. */
  | 'pending'
  /** Claimed by the sender until the lease ends. */
  | 'sending'
  /** The platform has it. */
  | 'sent'
  /** It may have gone out and is not repeated. */
  | 'unknown'
  /** Given up; the reason stands beside it. */
  | 'failed'
  /** Not needed any more: everything in it was closed, or it was merged into a newer one. */
  | 'skipped';

/** Why a person is told about an occurrence. The order is that of strength: who has two roles hears in the first. */
export const ROLES = ['lead', 'unassigned', 'cooperating', 'supervisor', 'leader'] as const;
export type Role = (typeof ROLES)[number];

/** Why something was skipped, failed or dropped; stable words, shown to people through `src/text/`. */
export type Reason =
  /** The step's instant lies before the bot knew the task. */
  | 'before-known'
  /** A newer step of the same occurrence was due as well. */
  | 'newer-step'
  | 'closed'
  | 'acknowledged'
  /** Nobody to tell: no holder, no supervisor, no leader. */
  | 'nobody'
  | 'policy-changed'
  | 'rule-changed'
  | 'superseded'
  | 'task-removed'
  | 'officer-left'
  | 'group-left'
  /** What it was counted from did not happen. */
  | 'event-withdrawn'
  /** Another step of its petition or dossier made it needless. */
  | 'case-settled'
  /** Its task is paused. */
  | 'paused'
  /** This one deadline was left out. */
  | 'left-out'
  /** What it asked was decided or withdrawn. */
  | 'decided'
  | 'merged'
  /** The database was restored from a backup: whether it was told is not known. */
  | 'restored'
  | 'no-link'
  | 'expired'
  | 'too-many-attempts'
  | 'not-repeated';
