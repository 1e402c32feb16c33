import type { Office } from '../domain/office-hours.ts';
import { absenceNotice } from '../text/absence.ts';
import { readDirectory } from './directory.ts';
import { namesOf } from './render.ts';
import type { Store } from './store.ts';
import { adminsOf, tellAdmins } from './tell-admins.ts';

/** So long Telegram keeps what people write; what they wrote earlier in a longer absence is lost. */
export const KEPT_MS = 24 * 3_600_000;

/**
 * After an absence in which what people wrote may be lost, asks each administrator who has reported what done, where
 * anything fell due then. Codes are given for it, so that «xong 3» settles it.
 */
export async function askAboutAbsence(
  parts: { readonly store: Store; readonly office: Office },
  since: number,
  now: number,
): Promise<void> {
  const { store, office } = parts;
  const { zone } = office;
  // Everybody is asked about that gap already.
  if ((await store.restored())?.state === 'asking') return;
  const today = zone.dayOf(now);
  const moment = (at: number) => ({ day: zone.dayOf(at), minute: zone.minuteOf(at) });
  const [from, to] = [moment(since), moment(now)];
  const due = await store.occurrences({ states: ['open'], targetFrom: from.day, targetTo: zone.dayOf(now - KEPT_MS) });
  if (due.length === 0) return;
  const directory = await readDirectory(store, today);
  for (const admin of await adminsOf(parts, now)) {
    const items = due.map((occurrence) => ({ occurrenceId: occurrence.id, role: 'unassigned' as const }));
    const codes = await store.assignCodes({ officerId: admin.id, items, at: now });
    const listed = due.map((occurrence) => ({
      ...namesOf(occurrence),
      code: codes.get(occurrence.id) ?? null,
      lastDay: occurrence.legalLastDay,
      leads: directory.leads(occurrence, today).filter(({ id }) => !occurrence.doneBy.includes(id)),
    }));
    await tellAdmins(parts, [admin], `absence:${now}`, () => absenceNotice(admin, from, to, listed), now);
  }
}
