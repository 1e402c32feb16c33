import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ended, runProgram } from './program.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'nhacviec-people-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const nv = (...args: string[]): Promise<Ended> =>
  runProgram(args, { NHACVIEC_HOME: join(home, 'var'), NHACVIEC_START_AT: '2024-03-04T06:00:00+07:00' });

async function fails(message: RegExp, ...args: string[]): Promise<void> {
  const { code, stdout, stderr } = await nv(...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(message);
}

function file(name: string, lines: readonly string[]): string {
  const path = join(home, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

test('what cannot be is refused at the server as well', { timeout: 60_000 }, async () => {
  const loop = file('loop.txt', ['Lê A; anh; ; Lê B', 'Lê B; chị; ; Lê A', 'Lê C; sếp']);
  await fails(
    /line 3: «sếp» is no form of address.*line 1: «Lê A» would be above «Lê B» as well/,
    ...['officer', 'import', loop],
  );
  const elsewhere = { NHACVIEC_HOME: join(home, 'leave'), NHACVIEC_START_AT: '2024-03-04T06:00:00+07:00' };
  for (const name of ['Lê A', 'Lê B']) await runProgram(['officer', 'add', '--name', name], elsewhere);
  const leave = (...args: string[]) => runProgram(['officer', 'leave', ...args], elsewhere);
  const away = ['--from', '2024-03-11', '--to', '2024-03-12'];
  expect(await leave('--name', 'Lê A', ...away)).toMatchObject({ code: 0 });
  for (const [args, message] of [
    [['--name', 'Lê A', ...away], /Lê A is away already from 2024-03-11 to 2024-03-12/],
    [['--name', 'Lê B', ...away, '--stand-in', 'Lê A'], /Lê A is away .*, and cannot stand in/],
    [['--name', 'Lê B', '--from', '2024-03-01', '--to', '2024-03-02'], /these days have passed/],
  ] as const) {
    const { code, stderr } = await leave(...args);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  }
});

test('an office is entered from a file, changed, and handed over', { timeout: 60_000 }, async () => {
  const bad = file('bad.txt', [
    'Nguyễn Thị Lan; chị; Văn phòng UBND; Không Ai',
    '; anh',
    'nguyen thi lan; chị',
    'Trần <b>Minh</b>; anh; ; ; vua',
  ]);
  await fails(
    /nothing was added: line 2: the name is missing; line 3: there is an officer «nguyen thi lan» already; line 4: the name holds .*; line 4: «vua» is no right.*; line 1: there is no officer «Không Ai» to be above/,
    ...['officer', 'import', bad],
  );

  const good = file('good.csv', [
    '# các cán bộ của xã',
    'Họ tên;Xưng hô;Chức danh;Cấp trên;Quyền',
    'Nguyễn Thị Lan;Chị;"Văn phòng UBND, Một cửa";Đặng Văn Hùng;',
    'Đặng Văn Hùng;anh;;;lãnh đạo',
    'Huỳnh Nam;;;;admin',
  ]);
  const imported = await nv('officer', 'import', good);
  expect(imported.stdout).toBe(
    'added 3 officers\nnew position, in no plan so far: Văn phòng UBND\nnew position, in no plan so far: Một cửa\n',
  );
  await fails(/nothing was added: line 3: there is an officer «Nguyễn Thị Lan» already/, 'officer', 'import', good);
  const officers = async () => JSON.parse((await nv('officer', 'list', '--json')).stdout) as object[];
  expect(await officers()).toMatchObject([
    { name: 'Nguyễn Thị Lan', address: 'chị', positions: ['Văn phòng UBND', 'Một cửa'], supervisor: 'Đặng Văn Hùng' },
    { name: 'Đặng Văn Hùng', leader: true, admin: false },
    { name: 'Huỳnh Nam', address: null, admin: true },
  ]);

  await nv('officer', 'set', '--name', 'Lan', '--address', 'cô', '--no-supervisor', '--rename', 'Nguyễn Thị Lan Anh');
  expect(await officers()).toMatchObject([{ name: 'Nguyễn Thị Lan Anh', address: 'cô', supervisor: null }, {}, {}]);
  await fails(/would leave no administrator/, 'officer', 'set', '--name', 'Nam', '--no-admin');
  await fails(/would leave no administrator/, 'officer', 'remove', '--name', 'Nam');
  await fails(/'sếp' is invalid\. No form of address/, 'officer', 'set', '--name', 'Nam', '--address', 'sếp');
  await fails(/Holds what names do not hold/, 'officer', 'add', '--name', '<b>X</b>');
  await nv('officer', 'set', '--name', 'Hùng', '--supervisor', 'Nam');
  await fails(/Hùng is supervised by Huỳnh Nam already/, 'officer', 'set', '--name', 'Nam', '--supervisor', 'Hùng');
  await fails(/say what to change/, 'officer', 'set', '--name', 'Nam');

  await fails(/there is no position «Địa chính»/, 'position', 'assign', '--position', 'Địa chính', '--name', 'Nam');
  const assigned = await nv(
    ...['position', 'assign', '--position', 'Địa chính', '--name', 'Nam', '--new', '--from', '2024-04-01'],
  );
  expect(assigned.stdout).toBe('Huỳnh Nam holds «Địa chính» from 2024-04-01\n');
  await fails(/holds «Địa chính» in that time/, 'position', 'assign', '--position', 'dia chinh', '--name', 'Nam');
  await nv('position', 'end', '--position', 'mot cua', '--name', 'Anh', '--last-day', '2024-03-31');
  expect((await nv('position', 'list')).stdout).toBe(
    '1  Văn phòng UBND: Nguyễn Thị Lan Anh\n2  Một cửa: Nguyễn Thị Lan Anh until 2024-03-31\n3  Địa chính: Huỳnh Nam from 2024-04-01\n',
  );
  await fails(/does not hold «Một cửa» after/, 'position', 'end', '--position', 'Một cửa', '--name', 'Hùng');

  await nv('officer', 'remove', '--name', 'Lan Anh', '--successor', 'Hùng');
  expect(JSON.parse((await nv('position', 'list', '--json')).stdout)).toMatchObject([
    { name: 'Văn phòng UBND', holders: [{ name: 'Đặng Văn Hùng', from: '2024-03-04', to: null }] },
    { name: 'Một cửa', holders: [{ name: 'Đặng Văn Hùng', from: '2024-03-04', to: '2024-03-31' }] },
    { name: 'Địa chính', holders: [{ name: 'Huỳnh Nam' }] },
  ]);
});
