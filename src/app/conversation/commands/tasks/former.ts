import { holdersOf } from '../../../../domain/roster.ts';
import { formerPolicyLine } from '../../../../text/undo.ts';
import type { Assignee, TaskChange, TaskView } from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';
import { changeLines } from './change-lines.ts';
import type { Changes } from './changes.ts';
import { seeTask } from './office-tasks.ts';

type Edit = Extract<TaskChange, { act: 'edit' }>;

/** How an edit goes back, with one line for each field that it gives back. */
export interface TakenBackEdit {
  readonly change: Edit;
  readonly ref: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** An edit that remembers what it changes. */
export async function editRemembering(
  desk: Desk,
  call: Call,
  task: TaskView | { readonly id: number },
  set: Edit['set'],
): Promise<Edit> {
  const edit = { act: 'edit', taskId: task.id, set, from: call.today, knownSince: call.now } as const;
  return 'title' in task ? { ...edit, before: await contentOf(desk, call, task, set) } : edit;
}

/** Null where it does not say what was before; `gone` where the task is not as the edit left it. */
export async function takenBackEdit(desk: Desk, call: Call, edit: Edit): Promise<TakenBackEdit | 'gone' | null> {
  const { before, set, taskId } = edit;
  if (!before) return null;
  const seen = await seeTask(desk, call, taskId);
  if (!seen) return 'gone';
  const now = await contentOf(desk, call, seen.task, set);
  if (!same(now, set)) return 'gone';
  const lines = [
    ...(await changeLines(desk, call, seen, changesOf(before, seen.task.completion))),
    ...('policy' in before && before.policy !== seen.task.policy ? [formerPolicyLine()] : []),
  ];
  const change: Edit = { act: 'edit', taskId, set: before, from: call.today, knownSince: call.now };
  return { change, ref: seen.ref, title: seen.title, lines };
}

/** What the task says now of the same fields. */
async function contentOf(desk: Desk, call: Call, task: TaskView, wanted: Edit['set']): Promise<Edit['set']> {
  const { lead, cooperating, ...rest } = task;
  const plain = Object.entries(rest).filter(([key]) => key in wanted);
  return {
    ...(Object.fromEntries(plain) as Edit['set']),
    ...('lead' in wanted ? { lead: await assigneesNamed(desk, call, lead) } : {}),
    ...('cooperating' in wanted ? { cooperating: await assigneesNamed(desk, call, cooperating) } : {}),
  };
}

/** Positions by their names, and people where the position is a person's own. */
async function assigneesNamed(
  { store }: Desk,
  { directory, today }: Call,
  names: readonly string[],
): Promise<Assignee[]> {
  const byName = new Map((await store.positions()).map((position) => [position.name, position]));
  return names.map((name): Assignee => {
    const position = byName.get(name);
    const [holder] = position?.place === 'person' ? holdersOf(directory.roster, [position.id], today) : [];
    return holder === undefined ? { kind: 'position', name } : { kind: 'officer', officerId: holder };
  });
}

function same(now: Edit['set'], then: Edit['set']): boolean {
  return (Object.keys(then) as (keyof Edit['set'])[]).every(
    (key) => JSON.stringify(now[key] ?? null) === JSON.stringify(then[key] ?? null),
  );
}

function changesOf(set: Edit['set'], completion: 'any' | 'each'): Changes {
  const { title, deadlineText, rules, lead, cooperating, recipient, result, notes } = set;
  return {
    ...(title === undefined ? {} : { title }),
    ...(rules ? { deadline: { phrase: deadlineText ?? '', rules } } : {}),
    ...(lead ? { lead: { lead, completion: set.completion ?? completion } } : {}),
    ...(cooperating ? { cooperating: { lead: cooperating, completion: 'any' as const } } : {}),
    ...(recipient === undefined ? {} : { recipient: recipient ?? '' }),
    ...(result === undefined ? {} : { result }),
    ...(notes === undefined ? {} : { notes }),
  };
}
