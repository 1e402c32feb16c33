import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';

/**
 * What the auditor keeps, and where its reading of the event log begins. Earlier versions did not write every fact down
 * (no line told that a step was planned), so each deadline and message gets one line that says how it stands now: from
 * these lines on, the log alone rebuilds the state.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  const db = database as Kysely<Before>;
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const instant = sqlite ? 'integer' : 'bigint';
  const table = (name: string): CreateTableBuilder<string> => {
    const builder = db.schema.createTable(name);
    return sqlite ? builder.modifyEnd(sql`strict`) : builder;
  };
  const required = (column: ColumnDefinitionBuilder) => column.notNull();

  /** What was found, and stays until it is gone. */
  await table('audit_differences')
    .addColumn('key', 'text', (column) => column.notNull().primaryKey())
    .addColumn('kind', 'text', required)
    .addColumn('details', 'text', required)
    .addColumn('found_at', instant, required)
    .execute();
  /** How far the auditor has read, and since when things are as they are; JSON. */
  await table('audit_marks')
    .addColumn('name', 'text', (column) => column.notNull().primaryKey())
    .addColumn('value', 'text', required)
    .execute();

  const { at } = await db
    .selectFrom('event_log')
    .select((eb) => eb.fn.max('logged_at').as('at'))
    .executeTakeFirstOrThrow();
  if (at === null) return;
  await writeOccurrences(db, Number(at));
  await writeDeliveries(db, Number(at));
}

const PAGE = 200;

async function writeOccurrences(db: Kysely<Before>, at: number): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('occurrences')
      .select(['id', 'state', 'reason'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    const ids = rows.map((row) => row.id);
    const reminders = await db
      .selectFrom('reminders')
      .select(['id', 'occurrence_id', 'step', 'fire_at', 'state', 'reason'])
      .where('occurrence_id', 'in', ids)
      .orderBy('id')
      .execute();
    const completions = await db
      .selectFrom('completions')
      .select(['occurrence_id', 'officer_id', 'inbound_id'])
      .where('occurrence_id', 'in', ids)
      .where('taken_back_at', 'is', null)
      .execute();
    const acknowledgements = await db
      .selectFrom('acknowledgements')
      .select(['occurrence_id', 'officer_id', 'acknowledged_at'])
      .where('occurrence_id', 'in', ids)
      .execute();
    await db
      .insertInto('event_log')
      .values(
        rows.map((row) => ({
          logged_at: at,
          kind: 'occurrence-baseline',
          occurrence_id: row.id,
          delivery_id: null,
          data: JSON.stringify({
            state: row.state,
            reason: row.reason,
            completions: completions
              .filter((one) => one.occurrence_id === row.id)
              .map((one) => [one.officer_id, one.inbound_id]),
            acknowledgements: acknowledgements
              .filter((one) => one.occurrence_id === row.id)
              .map((one) => [one.officer_id, Number(one.acknowledged_at)]),
            reminders: reminders
              .filter((one) => one.occurrence_id === row.id)
              .map((one) => [one.id, one.step, Number(one.fire_at), one.state, one.reason]),
          }),
        })),
      )
      .execute();
    after = last.id;
  }
}

async function writeDeliveries(db: Kysely<Before>, at: number): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('deliveries')
      .select(['id', 'kind', 'state', 'reason', 'officer_id'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    const items = await db
      .selectFrom('delivery_items')
      .select(['id', 'delivery_id', 'dropped'])
      .where(
        'delivery_id',
        'in',
        rows.map((row) => row.id),
      )
      .execute();
    await db
      .insertInto('event_log')
      .values(
        rows.map((row) => ({
          logged_at: at,
          kind: 'delivery-baseline',
          occurrence_id: null,
          delivery_id: row.id,
          officer_id: row.officer_id,
          data: JSON.stringify({
            kind: row.kind,
            state: row.state,
            reason: row.reason,
            items: items.filter((one) => one.delivery_id === row.id).map((one) => [one.id, one.dropped === 1]),
          }),
        })),
      )
      .execute();
    after = last.id;
  }
}

/** The tables as they were when this was written. */
interface Before {
  occurrences: { id: number; state: string; reason: string | null };
  reminders: {
    id: number;
    occurrence_id: number;
    step: string;
    fire_at: number;
    state: string;
    reason: string | null;
  };
  completions: { occurrence_id: number; officer_id: number; inbound_id: number; taken_back_at: number | null };
  acknowledgements: { occurrence_id: number; officer_id: number; acknowledged_at: number };
  deliveries: { id: number; kind: string; state: string; reason: string | null; officer_id: number | null };
  delivery_items: { id: number; delivery_id: number; dropped: number };
  event_log: {
    logged_at: number;
    kind: string;
    occurrence_id: number | null;
    officer_id?: number | null;
    delivery_id: number | null;
    data: string;
  };
}
