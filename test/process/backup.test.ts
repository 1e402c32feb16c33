import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Ended, runProgram, startProgram } from './program.ts';

const PASSPHRASE = 'năm từ không thành câu';
let folder: string;
let home: string;
const nv = (args: readonly string[], over: Record<string, string> = {}): Promise<Ended> =>
  runProgram(args, { NHACVIEC_HOME: home, NHACVIEC_START_AT: '2026-11-23T08:00:00+07:00', ...over });
/** Without what SQLite puts beside a file that somebody looks into. */
const namesIn = (path: string) =>
  readdirSync(path)
    .filter((name) => !/-(wal|shm)$|^lock/.test(name))
    .sort();
const backups = () => namesIn(join(home, 'backups'));
const newest = () => join(home, 'backups', backups().at(-1)!);
const officers = (path = join(home, 'nhacviec.db')) => {
  const db = new Sqlite(path, { readonly: true });
  const names = db.prepare('select name from officers order by id').pluck().all();
  db.close();
  return names;
};
const line = ({ stderr }: Ended) => {
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  return stderr;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nhacviec-backup-'));
  home = join(folder, 'var');
  expect((await nv(['officer', 'add', '--name', 'Nguyễn Thị Lan'])).code).toBe(0);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('nv backup', () => {
  test('makes one file that is whole, for its owner alone, and leaves nothing else behind', async () => {
    const { code, stdout, stderr } = await nv(['backup', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      encrypted: false,
      differences: 0,
      rotated: [],
      counts: { officers: 1 },
    });
    expect(backups()).toEqual([expect.stringMatching(/^nhacviec-2026-11-23-0800\d\d\.db$/)]);
    expect(statSync(newest()).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'backups')).mode & 0o777).toBe(0o700);
    expect(officers(newest())).toEqual(['Nguyễn Thị Lan']);
  });

  test('keeps what the setting says, and deletes nothing that it did not make', async () => {
    writeFileSync(join(folder, 'note'), '');
    for (const day of ['22', '23'])
      await nv(['backup'], { BACKUP_KEEP: '2/1/1', NHACVIEC_START_AT: `2026-11-${day}T02:00:00+07:00` });
    copyFileSync(join(folder, 'note'), join(home, 'backups', 'ghi-chu.txt'));
    const { stdout } = await nv(['backup'], { BACKUP_KEEP: '2/1/1', NHACVIEC_START_AT: '2026-11-24T02:00:00+07:00' });
    expect(stdout).toMatch(/deleted nhacviec-2026-11-22/);
    expect(backups()).toEqual([
      'ghi-chu.txt',
      expect.stringMatching(/^nhacviec-2026-11-23/),
      expect.stringMatching(/^nhacviec-2026-11-24/),
    ]);
  });

  test('made while the service runs is as good', async () => {
    const service = startProgram(['start'], {
      NHACVIEC_HOME: home,
      TELEGRAM_BOT_TOKEN: `123456789:${'A'.repeat(35)}`,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
    });
    await service.prints(/"msg":"started"/);
    expect((await nv(['backup'])).code).toBe(0);
    expect(officers(newest())).toEqual(['Nguyễn Thị Lan']);
    // And what is in use is not replaced.
    expect(line(await nv(['restore', '--force', newest()]))).toMatch(/in use by process \d+/);
    expect((await service.stop()).code).toBe(0);
  });
});

describe('nv restore', () => {
  test('puts a backup in the place of the database, which stays beside it', async () => {
    await nv(['backup']);
    await nv(['officer', 'add', '--name', 'Trần Văn Minh']);
    const refused = await nv(['restore', newest()]);
    expect(refused.code).toBe(1);
    expect(line(refused)).toMatch(/there is a database already: add --force/);
    expect(officers()).toEqual(['Nguyễn Thị Lan', 'Trần Văn Minh']);

    const { code, stdout, stderr } = await nv(['restore', '--force', newest()]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/nothing is known of what happened since 2026-11-23T08:00:/);
    expect(officers()).toEqual(['Nguyễn Thị Lan']);
    expect(statSync(join(home, 'nhacviec.db')).mode & 0o777).toBe(0o600);
    const aside = readdirSync(home).find((name) => /before-restore-[\dT-]+$/.test(name))!;
    expect(officers(join(home, aside))).toEqual(['Nguyễn Thị Lan', 'Trần Văn Minh']);
    expect((await nv(['audit'])).code).toBe(0);
  });

  test('of an encrypted backup needs its passphrase', async () => {
    expect((await nv(['backup'], { BACKUP_PASSPHRASE: PASSPHRASE })).code).toBe(0);
    expect(newest()).toMatch(/\.db\.age$/);
    // The format that the age tool opens, with nothing in it that can be read.
    const bytes = readFileSync(newest());
    expect(bytes.subarray(0, 44).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
    expect(bytes.includes('SQLite format 3') || bytes.includes('Lan')).toBe(false);
    expect(line(await nv(['restore', '--force', newest()]))).toMatch(/is encrypted: set BACKUP_PASSPHRASE/);
    const wrong = await nv(['restore', '--force', newest()], { BACKUP_PASSPHRASE: 'một cụm từ khác hẳn' });
    expect(line(wrong)).toMatch(/cannot be decrypted: another passphrase, or a damaged file/);
    rmSync(join(home, 'nhacviec.db'));
    expect((await nv(['restore', newest()], { BACKUP_PASSPHRASE: PASSPHRASE })).code).toBe(0);
    expect(officers()).toEqual(['Nguyễn Thị Lan']);
  });

  test('of a file that is none, damaged or too new says so in one line and changes nothing', async () => {
    await nv(['backup']);
    const bytes = readFileSync(newest());
    const path = join(folder, 'bad.db');
    const before = namesIn(home);
    const refuses = async (message: RegExp) => {
      const refused = await nv(['restore', '--force', path]);
      expect(refused.code).toBe(1);
      expect(line(refused)).toMatch(message);
      expect(namesIn(home)).toEqual(before);
    };
    for (const content of ['không phải sổ', '', Buffer.from(bytes).fill(255, 8192, 16_384)]) {
      writeFileSync(path, content);
      await refuses(/is damaged or no database/);
    }
    writeFileSync(path, bytes);
    const db = new Sqlite(path);
    db.exec(`insert into kysely_migration (name, timestamp) values ('9999-later', '')`);
    db.close();
    await refuses(/the database is newer than this program/);
    expect(officers()).toEqual(['Nguyễn Thị Lan']);
  });
});

test('a database of an older version is backed up as it is before it is migrated', async () => {
  const path = join(home, 'nhacviec.db');
  const old = new Sqlite(path);
  // As the version before this one left it.
  old.exec(
    `delete from kysely_migration where name = '0003-ledger'; drop table audit_differences; drop table audit_marks`,
  );
  old.close();
  const { code } = await nv(['officer', 'add', '--name', 'Trần Văn Minh']);
  expect(code).toBe(0);
  expect(officers()).toEqual(['Nguyễn Thị Lan', 'Trần Văn Minh']);
  expect(backups()).toEqual([expect.stringMatching(/^nhacviec-2026-11-23-0800\d\d-before-0003-ledger\.db$/)]);
  expect(officers(newest())).toEqual(['Nguyễn Thị Lan']);
  const db = new Sqlite(newest(), { readonly: true });
  expect(db.prepare('select max(name) from kysely_migration').pluck().get()).toBe('0002-conversation');
  db.close();
});
