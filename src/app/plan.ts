import type { Day } from '../domain/civil-day.ts';
import type { Deadline } from '../domain/deadline.ts';
import { fingerprint } from '../domain/fingerprint.ts';
import type { Office } from '../domain/office-hours.ts';
import { difference, ruleOfPeriod, type WantedOccurrence, wantedOccurrences } from '../domain/schedule.ts';
import { periodLabel } from '../text/explain.ts';
import type { Log } from './log.ts';
import type { OccurrenceDates, ScheduleChange, Store, TaskSchedule } from './store.ts';

/** Deadlines are in the database at least this many days ahead: more than the earliest step of any policy needs. */
const HORIZON_DAYS = 62;
/** Planning goes on a week at a time, so that on most days there is nothing to plan. */
const HORIZON_STEP_DAYS = 7;
const TASKS_AT_ONCE = 200;

export interface MovedDeadline {
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
}

export type Plan = (now: number) => Promise<PlanResult>;

/** Turns rules into occurrences and their reminders, up to the horizon. Running it again changes nothing. */
export function makePlan({ store, office, log }: { store: Store; office: Office; log: Log }): Plan {
  const policies = fingerprint(JSON.stringify(office.policies));

  return async (now) => {
    const version = `${office.calendar.version}.${policies}`;
    const today = office.zone.dayOf(now);
    const through = today - (today % HORIZON_STEP_DAYS) + HORIZON_STEP_DAYS + HORIZON_DAYS;
    const moved: MovedDeadline[] = [];
    let planned = 0;
    for (let afterId = 0; ; ) {
      const schedules = await store.tasksToPlan({ through, version, since: today, afterId, limit: TASKS_AT_ONCE });
      const last = schedules.at(-1);
      if (!last) break;
      const changes: ScheduleChange[] = [];
      for (const schedule of schedules) {
        try {
          const change = changeOf(schedule, office, today, through);
          changes.push(change);
          moved.push(...movedBy(schedule, change));
        } catch (error) {
          // One task that cannot be planned must not keep the others from being planned; it is tried again every day.
          log.error({ taskId: schedule.task.id, error }, 'task could not be planned');
        }
      }
      await store.saveSchedules({ changes, through, version, at: now });
      planned += changes.length;
      afterId = last.task.id;
    }
    if (planned > 0) log.info({ planned, moved: moved.length }, 'planned');
    return { planned, moved };
  };
}

function changeOf(schedule: TaskSchedule, office: Office, today: Day, through: Day): ScheduleChange {
  const { task, occurrences, events, plannedThrough } = schedule;
  const openTargets = occurrences.filter((o) => o.state === 'open').map((o) => o.target);
  const since =
    plannedThrough === null ? Math.min(task.validFrom, today) : Math.min(today, plannedThrough + 1, ...openTargets);
  const wanted = wantedOccurrences(task, events, {
    calendar: office.calendar,
    policies: office.policies,
    zone: office.zone,
    from: schedule.from,
    through,
    since,
  });
  const change = difference(occurrences, wanted, {
    knownSince: schedule.knownSince,
    throughAt: office.zone.instant(through + 1, 0),
    cancelFrom: since,
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
    return [{ ref: task.ref, title: task.title, label: dates.label, from: before.target, to: dates.target }];
  });
}
