import { readdir } from 'node:fs/promises';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import type { Db } from './schema.ts';

/** The numbered files of the top-level `migrations/` folder. */
export const shippedMigrations: MigrationProvider = {
  getMigrations: async () => {
    const files = await readdir(new URL('../../migrations/', import.meta.url));
    const names = files.flatMap((file) => /^(\d{4}-[a-z0-9-]+)\.ts$/.exec(file)?.[1] ?? []);
    // A file is loaded when its turn comes: nearly always there is nothing to migrate. Its path is written so that the
    // bundle takes all of the folder in.
    const load = async (name: string) => (await import(`../../migrations/${name}.ts`)) as Migration;
    const entries = names.map((name) => [name, { up: async (db) => (await load(name)).up(db) } satisfies Migration]);
    return Object.fromEntries(entries);
  },
};

export interface SchemaVersion {
  /** Name of the newest migration in the database; null for an empty one. */
  readonly current: string | null;
  /** Migrations that this program has and the database has not, in order. */
  readonly pending: readonly string[];
  /** Migrations that the database has and this program does not know, in order. */
  readonly unknown: readonly string[];
}

/** The database was written by a newer version of the program. Nothing was changed. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
  readonly unknown: readonly string[];

  constructor(unknown: readonly string[]) {
    super(
      `the database is newer than this program (unknown migration ${unknown.join(', ')}): ` +
        'start the version that wrote it, or restore the backup from before that version',
    );
    this.unknown = unknown;
  }
}

/** What the database has compared with what this program knows; changes nothing. */
export async function schemaVersion(db: Db, provider: MigrationProvider = shippedMigrations): Promise<SchemaVersion> {
  const known = Object.keys(await provider.getMigrations()).toSorted();
  const applied = await appliedMigrations(db);
  return {
    current: applied.at(-1) ?? null,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

/** Brings the database to this program's version. Throws NewerDatabaseError, before anything is changed. */
export async function migrate(db: Db, provider: MigrationProvider = shippedMigrations): Promise<readonly string[]> {
  const { pending, unknown } = await schemaVersion(db, provider);
  if (unknown.length > 0) throw new NewerDatabaseError(unknown);
  if (pending.length === 0) return [];
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

async function appliedMigrations(db: Db): Promise<string[]> {
  const names = async () => {
    const known = db.withTables<{ [MIGRATION_TABLE]: { name: string } }>();
    const rows = await known.selectFrom(MIGRATION_TABLE).select('name').orderBy('name').execute();
    return rows.map((row) => row.name);
  };
  try {
    return await names();
  } catch {
    // A table that is not there is an error that looks different on each engine. Looking first would cost each start more
    // than anything else here.
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
    return tables.some((table) => table.name === MIGRATION_TABLE) ? names() : [];
  }
}

/** Kysely's own default name. */
const MIGRATION_TABLE = 'kysely_migration';
