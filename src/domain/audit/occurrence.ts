import type { Day } from '../civil-day.ts';
import { calendarDeadlines, type DeadlineDates, eventDeadline } from '../deadline.ts';
import { aimedStep, policyFor, stepsOf } from '../policy.ts';
import { isCalendarRule, isEventRule, type Rule } from '../rule.ts';
import { compareOccurrence } from './compare.ts';
import type { AuditContext } from './context.ts';
import type { Difference } from './difference.ts';
import type { LedgerOccurrence, LedgerReminder, LedgerTask } from './rows.ts';
import { auditTold } from './told.ts';

/** Reasons for which a step that was due is left out: nothing about the step's day makes them untrue afterwards. */
const SETTLED_WHEN_DUE = ['newer-step', 'acknowledged', 'nobody', 'restored'];
/** More days than a deadline's dates ever lie apart. */
const NEAR_DAYS = 31;

/** What is not as it should be with one deadline, its steps, and who was told of them. */
export function auditOccurrence(
  task: LedgerTask,
  occurrence: LedgerOccurrence,
  planned: boolean,
  context: AuditContext,
): Difference[] {
  const differences = [...compareOccurrence(occurrence), ...auditTold(task, occurrence, context)];
  for (const reminder of occurrence.reminders) {
    if (reminder.state === 'skipped' && (reminder.reason ?? '') === '')
      differences.push({ kind: 'unreasoned', ...ids(occurrence, reminder) });
  }
  switch (occurrence.state) {
    case 'done':
    case 'cancelled':
    case 'skipped':
      return [...differences, ...plannedOnes(occurrence, 'after-closing')];
    case 'held':
      return [...differences, ...plannedOnes(occurrence, 'step-unwanted')];
    case 'open': {
      if (!planned || task.state !== 'active') return differences;
      const index = Number(occurrence.period.split('/')[1] ?? 1) - 1;
      const rule = task.rules[index];
      const dates = rule && datesBy(rule, task, occurrence, context);
      const today = context.office.zone.dayOf(context.now);
      if (!rule || !dates) {
        const overridden = occurrence.movedTo !== null || occurrence.remindBy !== null;
        if (occurrence.target < today || overridden) return differences;
        return [...differences, { kind: 'deadline-unwanted', occurrenceId: occurrence.id }];
      }
      if (Math.max(dates.target, occurrence.target) >= today) differences.push(...dateDifferences(occurrence, dates));
      if (task.pausedOn !== null) return [...differences, ...plannedOnes(occurrence, 'step-unwanted')];
      return [...differences, ...steps(task, rule, occurrence, context)];
    }
  }
}

const ids = ({ id: occurrenceId }: LedgerOccurrence, { id: reminderId, step }: LedgerReminder) => ({
  occurrenceId,
  reminderId,
  step,
});

function plannedOnes(occurrence: LedgerOccurrence, kind: 'after-closing' | 'step-unwanted'): Difference[] {
  return occurrence.reminders
    .filter((reminder) => reminder.state === 'planned')
    .map((reminder) => ({ kind, ...ids(occurrence, reminder) }));
}

/** The days that rule, calendar and decisions give; undefined where the rule asks for no such deadline. */
function datesBy(
  rule: Rule,
  task: LedgerTask,
  { period, nominal, movedTo }: LedgerOccurrence,
  { office: { calendar } }: AuditContext,
): DeadlineDates | undefined {
  const key = period.split('/')[0]!;
  const dates = isCalendarRule(rule)
    ? calendarDeadlines(rule, calendar, nominal - NEAR_DAYS, nominal + NEAR_DAYS).find((each) => each.key === key)
    : isEventRule(rule)
      ? task.events
          .filter(({ id, name }) => `e${id}` === key && name === rule.event)
          .map((event) => eventDeadline(rule, calendar, event))[0]
      : undefined;
  if (!dates || movedTo === null) return dates;
  return {
    ...dates,
    lastDay: movedTo,
    legalLastDay: movedTo,
    target: calendar.lastWorkingDayOnOrBefore(movedTo),
  };
}

function dateDifferences(occurrence: LedgerOccurrence, dates: DeadlineDates): Difference[] {
  const fields = ['nominal', 'lastDay', 'legalLastDay', 'target', 'time'] as const;
  const wrong = fields.find((field) => occurrence[field] !== dates[field]);
  if (!wrong) return [];
  return [{ kind: 'deadline-dates', occurrenceId: occurrence.id, expected: dates[wrong], found: occurrence[wrong] }];
}

/** Each step of the policy is there, planned for its instant, told, or left out for a reason that still holds. */
function steps(
  task: LedgerTask,
  rule: Rule,
  occurrence: LedgerOccurrence,
  { office, now }: AuditContext,
): Difference[] {
  const { calendar, policies, zone } = office;
  const through = task.plannedThrough!;
  const aim = aimOf(occurrence, (day) => calendar.lastWorkingDayOnOrBefore(day));
  const wanted = stepsOf(policyFor(policies, task.policy, rule), policies, calendar, aim, through);
  const differences: Difference[] = [];
  const expected = new Set<string>();
  for (const { step, day, minute } of wanted) {
    const fireAt = zone.instant(day, minute);
    const again = aimedStep(step, aim.lastDay);
    expected.add(step).add(again);
    if (fireAt < task.knownSince) {
      const early = occurrence.reminders.find((each) => each.step === step && each.state === 'planned');
      if (early) differences.push({ kind: 'step-unwanted', ...ids(occurrence, early) });
      continue;
    }
    const rows = occurrence.reminders.filter((each) => each.step === step || each.step.startsWith(`${step}@`));
    if (rows.length === 0) {
      differences.push({ kind: 'step-missing', occurrenceId: occurrence.id, step, expected: fireAt });
      continue;
    }
    const live = rows.filter((each) => each.state !== 'skipped');
    for (const row of live) {
      if (row.state === 'planned' && expected.has(row.step) && row.fireAt !== fireAt)
        differences.push({ kind: 'step-moved', ...ids(occurrence, row), expected: fireAt, found: row.fireAt });
    }
    const dropped = rows.at(-1)!;
    const holds = SETTLED_WHEN_DUE.includes(dropped.reason ?? '') || dropped.fireAt <= now || fireAt <= now;
    if (live.length === 0 && !holds)
      differences.push({ kind: 'step-dropped', ...ids(occurrence, dropped), found: dropped.reason });
  }
  const throughAt = zone.instant(through + 1, 0);
  for (const reminder of occurrence.reminders) {
    if (reminder.state === 'planned' && !expected.has(reminder.step) && reminder.fireAt <= throughAt)
      differences.push({ kind: 'step-unwanted', ...ids(occurrence, reminder) });
  }
  return differences;
}

/** The days that reminding aims at. */
function aimOf(
  { remindBy, target, lastDay, legalLastDay }: LedgerOccurrence,
  workingDay: (day: Day) => Day,
): { target: Day; lastDay: Day; legalLastDay: Day } {
  if (remindBy === null) return { target, lastDay, legalLastDay };
  return { target: workingDay(remindBy), lastDay: remindBy, legalLastDay: Math.max(legalLastDay, remindBy) };
}
