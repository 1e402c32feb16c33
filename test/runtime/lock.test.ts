import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LockedError, takeLock } from '../../src/runtime/lock.ts';

const NOW = Date.UTC(2024, 2, 15);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lock-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Another process that holds the lock of `home` until it ends. */
async function holder(home: string): Promise<ChildProcess> {
  const lock = new URL('../../src/runtime/lock.ts', import.meta.url).href;
  const script = `
    import { takeLock } from ${JSON.stringify(lock)};
    globalThis.lock = takeLock(${JSON.stringify(home)}, ${NOW});
    console.log('held');
    setInterval(() => globalThis.lock, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [said] = await once(child.stdout!, 'data');
  expect(String(said).trim()).toBe('held');
  return child;
}

test('a second taker in the same process is refused, until the first lets go', () => {
  const home = folder();
  const first = takeLock(home, NOW);
  expect(() => takeLock(home, NOW)).toThrow(LockedError);
  expect(() => takeLock(home, NOW)).toThrow(`process ${process.pid} on `);
  first.release();
  takeLock(home, NOW).release();
});

test('while another process holds it, the refusal names that process, and kill -9 sets it free', async () => {
  const home = folder();
  const child = await holder(home);
  expect(() => takeLock(home, NOW)).toThrow(`process ${child.pid} on `);
  expect(() => takeLock(home, NOW)).toThrow('since 2024-03-15T00:00:00.000Z');

  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  takeLock(home, NOW).release();
});

test('where it is not known who holds it, it is refused all the same', () => {
  const home = folder();
  const first = takeLock(home, NOW);
  writeFileSync(join(home, 'lock.json'), 'not json');
  expect(() => takeLock(home, NOW)).toThrow('another process');
  first.release();
});

test('two folders are two locks', () => {
  const one = takeLock(folder(), NOW);
  expect(() => takeLock(folder(), NOW).release()).not.toThrow();
  one.release();
});

test('its files are for the owner alone, and who holds it is no longer named after letting go', () => {
  const home = folder();
  const lock = takeLock(home, NOW);
  for (const name of ['lock.db', 'lock.json']) expect(statSync(join(home, name)).mode & 0o077, name).toBe(0);
  lock.release();
  expect(existsSync(join(home, 'lock.json'))).toBe(false);
});

test('a folder that does not exist is another error', () => {
  expect(() => takeLock(join(folder(), 'missing'), NOW)).toThrow();
  expect(() => takeLock(join(folder(), 'missing'), NOW)).not.toThrow(LockedError);
});
