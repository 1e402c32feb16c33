import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makePlan } from '../app/plan.ts';
import { CannotDecryptError, decryptFile, isAgeFile } from '../runtime/age.ts';
import { putInPlace, removeDatabase, withSidecars } from '../runtime/backup-files.ts';
import { takeLock } from '../runtime/lock.ts';
import { isoInstant } from '../runtime/zone.ts';
import { DamagedDatabaseError, NoDatabaseError, type OpenStore, openSqlite } from '../store/open.ts';
import { type Context, contextOf, databasePath, print, settingsOrFail, UsageError } from './open-office.ts';

/**
 * Puts a backup in the place of the database. It is decrypted, looked over, migrated and prepared beside it, and then
 * renamed; until that moment nothing has changed. The old database stays, under another name.
 */
export async function restoreBackup(file: string, force: boolean): Promise<void> {
  const context = contextOf(settingsOrFail());
  const { home } = context.settings;
  const target = databasePath(home);
  if (!existsSync(file)) throw new UsageError(`${file}: no such file`);
  const lock = takeLock(home, context.clock.now());
  const prepared = join(home, `.restoring-${process.pid}.db`);
  try {
    if (existsSync(target) && !force)
      throw new UsageError(`there is a database already: add --force to put it aside and restore ${basename(file)}`);
    removeDatabase(prepared);
    await unpack(file, prepared, context);
    const { from, steps, messages } = await prepare(prepared, file, context);
    const aside = putAside(target, context);
    putInPlace(prepared, target);
    if (aside !== null) print(`the database that was there is ${aside}`);
    print(
      `restored ${basename(file)}: nothing is known of what happened since ${isoInstant(from, context.office.zone)}`,
    );
    if (steps + messages > 0)
      print(
        `${steps} reminders and ${messages} messages that were due are held back: the administrators are asked in the chat`,
      );
  } finally {
    removeDatabase(prepared);
    lock.release();
  }
}

async function unpack(file: string, to: string, { settings }: Context): Promise<void> {
  if (!isAgeFile(file)) {
    copyFileSync(file, to);
    return;
  }
  const { backupPassphrase } = settings.operations;
  if (backupPassphrase === null)
    throw new UsageError(`${file} is encrypted: set BACKUP_PASSPHRASE to the passphrase of that time`);
  try {
    await decryptFile(file, to, backupPassphrase);
  } catch (error) {
    rmSync(to, { force: true });
    if (error instanceof CannotDecryptError) throw new UsageError(error.message);
    throw error;
  }
}

/** Brings the copy to this program's version and holds back what may have been told since it was made. */
async function prepare(
  path: string,
  file: string,
  context: Context,
): Promise<{ from: number; steps: number; messages: number }> {
  const damaged = () => new UsageError(`${file} is damaged or no database: take another backup`);
  let store: OpenStore;
  try {
    const looking = await openSqlite({ path, log: context.log, readonly: true });
    const { current } = await looking.schemaVersion();
    const [fault] = current === null ? ['empty'] : looking.faults();
    await looking.close();
    if (fault !== undefined) throw damaged();
    store = await openSqlite({ path, log: context.log });
  } catch (error) {
    if (error instanceof DamagedDatabaseError || error instanceof NoDatabaseError) throw damaged();
    throw error;
  }
  try {
    const { office, clock, log } = context;
    const now = clock.now();
    const { event, at } = await store.lastEvent();
    const beats = Object.values(await store.beats()).filter((beat) => beat <= now);
    const from = Math.max(event === 0 ? 0 : at, ...beats);
    await office.refresh(store);
    // An old backup knows nothing of the deadlines since; planned now, their steps are held back as well.
    await makePlan({ store, office, log })(now);
    return { from, ...(await store.holdRestored({ from, at: now })) };
  } finally {
    await store.close();
  }
}

/** The old database under a name of its own; null where there was none. */
function putAside(target: string, { clock, office }: Context): string | null {
  if (!existsSync(target)) return null;
  const stamp = isoInstant(clock.now(), office.zone).slice(0, 19).replaceAll(':', '');
  const aside = `${target}.before-restore-${stamp}`;
  for (const [index, file] of withSidecars(target).entries()) {
    if (existsSync(file)) renameSync(file, withSidecars(aside)[index]!);
  }
  return aside;
}
