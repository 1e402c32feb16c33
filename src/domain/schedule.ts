import type { Calendar } from './calendar.ts';
import type { Day } from './civil-day.ts';
import {
  type CountedEvent,
  calendarDeadlines,
  type Deadline,
  eventDeadline,
  isOneOff,
  type Period,
} from './deadline.ts';
import { type Policies, policyFor, stepsOf } from './policy.ts';
import { isCalendarRule, isEventRule, type Rule, unreadable } from './rule.ts';
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
  /** The day from which nobody is reminded of it; null while it is not paused. */
  readonly pausedOn: Day | null;
  readonly state: 'active' | 'removed';
}

/** What people decided about one occurrence, over what its rule says. */
export interface Override {
  readonly period: string;
  readonly nominal: Day;
  /** Its last day, by decision of the office. */
  readonly movedTo: Day | null;
  /** The day that reminding aims at instead; the dates stay. */
  readonly remindBy: Day | null;
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
  /** The day that its steps aim at, and whether people decided on it for this one. */
  readonly aim: Day;
  readonly overridden: boolean;
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
  overrides: readonly Override[] = [],
): WantedOccurrence[] {
  if (task.state === 'removed') return [];
  const { calendar, policies, zone, from, through, since } = context;
  const overrideOf = new Map(overrides.map((override) => [override.period, override]));
  const wanted: WantedOccurrence[] = [];
  task.rules.forEach((rule, index) => {
    const within = deadlinesOf(rule, events, calendar, Math.max(since, task.validFrom), through);
    const own = overrides.filter((override) => splitPeriod(override.period).index === index);
    for (const deadline of withMoved(within, own, rule, calendar)) {
      if (!isOwn(task, deadline)) continue;
      const period = periodOf(deadline.key, index);
      const override = overrideOf.get(period);
      const past = deadline.target < from && deadline.legalLastDay < from;
      const passed = override === undefined && (isOneOff(rule) ? past : deadline.target < from);
      if (passed && !isOneOff(rule) && !isEventRule(rule)) continue;
      const { dates, aim } = overridden(deadline, override, calendar);
      const policy = policyFor(policies, task.policy, rule);
      wanted.push({
        period,
        label: deadline.period,
        deadline: dates,
        state: passed && isOneOff(rule) ? 'held' : 'open',
        aim: aim.lastDay,
        overridden: override !== undefined,
        reminders: stepsOf(policy, policies, calendar, aim, through).map(({ step, day, minute }) => ({
          step,
          fireAt: zone.instant(day, minute),
        })),
      });
    }
  });
  return wanted;
}

/** Deadlines whose own dates lie outside the days that are planned are wanted all the same where they were moved. */
function withMoved(
  within: readonly Deadline[],
  overrides: readonly Override[],
  rule: Rule,
  calendar: Calendar,
): readonly Deadline[] {
  if (!isCalendarRule(rule)) return within;
  const known = new Set(within.map((deadline) => deadline.key));
  const moved = overrides.flatMap(({ period, nominal, movedTo }) => {
    const { key } = splitPeriod(period);
    if (movedTo === null || known.has(key)) return [];
    const near = calendarDeadlines(rule, calendar, nominal - NEAR_DAYS, nominal + NEAR_DAYS);
    return near.filter((deadline) => deadline.key === key);
  });
  return moved.length === 0 ? within : [...within, ...moved];
}

/** More days than a deadline's dates ever lie apart. */
const NEAR_DAYS = 31;

/** The dates as they were decided, and those that the steps aim at. */
function overridden(
  deadline: Deadline,
  override: Override | undefined,
  calendar: Calendar,
): { dates: Deadline; aim: Pick<Deadline, 'lastDay' | 'legalLastDay' | 'target'> } {
  const { movedTo = null, remindBy = null } = override ?? {};
  const dates = movedTo === null ? deadline : movedDeadline(deadline, movedTo, calendar);
  if (remindBy !== null) {
    const target = calendar.lastWorkingDayOnOrBefore(remindBy);
    return { dates, aim: { target, lastDay: remindBy, legalLastDay: Math.max(dates.legalLastDay, remindBy) } };
  }
  return { dates, aim: dates };
}

/** The deadline with a last day that the office decided on; days off do not extend it. */
function movedDeadline(deadline: Deadline, lastDay: Day, calendar: Calendar): Deadline {
  const target = calendar.lastWorkingDayOnOrBefore(lastDay);
  return { ...deadline, lastDay, legalLastDay: lastDay, target, certainty: calendar.certainty(target, lastDay) };
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

/** The period of a deadline of a task's `index`-th rule: `2024-Q1`, with `/2` behind it for the second rule. */
function periodOf(key: string, index: number): string {
  return index === 0 ? key : `${key}/${index + 1}`;
}

/** A period taken apart again: the deadline's key, and which of the task's rules it belongs to, from 0. */
export function splitPeriod(period: string): { key: string; index: number } {
  const [key = '', rule = '1'] = period.split('/');
  return { key, index: Number(rule) - 1 };
}

/** The rule of a task that an occurrence's period belongs to; where they cannot be read, what stands for all of them. */
export function ruleOfPeriod(rules: readonly Rule[], period: string): Rule | undefined {
  if (unreadable(rules) !== null) return rules[0];
  return rules[splitPeriod(period).index];
}
