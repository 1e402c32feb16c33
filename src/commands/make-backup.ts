import { copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { auditEverything } from '../app/audit.ts';
import { liveOffice } from '../app/live-office.ts';
import type { Log } from '../app/log.ts';
import { decryptFile, encryptFile } from '../runtime/age.ts';
import { backupName, makeBackupFolder, putInPlace, removeDatabase, rotateBackups } from '../runtime/backup-files.ts';
import { loadCalendarFiles } from '../runtime/data.ts';
import { isoInstant } from '../runtime/zone.ts';
import { type OpenStore, openSqlite } from '../store/open.ts';
import type { Context } from './open-office.ts';

/** A backup could not be made, or is not good; nothing was put in place. The message says why. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

export interface BackupMade {
  readonly path: string;
  readonly bytes: number;
  readonly encrypted: boolean;
  /** Rows by table. */
  readonly counts: Readonly<Record<string, number>>;
  /** What the auditor found in the restored copy. */
  readonly differences: number;
  /** Older ones that were deleted. */
  readonly rotated: readonly string[];
}

const QUIET: Log = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Copies the database while it is in use, looks the copy over, and restores it into a scratch file as one would after an
 * accident: decrypted, opened, migrated, counted, audited. Only then it is put beside the others, and the oldest go.
 */
export async function makeBackup(
  { settings, office, clock }: Context,
  source: OpenStore,
  before: string | null = null,
): Promise<BackupMade> {
  const folder = makeBackupFolder(settings.home);
  const { backupPassphrase: passphrase, backupKeep } = settings.operations;
  const copy = join(folder, `.copy-${process.pid}.db`);
  const encryptedCopy = `${copy}.age`;
  const scratch = join(folder, `.scratch-${process.pid}.db`);
  const leftovers = () => {
    removeDatabase(copy);
    removeDatabase(scratch);
    rmSync(encryptedCopy, { force: true });
  };
  leftovers();
  try {
    await source.copyTo(copy, { atOnce: true });
    const counts = await lookedOver(copy);
    if (passphrase === null) {
      copyFileSync(copy, scratch);
    } else {
      await encryptFile(copy, encryptedCopy, passphrase);
      await decryptFile(encryptedCopy, scratch, passphrase);
    }
    const differences = await rehearsed(scratch, counts, { settings, office, clock });
    const finished = passphrase === null ? copy : encryptedCopy;
    const name = backupName(isoInstant(clock.now(), office.zone), { before, encrypted: passphrase !== null });
    const path = join(folder, name);
    const bytes = statSync(finished).size;
    putInPlace(finished, path);
    const rotated = rotateBackups(folder, backupKeep);
    return { path, bytes, encrypted: passphrase !== null, counts, differences, rotated };
  } finally {
    leftovers();
  }
}

/** Rows by table of a file that is whole. */
async function lookedOver(path: string): Promise<Readonly<Record<string, number>>> {
  const store = await openSqlite({ path, log: QUIET, readonly: true });
  try {
    const [fault] = store.faults();
    if (fault !== undefined) throw new BackupError(`the copy is not whole: ${fault}`);
    return store.counts();
  } finally {
    await store.close();
  }
}

/** How many differences the auditor finds in it. */
async function rehearsed(
  path: string,
  counts: Readonly<Record<string, number>>,
  { office, clock }: Pick<Context, 'settings' | 'office' | 'clock'>,
): Promise<number> {
  const store = await openSqlite({ path, log: QUIET, durable: false });
  try {
    const restored = store.counts();
    // Migrating adds lines to the log and rows to tables of its own; nothing may become less.
    const less = Object.entries(counts).find(([table, rows]) => (restored[table] ?? 0) < rows);
    if (less) throw new BackupError(`restored on trial, the copy has fewer rows in ${less[0]} than it should`);
    const own = liveOffice({ name: office.name, zone: office.zone, policies: office.policies }, loadCalendarFiles());
    await own.refresh(store);
    return (await auditEverything({ store, office: own }, clock.now())).differences.length;
  } finally {
    await store.close();
  }
}
