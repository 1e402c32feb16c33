import { type Command, InvalidArgumentError } from 'commander';
import { type Proof, proofOf } from '../app/proof.ts';
import { civilDate, type Day, dayOf, isoDate } from '../domain/civil-day.ts';
import type { Office } from '../domain/office-hours.ts';
import { isoInstant } from '../runtime/zone.ts';
import { proofText } from '../text/proof.ts';
import { dayArgument, nameArgument } from './arguments.ts';
import { print, printJson, UsageError, withReadonlyDatabase } from './open-office.ts';

interface ProofOptions {
  readonly task: string;
  readonly from?: Day;
  readonly to?: Day;
  readonly json?: true;
}

export function addProofCommand(program: Command): void {
  program
    .command('proof')
    .description('who was told what when about a task, and who did what when, for the yearly assessment')
    .requiredOption('--task <ref>', 'the task, by its reference in the plan', nameArgument)
    .option('--from <date>', 'deadlines from this last day on; without it those of this year', dayArgument)
    .option('--to <date>', 'deadlines up to this last day', dayArgument)
    .option('--json', 'print JSON')
    .action((options: ProofOptions) => proofCommand(options));
}

async function proofCommand({ task, json, ...days }: ProofOptions): Promise<void> {
  await withReadonlyDatabase(async ({ office, clock }, store) => {
    const now = clock.now();
    const { year } = civilDate(office.zone.dayOf(now));
    const { from = dayOf(year, 1, 1), to = dayOf(year, 12, 31) } = days;
    if (from > to) throw new InvalidArgumentError('--from lies after --to.');
    const proof = await proofOf({ store, office }, { ref: task, from, to, now });
    if (!proof) throw new UsageError(`no task «${task}»; for example III.1.6`);
    if (json) printJson(asJson(proof, office));
    else print(asText(proof, office, now));
  });
}

function asText(proof: Proof, { name, zone }: Office, now: number): string {
  const moment = (at: number) => ({ day: zone.dayOf(at), minute: zone.minuteOf(at) });
  const deadlines = proof.deadlines.map((deadline) => ({
    ...deadline,
    reports: deadline.reports.map(({ at, ...report }) => ({ ...report, moment: moment(at) })),
  }));
  return proofText({ ...proof, deadlines, office: name, printed: moment(now) });
}

function asJson(proof: Proof, { zone }: Office) {
  return {
    task: proof.ref,
    title: proof.title,
    from: isoDate(proof.from),
    to: isoDate(proof.to),
    deadlines: proof.deadlines.map((deadline) => ({
      occurrence: deadline.occurrenceId,
      period: deadline.period,
      label: deadline.label,
      lastDay: isoDate(deadline.lastDay),
      legalLastDay: isoDate(deadline.legalLastDay),
      extendedTo: deadline.extendedTo === null ? null : isoDate(deadline.extendedTo),
      state: deadline.state,
      leads: deadline.leads.map(({ name }) => name),
      reports: deadline.reports.map(({ person, at, documentNumber, daysLate }) => ({
        officer: person?.name ?? null,
        at: isoInstant(at, zone),
        documentNumber,
        daysLate,
      })),
      lines: deadline.lines.map(({ moment, ...line }) => ({
        at: isoInstant(zone.instant(moment.day, moment.minute), zone),
        ...withNames(line),
      })),
    })),
  };
}

/** Names instead of whole records: nothing of an officer's chats belongs on paper. */
function withNames<Line extends object>(line: Line): Line {
  return 'person' in line ? { ...line, person: (line.person as { name: string } | null)?.name ?? null } : line;
}
