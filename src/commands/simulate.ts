import type { Command } from 'commander';
import { type Day, isoDate } from '../domain/civil-day.ts';
import { isoInstant } from '../runtime/zone.ts';
import { openSqlite } from '../store/open.ts';
import { dayArgument } from './arguments.ts';
import { contextOf, databasePath, print, printJson, settingsOrFail, UsageError } from './open-office.ts';
import { rehearseOn } from './rehearse.ts';

/** Every day from now on is walked through, and calendars are not known further ahead anyway. */
const MOST_DAYS = 731;

export function addSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('show every message that would be sent if nobody answers; works on a copy of the database')
    .requiredOption('--from <date>', 'first day', dayArgument)
    .requiredOption('--to <date>', 'last day', dayArgument)
    .option('--json', 'print JSON')
    .action((options: { from: Day; to: Day; json?: true }) => simulateCommand(options));
}

async function simulateCommand({ from, to, json }: { from: Day; to: Day; json?: true }): Promise<void> {
  if (to < from) throw new UsageError('--to lies before --from');
  const { settings, office, log, clock } = contextOf(settingsOrFail());
  const latest = Math.max(from, office.zone.dayOf(clock.now())) + MOST_DAYS;
  if (to > latest)
    throw new UsageError(`--to lies more than ${MOST_DAYS} days ahead; the last day possible is ${isoDate(latest)}`);
  const original = await openSqlite({ path: databasePath(settings.home), log, readonly: true });
  try {
    await office.refresh(original);
    const messages = await rehearseOn(original, { office, log })({ from, to, now: clock.now() });
    const rows = messages.map((message) => ({ ...message, at: isoInstant(message.at, office.zone) }));
    if (json) return printJson(rows);
    for (const { at, to: name, text } of rows) print(`── ${at} → ${name}\n${text}\n`);
    print(`${rows.length} messages`);
  } finally {
    await original.close();
  }
}
