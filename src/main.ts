import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addAuditCommand } from './commands/audit.ts';
import { addBackupCommands } from './commands/backup.ts';
import { addCalendarCommands } from './commands/calendar.ts';
import { addCheckCommands } from './commands/check.ts';
import { addDeadlineCommand } from './commands/deadline.ts';
import { addEventCommands } from './commands/event.ts';
import { addLogCommand } from './commands/log.ts';
import { BackupError } from './commands/make-backup.ts';
import { keepError, UsageError } from './commands/open-office.ts';
import { addPeopleCommands } from './commands/people.ts';
import { addPlanCommands } from './commands/plan.ts';
import { addPositionCommands } from './commands/positions.ts';
import { addProofCommand } from './commands/proof.ts';
import { addReplyCommand } from './commands/reply.ts';
import { addStartCommand } from './commands/service.ts';
import { addSimulateCommand } from './commands/simulate.ts';
import { addTaskCommands } from './commands/task.ts';
import { addZaloCommands } from './commands/zalo.ts';
import { DataError } from './runtime/data.ts';
import { LockedError } from './runtime/lock.ts';
import { NewerDatabaseError } from './store/migrations.ts';
import { DamagedDatabaseError, LockedDatabaseError, NoDatabaseError } from './store/open.ts';

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

const program = new Command('nv')
  .description('Nhắc Việc: deadline reminders for Vietnamese commune offices')
  .version(manifest.version)
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

program.parseAsync().catch((error: unknown) => {
  process.exitCode = report(error);
});

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
