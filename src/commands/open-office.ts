import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../app/clock.ts';
import { type LiveOffice, liveOffice } from '../app/live-office.ts';
import type { Log } from '../app/log.ts';
import { systemClock } from '../runtime/clock.ts';
import { loadCalendarFiles, loadPolicies } from '../runtime/data.ts';
import { makeLog } from '../runtime/log.ts';
import { loadEnvironmentFile, readSettings, type Settings } from '../runtime/settings.ts';
import { makeZone } from '../runtime/zone.ts';
import { type OpenStore, openSqlite } from '../store/open.ts';

/** Something that the person at the command line did or has to do; shown as one line, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The settings from the environment and `.env`, or a UsageError that names every problem. */
export function settingsOrFail(): Settings {
  loadEnvironmentFile();
  const result = readSettings(process.env);
  if (!result.ok) throw new UsageError(`settings: ${result.problems.join('; ')}`);
  return result.settings;
}

/** Keeps the stack of an error that nobody expected; returns where, or null where even that is not possible. */
export function keepError(error: unknown): string | null {
  const result = readSettings(process.env);
  if (!result.ok) return null;
  const path = join(result.settings.home, 'errors.log');
  try {
    makeLog('error', path).error({ error }, 'command failed');
    return path;
  } catch {
    // The folder is missing or cannot be written to, which is probably what the error is about.
    return null;
  }
}

/** What every command works with. */
export interface Context {
  readonly settings: Settings;
  readonly office: LiveOffice;
  readonly clock: Clock;
  readonly log: Log;
}

/** Commands are quiet unless something is wrong; the service tells what it does. */
export function contextOf(settings: Settings, defaultLevel = 'warn'): Context {
  return {
    settings,
    clock: systemClock({ startAt: settings.startAt, speed: settings.clockSpeed }),
    log: makeLog(settings.logLevel ?? defaultLevel),
    office: liveOffice(
      { name: settings.officeName, zone: makeZone(settings.timeZone), policies: loadPolicies() },
      loadCalendarFiles(),
    ),
  };
}

export const databasePath = (home: string): string => join(home, 'nhacviec.db');

/** Runs `work` on the office's database without changing it; fails where there is none. */
export async function withReadonlyDatabase<T>(work: (context: Context, store: OpenStore) => Promise<T>): Promise<T> {
  const context = contextOf(settingsOrFail());
  const path = databasePath(context.settings.home);
  return closing(await openSqlite({ path, log: context.log, readonly: true }), async (store) => {
    await context.office.refresh(store);
    return work(context, store);
  });
}

/** Fails where the database still has to be migrated: what is looked for is not in it yet. */
export async function mustBeCurrent(store: OpenStore): Promise<void> {
  const { pending } = await store.schemaVersion();
  if (pending.length > 0)
    throw new UsageError(
      `the database is older than this program (${pending.join(', ')} pending): start the service once`,
    );
}

/** The office's database, created where it does not exist. */
export async function openDatabase(context: Context, { verify = false } = {}): Promise<OpenStore> {
  mkdirSync(context.settings.home, { recursive: true, mode: 0o700 });
  const path = databasePath(context.settings.home);
  return openSqlite({ path, log: context.log, verify, beforeMigrating: () => backUpBeforeMigrating(context, path) });
}

/** The way back from an upgrade: a database that is about to be changed is backed up as it is. */
async function backUpBeforeMigrating(context: Context, path: string): Promise<void> {
  const { makeBackup } = await import('./make-backup.ts');
  const old = await openSqlite({ path, log: context.log, readonly: true });
  await closing(old, async (store) => {
    const [next = ''] = (await store.schemaVersion()).pending;
    const { path: backup } = await makeBackup(context, store, next);
    context.log.warn({ backup }, 'the database was backed up before it is migrated');
  });
}

/** Runs `work` on the office's database and closes it, whatever happens. */
export async function withDatabase<T>(work: (context: Context, store: OpenStore) => Promise<T>): Promise<T> {
  const context = contextOf(settingsOrFail());
  return closing(await openDatabase(context), async (store) => {
    await context.office.refresh(store);
    return work(context, store);
  });
}

async function closing<T>(store: OpenStore, work: (store: OpenStore) => Promise<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));
