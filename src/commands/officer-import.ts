import type { Command } from 'commander';
import type { ListedNewOfficer } from '../app/store.ts';
import type { Day } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { ADDRESSES, formOfAddress } from '../domain/form-of-address.ts';
import { LONGEST_PERSON, LONGEST_POSITION, readName } from '../domain/written-name.ts';
import { print, UsageError, withDatabase } from './open-office.ts';
import { readTableFile, type TableRow } from './table-file.ts';

const COLUMNS = {
  name: ['họ tên', 'họ và tên', 'tên'],
  address: ['xưng hô', 'cách xưng hô'],
  positions: ['chức danh', 'position'],
  supervisor: ['cấp trên', 'người phụ trách'],
  rights: ['quyền'],
} as const;
type Row = TableRow<keyof typeof COLUMNS>;

export function addOfficerImportCommand(officer: Command): void {
  officer
    .command('import <file>')
    .description(
      'add officers from a file: «name; form of address; position, position; supervisor; admin, leader» a line, CSV, or JSON lines; all of them or none',
    )
    .action((path: string) => importCommand(path));
}

async function importCommand(path: string): Promise<void> {
  const table = readTableFile(path, COLUMNS);
  await withDatabase(async ({ office, clock }, store) => {
    const now = clock.now();
    const today = office.zone.dayOf(now);
    const present = (await store.officers(today)).map((officer) => officer.name);
    const { officers, problems } = readRows(table.rows, present, today);
    const all = [...table.problems, ...problems];
    if (all.length > 0) throw new UsageError(`nothing was added: ${all.join('; ')}`);
    if (officers.length === 0) throw new UsageError(`${path} holds no officer`);
    const known = new Set((await store.positionAliases()).map((alias) => alias.folded));
    const change = { kind: 'people', change: { act: 'add-officers', officers } } as const;
    if ((await store.applyChanges({ changes: [change], at: now, officerId: null })) === 'stale') {
      throw new UsageError('nothing was added: the office changed meanwhile; try again');
    }
    print(`added ${officers.length} officers`);
    const held = new Map(officers.flatMap((officer) => officer.positions.map((name) => [fold(name), name])));
    for (const [folded, name] of held) if (!known.has(folded)) print(`new position, in no plan so far: ${name}`);
  });
}

const PROBLEMS = {
  empty: 'the name is missing',
  long: `the name is longer than ${LONGEST_PERSON} characters`,
  odd: 'the name holds what names do not hold',
};
const RIGHTS: Readonly<Record<string, 'admin' | 'leader'>> = {
  admin: 'admin',
  'quan tri': 'admin',
  leader: 'leader',
  'lanh dao': 'leader',
};

function readRows(
  rows: readonly Row[],
  present: readonly string[],
  from: Day,
): { officers: ListedNewOfficer[]; problems: string[] } {
  const problems: string[] = [];
  const taken = new Set(present.map(fold));
  const officers = rows.map(({ line, values }): ListedNewOfficer => {
    const bad = (problem: string) => problems.push(`line ${line}: ${problem}`);
    const { address, supervisor, rights } = values;
    const name = readName(values.name, LONGEST_PERSON);
    if (name.kind !== 'name') bad(PROBLEMS[name.kind]);
    else if (taken.has(fold(name.name))) bad(`there is an officer «${name.name}» already`);
    else taken.add(fold(name.name));
    const called = address === '' ? null : formOfAddress(address);
    if (address !== '' && called === null) bad(`«${address}» is no form of address; known: ${ADDRESSES.join(', ')}`);
    const positions = listed(values.positions).map((position) => readName(position, LONGEST_POSITION));
    if (positions.some((each) => each.kind !== 'name')) bad('a position is no name, or too long');
    const known = listed(rights).map((right) => RIGHTS[fold(right)]);
    if (known.includes(undefined)) bad(`«${rights}» is no right; known: admin, leader`);
    return {
      name: name.kind === 'name' ? name.name : '',
      address: called,
      isAdmin: known.includes('admin'),
      isLeader: known.includes('leader'),
      supervisor: supervisor === '' ? null : supervisor,
      positions: positions.flatMap((each) => (each.kind === 'name' ? each.name : [])),
      from,
    };
  });
  // Whoever is above somebody may stand further down.
  for (const [index, { name, supervisor }] of officers.entries()) {
    if (supervisor === null) continue;
    const { line } = rows[index]!;
    if (!taken.has(fold(supervisor))) problems.push(`line ${line}: there is no officer «${supervisor}» to be above`);
    else if (fold(supervisor) === fold(name)) problems.push(`line ${line}: nobody can be their own supervisor`);
    else if (isInLoop(officers, name)) problems.push(`line ${line}: «${name}» would be above «${supervisor}» as well`);
  }
  return { officers, problems };
}

/** True where the supervisors of the file lead back to the same person. */
function isInLoop(officers: readonly ListedNewOfficer[], name: string): boolean {
  const above = new Map(
    officers.map((each) => [fold(each.name), each.supervisor === null ? null : fold(each.supervisor)]),
  );
  const seen = new Set<string>();
  for (let next = above.get(fold(name)) ?? null; next !== null && !seen.has(next); next = above.get(next) ?? null) {
    if (next === fold(name)) return true;
    seen.add(next);
  }
  return false;
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
