import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';

/** What several channels together need: falling back to another one, friends, codes to scan, pictures as evidence. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const instant = sqlite ? 'integer' : 'bigint';
  const table = (name: string): CreateTableBuilder<string> => {
    const builder = db.schema.createTable(name);
    return sqlite ? builder.modifyEnd(sql`strict`) : builder;
  };
  const withId = (name: string): CreateTableBuilder<string, string> =>
    table(name).addColumn('id', 'integer', (column) =>
      sqlite ? column.primaryKey().autoIncrement() : column.primaryKey().generatedByDefaultAsIdentity(),
    );
  const required = (column: ColumnDefinitionBuilder) => column.notNull();
  const to = (target: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(`${target}.id`);
  const index = (name: string) => db.schema.createIndex(name);
  const addColumn = (name: string, column: string, type: 'text' | 'integer' | 'bigint') =>
    db.schema.alterTable(name).addColumn(column, type).execute();

  await addColumn('officers', 'phone', 'text');
  await addColumn('links', 'heard_at', instant);
  await addColumn('deliveries', 'expires_at', instant);
  await addColumn('deliveries', 'fallback', 'text');

  // ---- a step is told once on each way: `way` 0 is the first, what follows are fallbacks

  if (sqlite) await remakeDeliveryItems(db);
  else await alterDeliveryItems(db);
  await index('delivery_items_waiting')
    .on('delivery_items')
    .column('fallback_at')
    .where(sql.ref('fallback_at'), 'is not', null)
    .execute();

  // ---- pictures and files that belong to a completion

  await withId('evidence')
    .addColumn('completion_id', 'integer', to('completions'))
    .addColumn('inbound_id', 'integer', to('inbound'))
    .addColumn('what', 'text', required)
    .addColumn('file', 'text')
    .addColumn('message_id', 'text', required)
    .addColumn('kept_at', instant, required)
    .addColumn('taken_back_at', instant)
    .addUniqueConstraint('evidence_once', ['completion_id', 'inbound_id'])
    .execute();

  // ---- people who want to be the account's friends

  await withId('friend_requests')
    .addColumn('channel', 'text', required)
    .addColumn('account', 'text', required)
    .addColumn('chat_id', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('reason', 'text')
    .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('asked_at', instant, required)
    .addColumn('due_at', instant, required)
    .addColumn('settled_at', instant)
    .addUniqueConstraint('friend_requests_by_chat', ['channel', 'account', 'chat_id'])
    .execute();
  await index('friend_requests_open')
    .on('friend_requests')
    .columns(['state', 'due_at'])
    .where(sql.ref('settled_at'), 'is', null)
    .execute();
  // What the platform said about a telephone number; a chat of null: it knows none.
  await table('phone_chats')
    .addColumn('channel', 'text', required)
    .addColumn('account', 'text', required)
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('chat_id', 'text')
    .addColumn('asked_at', instant, required)
    .addPrimaryKeyConstraint('phone_chats_key', ['channel', 'account', 'officer_id'])
    .execute();

  // ---- how the channels are, for whoever asks from outside the service

  await table('channel_states')
    .addColumn('channel', 'text', (column) => column.notNull().primaryKey())
    .addColumn('account', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('problem', 'text')
    .addColumn('since_at', instant, required)
    .execute();
}

/** SQLite cannot take a unique constraint away from a table. Nothing refers to this one. */
async function remakeDeliveryItems(db: Kysely<unknown>): Promise<void> {
  const columns = 'id, delivery_id, reminder_id, occurrence_id, officer_id, role, about, dropped';
  await sql`create table delivery_items_by_way (
    id integer primary key autoincrement,
    delivery_id integer not null references deliveries (id),
    reminder_id integer not null references reminders (id),
    occurrence_id integer not null references occurrences (id),
    officer_id integer not null references officers (id),
    role text not null,
    about text not null,
    dropped integer not null default 0,
    way integer not null default 0,
    fallback_at integer,
    constraint delivery_items_once unique (reminder_id, officer_id, way)
  ) strict`.execute(db);
  await sql`insert into delivery_items_by_way (${sql.raw(columns)})
    select ${sql.raw(columns)} from delivery_items order by id`.execute(db);
  await sql`drop table delivery_items`.execute(db);
  await sql`alter table delivery_items_by_way rename to delivery_items`.execute(db);
  await sql`create index delivery_items_by_delivery on delivery_items (delivery_id)`.execute(db);
  await sql`create index delivery_items_by_occurrence on delivery_items (occurrence_id, officer_id)`.execute(db);
}

async function alterDeliveryItems(db: Kysely<unknown>): Promise<void> {
  await sql`alter table delivery_items
    add column way integer not null default 0,
    add column fallback_at bigint,
    drop constraint delivery_items_once,
    add constraint delivery_items_once unique (reminder_id, officer_id, way)`.execute(db);
}
