import type { Compilable, CompiledQuery, DialectAdapter } from 'kysely';
import { chunksOf } from './dialect.ts';
import type { Db } from './schema.ts';

/** Stands in a query for a value that is known later. */
class Hole {
  readonly row: number | null;
  readonly field: string | null;

  /** Of a list's row (itself, or a field of it), or without a row an argument's field. */
  constructor(row: number | null, field: string | null) {
    this.row = row;
    this.field = field;
  }
}

/** An object each of whose fields is a hole. */
const holes = (row: number | null): object =>
  new Proxy({}, { get: (_, field) => new Hole(row, String(field)), has: () => true });

/**
 * Building and compiling a query takes longer than SQLite takes to run it, so those of every batch are compiled once for
 * each length of list. `build` sees place holders: it may hand them to the query, and nothing else.
 */
type Build<T, A, R> = (db: Db, list: readonly T[], args: A) => Compilable<R>;

type Run<T, A, R> = (trx: Db, list: Iterable<T>, ...args: keyof A extends never ? [] : [args: A]) => Promise<R[]>;

/** A query with nothing but arguments. */
export function prepared<R, A extends object>(
  build: (db: Db, args: A) => Compilable<R>,
): (trx: Db, args: A) => Promise<R[]> {
  const compiled = compiler<never, A, R>((db, _, args) => build(db, args), holes);
  return async (trx, args) => (await trx.executeQuery(filledIn(compiled(trx, 0), [], args))).rows;
}

/** Lists are filled up to one of these lengths; an id that stands there twice finds its row once. */
const LENGTHS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 500];

/** A query of rows that are found by their ids, as often as the list's length demands; none at all for no ids. */
export function byIds<R, A extends object = Record<never, never>>(build: Build<number, A, R>): Run<number, A, R> {
  const compiled = compiler(build, (index) => new Hole(index, null));
  return async (trx, list, ...[args]) => {
    const rows: R[] = [];
    for (const chunk of chunksOf([...new Set(list)])) {
      const length = LENGTHS.find((each) => each >= chunk.length)!;
      const filled = [...chunk, ...Array<number>(length - chunk.length).fill(chunk.at(-1)!)];
      const { rows: found } = await trx.executeQuery(filledIn(compiled(trx, length), filled, args ?? {}));
      rows.push(...found);
    }
    return rows;
  };
}

/** A query that names the fields of each row of a list, an insert above all. */
export function byRows<T extends object, R, A extends object = Record<never, never>>(
  build: Build<T, A, R>,
): Run<T, A, R> {
  const compiled = compiler(build, holes);
  return async (trx, list, ...[args]) => {
    const rows: R[] = [];
    for (const chunk of piecesOf([...list])) {
      const { rows: written } = await trx.executeQuery(filledIn(compiled(trx, chunk.length), chunk, args ?? {}));
      rows.push(...written);
    }
    return rows;
  };
}

/** Long lists are cut into pieces of these lengths, and a rest that is shorter than the shortest of them. */
const PIECES = [500, 256, 128, 64, 32];

function piecesOf<T>(list: readonly T[]): T[][] {
  const pieces: T[][] = [];
  for (let start = 0; start < list.length; ) {
    const left = list.length - start;
    const length = PIECES.find((each) => each <= left) ?? left;
    pieces.push(list.slice(start, start + length));
    start += length;
  }
  return pieces;
}

function compiler<T, A, R>(build: Build<T, A, R>, holeOf: (index: number) => unknown) {
  // The text depends on the database's dialect, of which a process has one; tests have two.
  const kept = new WeakMap<DialectAdapter, Map<number, CompiledQuery<R>>>();
  return (db: Db, length: number): CompiledQuery<R> => {
    const { adapter } = db.getExecutor();
    const ofAdapter = kept.get(adapter) ?? new Map<number, CompiledQuery<R>>();
    kept.set(adapter, ofAdapter);
    const known = ofAdapter.get(length);
    if (known) return known;
    const list = Array.from({ length }, (_, index) => holeOf(index)) as T[];
    const fresh = build(db, list, holes(null) as A).compile();
    ofAdapter.set(length, fresh);
    return fresh;
  };
}

function filledIn<R>(query: CompiledQuery<R>, list: readonly unknown[], args: object): CompiledQuery<R> {
  const parameters = query.parameters.map((value) => {
    if (!(value instanceof Hole)) return value;
    const from = value.row === null ? args : list[value.row];
    return value.field === null ? from : (from as Record<string, unknown>)[value.field];
  });
  return { ...query, parameters };
}
