import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Kysely, type LogEvent } from 'kysely';
import type { MigrationProvider } from 'kysely/migration';
import type { Log } from '../app/log.ts';
import type { Store } from '../app/store.ts';
import { keepingStatements, OfficeSqliteDialect } from './dialect.ts';
import { migrate, NewerDatabaseError, type SchemaVersion, schemaVersion, shippedMigrations } from './migrations.ts';
import { counting, writesOffice } from './remembered.ts';
import type { Database, Db } from './schema.ts';
import { makeStore } from './store.ts';

export interface OpenStore extends Store {
  schemaVersion(): Promise<SchemaVersion>;
  /** Writes a consistent copy of the database to a new file, while it may be in use; `atOnce`: also by other processes. */
  copyTo(path: string, how?: { readonly atOnce?: boolean }): Promise<void>;
  /** What is wrong with the file, in SQLite's words; empty where it is whole. Reads all of it. */
  faults(): readonly string[];
  /** Rows by table. */
  counts(): Readonly<Record<string, number>>;
  /** What SQLite itself says about this connection. */
  settings(): SqliteSettings;
}

interface SqliteSettings {
  /** `wal` */
  readonly journalMode: unknown;
  /** 2 is FULL, 0 is OFF. */
  readonly synchronous: unknown;
  /** 1 is on. */
  readonly foreignKeys: unknown;
  /** Milliseconds. */
  readonly busyTimeout: unknown;
}

export interface SqliteOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  readonly log: Log;
  /**
   * For looking only (`health`, `doctor`): never creates, migrates or writes. A database that is older than the program
   * opens; `schemaVersion` tells what is pending, and operations that need it fail.
   */
  readonly readonly?: boolean;
  /** False for throw-away databases (simulation, demonstration): nothing waits for the disk. */
  readonly durable?: boolean;
  /** True: reads the whole file first, and throws DamagedDatabaseError where a part that is not in use today is broken. */
  readonly verify?: boolean;
  readonly migrations?: MigrationProvider;
  /** Called before a database that has something in it is migrated, with its version; what it throws keeps it as it is. */
  readonly beforeMigrating?: (current: string) => Promise<void>;
  /** Sees every statement that is executed. */
  readonly onQuery?: (event: LogEvent) => void;
}

/** There is no database file to look at. */
export class NoDatabaseError extends Error {
  override readonly name = 'NoDatabaseError';

  constructor(path: string) {
    super(`no database at ${path}: the first plan, officer or start creates it`);
  }
}

/** The file is there and is no intact database. */
export class DamagedDatabaseError extends Error {
  override readonly name = 'DamagedDatabaseError';

  constructor(path: string) {
    super(`the database ${path} is damaged: put it aside and restore a backup in its place`);
  }
}

/** Another process holds the database for longer than it is waited for. Nothing was changed. */
export class LockedDatabaseError extends Error {
  override readonly name = 'LockedDatabaseError';

  constructor(path: string) {
    super(`another process locks the database ${path}: end it, then start again`);
  }
}

/** More than any database has. */
const ALL_PAGES = 2_000_000_000;
/** Values of `synchronous`. */
const [NORMAL, FULL] = [1, 2];
/** Another process that holds the write lock is waited for this long. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * The store on a SQLite file, created and migrated where needed. Throws NewerDatabaseError where the file was written by
 * a newer program, NoDatabaseError where it is opened for reading and is not there, LockedDatabaseError, and
 * DamagedDatabaseError.
 */
export async function openSqlite(options: SqliteOptions): Promise<OpenStore> {
  try {
    return await open(options);
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (code.startsWith('SQLITE_BUSY')) throw new LockedDatabaseError(options.path);
    if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') throw new DamagedDatabaseError(options.path);
    throw error;
  }
}

async function open(options: SqliteOptions): Promise<OpenStore> {
  const { path, log, migrations = shippedMigrations } = options;
  const readonly = options.readonly ?? false;
  const sqlite = readonly ? openForReading(path) : openForWriting(path, options.durable ?? true);
  if (options.verify) verify(sqlite, path);
  const { database, count } = counting(keepingStatements(sqlite), writesOffice);
  const db = new Kysely<Database>({
    dialect: new OfficeSqliteDialect({ database, inTransaction: () => sqlite.inTransaction }),
    ...(options.onQuery ? { log: options.onQuery } : {}),
  });
  try {
    // Who opens it for writing can write, or hears at once that another process does.
    if (!readonly) sqlite.transaction(() => {}).immediate();
    const { current, pending, unknown } = await schemaVersion(db, migrations);
    if (unknown.length > 0) throw new NewerDatabaseError(unknown);
    if (!readonly && pending.length > 0) {
      if (current !== null) await options.beforeMigrating?.(current);
      const applied = await migrate(db, migrations);
      if (applied.length > 0) log.info({ applied }, 'database migrated');
    }
  } catch (error) {
    // Closed directly: Kysely would not close a database that it has not used yet.
    sqlite.close();
    throw error;
  }
  return {
    ...makeStore(
      db,
      // The pragma counts what other processes have committed.
      () => `${count()} ${sqlite.pragma('data_version', { simple: true })}`,
      (work) => unhurried(sqlite, db, work),
    ),
    schemaVersion: () => schemaVersion(db, migrations),
    copyTo: async (target, { atOnce = false } = {}) => {
      closeSync(openSync(target, 'wx', 0o600));
      // In pieces other work goes on between them; but a piece begins anew whenever another process has written.
      await sqlite.backup(target, ...(atOnce ? [{ progress: () => ALL_PAGES }] : []));
    },
    faults: () => [
      ...sqlite
        .prepare<[], { integrity_check: string }>('pragma integrity_check')
        .all()
        .map((row) => row.integrity_check)
        .filter((line) => line !== 'ok'),
      ...sqlite
        .prepare<[], { table: string; rowid: number; parent: string }>('pragma foreign_key_check')
        .all()
        .map(({ table, rowid, parent }) => `${table} row ${rowid} belongs to no row of ${parent}`),
    ],
    counts: () => {
      const tables = sqlite
        .prepare<[], string>(
          `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`,
        )
        .pluck()
        .all();
      return Object.fromEntries(
        tables.map((name) => [name, sqlite.prepare<[], number>(`select count(*) from "${name}"`).pluck().get() ?? 0]),
      );
    },
    settings: () => ({
      journalMode: sqlite.pragma('journal_mode', { simple: true }),
      synchronous: sqlite.pragma('synchronous', { simple: true }),
      foreignKeys: sqlite.pragma('foreign_keys', { simple: true }),
      busyTimeout: sqlite.pragma('busy_timeout', { simple: true }),
    }),
  };
}

function openForWriting(path: string, durable: boolean): Sqlite.Database {
  if (path !== ':memory:') restrict(path);
  const sqlite = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    // The first look into the file.
    sqlite.pragma('journal_mode = WAL');
  } catch (error) {
    sqlite.close();
    throw error;
  }
  // What was answered «Đã ghi» must survive a power cut, so every commit waits for the disk.
  sqlite.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`);
  // Whoever commits past this many pages (16 MB) waits until they are copied into the file: four times rarer than by
  // default, and pages written again and again are copied once.
  sqlite.pragma('wal_autocheckpoint = 4000');
  // Kibibytes. better-sqlite3 takes 16 MB, which fill within hours; what is in use of an office's database fits into less.
  sqlite.pragma('cache_size = -4000');
  sqlite.pragma('foreign_keys = ON');
  return sqlite;
}

/** Commits what `work` writes without waiting for the disk; what is committed after it waits for both. */
function unhurried(sqlite: Sqlite.Database, db: Db, work: (one: Db) => Promise<void>): Promise<void> {
  // The connection is this work's alone meanwhile: nothing else is committed like that.
  return db.connection().execute(async (one) => {
    const before = sqlite.pragma('synchronous', { simple: true });
    if (before === FULL) sqlite.pragma(`synchronous = ${NORMAL}`);
    try {
      await work(one);
    } finally {
      sqlite.pragma(`synchronous = ${before}`);
    }
  });
}

function openForReading(path: string): Sqlite.Database {
  if (path !== ':memory:' && !existsSync(path)) throw new NoDatabaseError(path);
  return new Sqlite(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
}

function verify(sqlite: Sqlite.Database, path: string): void {
  let found: unknown;
  try {
    found = sqlite.pragma('quick_check(1)', { simple: true });
  } finally {
    if (found !== 'ok') sqlite.close();
  }
  if (found !== 'ok') throw new DamagedDatabaseError(path);
}

/** The file holds names and chat ids. SQLite gives its `-wal` and `-shm` files the mode of the database file. */
function restrict(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600);
}
