import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Day } from '../domain/civil-day.ts';
import { parseIsoDate } from '../domain/civil-day.ts';
import { keptBackups } from '../domain/rotation.ts';
import type { Keep } from './operations-settings.ts';

export interface BackupFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** The office's day on which it was made, and a number that grows with the time of day. */
  readonly day: Day;
  readonly at: number;
  /** The migration before which it was made; null for the nightly ones. */
  readonly before: string | null;
}

const NAME = /^nhacviec-(\d{4}-\d{2}-\d{2})-(\d{6})(?:-before-([a-z0-9-]+))?\.db(?:\.age)?$/;
/** Backups from before a migration are not part of the rotation; of those so many are kept. */
const KEPT_BEFORE_MIGRATIONS = 3;

export const backupFolder = (home: string): string => join(home, 'backups');

/** The name of a backup that is made now, by the office's clock: `nhacviec-2026-11-27-020000.db`. */
export function backupName(
  localInstant: string,
  { before, encrypted }: { before: string | null; encrypted: boolean },
): string {
  const [date = '', time = ''] = localInstant.split('T');
  const clock = time.slice(0, 8).replaceAll(':', '');
  return `nhacviec-${date}-${clock}${before === null ? '' : `-before-${before}`}.db${encrypted ? '.age' : ''}`;
}

/** The backups of a folder, oldest first. */
export function listBackups(folder: string): BackupFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name): BackupFile[] => {
      const [, date = '', time = '', before = null] = NAME.exec(name) ?? [];
      const day = parseIsoDate(date);
      if (day === null) return [];
      const path = join(folder, name);
      return [{ path, name, bytes: statSync(path).size, day, at: day * 1_000_000 + Number(time), before }];
    })
    .sort((a, b) => a.at - b.at);
}

/** Deletes what is no longer kept; returns the names. */
export function rotateBackups(folder: string, keep: Keep): string[] {
  const all = listBackups(folder);
  const nightly = keptBackups(
    all.filter(({ before }) => before === null),
    keep,
  );
  const migrations = new Set(all.filter(({ before }) => before !== null).slice(-KEPT_BEFORE_MIGRATIONS));
  const gone = all.filter((backup) => !nightly.has(backup) && !migrations.has(backup));
  for (const { path } of gone) rmSync(path, { force: true });
  return gone.map(({ name }) => name);
}

export function makeBackupFolder(home: string): string {
  const folder = backupFolder(home);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Puts a finished file in its place: after this it is there whole, also if the power fails, or not at all. */
export function putInPlace(from: string, to: string): void {
  chmodSync(from, 0o600);
  flush(from);
  renameSync(from, to);
  flush(dirname(to));
}

function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A database file with what SQLite keeps beside it. */
export const withSidecars = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`];

export function removeDatabase(path: string): void {
  for (const file of withSidecars(path)) rmSync(file, { force: true });
}
