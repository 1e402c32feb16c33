import { civilDate, type Day, isoDate } from '../domain/civil-day.ts';
import { isOfficeOpen, nextOpening, type Office } from '../domain/office-hours.ts';
import { type SelfCheck, selfCheckNotice } from '../text/self-check.ts';
import type { Channel } from './channel.ts';
import { type Directory, readDirectory } from './directory.ts';
import { decideDue } from './fire.ts';
import { namesOf } from './render.ts';
import { brokenLinks, unreachable } from './situation.ts';
import type { Change, Store } from './store.ts';
import { adminsOf } from './tell-admins.ts';
import { tasksWithoutHolder } from './without-holder.ts';

/** `news`: when something is new, and once a month while something is wrong. */
export type SelfCheckMode = 'news' | 'daily' | 'silent';

const NOON = 12 * 60;
const LOOK_AHEAD_DAYS = 30;
const MOST_DUE = 1000;

interface Parts {
  readonly store: Store;
  readonly office: Office;
  readonly channels?: readonly Channel[] | undefined;
}

/** How the office stands today: who is reminded, who cannot be reached, which dates are not certain, what nobody leads. */
export async function checkOffice(parts: Parts, now: number): Promise<SelfCheck> {
  const { store, office, channels = [] } = parts;
  const today = office.zone.dayOf(now);
  const directory = await readDirectory(store, today);
  const near = await store.occurrences({ states: ['open'], targetFrom: today, targetTo: today + LOOK_AHEAD_DAYS });
  return {
    told: (await toldToday(parts, directory, now)).size,
    unreachable: unreachable(directory, today, channels).map(({ person, why }) => {
      return { id: person.id, person, why, channel: person.links[0]?.channel ?? null };
    }),
    broken: brokenLinks(directory.officers, channels),
    unheld: await tasksWithoutHolder(store, today),
    provisional: near
      .filter((occurrence) => occurrence.certainty === 'provisional')
      .map((occurrence) => ({ ...namesOf(occurrence), target: occurrence.target })),
    night: await lastNight(parts, now),
  };
}

/** Two nights, with some hours to spare: one night without electricity is nothing to speak of. */
const BACKUP_LIMIT_MS = 50 * 3_600_000;

/** Backup and audit; null where there is no service that makes them (a demonstration, a rehearsal). */
async function lastNight({ store, office: { zone } }: Parts, now: number): Promise<SelfCheck['night']> {
  const { backup, audit } = await store.beats();
  const differences = (await store.standingDifferences()).length;
  if (backup === undefined && audit === undefined && differences === 0) return null;
  const moment = (at: number) => ({ day: zone.dayOf(at), minute: zone.minuteOf(at) });
  return {
    backup: backup === undefined ? null : { ...moment(backup), old: now - backup > BACKUP_LIMIT_MS },
    differences,
  };
}

/** Officers whose digest was made today, and those whose reminders are due before the day is over. */
async function toldToday({ store, office }: Parts, { roster }: Directory, now: number): Promise<Set<number>> {
  const today = office.zone.dayOf(now);
  const begins = office.zone.instant(today, 0);
  const ends = office.zone.instant(today + 1, 0) - 1;
  const made = await store.deliveries({ states: ['pending', 'sending', 'sent', 'unknown'], limit: MOST_DUE });
  const told = made.filter((each) => each.kind === 'digest' && each.createdAt >= begins);
  const people = new Set(told.flatMap((each) => each.officerId ?? []));
  if (office.zone.dayOf(nextOpening(office, now)) > today) return people;
  for (const due of await store.dueOccurrences({ now: ends, limit: MOST_DUE })) {
    const decision = decideDue(due, office, roster, today);
    // What cannot be decided is told to nobody; firing says so.
    if ('error' in decision) continue;
    for (const hearer of decision.fire?.hearers ?? []) people.add(hearer.officerId);
  }
  return people;
}

/**
 * Tells the administrators on a working morning, where there is something worth saying and they want to hear it. False
 * while it is not the time for it.
 */
export async function tellSelfCheck(parts: Parts, now: number): Promise<boolean> {
  const { store, office } = parts;
  if (!isOfficeOpen(office, now) || nextOpening(office, now) !== now || office.zone.minuteOf(now) >= NOON) return false;
  const mode = selfCheckMode(await store.setting('self-check'));
  if (mode === 'silent') return true;
  const today = office.zone.dayOf(now);
  const check = await checkOffice(parts, now);
  const wrong = idsOf(check);
  const month = isoDate(today).slice(0, 7);
  const before = await store.setting('self-check-told');
  const told: Told = before === null ? { month: '', ids: [] } : JSON.parse(before);
  const news = wrong.some((id) => !told.ids.includes(id)) || (wrong.length > 0 && told.month !== month);
  const worthSaying = mode === 'daily' ? wrong.length > 0 || check.told > 0 : news;
  const after = JSON.stringify({ month: worthSaying ? month : told.month, ids: wrong } satisfies Told);
  const changes: Change[] = [];
  if (after !== before) changes.push({ kind: 'setting', change: { name: 'self-check-told', value: after } });
  if (worthSaying) {
    for (const admin of await adminsOf(parts, now)) {
      const message = { text: selfCheckNotice(admin, check, today) };
      const key = `self-check:${isoDate(today)}:${admin.id}`;
      changes.push({ kind: 'notice', notice: { key, officerId: admin.id, message, dueAt: now } });
    }
  }
  if (changes.length > 0) await store.applyChanges({ changes, at: now, officerId: null });
  return true;
}

/** What was wrong when it was last looked at, and the month in which it was last said. */
interface Told {
  readonly month: string;
  readonly ids: readonly string[];
}

export function selfCheckMode(value: string | null): SelfCheckMode {
  return value === 'daily' || value === 'silent' ? value : 'news';
}

/** Each thing that is wrong, so that only new ones make a message. Dates that are not certain are one thing a year. */
function idsOf({ unreachable, broken, unheld, provisional, night }: SelfCheck): string[] {
  const years = new Set(provisional.map(({ target }: { target: Day }) => civilDate(target).year));
  return [
    ...unreachable.map(({ id, why }) => `officer ${id} ${why}`),
    ...broken.map(({ linkId }) => `link ${linkId} broken`),
    ...unheld.flatMap(({ refs }) => refs.map((ref) => `unheld ${ref}`)),
    ...[...years].map((year) => `provisional ${year}`),
    ...(night?.backup?.old ? ['backup'] : []),
    ...(night !== null && night.differences > 0 ? ['audit'] : []),
  ];
}

/** For rehearsals. */
export async function silenceSelfCheck(store: Store, at: number): Promise<void> {
  const change = { name: 'self-check', value: 'silent' } as const;
  await store.applyChanges({ changes: [{ kind: 'setting', change }], at, officerId: null });
}
