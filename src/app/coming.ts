import type { Day } from '../domain/civil-day.ts';
import type { DeadlineDates } from '../domain/deadline.ts';
import type { Office } from '../domain/office-hours.ts';
import type { Rule } from '../domain/rule.ts';
import { type Plannable, type WantedOccurrence, wantedOccurrences } from '../domain/schedule.ts';
import type { ScheduledOccurrence, TaskSchedule } from './store.ts';

/** Looked further and further ahead: most tasks come again within a quarter, some every few years. */
const HORIZONS = [100, 400, 1200, 2200];

type ScheduleParts = Pick<TaskSchedule, 'events' | 'occurrences'>;

/** A task that is not stored yet. */
export function newPlannable(rules: readonly Rule[], policy: string | null, from: Day): Plannable {
  return { rules, policy, validFrom: from, validTo: null, handedOverOn: null, pausedOn: null, state: 'active' };
}

/** The next deadlines of a task that are still to be kept, nearest first; what is done or left out already is not among them. */
export function comingDeadlines(
  task: Plannable,
  { events, occurrences }: ScheduleParts,
  office: Office,
  today: Day,
  count = 3,
): WantedOccurrence[] {
  const closed = new Set(occurrences.filter((o) => o.state === 'done' || o.state === 'skipped').map((o) => o.period));
  const overrides = overridesOf(occurrences);
  let coming: WantedOccurrence[] = [];
  for (const days of HORIZONS) {
    const context = contextOf(office, today, today + days);
    coming = wantedOccurrences({ ...task, pausedOn: null }, events, context, overrides)
      .filter(
        ({ period, state, deadline }) => state === 'open' && !closed.has(period) && deadline.legalLastDay >= today,
      )
      .sort((a, b) => a.deadline.target - b.deadline.target);
    if (coming.length >= count) break;
  }
  return coming.slice(0, count);
}

/** What becomes of the open deadlines of a task that changes. Overdue ones stay as they are. */
export function deadlineEffect(
  changed: Plannable,
  { events, occurrences }: ScheduleParts,
  office: Office,
  today: Day,
): {
  readonly moved: readonly { readonly from: DeadlineDates; readonly to: DeadlineDates }[];
  readonly dropped: readonly DeadlineDates[];
  readonly coming: readonly DeadlineDates[];
} {
  const open = occurrences.filter((each) => each.state === 'open' && each.target >= today);
  const farthest = Math.max(today, ...open.map((each) => each.nominal)) + NEAR_DAYS;
  const wanted = new Map(
    wantedOccurrences(changed, events, contextOf(office, today, farthest), overridesOf(occurrences)).map((each) => [
      each.period,
      each.deadline,
    ]),
  );
  return {
    moved: open.flatMap((from) => {
      const to = wanted.get(from.period);
      return to && (to.lastDay !== from.lastDay || to.target !== from.target) ? [{ from, to }] : [];
    }),
    dropped: open.filter((each) => !wanted.has(each.period)),
    coming: comingDeadlines(changed, { events, occurrences }, office, today).map(({ deadline }) => deadline),
  };
}

/** One deadline with another last day: its dates, and the days on which it would still be reminded of up to the target. */
export function movedOccurrence(
  schedule: TaskSchedule,
  { id, period, nominal }: ScheduledOccurrence,
  lastDay: Day,
  office: Office,
  now: number,
): { readonly dates: DeadlineDates; readonly steps: readonly Day[] } {
  const { task, events } = schedule;
  const today = office.zone.dayOf(now);
  const override = { period, nominal, movedTo: lastDay, remindBy: null };
  const wanted = wantedOccurrences(task, events, contextOf(office, today, lastDay), [override]);
  const one = wanted.find((each) => each.period === period);
  if (!one) throw new Error(`occurrence ${id} belongs to no rule of its task`);
  return { dates: one.deadline, steps: stepDays(one, office, now) };
}

/** The days on which the next deadline would still be reminded of up to its target. */
export function comingSteps(task: Plannable, schedule: ScheduleParts, office: Office, now: number): Day[] {
  const [next] = comingDeadlines(task, schedule, office, office.zone.dayOf(now), 1);
  return next ? stepDays(next, office, now) : [];
}

function stepDays({ reminders, deadline }: WantedOccurrence, { zone }: Office, now: number): Day[] {
  const days = reminders.filter(({ fireAt }) => fireAt > now).map(({ fireAt }) => zone.dayOf(fireAt));
  return [...new Set(days)].filter((day) => day <= deadline.legalLastDay);
}

/** More than a deadline's dates ever lie apart. */
const NEAR_DAYS = 31;

const contextOf = ({ calendar, policies, zone }: Office, today: Day, through: Day) => {
  return { calendar, policies, zone, from: today, through, since: today };
};

export function overridesOf(occurrences: readonly ScheduledOccurrence[]): ScheduledOccurrence[] {
  return occurrences.filter((one) => one.movedTo !== null || one.remindBy !== null);
}
