import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { Command, CommanderError } from 'commander';

// Parsing dominates the start; Node keeps the compiled code of an earlier one.
enableCompileCache();

const { addStartCommand } = await import('./commands/service.ts');
const { addPlanCommands } = await import('./commands/plan.ts');
const { addTaskCommands } = await import('./commands/task.ts');
const { addSimulateCommand } = await import('./commands/simulate.ts');
const { addPeopleCommands } = await import('./commands/people.ts');
const { addPositionCommands } = await import('./commands/positions.ts');
const { addEventCommands } = await import('./commands/event.ts');
const { addDeadlineCommand } = await import('./commands/deadline.ts');
const { addCheckCommands } = await import('./commands/check.ts');
const { addCalendarCommands } = await import('./commands/calendar.ts');
const { addReplyCommand } = await import('./commands/reply.ts');
const { addProofCommand } = await import('./commands/proof.ts');
const { addBackupCommands } = await import('./commands/backup.ts');
const { addAuditCommand } = await import('./commands/audit.ts');
const { addLogCommand } = await import('./commands/log.ts');
const { BackupError } = await import('./commands/make-backup.ts');
const { addZaloCommands } = await import('./commands/zalo.ts');
const { keepError, UsageError } = await import('./commands/open-office.ts');
const { DataError } = await import('./runtime/data.ts');
const { LockedError } = await import('./runtime/lock.ts');
const { NewerDatabaseError } = await import('./store/migrations.ts');
const { DamagedDatabaseError, LockedDatabaseError, NoDatabaseError } = await import('./store/open.ts');

/** Errors whose message is meant for the person at the command line. */
const EXPECTED = [
  UsageError,
  DataError,
  LockedError,
  NewerDatabaseError,
  NoDatabaseError,
  DamagedDatabaseError,
  LockedDatabaseError,
  BackupError,
];

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const program = new Command('nv')
  .description('Nhắc Việc: deadline reminders for Vietnamese commune offices')
  .version(version)
  .showSuggestionAfterError(false)
  .exitOverride();
addStartCommand(program);
addPlanCommands(program);
addTaskCommands(program);
addSimulateCommand(program);
addPeopleCommands(program);
addPositionCommands(program);
addEventCommands(program);
addDeadlineCommand(program);
addCheckCommands(program);
addCalendarCommands(program);
addReplyCommand(program);
addLogCommand(program);
addAuditCommand(program);
addProofCommand(program);
addBackupCommands(program);
addZaloCommands(program);
inheritExitOverride(program);

// `nv … | head` closes the pipe early; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** One line for the person; the stack of what nobody expected goes to a file. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');
  const path = EXPECTED.some((kind) => error instanceof kind) ? null : keepError(error);
  process.stderr.write(`nv: ${message}${path === null ? '' : ` (details in ${path})`}\n`);
  return 1;
}

function inheritExitOverride(command: Command): void {
  for (const child of command.commands) {
    child.exitOverride();
    inheritExitOverride(child);
  }
}
