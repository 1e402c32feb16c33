import { fold } from '../../../../domain/fold.ts';
import { plainLine } from '../../../../domain/plain-line.ts';
import { shortened } from '../../../../text/shorten.ts';
import { severalUnclearText, TASK_FIELDS, type TaskField, unknownFieldText } from '../../../../text/task-edits.ts';
import { lineProblemText } from '../../../../text/tasks.ts';
import type { Call, Desk } from '../../command.ts';
import { isReference } from '../../find.ts';
import { type Assignees, readAssignees } from '../../find-assignees.ts';
import type { Read } from '../../form.ts';
import { readDeadline, readTitle, type SaidDeadline } from './slots.ts';

/** What is to be changed, by field. Texts may be empty, which clears the field. */
export interface Changes {
  readonly title?: string;
  readonly deadline?: SaidDeadline;
  readonly lead?: Assignees;
  readonly cooperating?: Assignees;
  readonly recipient?: string;
  readonly result?: string;
  readonly notes?: string;
}

type Part = { readonly field: TaskField; readonly words: string };

const LONGEST_NOTE = 500;
const EMPTY = /^(?:-|bo trong|de trong|xoa|khong|khong co)$/;

const LABELS = (Object.keys(TASK_FIELDS) as TaskField[])
  .flatMap((field) => TASK_FIELDS[field].labels.map((label) => ({ field, label: fold(label).split(' ') })))
  // The longest first: «người phối hợp» before «phối hợp».
  .sort((a, b) => b.label.length - a.label.length);

/**
 * «X.1.3 hạn: trước ngày 20»: the first word with a colon that names a field ends the task; behind a reference or a number
 * no colon is needed. «hạn X.1.3 thành trước ngày 20» has the field in front.
 */
export function splitAtLabel(rest: string): { task: string; changes?: string } {
  const words = rest.split(/\s+/);
  const first = LABELS.find(({ label }) => startsWith(words, label));
  const turned =
    first && /^(.+?)\s+(?:thành|thanh|sang|là|la)\s+(.+)$/iu.exec(words.slice(first.label.length).join(' '));
  if (turned) {
    const task = turned[1]!.replace(/^(?:của|cua)\s+/iu, '');
    return { task, changes: `${words.slice(0, first.label.length).join(' ')}: ${turned[2]}` };
  }
  for (let at = 1; at < words.length; at++) {
    const label = LABELS.find(({ label: parts }) => startsWith(words.slice(at), parts));
    if (!label) continue;
    const task = words.slice(0, at).join(' ');
    if (words[at + label.label.length - 1]!.endsWith(':') || isReference(task)) {
      return { task, changes: words.slice(at).join(' ') };
    }
  }
  return { task: rest };
}

const startsWith = (words: readonly string[], label: readonly string[]) =>
  label.every((part, index) => fold((words[index] ?? '').replace(/:$/, '')) === part);

/** «hạn: …; ghi chú: …»: each field with its words. Where one of them needs a question, its choices are whole changes. */
export async function readChanges(desk: Desk, call: Call, typed: string): Promise<Read<Changes>> {
  const parts: Part[] = [];
  for (const piece of typed.split(';').map((each) => each.trim())) {
    if (piece === '') continue;
    const part = partOf(piece);
    const last = parts.at(-1);
    if (part) parts.push(part);
    // A semicolon within a deadline or a note.
    else if (last) parts[parts.length - 1] = { ...last, words: `${last.words}; ${piece}` };
    else return { kind: 'again', text: unknownFieldText(shortened(piece)) };
  }
  if (parts.length === 0) return { kind: 'again', text: unknownFieldText(shortened(typed)) };
  const reads = await Promise.all(parts.map((part) => readPart(desk, call, part)));
  const open = reads.filter((read) => read.kind === 'again');
  const clear = Object.assign({}, ...reads.map((read) => (read.kind === 'value' ? read.value : {}))) as Changes;
  const [only] = open;
  if (!only) return { kind: 'value', value: clear };
  if (open.length > 1) return { kind: 'again', text: severalUnclearText(open.map((read) => read.text)), heard: true };
  if (!only.choices) return only;
  const choices = only.choices.map((choice) => ({ ...choice, value: { ...clear, ...(choice.value as Changes) } }));
  return { ...only, choices };
}

function partOf(piece: string): Part | null {
  const words = piece.split(/\s+/);
  const found = LABELS.find(({ label }) => startsWith(words, label));
  if (!found) return null;
  const rest = words.slice(found.label.length).join(' ');
  return { field: found.field, words: rest.replace(/^[:\s]+/, '') };
}

async function readPart(desk: Desk, call: Call, { field, words }: Part): Promise<Read<Changes>> {
  switch (field) {
    case 'title':
      return under(field, readTitle(words));
    case 'deadline':
      return under(field, readDeadline(desk, call, words));
    case 'lead':
      return under(field, await readAssignees(desk, call, words));
    case 'cooperating': {
      if (EMPTY.test(fold(words))) return { kind: 'value', value: { cooperating: { lead: [], completion: 'any' } } };
      return under(field, await readAssignees(desk, call, words));
    }
    case 'recipient':
    case 'result':
    case 'notes': {
      if (EMPTY.test(fold(words))) return { kind: 'value', value: { [field]: '' } };
      const line = plainLine(words, LONGEST_NOTE);
      if (line.kind === 'line') return { kind: 'value', value: { [field]: line.text } };
      const { labels, example } = TASK_FIELDS[field];
      return { kind: 'again', text: lineProblemText(line, labels[0], LONGEST_NOTE, example) };
    }
  }
}

function under<V>(field: TaskField, read: Read<V>): Read<Changes> {
  if (read.kind === 'value') return { kind: 'value', value: { [field]: read.value } };
  const choices = read.choices?.map((choice) => ({ ...choice, value: { [field]: choice.value } }));
  return { ...read, ...(choices ? { choices } : {}) };
}
