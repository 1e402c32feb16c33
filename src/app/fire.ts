import type { Day } from '../domain/civil-day.ts';
import { decideFire, type FireDecision } from '../domain/firing.ts';
import { isOfficeOpen, nextOpening, type Office } from '../domain/office-hours.ts';
import type { Roster } from '../domain/roster.ts';
import type { Log } from './log.ts';
import type { BrokenTask } from './plan.ts';
import type { DueOccurrence, FireCommit, FiredItem, Store } from './store.ts';
import { tellBrokenTasks } from './tell-admins.ts';

const OCCURRENCES_AT_ONCE = 500;

export type Fire = (now: number) => Promise<number>;

/**
 * Turns due reminders into one digest a person and slot. What fell due while the bot was away or the office closed waits
 * for the office's morning, so that it joins that morning's digest instead of preceding it.
 */
export function makeFire({ store, office, log }: { store: Store; office: Office; log: Log }): Fire {
  return async (now) => {
    const slotAt = await store.newestDueReminderAt(now);
    if (slotAt === null || !mayFire(office, slotAt, now)) return 0;
    const today = office.zone.dayOf(now);
    const roster = await store.roster();
    const broken = new Map<number, BrokenTask>();
    let told = 0;
    for (;;) {
      const due = await store.dueOccurrences({ now, limit: OCCURRENCES_AT_ONCE });
      if (due.length === 0) break;
      const fired: number[] = [];
      const skipped: FireCommit['skipped'][number][] = [];
      const itemsOf = new Map<number, FiredItem[]>();
      for (const each of due) {
        const decision = decided(each, roster, today);
        if (decision === null) {
          const { task } = each.occurrence;
          broken.set(task.id, task);
          continue;
        }
        skipped.push(...decision.skip);
        if (!decision.fire) continue;
        const { reminderId, hearers } = decision.fire;
        fired.push(reminderId);
        for (const { officerId, role, aboutIds } of hearers) {
          const items = itemsOf.get(officerId) ?? [];
          items.push({ reminderId, occurrenceId: each.occurrence.id, role, aboutIds });
          itemsOf.set(officerId, items);
        }
      }
      const digests = [...itemsOf].map(([officerId, items]) => ({ officerId, items }));
      await store.commitFire({ at: now, slotAt, fired, skipped, digests });
      told += digests.length;
      log.info({ fired: fired.length, skipped: skipped.length, digests: digests.length }, 'fired');
      // What could not be decided stays due, and would come again.
      if (due.length < OCCURRENCES_AT_ONCE || fired.length + skipped.length === 0) break;
    }
    await tellBrokenTasks({ store, office }, [...broken.values()], now);
    return told;
  };

  /** Null where it cannot be told who hears it: one such deadline must not keep the others from being told. */
  function decided(due: DueOccurrence, roster: Roster, today: Day): FireDecision | null {
    try {
      return decideFire(stepsOf(due, office, today), office.policies, roster, today);
    } catch (error) {
      log.error({ occurrenceId: due.occurrence.id, error }, 'steps could not be fired');
      return null;
    }
  }
}

/** From the morning hour on everything that is due; before it only what is meant for so early today. */
function mayFire(office: Office, newestDue: number, now: number): boolean {
  if (!isOfficeOpen(office, now)) return false;
  return nextOpening(office, now) === now || office.zone.dayOf(newestDue) === office.zone.dayOf(now);
}

/** As the rule of firing sees it. */
export function stepsOf({ occurrence, due }: DueOccurrence, office: Office, today: number) {
  const { task, state, period, doneBy, acknowledged } = occurrence;
  return {
    state,
    period,
    due,
    doneBy,
    rules: task.rules,
    policy: task.policy,
    leadIds: task.leadIds,
    cooperatingIds: task.cooperatingIds,
    acknowledgedToday: acknowledged.filter((a) => office.zone.dayOf(a.at) === today).map((a) => a.officerId),
  };
}
