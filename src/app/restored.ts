import { nextOpening, type Office } from '../domain/office-hours.ts';
import { type HeldTask, type LostTime, lostReportsNotice, restoredNotice } from '../text/restored.ts';
import { namesOf } from './render.ts';
import type { NewNotice, Restored, Store } from './store.ts';
import { adminsOf, tellAdmins } from './tell-admins.ts';

interface Parts {
  readonly store: Store;
  readonly office: Office;
}

export function lostTime({ zone }: Office, { from, to }: Restored): LostTime {
  const moment = (at: number) => ({ day: zone.dayOf(at), minute: zone.minuteOf(at) });
  return { from: moment(from), to: moment(to) };
}

/** Deadlines of which a step fell due in the time that is lost. */
export async function heldTasks(store: Store): Promise<HeldTask[]> {
  const tasks: HeldTask[] = [];
  for (const { occurrenceId } of await store.heldSteps()) {
    const occurrence = await store.occurrence(occurrenceId);
    if (occurrence) tasks.push({ ...namesOf(occurrence), target: occurrence.target });
  }
  return tasks;
}

/** Asks the administrators, once for each restore, what is to become of the steps that are held back. */
export async function askAboutRestored({ store, office }: Parts, now: number): Promise<void> {
  const restored = await store.restored();
  if (restored?.state !== 'asking') return;
  const held = await heldTasks(store);
  const lost = lostTime(office, restored);
  const today = office.zone.dayOf(now);
  const text = (admin: Parameters<typeof restoredNotice>[0]) => restoredNotice(admin, lost, held, today);
  await tellAdmins({ store, office }, await adminsOf({ store, office }, now), `restored:${restored.to}`, text, now);
}

/** The question for everybody with something open: what was reported in the meantime is not known any more. */
export async function lostReportsNotices(
  { store, office }: Parts,
  restored: Restored,
  now: number,
): Promise<NewNotice[]> {
  const today = office.zone.dayOf(now);
  const lost = lostTime(office, restored);
  const notices: NewNotice[] = [];
  for (const officer of await store.officers(today)) {
    if (!officer.links.some((link) => link.state === 'active')) continue;
    if ((await store.codedOccurrences(officer.id)).length === 0) continue;
    notices.push({
      key: `lost-reports:${restored.to}:${officer.id}`,
      officerId: officer.id,
      message: { text: lostReportsNotice(officer, lost, today) },
      dueAt: nextOpening(office, now),
    });
  }
  return notices;
}
