import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTelegram, type TelegramEmulator } from '../emulators/telegram/server.ts';
import { codeOf } from '../scenario/text.ts';
import { type Ended, type RunningProgram, runProgram, startProgram } from './program.ts';

// The real program with the real telegraf, from an empty folder: what an office does on its first two days.
let telegram: TelegramEmulator;
let home: string;
const running: RunningProgram[] = [];

beforeAll(async () => {
  telegram = await startTelegram();
  home = join(mkdtempSync(join(tmpdir(), 'nhacviec-process-')), 'var');
});
afterEach(async () => {
  for (const program of running.splice(0)) await program.stop('SIGKILL');
});
afterAll(async () => {
  await telegram.close();
  rmSync(home, { recursive: true, force: true });
});

const environment = (startAt: string) => ({
  NHACVIEC_HOME: home,
  NHACVIEC_START_AT: startAt,
  TELEGRAM_BOT_TOKEN: telegram.token,
  TELEGRAM_API_ROOT: telegram.apiRoot,
  OFFICE_NAME: 'UBND xã Phú Tân',
});

const DAY_BEFORE = '2024-03-14T16:00:00+07:00';
/** The service ticks when it starts, so the digest of 07:30 is the first thing it does. */
const MORNING = '2024-03-15T07:30:01+07:00';

async function nv(...args: string[]): Promise<Ended> {
  return runProgram(args, environment(DAY_BEFORE));
}

async function service(startAt: string): Promise<RunningProgram> {
  const program = startProgram(['start'], environment(startAt));
  running.push(program);
  await program.prints(/"msg":"started"/);
  return program;
}

async function stopGracefully(program: RunningProgram): Promise<void> {
  running.splice(running.indexOf(program), 1);
  const before = Date.now();
  expect(await program.stop()).toMatchObject({ code: 0 });
  expect(Date.now() - before).toBeLessThan(10_000);
}

test('an office sets up, is reminded on Friday 15 March 2024, answers, and restarts', {
  timeout: 120_000,
}, async () => {
  const lan = telegram.user('Lan');
  const stranger = telegram.user('Người lạ');

  expect(await nv('plan', 'apply', 'data/plans/kstthc.json', '--year', '2024', '--from', '2024-03-15')).toMatchObject({
    code: 0,
  });
  const added = await nv(
    'officer',
    'add',
    '--name',
    'Nguyễn Thị Lan',
    '--address',
    'chị',
    '--position',
    'Công chức đầu mối kiểm soát TTHC',
  );
  expect(added).toMatchObject({ code: 0, stderr: '' });
  const invited = await nv('invite', '--name', 'Lan', '--json');
  const { code } = JSON.parse(invited.stdout) as { code: string };

  // Linking, on the day before.
  let program = await service(DAY_BEFORE);
  stranger.says('xong 1');
  await stranger.chat.next(/^Đây là Nhắc Việc của UBND xã Phú Tân\. Em chưa biết anh\/chị là ai/);
  lan.says(`/start ${code}`);
  await lan.chat.next(/^Chào chị Lan, em là Nhắc Việc của UBND xã Phú Tân/);
  stranger.says(code);
  await stranger.chat.next(/đã dùng rồi/);

  const second = await nv('start');
  expect(second.code).not.toBe(0);
  expect(second.stderr.trim().split('\n').at(-1)).toMatch(/^nv: the database in .* is in use by process \d+ on /);
  expect(await nv('health')).toMatchObject({ code: 0 });
  await stopGracefully(program);

  // The morning of the quarter report.
  program = await service(MORNING);
  const digest = await lan.chat.next(/^Chào chị Lan, thứ Sáu 15\/3/);
  expect(digest.text).toMatch(/🟠 Nên gửi hôm nay\n[\s\S]*hạn Chủ nhật 17\/3 nên gửi trong thứ Sáu 15\/3/);
  const quarter = codeOf(digest.text, /báo cáo quý \(quý I\/2024\)/);
  const weekly = codeOf(digest.text, /Báo cáo tuần kết quả/);
  const meeting = codeOf(digest.text, /báo cáo tại giao ban tuần/);

  lan.says('chưa xong', { replyTo: digest.messageId });
  await lan.chat.next(/^Vâng/);
  lan.presses(digest.messageId, `✅ Xong #${weekly}`);
  await lan.chat.next(new RegExp(`^Đã ghi #${weekly} Báo cáo tuần`));
  lan.says(`xong #${meeting}`);
  await lan.chat.next(new RegExp(`^Đã ghi #${meeting} `));
  // Several are open in that message, so a bare «xong» is a question and closes nothing.
  lan.says('xong', { replyTo: digest.messageId });
  await lan.chat.next(/^Chị báo xong việc nào ạ\?\n#1 /);
  await stopGracefully(program);

  // The afternoon: only what is due today and not acknowledged is told again.
  program = await service('2024-03-15T14:00:01+07:00');
  const again = await lan.chat.next(/^Chị ơi, em nhắc lại 1 việc/);
  lan.says('xong rồi ạ', { replyTo: again.messageId });
  await lan.chat.next(new RegExp(`^Đã ghi #${quarter} .*quý I\\/2024\\): xong lúc 14:0\\d, đúng hạn`));

  // Death without a word once everything is written down, and two restarts: nothing is repeated.
  await sleep(500);
  const told = lan.chat.messages.length;
  running.splice(running.indexOf(program), 1);
  await program.stop('SIGKILL');
  await stopGracefully(await service('2024-03-15T14:02:00+07:00'));
  program = await service('2024-03-15T14:03:00+07:00');
  await sleep(1_000);
  expect(lan.chat.messages).toHaveLength(told);
  lan.says('việc');
  await lan.chat.next(/^Chị có \d+ việc/);
  await stopGracefully(program);

  for (const file of ['nhacviec.db', 'lock.db']) expect(statSync(join(home, file)).mode & 0o777).toBe(0o600);
  expect(program.stderr).not.toContain(telegram.token);
});

test('a token that Telegram refuses is said in the log without the token, and the service stays up', {
  timeout: 60_000,
}, async () => {
  telegram.revokeToken();
  const program = await service(MORNING);
  await program.prints(/401|unauthorized|token/i);
  expect(program.stderr).not.toContain(telegram.token);
  await stopGracefully(program);
  telegram.restoreToken();
});
