import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../..');

/** A copy of the program, as a clone holds it, with libraries. */
let copy: string;
let inputs: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'nhacviec-bundle-'));
  for (const part of ['src', 'data', 'migrations', 'package.json', 'package-lock.json']) {
    cpSync(join(PROJECT, part), join(copy, part), { recursive: true });
  }
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(PROJECT, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(PROJECT, 'node_modules', name), join(copy, 'node_modules', name));
  }
  execFileSync(process.execPath, ['src/bundle.js'], { cwd: copy });
  inputs = readFileSync(join(copy, 'node_modules/.nhac-viec/inputs.json'), 'utf8');
}, 60_000);
afterAll(() => rmSync(copy, { recursive: true }));

const ENVIRONMENT = { PATH: process.env.PATH, NHACVIEC_START_AT: '2024-03-15T08:00:00+07:00' };
const run = (file: string, ...args: string[]) =>
  execFileSync(process.execPath, [file, ...args], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...ENVIRONMENT, NHACVIEC_HOME: join(copy, 'home') },
  });
const bundle = () => join(copy, 'node_modules/.nhac-viec/nv.cjs');

test('the bundle makes and migrates a database, reads the data that ships, and says what the sources say', () => {
  expect(
    run(bundle(), 'officer', 'add', '--name', 'Nguyễn Văn An', '--position', 'Công chức đầu mối kiểm soát TTHC'),
  ).toMatch('added officer 1: Nguyễn Văn An\n');
  expect(run('src/main.ts', 'officer', 'list')).toBe(run(bundle(), 'officer', 'list'));
  const plan = ['plan', 'apply', 'data/plans/kstthc.json', '--year', '2024'];
  expect(run(bundle(), ...plan)).toMatch(/: 98 added/);
  const simulate = ['simulate', '--from', '2024-03-15', '--to', '2024-03-31'];
  const told = run(bundle(), ...simulate);
  expect(told).toMatch(/Chào anh\/chị An/);
  expect(told).toBe(run('src/main.ts', ...simulate));
});

test('it warns of nothing that its libraries do', { timeout: 60_000 }, async () => {
  const environment = { TELEGRAM_BOT_TOKEN: `123456789:${'A'.repeat(35)}`, TELEGRAM_API_ROOT: 'http://127.0.0.1:9' };
  const service = spawn(process.execPath, ['src/nv.js', 'start'], {
    cwd: copy,
    env: { ...ENVIRONMENT, ...environment, NHACVIEC_HOME: join(copy, 'home') },
  });
  let said = '';
  await new Promise<void>((resolve) => {
    service.stderr.on('data', (data) => {
      said += data;
      if (said.includes('"receiving failed"')) resolve();
    });
    service.once('exit', resolve);
  });
  service.kill();
  await once(service, 'close');
  expect(said).toMatch(/"receiving failed"/);
  expect(said).not.toMatch(/Warning/);
});

// What ran is seen by what it says: the bundle is replaced by one of a word.
beforeEach(() => writeFileSync(join(copy, 'node_modules/.nhac-viec/inputs.json'), inputs));
const ran = () => (run('src/nv.js', '--version') === 'bundle\n' ? 'bundle' : 'sources');
const sayBundle = () => writeFileSync(bundle(), "console.log('bundle');\n");

test('the bundle runs while all that went into it is as it was', () => {
  sayBundle();
  expect(ran()).toBe('bundle');
});

test('a changed source runs instead of the bundle, and so does one that is gone, until it is made again', () => {
  sayBundle();
  const source = join(copy, 'src/domain/fold.ts');
  const text = readFileSync(source, 'utf8');
  writeFileSync(source, `${text}\n`);
  expect(ran()).toBe('sources');
  const old = join(copy, 'src/old.ts');
  writeFileSync(join(copy, 'node_modules/.nhac-viec/inputs.json'), JSON.stringify([['src/old.ts', 1, 1]]));
  expect(() => readFileSync(old)).toThrow('ENOENT');
  expect(ran()).toBe('sources');
  writeFileSync(source, text);
  execFileSync(process.execPath, ['src/bundle.js'], { cwd: copy });
  sayBundle();
  expect(ran()).toBe('bundle');
});

test('without a bundle the sources run', () => {
  rmSync(join(copy, 'node_modules/.nhac-viec'), { recursive: true });
  expect(ran()).toBe('sources');
});
