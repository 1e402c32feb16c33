import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { startTelegram, type TelegramEmulator } from '../emulators/telegram/server.ts';
import { type Ended, startProgram } from './program.ts';

// What docs/operations.md says about upgrading and rolling back, done with the program as it stands and with versions before and after it.

const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'nhacviec-rollback-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the program whose migrations are others: another version of it. */
function version(name: string, migrations: (folder: string) => void): string {
  const at = join(folder, name);
  mkdirSync(at);
  for (const part of ['src', 'data', 'migrations', 'package.json'])
    cpSync(join(ROOT, part), join(at, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(at, 'node_modules'));
  migrations(join(at, 'migrations'));
  return join(at, 'src/nv.js');
}

/** 0.2.0, as far as opening a database goes. */
const OLD = version('old', (at) => {
  for (const file of readdirSync(at)) if (file > '0003') rmSync(join(at, file));
});
const THIS = join(ROOT, 'src/nv.js');
const NEXT = version('next', (at) =>
  writeFileSync(
    join(at, '9999-later.ts'),
    `import { type Kysely, sql } from 'kysely';
     export async function up(db: Kysely<unknown>): Promise<void> {
       await db.schema.createTable('later').addColumn('word', 'text').execute();
       await sql\`insert into later values ('một')\`.execute(db);
     }`,
  ),
);

interface Home {
  readonly path: string;
  readonly telegram: TelegramEmulator;
  nv(main: string, at: string, ...args: string[]): Promise<Ended>;
  /** Starts the service of that version, and stops it once it runs. */
  runs(main: string, at: string): Promise<Ended>;
  backups(): string[];
}

/** The office of 0.2.0 in a folder of its own, as its last process left it. */
async function officeOf020(): Promise<Home> {
  const home = mkdtempSync(join(folder, 'home-'));
  const path = join(home, 'nhacviec.db');
  const old = new Sqlite(path);
  old.pragma('journal_mode = WAL');
  old.pragma('foreign_keys = OFF');
  old.exec(readFileSync(join(ROOT, 'test/fault/office-0.2.0.sql'), 'utf8'));
  old.close();
  const telegram = await startTelegram();
  onTestFinished(() => telegram.close());
  const start = (main: string, at: string, args: readonly string[]) => {
    const environment = {
      NHACVIEC_HOME: home,
      NHACVIEC_START_AT: at,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    };
    const program = startProgram(args, environment, [], main);
    onTestFinished(() => void program.child.kill('SIGKILL'));
    program.child.stdin?.end();
    return program;
  };
  return {
    path,
    telegram,
    nv: (main, at, ...args) => start(main, at, args).ended,
    async runs(main, at) {
      const program = start(main, at, ['start']);
      await program.prints(/"msg":"started"/, 60_000);
      return program.stop();
    },
    backups: () => readdirSync(join(home, 'backups')).sort(),
  };
}

/** Schema and rows of all tables. */
function contentOf(path: string): Record<string, unknown> {
  const file = new Sqlite(path, { readonly: true });
  const schema = file.prepare('select type, name, sql from sqlite_schema order by type, name').all();
  const tables = file
    .prepare<[], string>(`select name from sqlite_schema where type = 'table' order by name`)
    .pluck()
    .all();
  const rows = Object.fromEntries(
    tables.map((name) => [name, file.prepare(`select rowid, * from "${name}" order by rowid`).all()]),
  );
  file.close();
  return { schema, ...rows };
}

/** Puts the database aside under another name, with what SQLite has beside it. */
function putAside(path: string): string {
  const aside = `${path}.aside`;
  for (const suffix of ['', '-wal', '-shm'])
    if (readdirSync(join(path, '..')).includes(`nhacviec.db${suffix}`)) renameSync(path + suffix, aside + suffix);
  return aside;
}

const refused = ({ code, stderr }: Ended): string => {
  expect(code).toBe(1);
  expect(stderr).not.toMatch(/\n\s+at /);
  return stderr.trim().split('\n').at(-1)!;
};

test('back to 0.2.0: the backup from before the upgrade has all of its rows and its schema, and opens there as it was', {
  timeout: 60_000,
}, async () => {
  const it = await officeOf020();
  const before = contentOf(it.path);
  expect(await it.runs(THIS, '2024-03-16T09:00:00+07:00')).toMatchObject({ code: 0 });
  const [backup, ...others] = it.backups();
  expect(backup).toMatch(/^nhacviec-2024-03-16-0900\d\d-before-0003-channels\.db$/);
  expect(others).toEqual([]);

  // The older program refuses what the newer one made of it, and leaves it alone.
  const upgraded = contentOf(it.path);
  const said = refused(await it.nv(OLD, '2024-03-16T10:00:00+07:00', 'start'));
  expect(said).toBe(
    'nv: the database is newer than this program (unknown migration 0003-channels, 0004-ledger): ' +
      'start the version that wrote it, or restore the backup from before that version',
  );
  expect(refused(await it.nv(OLD, '2024-03-16T10:00:00+07:00', 'officer', 'list'))).toBe(said);
  expect(contentOf(it.path)).toEqual(upgraded);

  putAside(it.path);
  copyFileSync(join(it.path, '../backups', backup!), it.path);
  expect(contentOf(it.path)).toEqual(before);
  const list = await it.nv(OLD, '2024-03-16T10:00:00+07:00', 'event', 'list', '--recorded');
  expect(list).toMatchObject({ code: 0, stderr: '' });
  expect(contentOf(it.path)).toEqual(before);
  // And it is written to as before: nothing is migrated, so nothing is backed up either.
  const added = await it.nv(OLD, '2024-03-16T10:00:00+07:00', 'officer', 'add', '--name', 'Trần Văn Minh');
  expect(added).toMatchObject({ code: 0, stderr: '' });
  const after = contentOf(it.path);
  expect(after.schema).toEqual(before.schema);
  expect(after.officers).toHaveLength((before.officers as unknown[]).length + 1);
  expect(it.backups()).toEqual([backup]);
});

test('back from a later version to this one with nv restore: what was due since is held back, and asked about', {
  timeout: 120_000,
}, async () => {
  const it = await officeOf020();
  const [evening, morning, noon] = ['17T20:00', '18T07:35', '18T12:00'].map((at) => `2024-03-${at}:00+07:00`);
  expect(await it.runs(THIS, evening!)).toMatchObject({ code: 0 });
  const before = contentOf(it.path);
  expect(await it.runs(NEXT, morning!)).toMatchObject({ code: 0 });
  const upgraded = contentOf(it.path);
  expect(upgraded.later).toEqual([{ rowid: 1, word: 'một' }]);
  const backup = join(it.path, '../backups', it.backups().find((name) => name.endsWith('-before-9999-later.db'))!);
  expect(contentOf(backup)).toEqual(before);

  expect(refused(await it.nv(THIS, noon!, 'start'))).toMatch(
    /^nv: the database is newer than this program \(unknown migration 9999-later\): .* restore the backup/,
  );
  expect(refused(await it.nv(THIS, noon!, 'restore', it.path, '--force'))).toMatch(/newer than this program/);
  expect(contentOf(it.path)).toEqual(upgraded);

  const restored = await it.nv(THIS, noon!, 'restore', backup, '--force');
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toMatch(/nothing is known of what happened since 2024-03-17T20:00/);
  expect(restored.stdout).toMatch(/[1-9]\d* reminders and \d+ messages that were due are held back/);
  const aside = readdirSync(join(it.path, '..')).find((name) => /before-restore-[\dT-]+$/.test(name))!;
  expect(contentOf(join(it.path, '..', aside))).toEqual(upgraded);
  expect(await it.runs(THIS, noon!)).toMatchObject({ code: 0 });
  expect(await it.nv(THIS, '2024-03-18T12:01:00+07:00', 'audit')).toMatchObject({ code: 0 });
  const states = contentOf(it.path).reminders as { state: string; reason: string }[];
  expect(states.filter(({ reason }) => reason === 'restored').length).toBeGreaterThan(0);
});
