import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { instantsAsNumbers } from '../../src/store/dialect.ts';
import { migrate } from '../../src/store/migrations.ts';
import type { Database } from '../../src/store/schema.ts';
import { makeStore } from '../../src/store/store.ts';
import { describeStoreContract } from './contract.ts';

const INT8 = 20;

let engine: Promise<Kysely<Database>> | null = null;

/** PostgreSQL in this process, starting slowly: one for all tests. */
async function start(): Promise<Kysely<Database>> {
  const pglite = new PGlite({
    // As the usual drivers do: `bigint` arrives as text.
    parsers: { [INT8]: (value) => value },
  });
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
  await migrate(db);
  return db;
}

async function empty(db: Kysely<Database>): Promise<void> {
  const tables = (await db.introspection.getTables()).map((table) => sql.table(table.name));
  await sql`truncate ${sql.join(tables)} restart identity cascade`.execute(db);
}

describeStoreContract(
  'PostgreSQL (PGlite)',
  async () => {
    engine ??= start();
    const db = await engine;
    await empty(db);
    return {
      store: makeStore(db.withPlugin(instantsAsNumbers)),
      execute: (statement) => sql.raw(statement).execute(db),
      close: async () => {},
    };
  },
  async () => (await engine)?.destroy(),
);
