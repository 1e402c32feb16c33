import { fold } from '../../domain/fold.ts';
import {
  noNameText,
  oneTaskAtATimeText,
  severalPeopleText,
  severalTasksText,
  taskWithMoreText,
  unknownPersonText,
  unknownTaskText,
} from '../../text/conversation.ts';
import { fullyCalled } from '../../text/people.ts';
import { shortened } from '../../text/shorten.ts';
import { officersNamed } from '../people.ts';
import type { OfficerView, TaskView } from '../store.ts';
import type { Call, Desk } from './command.ts';
import type { Read } from './form.ts';

const MOST_CHOICES = 10;

/** Shorter words are found whole or not at all. */
const SHORTEST_PART = 3;

/** Words before a name that say how a person is addressed. */
const ADDRESS = /^(?:d\/c|dong chi|anh|chi|co|chu|bac|ong|ba|em)\s+/;

/** «chị Lan nhé» */
const POLITE_END = /(?: (?:a|nhe|nha|nhen|em|giup em))+$/;

/** «tôi», «mình» and «em» as they are written: «Minh» and «Em» are names, also of people who have left. */
export const meansSelf = (typed: string): boolean =>
  /^(?:tôi|Tôi|mình|Mình|em|toi|bản thân|ban than|chính tôi)$/.test(typed.normalize('NFC').trim());

/** The officer that is meant, by full name, given name or «chị Lan»; «tôi» and «em» alone mean whoever writes. */
export function readOfficer(call: Call, typed: string): Read<number> {
  const { officers } = call.directory;
  const found = officersMeant(officers, typed);
  const [only] = found;
  if (meansSelf(typed)) return { kind: 'value', value: call.officer.id };
  if (only && found.length === 1) return { kind: 'value', value: only.id };
  if (!only) {
    const example = officers[0]?.name ?? 'Nguyễn Thị Lan';
    const text = typed.trim() === '' ? noNameText(example) : unknownPersonText(shortened(typed), example);
    return { kind: 'again', text };
  }
  const choices = found.slice(0, MOST_CHOICES).map((each) => ({ label: describe(each), value: each.id }));
  return { kind: 'again', text: severalPeopleText(shortened(typed)), choices };
}

/** A colleague's name for a question's example, such that it works when it is typed back; `except`: not these. */
export function exampleName(
  { directory }: Pick<Call, 'directory'>,
  ...except: readonly (number | undefined)[]
): string {
  const { officers } = directory;
  const given = (officer: OfficerView) => officer.name.trim().split(/\s+/).at(-1) ?? officer.name;
  const others = officers.filter((officer) => !except.includes(officer.id));
  const clear = others.find((officer) => officersMeant(officers, given(officer)).length === 1);
  return clear ? given(clear) : (others[0]?.name ?? 'Nguyễn Thị Lan');
}

export function officersMeant(officers: readonly OfficerView[], typed: string): OfficerView[] {
  const whole = officersNamed(officers, typed);
  if (whole.length > 0) return whole;
  const folded = fold(typed);
  const polite = folded.replace(/^@/, '').replace(POLITE_END, '');
  const bare = polite.replace(ADDRESS, '');
  if (bare === folded) return [];
  const found = officersNamed(officers, bare);
  // Of two named Lan, «cô Lan» is the one whom the office calls so.
  const called = found.filter((officer) => officer.address !== null && polite === `${fold(officer.address)} ${bare}`);
  return called.length === 1 ? called : found;
}

/** «Lan xong rồi», «Minh đã gửi»: a colleague stands in front of the verb. */
export function namesColleague(officers: readonly OfficerView[], self: OfficerView, typed: string): boolean {
  const front = IN_FRONT.exec(typed.normalize('NFC').trim())?.[1];
  return front !== undefined && officersMeant(officers, front).some((officer) => officer.id !== self.id);
}

const IN_FRONT =
  /^(\p{L}[\p{L} ]{0,40}?) (?:đã |da |vừa |vua |mới |moi )?(?:xong|gửi|gui|nộp|nop|làm|lam|hoàn|hoan)(?!\p{L})/iu;

/** Name and positions, so that two people of one name can be told apart. */
function describe(officer: OfficerView): string {
  return officer.positions.length === 0
    ? fullyCalled(officer)
    : `${fullyCalled(officer)}, ${officer.positions.join(', ')}`;
}

/**
 * The task that is meant: `#3` or `3` by the officer's own code, a plan reference (`III.1.6`), or words of its title with
 * or without diacritics. Only tasks that `wanted` lets through.
 */
export async function readTask(
  { store }: Desk,
  call: Call,
  typed: string,
  wanted: (task: TaskView) => boolean = (task) => task.state === 'active',
): Promise<Read<number>> {
  const code = codeOf(typed);
  const meant = code === null ? null : await store.occurrenceOfCode({ officerId: call.officer.id, code });
  if (meant) return { kind: 'value', value: meant.task.id };
  const parts = typed.split(/[;,]|\s+và\s+/).map((part) => part.trim());
  if (parts.length > 1 && parts.every(isReference)) return { kind: 'again', text: oneTaskAtATimeText(parts[0]!) };
  const found = await tasksMeant(store, call, typed, wanted);
  const [only] = found;
  if (!only)
    return (await withMore(store, call, typed, wanted)) ?? { kind: 'again', text: unknownTaskText(shortened(typed)) };
  if (found.length === 1) return { kind: 'value', value: only.id };
  const shown = found.slice(0, MOST_CHOICES);
  return {
    kind: 'again',
    text: severalTasksText(shortened(typed), shown.length, found.length),
    choices: shown.map((task) => ({ label: `${task.ref} ${task.title}`, value: task.id })),
  };
}

/** «X.1.3 đến 15/12»: the task is clear, and what follows is not. */
async function withMore(
  store: Desk['store'],
  call: Call,
  typed: string,
  wanted: (task: TaskView) => boolean,
): Promise<Read<number> | null> {
  const [first = '', ...more] = typed.trim().split(/\s+/);
  if (more.length === 0 || !isReference(first)) return null;
  const found = await tasksMeant(store, call, first, wanted);
  const [only] = found;
  if (!only || found.length > 1) return null;
  return {
    kind: 'again',
    text: taskWithMoreText(shortened(more.join(' '))),
    choices: [{ label: `${only.ref} ${only.title}`, value: only.id }],
  };
}

/** «#3», «3», «việc số 3»; null for anything else. */
export function codeOf(typed: string): number | null {
  const code = /^(?:viec )?(?:so )?#?(\d{1,4})$/.exec(fold(typed))?.[1];
  return code === undefined ? null : Number(code);
}

/** «X.1.3», «T4», «#3»: words that can be no part of a title. */
export const isReference = (words: string): boolean =>
  /^(?:việc\s+|viec\s+)?(?:#?\d{1,4}|[a-z]{1,5}(?:\.\d{1,3}){1,4}|t\d{1,4})$/iu.test(words);

/** By reference where one is equal, otherwise by words; of several years of one plan the one that answers today. */
export async function tasksMeant(
  store: Desk['store'],
  { today }: Pick<Call, 'today'>,
  typed: string,
  wanted: (task: TaskView) => boolean,
): Promise<TaskView[]> {
  const all = (await store.tasks()).filter(wanted);
  const folded = fold(typed).replace(/^(?:viec|muc|nhiem vu) /, '');
  const byRef = all.filter((task) => fold(task.ref) === folded);
  const words = folded.split(/[^a-z0-9./]+/).filter((word) => word !== '');
  // «y» or «đồng» alone would be found in almost anything.
  const byWords = !words.some((word) => word.length >= SHORTEST_PART)
    ? []
    : all.filter((task) => containsAll(fold(task.title), words));
  return current(byRef.length > 0 ? byRef : byWords, today);
}

function containsAll(text: string, words: readonly string[]): boolean {
  const have = text.split(/[^a-z0-9./]+/);
  return words.every((word) =>
    have.some((each) => (word.length < SHORTEST_PART ? each === word : each.startsWith(word))),
  );
}

/** Of the same row of a plan in several years only one: the one whose days hold today, else the newest. */
function current(tasks: readonly TaskView[], today: number): TaskView[] {
  const rows = new Map<string, TaskView>();
  for (const task of tasks) {
    const key = `${task.planId} ${task.ref}`;
    const other = rows.get(key);
    const holds = task.validFrom <= today && (task.validTo === null || today <= task.validTo);
    if (!other || holds || (task.year > other.year && !(other.validFrom <= today))) rows.set(key, task);
  }
  return [...rows.values()];
}
