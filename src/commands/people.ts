import type { Command } from 'commander';
import { inviteOfficer, SINCE_EVER } from '../app/people.ts';
import { type Day, isoDate } from '../domain/civil-day.ts';
import { inviteCodes } from '../runtime/invite-codes.ts';
import { isoInstant } from '../runtime/zone.ts';
import { addressArgument, dayArgument, nameArgument, nameList, personArgument } from './arguments.ts';
import { addOfficerChangeCommands, theOfficer } from './officer-changes.ts';
import { addOfficerImportCommand } from './officer-import.ts';
import { print, printJson, UsageError, withDatabase, withReadonlyDatabase } from './open-office.ts';

export function addPeopleCommands(program: Command): void {
  const officer = program.command('officer').description('people of the office');
  officer
    .command('add')
    .description('add an officer')
    .requiredOption('--name <name>', 'full name', personArgument)
    .option('--position <position>', 'a position held; can be given several times', nameList)
    .option('--address <word>', 'form of address: anh, chị, cô, chú, đồng chí …', addressArgument)
    .option('--admin', 'is an administrator')
    .option('--leader', 'is a leader: hears what stays overdue, closes nothing')
    .option('--supervisor <name>', 'who is told when this officer is late', nameArgument)
    .action((options: AddOptions) => addCommand(options));
  officer
    .command('list')
    .description('list the officers')
    .option('--json', 'print JSON')
    .action((options: { json?: true }) => listCommand(options));
  officer
    .command('leave')
    .description('enter days away, with who stands in')
    .requiredOption('--name <name>', 'who is away', nameArgument)
    .requiredOption('--from <date>', 'first day away', dayArgument)
    .requiredOption('--to <date>', 'last day away', dayArgument)
    .option('--stand-in <name>', 'who is reminded instead', nameArgument)
    .action((options: LeaveOptions) => leaveCommand(options));
  addOfficerChangeCommands(officer);
  addOfficerImportCommand(officer);
  program
    .command('invite')
    .description('make a one-time code with which an officer links a chat; it works for 48 hours')
    .requiredOption('--name <name>', 'the officer', nameArgument)
    .option('--json', 'print JSON')
    .action((options: { name: string; json?: true }) => inviteCommand(options));
}

interface AddOptions {
  readonly name: string;
  readonly position?: readonly string[];
  readonly address?: string;
  readonly admin?: true;
  readonly leader?: true;
  readonly supervisor?: string;
}

async function addCommand(options: AddOptions): Promise<void> {
  await withDatabase(async ({ office, clock }, store) => {
    const now = clock.now();
    const today = office.zone.dayOf(now);
    const supervisor = options.supervisor === undefined ? null : await theOfficer(store, today, options.supervisor);
    const result = await store.addOfficer({
      name: options.name,
      address: options.address ?? null,
      isAdmin: options.admin ?? false,
      isLeader: options.leader ?? false,
      supervisorId: supervisor?.id ?? null,
      positions: options.position ?? [],
      from: SINCE_EVER,
      at: now,
    });
    if (result.kind === 'name-taken') throw new UsageError(`there is an officer «${options.name}» already`);
    print(`added officer ${result.officerId}: ${options.name}`);
    for (const position of result.newPositions) print(`new position, in no plan so far: ${position}`);
  });
}

async function listCommand({ json }: { json?: true }): Promise<void> {
  await withReadonlyDatabase(async ({ office, clock }, store) => {
    const officers = await store.officers(office.zone.dayOf(clock.now()));
    const nameOf = new Map(officers.map((officer) => [officer.id, officer.name]));
    const rows = officers.map((officer) => ({
      id: officer.id,
      name: officer.name,
      address: officer.address,
      positions: officer.positions,
      admin: officer.isAdmin,
      leader: officer.isLeader,
      supervisor: officer.supervisorId === null ? null : (nameOf.get(officer.supervisorId) ?? null),
      chats: officer.links.map(({ channel, state }) => ({ channel, state })),
    }));
    if (json) return printJson(rows);
    if (rows.length === 0) return print('no officers');
    for (const row of rows) {
      const roles = [row.admin ? 'administrator' : '', row.leader ? 'leader' : ''].filter((role) => role !== '');
      const chats = row.chats.map((chat) => (chat.state === 'active' ? chat.channel : `${chat.channel} (broken)`));
      const about = [...row.positions, ...roles, chats.length === 0 ? 'no chat' : chats.join(', ')];
      print(`${row.id}  ${row.name}: ${about.join('; ')}`);
    }
  });
}

interface LeaveOptions {
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
  readonly standIn?: string;
}

async function leaveCommand({ name, from, to, standIn }: LeaveOptions): Promise<void> {
  if (to < from) throw new UsageError('--to lies before --from');
  await withDatabase(async ({ office, clock }, store) => {
    const now = clock.now();
    const today = office.zone.dayOf(now);
    const officer = await theOfficer(store, today, name);
    const other = standIn === undefined ? null : await theOfficer(store, today, standIn);
    if (other?.id === officer.id) throw new UsageError('nobody can stand in for themselves');
    if (to < today) throw new UsageError('these days have passed');
    const meanwhile = (await store.leaves({ from })).filter((leave) => leave.from <= to);
    const own = meanwhile.find((leave) => leave.officerId === officer.id);
    if (own) throw new UsageError(`${officer.name} is away already ${daysOf(own)}`);
    const away = other && meanwhile.find((leave) => leave.officerId === other.id);
    if (away) throw new UsageError(`${other.name} is away ${daysOf(away)}, and cannot stand in`);
    await store.addLeave({ officerId: officer.id, from, to, standInId: other?.id ?? null, at: now });
    print(`entered leave of officer ${officer.id}`);
  });
}

const daysOf = ({ from, to }: { readonly from: Day; readonly to: Day }): string =>
  from === to ? `on ${isoDate(from)}` : `from ${isoDate(from)} to ${isoDate(to)}`;

async function inviteCommand({ name, json }: { name: string; json?: true }): Promise<void> {
  await withDatabase(async ({ office, clock }, store) => {
    const now = clock.now();
    const officer = await theOfficer(store, office.zone.dayOf(now), name);
    const invite = await inviteOfficer({ store, codes: inviteCodes }, officer.id, now);
    const expiresAt = isoInstant(invite.expiresAt, office.zone);
    if (json) return printJson({ code: invite.code, expiresAt });
    print(`${invite.code}  for ${officer.name}, until ${expiresAt}: they send it to the bot, once`);
  });
}
