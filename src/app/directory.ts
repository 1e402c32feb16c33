import type { Day } from '../domain/civil-day.ts';
import { holdersOf, presentFor, type Roster } from '../domain/roster.ts';
import type { OccurrenceView, OfficerView, PositionView, Store } from './store.ts';

/** People and positions by id, read once for a batch of work. */
export interface Directory {
  readonly roster: Roster;
  readonly officers: readonly OfficerView[];
  officer(id: number): OfficerView | undefined;
  /** Those of the ids that are still here. */
  people(ids: readonly number[]): OfficerView[];
  /** Without the personal ones, whose holders are named anyway. */
  positionNames(ids: readonly number[]): string[];
  /** Those of them that somebody of this office can hold. */
  officePositionNames(ids: readonly number[]): string[];
  /** Officers who lead it on that day. */
  leads(occurrence: OccurrenceView, day: Day): OfficerView[];
  /** True where the officer leads it, or stands in for one who does. */
  answersFor(officerId: number, occurrence: OccurrenceView, day: Day): boolean;
  /** True where the officer holds a cooperating position, or stands in for one who does. */
  worksWith(officerId: number, occurrence: OccurrenceView, day: Day): boolean;
}

export async function readDirectory(store: Store, today: Day): Promise<Directory> {
  const [officers, roster, positions] = await Promise.all([store.officers(today), store.roster(), store.positions()]);
  const last = made.get(officers);
  if (last?.roster === roster && last.positions === positions) return last.directory;
  const directory = makeDirectory(officers, roster, positions);
  made.set(officers, { roster, positions, directory });
  return directory;
}

// A store may give the very same people again; gone with them.
const made = new WeakMap<readonly OfficerView[], Made>();

interface Made {
  readonly roster: Roster;
  readonly positions: readonly PositionView[];
  readonly directory: Directory;
}

function makeDirectory(
  officers: readonly OfficerView[],
  roster: Roster,
  positions: readonly PositionView[],
): Directory {
  const byId = new Map(officers.map((officer) => [officer.id, officer]));
  const position = new Map(positions.map((each) => [each.id, each]));
  const people = (ids: readonly number[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const leadIds = (occurrence: OccurrenceView, day: Day) => holdersOf(roster, occurrence.task.leadIds, day);
  return {
    roster,
    officers,
    officer: (id) => byId.get(id),
    people,
    positionNames: (ids) =>
      ids.flatMap((id) => (position.get(id)?.place === 'person' ? [] : (position.get(id)?.name ?? []))),
    officePositionNames: (ids) =>
      ids.flatMap((id) => (position.get(id)?.place === 'outside' ? [] : (position.get(id)?.name ?? []))),
    leads: (occurrence, day) => people(leadIds(occurrence, day)),
    answersFor: (officerId, occurrence, day) =>
      leadIds(occurrence, day).some((id) => id === officerId || presentFor(roster, id, day) === officerId),
    worksWith: (officerId, occurrence, day) =>
      holdersOf(roster, occurrence.task.cooperatingIds, day).some(
        (id) => id === officerId || presentFor(roster, id, day) === officerId,
      ),
  };
}
