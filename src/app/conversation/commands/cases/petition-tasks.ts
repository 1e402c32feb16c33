import { DEFAULT_TERM, EVENT_NAMES, eventKindOf, eventNamesOf, type PetitionTerm } from '../../../../domain/case.ts';
import { type EventRule, isEventRule, type Rule } from '../../../../domain/rule.ts';
import { petitionRuleText, petitionTaskText } from '../../../../text/petitions.ts';
import { ownRefs, ownTask } from '../../../own-task.ts';
import type { TaskContent, TaskView } from '../../../store.ts';
import type { Desk } from '../../command.ts';
import type { Assignees } from '../../find-assignees.ts';
import { tasksWaitingFor, type Waiting } from './started.ts';

export interface PetitionTasks {
  /** The event as the tasks wait for it. */
  readonly name: string;
  /** Tasks with the term that counts now. */
  readonly tasks: readonly (Waiting | TaskView)[];
  /** To be added, where no plan has them; null otherwise. */
  readonly made: readonly TaskContent[] | null;
  /** Tasks whose number of days is another one than the administrator set. */
  readonly edits: readonly TermEdit[];
  readonly term: PetitionTerm;
}

/** The tasks through which petitions go: those of the plan, or new ones that `lead` answers for. */
export async function petitionTasks(desk: Desk, lead: Assignees | null): Promise<PetitionTasks> {
  const waiting = await tasksWaitingFor(desk, 'petition');
  const set = await desk.store.petitionTerm();
  if (waiting.length === 0) {
    const name = EVENT_NAMES.petition;
    const made = await ownPetitionTasks(desk, lead, set ?? DEFAULT_TERM);
    const tasks = made.map((task) => ({ ...task, lead: [], cooperating: [] }));
    return { name, tasks, made, edits: [], term: set ?? DEFAULT_TERM };
  }
  const name = eventNamesOf(
    waiting.flatMap((task) => task.rules),
    'petition',
  )[0]!;
  const edits = set === null ? [] : termEdits(waiting, set);
  const tasks = waiting.map((task) => ({ ...task, ...edits.find((edit) => edit.taskId === task.id)?.set }));
  return { name, tasks, made: null, edits, term: set ?? termOf(waiting) };
}

async function ownPetitionTasks({ store }: Desk, lead: Assignees | null, term: PetitionTerm): Promise<TaskContent[]> {
  const nextRef = ownRefs(await store.tasks());
  const { n, unit } = term;
  const within = { kind: 'within', n, unit, event: EVENT_NAMES.petition, bound: 'by' } as const;
  const answerers = { lead: lead?.lead ?? [], completion: lead?.completion ?? 'any' };
  const published = {
    kind: 'immediately-after',
    event: EVENT_NAMES['petition-result'],
    grace: 'next-working-day',
    bound: 'by',
  } as const;
  return [
    ownTask({
      ...petitionTaskText('reply'),
      ...answerers,
      ref: nextRef(),
      deadlineText: petitionRuleText(term),
      rules: [within],
    }),
    ownTask({ ...petitionTaskText('publish'), ...answerers, ref: nextRef(), rules: [published] }),
  ];
}

export interface TermEdit {
  readonly taskId: number;
  readonly set: { readonly rules: readonly Rule[]; readonly deadlineText?: string };
}

const isTerm = (rule: Rule): rule is Extract<EventRule, { kind: 'within' }> =>
  isEventRule(rule) && rule.kind === 'within' && eventKindOf(rule.event) === 'petition';

/** The number of days that the tasks' own rules name. */
export function termOf(tasks: readonly Pick<TaskView, 'rules'>[]): PetitionTerm {
  const rule = tasks.flatMap((task) => task.rules).find(isTerm);
  if (!rule || rule.unit === 'month') return DEFAULT_TERM;
  return { n: rule.n, unit: rule.unit, source: null };
}

/** What has to change so that the tasks count so many days; nothing where they do already. */
export function termEdits(tasks: readonly TaskView[], term: PetitionTerm): TermEdit[] {
  return tasks.flatMap((task): TermEdit[] => {
    const other = task.rules.filter(isTerm).some((rule) => rule.n !== term.n || rule.unit !== term.unit);
    if (!other) return [];
    const rules = task.rules.map((rule) => {
      if (!isTerm(rule)) return rule;
      // What was assumed for want of a source is no assumption any more.
      const { assumption: _settled, ...kept } = rule;
      return { ...kept, n: term.n, unit: term.unit };
    });
    const only = task.rules.every(isTerm);
    return [{ taskId: task.id, set: { rules, ...(only ? { deadlineText: petitionRuleText(term) } : {}) } }];
  });
}
