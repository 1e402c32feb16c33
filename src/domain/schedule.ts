import type { Calendar } from './calendar.ts';
import type { Day } from './civil-day.ts';
import {
  type CountedEvent,
  calendarDeadlines,
  type Deadline,
  type DeadlineDates,
  eventDeadline,
  isOneOff,
  type Period,
} from './deadline.ts';
import { type Policies, policyFor, stepsOf } from './policy.ts';
import { isCalendarRule, isEventRule, type Rule } from './rule.ts';
import type { OccurrenceState, Reason, ReminderState } from './states.ts';
import type { Zone } from './zone.ts';

/** What planning needs of a task. */
export interface Plannable {
  readonly rules: readonly Rule[];
  readonly policy: string | null;
  /** Deadlines outside these days belong to another year's plan. */
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** The day from which the next year's plan answers; null while there is none. */
  readonly handedOverOn: Day | null;
  readonly state: 'active' | 'removed';
}

export interface WantedReminder {
  readonly step: string;
  readonly fireAt: number;
}

/** An occurrence as it should stand in the database. */
export interface WantedOccurrence {
  readonly period: string;
  readonly label: Period;
  readonly deadline: Deadline;
  readonly state: 'open' | 'held';
  readonly reminders: readonly WantedReminder[];
}

export interface ScheduleContext {
  readonly calendar: Calendar;
  readonly policies: Policies;
  readonly zone: Zone;
  /** The day from which the bot answers for the task. */
  readonly from: Day;
  /** Deadlines and steps up to this day. */
  readonly through: Day;
  /** Look back so far for deadlines that should be there already. */
  readonly since: Day;
}

/**
 * The occurrences of a task and their steps. Recurring rules begin with the first period whose target is not past on
 * `from`; one-off dates that are past on that day are wanted as `held`.
 */
export function wantedOccurrences(
  task: Plannable,
  events: readonly (CountedEvent & { readonly name: string })[],
  context: ScheduleContext,
): WantedOccurrence[] {
  if (task.state === 'removed') return [];
  const { calendar, policies, zone, from, through, since } = context;
  const wanted: WantedOccurrence[] = [];
  task.rules.forEach((rule, index) => {
    for (const deadline of deadlinesOf(rule, events, calendar, Math.max(since, task.validFrom), through)) {
      if (!isOwn(task, deadline)) continue;
      const past = deadline.target < from && deadline.legalLastDay < from;
      const passed = isOneOff(rule) ? past : deadline.target < from;
      if (passed && !isOneOff(rule) && !isEventRule(rule)) continue;
      const policy = policyFor(policies, task.policy, rule);
      wanted.push({
        period: periodOf(deadline.key, index),
        label: deadline.period,
        deadline,
        state: passed && isOneOff(rule) ? 'held' : 'open',
        reminders: stepsOf(policy, policies, calendar, deadline, through).map(({ step, day, minute }) => ({
          step,
          fireAt: zone.instant(day, minute),
        })),
      });
    }
  });
  return wanted;
}

/**
 * Whether a deadline belongs to this year's task. Next year's plan is often signed in March and applied then: until the
 * day it begins to answer, this year's goes on, and no deadline falls between the two or belongs to both.
 */
export function isOwn(
  { validFrom, validTo, handedOverOn }: Pick<Plannable, 'validFrom' | 'validTo' | 'handedOverOn'>,
  { nominal, target }: Pick<Deadline, 'nominal' | 'target'>,
): boolean {
  if (nominal < validFrom) return false;
  return validTo === null || nominal <= validTo || (handedOverOn !== null && target < handedOverOn);
}

function deadlinesOf(
  rule: Rule,
  events: readonly (CountedEvent & { readonly name: string })[],
  calendar: Calendar,
  since: Day,
  through: Day,
): Deadline[] {
  if (isCalendarRule(rule)) return calendarDeadlines(rule, calendar, since, through);
  if (isEventRule(rule))
    return events.filter((e) => e.name === rule.event).map((e) => eventDeadline(rule, calendar, e));
  return [];
}

export interface ExistingReminder {
  readonly id: number;
  readonly step: string;
  readonly fireAt: number;
  readonly state: ReminderState;
  readonly reason: string | null;
}

export interface ExistingOccurrence extends DeadlineDates {
  readonly id: number;
  readonly period: string;
  readonly state: OccurrenceState;
  readonly reminders: readonly ExistingReminder[];
}

export interface ReminderRow {
  readonly step: string;
  readonly fireAt: number;
  readonly state: 'planned' | 'skipped';
  readonly reason: Reason | null;
}

export interface ScheduleDifference {
  readonly insert: readonly (WantedOccurrence & { readonly rows: readonly ReminderRow[] })[];
  readonly redate: readonly { readonly occurrenceId: number; readonly wanted: WantedOccurrence }[];
  readonly cancel: readonly { readonly occurrenceId: number; readonly reason: Reason }[];
  readonly addReminders: readonly (ReminderRow & { readonly occurrenceId: number })[];
  readonly moveReminders: readonly { readonly reminderId: number; readonly fireAt: number }[];
  readonly skipReminders: readonly { readonly reminderId: number; readonly reason: Reason }[];
}

/**
 * What has to change so that the database agrees with what is wanted. What has fired stays as it was; what is closed is
 * not touched. Steps whose instant lies before `knownSince` are skipped with that reason; later ones are planned even if
 * they are past by now, for then it was the bot that was away. A held occurrence has no reminders until it is released.
 */
export function difference(
  existing: readonly ExistingOccurrence[],
  wanted: readonly WantedOccurrence[],
  context: {
    readonly knownSince: number;
    readonly throughAt: number;
    readonly cancelFrom: Day;
    readonly cancelReason: Reason;
  },
): ScheduleDifference {
  const { knownSince, throughAt, cancelFrom, cancelReason } = context;
  const byPeriod = new Map(existing.map((occurrence) => [occurrence.period, occurrence]));
  const insert: (WantedOccurrence & { rows: ReminderRow[] })[] = [];
  const redate: { occurrenceId: number; wanted: WantedOccurrence }[] = [];
  const addReminders: (ReminderRow & { occurrenceId: number })[] = [];
  const moveReminders: { reminderId: number; fireAt: number }[] = [];
  const skipReminders: { reminderId: number; reason: Reason }[] = [];

  for (const want of wanted) {
    const have = byPeriod.get(want.period);
    byPeriod.delete(want.period);
    if (!have) {
      insert.push({ ...want, rows: want.state === 'held' ? [] : want.reminders.map((r) => rowOf(r, knownSince)) });
      continue;
    }
    if (have.state !== 'open' && have.state !== 'held') continue;
    if (datesDiffer(have, want.deadline)) redate.push({ occurrenceId: have.id, wanted: want });
    if (have.state === 'held') continue;
    const steps = new Map(have.reminders.map((reminder) => [reminder.step, reminder]));
    for (const reminder of want.reminders) {
      const known = steps.get(reminder.step);
      steps.delete(reminder.step);
      if (!known) addReminders.push({ occurrenceId: have.id, ...rowOf(reminder, knownSince) });
      else if (known.state === 'planned' && reminder.fireAt < knownSince) {
        skipReminders.push({ reminderId: known.id, reason: 'before-known' });
      } else if (movable(known, reminder, knownSince)) {
        moveReminders.push({ reminderId: known.id, fireAt: reminder.fireAt });
      }
    }
    for (const gone of steps.values()) {
      // Steps beyond the horizon are not wanted yet, and that is no reason to drop one that is there already.
      if (gone.state === 'planned' && gone.fireAt <= throughAt)
        skipReminders.push({ reminderId: gone.id, reason: 'policy-changed' });
    }
  }
  const cancel = [...byPeriod.values()]
    .filter((gone) => gone.state === 'open' && gone.target >= cancelFrom)
    .map((gone) => ({ occurrenceId: gone.id, reason: cancelReason }));
  return { insert, redate, cancel, addReminders, moveReminders, skipReminders };
}

/** Planned at another instant; or skipped because nobody could have been told then, and the date has moved since. */
function movable(known: ExistingReminder, wanted: WantedReminder, knownSince: number): boolean {
  if (known.state === 'planned') return known.fireAt !== wanted.fireAt;
  return known.reason === 'before-known' && wanted.fireAt >= knownSince;
}

function rowOf(reminder: WantedReminder, knownSince: number): ReminderRow {
  if (reminder.fireAt < knownSince) return { ...reminder, state: 'skipped', reason: 'before-known' };
  return { ...reminder, state: 'planned', reason: null };
}

function datesDiffer(have: ExistingOccurrence, want: Deadline): boolean {
  return (
    have.target !== want.target ||
    have.lastDay !== want.lastDay ||
    have.legalLastDay !== want.legalLastDay ||
    have.nominal !== want.nominal ||
    have.time !== want.time ||
    have.certainty !== want.certainty
  );
}

/** The period of a deadline of a task's `index`-th rule: `2024-Q1`, with `/2` behind it for the second rule. */
function periodOf(key: string, index: number): string {
  return index === 0 ? key : `${key}/${index + 1}`;
}

/** A period taken apart again: the deadline's key, and which of the task's rules it belongs to, from 0. */
export function splitPeriod(period: string): { key: string; index: number } {
  const [key = '', rule = '1'] = period.split('/');
  return { key, index: Number(rule) - 1 };
}

/** The rule of a task that an occurrence's period belongs to. */
export function ruleOfPeriod(rules: readonly Rule[], period: string): Rule | undefined {
  return rules[splitPeriod(period).index];
}
