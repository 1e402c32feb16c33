import { statfsSync } from 'node:fs';
import type { Finding } from '../app/doctor.ts';
import type { Store } from '../app/store.ts';
import type { Context } from './open-office.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MEGABYTE = 1024 * 1024;

/** An audit comes every ten minutes; three missed ones are no accident. */
const AUDIT_LIMIT_MS = 35 * MINUTE_MS;
/** Two nights without a backup. */
const BACKUP_LIMIT_MS = 50 * HOUR_MS;
/** Clocks that are set by the network never differ by so much. */
const CLOCK_LIMIT_MS = 5 * MINUTE_MS;
/** Less is no room for the journal of a busy morning; a little more is worth a word. */
const DISK_PROBLEM_MB = 100;
const DISK_WARNING_MB = 500;

/** `problem`: `health` is red. */
type Sign = Finding & { readonly level: 'ok' | 'warning' | 'problem' };

/** What the machine and the service's own records say: disk, clock, backup, audit. */
export async function vitalSigns(store: Store, context: Context): Promise<Sign[]> {
  const beats = await store.beats();
  return [
    disk(context.settings.home),
    clock(beats, context.clock.now()),
    backup(beats, context),
    ...(await audit(store, beats, context.clock.now())),
  ];
}

function disk(home: string): Sign {
  const { bavail, bsize } = statfsSync(home);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  const level = free < DISK_PROBLEM_MB ? 'problem' : free < DISK_WARNING_MB ? 'warning' : 'ok';
  return { level, area: 'disk', message: `${free} MB free for the database and its backups` };
}

/** The last tick that believed its clock has been, and cannot be to come; what was logged by a wrong clock can. */
function clock(beats: Readonly<Record<string, number>>, now: number): Sign {
  const ahead = (beats.tick ?? 0) - now;
  if (ahead <= CLOCK_LIMIT_MS) return { level: 'ok', area: 'clock', message: 'agrees with the database' };
  const minutes = Math.round(ahead / MINUTE_MS);
  return {
    level: 'problem',
    area: 'clock',
    message: `the clock was set back, or was ahead before: the database knows an instant ${minutes} minutes from now`,
  };
}

function backup(beats: Readonly<Record<string, number>>, { settings, clock: { now } }: Context): Sign {
  const area = 'backup';
  const at = beats.backup;
  if (settings.operations.backupHour === null)
    return { level: 'warning', area, message: 'the nightly backup is turned off (BACKUP_HOUR)' };
  if (at === undefined) return { level: 'warning', area, message: 'none was made yet: run `backup`' };
  const age = now() - at;
  const message = `the last one was made ${Math.max(0, Math.round(age / HOUR_MS))} hours ago`;
  return { level: age > BACKUP_LIMIT_MS ? 'problem' : 'ok', area, message };
}

async function audit(store: Store, beats: Readonly<Record<string, number>>, now: number): Promise<Sign[]> {
  const area = 'audit';
  const standing = await store.standingDifferences();
  if (standing.length > 0) {
    const kinds = [...new Set(standing.map(({ difference }) => difference.kind))].join(', ');
    return [{ level: 'problem', area, message: `${standing.length} differences stand (${kinds}): run \`audit\`` }];
  }
  if (beats.start === undefined) return [];
  // A service that has just started is given as long as one that has just audited itself.
  const age = now - Math.max(beats.audit ?? 0, beats.start);
  const message =
    beats.audit === undefined
      ? 'none was made yet'
      : `the last good one was ${Math.max(0, Math.round((now - beats.audit) / MINUTE_MS))} minutes ago`;
  return [{ level: age > AUDIT_LIMIT_MS ? 'problem' : 'ok', area, message }];
}
