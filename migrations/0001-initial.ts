import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';

/**
 * All tables of the first version. Instants (`…_at`) are epoch milliseconds, days are `YYYY-MM-DD` texts, booleans are
 * 0 and 1, JSON is text, so that both engines hold exactly the same values.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  // STRICT tables on SQLite refuse values of the wrong type, as PostgreSQL does anyway; they know no `bigint`.
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
  const maybeTo = (target: string) => (column: ColumnDefinitionBuilder) => column.references(`${target}.id`);
  const index = (name: string) => db.schema.createIndex(name);
  const uniqueIndex = (name: string) => db.schema.createIndex(name).unique();

  // ---- people

  await withId('positions').addColumn('name', 'text', required).addColumn('place', 'text', required).execute();
  await table('position_aliases')
    .addColumn('folded', 'text', (column) => column.notNull().primaryKey())
    .addColumn('position_id', 'integer', to('positions'))
    .execute();
  await withId('officers')
    .addColumn('name', 'text', required)
    .addColumn('folded', 'text', required)
    .addColumn('address', 'text')
    .addColumn('is_admin', 'integer', required)
    .addColumn('is_leader', 'integer', required)
    .addColumn('supervisor_id', 'integer', maybeTo('officers'))
    .addColumn('created_at', instant, required)
    .addColumn('left_on', 'text')
    .execute();
  await uniqueIndex('officers_by_name').on('officers').column('folded').where(sql.ref('left_on'), 'is', null).execute();
  await withId('holdings')
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('position_id', 'integer', to('positions'))
    .addColumn('from_day', 'text', required)
    .addColumn('to_day', 'text')
    .execute();
  await index('holdings_by_officer').on('holdings').column('officer_id').execute();
  await withId('leaves')
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('from_day', 'text', required)
    .addColumn('to_day', 'text', required)
    .addColumn('stand_in_id', 'integer', maybeTo('officers'))
    .addColumn('created_at', instant, required)
    .execute();
  await withId('links')
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('channel', 'text', required)
    .addColumn('account', 'text', required)
    .addColumn('chat_id', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('reason', 'text')
    .addColumn('rank', 'integer', required)
    .addColumn('created_at', instant, required)
    .addUniqueConstraint('links_by_chat', ['channel', 'account', 'chat_id'])
    .execute();
  await index('links_by_officer').on('links').columns(['officer_id', 'rank']).execute();
  await withId('invites')
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('code_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', instant, required)
    .addColumn('expires_at', instant, required)
    .addColumn('used_at', instant)
    .addColumn('revoked_at', instant)
    .execute();
  await index('invites_by_officer').on('invites').column('officer_id').execute();
  await table('link_attempts')
    .addColumn('channel', 'text', required)
    .addColumn('account', 'text', required)
    .addColumn('chat_id', 'text', required)
    .addColumn('wrong', 'integer', required)
    .addColumn('locked_until_at', instant)
    .addPrimaryKeyConstraint('link_attempts_key', ['channel', 'account', 'chat_id'])
    .execute();

  // ---- plans

  await withId('plans')
    .addColumn('plan_id', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('name', 'text', required)
    .addColumn('source', 'text', required)
    .addColumn('from_day', 'text', required)
    .addColumn('applied_at', instant, required)
    .addUniqueConstraint('plans_by_year', ['plan_id', 'year'])
    .execute();
  await withId('tasks')
    .addColumn('plan_id', 'text', required)
    .addColumn('year', 'integer', required)
    .addColumn('ref', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('title', 'text', required)
    .addColumn('deadline_text', 'text', required)
    .addColumn('rules', 'text', required)
    .addColumn('completion', 'text', required)
    .addColumn('policy', 'text')
    .addColumn('recipient', 'text')
    .addColumn('result', 'text', required)
    .addColumn('notes', 'text', required)
    .addColumn('state', 'text', (column) => column.notNull().defaultTo('active'))
    .addColumn('valid_from', 'text', required)
    .addColumn('valid_to', 'text')
    .addColumn('handed_over_on', 'text')
    .addColumn('from_day', 'text', required)
    .addColumn('known_since_at', instant, required)
    .addColumn('planned_through', 'text')
    .addColumn('planned_version', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
    .addUniqueConstraint('tasks_by_ref', ['plan_id', 'year', 'ref'])
    .execute();
  await table('task_positions')
    .addColumn('task_id', 'integer', to('tasks'))
    .addColumn('position_id', 'integer', to('positions'))
    .addColumn('part', 'text', required)
    .addColumn('rank', 'integer', required)
    .addPrimaryKeyConstraint('task_positions_key', ['task_id', 'part', 'position_id'])
    .execute();
  await withId('office_events')
    .addColumn('name', 'text', required)
    .addColumn('folded', 'text', required)
    .addColumn('day', 'text', required)
    .addColumn('note', 'text', required)
    .addColumn('recorded_at', instant, required)
    .execute();
  await index('office_events_by_name').on('office_events').columns(['folded', 'day']).execute();

  // ---- occurrences and reminders

  await withId('occurrences')
    .addColumn('task_id', 'integer', to('tasks'))
    .addColumn('period', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('label', 'text', required)
    .addColumn('nominal_day', 'text', required)
    .addColumn('last_day', 'text', required)
    .addColumn('legal_last_day', 'text', required)
    .addColumn('target_day', 'text', required)
    .addColumn('minute', 'integer')
    .addColumn('certainty', 'text', required)
    .addColumn('cutoff_to_day', 'text')
    .addColumn('reason', 'text')
    .addColumn('closed_at', instant)
    .addColumn('closed_from', 'text')
    .addUniqueConstraint('occurrences_by_period', ['task_id', 'period'])
    .execute();
  await index('occurrences_by_target').on('occurrences').columns(['state', 'target_day']).execute();
  await withId('reminders')
    .addColumn('occurrence_id', 'integer', to('occurrences'))
    .addColumn('step', 'text', required)
    .addColumn('fire_at', instant, required)
    .addColumn('state', 'text', required)
    .addColumn('reason', 'text')
    .addColumn('settled_at', instant)
    .addUniqueConstraint('reminders_by_step', ['occurrence_id', 'step'])
    .execute();
  await index('reminders_planned').on('reminders').column('fire_at').where(sql.ref('state'), '=', 'planned').execute();

  // ---- conversation

  await withId('inbound')
    .addColumn('channel', 'text', required)
    .addColumn('account', 'text', required)
    .addColumn('external_id', 'text', required)
    .addColumn('chat_id', 'text', required)
    .addColumn('chat_kind', 'text', required)
    .addColumn('written_at', instant, required)
    .addColumn('received_at', instant, required)
    .addColumn('content', 'text', required)
    .addColumn('state', 'text', (column) => column.notNull().defaultTo('new'))
    .addColumn('intent', 'text')
    .addColumn('reason', 'text')
    .addColumn('settled_at', instant)
    .addUniqueConstraint('inbound_by_external_id', ['channel', 'account', 'external_id'])
    .execute();
  // `state` stands in the key as well, so that SQLite seeks in it instead of walking the table by id.
  await index('inbound_new').on('inbound').columns(['state', 'id']).where(sql.ref('state'), '=', 'new').execute();
  await withId('completions')
    .addColumn('occurrence_id', 'integer', to('occurrences'))
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('inbound_id', 'integer', to('inbound'))
    .addColumn('document_number', 'text')
    .addColumn('completed_at', instant, required)
    .addColumn('taken_back_at', instant)
    .execute();
  await uniqueIndex('completions_standing')
    .on('completions')
    .columns(['occurrence_id', 'officer_id'])
    .where(sql.ref('taken_back_at'), 'is', null)
    .execute();
  await index('completions_by_officer').on('completions').columns(['officer_id', 'completed_at']).execute();
  await table('acknowledgements')
    .addColumn('occurrence_id', 'integer', to('occurrences'))
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('acknowledged_at', instant, required)
    .addPrimaryKeyConstraint('acknowledgements_key', ['occurrence_id', 'officer_id'])
    .execute();
  await table('codes')
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('occurrence_id', 'integer', to('occurrences'))
    .addColumn('code', 'integer', required)
    .addColumn('role', 'text', required)
    .addColumn('given_at', instant, required)
    .addPrimaryKeyConstraint('codes_key', ['officer_id', 'occurrence_id'])
    .addUniqueConstraint('codes_by_number', ['officer_id', 'code'])
    .execute();
  await table('questions')
    .addColumn('officer_id', 'integer', (column) => column.notNull().primaryKey().references('officers.id'))
    .addColumn('choices', 'text', required)
    .addColumn('document_number', 'text')
    .addColumn('expires_at', instant, required)
    .execute();

  // ---- deliveries

  await withId('deliveries')
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', required)
    .addColumn('officer_id', 'integer', maybeTo('officers'))
    .addColumn('state', 'text', required)
    .addColumn('reason', 'text')
    .addColumn('priority', 'integer', required)
    .addColumn('due_at', instant, required)
    .addColumn('slot_at', instant)
    .addColumn('part', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('claim', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('resend', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('lease_at', instant)
    .addColumn('channel', 'text')
    .addColumn('account', 'text')
    .addColumn('chat_id', 'text')
    .addColumn('external_id', 'text')
    .addColumn('message', 'text')
    .addColumn('created_at', instant, required)
    .addColumn('settled_at', instant)
    .execute();
  await index('deliveries_pending')
    .on('deliveries')
    .columns(['priority', 'due_at'])
    .where(sql.ref('state'), '=', 'pending')
    .execute();
  await index('deliveries_pending_by_officer')
    .on('deliveries')
    .column('officer_id')
    .where(sql.ref('state'), '=', 'pending')
    .execute();
  await index('deliveries_sending')
    .on('deliveries')
    .column('lease_at')
    .where(sql.ref('state'), '=', 'sending')
    .execute();
  await index('deliveries_by_slot').on('deliveries').columns(['officer_id', 'slot_at']).execute();
  await index('deliveries_by_message')
    .on('deliveries')
    .columns(['channel', 'account', 'chat_id', 'external_id'])
    .where(sql.ref('external_id'), 'is not', null)
    .execute();
  await withId('delivery_items')
    .addColumn('delivery_id', 'integer', to('deliveries'))
    .addColumn('reminder_id', 'integer', to('reminders'))
    .addColumn('occurrence_id', 'integer', to('occurrences'))
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('role', 'text', required)
    .addColumn('about', 'text', required)
    .addColumn('dropped', 'integer', (column) => column.notNull().defaultTo(0))
    // No step is told twice to one person, whatever happens between firing and sending.
    .addUniqueConstraint('delivery_items_once', ['reminder_id', 'officer_id'])
    .execute();
  await index('delivery_items_by_delivery').on('delivery_items').column('delivery_id').execute();
  await index('delivery_items_by_occurrence').on('delivery_items').columns(['occurrence_id', 'officer_id']).execute();

  // ---- what happened

  await table('beats')
    .addColumn('name', 'text', (column) => column.notNull().primaryKey())
    .addColumn('beat_at', instant, required)
    .execute();
  // No foreign keys: the log outlives whatever it speaks of.
  await withId('event_log')
    .addColumn('logged_at', instant, required)
    .addColumn('kind', 'text', required)
    .addColumn('occurrence_id', 'integer')
    .addColumn('officer_id', 'integer')
    .addColumn('delivery_id', 'integer')
    .addColumn('inbound_id', 'integer')
    .addColumn('data', 'text', required)
    .execute();
  await index('event_log_by_occurrence').on('event_log').columns(['occurrence_id', 'id']).execute();
  await (sqlite ? refuseChangesOnSqlite(db) : refuseChangesOnPostgres(db));
}

async function refuseChangesOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const act of ['update', 'delete']) {
    await sql`create trigger ${sql.ref(`event_log_no_${act}`)} before ${sql.raw(act)} on event_log
      begin select raise(abort, 'event_log is append-only'); end`.execute(db);
  }
}

async function refuseChangesOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function event_log_refuse() returns trigger language plpgsql
    as 'begin raise exception ''event_log is append-only''; end'`.execute(db);
  await sql`create trigger event_log_append_only before update or delete on event_log
    for each row execute function event_log_refuse()`.execute(db);
}
