import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { EmulatedUser } from '../emulators/telegram/people.ts';
import { startTelegram, type TelegramEmulator } from '../emulators/telegram/server.ts';
import { type RunningProgram, runProgram, startProgram } from './program.ts';

// The real program with the real telegraf: an office that is run from the chat alone.
let telegram: TelegramEmulator;
let home: string;
const running: RunningProgram[] = [];

beforeAll(async () => {
  telegram = await startTelegram();
  home = join(mkdtempSync(join(tmpdir(), 'nhacviec-conversation-')), 'var');
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

const START = '2026-03-02T08:00:00+07:00';

async function service(startAt: string): Promise<RunningProgram> {
  const program = startProgram(['start'], environment(startAt));
  running.push(program);
  await program.prints(/"msg":"started"/);
  return program;
}

async function ask(user: EmulatedUser, text: string, answer: RegExp): Promise<{ text: string; messageId: number }> {
  user.says(text);
  return user.chat.next(answer);
}

test('three people at once, guided and in one line, with buttons, through a crash', { timeout: 120_000 }, async () => {
  const [nam, mai, lan] = ['Nam', 'Mai', 'Lan'].map((name) => telegram.user(name)) as [
    EmulatedUser,
    EmulatedUser,
    EmulatedUser,
  ];
  const added = await runProgram(
    ['officer', 'add', '--name', 'Huỳnh Văn Nam', '--address', 'anh', '--admin'],
    environment(START),
  );
  expect(added).toMatchObject({ code: 0, stderr: '' });
  const invited = await runProgram(['invite', '--name', 'Nam', '--json'], environment(START));
  const { code } = JSON.parse(invited.stdout) as { code: string };

  let program = await service(START);
  await ask(nam, code, /^Chào anh Nam/);

  // The administrator sets the office up from the chat alone.
  for (const [person, user] of [
    ['Nguyễn Thị Lan; chị; Văn phòng UBND', lan],
    ['Trần Thị Mai; chị; Công chức Tư pháp', mai],
  ] as const) {
    await ask(nam, `cán bộ thêm ${person}`, /\n1\. Thêm chức danh mới/);
    const shown = await ask(nam, '1', /Nhắn «đồng ý» để lưu/);
    nam.presses(shown.messageId, 'Đồng ý');
    await nam.chat.next(/Đã /);
    const name = person.split(';')[0]!.split(' ').at(-1)!;
    await ask(nam, `mời ${name}`, /Nhắn «đồng ý» để lưu/);
    const invitation = await ask(nam, 'đồng ý', /[A-Z\d]{4}-[A-Z\d]{4}/);
    const invite = /[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}/.exec(invitation.text)![0];
    await ask(user, invite, new RegExp(`^Chào chị ${name}`));
  }

  // A task question by question, while two others talk of their own things.
  await ask(nam, 'thêm', /\?/);
  await ask(lan, 'vắng', /./);
  await ask(mai, 'thêm Việc của tôi; ngày 20; Lan', /chỉ người quản trị dùng được/);
  await ask(nam, 'Báo cáo <b>cải cách</b> *hành chính* & [liên kết](x)', /\?/);
  await ask(lan, 'việc', /Chị không có việc nào|không có việc nào đang chờ/i);

  // The process dies in the middle; what was typed is still there.
  await program.stop('SIGKILL');
  running.splice(0);
  program = await service('2026-03-02T08:05:00+07:00');
  await ask(nam, 'trước ngày 30/2/2026', /không có trong lịch/);
  await ask(nam, 'trước ngày 25 hằng tháng', /\?/);
  const echo = await ask(nam, 'Văn phòng UBND', /Nhắn «đồng ý» để lưu/);
  expect(echo.text).toContain('Báo cáo <b>cải cách</b> *hành chính* & [liên kết](x)');
  expect(echo.text).toMatch(/24\/3/);
  expect(echo.text).toMatch(/chị Lan/);
  await ask(mai, 'đồng ý', /./);
  nam.presses(echo.messageId, 'Đồng ý');
  await nam.chat.next(/Đã /);
  nam.presses(echo.messageId, 'Đồng ý');
  await nam.chat.next(/câu hỏi cũ/);

  // It is reminded of like any other, with the title as it was typed.
  running.splice(0);
  expect(await program.stop()).toMatchObject({ code: 0 });
  await service('2026-03-24T07:30:01+07:00');
  const digest = await lan.chat.next(/^Chào chị Lan, thứ Ba 24\/3/);
  expect(digest.text).toContain('Báo cáo <b>cải cách</b> *hành chính* & [liên kết](x)');
  await ask(lan, 'xong', /^Đã ghi #1 Báo cáo <b>cải cách<\/b>/);
});
