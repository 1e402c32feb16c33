import { fold } from '../domain/fold.ts';
import { chunksOf, inChunks } from './dialect.ts';
import type { Db } from './schema.ts';

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
