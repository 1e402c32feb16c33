import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../channel/journal.ts';
import { logIn } from '../channel/zalo-office.ts';
import { startTelegram } from '../emulators/telegram/server.ts';
import { startZalo } from '../emulators/zalo/server.ts';
import { codeOf } from '../scenario/text.ts';
import { type RunningProgram, runProgram, startProgram } from './program.ts';

const PRELOAD = new URL('../emulators/zalo/redirect-preload.ts', import.meta.url).href;
const DAY_BEFORE = '2024-03-14T16:00:00+07:00';
/** The service ticks when it starts, so the digest of 07:30 is the first thing it does. */
const MORNING = '2024-03-15T07:30:01+07:00';

test('an office with both channels links on Zalo, is reminded there, and answers by text, quote and reaction', {
  timeout: 120_000,
}, async () => {
  let shift = 0;
  const zalo = await startZalo({ now: () => Date.now() + shift });
  const telegram = await startTelegram();
  const home = join(mkdtempSync(join(tmpdir(), 'nhacviec-zalo-')), 'var');
  const running: RunningProgram[] = [];
  onTestFinished(async () => {
    for (const program of running) await program.stop('SIGKILL');
    await zalo.close();
    await telegram.close();
    rmSync(home, { recursive: true, force: true });
  });
  const environment = (startAt: string) => ({
    NHACVIEC_HOME: home,
    NHACVIEC_START_AT: startAt,
    NODE_OPTIONS: `--import=${PRELOAD}`,
    ZALO_EMULATOR: zalo.base,
    ZALO_ENABLED: 'yes',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ZALO_ANSWER_DELAY_SECONDS: '0.5',
    ZALO_GAP_SECONDS: '5',
    OFFICE_NAME: 'UBND xã Phú Tân',
  });
  const nv = (...args: string[]) => runProgram(args, environment(DAY_BEFORE));
  const service = async (startAt: string) => {
    shift = Date.parse(startAt) - Date.now();
    const program = startProgram(['start'], environment(startAt));
    running.push(program);
    await program.prints(/"msg":"listening"/);
    return program;
  };

  const lan = zalo.user('Lan', { friend: true });
  /** In whatever order answers and reminders come. */
  const hears = async (pattern: RegExp) => {
    const found = () => lan.chat.messages().find(({ text }) => pattern.test(text));
    const all = () => JSON.stringify(lan.chat.messages().map(({ text }) => text));
    await until(() => found() !== undefined, 30_000, all);
    return found()!;
  };
  await nv('plan', 'apply', 'data/plans/kstthc.json', '--year', '2024', '--from', '2024-03-15');
  const position = 'Công chức đầu mối kiểm soát TTHC';
  await nv('officer', 'add', '--name', 'Nguyễn Thị Lan', '--address', 'chị', '--position', position);
  const { code } = JSON.parse((await nv('invite', '--name', 'Lan', '--json')).stdout) as { code: string };
  shift = Date.parse(DAY_BEFORE) - Date.now();
  logIn(home, zalo.bot, Date.now() + shift);

  let program = await service(DAY_BEFORE);
  lan.says(code);
  await hears(/^Chào chị Lan, em là Nhắc Việc của UBND xã Phú Tân/);
  // Written while nobody listens; the next start fetches it.
  expect(await program.stop()).toMatchObject({ code: 0 });
  lan.says('nhờ em mai nhé abc');

  program = await service(MORNING);
  await hears(/^Em chưa hiểu/);
  const digest = await hears(/^Chào chị Lan, thứ Sáu 15\/3/);
  const weekly = codeOf(digest.text, /Báo cáo tuần kết quả/);
  const quarter = codeOf(digest.text, /báo cáo quý \(quý I\/2024\)/);
  expect(digest.text).toContain('xong');

  lan.reacts('/-strong', digest.msgId);
  lan.says('việc');
  const list = await hears(/^Chị có \d+ việc/);
  expect(list.text).toMatch(new RegExp(`#${weekly} `));
  expect(list.text).toMatch(new RegExp(`#${quarter} `));

  // By text all of her own but one, and that by a quote that needs no number any more.
  const others = [...digest.text.matchAll(/^#(\d+) .*\n(?!.*; phối hợp)/gm)]
    .map(([, code]) => code)
    .filter((code) => code !== `${weekly}`);
  lan.says(`xong ${others.join(', ')}`);
  await hears(new RegExp(`^Đã ghi[\\s\\S]*#${quarter} `));
  lan.says('xong', { quote: digest.msgId });
  const noted = await hears(new RegExp(`^Đã ghi #${weekly} Báo cáo tuần`));
  lan.says('hoàn tác', { quote: noted.msgId });
  await hears(/^Đã mở lại/);
  expect(await program.stop()).toMatchObject({ code: 0 });
  expect(program.stderr).not.toContain(lan.idAt());
});
