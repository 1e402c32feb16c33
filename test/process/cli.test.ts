import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, runProgram } from './program.ts';

const PLAN = 'data/plans/kstthc.json';
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'nhacviec-cli-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const nv = (args: string[], environment: Record<string, string> = {}): Promise<Ended> =>
  runProgram(args, {
    NHACVIEC_HOME: join(home, 'var'),
    NHACVIEC_START_AT: '2024-03-04T06:00:00+07:00',
    ...environment,
  });

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await nv([...args, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

describe('bad input ends with one line and a code that is not zero', () => {
  test.each([
    [['bogus'], /unknown command 'bogus'/],
    [['plan', 'apply', PLAN], /required option '--year <year>'/],
    [['plan', 'apply', PLAN, '--year', '1800'], /Not a year from 2000 to 2099/],
    [['plan', 'apply', 'no-such-file.json', '--year', '2024'], /no-such-file\.json: no such file/],
    [['plan', 'apply', 'README.md', '--year', '2024'], /README\.md: not JSON/],
    [['deadlines', '--from', '2024-02-30', '--to', '2024-03-01'], /Not a date that exists/],
    [['deadlines', '--from', '2024-03-02', '--to', '2024-03-01'], /--to lies before --from/],
    [['officer', 'add', '--name', ' '], /Empty/],
    [['officer', 'add', '--name', 'A', '--supervisor', 'B'], /there is no officer «B»/],
    [['invite', '--name', 'Z'], /there is no officer «Z»/],
    [['event', 'add', '--event', 'gì đó', '--date', '2024-03-04'], /no task waits for «gì đó»/],
    [['health'], /unhealthy|no database/],
    [['simulate', '--from', '2024-03-04', '--to', '2099-12-31'], /--to lies more than 731 days ahead/],
  ])('nv %j', async (args, message) => {
    const { code, stdout, stderr } = await nv(args);
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(message);
  });

  test('bad settings are all named at once, without their values', async () => {
    const { code, stderr } = await nv(['start'], {
      TELEGRAM_BOT_TOKEN: 'secret-that-is-no-token',
      OFFICE_TIMEZONE: 'Mars/Base',
      LOG_LEVEL: 'loud',
    });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/TELEGRAM_BOT_TOKEN .*OFFICE_TIMEZONE .*LOG_LEVEL /);
    expect(stderr).not.toContain('secret-that');
  });

  test('a damaged database is said so, and left as it is', async () => {
    const folder = join(home, 'damaged');
    mkdirSync(folder);
    const garbage = 'this is no database, but long enough to be taken for one'.repeat(40);
    writeFileSync(join(folder, 'nhacviec.db'), garbage);
    for (const args of [
      ['officer', 'list'],
      ['plan', 'apply', PLAN, '--year', '2024'],
    ]) {
      const { code, stderr } = await nv(args, { NHACVIEC_HOME: folder });
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/^nv: the database .* is damaged: put it aside and restore a backup in its place\n$/);
    }
    expect(readFileSync(join(folder, 'nhacviec.db'), 'utf8')).toBe(garbage);
  });

  test('what nobody expected is one line too, and its stack goes to a file', async () => {
    const folder = join(home, 'broken');
    mkdirSync(join(folder, 'nhacviec.db'), { recursive: true });
    const { code, stderr } = await nv(['officer', 'list'], { NHACVIEC_HOME: folder });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/^nv: .* \(details in .*errors\.log\)\n$/);
    const log = join(folder, 'errors.log');
    expect(readFileSync(log, 'utf8')).toMatch(/"stack":/);
    expect(statSync(log).mode & 0o777).toBe(0o600);
  });

  test('a bad plan is refused with each row and field, and nothing of it is loaded', async () => {
    const plan = JSON.parse(readFileSync(PLAN, 'utf8')) as {
      tasks: { ref: string; title: string; rules: object[]; lead: string[] }[];
    };
    plan.tasks[3]!.rules = [{ kind: 'monthly', day: 32 }];
    plan.tasks[5]!.lead = ['Ai đó'];
    plan.tasks[6]!.title = 'x'.repeat(91);
    const path = join(home, 'bad.json');
    writeFileSync(path, JSON.stringify(plan));
    const { code, stderr } = await nv(['plan', 'apply', path, '--year', '2024'], {
      NHACVIEC_HOME: join(home, 'other'),
    });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/II\.3 title: /);
    expect(stderr).toMatch(/I\.4 rules\.0\.day: /);
    const list = await nv(['plan', 'list'], { NHACVIEC_HOME: join(home, 'other') });
    expect(list).toMatchObject({ code: 1, stdout: '' });
    expect(list.stderr).toMatch(/^nv: no database at /);
  });
});

describe('the commands of an office', () => {
  test('apply a plan twice, add people, invite, record a petition, look ahead', { timeout: 60_000 }, async () => {
    const first = await nv(['plan', 'apply', PLAN, '--year', '2024', '--from', '2024-03-04']);
    expect(first.stdout).toMatch(/^kstthc 2024 from 2024-03-04: 98 added, 0 changed/);
    expect(first.stdout).toMatch(/3 past already[\s\S]*I\.3 {2}2024-01-31[\s\S]*II\.5 {2}2024-02-29[\s\S]*II\.6 /);
    const again = await nv(['plan', 'apply', PLAN, '--year', '2024', '--from', '2024-05-01']);
    expect(again.stdout).toMatch(/from 2024-03-04: 0 added, 0 changed, 98 unchanged, 0 removed/);
    expect(await json<object[]>('plan', 'list')).toMatchObject([
      { planId: 'kstthc', year: 2024, from: '2024-03-04', tasks: 98 },
    ]);

    await nv(['officer', 'add', '--name', 'Lê Hùng', '--address', 'anh', '--leader']);
    await nv([
      'officer',
      'add',
      '--name',
      'Trần Minh',
      '--position',
      'cong chuc tu phap',
      '--supervisor',
      'Hùng',
      '--admin',
    ]);
    expect((await nv(['officer', 'add', '--name', 'tran minh'])).stderr).toMatch(
      /there is an officer «tran minh» already/,
    );
    expect(await json<object[]>('officer', 'list')).toMatchObject([
      { name: 'Lê Hùng', address: 'anh', leader: true, admin: false, positions: [], chats: [] },
      { name: 'Trần Minh', positions: ['Công chức Tư pháp'], supervisor: 'Lê Hùng', admin: true },
    ]);
    const invite = await json<{ code: string; expiresAt: string }>('invite', '--name', 'Minh');
    expect(invite.code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    expect(invite.expiresAt).toMatch(/^2024-03-06T06:00:\d\d\+07:00$/);

    const event = await nv([
      'event',
      'add',
      '--event',
      'tiep nhan phan anh, kien nghi',
      '--date',
      '2024-04-17',
      '--note',
      'đơn số 5',
    ]);
    expect(event.stdout).toMatch(/VI\.3 {2}2024-04-26 \(by law 2024-05-02\)/);
    const wrong = await nv(['event', 'add', '--event', 'ho so den han tra ket qua', '--date', '2024-04-30']);
    const number = /event (\d+)/.exec(wrong.stdout)?.[1] ?? '';
    expect((await nv(['event', 'withdraw', number])).stdout).toMatch(/withdrew event \d+: hồ sơ đến hạn/);
    expect((await nv(['event', 'withdraw', number])).stderr).toMatch(/no recorded event/);
    expect(await json('event', 'list', '--recorded')).toMatchObject([{ kind: 'petition', note: 'đơn số 5' }]);

    type Line = {
      ref: string;
      period: string;
      nominal: string;
      lastDay: string;
      legalLastDay: string;
      target: string;
      certainty: string;
    };
    const deadlines = await json<Line[]>('deadlines', '--from', '2024-03-01', '--to', '2024-05-31');
    const of = (ref: string) => deadlines.filter((line) => line.ref === ref);
    expect(of('X.1.1')).toMatchObject([
      {
        period: 'quý I/2024',
        nominal: '2024-03-17',
        lastDay: '2024-03-17',
        legalLastDay: '2024-03-17',
        target: '2024-03-15',
        certainty: 'official',
      },
    ]);
    expect(of('VI.3')).toMatchObject([{ lastDay: '2024-04-27', legalLastDay: '2024-05-02', target: '2024-04-26' }]);

    type Message = {
      at: string;
      to: string;
      kind: string;
      text: string;
      items: { ref: string; period: string; target: string; step: string }[];
    };
    const messages = await json<Message[]>('simulate', '--from', '2024-04-15', '--to', '2024-05-10');
    const told = messages.flatMap((m) =>
      m.items.filter((item) => item.ref === 'VI.3').map((item) => `${m.at} ${m.to} ${item.step}`),
    );
    expect(told.sort()).toEqual([
      '2024-04-19T07:30:00+07:00 Trần Minh before-5',
      '2024-04-24T07:30:00+07:00 Trần Minh before-2',
      '2024-04-25T07:30:00+07:00 Trần Minh before-1',
      '2024-04-26T07:30:00+07:00 Trần Minh due',
      '2024-04-26T14:00:00+07:00 Trần Minh due-again',
      '2024-05-02T07:30:00+07:00 Trần Minh legal',
      '2024-05-03T07:30:00+07:00 Lê Hùng overdue-1',
      '2024-05-03T07:30:00+07:00 Trần Minh overdue-1',
      '2024-05-04T07:30:00+07:00 Lê Hùng overdue-2',
      '2024-05-04T07:30:00+07:00 Trần Minh overdue-2',
      '2024-05-06T07:30:00+07:00 Lê Hùng overdue-3',
      '2024-05-06T07:30:00+07:00 Trần Minh overdue-3',
      '2024-05-07T07:30:00+07:00 Lê Hùng overdue-4',
      '2024-05-07T07:30:00+07:00 Trần Minh overdue-4',
      '2024-05-08T07:30:00+07:00 Lê Hùng overdue-5',
      '2024-05-08T07:30:00+07:00 Trần Minh overdue-5',
    ]);
    // The simulation worked on a copy.
    const state = await json<object[]>('deadlines', '--from', '2024-03-01', '--to', '2024-05-31');
    expect(state).toEqual(deadlines);
  });

  test('`doctor` names what is missing and ends with a code that is not zero while nobody can be reminded', async () => {
    const { code, stdout } = await nv(['doctor']);
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/problem {2}settings {3}no channel is configured/);
    expect(stdout).toMatch(/warning {2}positions {2}no holder of «Bộ phận Tiếp nhận và Trả kết quả»/);
    expect(stdout).toMatch(/warning {2}rules {6}VII\.1: .*thứ Sáu/);
    const findings = await nv(['doctor', '--json']);
    expect(JSON.parse(findings.stdout)).toContainEqual(expect.objectContaining({ level: 'problem', area: 'settings' }));
  });

  test('the zone of the machine changes nothing', async () => {
    const args = ['deadlines', '--from', '2024-01-01', '--to', '2024-12-31', '--plan', PLAN, '--json'];
    const [west, east] = await Promise.all([
      nv(args, { TZ: 'America/Los_Angeles' }),
      nv(args, { TZ: 'Pacific/Kiritimati' }),
    ]);
    expect(west.stdout).toBe(east.stdout);
    expect(JSON.parse(west.stdout).length).toBeGreaterThan(200);
  });
});
