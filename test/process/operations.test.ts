import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { faults } from '../emulators/telegram/faults.ts';
import { startTelegram, type TelegramEmulator } from '../emulators/telegram/server.ts';
import { type Ended, type RunningProgram, runProgram, startProgram } from './program.ts';

// The real program: what a watcher outside sees of it, and how it ends.
let telegram: TelegramEmulator;
let home: string;
let watcher: Server;
let calls: string[] = [];
const running: RunningProgram[] = [];

beforeAll(async () => {
  telegram = await startTelegram();
  home = join(mkdtempSync(join(tmpdir(), 'nhacviec-operations-')), 'var');
  watcher = createServer((request, response) => {
    calls.push(request.url ?? '');
    response.end('OK');
  });
  await new Promise<void>((resolve) => watcher.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const program of running.splice(0)) await program.stop('SIGKILL');
});
afterAll(async () => {
  watcher.close();
  await telegram.close();
  rmSync(home, { recursive: true, force: true });
});

const START_AT = '2026-11-23T08:00:00+07:00';
const environment = (over: Record<string, string> = {}) => ({
  NHACVIEC_HOME: home,
  NHACVIEC_START_AT: START_AT,
  TELEGRAM_BOT_TOKEN: telegram.token,
  TELEGRAM_API_ROOT: telegram.apiRoot,
  ...over,
});
const nv = (...args: string[]): Promise<Ended> => runProgram(args, environment());

async function service(over: Record<string, string> = {}): Promise<RunningProgram> {
  const program = startProgram(['start'], environment(over));
  running.push(program);
  await program.prints(/"msg":"started"/);
  return program;
}

async function until<T>(look: () => Promise<T | null | undefined | false>, what: string): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never: ${what}`);
}

function inside<T>(work: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(join(home, 'nhacviec.db'), { timeout: 5_000 });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

test('the service audits itself, says so outside, and turns red where something is not as it should be', async () => {
  const port = (watcher.address() as AddressInfo).port;
  const heartbeat = { HEARTBEAT_URL: `http://127.0.0.1:${port}/ping/secret-7` };
  await nv('officer', 'add', '--name', 'Huỳnh Văn Nam', '--address', 'anh', '--admin');
  await nv('plan', 'apply', 'data/plans/kstthc.json', '--year', '2026', '--from', '2026-11-23');
  let program = await service(heartbeat);
  await until(async () => calls[0], 'a heartbeat');
  expect(calls).toEqual(['/ping/secret-7']);
  expect((await nv('health')).stdout).toBe('healthy\n');
  const doctor = await nv('doctor', '--json');
  const areas = (JSON.parse(doctor.stdout) as { area: string; level: string }[]).map(({ area }) => area);
  expect(areas).toEqual(expect.arrayContaining(['disk', 'clock', 'backup', 'audit']));
  expect(program.stdout + program.stderr).not.toContain('secret-7');
  expect((await program.stop()).code).toBe(0);

  // Somebody lays hands on the database.
  inside((db) =>
    db.exec(`update reminders set state = 'skipped', reason = null where id in (select max(id) from reminders)`),
  );
  const audited = await nv('audit', '--json');
  expect(audited.code).toBe(1);
  expect(JSON.parse(audited.stdout)).toMatchObject({
    ok: false,
    differences: expect.arrayContaining([expect.objectContaining({ kind: 'unreasoned' })]),
  });
  calls = [];
  program = await service(heartbeat);
  await program.prints(/audit found differences/);
  const health = await nv('health');
  expect(health.code).toBe(1);
  expect(health.stderr).toMatch(/audit: \d differences stand \(.*unreasoned/);
  expect(calls).toEqual([]);
  const told = inside((db) =>
    db.prepare(`select count(*) from deliveries where key like 'audit:unreasoned:%'`).pluck().get(),
  );
  expect(told).toBe(1);
  await program.stop();
}, 120_000);

test('figures are served on a port of this machine', async () => {
  const program = await service({ METRICS_PORT: '0' });
  const [, port] = await program.prints(/"port":(\d+),"msg":"figures are served/);
  const root = `http://127.0.0.1:${port}`;
  const text = await until(async () => {
    const response = await fetch(`${root}/metrics`);
    const body = await response.text();
    return /nhacviec_tick_seconds_count [1-9]/.test(body) && body;
  }, 'a tick among the figures');
  for (const name of ['due_steps', 'queue_length', 'in_flight', 'messages_total{state="sent"}', 'answer_seconds_count'])
    expect(text).toContain(`nhacviec_${name}`);
  expect((await fetch(`${root}/other`)).status).toBe(404);
  expect((await program.stop()).code).toBe(0);
}, 60_000);

test('a clock that was set back is seen', async () => {
  const early = await runProgram(['health'], environment({ NHACVIEC_START_AT: '2026-11-22T08:00:00+07:00' }));
  expect(early.code).toBe(1);
  expect(early.stderr).toMatch(/clock: the clock was set back/);
});

test('it ends within ten seconds although the platform neither answers nor breaks off; the message goes once more', async () => {
  await nv('officer', 'add', '--name', 'Nguyễn Thị Lan', '--address', 'chị');
  const { code } = JSON.parse((await nv('invite', '--name', 'Lan', '--json')).stdout) as { code: string };
  const lan = telegram.user('Lan');
  let program = await service();
  lan.says(`/start ${code}`);
  await lan.chat.next(/^Chào chị Lan/);
  telegram.inject('sendMessage', faults.hangAfter);
  lan.says('giúp');
  // It arrives, and the platform never says so.
  await lan.chat.next(/«việc»/);
  const before = performance.now();
  expect((await program.stop()).code).toBe(0);
  expect(performance.now() - before).toBeLessThan(10_000);
  running.splice(0);

  program = await service({ NHACVIEC_START_AT: '2026-11-23T09:00:00+07:00' });
  await lan.chat.next(/^\(gửi lại\) /);
  expect((await program.stop()).code).toBe(0);
}, 60_000);
