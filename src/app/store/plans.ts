import type { Day } from '../../domain/civil-day.ts';
import type { DeadlineDates } from '../../domain/deadline.ts';
import type { Rule } from '../../domain/rule.ts';
import type { OccurrenceState, ReminderState } from '../../domain/states.ts';

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
  /** The day from which nobody is reminded of it; null while it is not paused. */
  readonly pausedOn: Day | null;
}

export interface PlanApplied {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Rows over which people decided something that holds on. */
  readonly edited: number;
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

export interface OccurrenceDates extends DeadlineDates {
  /** «tháng 3/2024», «quý I/2024», «tính từ ngày 17/4/2024»; may be empty. */
  readonly label: string;
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
  /** The last day that an administrator set for this one; null where it is the rule's. */
  readonly movedTo: Day | null;
  /** The day that reminding aims at since an extension was approved; the dates stay. */
  readonly remindBy: Day | null;
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
  /** Go to another instant: planned ones, and those skipped as `before-known` or `paused`, which become planned. */
  readonly moveReminders: readonly { readonly reminderId: number; readonly fireAt: number }[];
  /** Planned reminders that will not be sent. */
  readonly skipReminders: readonly { readonly reminderId: number; readonly reason: string }[];
}

export interface PlanStore {
  /**
   * Makes the plan's year what the application says: positions by name or alias, tasks by (plan, year, ref). Tasks that
   * are no longer in it become `removed`, their open occurrences cancelled. What people changed stays as they changed it.
   * A task whose rules, policy or validity changed is planned anew. Other years keep their history; their deadlines end with the year before the next applied one, or
   * where the next one begins to answer, if that is later.
   */
  applyPlan(application: PlanApplication): Promise<PlanApplied>;
  appliedPlans(): Promise<AppliedPlan[]>;
  tasks(): Promise<TaskView[]>;
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
