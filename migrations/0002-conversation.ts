import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';

/** What running an office from the chat needs: unfinished conversations, changes by people, requests, days off, groups. */
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
  const maybeTo = (target: string) => (column: ColumnDefinitionBuilder) => column.references(`${target}.id`);
  const index = (name: string) => db.schema.createIndex(name);
  const addColumn = (name: string, column: string, type: 'text' | 'integer' | 'bigint') =>
    db.schema.alterTable(name).addColumn(column, type).execute();

  // ---- conversations

  await table('drafts')
    .addColumn('channel', 'text', required)
    .addColumn('account', 'text', required)
    .addColumn('chat_id', 'text', required)
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('command', 'text', required)
    .addColumn('revision', 'integer', required)
    .addColumn('state', 'text', required)
    .addColumn('asked_at', instant, required)
    .addColumn('expires_at', instant, required)
    .addPrimaryKeyConstraint('drafts_key', ['channel', 'account', 'chat_id'])
    .execute();
  await table('acts')
    .addColumn('inbound_id', 'integer', (column) => column.notNull().primaryKey().references('inbound.id'))
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('intent', 'text', required)
    .addColumn('effects', 'text', required)
    .addColumn('acted_at', instant, required)
    .addColumn('undone_at', instant)
    .execute();
  await index('acts_by_officer').on('acts').columns(['officer_id', 'acted_at']).execute();
  await addColumn('questions', 'note', 'text');
  await db.schema
    .alterTable('questions')
    .addColumn('asked_at', instant, (column) => column.notNull().defaultTo(0))
    .execute();
  await addColumn('inbound', 'author_id', 'text');
  await addColumn('inbound', 'message_id', 'text');
  await index('inbound_by_message')
    .on('inbound')
    .columns(['channel', 'account', 'chat_id', 'message_id'])
    .where(sql.ref('message_id'), 'is not', null)
    .execute();

  // ---- tasks and their deadlines

  // What people did about the office itself: few lines of a long log, and what a task's history is read from.
  await index('event_log_by_hand')
    .on('event_log')
    .columns(['kind', 'id'])
    .where(sql.ref('occurrence_id'), 'is', null)
    .where(sql.ref('delivery_id'), 'is', null)
    .execute();

  await addColumn('tasks', 'changes', 'text');
  await addColumn('tasks', 'paused_on', 'text');
  await addColumn('occurrences', 'moved_to_day', 'text');
  await addColumn('occurrences', 'remind_by_day', 'text');
  await addColumn('completions', 'note', 'text');
  await table('promises')
    .addColumn('occurrence_id', 'integer', to('occurrences'))
    .addColumn('officer_id', 'integer', to('officers'))
    .addColumn('day', 'text', required)
    .addColumn('inbound_id', 'integer', maybeTo('inbound'))
    .addColumn('promised_at', instant, required)
    .addPrimaryKeyConstraint('promises_key', ['occurrence_id', 'officer_id'])
    .execute();
  await addColumn('office_events', 'kind', 'text');
  await addColumn('office_events', 'officer_id', 'integer');
  await addColumn('office_events', 'case_id', 'integer');
  await addColumn('office_events', 'task_id', 'integer');
  await addColumn('office_events', 'withdrawn_at', instant);

  // ---- requests: an extension to be approved, a stand-in to agree

  await withId('requests')
    .addColumn('kind', 'text', required)
    .addColumn('asker_id', 'integer', to('officers'))
    .addColumn('decider_id', 'integer', maybeTo('officers'))
    .addColumn('occurrence_id', 'integer', maybeTo('occurrences'))
    .addColumn('leave_id', 'integer', maybeTo('leaves'))
    .addColumn('wanted', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('inbound_id', 'integer', maybeTo('inbound'))
    .addColumn('asked_at', instant, required)
    .addColumn('decided_by', 'integer', maybeTo('officers'))
    .addColumn('decided_at', instant)
    .execute();
  await index('requests_open').on('requests').column('occurrence_id').where(sql.ref('state'), '=', 'open').execute();
  await addColumn('leaves', 'cancelled_at', instant);

  // ---- the calendar and the office

  await table('calendar_days')
    .addColumn('day', 'text', (column) => column.notNull().primaryKey())
    .addColumn('kind', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('source', 'text', required)
    .addColumn('changed_by', 'integer', maybeTo('officers'))
    .addColumn('changed_at', instant, required)
    .execute();
  await table('calendar_years')
    .addColumn('year', 'integer', (column) => column.notNull().primaryKey())
    .addColumn('source', 'text', required)
    .addColumn('changed_by', 'integer', maybeTo('officers'))
    .addColumn('changed_at', instant, required)
    .execute();
  await table('office_settings')
    .addColumn('name', 'text', (column) => column.notNull().primaryKey())
    .addColumn('value', 'text', required)
    .addColumn('changed_by', 'integer', maybeTo('officers'))
    .addColumn('changed_at', instant, required)
    .execute();
  await withId('groups')
    .addColumn('channel', 'text', required)
    .addColumn('account', 'text', required)
    .addColumn('chat_id', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('linked_by', 'integer', to('officers'))
    .addColumn('linked_at', instant, required)
    .addColumn('left_at', instant)
    .addUniqueConstraint('groups_by_chat', ['channel', 'account', 'chat_id'])
    .execute();
  await table('group_codes')
    .addColumn('code_hash', 'text', (column) => column.notNull().primaryKey())
    .addColumn('name', 'text', required)
    .addColumn('made_by', 'integer', to('officers'))
    .addColumn('created_at', instant, required)
    .addColumn('expires_at', instant, required)
    .addColumn('used_at', instant)
    .execute();
}
