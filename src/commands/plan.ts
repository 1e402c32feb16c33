import type { Command } from 'commander';
import { applyPlan, taskForYear } from '../app/apply-plan.ts';
import { computeDeadlines, type DeadlineTask } from '../app/deadlines.ts';
import { makePlan } from '../app/plan.ts';
import { civilDate, type Day, isoDate } from '../domain/civil-day.ts';
import type { PlanFile } from '../domain/plan-file.ts';
import { isPolicyName } from '../domain/policy.ts';
import { loadCalendar, loadPlan } from '../runtime/data.ts';
import { dayArgument, yearArgument } from './arguments.ts';
import { type Context, print, printJson, UsageError, withDatabase, withReadonlyDatabase } from './open-office.ts';

export function addPlanCommands(program: Command): void {
  const plan = program.command('plan').description('plans: documents with tasks, applied to a year');
  plan
    .command('apply <file>')
    .description('apply a plan file to a year; doing it again changes nothing')
    .requiredOption('--year <year>', 'year that the plan is for', yearArgument)
    .option('--from <date>', 'day from which the bot answers for it (default: today)', dayArgument)
    .action((path: string, options: { year: number; from?: Day }) => applyCommand(path, options));
  plan
    .command('list')
    .description('list the applied plans')
    .option('--json', 'print JSON')
    .action((options: { json?: true }) => listCommand(options));
  program
    .command('deadlines')
    .description('compute the deadlines of a period')
    .requiredOption('--from <date>', 'first day', dayArgument)
    .requiredOption('--to <date>', 'last day', dayArgument)
    .option('--year <year>', 'year that the plan file is applied to (default: the year of --from)', yearArgument)
    .option('--plan <file>', 'a plan file, instead of the plans in the database')
    .option('--json', 'print JSON')
    .action((options: DeadlineOptions) => deadlinesCommand(options));
}

async function applyCommand(path: string, { year, from }: { year: number; from?: Day }): Promise<void> {
  const file = loadPlan(path);
  await withDatabase(async (context, store) => {
    const { office, clock } = context;
    checkPolicies(file, context);
    const now = clock.now();
    const summary = await applyPlan(
      { store, office, plan: makePlan({ ...context, store }) },
      { file, year, from: from ?? office.zone.dayOf(now), now },
    );
    const { added, changed, unchanged, removed, edited, held, moved } = summary;
    print(
      `${file.id} ${year} from ${isoDate(summary.from)}: ${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed`,
    );
    if (edited > 0) print(`  ${edited} keep what people changed in the office`);
    if (from !== undefined && summary.from !== from) print('  applied before: it keeps its first day');
    for (const { ref, title, from: before, to } of moved)
      print(`  ${ref}  ${isoDate(before)} → ${isoDate(to)}  ${title}`);
    if (held.length > 0) {
      print(`${held.length} past already; nobody is reminded until an administrator settles them in the chat:`);
      for (const { task, target } of held) print(`  ${task.ref}  ${isoDate(target)}  ${task.title}`);
    }
  });
}

function checkPolicies(file: PlanFile, { office }: Context): void {
  for (const task of file.tasks) {
    if (task.policy !== undefined && !isPolicyName(office.policies, task.policy)) {
      throw new UsageError(`${file.id}: ${task.ref} policy: there is no policy «${task.policy}»`);
    }
  }
}

async function listCommand({ json }: { json?: true }): Promise<void> {
  await withReadonlyDatabase(async (_context, store) => {
    const plans = (await store.appliedPlans()).map((plan) => ({ ...plan, from: isoDate(plan.from) }));
    if (json) return printJson(plans);
    if (plans.length === 0) return print('no plan is applied');
    for (const plan of plans)
      print(`${plan.planId} ${plan.year} from ${plan.from}: ${plan.tasks} tasks, ${plan.name} (${plan.source})`);
  });
}

interface DeadlineOptions {
  readonly from: Day;
  readonly to: Day;
  readonly year?: number;
  readonly plan?: string;
  readonly json?: true;
}

async function deadlinesCommand({ from, to, year, plan, json }: DeadlineOptions): Promise<void> {
  if (to < from) throw new UsageError('--to lies before --from');
  const lines = plan === undefined ? await fromDatabase(from, to, year) : fromFile(plan, from, to, year);
  if (json) return printJson(lines);
  for (const line of lines) {
    const last = line.legalLastDay === line.lastDay ? 'last day' : 'by law until';
    const dates = line.target === line.legalLastDay ? line.target : `${line.target} (${last} ${line.legalLastDay})`;
    print(
      `${dates}  ${line.ref.padEnd(10)} ${line.title}${line.period === '' ? '' : `, ${line.period}`}${line.certainty === 'provisional' ? '  [provisional]' : ''}`,
    );
  }
}

function fromFile(path: string, from: Day, to: Day, year = civilDate(from).year) {
  const file = loadPlan(path);
  const tasks: DeadlineTask[] = file.tasks.map((task) => taskForYear(task, file.year, year));
  return computeDeadlines(tasks, [], loadCalendar(), from, to);
}

function fromDatabase(from: Day, to: Day, year: number | undefined) {
  return withReadonlyDatabase(async ({ office }, store) => {
    const tasks = (await store.tasks()).filter(
      (task) => task.state === 'active' && (year === undefined || task.year === year),
    );
    const plans = await store.appliedPlans();
    const spanned = tasks.map((task) => {
      const own = plans.find((plan) => plan.planId === task.planId && plan.year === task.year);
      const later = plans.some((plan) => plan.planId === task.planId && plan.year < task.year);
      return { ...task, span: { ...task, tookOverOn: later ? (own?.from ?? null) : null } };
    });
    return computeDeadlines(spanned, await store.officeEvents(), office.calendar, from, to);
  });
}
