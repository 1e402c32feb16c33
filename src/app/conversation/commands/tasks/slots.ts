import { readDay } from '../../../../domain/chat-day.ts';
import { civilDate, type Day, isoDate } from '../../../../domain/civil-day.ts';
import { readDeadlines } from '../../../../domain/phrase/reading.ts';
import { LONGEST_TITLE, plainLine } from '../../../../domain/plain-line.ts';
import type { Rule } from '../../../../domain/rule.ts';
import { deadlineErrorText, deadlineQuestionText, sayRules } from '../../../../text/deadline-questions.ts';
import { TASK_FIELDS } from '../../../../text/task-edits.ts';
import {
  askAssigneeText,
  askDeadlineText,
  askTaskText,
  askTitleText,
  deadlineFarText,
  lineProblemText,
} from '../../../../text/tasks.ts';
import type { TaskView } from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';
import { exampleName, readTask } from '../../find.ts';
import { type Assignees, readAssignees } from '../../find-assignees.ts';
import type { Read, Slot } from '../../form.ts';

/** A deadline as it was said, and as it was understood. */
export interface SaidDeadline {
  readonly phrase: string;
  readonly rules: readonly Rule[];
}

const LONGEST_DEADLINE = 300;
/** A year further ahead is a slip of the finger. */
const FARTHEST_YEARS = 5;

function yearOf(rule: Rule): number {
  if (rule.kind === 'once') return Number(rule.date.slice(0, 4));
  return 'year' in rule ? rule.year : 0;
}

const question = (text: string) => ({ kind: 'question', text }) as const;

export function readTitle(typed: string): Read<string> {
  const line = plainLine(typed, LONGEST_TITLE);
  if (line.kind === 'line') return { kind: 'value', value: line.text };
  const example = 'Báo cáo cải cách hành chính';
  return { kind: 'again', text: lineProblemText(line, 'tên việc', LONGEST_TITLE, example) };
}

export function readDeadline(
  { office }: Pick<Desk, 'office'>,
  { today }: Pick<Call, 'today'>,
  typed: string,
): Read<SaidDeadline> {
  const line = plainLine(typed, LONGEST_DEADLINE);
  if (line.kind !== 'line') {
    return { kind: 'again', text: lineProblemText(line, 'thời hạn', LONGEST_DEADLINE, 'trước ngày 25 hằng tháng') };
  }
  const { rules, question: open, error } = readDeadlines(line.text, today, office.calendar);
  if (error) {
    // «mai», «mốt»: no phrase of a plan, and a clear day all the same.
    const near = error.kind === 'nothing-understood' ? readDay(line.text, today, 'future') : null;
    if (near?.kind === 'day') return { kind: 'value', value: onThatDay(near.day) };
    const text = deadlineErrorText(error, today);
    return error.kind === 'nothing-understood' ? { kind: 'again', text } : { kind: 'again', text, heard: true };
  }
  const far = (open?.choices.at(0) ?? rules).map(yearOf).find((year) => year > civilDate(today).year + FARTHEST_YEARS);
  if (far !== undefined) return { kind: 'again', text: deadlineFarText(far, today), heard: true };
  if (!open) return { kind: 'value', value: { phrase: line.text, rules } };
  const choices = open.choices.map((choice) => ({
    label: sayRules(choice),
    value: { phrase: line.text, rules: choice } satisfies SaidDeadline,
  }));
  return { kind: 'again', text: deadlineQuestionText(open, today), choices, heard: true };
}

/** A single day, in the words of a rule: those that were typed mean another day tomorrow. */
export function onThatDay(day: Day): SaidDeadline {
  const rules = [{ kind: 'once', date: isoDate(day), bound: 'by' }] as const;
  return { phrase: sayRules(rules), rules };
}

export function titleSlot<All>(): Slot<string, All> {
  return {
    labels: TASK_FIELDS.title.labels,
    free: true,
    ask: () => question(askTitleText()),
    read: (_call, typed) => readTitle(typed),
  };
}

export function deadlineSlot<All>(desk: Desk): Slot<SaidDeadline, All> {
  return {
    labels: TASK_FIELDS.deadline.labels,
    ask: ({ today }) => question(askDeadlineText(today)),
    read: (call, typed) => readDeadline(desk, call, typed),
  };
}

export function assigneesSlot<All>(desk: Desk): Slot<Assignees, All> {
  return {
    labels: TASK_FIELDS.lead.labels,
    ask: (call) => question(askAssigneeText(exampleName(call))),
    read: (call, typed) => readAssignees(desk, call, typed),
  };
}

export function taskSlot<All>(desk: Desk, wanted?: (task: TaskView) => boolean): Slot<number, All> {
  return {
    labels: [],
    ask: () => question(askTaskText()),
    read: (call, typed) => readTask(desk, call, typed, wanted),
  };
}
