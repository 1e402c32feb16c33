import type { Day } from '../domain/civil-day.ts';
import type { Deadline } from '../domain/deadline.ts';
import { fingerprint } from '../domain/fingerprint.ts';
import type { Office } from '../domain/office-hours.ts';
import { type Rule, unreadable } from '../domain/rule.ts';
import { ruleOfPeriod, type WantedOccurrence, wantedOccurrences } from '../domain/schedule.ts';
import { difference } from '../domain/schedule-difference.ts';
import { periodLabel } from '../text/explain.ts';
import { overridesOf } from './coming.ts';
import type { Log } from './log.ts';
import type { OccurrenceDates, ScheduleChange, Store, TaskSchedule } from './store.ts';

/** Deadlines are in the database at least this many days ahead: more than the earliest step of any policy needs. */
export const HORIZON_DAYS = 62;
/** Planning goes on a week at a time, so that on most days there is nothing to plan. */
const HORIZON_STEP_DAYS = 7;
const TASKS_AT_ONCE = 200;

export interface MovedDeadline {
  readonly occurrenceId: number;
  readonly ref: string;
  readonly title: string;
  readonly label: string;
  readonly from: Day;
  readonly to: Day;
}

export interface PlanResult {
  readonly planned: number;
  /** Deadlines whose target day changed. */
  readonly moved: readonly MovedDeadline[];
  /** Tasks that could not be planned; the others are. */
  readonly broken: readonly BrokenTask[];
}

/** A task that something in the program or its data keeps from being handled. */
export interface BrokenTask {
  readonly id: number;
  readonly ref: string;
  readonly title: string;
  readonly rules: readonly Rule[];
}

export type Plan = (now: number) => Promise<PlanResult>;

/** Turns rules into occurrences and their reminders, up to the horizon. Running it again changes nothing. */
export function makePlan({
  store,
  office,
  log,
}: {
  store: Pick<Store, 'tasksToPlan' | 'saveSchedules'>;
  office: Office;
  log: Log;
}): Plan {
  return async (now) => {
    const version = planVersion(office);
    const today = office.zone.dayOf(now);
    const through = today - (today % HORIZON_STEP_DAYS) + HORIZON_STEP_DAYS + HORIZON_DAYS;
    const moved: MovedDeadline[] = [];
    const broken: BrokenTask[] = [];
    let planned = 0;
    for (let afterId = 0; ; ) {
      const schedules = await store.tasksToPlan({ through, version, since: today, afterId, limit: TASKS_AT_ONCE });
      const last = schedules.at(-1);
      if (!last) break;
      const changes: ScheduleChange[] = [];
      for (const schedule of schedules) {
        const why = unreadable(schedule.task.rules);
        if (why !== null) {
          log.error({ taskId: schedule.task.id, why }, 'task could not be planned');
          broken.push(schedule.task);
          continue;
        }
        try {
          const change = changeOf(schedule, office, { now, today, through });
          changes.push(change);
          moved.push(...movedBy(schedule, change));
        } catch (error) {
          // One task that cannot be planned must not keep the others from being planned; it is tried again every day.
          log.error({ taskId: schedule.task.id, error }, 'task could not be planned');
          broken.push(schedule.task);
        }
      }
      await store.saveSchedules({ changes, through, version, at: now });
      planned += changes.length;
      afterId = last.task.id;
    }
    if (planned > 0) log.info({ planned, moved: moved.length }, 'planned');
    return { planned, moved, broken };
  };
}

/** What deadlines and steps are computed from, besides the rules: another calendar or policy is another version. */
export function planVersion({ calendar, policies }: Pick<Office, 'calendar' | 'policies'>): string {
  return `${calendar.version}.${fingerprint(JSON.stringify(policies))}`;
}

function changeOf(
  schedule: TaskSchedule,
  office: Office,
  { now, today, through }: { now: number; today: Day; through: Day },
): ScheduleChange {
  const { task, occurrences, events, plannedThrough } = schedule;
  const openTargets = occurrences.filter((o) => o.state === 'open').map((o) => o.target);
  const since =
    plannedThrough === null ? Math.min(task.validFrom, today) : Math.min(today, plannedThrough + 1, ...openTargets);
  const { calendar, policies, zone } = office;
  const context = { calendar, policies, zone, from: schedule.from, through, since };
  const wanted = wantedOccurrences(task, events, context, overridesOf(occurrences));
  const change = difference(occurrences, wanted, {
    now,
    knownSince: schedule.knownSince,
    throughAt: zone.instant(through + 1, 0),
    paused: task.pausedOn !== null,
    // What was due before the bot began to answer by these rules was due by others, and stays.
    cancelFrom: Math.max(since, Math.min(schedule.from, today)),
    cancelReason: task.state === 'removed' ? 'task-removed' : task.validTo === null ? 'rule-changed' : 'superseded',
  });
  const datesOf = (w: WantedOccurrence): OccurrenceDates => {
    const rule = ruleOfPeriod(task.rules, w.period)!;
    const note = events.find((event) => `e${event.id}` === w.deadline.key)?.note ?? '';
    const label = periodLabel(w.label, rule);
    return { label: note === '' ? label : `${label}: ${note}`, ...plainDates(w.deadline) };
  };
  return {
    taskId: task.id,
    revision: schedule.revision,
    insert: change.insert.map((w) => ({ period: w.period, state: w.state, reminders: w.rows, ...datesOf(w) })),
    redate: change.redate.map(({ occurrenceId, wanted: w }) => ({ occurrenceId, dates: datesOf(w) })),
    cancel: change.cancel,
    addReminders: change.addReminders,
    moveReminders: change.moveReminders,
    skipReminders: change.skipReminders,
  };
}

function plainDates(deadline: Deadline): Omit<OccurrenceDates, 'label'> {
  const { nominal, lastDay, legalLastDay, target, time, certainty, cutoff } = deadline;
  return { nominal, lastDay, legalLastDay, target, time, certainty, cutoffTo: cutoff?.to ?? null };
}

function movedBy({ task, occurrences }: TaskSchedule, change: ScheduleChange): MovedDeadline[] {
  return change.redate.flatMap(({ occurrenceId, dates }) => {
    const before = occurrences.find((occurrence) => occurrence.id === occurrenceId);
    if (!before || before.target === dates.target) return [];
    const { ref, title } = task;
    return [{ occurrenceId, ref, title, label: dates.label, from: before.target, to: dates.target }];
  });
}
