import { burstPlaces, burstStart, type Waiting } from '../domain/burst.ts';
import type { Day } from '../domain/civil-day.ts';
import { decideFire, type FireDecision } from '../domain/firing.ts';
import { isOfficeOpen, nextOpening, type Office } from '../domain/office-hours.ts';
import { hoursOf } from '../domain/policy.ts';
import type { Roster } from '../domain/roster.ts';
import type { Channel } from './channel.ts';
import type { Log } from './log.ts';
import type { BrokenTask } from './plan.ts';
import type { DueOccurrence, FireCommit, FiredItem, OfficerView, Store } from './store.ts';
import { tellBrokenTasks } from './tell-admins.ts';

const OCCURRENCES_AT_ONCE = 500;

export type Fire = (now: number) => Promise<number>;

/** What becomes of due steps. */
interface Decided extends Pick<FireCommit, 'fired' | 'skipped'> {
  readonly itemsOf: ReadonlyMap<number, readonly FiredItem[]>;
  /** The earliest target among each officer's items. */
  readonly targetOf: ReadonlyMap<number, Day>;
  readonly undecided: readonly DueOccurrence[];
}

/**
 * Turns due reminders into one digest a person and slot. What fell due while the bot was away or the office closed waits
 * for the office's morning, so that it joins that morning's digest instead of preceding it.
 *
 * A morning's digests for people on slow accounts are made before the morning hour, as early as it takes to send them one
 * after the other; everybody else's are made with them, and go out at the hour.
 */
export function makeFire({
  store,
  office,
  log,
  channels = [],
}: {
  store: Store;
  office: Office;
  log: Log;
  channels?: readonly Channel[];
}): Fire {
  const slow = channels.filter((channel) => channel.capabilities.unaskedEveryMs > 0);

  return async (now) => {
    const slot = (await earlySlot(now)) ?? (await dueSlot(now));
    if (slot === null) return 0;
    const today = office.zone.dayOf(now);
    const roster = await store.roster();
    const broken = new Map<number, BrokenTask>();
    let told = 0;
    for (;;) {
      const due = await store.dueOccurrences({ now: slot.until, limit: OCCURRENCES_AT_ONCE });
      if (due.length === 0) break;
      const { fired, skipped, itemsOf, targetOf, undecided } = decide(due, roster, today);
      for (const { occurrence } of undecided) broken.set(occurrence.task.id, occurrence.task);
      const places = burstPlaces(await waitingOf(targetOf, today), now);
      const digests = [...itemsOf].map(([officerId, items]) => ({
        officerId,
        items,
        ...(places.has(officerId) ? { dueAt: places.get(officerId)! } : {}),
      }));
      await store.commitFire({ at: now, slotAt: slot.at, fired, skipped, digests });
      told += digests.length;
      log.info({ fired: fired.length, skipped: skipped.length, digests: digests.length }, 'fired');
      // What could not be decided stays due, and would come again.
      if (due.length < OCCURRENCES_AT_ONCE || fired.length + skipped.length === 0) break;
    }
    await tellBrokenTasks({ store, office }, [...broken.values()], now);
    return told;
  };

  /** The slot of what is due; null where nothing is, or it has to wait. */
  async function dueSlot(now: number): Promise<{ at: number; until: number } | null> {
    const at = await store.newestDueReminderAt(now);
    return at !== null && mayFire(office, at, now) ? { at, until: now } : null;
  }

  /** This morning's slot, where it is time to begin with it for the sake of slow accounts. */
  async function earlySlot(now: number): Promise<{ at: number; until: number } | null> {
    if (slow.length === 0 || !isOfficeOpen(office, now)) return null;
    const today = office.zone.dayOf(now);
    const { opens, morning } = hoursOf(office.policies);
    const at = office.zone.instant(today, morning);
    if (now >= at || (await store.newestDueReminderAt(at)) === null) return null;
    const due = await store.dueOccurrences({ now: at, limit: OCCURRENCES_AT_ONCE });
    const { targetOf } = decide(due, await store.roster(), today);
    const waiting = await waitingOf(targetOf, today);
    const start = burstStart(waiting, { slotAt: at, opensAt: office.zone.instant(today, opens) });
    return waiting.length > 0 && now >= start ? { at, until: at } : null;
  }

  function decide(due: readonly DueOccurrence[], roster: Roster, today: Day): Decided {
    const fired: number[] = [];
    const skipped: FireCommit['skipped'][number][] = [];
    const itemsOf = new Map<number, FiredItem[]>();
    const targetOf = new Map<number, Day>();
    const undecided: DueOccurrence[] = [];
    for (const each of due) {
      const decision = decideDue(each, office, roster, today);
      if ('error' in decision) {
        log.error({ occurrenceId: each.occurrence.id, error: decision.error }, 'steps could not be fired');
        undecided.push(each);
        continue;
      }
      skipped.push(...decision.skip);
      if (!decision.fire) continue;
      const { reminderId, hearers } = decision.fire;
      const { id: occurrenceId, target } = each.occurrence;
      fired.push(reminderId);
      for (const { officerId, role, aboutIds } of hearers) {
        const items = itemsOf.get(officerId) ?? [];
        items.push({ reminderId, occurrenceId, role, aboutIds });
        itemsOf.set(officerId, items);
        targetOf.set(officerId, Math.min(targetOf.get(officerId) ?? target, target));
      }
    }
    return { fired, skipped, itemsOf, targetOf, undecided };
  }

  /** Those of the officers whose first channel that works is a slow one. */
  async function waitingOf(targetOf: ReadonlyMap<number, Day>, today: Day): Promise<Waiting[]> {
    if (slow.length === 0 || targetOf.size === 0) return [];
    return (await store.officers(today)).flatMap((officer) => {
      const target = targetOf.get(officer.id);
      const channel = firstChannel(officer, channels);
      if (target === undefined || !channel || !slow.includes(channel)) return [];
      const { name, account, capabilities } = channel;
      return [{ officerId: officer.id, account: `${name} ${account}`, everyMs: capabilities.unaskedEveryMs, target }];
    });
  }
}

/** The channel through which the officer is told, as things are now; undefined where there is none that works. */
function firstChannel({ links }: OfficerView, channels: readonly Channel[]): Channel | undefined {
  for (const { state, channel, account } of links) {
    if (state !== 'active') continue;
    const found = channels.find((each) => each.name === channel && each.account === account);
    if (found && found.health().state !== 'stopped') return found;
  }
  return undefined;
}

/** From the morning hour on everything that is due; before it only what is meant for so early today. */
function mayFire(office: Office, newestDue: number, now: number): boolean {
  if (!isOfficeOpen(office, now)) return false;
  return nextOpening(office, now) === now || office.zone.dayOf(newestDue) === office.zone.dayOf(now);
}

/** An error where it cannot be told who hears it: one such deadline must not keep the others from being told. */
export function decideDue(
  due: DueOccurrence,
  office: Office,
  roster: Roster,
  today: Day,
): FireDecision | { readonly error: unknown } {
  try {
    return decideFire(stepsOf(due, office, today), office.policies, roster, today);
  } catch (error) {
    return { error };
  }
}

/** As the rule of firing sees it. */
function stepsOf({ occurrence, due }: DueOccurrence, office: Office, today: number) {
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
