import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { startTelegram } from '../emulators/telegram/server.ts';
import { startZalo, type ZaloEmulator } from '../emulators/zalo/server.ts';
import { type RunningProgram, runProgram, startProgram } from './program.ts';

// The real program with the real zca-js, whose calls the preload takes to a local Zalo.
let zalo: ZaloEmulator;
let home: string;
const running: RunningProgram[] = [];

beforeEach(async () => {
  zalo = await startZalo();
  home = join(mkdtempSync(join(tmpdir(), 'nhacviec-zalo-')), 'var');
});
afterEach(async () => {
  for (const program of running.splice(0)) await program.stop('SIGKILL');
  await zalo.close();
  rmSync(home, { recursive: true, force: true });
});

const PRELOAD = new URL('../emulators/zalo/redirect-preload.ts', import.meta.url).href;
const environment = (more: Record<string, string> = {}) => ({
  NHACVIEC_HOME: home,
  NODE_OPTIONS: `--import=${PRELOAD}`,
  ZALO_EMULATOR: zalo.base,
  ZALO_ENABLED: 'yes',
  ...more,
});
function start(args: string[], more?: Record<string, string>): RunningProgram {
  const program = startProgram(args, environment(more));
  running.push(program);
  return program;
}
const login = (more?: Record<string, string>) => start(['zalo', 'login'], more);
const kept = () => JSON.parse(readFileSync(join(home, 'zalo.json'), 'utf8'));

async function scan(): Promise<void> {
  await zalo.phone.untilShown();
  zalo.phone.scans();
  await zalo.phone.untilAskedToConfirm();
  zalo.phone.confirms();
}

test('«nv zalo login» shows a code, tells what happens to it, and keeps the account', async () => {
  const program = login();
  await program.prints(/scan this code/);
  expect(program.stdout).toMatch(/█▀▀▀▀▀█|▄▄▄▄▄/);
  const path = /saved as (\S+)/.exec(program.stdout)?.[1] ?? '';
  expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await scan();
  const ended = await program.ended;
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toMatch(/Scanned\. Confirm[\s\S]*Logged in\./);
  expect(statSync(join(home, 'zalo.json')).mode & 0o777).toBe(0o600);
  expect(kept().ownId).toBe(zalo.bot.uid);
  expect(existsSync(path)).toBe(false);
  for (const { value } of kept().cookies) expect(ended.stdout).not.toContain(value);
});

test('a login that is declined every time ends with an error and changes nothing', async () => {
  const program = login({ ZALO_ENABLED: '' });
  for (let code = 1; code <= 3; code += 1) {
    while (zalo.phone.shown < code) await new Promise((resolve) => setTimeout(resolve, 20));
    await zalo.phone.untilShown();
    zalo.phone.scans();
    await zalo.phone.untilAskedToConfirm();
    zalo.phone.declines();
  }
  const ended = await program.ended;
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/^nv: the login was declined[^\n]*\n$/);
  expect(existsSync(join(home, 'zalo.json'))).toBe(false);
});

test('Ctrl-C ends it at once', async () => {
  const program = login();
  await program.prints(/scan this code/);
  const before = Date.now();
  expect(await program.stop('SIGINT')).toMatchObject({
    code: 130,
    stdout: expect.stringMatching(/nothing has changed/),
  });
  expect(Date.now() - before).toBeLessThan(3_000);
});

test('without a network it says so in one line', async () => {
  await zalo.goDown();
  const ended = await runProgram(['zalo', 'login'], environment());
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/^nv: Zalo could not be reached[^\n]*\n$/);
});

test('the service runs with Telegram and Zalo together, and without a login it says what to do', async () => {
  const telegram = await startTelegram();
  onTestFinished(() => telegram.close());
  const service = start(['start'], { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot });
  await service.prints(/"channels":\["telegram","zalo"\],"msg":"started"/);
  await service.prints(/"channel":"zalo"[^\n]*"msg":"a code waits to be scanned"/);
  expect(statSync(join(home, 'zalo-qr.png')).mode & 0o777).toBe(0o600);
  expect(await service.stop()).toMatchObject({ code: 0 });
});

test('the service runs with Zalo alone, takes up a login from another terminal, and stops at once', {
  timeout: 60_000,
}, async () => {
  const lan = zalo.user('Lan', { friend: true });
  const service = start(['start'], { ZALO_ANSWER_DELAY_SECONDS: '0.5' });
  await service.prints(/"channels":\["zalo"\],"msg":"started"/);
  const program = login();
  await program.prints(/scan this code/);
  await scan();
  expect(await program.ended).toMatchObject({ code: 0 });
  await zalo.bot.line.untilOpen();
  lan.says('xin chào');
  await lan.chat.next(/Nhắc Việc/, { timeoutMs: 20_000 });
  const before = Date.now();
  const ended = await service.stop();
  expect(ended.code).toBe(0);
  expect(Date.now() - before).toBeLessThan(5_000);
  const secrets = [kept().imei, ...kept().cookies.map(({ value }: { value: string }) => value)];
  for (const secret of [...secrets, 'xin chào']) expect(ended.stdout + ended.stderr).not.toContain(secret);
});
