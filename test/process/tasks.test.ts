import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ended, runProgram } from './program.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'nhacviec-tasks-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const nv = (...args: string[]): Promise<Ended> =>
  runProgram(args, { NHACVIEC_HOME: join(home, 'var'), NHACVIEC_START_AT: '2026-06-02T08:00:00+07:00' });

test('tasks are added one by one, or from a file as a whole, and listed', { timeout: 60_000 }, async () => {
  await nv('officer', 'add', '--name', 'Nguyễn Thị Lan', '--position', 'Văn phòng UBND');
  const added = await nv('task', 'add', 'Báo cáo tháng', '--deadline', 'trước ngày 26 hằng tháng', '--lead', 'Lan');
  expect(added).toMatchObject({ code: 0, stderr: '' });
  expect(added.stdout).toMatch(
    /^added T1: Báo cáo tháng\n {2}trước ngày 26 hằng tháng; thứ Năm 25\/6; thứ Bảy 25\/7 → /,
  );
  const refused = await nv('task', 'add', 'Họp', '--deadline', 'hằng tuần', '--lead', 'Xuân');
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toMatch(/«hằng tuần» là vào thứ mấy[\s\S]*«Xuân»/);

  const file = join(home, 'tasks.txt');
  const wrong = ['Họp giao ban; thứ Hai hằng tuần; Văn phòng UBND', 'Rà soát; 30/2/2027; Lan', '; ngày 5; Hoa'];
  writeFileSync(file, wrong.join('\n'));
  const bad = await nv('task', 'import', file);
  expect(bad.code).not.toBe(0);
  expect(bad.stderr).toMatch(/nothing was added: line 2: .*30\/2\/2027.*; line 3: .*tên việc.*; line 3: .*«Hoa»/);
  writeFileSync(file, `${wrong[0]}\nRà soát; ngày 28/2/2027; mỗi người: Lan và Văn phòng UBND`);
  const good = await nv('task', 'import', file);
  expect(good).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^added T2: Họp giao ban[\s\S]*added T3: Rà soát/),
  });

  const list = await nv('task', 'list', '--json');
  expect(JSON.parse(list.stdout)).toMatchObject([
    { plan: 'own', ref: 'T1', lead: ['Nguyễn Thị Lan'], next: '2026-06-25', pausedOn: null },
    { ref: 'T2', lead: ['Văn phòng UBND'], next: '2026-06-08' },
    { ref: 'T3', lead: ['Nguyễn Thị Lan', 'Văn phòng UBND'], deadline: expect.stringMatching(/28\/2\/2027/) },
  ]);
  expect((await nv('task', 'list')).stdout).toMatch(/^T1 +Báo cáo tháng: 2026-06-25; trước ngày 26 hằng tháng; Nguyễn/);
});
