import type { CalendarStore } from './store/calendar.ts';
import type { CaseStore } from './store/cases.ts';
import type { ChangeStore } from './store/changes.ts';
import type { ChannelStore } from './store/channels.ts';
import type { ConversationStore } from './store/conversation.ts';
import type { DeliveryStore } from './store/deliveries.ts';
import type { DraftStore } from './store/drafts.ts';
import type { EvidenceStore } from './store/evidence.ts';
import type { FallbackStore } from './store/fallbacks.ts';
import type { FriendStore } from './store/friends.ts';
import type { LedgerStore } from './store/ledger.ts';
import type { LookingStore } from './store/looking.ts';
import type { PeopleStore } from './store/people.ts';
import type { GroupStore } from './store/people-changes.ts';
import type { PlanStore } from './store/plans.ts';
import type { ReminderStore } from './store/reminders.ts';
import type { RequestStore } from './store/requests.ts';
import type { RestoredStore } from './store/restored.ts';
import type { SettingStore } from './store/settings.ts';

export type * from './store/calendar.ts';
export type * from './store/cases.ts';
export type * from './store/changes.ts';
export type * from './store/channels.ts';
export type * from './store/conversation.ts';
export type * from './store/deliveries.ts';
export type * from './store/drafts.ts';
export type * from './store/evidence.ts';
export type * from './store/fallbacks.ts';
export type * from './store/friends.ts';
export type * from './store/ledger.ts';
export type * from './store/looking.ts';
export type * from './store/people.ts';
export type * from './store/people-changes.ts';
export type * from './store/plans.ts';
export type * from './store/reminders.ts';
export type * from './store/requests.ts';
export type * from './store/restored.ts';
export type * from './store/settings.ts';
export * from './store/task-changes.ts';

/**
 * The one seam to the database. Every operation is one act and one transaction, and appends what it changed to the
 * event log. Instants are epoch milliseconds; days are civil days. Operations throw only when the database itself fails.
 */
export interface Store
  extends PeopleStore,
    RequestStore,
    GroupStore,
    PlanStore,
    ReminderStore,
    DeliveryStore,
    ConversationStore,
    ChannelStore,
    EvidenceStore,
    FallbackStore,
    FriendStore,
    DraftStore,
    ChangeStore,
    CalendarStore,
    SettingStore,
    CaseStore,
    LookingStore,
    LedgerStore,
    RestoredStore {
  /** Remembers that something was alive: `tick`, `poll:telegram`. */
  beat(name: string, at: number): Promise<void>;
  /** Several at once, by name: the disk is waited for once. */
  beatAll(beats: Readonly<Record<string, number>>): Promise<void>;
  beats(): Promise<Record<string, number>>;
  /** The event log from `after` (exclusive) on, oldest first. */
  events(query: { after?: number; occurrenceId?: number; limit: number }): Promise<LoggedEvent[]>;
  close(): Promise<void>;
}

export interface LoggedEvent {
  readonly id: number;
  readonly at: number;
  readonly kind: string;
  readonly occurrenceId: number | null;
  readonly officerId: number | null;
  readonly deliveryId: number | null;
  readonly inboundId: number | null;
  readonly data: Record<string, unknown>;
}
