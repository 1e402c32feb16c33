import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Credentials, credentialsFile } from '../../src/channel/zalo/credentials.ts';
import { makeMemory } from '../../src/channel/zalo/memory.ts';
import { testLog } from './journal.ts';

// A power cut is played by a rename that never happens.
const disk = vi.hoisted(() => ({ breaksAt: null as 'renameSync' | 'fsyncSync' | null }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const failing = (name: 'renameSync' | 'fsyncSync') =>
    ((...args: never[]) => {
      if (disk.breaksAt === name) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      return (real[name] as (...args: never[]) => unknown)(...args);
    }) as never;
  return { ...real, renameSync: failing('renameSync'), fsyncSync: failing('fsyncSync') };
});

function tempHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'nhacviec-zalo-'));
  onTestFinished(() => {
    disk.breaksAt = null;
    rmSync(home, { recursive: true, force: true });
  });
  return home;
}
const login = (fields: Partial<Credentials> = {}) => ({
  imei: 'imei-1',
  userAgent: 'UA',
  language: 'vi',
  cookies: [{ key: 'zpsid', value: 'secret' }],
  ownId: '71',
  loggedInAt: 5,
  ...fields,
});
const NOW = Date.UTC(2026, 2, 13);
const memoryAt = (home: string, now = NOW) => makeMemory({ home, log: testLog(), now });

test.each(['renameSync', 'fsyncSync'] as const)(
  'a write that breaks at %s leaves the old credentials, and nothing else',
  (at) => {
    const home = tempHome();
    const file = credentialsFile(home);
    file.replace(login());
    disk.breaksAt = at;
    expect(() => file.replace(login({ imei: 'imei-2' }))).toThrow();
    expect(() => file.update({ ...login({ ownId: '72' }), replaced: [] })).toThrow();
    disk.breaksAt = null;
    expect(file.read()).toMatchObject({ imei: 'imei-1', ownId: '71' });
    expect(readdirSync(home)).toEqual(['zalo.json']);
  },
);

test('the credentials are readable by their owner alone, also where the file was not', () => {
  const home = tempHome();
  const path = join(home, 'zalo.json');
  writeFileSync(path, '{}', { mode: 0o644 });
  chmodSync(path, 0o644);
  credentialsFile(home).replace(login());
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a later state of another login is not kept, nor one of a login that was taken away', () => {
  const home = tempHome();
  const file = credentialsFile(home);
  const first = file.replace(login());
  file.replace(login({ imei: 'imei-2' }));
  expect(file.update(first)).toBe(false);
  expect(file.read()?.imei).toBe('imei-2');
  rmSync(join(home, 'zalo.json'));
  expect(file.update(first)).toBe(false);
  expect(readdirSync(home)).toEqual([]);
});

test('accounts that were replaced are noted until one of them comes back', () => {
  const file = credentialsFile(tempHome());
  expect(file.replace(login({ ownId: '1' })).replaced).toEqual([]);
  expect(file.replace(login({ ownId: '2' })).replaced).toEqual(['1']);
  expect(file.replace(login({ ownId: '3' })).replaced).toEqual(['1', '2']);
  expect(file.replace(login({ ownId: '1' })).replaced).toEqual(['2', '3']);
});

test('the counts of a day outlive a restart, older ones do not, and a clock set back makes no day longer', () => {
  const home = tempHome();
  const memory = memoryAt(home);
  memory.unaskedBegins(NOW - 90_000_000);
  memory.unaskedBegins(NOW - 1_000);
  memory.unaskedBegins(NOW);
  expect(memoryAt(home).unasked()).toEqual([NOW - 1_000, NOW]);
  expect(memoryAt(home, NOW - 5_000).unasked()).toEqual([NOW - 5_000, NOW - 5_000]);
  expect(memoryAt(home, NOW + 86_400_000).unasked()).toEqual([]);
});

test('a full disk keeps nobody from sending, and is told', () => {
  const home = tempHome();
  const log = testLog();
  const memory = makeMemory({ home, log, now: NOW });
  disk.breaksAt = 'fsyncSync';
  memory.unaskedBegins(NOW);
  expect(memory.unasked()).toEqual([NOW]);
  expect(log.lines).toMatchObject([{ level: 'error', facts: { code: 'ENOSPC' } }]);
  disk.breaksAt = null;
  memory.keep();
  expect(JSON.parse(readFileSync(join(home, 'zalo-state.json'), 'utf8')).unasked).toEqual([NOW]);
});

test('another account has heard nothing yet, while the counts stay', () => {
  const memory = memoryAt(tempHome());
  memory.forAccount('71');
  memory.heard(NOW);
  memory.setRest({ until: NOW + 1, times: 1 });
  memory.unaskedBegins(NOW);
  memory.forAccount('72');
  expect([memory.heardUpTo(), memory.rest(), memory.unasked()]).toEqual([null, null, [NOW]]);
});
