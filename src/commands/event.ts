import type { Command } from 'commander';
import { makePlan } from '../app/plan.ts';
import type { TaskView } from '../app/store.ts';
import { tellMoved } from '../app/tell-admins.ts';
import { type Day, isoDate } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { isEventRule } from '../domain/rule.ts';
import { splitPeriod } from '../domain/schedule.ts';
import { dayArgument, nameArgument } from './arguments.ts';
import { print, printJson, UsageError, withDatabase, withReadonlyDatabase } from './open-office.ts';

export function addEventCommands(program: Command): void {
  const event = program.command('event').description('things that happen and start a term: a petition, a decision');
  event
    .command('add')
    .description('record an event and plan what is due because of it')
    .requiredOption('--event <name>', 'the event as the plan names it; see `event list`', nameArgument)
    .requiredOption('--date <date>', 'the day on which it happened', dayArgument)
    .option('--again', 'record it although the same event, day and note are recorded already')
    .option('--note <text>', 'what this case is about; shown with the reminder', nameArgument)
    .action((options: AddOptions) => addCommand(options));
  event
    .command('list')
    .description('list the events that tasks wait for')
    .option('--json', 'print JSON')
    .action((options: { json?: true }) => listCommand(options));
}

interface AddOptions {
  readonly event: string;
  readonly date: Day;
  readonly note?: string;
  readonly again?: true;
}

async function addCommand({ event, date, note, again }: AddOptions): Promise<void> {
  await withDatabase(async (context, store) => {
    const known = eventNames(await store.tasks());
    const name = [...known.keys()].find((each) => fold(each) === fold(event));
    if (name === undefined) {
      const names = [...known.keys()].map((each) => `«${each}»`).join(', ');
      throw new UsageError(`no task waits for «${event}»; known: ${names || 'none, no plan is applied'}`);
    }
    const same = (await store.officeEvents()).find((e) => e.name === name && e.day === date && e.note === (note ?? ''));
    if (same && !again) throw new UsageError(`recorded already, as event ${same.id}; give another --note, or --again`);
    const now = context.clock.now();
    const recorded = await store.recordEvent({ name, day: date, note: note ?? '', at: now });
    const { moved } = await makePlan({ ...context, store })(now);
    await tellMoved({ store, office: context.office }, moved, now);
    const open = await store.occurrences({ states: ['open'] });
    const started = open.filter((occurrence) => splitPeriod(occurrence.period).key === `e${recorded.id}`);
    print(`recorded event ${recorded.id}: ${name}, ${isoDate(date)}`);
    for (const { task, target, legalLastDay } of started) {
      const law = legalLastDay === target ? '' : ` (by law ${isoDate(legalLastDay)})`;
      print(`  ${task.ref}  ${isoDate(target)}${law}  ${task.title}`);
    }
  });
}

async function listCommand({ json }: { json?: true }): Promise<void> {
  await withReadonlyDatabase(async (_context, store) => {
    const events = [...eventNames(await store.tasks())].map(([name, refs]) => ({ name, refs }));
    if (json) return printJson(events);
    if (events.length === 0) return print('no task waits for an event');
    for (const { name, refs } of events) print(`${name}: ${refs.join(', ')}`);
  });
}

function eventNames(tasks: readonly TaskView[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const task of tasks) {
    if (task.state !== 'active') continue;
    for (const rule of task.rules)
      if (isEventRule(rule)) names.set(rule.event, [...(names.get(rule.event) ?? []), task.ref]);
  }
  return names;
}
