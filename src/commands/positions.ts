import type { Command } from 'commander';
import type { PositionView, Store } from '../app/store.ts';
import { type Day, isoDate } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { dayArgument, nameArgument } from './arguments.ts';
import { theOfficer } from './officer-changes.ts';
import { print, printJson, UsageError, withDatabase, withReadonlyDatabase } from './open-office.ts';

export function addPositionCommands(program: Command): void {
  const position = program.command('position').description('positions, which plans name, and who holds them');
  position
    .command('list')
    .description('list the positions with those who hold them')
    .option('--json', 'print JSON')
    .action((options: { json?: true }) => listCommand(options));
  position
    .command('assign')
    .description('give a position to an officer')
    .requiredOption('--position <position>', 'the position, by any of its names', nameArgument)
    .requiredOption('--name <name>', 'the officer', nameArgument)
    .option('--from <date>', 'first day; today without it', dayArgument)
    .option('--to <date>', 'last day; until further notice without it', dayArgument)
    .option('--new', 'make the position where there is none of that name')
    .action((options: AssignOptions) => assignCommand(options));
  position
    .command('end')
    .description('an officer does not hold a position any more')
    .requiredOption('--position <position>', 'the position, by any of its names', nameArgument)
    .requiredOption('--name <name>', 'the officer', nameArgument)
    .option('--last-day <date>', 'the last day; yesterday without it', dayArgument)
    .action((options: EndOptions) => endCommand(options));
}

interface AssignOptions {
  readonly position: string;
  readonly name: string;
  readonly from?: Day;
  readonly to?: Day;
  readonly new?: true;
}

interface EndOptions {
  readonly position: string;
  readonly name: string;
  readonly lastDay?: Day;
}

async function listCommand({ json }: { json?: true }): Promise<void> {
  await withReadonlyDatabase(async ({ office, clock }, store) => {
    const today = office.zone.dayOf(clock.now());
    const { holdings } = await store.roster();
    const names = new Map((await store.officers(today)).map((officer) => [officer.id, officer.name]));
    const rows = (await store.positions())
      .filter((position) => position.place !== 'person')
      .map(({ id, name, place }) => ({
        id,
        name,
        place,
        holders: holdings
          .filter((each) => each.positionId === id && (each.to === null || each.to >= today))
          .flatMap(({ officerId, from, to }) => {
            const holder = names.get(officerId);
            return holder === undefined
              ? []
              : [{ name: holder, from: isoDate(from), to: to === null ? null : isoDate(to) }];
          }),
      }));
    if (json) return printJson(rows);
    if (rows.length === 0) return print('no positions');
    for (const { id, name, place, holders } of rows) {
      const held = holders.map(({ name: holder, from, to }) => {
        const later = from > isoDate(today) ? ` from ${from}` : '';
        return `${holder}${later}${to === null ? '' : ` until ${to}`}`;
      });
      print(`${id}  ${name}: ${held.length > 0 ? held.join(', ') : place === 'outside' ? 'outside' : 'nobody'}`);
    }
  });
}

async function assignCommand(options: AssignOptions): Promise<void> {
  await withDatabase(async ({ office, clock }, store) => {
    const now = clock.now();
    const today = office.zone.dayOf(now);
    const from = options.from ?? today;
    const to = options.to ?? null;
    if (to !== null && to < from) throw new UsageError('--to lies before --from');
    const officer = await theOfficer(store, today, options.name);
    const known = await positionNamed(store, options.position);
    if (!known && !options.new) throw unknownPosition(options.position);
    const position = known
      ? ({ kind: 'known', ...known } as const)
      : ({ kind: 'new', name: options.position } as const);
    const change = { act: 'hold', officerId: officer.id, position, from, to } as const;
    const result = await store.applyChanges({ changes: [{ kind: 'people', change }], at: now, officerId: null });
    if (result === 'stale') throw new UsageError(`${officer.name} holds «${position.name}» in that time already`);
    print(`${officer.name} holds «${position.name}» from ${isoDate(from)}${to === null ? '' : ` to ${isoDate(to)}`}`);
  });
}

async function endCommand({ position: typed, name, lastDay }: EndOptions): Promise<void> {
  await withDatabase(async ({ office, clock }, store) => {
    const now = clock.now();
    const today = office.zone.dayOf(now);
    const officer = await theOfficer(store, today, name);
    const position = await positionNamed(store, typed);
    if (!position) throw unknownPosition(typed);
    const last = lastDay ?? today - 1;
    const change = { act: 'end-holding', officerId: officer.id, positionId: position.id, lastDay: last } as const;
    const result = await store.applyChanges({ changes: [{ kind: 'people', change }], at: now, officerId: null });
    if (result === 'stale')
      throw new UsageError(`${officer.name} does not hold «${position.name}» after ${isoDate(last)}`);
    print(`${officer.name} holds «${position.name}» up to ${isoDate(last)}`);
  });
}

async function positionNamed(store: Store, name: string): Promise<PositionView | null> {
  const alias = (await store.positionAliases()).find((each) => each.folded === fold(name));
  return (await store.positions()).find((position) => position.id === alias?.positionId) ?? null;
}

const unknownPosition = (name: string): UsageError =>
  new UsageError(`there is no position «${name}»; see \`position list\`, or give --new to make one`);
