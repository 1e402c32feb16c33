import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DamagedDatabaseError, openSqlite } from '../../src/store/open.ts';
import { runProgram } from '../process/program.ts';
import { type Burst, burst, expectBooksRight, MORNING, SOAK, until } from './burst.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

// Limits of a process can be changed while it runs on Linux alone.
describe.skipIf(process.platform !== 'linux')('the disk is full', () => {
  // No file may grow beyond so many KiB: the journal of SQLite hits it wherever it happens to be, at a claim, at a settlement …
  const limits = SOAK ? [36, 40, 72, 104, 136, 200, 264, 328, 520, 776, 1032, 2056] : [40, 200, 520];

  test.each(limits)(
    'at %i KiB, in the middle of a burst, and has room again after a while',
    { timeout: 180_000 },
    async (limit) => {
      const it = await burst({ people: 20, notices: 980 });
      const command = ['bash', '-c', `ulimit -S -f ${limit}; exec "$@"`, '-'];
      const sender = it.start(MORNING, { command });
      await until(() => /tick failed|sending failed|checking the clock failed/.test(sender.stderr()));
      const before = it.accepted().length;
      await sleep(500);
      // Nothing goes out that could not be written down, beyond what may be in doubt anyway.
      expect(it.accepted().length - before).toBeLessThanOrEqual(30);
      execFileSync('prlimit', [`--pid=${sender.child.pid}`, '--fsize=unlimited:']);
      expect(await sender.ended).toBe(0);
      // The process remembers what became of the messages whose outcome it could not write down: none is sent twice.
      await it.expectAllTold({ repeats: 0, now: MORNING + 60_000 });
    },
  );
});

describe.skipIf(process.platform !== 'linux')('the disk is full from one commit on, and has room again later', () => {
  test.each([
    ['when messages are claimed: none of them goes out before', 'claim', 0],
    ['when what was sent is settled and more is claimed: it is remembered until it is written down', 'exchange', 30],
    ['when what was sent is settled: it is remembered until it is written down', 'settle', 30],
  ] as const)('%s', { timeout: 60_000 }, async (_, point, most) => {
    const it = await burst({ people: 10, notices: 190 });
    const sender = it.start(MORNING, { point, count: 1 });
    await until(() => /^full at/m.test(sender.stderr()));
    expect(sender.stderr()).toMatch(new RegExp(`full at ${point}: SQLITE_(FULL|IOERR_WRITE)`));
    await sleep(500);
    const file = new Sqlite(it.path, { readonly: true });
    const recorded = file.prepare<[], number>(`select count(*) from deliveries where state = 'sent'`).pluck().get()!;
    file.close();
    const unrecorded = it.accepted().length - recorded;
    expect(unrecorded).toBeLessThanOrEqual(most);
    expect(unrecorded > 0).toBe(point !== 'claim');
    execFileSync('prlimit', [`--pid=${sender.child.pid}`, '--fsize=unlimited:']);
    expect(await sender.ended).toBe(0);
    await it.expectAllTold({ repeats: 0, now: MORNING + 60_000 });
  });
});

describe('the power fails in a commit', () => {
  /** Runs the burst to its end, and keeps the database as it was before with all that was written since. */
  async function written(): Promise<{ it: Burst; whole: Buffer; journal: Buffer }> {
    const it = await burst({ people: 5, notices: 60 });
    // A reader keeps SQLite from moving the journal into the database.
    const reader = new Sqlite(it.path, { readonly: true });
    onTestFinished(() => void reader.close());
    reader.exec('begin');
    reader.prepare('select count(*) from deliveries').get();
    expect(await it.start(MORNING).ended).toBe(0);
    return { it, whole: readFileSync(it.path), journal: readFileSync(`${it.path}-wal`) };
  }

  test('wherever the journal ends, the office is as it was after one of its commits, and goes on from there', {
    timeout: SOAK ? 3_600_000 : 180_000,
  }, async () => {
    const { it, whole, journal } = await written();
    const page = journal.readUInt32BE(8);
    const frame = page + 24;
    const frames = Math.floor((journal.length - 32) / frame);
    expect(frames).toBeGreaterThan(30);
    const cut = join(dirname(it.path), 'cut.db');
    const states = new Set<string>();
    const step = SOAK ? 1 : Math.ceil(frames / 12);
    for (let kept = 0; kept <= frames; kept += step) {
      // At the end of a frame, in its header, and in its page.
      for (const into of [0, 11, 24 + page / 2]) {
        writeFileSync(cut, whole);
        writeFileSync(`${cut}-wal`, journal.subarray(0, Math.min(journal.length, 32 + kept * frame + into)));
        writeFileSync(`${cut}-shm`, '');
        await expectBooksRight(cut, MORNING + 60_000);
        states.add(stateOf(cut));
      }
    }
    expect(states.size).toBeGreaterThan(3);
  });

  test('a frame that was half written, or written as zeros, is as if it were not there', {
    timeout: 120_000,
  }, async () => {
    const { it, whole, journal } = await written();
    const page = journal.readUInt32BE(8);
    const frames = Math.floor((journal.length - 32) / (page + 24));
    const cut = join(dirname(it.path), 'cut.db');
    for (const which of [1, Math.floor(frames / 2), frames - 1]) {
      const torn = Buffer.from(journal);
      torn.fill(0, 32 + which * (page + 24) + 24 + page / 2);
      writeFileSync(cut, whole);
      writeFileSync(`${cut}-wal`, torn);
      writeFileSync(`${cut}-shm`, '');
      await expectBooksRight(cut, MORNING + 60_000);
    }
  });

  /** How many messages are in which state. */
  function stateOf(path: string): string {
    const file = new Sqlite(path, { readonly: true });
    const rows = file.prepare('select state, count(*) as n from deliveries group by state order by state').all();
    file.close();
    return JSON.stringify(rows);
  }
});

describe('the database is damaged when the bot starts', () => {
  const TOKEN = '7000000001:AAEmulatorTokenThatMustNeverBeLogged0';
  const damages: readonly [what: string, damage: (bytes: Buffer) => Buffer][] = [
    ['something else altogether', () => Buffer.from('This was never a database.'.repeat(1_000))],
    ['cut in half', (bytes) => bytes.subarray(0, bytes.length >> 1)],
    [
      'zeros in the middle',
      (bytes) => Buffer.concat([bytes.subarray(0, 8_192), Buffer.alloc(65_536), bytes.subarray(8_192 + 65_536)]),
    ],
    ['zeros at the end', (bytes) => Buffer.concat([bytes.subarray(0, -12_288), Buffer.alloc(12_288)])],
    ['zeros at the beginning', (bytes) => Buffer.concat([Buffer.alloc(4_096), bytes.subarray(4_096)])],
  ];

  test.each(damages)(
    '%s: it says so in one line, changes nothing and sends nothing',
    { timeout: 60_000 },
    async (_, damage) => {
      const it = await burst({ people: 2, notices: 200 });
      const home = dirname(it.path);
      copyFileSync(it.path, join(home, 'sound.db'));
      const damaged = damage(readFileSync(it.path));
      writeFileSync(it.path, damaged);
      await expect(openSqlite({ path: it.path, log: silent, verify: true })).rejects.toBeInstanceOf(
        DamagedDatabaseError,
      );
      const environment = { NHACVIEC_HOME: home, TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:9' };
      const ended = await runProgram(['start'], environment);
      expect(ended.code).not.toBe(0);
      expect(ended.stderr.trim().split('\n').at(-1)).toMatch(
        /^nv: the database .* is damaged: put it aside and restore a backup/,
      );
      expect(ended.stderr).not.toMatch(/\n\s+at /);
      expect(readFileSync(it.path).equals(damaged)).toBe(true);
      expect(sizeOf(join(home, 'outbox'))).toBe(0);
    },
  );
});
