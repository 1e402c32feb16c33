import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type KyselyPlugin,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';
import type { Db } from './schema.ts';

interface OfficeSqliteConfig extends SqliteDialectConfig {
  /** Whether the connection is in a transaction. */
  readonly inTransaction: () => boolean;
}

/** SQLite as this store needs it: writers take their lock at once, and a migration is applied whole or not at all. */
export class OfficeSqliteDialect extends SqliteDialect {
  readonly #config: OfficeSqliteConfig;

  constructor(config: OfficeSqliteConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

/** Inserts of whole chunks are kept; longer statements are made for once. */
const LONGEST_KEPT = 20_000;
const MOST_KEPT = 300;

/** Preparing a statement takes as long as running most of those here, so the ones in use are kept prepared. */
export function keepingStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = kept.get(sql);
      if (known) {
        // Put last again: the first one is the one unused for the longest time.
        kept.delete(sql);
        kept.set(sql, known);
        return known;
      }
      const statement = database.prepare(sql);
      if (sql.length > LONGEST_KEPT) return statement;
      kept.set(sql, statement);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
      return statement;
    },
    close: () => database.close(),
  };
}

class ImmediateDriver extends SqliteDriver {
  readonly #inTransaction: () => boolean;

  constructor(config: OfficeSqliteConfig) {
    super(config);
    this.#inTransaction = config.inTransaction;
  }

  /**
   * A plain `begin` takes the write lock only at the first write and then fails at once, without waiting for the busy
   * timeout, when another process wrote since the first read.
   */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    await connection.executeQuery(
      CompiledQuery.raw(settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'),
    );
  }

  /** On a full disk SQLite rolls back by itself; doing it again would fail, and hide what went wrong. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#inTransaction()) await super.rollbackTransaction(connection);
  }
}

class TransactionalDdlAdapter extends SqliteAdapter {
  /** Kysely says no because of `pragma` statements; without those, SQLite rolls DDL back like everything else. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** PostgreSQL's drivers give `bigint` as text. Every instant's column ends in `_at`, so they become numbers here. */
export const instantsAsNumbers: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    for (const row of result.rows) {
      for (const [column, value] of Object.entries(row)) {
        if (column.endsWith('_at') && (typeof value === 'string' || typeof value === 'bigint')) {
          row[column] = Number(value);
        }
      }
    }
    return result;
  },
};

/** One act: everything in `work` happens or nothing. Inside, use only the given `Db`: the outer one waits for this one. */
export function write<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}

/** Several queries that see the same state. */
export function read<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
}

/** Far below the number of parameters that either engine takes, and rows of up to fifteen columns fit. */
const CHUNK = 500;

export function chunksOf<T>(list: readonly T[], size = CHUNK): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < list.length; start += size) chunks.push(list.slice(start, start + size));
  return chunks;
}

/** Asks for many keys in as few queries as the engine's parameter limit allows; none at all for no keys. */
export async function inChunks<K, R>(
  keys: Iterable<K>,
  query: (chunk: K[]) => Promise<readonly R[]>,
  size = CHUNK,
): Promise<R[]> {
  const rows: R[] = [];
  for (const chunk of chunksOf([...new Set(keys)], size)) rows.push(...(await query(chunk)));
  return rows;
}

export function groupBy<K, V>(list: readonly V[], key: (value: V) => K): Map<K, V[]> {
  return Map.groupBy(list, key);
}
