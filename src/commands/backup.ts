import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { backupFolder, listBackups } from '../runtime/backup-files.ts';
import { openSqlite } from '../store/open.ts';
import { makeBackup } from './make-backup.ts';
import { type Context, databasePath, print, printJson, UsageError, withReadonlyDatabase } from './open-office.ts';
import { restoreBackup } from './restore.ts';

export function addBackupCommands(program: Command): void {
  const backup = program
    .command('backup')
    .description('copy the database, also while the service runs; the copy is checked and restored on trial')
    .option('--json', 'print JSON')
    .action((options: { json?: true }) => backupCommand(options));
  backup
    .command('list')
    .description('the backups that are there')
    .action(() => listCommand());
  program
    .command('restore')
    .description('put a backup in the place of the database; the service must be stopped')
    .argument('<file>', 'a file that `backup` made, encrypted or not')
    .option('--force', 'also where there is a database already, which is kept beside it')
    .action((file: string, options: { force?: true }) => restoreBackup(file, options.force ?? false));
}

async function backupCommand({ json }: { json?: true }): Promise<void> {
  await withReadonlyDatabase(async (context, store) => {
    const made = await makeBackup(context, store);
    await remember(context);
    if (json) return printJson(made);
    const how = made.encrypted ? 'encrypted, decrypted and restored' : 'restored';
    print(`${made.path}: ${made.bytes} bytes, ${how} on trial, ${made.counts.event_log ?? 0} lines of the log`);
    for (const name of made.rotated) print(`deleted ${name}`);
    if (made.differences > 0) print(`the auditor finds ${made.differences} differences in it: run \`audit\``);
  });
}

/** Says in the database when the last good backup was made. One that is still to be migrated is left as it is. */
async function remember({ settings, log, clock }: Context): Promise<void> {
  const path = databasePath(settings.home);
  const looking = await openSqlite({ path, log, readonly: true });
  const { pending } = await looking.schemaVersion();
  await looking.close();
  if (pending.length > 0) return;
  const store = await openSqlite({ path, log });
  await store.beat('backup', clock.now());
  await store.close();
}

async function listCommand(): Promise<void> {
  await withReadonlyDatabase(async ({ settings }) => {
    const folder = backupFolder(settings.home);
    if (!existsSync(folder)) throw new UsageError('there is no backup yet');
    for (const { name, bytes } of listBackups(folder)) print(`${name}  ${bytes} bytes`);
  });
}
