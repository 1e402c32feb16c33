import type { Command } from 'commander';
import { daysOfYear } from '../app/calendar-days.ts';
import { previewCalendar } from '../app/calendar-preview.ts';
import { readDirectory } from '../app/directory.ts';
import { makePlan } from '../app/plan.ts';
import type { CalendarChange } from '../app/store.ts';
import { tellMoved } from '../app/tell-admins.ts';
import { civilDate, type Day, isoDate, weekdayOf } from '../domain/civil-day.ts';
import { dayArgument, nameArgument, yearArgument } from './arguments.ts';
import { print, printJson, UsageError, withDatabase, withReadonlyDatabase } from './open-office.ts';

interface SetOptions {
  readonly name?: string;
  readonly source?: string;
  readonly yes?: true;
}

export function addCalendarCommands(program: Command): void {
  const calendar = program.command('calendar').description('days off and worked Saturdays of this office');
  calendar
    .command('list')
    .description('list the days that are not as their weekdays say')
    .option('--year <year>', 'this year without it', yearArgument)
    .option('--json', 'print JSON')
    .action((options: { year?: number; json?: true }) => listCommand(options));
  for (const [kind, what] of [
    ['off', 'enter a weekday off'],
    ['worked', 'enter a Saturday or Sunday that is worked'],
  ] as const) {
    calendar
      .command(kind)
      .argument('<dates...>', 'days, YYYY-MM-DD', dayList)
      .description(`${what}, show which deadlines move, and save with --yes`)
      .option('--name <text>', 'what the day is called', nameArgument)
      .option('--source <text>', 'the notice that says so', nameArgument)
      .option('--yes', 'save it')
      .action((days: Day[], options: SetOptions) => setCommand(kind, days, options));
  }
  calendar
    .command('forget')
    .argument('<dates...>', 'days, YYYY-MM-DD', dayList)
    .description('take back what was entered about these days, and save with --yes')
    .option('--yes', 'save it')
    .action((days: Day[], { yes }: { yes?: true }) => forgetCommand(days, yes));
  calendar
    .command('announce')
    .argument('<year>', 'the year', yearArgument)
    .description("say that the year's official notice is in and entered, and save with --yes")
    .option('--source <text>', 'the notice', nameArgument)
    .option('--yes', 'save it')
    .action((year: number, { source, yes }: SetOptions) => {
      return change([{ act: 'announce-year', year, source: source ?? '' }], yes);
    });
}

const dayList = (text: string, before: readonly Day[] | undefined): Day[] => [...(before ?? []), dayArgument(text)];

async function listCommand({ year, json }: { year?: number; json?: true }): Promise<void> {
  await withReadonlyDatabase(async ({ office, clock }) => {
    const wanted = year ?? civilDate(office.zone.dayOf(clock.now())).year;
    const days = daysOfYear(office.calendar, wanted).map(({ day, ...rest }) => ({ date: isoDate(day), ...rest }));
    if (json) return printJson(days);
    for (const { date, kind, certainty, name } of days)
      print(`${date}  ${kind.padEnd(6)}  ${certainty.padEnd(8)}  ${name}`);
    print(`${days.length} days in ${wanted}`);
  });
}

async function setCommand(kind: 'off' | 'worked', days: readonly Day[], options: SetOptions): Promise<void> {
  for (const day of days) {
    if (kind === 'off' && weekdayOf(day) > 5)
      throw new UsageError(`${isoDate(day)} is a weekend day, which is off anyway`);
    if (kind === 'worked' && weekdayOf(day) <= 5) throw new UsageError(`${isoDate(day)} is no Saturday or Sunday`);
  }
  const name = options.name ?? (kind === 'off' ? 'nghỉ theo thông báo' : 'làm bù');
  const entered = days.map((day) => ({ day, kind, name, source: options.source ?? '' }));
  await change([{ act: 'set-days', days: entered }], options.yes);
}

async function forgetCommand(days: readonly Day[], yes: true | undefined): Promise<void> {
  await withReadonlyDatabase(async (_context, store) => {
    const known = (await store.calendarOverlay()).days.map((each) => each.day);
    const unknown = days.find((day) => !known.includes(day));
    if (unknown !== undefined) throw new UsageError(`nothing was entered about ${isoDate(unknown)}`);
  });
  await change([{ act: 'forget-days', days }], yes);
}

/** Shows what the changes move; saves them and tells the administrators with `--yes`. */
async function change(changes: readonly CalendarChange[], yes: true | undefined): Promise<void> {
  await withDatabase(async (context, store) => {
    const { office, clock } = context;
    const now = clock.now();
    const today = office.zone.dayOf(now);
    const past = changes.flatMap((each) => (each.act === 'set-days' ? each.days : [])).find(({ day }) => day < today);
    if (past) throw new UsageError(`${isoDate(past.day)} is over`);
    const directory = await readDirectory(store, today);
    const { moved } = await previewCalendar({ store, office, directory }, changes, now);
    print(moved.length === 0 ? 'no open deadline moves' : `${moved.length} open deadlines move:`);
    for (const { ref, title, from, to } of moved) print(`  ${ref}  ${isoDate(from)} → ${isoDate(to)}  ${title}`);
    if (!yes) return print('nothing is saved; run it again with --yes');
    await store.applyChanges({
      changes: changes.map((each) => ({ kind: 'calendar', change: each })),
      at: now,
      officerId: null,
    });
    await office.refresh(store);
    const planned = await makePlan({ ...context, store })(now);
    await tellMoved({ store, office }, planned.moved, now);
    print('saved');
  });
}
