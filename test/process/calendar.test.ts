import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from './program.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'nhacviec-calendar-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const nv = (...args: string[]) =>
  runProgram(args, { NHACVIEC_HOME: join(home, 'var'), NHACVIEC_START_AT: '2026-12-14T06:00:00+07:00' });

test('a day off shows what it moves, is saved with --yes alone, and is taken back the same way', async () => {
  await nv('plan', 'apply', 'data/plans/kstthc.json', '--year', '2026');
  const shown = await nv('calendar', 'off', '2026-12-17', '--source', 'Thông báo số 9');
  expect(shown.stdout).toMatch(/^2 open deadlines move:\n {2}X\.1\.1 {2}2026-12-17 → 2026-12-16 {2}Báo cáo quý/);
  expect(shown.stdout).toMatch(/nothing is saved; run it again with --yes\n$/);
  expect((await nv('calendar', 'list')).stdout).not.toContain('2026-12-17');

  expect((await nv('calendar', 'off', '2026-12-17', '--yes')).stdout).toMatch(/saved\n$/);
  expect((await nv('calendar', 'list')).stdout).toContain('2026-12-17  off     official  nghỉ theo thông báo');
  const deadlines = await nv('deadlines', '--from', '2026-12-16', '--to', '2026-12-16');
  expect(deadlines.stdout).toContain('X.1.1');

  expect((await nv('calendar', 'forget', '2026-12-17', '--yes')).stdout).toMatch(
    /2026-12-16 → 2026-12-17(.|\n)*saved\n$/,
  );
  await nv('calendar', 'announce', '2027', '--source', 'Thông báo số 20', '--yes');
  const list = JSON.parse((await nv('calendar', 'list', '--year', '2027', '--json')).stdout) as { certainty: string }[];
  expect(list.map((each) => each.certainty)).not.toContain('pending');
});

test.each([
  [['off', '2026-12-19'], /2026-12-19 is a weekend day, which is off anyway/],
  [['worked', '2026-12-18'], /2026-12-18 is no Saturday or Sunday/],
  [['off', '2026-12-11'], /2026-12-11 is over/],
  [['off', '2026-02-30'], /Not a date that exists/],
  [['forget', '2026-12-18'], /nothing was entered about 2026-12-18/],
  [['announce', '27'], /Not a year from 2000 to 2099/],
])('nv calendar %j is refused in one line', async (args, message) => {
  const { code, stdout, stderr } = await nv('calendar', ...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(message);
});
