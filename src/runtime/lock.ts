import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Another process runs on the same database. The message says which. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

export interface Lock {
  release(): void;
}

/**
 * Takes the folder for this process alone. The lock is an open exclusive transaction on a file of its own, so the
 * operating system drops it with the process, however that ends: there is no stale lock to clean up.
 */
export function takeLock(home: string, now: number): Lock {
  const path = join(home, 'lock.db');
  const holder = join(home, 'lock.json');
  const db = new Database(path, { timeout: 0 });
  try {
    chmodSync(path, 0o600);
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY'))
      throw new LockedError(`the database in ${home} is in use by ${holderOf(holder)}`);
    throw error;
  }
  writeFileSync(holder, JSON.stringify({ pid: process.pid, host: hostname(), since: new Date(now).toISOString() }), {
    mode: 0o600,
  });
  return {
    release() {
      rmSync(holder, { force: true });
      db.close();
    },
  };
}

function holderOf(path: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    return `process ${pid} on ${host} since ${since}`;
  } catch {
    return 'another process';
  }
}
