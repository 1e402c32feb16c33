import { sql } from 'kysely';
import { SINCE_EVER } from '../app/people.ts';
import { isoDate } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { chunksOf, inChunks } from './dialect.ts';
import type { Db } from './schema.ts';
import { Stale } from './stale.ts';

export interface NamedPosition {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Null where the caller does not know; a new position is then one of the office. */
  readonly place: 'office' | 'outside' | null;
}

export interface EnsuredPositions {
  /** Ids of positions named by name or alias, in the order of the names. */
  idsOf(names: readonly string[]): number[];
  /** Names of the positions that did not exist before. */
  readonly created: string[];
}

/** Finds the positions by any of their names and creates the others; keeps new aliases and places. */
export async function ensurePositions(trx: Db, positions: readonly NamedPosition[]): Promise<EnsuredPositions> {
  const names = positions.flatMap(({ name, aliases }) => [name, ...aliases].map(fold));
  const known = await inChunks(names, (chunk) =>
    trx
      .selectFrom('position_aliases')
      .innerJoin('positions', 'positions.id', 'position_aliases.position_id')
      .select(['folded', 'position_id', 'place'])
      .where('folded', 'in', chunk)
      .execute(),
  );
  const ids = new Map(known.map((row) => [row.folded, row.position_id]));
  const places = new Map(known.map((row) => [row.position_id, row.place]));
  const created: string[] = [];
  const aliases: { folded: string; position_id: number }[] = [];

  for (const { name, aliases: others, place } of positions) {
    const folded = [...new Set([name, ...others].map(fold))];
    // Its own name first: an alias may by mistake be another position's name.
    let id = folded.map((text) => ids.get(text)).find((found) => found !== undefined);
    if (id === undefined) {
      const row = await trx
        .insertInto('positions')
        .values({ name, place: place ?? 'office' })
        .returning('id')
        .executeTakeFirstOrThrow();
      id = row.id;
      created.push(name);
    } else if (place !== null && places.get(id) !== undefined && places.get(id) !== place) {
      await trx.updateTable('positions').set({ place }).where('id', '=', id).execute();
    }
    for (const text of folded) {
      if (ids.has(text)) continue;
      ids.set(text, id);
      aliases.push({ folded: text, position_id: id });
    }
  }
  for (const chunk of chunksOf(aliases)) await trx.insertInto('position_aliases').values(chunk).execute();

  return {
    created,
    idsOf: (wanted) =>
      wanted.map((name) => {
        const id = ids.get(fold(name));
        if (id === undefined) throw new Error(`position was not among those ensured: ${name}`);
        return id;
      }),
  };
}

/** A position's name; a personal one is called what its officer is called now. */
export const positionName = sql<string>`coalesce(
  (select officers.name from holdings join officers on officers.id = holdings.officer_id
    where positions.place = 'person' and holdings.position_id = positions.id),
  positions.name)`.as('name');

/** The officer's personal position, created where it is not there; null where there is no such officer any more. */
export async function ensurePersonalPosition(trx: Db, officerId: number): Promise<number | null> {
  const officer = await trx
    .selectFrom('officers')
    .select('name')
    .where('id', '=', officerId)
    .where('left_on', 'is', null)
    .executeTakeFirst();
  if (!officer) return null;
  const known = await trx
    .selectFrom('holdings')
    .innerJoin('positions', 'positions.id', 'holdings.position_id')
    .select('positions.id')
    .where('holdings.officer_id', '=', officerId)
    .where('positions.place', '=', 'person')
    .executeTakeFirst();
  if (known) return known.id;
  const { id } = await trx
    .insertInto('positions')
    .values({ name: officer.name, place: 'person' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('holdings')
    .values({ officer_id: officerId, position_id: id, from_day: isoDate(SINCE_EVER), to_day: null })
    .execute();
  return id;
}

/** A position that there was not; stale where one of its names is another's. */
export async function addPosition(
  trx: Db,
  { name, aliases }: { name: string; aliases: readonly string[] },
): Promise<number> {
  const folded = [...new Set([name, ...aliases].map(fold))];
  await mustBeFree(trx, folded);
  const { id } = await trx
    .insertInto('positions')
    .values({ name, place: 'office' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('position_aliases')
    .values(folded.map((text) => ({ folded: text, position_id: id })))
    .execute();
  return id;
}

export async function addAlias(trx: Db, { positionId, alias }: { positionId: number; alias: string }): Promise<void> {
  await mustBeFree(trx, [fold(alias)]);
  const known = await trx
    .selectFrom('positions')
    .select('id')
    .where('id', '=', positionId)
    .where('place', '<>', 'person')
    .executeTakeFirst();
  if (!known) throw new Stale();
  await trx
    .insertInto('position_aliases')
    .values({ folded: fold(alias), position_id: positionId })
    .execute();
}

async function mustBeFree(trx: Db, folded: readonly string[]): Promise<void> {
  const taken = await trx
    .selectFrom('position_aliases')
    .select('position_id')
    .where('folded', 'in', [...folded])
    .executeTakeFirst();
  if (taken) throw new Stale();
}
