import { fold } from '../../../../domain/fold.ts';
import { whichTaskText } from '../../../../text/looking.ts';
import { partOf } from '../../../agenda.ts';
import { namesOf } from '../../../render.ts';
import type { OccurrenceView, TaskView } from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';
import { allowed } from '../../dialog.ts';
import { readTask } from '../../find.ts';
import type { Choice, Read } from '../../form.ts';

/** A task, or one deadline of it. */
export interface Subject {
  readonly taskId: number;
  readonly occurrenceId: number | null;
}

const MOST_CHOICES = 10;
const CODE = /^(?:viec )?(?:so )?#?(\d{1,4})$/;

/**
 * The task that is meant: by its code, plan reference or words; where nothing is typed, what the quoted message is about,
 * or a choice among the officer's own open tasks.
 */
export async function readSubject(desk: Desk, call: Call, typed: string): Promise<Read<Subject>> {
  const { store } = desk;
  if (typed === '') return unnamed(desk, call);
  const code = CODE.exec(fold(typed))?.[1];
  if (code !== undefined) {
    const meant = await store.occurrenceOfCode({ officerId: call.officer.id, code: Number(code) });
    if (meant) return { kind: 'value', value: { taskId: meant.task.id, occurrenceId: meant.id } };
  }
  const found = await readTask(desk, call, typed, () => true);
  const subject = (taskId: number): Subject => ({ taskId, occurrenceId: null });
  if (found.kind === 'value') return { kind: 'value', value: subject(found.value) };
  const choices = found.choices?.map((choice): Choice => ({ ...choice, value: subject(choice.value as number) }));
  return { ...found, ...(choices ? { choices } : {}) };
}

async function unnamed({ store }: Desk, call: Call): Promise<Read<Subject>> {
  const { officer, chat, quotes } = call;
  const quoted = quotes === undefined ? [] : await store.occurrencesInMessage({ ...chat, externalId: quotes });
  const ofQuoted = (await Promise.all(quoted.map((id) => store.occurrence(id)))).filter((each) => each !== null);
  const choices =
    ofQuoted.length > 0 ? ofQuoted : (await store.codedOccurrences(officer.id)).map((each) => each.occurrence);
  const [only] = ofQuoted;
  if (only && ofQuoted.length === 1) return { kind: 'value', value: { taskId: only.task.id, occurrenceId: only.id } };
  return {
    kind: 'again',
    text: whichTaskText(officer, choices.length > 0),
    choices: choices.slice(0, MOST_CHOICES).map(choiceOf),
  };
}

function choiceOf(occurrence: OccurrenceView): Choice {
  const { title, label } = namesOf(occurrence);
  const value: Subject = { taskId: occurrence.task.id, occurrenceId: occurrence.id };
  return { label: label === '' ? title : `${title} (${label})`, value };
}

/** Leaders and administrators look at everything, officers at what they lead, cooperate in, or have a code for. */
export async function mayLookAt({ store }: Desk, call: Call, task: TaskView): Promise<boolean> {
  const { officer, directory, today } = call;
  if (allowed(officer, 'leader')) return true;
  const positions = new Map((await store.positions()).map((position) => [position.name, position.id]));
  const idsOf = (names: readonly string[]) => names.flatMap((name) => positions.get(name) ?? []);
  const own = { leadIds: idsOf(task.lead), cooperatingIds: idsOf(task.cooperating) };
  if (partOf(directory, officer.id, own, today) !== null) return true;
  return (await store.codedOccurrences(officer.id)).some(({ occurrence }) => occurrence.task.id === task.id);
}
