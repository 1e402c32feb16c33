import { type Command, InvalidArgumentError } from 'commander';
import { type AuditResult, auditEverything, confirmed } from '../app/audit.ts';
import { SECOND_LOOK_MS } from '../app/auditor.ts';
import type { Difference } from '../domain/audit/difference.ts';
import type { Day } from '../domain/civil-day.ts';
import { dayArgument } from './arguments.ts';
import { mustBeCurrent, print, printJson, withDatabase, withReadonlyDatabase } from './open-office.ts';

interface AuditOptions {
  readonly from?: Day;
  readonly to?: Day;
  readonly accept?: true;
  readonly json?: true;
}

export function addAuditCommand(program: Command): void {
  program
    .command('audit')
    .description('hold what should have happened against what the tables and the log say; non-zero on differences')
    .option('--from <date>', 'only deadlines to be kept from this day on', dayArgument)
    .option('--to <date>', 'only deadlines to be kept up to this day', dayArgument)
    .option('--accept', 'after a repair by hand: write down how it stands now, where only the log says otherwise')
    .option('--json', 'print JSON')
    .action((options: AuditOptions) => auditCommand(options));
}

async function auditCommand({ from, to, accept, json }: AuditOptions): Promise<void> {
  if (from !== undefined && to !== undefined && from > to) throw new InvalidArgumentError('--from lies after --to.');
  if (accept) await acceptAsItIs();
  await withReadonlyDatabase(async ({ office, clock }, store) => {
    await mustBeCurrent(store);
    const window = from === undefined && to === undefined ? null : { from: from ?? FIRST, to: to ?? LAST };
    const look = () => auditEverything({ store, office }, clock.now(), window);
    // The service may be in the middle of something.
    const result = await confirmed(await look(), async () => {
      await clock.sleep(SECOND_LOOK_MS);
      return look();
    });
    if (json) printJson(asJson(result));
    else printPlain(result);
    if (result.differences.length > 0) process.exitCode = 1;
  });
}

/** Differences between what was written down and what is there; a line that says how it is ends them. */
const OF_THE_LOG: ReadonlySet<Difference['kind']> = new Set([
  'log-differs',
  'log-missing',
  'row-missing',
  'person-missing',
  'person-unexpected',
  'sent-twice',
]);

async function acceptAsItIs(): Promise<void> {
  await withDatabase(async ({ office, clock }, store) => {
    const { differences } = await auditEverything({ store, office }, clock.now());
    const concerned = differences.filter(({ kind }) => OF_THE_LOG.has(kind));
    const idsOf = (ids: (number | undefined)[]) => [...new Set(ids.filter((id) => id !== undefined))];
    await store.acceptLedger({
      occurrenceIds: idsOf(concerned.map(({ occurrenceId }) => occurrenceId)),
      deliveryIds: idsOf(concerned.map(({ deliveryId }) => deliveryId)),
      at: clock.now(),
    });
  });
}

/** Days before and after all deadlines. */
const FIRST = -100_000;
const LAST = 1_000_000;

const asJson = ({ differences, checked }: AuditResult) => ({ ok: differences.length === 0, checked, differences });

function printPlain({ differences, checked: { deadlines, steps, messages } }: AuditResult): void {
  for (const difference of differences) print(plainLine(difference));
  const found = differences.length === 0 ? 'no difference' : `${differences.length} differences`;
  print(`${found}: ${deadlines} deadlines, ${steps} steps, ${messages} messages`);
}

function plainLine({ kind, ...facts }: Difference): string {
  return [kind.padEnd(18), ...Object.entries(facts).map(([name, value]) => `${name}=${value}`)].join('  ');
}
