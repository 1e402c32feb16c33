import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { MigrationProvider } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedMigrations } from '../../src/store/migrations.ts';
import { openSqlite } from '../../src/store/open.ts';
import { day, officer, silent } from './office.ts';

describe('a database file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nhac-viec-files-'));
    path = join(folder, 'office.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What a later version of the program would ship. */
  const later: MigrationProvider = {
    getMigrations: async () => ({
      ...(await shippedMigrations.getMigrations()),
      '9998-later': { up: (db) => db.schema.createTable('later').addColumn('id', 'integer').execute() },
    }),
  };
  const inside = <T>(work: (sqlite: Sqlite.Database) => T): T => {
    const sqlite = new Sqlite(path);
    try {
      return work(sqlite);
    } finally {
      sqlite.close();
    }
  };

  it('is migrated when it is opened, and once only', async () => {
    const messages: object[] = [];
    const log = { ...silent, info: (facts: object) => messages.push(facts) };
    const first = await openSqlite({ path, log });
    await officer(first, 'Lan');
    expect(await first.schemaVersion()).toEqual({ current: '0004-ledger', pending: [], unknown: [] });
    await first.close();
    const second = await openSqlite({ path, log });
    expect(await second.officers(day('2026-03-02'))).toHaveLength(1);
    await second.close();
    expect(messages).toEqual([{ applied: ['0001-initial', '0002-conversation', '0003-channels', '0004-ledger'] }]);
  });

  it('gets the migrations that came since it was made', async () => {
    await (await openSqlite({ path, log: silent })).close();
    const store = await openSqlite({ path, log: silent, migrations: later });
    expect(await store.schemaVersion()).toEqual({ current: '9998-later', pending: [], unknown: [] });
    await store.close();
  });

  it('keeps what was told when steps become tellable on several channels', async () => {
    const before: MigrationProvider = {
      getMigrations: async () => {
        const { '0001-initial': first, '0002-conversation': second } = await shippedMigrations.getMigrations();
        return { '0001-initial': first!, '0002-conversation': second! };
      },
    };
    await (await openSqlite({ path, log: silent, migrations: before })).close();
    inside((sqlite) =>
      sqlite.exec(`
        insert into officers (id, name, folded, is_admin, is_leader, created_at) values (4, 'Lan', 'lan', 0, 0, 0);
        insert into tasks (id, plan_id, year, ref, kind, title, deadline_text, rules, completion, result, notes,
          valid_from, from_day, known_since_at) values (1, 'p', 2026, '1', 'task', '', '', '[]', 'any', '', '', '', '', 0);
        insert into occurrences (id, task_id, period, state, label, nominal_day, last_day, legal_last_day, target_day,
          certainty) values (3, 1, 'a', 'open', '', '', '', '', '', 'official');
        insert into reminders (id, occurrence_id, step, fire_at, state)
          values (2, 3, 'a', 0, 'fired'), (3, 3, 'b', 0, 'fired');
        insert into deliveries (id, key, kind, officer_id, state, priority, due_at, created_at)
          values (1, 'x', 'digest', 4, 'sent', 2, 0, 0);
        insert into delivery_items (id, delivery_id, reminder_id, occurrence_id, officer_id, role, about)
          values (7, 1, 2, 3, 4, 'lead', '[]'), (9, 1, 3, 3, 4, 'lead', '[]');
      `),
    );
    await (await openSqlite({ path, log: silent })).close();
    inside((sqlite) => {
      const rows = sqlite.prepare('select id, reminder_id, way, fallback_at from delivery_items').all();
      expect(rows).toEqual([
        { id: 7, reminder_id: 2, way: 0, fallback_at: null },
        { id: 9, reminder_id: 3, way: 0, fallback_at: null },
      ]);
      const insert =
        'insert into delivery_items (delivery_id, reminder_id, occurrence_id, officer_id, role, about, way)';
      expect(() => sqlite.exec(`${insert} values (1, 2, 3, 4, 'lead', '[]', 0)`)).toThrow(/UNIQUE/);
      sqlite.exec(`${insert} values (1, 2, 3, 4, 'lead', '[]', 1)`);
      expect(sqlite.prepare('select max(id) from delivery_items').pluck().get()).toBe(10);
    });
  });

  it('of a newer program is refused, in one line that says what to do, and stays as it is', async () => {
    await (await openSqlite({ path, log: silent, migrations: later })).close();
    for (const readonly of [false, true]) {
      await expect(openSqlite({ path, log: silent, readonly })).rejects.toMatchObject({
        name: 'NewerDatabaseError',
        unknown: ['9998-later'],
        message: expect.stringMatching(
          /^the database is newer than this program .*9998-later.*: start the version .*$/,
        ),
      });
    }
    expect(inside((sqlite) => sqlite.prepare('select name from kysely_migration').pluck().all())).toEqual([
      '0001-initial',
      '0002-conversation',
      '0003-channels',
      '0004-ledger',
      '9998-later',
    ]);
  });

  it('is as before when a migration fails half-way', async () => {
    await (await openSqlite({ path, log: silent })).close();
    const broken: MigrationProvider = {
      getMigrations: async () => ({
        ...(await shippedMigrations.getMigrations()),
        '9999-broken': {
          up: async (db) => {
            await db.schema.createTable('half').addColumn('id', 'integer').execute();
            throw new Error('power cut');
          },
        },
      }),
    };
    await expect(openSqlite({ path, log: silent, migrations: broken })).rejects.toThrow('power cut');
    expect(inside((sqlite) => sqlite.prepare("select name from sqlite_master where name = 'half'").all())).toEqual([]);
    await (await openSqlite({ path, log: silent, migrations: later })).close();
  });

  it('waits for the disk at every commit, keeps a write-ahead log and checks references', async () => {
    const store = await openSqlite({ path, log: silent });
    expect(store.settings()).toEqual({ journalMode: 'wal', synchronous: 2, foreignKeys: 1, busyTimeout: 10_000 });
    await store.close();
  });

  it('can be read by its owner only, with everything beside it', async () => {
    const store = await openSqlite({ path, log: silent });
    await officer(store, 'Lan');
    const modes = () =>
      readdirSync(folder).map((file) => `${file} ${(statSync(join(folder, file)).mode & 0o777).toString(8)}`);
    expect(modes()).toEqual(['office.db 600', 'office.db-shm 600', 'office.db-wal 600']);
    await store.close();

    chmodSync(path, 0o644);
    const again = await openSqlite({ path, log: silent });
    expect(modes()).toEqual(['office.db 600', 'office.db-shm 600', 'office.db-wal 600']);
    await again.close();
  });

  it('can be copied while it is in use, and never over another file', async () => {
    const store = await openSqlite({ path, log: silent });
    await officer(store, 'Lan');
    const copy = join(folder, 'copy.db');
    await store.copyTo(copy);
    expect((statSync(copy).mode & 0o777).toString(8)).toBe('600');
    await expect(store.copyTo(copy)).rejects.toThrow(/EEXIST/);
    await store.close();
    const copied = await openSqlite({ path: copy, log: silent, readonly: true });
    expect(await copied.officers(day('2026-03-02'))).toMatchObject([{ name: 'Lan' }]);
    await copied.close();
  });

  it('is not created, migrated or written by those who only look', async () => {
    await expect(openSqlite({ path, log: silent, readonly: true })).rejects.toMatchObject({
      name: 'NoDatabaseError',
      message: expect.stringContaining(path),
    });
    expect(existsSync(path)).toBe(false);

    const writer = await openSqlite({ path, log: silent });
    await officer(writer, 'Lan');
    const reader = await openSqlite({ path, log: silent, readonly: true, migrations: later });
    expect(await reader.officers(day('2026-03-02'))).toMatchObject([{ name: 'Lan' }]);
    expect(await reader.schemaVersion()).toEqual({
      current: '0004-ledger',
      pending: ['9998-later'],
      unknown: [],
    });
    await expect(officer(reader, 'Minh')).rejects.toThrow(/readonly/);
    await reader.close();
    await writer.close();
    const alone = await openSqlite({ path, log: silent, readonly: true });
    expect(await alone.nextDueAt()).toBeNull();
    await alone.close();
  });
});
