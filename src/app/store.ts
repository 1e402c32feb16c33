import type { DateCertainty } from '../domain/calendar.ts';
import type { Day, MinuteOfDay } from '../domain/civil-day.ts';
import type { InboundContent, Message } from '../domain/message.ts';
import type { Roster } from '../domain/roster.ts';
import type { Rule } from '../domain/rule.ts';
import type { DeliveryState, OccurrenceState, ReminderState, Role } from '../domain/states.ts';

/**
 * The one seam to the database. Every operation is one act and one transaction, and appends what it changed to the
 * event log. Instants are epoch milliseconds; days are civil days. Operations throw only when the database itself fails.
 */
export interface Store extends PeopleStore, PlanStore, ReminderStore, DeliveryStore, ConversationStore {
  /** Remembers that something was alive: `tick`, `poll:telegram`. */
  beat(name: string, at: number): Promise<void>;
  beats(): Promise<Record<string, number>>;
  /** The event log from `after` (exclusive) on, oldest first. */
  events(query: { after?: number; occurrenceId?: number; limit: number }): Promise<LoggedEvent[]>;
  close(): Promise<void>;
}

// ---- people ---------------------------------------------------------------------------------------------------------

export interface Link {
  readonly id: number;
  readonly channel: string;
  readonly account: string;
  readonly chatId: string;
  readonly state: 'active' | 'broken';
}

export interface OfficerView {
  readonly id: number;
  readonly name: string;
  /** Form of address («anh», «chị»); null where none is set. */
  readonly address: string | null;
  readonly isAdmin: boolean;
  readonly isLeader: boolean;
  readonly supervisorId: number | null;
  /** Names of the positions held on the asked day, in the order they were given. */
  readonly positions: readonly string[];
  /** In order of preference. */
  readonly links: readonly Link[];
}

export interface NewOfficer {
  readonly name: string;
  readonly address: string | null;
  readonly isAdmin: boolean;
  readonly isLeader: boolean;
  readonly supervisorId: number | null;
  /** Position names as typed; matched folded, by name or alias. Unknown ones are created. */
  readonly positions: readonly string[];
  readonly from: Day;
  readonly at: number;
}

export type AddOfficerResult =
  | { readonly kind: 'added'; readonly officerId: number; readonly newPositions: readonly string[] }
  | { readonly kind: 'name-taken' };

export type RedeemResult =
  | { readonly kind: 'linked'; readonly officerId: number }
  /** No such code. `wrongTries` counts this chat's wrong codes since its last good one. */
  | { readonly kind: 'wrong'; readonly wrongTries: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'used' }
  /** Too many wrong codes; nothing was looked up. */
  | { readonly kind: 'throttled'; readonly until: number };

export interface ChatAddress {
  readonly channel: string;
  readonly account: string;
  readonly chatId: string;
}

export interface PeopleStore {
  addOfficer(officer: NewOfficer): Promise<AddOfficerResult>;
  /** Everybody who has not left, by id. */
  officers(on: Day): Promise<OfficerView[]>;
  /** Who holds what, who stands in for whom: all that deciding on recipients needs. */
  roster(): Promise<Roster>;
  addLeave(leave: { officerId: number; from: Day; to: Day; standInId: number | null; at: number }): Promise<void>;
  positions(): Promise<PositionView[]>;
  /** A new code for the officer; codes given before stop working. */
  addInvite(invite: { officerId: number; codeHash: string; expiresAt: number; at: number }): Promise<void>;
  /**
   * Links the chat to the code's officer. A chat that belonged to another officer moves to this one; a broken link to the
   * same chat becomes active again. Wrong codes are counted per chat: `maxWrong` of them close the chat for `lockMs`.
   */
  redeemInvite(
    attempt: ChatAddress & { codeHash: string; at: number; maxWrong: number; lockMs: number },
  ): Promise<RedeemResult>;
  officerOfChat(chat: ChatAddress): Promise<OfficerView | null>;
  breakLink(link: { linkId: number; reason: string; at: number }): Promise<void>;
  /** A broken link works again, because its officer wrote in that chat. */
  mendLink(link: { linkId: number; at: number }): Promise<void>;
  moveChat(move: { channel: string; account: string; from: string; to: string; at: number }): Promise<void>;
}

export interface PositionView {
  readonly id: number;
  readonly name: string;
  readonly place: 'office' | 'outside';
}

// ---- plans and schedules --------------------------------------------------------------------------------------------

export interface PlanApplication {
  readonly planId: string;
  readonly name: string;
  readonly source: string;
  readonly year: number;
  /** The day from which the bot answers for the plan. */
  readonly from: Day;
  /** The instant of `from`: steps before it are nobody's fault. */
  readonly knownSince: number;
  readonly at: number;
  readonly positions: readonly { name: string; aliases: readonly string[]; place: 'office' | 'outside' }[];
  readonly tasks: readonly NewTask[];
}

export interface NewTask {
  readonly ref: string;
  readonly kind: 'task' | 'indicator';
  readonly title: string;
  readonly lead: readonly string[];
  readonly cooperating: readonly string[];
  readonly deadlineText: string;
  readonly rules: readonly Rule[];
  readonly completion: 'any' | 'each';
  /** Name of a policy; null lets the rule's kind decide. */
  readonly policy: string | null;
  readonly recipient: string | null;
  readonly result: string;
  readonly notes: string;
}

export interface TaskView extends NewTask {
  readonly id: number;
  readonly planId: string;
  readonly year: number;
  /** `removed`: no longer in its plan; kept for history. */
  readonly state: 'active' | 'removed';
  /** First and last day whose deadlines are this task's; the last is null while no later year of the plan is applied. */
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** The day from which that later year answers; deadlines with an earlier target stay this task's all the same. */
  readonly handedOverOn: Day | null;
}

export interface PlanApplied {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

export interface AppliedPlan {
  readonly planId: string;
  readonly name: string;
  readonly source: string;
  readonly year: number;
  readonly from: Day;
  readonly tasks: number;
}

export interface OfficeEvent {
  readonly id: number;
  /** The event as rules name it («tiếp nhận phản ánh, kiến nghị»). */
  readonly name: string;
  readonly day: Day;
  /** What this case is about; shown with the reminder. */
  readonly note: string;
  readonly recordedAt: number;
}

export interface OccurrenceDates {
  /** «tháng 3/2024», «quý I/2024», «nhận ngày 17/4/2024»; may be empty. */
  readonly label: string;
  readonly nominal: Day;
  readonly lastDay: Day;
  readonly legalLastDay: Day;
  readonly target: Day;
  readonly time: MinuteOfDay | null;
  readonly certainty: DateCertainty;
  readonly cutoffTo: Day | null;
}

export interface ScheduledReminder {
  readonly id: number;
  readonly step: string;
  readonly fireAt: number;
  readonly state: ReminderState;
  readonly reason: string | null;
}

export interface ScheduledOccurrence extends OccurrenceDates {
  readonly id: number;
  /** Unique within the task: `2024-03`, `2024-Q1`, `e12`, with `/2` behind it for the task's second rule. */
  readonly period: string;
  readonly state: OccurrenceState;
  readonly reminders: readonly ScheduledReminder[];
}

/** One task with all that planning it needs. */
export interface TaskSchedule {
  readonly task: TaskView;
  /** Changes when anything but planning changes the schedule; handed back in `ScheduleChange`. */
  readonly revision: number;
  /** The day from which the bot answers for the task, and its instant: both from the task's first appearance. */
  readonly from: Day;
  readonly knownSince: number;
  /** Deadlines up to this day are in the database; null before the first planning. */
  readonly plannedThrough: Day | null;
  readonly events: readonly OfficeEvent[];
  /**
   * Open and held ones, and all others whose target is on or after `since`, but no cancelled ones, and no steps that
   * planning itself dropped: inserting those again brings them back.
   */
  readonly occurrences: readonly ScheduledOccurrence[];
}

export interface NewReminder {
  readonly step: string;
  readonly fireAt: number;
  readonly state: 'planned' | 'skipped';
  readonly reason: string | null;
}

/** What planning changes of one task; computed by the domain, written in one transaction. */
export interface ScheduleChange {
  readonly taskId: number;
  /** Of the schedule that this was computed from. Where the task's is another by now, nothing of the change is written. */
  readonly revision?: number;
  readonly insert: readonly (OccurrenceDates & {
    readonly period: string;
    readonly state: 'open' | 'held';
    readonly reminders: readonly NewReminder[];
  })[];
  readonly redate: readonly { readonly occurrenceId: number; readonly dates: OccurrenceDates }[];
  readonly cancel: readonly { readonly occurrenceId: number; readonly reason: string }[];
  readonly addReminders: readonly (NewReminder & { readonly occurrenceId: number })[];
  /** Reminders that go to another instant: planned ones, and those skipped as `before-known`, which become planned. */
  readonly moveReminders: readonly { readonly reminderId: number; readonly fireAt: number }[];
  /** Planned reminders that will not be sent. */
  readonly skipReminders: readonly { readonly reminderId: number; readonly reason: string }[];
}

export interface PlanStore {
  /**
   * Makes the plan's year what the application says: positions by name or alias, tasks by (plan, year, ref). Tasks that
   * are no longer in it become `removed`, their open occurrences cancelled. A task whose rules, policy or validity changed
   * is planned anew. Other years keep their history; their deadlines end with the year before the next applied one, or
   * where the next one begins to answer, if that is later.
   */
  applyPlan(application: PlanApplication): Promise<PlanApplied>;
  appliedPlans(): Promise<AppliedPlan[]>;
  tasks(): Promise<TaskView[]>;
  officeEvents(): Promise<OfficeEvent[]>;
  recordEvent(event: { name: string; day: Day; note: string; at: number }): Promise<OfficeEvent>;
  /**
   * Tasks planned short of `through`, or with another `version` of calendar and policies, or touched since: at most
   * `limit`, by id, after task `afterId`.
   */
  tasksToPlan(query: {
    through: Day;
    version: string;
    since: Day;
    afterId: number;
    limit: number;
  }): Promise<TaskSchedule[]>;
  /** Writes the changes and marks the tasks as planned through `through` with `version`. */
  saveSchedules(save: { changes: readonly ScheduleChange[]; through: Day; version: string; at: number }): Promise<void>;
  /** Makes every task be planned again at the next planning. */
  touchTasks(taskIds: readonly number[]): Promise<void>;
}

// ---- reminders ------------------------------------------------------------------------------------------------------

export interface OccurrenceView extends OccurrenceDates {
  readonly id: number;
  readonly period: string;
  readonly state: OccurrenceState;
  readonly task: TaskBrief;
  /** The day of the event that it is counted from; null for deadlines of the calendar. */
  readonly eventDay: Day | null;
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
  readonly digests: readonly { readonly officerId: number; readonly items: readonly FiredItem[] }[];
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

// ---- deliveries -----------------------------------------------------------------------------------------------------

export type DeliveryKind = 'answer' | 'notice' | 'digest';

export interface DeliveryItem {
  readonly id: number;
  readonly reminderId: number;
  readonly step: string;
  readonly role: Role;
  readonly aboutIds: readonly number[];
  readonly occurrence: OccurrenceView;
  /** The receiving officer's code for it; null in roles that cannot answer. */
  readonly code: number | null;
}

export interface Claimed {
  readonly id: number;
  readonly kind: DeliveryKind;
  /** Grows with every claim: names this one when it is settled. */
  readonly attempt: number;
  /** Attempts that count so far, this one included. */
  readonly tries: number;
  /** True when an earlier attempt may have gone out. */
  readonly resend: boolean;
  readonly createdAt: number;
  /** Null for answers to chats that belong to nobody. */
  readonly officer: OfficerView | null;
  /** Where an answer goes; null lets the officer's links decide. */
  readonly chat: ChatAddress | null;
  /** The finished message of answers and notices; digests are rendered from their items when they are sent. */
  readonly message: Message | null;
  readonly items: readonly DeliveryItem[];
  /** 1 for the first message of a digest, 2 for what was split off … */
  readonly part: number;
}

export interface Settlement {
  readonly deliveryId: number;
  /** Settles only while the delivery is still in this attempt. */
  readonly attempt: number;
  readonly to:
    | { readonly state: 'sent'; readonly chat: ChatAddress; readonly externalId: string }
    /** `attemptsBurned` false gives the attempt back. `resend` marks that it may have gone out. */
    | {
        readonly state: 'pending';
        readonly dueAt: number;
        readonly resend: boolean;
        readonly burn: boolean;
        readonly reason: string;
      }
    | { readonly state: 'unknown' | 'failed' | 'skipped'; readonly reason: string };
  /** Items that were left out of the message because they were closed meanwhile. */
  readonly dropped: readonly number[];
  /** A link that turned out to be unusable. */
  readonly brokenLink: { readonly linkId: number; readonly reason: string } | null;
}

export interface NewNotice {
  /** Unique: the same notice is made once. */
  readonly key: string;
  readonly officerId: number;
  readonly message: Message;
  readonly dueAt: number;
}

/** What an officer was told about an occurrence so far. */
export interface TellingHistory {
  readonly sent: number;
  readonly lastSentAt: number | null;
  /** The newest delivery that did not get through, where it is newer than the last sent one. */
  readonly lastProblem: string | null;
  /** Steps of the occurrence that fell due while the bot was away and were left out for a newer one. */
  readonly missed: number;
}

export interface DeliveryStore {
  /**
   * Claims pending deliveries that are due, answers first, then oldest first; moves them to `sending` until
   * `now + leaseMs`. `unasked: false` claims answers only.
   */
  claimDeliveries(claim: { now: number; limit: number; leaseMs: number; unasked: boolean }): Promise<Claimed[]>;
  /** Settles each delivery that is still in the given attempt. Returns the ids of those that were settled. */
  settleDeliveries(settlements: readonly Settlement[], at: number): Promise<number[]>;
  /** Deliveries whose lease has ended: their sender died, so they may have gone out. They stay `sending`. */
  expiredLeases(query: { now: number; limit: number }): Promise<Claimed[]>;
  /** Keeps the first group of items in the claimed delivery and puts each further one into a pending delivery of its own. */
  splitDelivery(split: {
    deliveryId: number;
    attempt: number;
    groups: readonly (readonly number[])[];
    at: number;
  }): Promise<void>;
  /** Moves pending digests and notices that are due before `until` to `until`. */
  postponeUnasked(postpone: { until: number; at: number }): Promise<number>;
  addNotices(notices: readonly NewNotice[], at: number): Promise<void>;
  /** What a message of ours was and what was in it; null for messages that are not ours. */
  sentMessage(
    message: ChatAddress & { externalId: string },
  ): Promise<{ kind: DeliveryKind; items: DeliveryItem[] } | null>;
  tellingHistory(query: { occurrenceId: number; officerId: number }): Promise<TellingHistory>;
}

// ---- conversation ---------------------------------------------------------------------------------------------------

export interface JournalEntry extends ChatAddress {
  readonly externalId: string;
  readonly chatKind: 'private' | 'group';
  readonly at: number;
  readonly receivedAt: number;
  readonly content: InboundContent;
}

export interface JournaledInbound extends JournalEntry {
  readonly id: number;
}

/** «Báo xong việc nào?»: a question that waits for a numbered answer. */
export interface PendingQuestion {
  /** Occurrences in the order in which they were numbered. */
  readonly choices: readonly number[];
  readonly documentNumber: string | null;
  readonly expiresAt: number;
}

export interface CodedOccurrence {
  readonly code: number;
  readonly role: Role;
  readonly occurrence: OccurrenceView;
}

export type Effect =
  | { readonly kind: 'acknowledge'; readonly occurrenceId: number; readonly officerId: number }
  /** Reports it done; `closes` where nobody else has to. */
  | {
      readonly kind: 'complete';
      readonly occurrenceId: number;
      readonly officerId: number;
      readonly closes: boolean;
      readonly documentNumber: string | null;
    }
  /** A word about it that changes nothing («chưa»). */
  | { readonly kind: 'remark'; readonly occurrenceId: number; readonly officerId: number; readonly what: 'not-done' }
  /** Takes back everything that inbound `inboundId` completed. */
  | { readonly kind: 'undo'; readonly officerId: number; readonly inboundId: number }
  /** The administrator says that a held occurrence is still to be done. */
  | { readonly kind: 'release'; readonly occurrenceId: number; readonly officerId: number }
  | { readonly kind: 'ask'; readonly officerId: number; readonly question: PendingQuestion }
  | { readonly kind: 'forget-question'; readonly officerId: number };

export interface ConversationStore {
  /** Journals an update once; `fresh` is false when it was there already. */
  journal(entry: JournalEntry): Promise<{ id: number; fresh: boolean }>;
  /** Journaled updates that nothing was done about yet, oldest first. */
  unhandledInbound(limit: number): Promise<JournaledInbound[]>;
  /**
   * The effects of one update, its answer and their log lines, in one transaction; marks the update as handled. Returns
   * `stale` and changes nothing when an effect no longer applies (the occurrence was closed meanwhile) or the update was
   * handled before.
   */
  commitReply(reply: {
    inboundId: number;
    at: number;
    officerId: number | null;
    intent: string;
    effects: readonly Effect[];
    answer: (ChatAddress & { message: Message }) | null;
  }): Promise<'committed' | 'stale'>;
  /** An update that could not be handled; it is not tried again. */
  abandonInbound(abandon: { inboundId: number; reason: string; at: number }): Promise<void>;
  /** What the officer has a code for and is still open or held, by code. */
  codedOccurrences(officerId: number): Promise<CodedOccurrence[]>;
  /** Gives the officer codes for these occurrences (keeping those it has) and returns all of them by occurrence id. */
  assignCodes(assign: {
    officerId: number;
    items: readonly { occurrenceId: number; role: Role }[];
    at: number;
  }): Promise<Map<number, number>>;
  /** Occurrences named in a message of ours, in its order; empty when it is not ours or names none. */
  occurrencesInMessage(message: ChatAddress & { externalId: string }): Promise<number[]>;
  /** Occurrences in the newest digest that the officer got. */
  occurrencesInLastDigest(officerId: number): Promise<number[]>;
  question(officerId: number): Promise<PendingQuestion | null>;
  /** The officer's newest completing message since `since` that was not taken back. */
  lastCompletion(query: {
    officerId: number;
    since: number;
  }): Promise<{ inboundId: number; occurrenceIds: number[] } | null>;
  /** The state of one delivery, for tests and the command line. */
  deliveries(query: { officerId?: number; states?: readonly DeliveryState[]; limit: number }): Promise<DeliveryView[]>;
}

export interface DeliveryView {
  readonly id: number;
  readonly kind: DeliveryKind;
  readonly officerId: number | null;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly attempt: number;
  readonly createdAt: number;
  readonly dueAt: number;
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
