import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostileText, mutated } from '../fault/hostile.ts';
import { type Ended, runProgram } from './program.ts';

const PLAN = 'data/plans/kstthc.json';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nhacviec-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environment = () => ({ NHACVIEC_HOME: join(folder, 'var'), NHACVIEC_START_AT: '2024-03-04T06:00:00+07:00' });
const nv = (...args: string[]): Promise<Ended> => runProgram(args, environment());

/** Every row of every table. */
function contents(): string {
  const file = new Sqlite(join(folder, 'var', 'nhacviec.db'), { readonly: true });
  const tables = file.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();
  const rows = tables.map((name) => [name, file.prepare(`select * from "${name}"`).all()]);
  file.close();
  return JSON.stringify(rows);
}

function expectRefused({ code, stdout, stderr }: Ended): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^nv: [^\n]+\n$/);
  // Neither the stack of an error nor the place where one is kept: everything in a file was foreseen.
  expect(stderr).not.toMatch(/\.ts:\d+|errors\.log|\bat .*\(|\[object/);
}

/** Each file is bad for a reason of its own; what is hostile in it comes from the generators that all tests use. */
const BAD_ROWS = [';;;;', 'Lê A; sếp', '"Lê A; anh', '\u202eA; anh', '{"name":1}', 'A; anh; ; A'];
const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] => fc.sample(arbitrary, { numRuns, seed: 5 });

test('bad files are refused in one line, and nothing is changed', { timeout: 120_000 }, async () => {
  expect(await nv('plan', 'apply', PLAN, '--year', '2024')).toMatchObject({ code: 0 });
  expect(await nv('officer', 'add', '--name', 'Huỳnh Nam', '--admin')).toMatchObject({ code: 0 });
  const before = contents();
  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const bytes = sample(fc.uint8Array({ minLength: 1, maxLength: 300 }), 1);
  const texts = sample(hostileText, 2);
  const good = 'Lê B; chị; Văn phòng';
  const people = [
    '',
    ...BAD_ROWS.map((row) => `${good}\n${row}`),
    `${good}\n${good}`,
    ...texts.map((text) => `${good}\nHuỳnh Nam; ${text.replace(/\s+/g, ' ')}`),
    ...bytes,
  ];
  const tasks = [
    '',
    'Báo cáo; ngày 30/02/2024; Văn phòng',
    ...texts.map((text) => `Báo cáo; ngày 5 hằng tháng; Văn phòng\nBáo cáo; ${text}; ${text}`),
    ...bytes,
  ];
  const plan = JSON.parse(readFileSync(PLAN, 'utf8')) as { tasks: object[] };
  const bent = sample(
    mutated(fc.constant({ ...plan, tasks: plan.tasks.slice(0, 2) })).map((raw) => JSON.stringify(raw) ?? ''),
    3,
  );
  const plans = [
    '',
    '{"tasks":[]}',
    `{"tasks":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    ...texts,
    ...bytes,
    ...bent,
  ];
  const runs = [
    ...people.map((content, i) => ['officer', 'import', file(`people-${i}`, content)]),
    ...tasks.map((content, i) => ['task', 'import', file(`tasks-${i}`, content)]),
    ...plans.map((content, i) => ['plan', 'apply', file(`plan-${i}`, content), '--year', '2025']),
  ];
  const waiting = [...runs];
  const worker = async () => {
    for (let args = waiting.shift(); args !== undefined; args = waiting.shift()) {
      try {
        expectRefused(await nv(...args));
      } catch (error) {
        throw new Error(`${args.join(' ')}: ${JSON.stringify(readFileSync(args[2]!, 'utf8').slice(0, 300))}`, {
          cause: error,
        });
      }
    }
  };
  await Promise.all([worker(), worker()]);
  expect(contents()).toBe(before);
});

test('settings of any kind are refused all at once, in one line, without their values', {
  timeout: 60_000,
}, async () => {
  const bad = {
    TELEGRAM_BOT_TOKEN: '123456789:AAsecret-with a blank',
    TELEGRAM_API_ROOT: 'ftp://user:password@mirror',
    ZALO_ENABLED: 'maybe',
    ZALO_ANSWER_DELAY_SECONDS: '4-1.5',
    ZALO_GAP_SECONDS: '0',
    ZALO_MAX_PER_HOUR: '-1',
    ZALO_MAX_PER_DAY: '1e3',
    OFFICE_NAME: 'x'.repeat(1_000),
    OFFICE_TIMEZONE: '../../etc/passwd',
    BACKUP_HOUR: '24',
    BACKUP_KEEP: '7/5',
    HEARTBEAT_URL: 'https//hidden-path',
    METRICS_PORT: '70000',
    LOG_LEVEL: '\u001b[2J',
    NHACVIEC_START_AT: '2026-13-45T99:99',
    NHACVIEC_CLOCK_SPEED: '0',
  };
  const { code, stdout, stderr } = await runProgram(['start'], { NHACVIEC_HOME: join(folder, 'none'), ...bad });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^nv: settings: [^\n]+\n$/);
  for (const name of Object.keys(bad)) expect(stderr).toContain(`${name} `);
  for (const value of ['AAsecret', 'password', 'maybe', 'xxxx', 'passwd', 'hidden', '70000', '\u001b', '99:99'])
    expect(stderr).not.toContain(value);
});
