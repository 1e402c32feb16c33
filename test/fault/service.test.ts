import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { faults } from '../emulators/telegram/faults.ts';
import type { EmulatedUser } from '../emulators/telegram/people.ts';
import { SOAK, until } from './burst.ts';
import { telegramOffice } from './telegram-office.ts';

const PATIENT = { timeoutMs: 60_000 };
const textsOf = (user: EmulatedUser) => user.chat.messages.map(({ text }) => text);
const MORNING = '2024-03-15T07:30:01+07:00';
/** By then every lease of a process that was started in the morning has ended, and nothing of it should wait. */
const LATER = '2024-03-15T07:45:00+07:00';

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

  test.skipIf(process.platform !== 'linux')(
    'the disk is full when an officer answers: Telegram keeps the answer, and it counts once there is room',
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
