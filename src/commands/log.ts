import { type Command, InvalidArgumentError } from 'commander';
import type { LoggedEvent, Store } from '../app/store.ts';
import { fold } from '../domain/fold.ts';
import { isoInstant } from '../runtime/zone.ts';
import { nameArgument } from './arguments.ts';
import { print, UsageError, withReadonlyDatabase } from './open-office.ts';

const AT_ONCE = 1000;
const MOST_OF_TASK = 100_000;

export function addLogCommand(program: Command): void {
  program
    .command('log')
    .description('print the event log: who was told what when, who answered, who changed what')
    .option('--after <id>', 'only events after this one, to go on where an earlier export ended', idArgument)
    .option('--task <ref>', 'only events about this task, by its reference in the plan', nameArgument)
    .option('--json', 'print one JSON object a line')
    .action((options: LogOptions) => logCommand(options));
}

interface LogOptions {
  readonly after?: number;
  readonly task?: string;
  readonly json?: true;
}

function idArgument(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Not the number of an event.');
  return Number(text);
}

async function logCommand({ after = 0, task, json }: LogOptions): Promise<void> {
  await withReadonlyDatabase(async ({ office }, store) => {
    const wanted = task === undefined ? () => true : await aboutTask(store, task);
    for (let last = after; ; ) {
      const events = await store.events({ after: last, limit: AT_ONCE });
      for (const event of events) {
        if (!wanted(event)) continue;
        const line = { ...event, at: isoInstant(event.at, office.zone) };
        print(json ? JSON.stringify(line) : plainLine(line));
      }
      const newest = events.at(-1);
      if (!newest || events.length < AT_ONCE) return;
      last = newest.id;
    }
  });
}

function plainLine({
  id,
  at,
  kind,
  occurrenceId,
  officerId,
  deliveryId,
  inboundId,
  data,
}: LineOf<LoggedEvent>): string {
  const ids = Object.entries({
    occurrence: occurrenceId,
    officer: officerId,
    delivery: deliveryId,
    inbound: inboundId,
  }).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]));
  const facts = Object.keys(data).length === 0 ? [] : [JSON.stringify(data)];
  return [id, at, kind, ...ids, ...facts].join('  ');
}

/** With the instant as people read it. */
type LineOf<E> = Omit<E, 'at'> & { readonly at: string };

/** Events about the task itself, its deadlines, and the messages that these were in; of every year with that reference. */
async function aboutTask(store: Store, ref: string): Promise<(event: LoggedEvent) => boolean> {
  const tasks = (await store.tasks()).filter((task) => fold(task.ref) === fold(ref));
  if (tasks.length === 0) throw new UsageError(`no task «${ref}»; for example III.1.6`);
  const taskIds = new Set(tasks.map((task) => task.id));
  const occurrenceIds = new Set<number>();
  for (const taskId of taskIds) {
    for (const { id } of await store.occurrencesOfTask({ taskId, limit: MOST_OF_TASK })) occurrenceIds.add(id);
  }
  const deliveryIds = new Set((await store.tellings([...occurrenceIds])).map((telling) => telling.deliveryId));
  return ({ occurrenceId, deliveryId, data }) =>
    (occurrenceId !== null && occurrenceIds.has(occurrenceId)) ||
    (deliveryId !== null && deliveryIds.has(deliveryId)) ||
    (typeof data.taskId === 'number' && taskIds.has(data.taskId));
}
