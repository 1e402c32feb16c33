import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ended, runProgram } from './program.ts';

const PLAN = 'data/plans/kstthc.json';
let home: string;
const nv = (...args: string[]): Promise<Ended> =>
  runProgram(args, { NHACVIEC_HOME: join(home, 'var'), NHACVIEC_START_AT: '2024-03-04T06:00:00+07:00' });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'nhacviec-log-'));
  expect((await nv('officer', 'add', '--name', 'Nguyễn Thị Lan')).code).toBe(0);
  expect((await nv('plan', 'apply', PLAN, '--year', '2024')).code).toBe(0);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Line {
  readonly id: number;
  readonly at: string;
  readonly kind: string;
  readonly occurrenceId: number | null;
}

async function exported(...args: string[]): Promise<Line[]> {
  const { code, stdout, stderr } = await nv('log', '--json', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
}

test('the log is exported as one JSON object a line, and an export can go on where another ended', async () => {
  const all = await exported();
  expect(all[0]).toMatchObject({
    kind: 'officer-added',
    at: expect.stringMatching(/^2024-03-04T06:00:\d\d.*\+07:00$/),
  });
  expect(all.some((line) => line.kind === 'plan-applied')).toBe(true);
  expect(all.map((line) => line.id)).toEqual(all.map((line) => line.id).toSorted((a, b) => a - b));
  expect(JSON.stringify(all)).not.toContain('Lan');
  const middle = all[Math.floor(all.length / 2)]!;
  expect(await exported('--after', String(middle.id))).toEqual(all.filter((line) => line.id > middle.id));
});

test('one task alone, by its reference; in words without --json', async () => {
  const one = await exported('--task', 'iii.1.6');
  expect(one.length).toBeGreaterThan(0);
  expect(one.every((line) => line.kind === 'occurrence-opened' || line.kind.startsWith('reminder'))).toBe(true);
  const { stdout } = await nv('log', '--task', 'III.1.6');
  expect(stdout.split('\n')[0]).toMatch(/^\d+ {2}2024-03-04T\S+ {2}occurrence-opened {2}occurrence=\d+/);
});

test('a proof of one task, to be printed or as JSON', async () => {
  const { code, stdout, stderr } = await nv('proof', '--task', 'iii.1.6');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^UBND xã: minh chứng thực hiện nhiệm vụ III\.1\.6\n/);
  expect(stdout).toMatch(/\n\nKỳ tháng 3\/2024, hạn thứ Ba 5\/3\/2024: chưa xong\n {2}Chủ trì: /);
  const proof = JSON.parse((await nv('proof', '--task', 'III.1.6', '--json')).stdout) as { deadlines: object[] };
  expect(proof.deadlines[0]).toMatchObject({
    period: '2024-03',
    legalLastDay: '2024-03-05',
    state: 'open',
    reports: [],
  });
  const unknown = await nv('proof', '--task', 'IX.9');
  expect(unknown).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^nv: no task «IX\.9».*\n$/) });
});

test.each([
  [['--task', 'IX.9'], /no task «IX\.9»/],
  [['--after', 'x'], /Not the number of an event/],
])('nv log %j ends with one line', async (args, message) => {
  const { code, stdout, stderr } = await nv('log', ...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(message);
});
