import type { Command } from 'commander';
import { readDeadline, readTitle } from '../app/conversation/commands/tasks/slots.ts';
import { readAssignees } from '../app/conversation/find-assignees.ts';
import type { Read } from '../app/conversation/form.ts';
import { readDirectory } from '../app/directory.ts';
import { comingOfNew, pastLastDay } from '../app/new-tasks.ts';
import { addTask, ownRefs, ownTask } from '../app/own-task.ts';
import { makePlan } from '../app/plan.ts';
import type { TaskContent } from '../app/store.ts';
import { isoDate } from '../domain/civil-day.ts';
import type { OpenStore } from '../store/open.ts';
import { sayRules } from '../text/deadline-questions.ts';
import { sayDates } from '../text/task-words.ts';
import { deadlinePastText } from '../text/tasks.ts';
import { type Context, print, printJson, UsageError, withDatabase, withReadonlyDatabase } from './open-office.ts';
import { readTableFile, type TableRow } from './table-file.ts';

const COLUMNS = {
  title: ['việc', 'tên việc', 'nội dung', 'nhiệm vụ'],
  deadline: ['hạn', 'thời hạn'],
  lead: ['chủ trì', 'ai', 'người', 'người hoặc chức danh', 'phụ trách'],
} as const;
type Row = TableRow<keyof typeof COLUMNS>;

export function addTaskCommands(program: Command): void {
  const task = program.command('task').description('tasks: those of the plans, and the office’s own');
  task
    .command('add <title>')
    .description('add a task of the office’s own')
    .requiredOption('--deadline <phrase>', 'its deadline in Vietnamese: «trước ngày 25 hằng tháng»')
    .requiredOption('--lead <names>', 'who answers for it: positions or people, several with commas')
    .action((title: string, options: { deadline: string; lead: string }) => addCommand(title, options));
  task
    .command('import <file>')
    .description('add tasks from a file: «việc; hạn; ai» a line, CSV, or JSON lines; all of them or none')
    .action((path: string) => importCommand(path));
  task
    .command('list')
    .description('list the tasks')
    .option('--json', 'print JSON')
    .action((options: { json?: true }) => listCommand(options));
}

async function addCommand(title: string, { deadline, lead }: { deadline: string; lead: string }): Promise<void> {
  const row: Row = { line: 0, values: { title, deadline, lead } };
  await withDatabase(async (context, store) => {
    const { tasks, problems } = await readTasks(context, store, [row]);
    if (problems.length > 0) throw new UsageError(problems.map(({ text }) => text).join(' '));
    await save(context, store, tasks);
  });
}

async function importCommand(path: string): Promise<void> {
  const table = readTableFile(path, COLUMNS);
  await withDatabase(async (context, store) => {
    const { tasks, problems } = await readTasks(context, store, table.rows);
    const all = [...table.problems, ...problems.map(({ line, text }) => `line ${line}: ${text}`)];
    if (all.length > 0) throw new UsageError(`nothing was added: ${all.join('; ')}`);
    if (tasks.length === 0) throw new UsageError(`${path} holds no task`);
    await save(context, store, tasks);
  });
}

interface Problem {
  readonly line: number;
  readonly text: string;
}

async function readTasks(
  { office, clock }: Context,
  store: OpenStore,
  rows: readonly Row[],
): Promise<{ tasks: TaskContent[]; problems: Problem[] }> {
  const today = office.zone.dayOf(clock.now());
  const directory = await readDirectory(store, today);
  const nextRef = ownRefs(await store.tasks());
  const tasks: TaskContent[] = [];
  const problems: Problem[] = [];
  for (const { line, values } of rows) {
    const title = readTitle(values.title);
    const deadline = readDeadline({ office }, { today }, values.deadline);
    const lead = await readAssignees({ store }, { directory, officer: null }, values.lead);
    for (const read of [title, deadline, lead])
      if (read.kind === 'again') problems.push({ line, text: problemOf(read) });
    if (title.kind === 'again' || deadline.kind === 'again' || lead.kind === 'again') continue;
    const { phrase, rules } = deadline.value;
    const past = pastLastDay(rules, office, today);
    if (past !== null) problems.push({ line, text: deadlinePastText(past, today) });
    tasks.push(ownTask({ ref: nextRef(), title: title.value, deadlineText: phrase, rules, ...lead.value }));
  }
  return { tasks, problems };
}

const problemOf = ({ text, choices = [] }: Extract<Read<unknown>, { kind: 'again' }>): string =>
  [text, ...choices.map(({ label }) => `«${label}»`)].join(' ');

async function save(context: Context, store: OpenStore, tasks: readonly TaskContent[]): Promise<void> {
  const { office, clock } = context;
  const now = clock.now();
  const changes = tasks.map((task) => addTask(task, office, now));
  const result = await store.applyChanges({ changes, at: now, officerId: null });
  if (result === 'stale') throw new UsageError('somebody else added tasks at the same time; try again');
  await makePlan({ ...context, store })(now);
  const today = office.zone.dayOf(now);
  for (const { ref, title, rules } of tasks) {
    const coming = await comingOfNew({ store, office }, rules, today);
    print(`added ${ref}: ${title}`);
    print(`  ${[sayRules(rules), ...coming.map((dates) => sayDates(dates, today))].join('; ')}`);
  }
}

async function listCommand({ json }: { json?: true }): Promise<void> {
  await withReadonlyDatabase(async (_context, store) => {
    const open = await store.occurrences({ states: ['open'] });
    const nextOf = new Map(open.toReversed().map(({ task, legalLastDay }) => [task.id, isoDate(legalLastDay)]));
    const tasks = (await store.tasks())
      .filter((task) => task.state === 'active')
      .map(({ id, planId, year, ref, title, rules, lead, cooperating, policy, pausedOn }) => ({
        plan: planId,
        year,
        ref,
        title,
        deadline: sayRules(rules),
        lead,
        cooperating,
        policy,
        pausedOn: pausedOn === null ? null : isoDate(pausedOn),
        next: nextOf.get(id) ?? null,
      }));
    if (json) return printJson(tasks);
    if (tasks.length === 0) return print('no tasks');
    for (const { ref, title, deadline, lead, pausedOn, next } of tasks) {
      const about = [
        next ?? 'no open deadline',
        deadline,
        lead.join(', ') || 'nobody leads it',
        ...(pausedOn === null ? [] : [`paused since ${pausedOn}`]),
      ];
      print(`${ref.padEnd(10)} ${title}: ${about.join('; ')}`);
    }
  });
}
