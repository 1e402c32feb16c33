import type { Day } from '../../../../domain/civil-day.ts';
import { eventDeadline } from '../../../../domain/deadline.ts';
import { type Directive, readDirective } from '../../../../domain/directive.ts';
import type { Nameable } from '../../../../domain/directive-people.ts';
import { fold } from '../../../../domain/fold.ts';
import type { Office } from '../../../../domain/office-hours.ts';
import { isEventRule } from '../../../../domain/rule.ts';
import { deadlineErrorText, deadlineQuestionText, sayRules } from '../../../../text/deadline-questions.ts';
import { countedFromText, countedLaterText, countedQuestionText } from '../../../../text/intake.ts';
import { shortened } from '../../../../text/shorten.ts';
import { deadlinePastText } from '../../../../text/tasks.ts';
import { pastLastDay } from '../../../new-tasks.ts';
import type { Assignee } from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';
import type { Assignees } from '../../find-assignees.ts';
import type { Choice } from '../../form.ts';
import { onThatDay, type SaidDeadline } from '../tasks/slots.ts';

/** A task that a document asks for, as far as it is known. */
export interface Proposal {
  readonly title: string;
  readonly deadline: SaidDeadline | null;
  readonly lead: Assignees | null;
  /** What is not clear, and what can be chosen from. */
  readonly open: {
    readonly field: 'deadline' | 'lead';
    /** The deadline as it is written; null where none is. */
    readonly phrase: string | null;
    readonly text: string;
    readonly choices: readonly Choice[];
  } | null;
}

/** The document's tasks, each with the deadline and the people that it names itself. */
export async function propose(
  desk: Desk,
  call: Call,
  text: string,
): Promise<{ head: Directive['head']; proposals: Proposal[]; left: readonly string[] }> {
  const book = await bookOf(desk, call);
  const { head, tasks, open } = readDirective(text, call.today, book.names);
  const proposals = tasks.map(({ title, deadline, lead }): Proposal => {
    const assignees = lead.flatMap((name) => book.assignee.get(name) ?? []);
    const who: Assignees | null = assignees.length === 0 ? null : { lead: assignees, completion: 'any' };
    return { title, lead: who, ...deadlineOf(desk, call, deadline, head) };
  });
  return { head, proposals, left: open };
}

function deadlineOf(
  { office }: Desk,
  { today }: Call,
  found: Directive['tasks'][number]['deadline'],
  head: Directive['head'],
): Pick<Proposal, 'deadline' | 'open'> {
  if (!found) return { deadline: null, open: null };
  const { phrase, reading } = found;
  const open = (text: string, choices: readonly Choice[] = []) =>
    ({ deadline: null, open: { field: 'deadline', phrase: readable(phrase), text, choices } }) as const;
  if (reading.error) return open(deadlineErrorText(reading.error, today));
  if (reading.question) {
    const choices = reading.question.choices.map((rules): Choice => {
      return { label: sayRules(rules), value: { phrase, rules } satisfies SaidDeadline };
    });
    return open(deadlineQuestionText(reading.question, today), choices);
  }
  const counted = countedFromDocument({ phrase, rules: reading.rules }, office, head.date, today);
  if (counted) return open(counted.text, counted.choices);
  const past = pastLastDay(reading.rules, office, today);
  if (past !== null) return open(deadlinePastText(past, today));
  return { deadline: { phrase, rules: reading.rules }, open: null };
}

/** Whole, where a person would read it to the end. */
const readable = (phrase: string): string => (phrase.length <= 150 ? phrase : shortened(phrase));

const OF_DOCUMENT = /\b(?:cong van|van ban|thong bao|ke hoach|chi thi|cong dien|giay moi|quyet dinh)(?: nay| tren)?$/;

/** «kể từ ngày nhận được văn bản này»: nobody records that as an event, so that the day is asked for now. */
function countedFromDocument(
  said: SaidDeadline,
  { calendar }: Office,
  signed: Day | null,
  today: Day,
): { readonly text: string; readonly choices: readonly Choice[] } | null {
  const [rule, ...others] = said.rules;
  if (!rule || others.length > 0 || !isEventRule(rule) || rule.kind === 'before-due') return null;
  const event = fold(rule.event);
  if (!OF_DOCUMENT.test(event)) return null;
  const received = /\b(?:nhan|tiep nhan)\b/.test(event);
  const from = received ? today : signed;
  const due = from === null ? null : eventDeadline(rule, calendar, { id: 0, day: from });
  if (from === null || !due || due.legalLastDay < today) return null;
  const choices: Choice[] = [
    { label: countedFromText(received, from, due.legalLastDay, today), value: onThatDay(due.legalLastDay) },
    { label: countedLaterText(), value: said },
  ];
  return { text: countedQuestionText(), choices };
}

interface Book {
  readonly names: readonly Nameable[];
  readonly assignee: ReadonlyMap<string, Assignee>;
}

/** Everybody and every position that a document of this office may name. */
async function bookOf({ store }: Desk, { directory }: Call): Promise<Book> {
  const [positions, aliases] = await Promise.all([store.positions(), store.positionAliases()]);
  const assignee = new Map<string, Assignee>();
  const names: Nameable[] = [];
  for (const { id, name, place } of positions) {
    if (place !== 'office') continue;
    const written = aliases.flatMap((alias) => (alias.positionId === id ? [alias.folded] : []));
    names.push({ name, written: [name, ...written] });
    assignee.set(name, { kind: 'position', name });
  }
  const given = (name: string) => name.trim().split(/\s+/).at(-1) ?? name;
  for (const { id, name, address } of directory.officers) {
    const alone = directory.officers.filter((other) => fold(given(other.name)) === fold(given(name))).length === 1;
    const called = alone ? ['đồng chí', 'đ/c', ...(address === null ? [] : [address])] : [];
    names.push({ name, written: [name, ...called.map((each) => `${each} ${given(name)}`)] });
    assignee.set(name, { kind: 'officer', officerId: id });
  }
  return { names, assignee };
}
