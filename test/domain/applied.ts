import type { ExistingOccurrence, ExistingReminder, ScheduleDifference } from '../../src/domain/schedule-difference.ts';

/** Reasons with which skipped steps are shown to planning again. */
const SHOWN_AGAIN = ['before-known', 'paused'];

/** What a store does with a difference, in memory. Cancelled occurrences and dropped steps are not shown to planning again. */
export function applied(existing: readonly ExistingOccurrence[], change: ScheduleDifference): ExistingOccurrence[] {
  let nextId = 1 + Math.max(0, ...existing.flatMap((o) => [o.id, ...o.reminders.map((r) => r.id)]));
  const cancelled = new Set(change.cancel.map((c) => c.occurrenceId));
  const dropped = new Map(change.skipReminders.map((r) => [r.reminderId, r.reason]));
  const moved = new Map(change.moveReminders.map((m) => [m.reminderId, m.fireAt]));
  const redated = new Map(change.redate.map((r) => [r.occurrenceId, r.wanted]));
  const row = (r: Omit<ExistingReminder, 'id'>): ExistingReminder => ({
    id: nextId++,
    step: r.step,
    fireAt: r.fireAt,
    state: r.state,
    reason: r.reason,
  });
  const kept = existing
    .filter((o) => !cancelled.has(o.id))
    .map((o) => ({
      ...o,
      ...redated.get(o.id)?.deadline,
      period: o.period,
      reminders: [
        // What planning itself dropped is not shown to it again; what nobody could have been told is.
        ...o.reminders
          .filter((r) => SHOWN_AGAIN.includes(dropped.get(r.id) ?? 'paused'))
          .map((r) => {
            const reason = dropped.get(r.id);
            if (reason !== undefined) return { ...r, state: 'skipped' as const, reason };
            const fireAt = moved.get(r.id);
            return fireAt === undefined ? r : { ...r, fireAt, state: 'planned' as const, reason: null };
          }),
        ...change.addReminders.filter((r) => r.occurrenceId === o.id).map(row),
      ],
    }));
  const inserted = change.insert.map((w) => ({
    ...w.deadline,
    id: nextId++,
    period: w.period,
    state: w.state,
    reminders: w.rows.map(row),
  }));
  return [...kept, ...inserted];
}
