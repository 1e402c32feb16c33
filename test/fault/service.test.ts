import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeEngine } from '../../src/app/engine.ts';
import { steppedClock } from '../../src/runtime/clock.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';
import { faults } from '../emulators/telegram/faults.ts';
import type { EmulatedUser } from '../emulators/telegram/people.ts';
import { SOAK, until } from './burst.ts';
import { telegramOffice } from './telegram-office.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const PATIENT = { timeoutMs: 60_000 };
const textsOf = (user: EmulatedUser) => user.chat.messages.map(({ text }) => text);
const MORNING = '2024-03-15T07:30:01+07:00';
/** By then every lease of a process that was started in the morning has ended, and nothing of it should wait. */
const LATER = '2024-03-15T07:45:00+07:00';

/** What another process does to keep everybody else from writing, or even from reading. */
const LOCKS = [['begin immediate'], ['pragma locking_mode = exclusive', 'begin exclusive']];

/** Another process that locks the database, until the function that this returns is called. */
function lockedBy(path: string, statements: readonly string[]): () => void {
  const other = new Sqlite(path, { timeout: 60_000 });
  onTestFinished(() => void other.close());
  for (const statement of statements) other.exec(statement);
  return () => void other.close();
}

describe('the service starts while another process locks the database', { timeout: 180_000 }, () => {
  test('against writing, or against everything: it waits, says so, and goes on when the lock is gone', async () => {
    const waits = async (statements: readonly string[]) => {
      const it = await telegramOffice();
      const unlock = lockedBy(it.path, statements);
      const program = it.service(MORNING);
      await program.prints(/"msg":"another process locks the database: waiting for it"/, 60_000);
      expect(textsOf(it.lan)).toEqual([]);
      unlock();
      await program.prints(/"msg":"the database is free again"[\s\S]*"msg":"started"/, 60_000);
      await it.lan.chat.next(/^Chào chị Lan/, PATIENT);
      expect(await program.stop()).toMatchObject({ code: 0 });
      expect(textsOf(it.lan)).toHaveLength(1);
      await it.expectBooksRight(LATER);
    };
    // SQLite's own patience is most of the time that each of them takes.
    await Promise.all(LOCKS.map(waits));
  });

  test('for longer than it waits: it ends with one line that says what to do; asked to stop meanwhile, it does', async () => {
    const it = [await telegramOffice(), await telegramOffice()] as const;
    for (const { path } of it) lockedBy(path, ['begin immediate']);
    const impatient = it[0].service(MORNING, { NHACVIEC_CLOCK_SPEED: '60' });
    const stopped = it[1].service(MORNING);
    await stopped.prints(/waiting for it/, 60_000);
    expect(await stopped.stop()).toMatchObject({ code: 0 });
    const ended = await impatient.ended;
    expect(ended).toMatchObject({ code: 1, signal: null });
    expect(ended.stderr.trim().split('\n').at(-1)).toMatch(
      /^nv: another process locks the database .*nhacviec\.db: end it, then start again$/,
    );
    for (const { lan } of it) expect(textsOf(lan)).toEqual([]);
  });

  test('just when it begins: what cannot be written down then is with the next tick', async () => {
    const store = await openSqlite({ path: ':memory:', log: silent, durable: false });
    onTestFinished(() => store.close());
    const clock = steppedClock(Date.parse(MORNING));
    const errors: string[] = [];
    let locked = true;
    const engine = makeEngine({
      store: {
        ...store,
        beat: async (...given) => (locked ? Promise.reject(new Error('database is locked')) : store.beat(...given)),
      },
      channels: [],
      office: shippedOffice('UBND xã Thử'),
      clock,
      log: { ...silent, error: (_, message) => void errors.push(message) },
      codes: inviteCodes,
      rehearse: null,
    });
    await engine.start();
    locked = false;
    clock.set(clock.now() + 60_000);
    await engine.tick();
    expect(errors).toEqual(['noting the start failed']);
    expect(await store.beats()).toMatchObject({ start: Date.parse(MORNING), tick: clock.now() });
    await engine.stop();
  });
});

describe('the running service', { timeout: 180_000 }, () => {
  test('another process locks the database while a digest is on its way: it is not repeated, and what was said is answered', async () => {
    const it = await telegramOffice();
    it.telegram.inject('sendMessage', faults.slow(3_000));
    const program = it.service(MORNING);
    await it.lan.chat.next(/^Chào chị Lan/, PATIENT);
    const other = new Sqlite(it.path, { timeout: 60_000 });
    other.exec('begin immediate');
    it.lan.says('việc');
    // Longer than SQLite waits of its own accord.
    await sleep(SOAK ? 60_000 : 12_000);
    expect(textsOf(it.lan)).toHaveLength(1);
    other.exec('rollback');
    other.close();
    await it.lan.chat.next(/^Chị có 2 việc/, PATIENT);
    expect(await program.stop()).toMatchObject({ code: 0 });
    // Nothing of it waits for another process to find out.
    const second = it.service(LATER);
    await second.prints(/"msg":"started"/, 60_000);
    expect(await second.stop()).toMatchObject({ code: 0 });
    expect(textsOf(it.lan)).toHaveLength(2);
    await it.expectBooksRight(LATER);
  });

  // SQLite's patience with each of many statements is most of it: in the long run only.
  test.runIf(SOAK)(
    'another process locks the database for longer than a minute: ticks go on afterwards, and nobody is told again',
    async () => {
      const it = await telegramOffice();
      // A minute of the office is six seconds.
      const program = it.service(MORNING, { NHACVIEC_CLOCK_SPEED: '10' });
      await it.lan.chat.next(/^Chào chị Lan/, PATIENT);
      await program.prints(/"msg":"started"/, 60_000);
      const reader = new Sqlite(it.path, { readonly: true });
      const tickedAt = () =>
        reader.prepare<[], number>(`select beat_at from beats where name = 'tick'`).pluck().get() ?? 0;
      const before = tickedAt();
      const unlock = lockedBy(it.path, ['begin immediate']);
      await program.prints(/"msg":"tick failed"/, 60_000);
      it.lan.says('việc');
      await sleep(SOAK ? 60_000 : 2_000);
      const locked = tickedAt();
      unlock();
      await it.lan.chat.next(/^Chị có 2 việc/, PATIENT);
      await until(() => tickedAt() > locked, 60_000);
      expect(tickedAt() - before).toBeGreaterThan(60_000);
      reader.close();
      expect(await program.stop()).toMatchObject({ code: 0 });
      expect(textsOf(it.lan)).toHaveLength(2);
      await it.expectBooksRight('2024-03-15T08:00:00+07:00');
    },
  );

  test.skipIf(process.platform !== 'linux')(
    'the disk is full when an answer of an officer is journaled: Telegram keeps it, and it counts once there is room',
    async () => {
      const it = await telegramOffice();
      const program = it.service(MORNING);
      await it.lan.chat.next(/^Chào chị Lan/, PATIENT);
      await until(() => statSync(`${it.path}-wal`).size > 0);
      await sleep(300);
      execFileSync('prlimit', [`--pid=${program.child.pid}`, '--fsize=4096:']);
      it.lan.says('xong 1');
      await program.prints(/could not be journaled/, 60_000);
      expect(textsOf(it.lan)).toHaveLength(1);
      execFileSync('prlimit', [`--pid=${program.child.pid}`, '--fsize=unlimited:']);
      await it.lan.chat.next(/^Đã ghi #1/, PATIENT);
      expect(await program.stop()).toMatchObject({ code: 0 });
      expect(textsOf(it.lan)).toHaveLength(2);
      await it.expectBooksRight(LATER);
    },
  );

  test('frozen, it keeps a second one out; resumed, it goes on, and nobody hears anything twice', async () => {
    const it = await telegramOffice({ others: 20 });
    const everybody = [it.lan, ...it.others];
    const heard = () => everybody.flatMap(textsOf);
    const first = it.service(MORNING);
    await until(() => heard().length > 2, 60_000);
    first.child.kill('SIGSTOP');
    const atFreeze = heard().length;
    const second = it.service('2024-03-15T07:40:00+07:00');
    const refused = await second.ended;
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toMatch(/is in use by process \d+/);
    // One message may have been on its way.
    expect(heard().length).toBeLessThanOrEqual(atFreeze + 30);
    first.child.kill('SIGCONT');
    await until(() => everybody.every((user) => user.chat.messages.length > 0), 60_000);
    expect(await first.stop()).toMatchObject({ code: 0 });
    expect(heard()).toHaveLength(everybody.length);
    expect(heard().filter((text) => !text.startsWith('Chào'))).toEqual([]);
    await it.expectBooksRight(LATER);
  });

  test('killed again and again while everybody answers: each answer counts once and is confirmed', async () => {
    const it = await telegramOffice({ others: 12 });
    const everybody = [it.lan, ...it.others];
    const first = it.service(MORNING);
    await until(() => everybody.every((user) => user.chat.messages.length > 0), 60_000);
    await sleep(500);
    for (const user of everybody) user.says('xong 1');
    const confirmed = () => everybody.filter((user) => textsOf(user).some((text) => /Đã ghi #1/.test(text))).length;
    await until(() => confirmed() > 0, 60_000);
    await first.stop('SIGKILL');
    const second = it.service('2024-03-15T07:34:00+07:00');
    await until(() => confirmed() > 5, 60_000);
    await second.stop('SIGKILL');
    const third = it.service('2024-03-15T07:38:00+07:00');
    await until(() => confirmed() === everybody.length, 60_000);
    await third.prints(/"msg":"started"/, 60_000);
    expect(await third.stop()).toMatchObject({ code: 0 });
    for (const user of everybody) {
      const answers = textsOf(user).filter((text) => /Đã ghi #1/.test(text));
      expect(answers.slice(1).filter((text) => !text.startsWith('(gửi lại)'))).toEqual([]);
    }
    const file = new Sqlite(it.path, { readonly: true });
    expect(file.prepare('select count(*) as n from completions').get()).toEqual({ n: everybody.length });
    file.close();
    await it.expectBooksRight(LATER);
  });

  test('started with a clock that lies behind the last tick, it reminds nobody, says so, and is not healthy', async () => {
    const it = await telegramOffice();
    const first = it.service('2024-03-15T14:00:01+07:00');
    await first.prints(/"msg":"started"/, 60_000);
    await it.lan.chat.next(/./, PATIENT);
    expect(await first.stop()).toMatchObject({ code: 0 });
    const second = it.service('2024-03-15T08:00:00+07:00');
    await it.nam.chat.next(/^Thưa anh Nam, đồng hồ .* 08:00 thứ Sáu 15\/3\/2024; lần trước em xem là 14:0\d/, PATIENT);
    const health = await it.nv('2024-03-15T08:00:30+07:00', 'health');
    expect(health).toMatchObject({ code: 1, stderr: expect.stringMatching(/unhealthy: .*the clock is behind/) });
    it.nam.says('đồng hồ đúng');
    await it.nam.chat.next(/^Vâng, em tin giờ 08:0\d/, PATIENT);
    expect(textsOf(it.lan)).toHaveLength(1);
    expect(await second.stop()).toMatchObject({ code: 0 });
    await it.expectBooksRight('2024-03-15T14:10:00+07:00');
  });
});
