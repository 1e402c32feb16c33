import { type Day, weekdayOf } from '../domain/civil-day.ts';
import { type Contact, contactOf, isHeard } from '../domain/contact.ts';
import type { Office } from '../domain/office-hours.ts';
import { holdersOf, presentFor } from '../domain/roster.ts';
import { type Urgency, urgencyOf } from '../text/digest.ts';
import type { Channel } from './channel.ts';
import type { Directory } from './directory.ts';
import type { Link, OccurrenceView, OfficerView, Store } from './store.ts';

/** What is open is counted so far ahead. */
export const SITUATION_DAYS = 30;

/** How it stands with one officer who has to do it. */
export interface PersonState {
  readonly person: OfficerView;
  /** The last day of a leave that holds today; null where the officer is here. */
  readonly awayUntil: Day | null;
  /** Who is told meanwhile. */
  readonly standIn: OfficerView | null;
  readonly contact: Contact;
}

export interface OccurrenceState {
  readonly occurrence: OccurrenceView;
  readonly urgency: Urgency;
  /** Working days since the last day by law; 0 where not late. */
  readonly daysLate: number;
  /** Those who lead it and have not reported it done; nobody where it has no holder. */
  readonly people: readonly PersonState[];
}

export interface Counts {
  readonly open: number;
  readonly dueToday: number;
  /** Still to come in this week, today left out. */
  readonly dueThisWeek: number;
  readonly late: number;
  /** Late or due this week, told, and nobody has said a word. */
  readonly unanswered: number;
}

export interface Unreachable {
  readonly person: OfficerView;
  /** `stopped`: the chat is fine, and the channel does not work. */
  readonly why: 'no-chat' | 'broken' | 'relink' | 'stopped';
}

type Parts = { readonly store: Store; readonly office: Office };

/** Open deadlines from the oldest late one to `SITUATION_DAYS` ahead, the most urgent first. */
export async function openOccurrences({ store }: Parts, today: Day): Promise<OccurrenceView[]> {
  return store.occurrences({ states: ['open'], targetTo: today + SITUATION_DAYS });
}

/** How each of these occurrences stands, in their order. */
export async function statesOf(
  { store, office }: Parts,
  directory: Directory,
  occurrences: readonly OccurrenceView[],
  now: number,
): Promise<OccurrenceState[]> {
  const today = office.zone.dayOf(now);
  const ids = occurrences.map((occurrence) => occurrence.id);
  const [tellings, steps, promises, words] = await Promise.all([
    store.tellings(ids),
    store.steps(ids),
    store.promises(ids),
    store.lastWords(ids),
  ]);
  const tellingsOf = Map.groupBy(tellings, (each) => each.occurrenceId);
  const stepsOf = Map.groupBy(steps, (each) => each.occurrenceId);
  const promisesOf = Map.groupBy(promises, (each) => each.occurrenceId);
  const wordsOf = Map.groupBy(words, (each) => each.occurrenceId);

  function stateOf(person: OfficerView, occurrence: OccurrenceView): PersonState {
    const hearerId = presentFor(directory.roster, person.id, today);
    const hearer = directory.officer(hearerId) ?? person;
    const either = (each: { officerId: number }) => each.officerId === person.id || each.officerId === hearerId;
    // Of what was said before a leave, and by the stand-in since, the newer counts.
    const heard = <T extends { officerId: number; at: number }>(all: readonly T[] = []): T | null =>
      all.filter(either).sort((a, b) => b.at - a.at)[0] ?? null;
    const leave = directory.roster.leaves.find((l) => l.officerId === person.id && l.from <= today && today <= l.to);
    return {
      person,
      awayUntil: leave?.to ?? null,
      standIn: hearerId === person.id ? null : hearer,
      contact: contactOf({
        now,
        dayOf: office.zone.dayOf,
        reachable: isReachable(hearer),
        tellings: (tellingsOf.get(occurrence.id) ?? []).filter(either),
        steps: stepsOf.get(occurrence.id) ?? [],
        promise: heard(promisesOf.get(occurrence.id)),
        word: heard(wordsOf.get(occurrence.id)),
      }),
    };
  }

  return occurrences.map((occurrence) => {
    const waited = holdersOf(directory.roster, occurrence.task.leadIds, today).filter(
      (id) => !occurrence.doneBy.includes(id),
    );
    return {
      occurrence,
      urgency: urgencyOf(occurrence, today),
      daysLate: Math.max(0, office.calendar.workingDaysBetween(occurrence.legalLastDay, today)),
      people: directory.people(waited).map((person) => stateOf(person, occurrence)),
    };
  });
}

/** The last day of the week that `today` is in. */
export const endOfWeek = (today: Day): Day => today + 7 - weekdayOf(today);

/** Late, or to be sent by the end of this week. */
export function isPressing({ occurrence, urgency }: OccurrenceState, today: Day): boolean {
  return urgency !== 'later' || occurrence.target <= endOfWeek(today);
}

export function countsOf(states: readonly OccurrenceState[], today: Day): Counts {
  const count = (which: (state: OccurrenceState) => boolean) => states.filter(which).length;
  return {
    open: states.length,
    dueToday: count((state) => state.urgency === 'today'),
    dueThisWeek: count((state) => state.urgency === 'later' && isPressing(state, today)),
    late: count((state) => state.urgency === 'late'),
    unanswered: count(
      (state) =>
        isPressing(state, today) &&
        state.people.some(({ contact }) => contact.kind === 'silent') &&
        !state.people.some(({ contact }) => isHeard(contact)),
    ),
  };
}

/** Officers who hold a position and have no chat that works. */
export function unreachable(directory: Directory, today: Day, channels: readonly Channel[] = []): Unreachable[] {
  const holding = new Set(
    directory.roster.holdings
      .filter((h) => h.from <= today && (h.to === null || today <= h.to))
      .map((holding) => holding.officerId),
  );
  return directory.officers
    .filter((officer) => holding.has(officer.id))
    .flatMap((person) => {
      const why = unreachableWhy(person, channels);
      return why === null ? [] : [{ person, why }];
    });
}

/** Chats that lead nowhere any more, of officers who hear through another one. */
export function brokenLinks(
  officers: readonly OfficerView[],
  channels: readonly Channel[],
): { linkId: number; person: OfficerView; channel: string; relink: boolean; through: string }[] {
  return officers.flatMap((person) => {
    if (unreachableWhy(person, channels) !== null) return [];
    const through = person.links.find((link) => channels.length === 0 || isUsable(link, channels))?.channel;
    if (through === undefined) return [];
    return person.links
      .filter((link) => link.state === 'broken')
      .map(({ id, channel, reason }) => {
        return { linkId: id, person, channel, relink: reason === 'account-changed', through };
      });
  });
}

/** Why nothing arrives; null where it does. */
export function unreachableWhy(officer: OfficerView, channels: readonly Channel[] = []): Unreachable['why'] | null {
  if (officer.links.length === 0) return 'no-chat';
  if (!isReachable(officer)) return officer.links[0]?.reason === 'account-changed' ? 'relink' : 'broken';
  return channels.length === 0 || officer.links.some((link) => isUsable(link, channels)) ? null : 'stopped';
}

/** True for a link that leads somewhere now: it is not broken, and its account is there and not stopped. */
function isUsable(link: Link, channels: readonly Channel[]): boolean {
  const channel = channels.find(({ name, account }) => name === link.channel && account === link.account);
  return link.state === 'active' && channel !== undefined && channel.health().state !== 'stopped';
}

function isReachable(officer: OfficerView): boolean {
  return officer.links.some((link) => link.state === 'active');
}
