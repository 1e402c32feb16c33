import type { Command } from 'commander';
import { awaitedEvents } from '../app/awaited-events.ts';
import { makePlan } from '../app/plan.ts';
import type { Store } from '../app/store.ts';
import { tellMoved } from '../app/tell-admins.ts';
import { type Day, isoDate } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { splitPeriod } from '../domain/schedule.ts';
import { dayArgument, nameArgument, numberArgument } from './arguments.ts';
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
    .description('list the events that tasks wait for, or those that are recorded')
    .option('--recorded', 'what was recorded and not withdrawn, with its number')
    .option('--json', 'print JSON')
    .action((options: ListOptions) => listCommand(options));
  event
    .command('withdraw')
    .description('take back an event that was recorded wrongly; what it started is cancelled')
    .argument('<number>', 'as `event list --recorded` shows it', numberArgument)
    .action((id: number) => withdrawCommand(id));
}

const FURTHEST_DAYS = 366;

interface AddOptions {
  readonly event: string;
  readonly date: Day;
  readonly note?: string;
  readonly again?: true;
}

async function addCommand({ event, date, note, again }: AddOptions): Promise<void> {
  await withDatabase(async (context, store) => {
    const known = awaitedEvents(await store.tasks()).map((each) => each.name);
    const name = known.find((each) => fold(each) === fold(event));
    if (name === undefined) {
      const names = known.map((each) => `«${each}»`).join(', ');
      throw new UsageError(`no task waits for «${event}»; known: ${names || 'none, no plan is applied'}`);
    }
    const now = context.clock.now();
    // What is expected soon may be entered for a look ahead; another year is a slip.
    if (Math.abs(date - context.office.zone.dayOf(now)) > FURTHEST_DAYS)
      throw new UsageError(`${isoDate(date)} is more than a year away`);
    const same = (await store.officeEvents()).find((e) => e.name === name && e.day === date && e.note === (note ?? ''));
    if (same && !again) throw new UsageError(`recorded already, as event ${same.id}; give another --note, or --again`);
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

interface ListOptions {
  readonly recorded?: true;
  readonly json?: true;
}

async function listCommand({ recorded, json }: ListOptions): Promise<void> {
  await withReadonlyDatabase(async (_context, store) => {
    if (recorded) return listRecorded(store, json);
    const events = awaitedEvents(await store.tasks());
    if (json) return printJson(events);
    if (events.length === 0) return print('no task waits for an event');
    for (const { name, refs } of events) print(`${name}: ${refs.join(', ')}`);
  });
}

async function listRecorded(store: Store, json: true | undefined): Promise<void> {
  const events = (await store.officeEvents()).map(({ id, kind, name, day, note }) => {
    return { id, kind, name, day: isoDate(day), note };
  });
  if (json) return printJson(events);
  if (events.length === 0) return print('no event is recorded');
  for (const { id, name, day, note } of events) print(`${id}  ${day}  ${name}${note === '' ? '' : `: ${note}`}`);
}

async function withdrawCommand(eventId: number): Promise<void> {
  await withDatabase(async (context, store) => {
    const known = await store.officeEvents();
    const event = known.find(({ id }) => id === eventId);
    if (!event) throw new UsageError(`no recorded event ${eventId}; see \`event list --recorded\``);
    // Tasks that were made for a dossier go with it.
    const active = new Set((await store.tasks()).flatMap(({ id, state }) => (state === 'active' ? [id] : [])));
    const made = known.filter(({ id, caseId }) => id === eventId || caseId === eventId);
    const taskIds = made.flatMap(({ taskId }) => (taskId !== null && active.has(taskId) ? [taskId] : []));
    const now = context.clock.now();
    const result = await store.applyChanges({
      changes: [
        { kind: 'case', change: { act: 'withdraw', eventId } },
        ...taskIds.map((taskId) => ({ kind: 'task', change: { act: 'remove', taskId } }) as const),
      ],
      at: now,
      officerId: null,
    });
    if (result === 'stale') throw new UsageError(`event ${eventId} was withdrawn meanwhile`);
    await makePlan({ ...context, store })(now);
    print(`withdrew event ${eventId}: ${event.name}, ${isoDate(event.day)}`);
  });
}
