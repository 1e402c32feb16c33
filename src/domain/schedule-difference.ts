import type { Day } from './civil-day.ts';
import type { Deadline, DeadlineDates } from './deadline.ts';
import { aimedStep } from './policy.ts';
import type { WantedOccurrence, WantedReminder } from './schedule.ts';
import type { OccurrenceState, Reason, ReminderState } from './states.ts';

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
    readonly now: number;
    readonly throughAt: number;
    readonly cancelFrom: Day;
    readonly cancelReason: Reason;
    /** The task is paused: every step that has not fired is skipped, until it comes back. */
    readonly paused: boolean;
  },
): ScheduleDifference {
  const { knownSince, now, throughAt, cancelFrom, cancelReason, paused } = context;
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
      const rows = want.state === 'held' ? [] : want.reminders.map((r) => rowOf(r, knownSince, paused));
      insert.push({ ...want, rows });
      continue;
    }
    if (have.state !== 'open' && have.state !== 'held') continue;
    if (datesDiffer(have, want.deadline)) redate.push({ occurrenceId: have.id, wanted: want });
    if (have.state === 'held') continue;
    const steps = new Map(have.reminders.map((reminder) => [reminder.step, reminder]));
    // Where people decided on other days, a step that is behind us comes again if it is still to come by those days.
    const decidedAt = want.overridden ? now : knownSince;
    for (const reminder of want.reminders) {
      const first = steps.get(reminder.step);
      steps.delete(reminder.step);
      const again = aimedStep(reminder.step, want.aim);
      const repeated = steps.has(again) || (first !== undefined && comesAgain(first, reminder, decidedAt));
      const step = repeated ? again : reminder.step;
      const known = repeated ? steps.get(again) : first;
      steps.delete(again);
      if (!known) addReminders.push({ occurrenceId: have.id, ...rowOf({ ...reminder, step }, knownSince, paused) });
      else if (paused) {
        if (known.state === 'planned') skipReminders.push({ reminderId: known.id, reason: 'paused' });
      } else if (known.state === 'planned' && reminder.fireAt < knownSince) {
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
    // A term that nothing started any more is gone, however long ago it ended.
    .filter((gone) => gone.state === 'open' && (gone.target >= cancelFrom || /^e\d/.test(gone.period)))
    .map((gone) => ({ occurrenceId: gone.id, reason: cancelReason }));
  return { insert, redate, cancel, addReminders, moveReminders, skipReminders };
}

/** Planned at another instant; or skipped for a reason that holds no longer, and still to come. */
function movable(known: ExistingReminder, wanted: WantedReminder, knownSince: number): boolean {
  if (known.state === 'planned') return known.fireAt !== wanted.fireAt;
  return (known.reason === 'before-known' || known.reason === 'paused') && wanted.fireAt >= knownSince;
}

function comesAgain(known: ExistingReminder, wanted: WantedReminder, decidedAt: number): boolean {
  if (known.state === 'planned' || known.reason === 'before-known' || known.reason === 'paused') return false;
  return known.fireAt < decidedAt && wanted.fireAt >= decidedAt;
}

function rowOf(reminder: WantedReminder, knownSince: number, paused: boolean): ReminderRow {
  if (paused) return { ...reminder, state: 'skipped', reason: 'paused' };
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
