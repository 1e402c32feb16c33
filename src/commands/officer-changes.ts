import type { Command } from 'commander';
import { dutiesOf, handOverChanges } from '../app/conversation/commands/people/duties.ts';
import { readDirectory } from '../app/directory.ts';
import { isAbove, officersNamed } from '../app/people.ts';
import type { Change, OfficerEdit, OfficerView, Store } from '../app/store.ts';
import type { Day } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { addressArgument, nameArgument, personArgument } from './arguments.ts';
import { print, UsageError, withDatabase } from './open-office.ts';

/** «officer set» and «officer remove», under the given command. */
export function addOfficerChangeCommands(officer: Command): void {
  officer
    .command('set')
    .description('change an officer: name, form of address, supervisor, rights')
    .requiredOption('--name <name>', 'the officer', nameArgument)
    .option('--rename <name>', 'the full name from now on', personArgument)
    .option('--address <word>', 'form of address: anh, chị, cô, chú, đồng chí …', addressArgument)
    .option('--supervisor <name>', 'who is told when this officer is late', nameArgument)
    .option('--no-supervisor', 'nobody is told when this officer is late')
    .option('--admin', 'is an administrator')
    .option('--no-admin', 'is no administrator any more')
    .option('--leader', 'is a leader')
    .option('--no-leader', 'is no leader any more')
    .action((options: SetOptions) => setCommand(options));
  officer
    .command('remove')
    .description('an officer does not work here any more; what was done stays in the history')
    .requiredOption('--name <name>', 'the officer', nameArgument)
    .option('--successor <name>', 'who takes over all positions and tasks', nameArgument)
    .action((options: { name: string; successor?: string }) => removeCommand(options));
}

interface SetOptions {
  readonly name: string;
  readonly rename?: string;
  readonly address?: string;
  readonly supervisor?: string | false;
  readonly admin?: boolean;
  readonly leader?: boolean;
}

async function setCommand(options: SetOptions): Promise<void> {
  await withDatabase(async ({ office, clock }, store) => {
    const now = clock.now();
    const today = office.zone.dayOf(now);
    const officer = await theOfficer(store, today, options.name);
    const { supervisor } = options;
    const above = supervisor ? await theOfficer(store, today, supervisor) : null;
    if (above?.id === officer.id) throw new UsageError('nobody can be their own supervisor');
    if (above && isAbove(await store.officers(today), officer.id, above.id))
      throw new UsageError(`${above.name} is supervised by ${officer.name} already, perhaps through others`);
    const taken =
      options.rename !== undefined && officersCalled(await store.officers(today), options.rename, officer.id);
    if (taken) throw new UsageError(`there is an officer «${options.rename}» already`);
    const set: OfficerEdit = {
      ...(options.rename === undefined ? {} : { name: options.rename }),
      ...(options.address === undefined ? {} : { address: options.address }),
      ...(supervisor === undefined ? {} : { supervisorId: above?.id ?? null }),
      ...(options.admin === undefined ? {} : { isAdmin: options.admin }),
      ...(options.leader === undefined ? {} : { isLeader: options.leader }),
    };
    if (Object.keys(set).length === 0) throw new UsageError('say what to change; see `officer set --help`');
    const edit = { act: 'edit-officer', officerId: officer.id, set } as const;
    await change(store, now, [{ kind: 'people', change: edit }], 'this');
    print(`changed officer ${officer.id}`);
  });
}

async function removeCommand({ name, successor }: { name: string; successor?: string }): Promise<void> {
  await withDatabase(async ({ office, clock }, store) => {
    const now = clock.now();
    const today = office.zone.dayOf(now);
    const officer = await theOfficer(store, today, name);
    const other = successor === undefined ? null : await theOfficer(store, today, successor);
    if (other?.id === officer.id) throw new UsageError('nobody can succeed themselves');
    const moment = { directory: await readDirectory(store, today), today, now };
    const duties = await dutiesOf({ store }, moment, officer.id, today);
    const handOver = { fromId: officer.id, toId: other?.id ?? 0, from: today };
    await change(
      store,
      now,
      [
        ...(other ? await handOverChanges({ store }, moment, duties, handOver) : []),
        { kind: 'people', change: { act: 'remove-officer', officerId: officer.id, on: today - 1 } },
      ],
      'this',
    );
    print(`officer ${officer.id} has left`);
    const left = [...duties.positions.map(({ name: position }) => position), ...duties.personal.map(({ ref }) => ref)];
    if (left.length > 0 && !other) print(`nobody answers for these any more, unless others do: ${left.join(', ')}`);
  });
}

/** Applies changes together; `what` begins the sentence that says why they may have been refused. */
async function change(store: Store, at: number, changes: readonly Change[], what: string): Promise<void> {
  if ((await store.applyChanges({ changes, at, officerId: null })) === 'applied') return;
  throw new UsageError(`nothing was changed: ${what} would leave no administrator who can be reached`);
}

const officersCalled = (officers: readonly OfficerView[], name: string, except: number): boolean =>
  officers.some((other) => other.id !== except && fold(other.name) === fold(name));

export async function theOfficer(store: Store, today: Day, name: string): Promise<OfficerView> {
  const [officer, another] = officersNamed(await store.officers(today), name);
  if (!officer) throw new UsageError(`there is no officer «${name}»; see \`officer list\``);
  if (another) throw new UsageError(`there are several officers «${name}»`);
  return officer;
}
