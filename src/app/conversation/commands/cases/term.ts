import type { PetitionTerm } from '../../../../domain/case.ts';
import { DEFAULT_TERM } from '../../../../domain/case.ts';
import { eventDeadline } from '../../../../domain/deadline.ts';
import { fold } from '../../../../domain/fold.ts';
import { isEventRule } from '../../../../domain/rule.ts';
import { ruleOfPeriod } from '../../../../domain/schedule.ts';
import { COUNT, countOf } from '../../../../domain/written-day.ts';
import {
  askTermSourceText,
  askTermText,
  type MovedStep,
  termPreviewText,
  termSavedText,
  unknownTermText,
} from '../../../../text/petitions.ts';
import { shortened } from '../../../../text/shorten.ts';
import { editTask } from '../../../own-task.ts';
import type { ChatCommand, Desk } from '../../command.ts';
import { form, type Read } from '../../form.ts';
import { type TermEdit, termEdits, termOf } from './petition-tasks.ts';
import { readWords } from './slots.ts';
import { tasksWaitingFor } from './started.ts';

type Length = Omit<PetitionTerm, 'source'>;

const LONGEST = 365;
const SOURCE = { what: 'văn bản', most: 120, example: 'Quyết định 29/2026/QĐ-TTg' };

/** «cài đặt pakn 7 ngày làm việc; Quyết định …»: within how long petitions are answered. */
export function termCommand(desk: Desk): ChatCommand {
  const currentTerm = async (): Promise<PetitionTerm> => {
    const tasks = await tasksWaitingFor(desk, 'petition');
    return (await desk.store.petitionTerm()) ?? (tasks.length > 0 ? termOf(tasks) : DEFAULT_TERM);
  };
  const editsFor = async (term: PetitionTerm): Promise<TermEdit[]> =>
    termEdits(await tasksWaitingFor(desk, 'petition'), term);

  return form<{ length: Length; source: string }>({
    name: 'petition-term',
    heads: ['cài đặt pakn'],
    right: 'admin',
    help: {
      does: 'đổi số ngày trả lời phản ánh, kiến nghị khi có văn bản mới',
      usage: 'cài đặt pakn <số ngày>; <văn bản>',
      examples: ['cài đặt pakn 7 ngày làm việc; Quyết định 29/2026/QĐ-TTg'],
    },
    slots: {
      length: {
        labels: ['số ngày', 'thời hạn'],
        ask: async (call) => ({ kind: 'question', text: askTermText(await currentTerm(), call.today) }),
        read: (_call, typed) => readLength(typed),
      },
      source: {
        labels: ['văn bản', 'nguồn'],
        free: true,
        ask: () => ({ kind: 'question', text: askTermSourceText() }),
        read: (_call, typed) => readWords(typed.replace(/^theo\s+/i, ''), SOURCE),
      },
    },
    async preview(call, { length, source }) {
      const term = { ...length, source };
      const moved = await movedBy(desk, await editsFor(term));
      return { kind: 'ready', text: termPreviewText(await currentTerm(), term, moved, call.today) };
    },
    async save(call, { length, source }) {
      const term = { ...length, source };
      const edits = (await editsFor(term)).map(({ taskId, set }) => editTask(taskId, set, desk.office, call.now));
      return {
        effects: [{ kind: 'case', change: { act: 'set-term', term } }, ...edits],
        text: termSavedText(term, call.today),
      };
    },
  });
}

const LENGTH = new RegExp(`^(?:trong )?(\\d{1,4}|${COUNT}) ?(?:ngay)?( lam viec)?$`);

function readLength(typed: string): Read<Length> {
  const [, number = '', working] = LENGTH.exec(fold(typed)) ?? [];
  const n = number === '' ? 0 : countOf(number);
  if (!(n >= 1 && n <= LONGEST)) return { kind: 'again', text: unknownTermText(shortened(typed)) };
  return { kind: 'value', value: { n, unit: working === undefined ? 'day' : 'working-day' } };
}

/** Open deadlines that another number of days would move. */
async function movedBy({ store, office }: Desk, edits: readonly TermEdit[]): Promise<MovedStep[]> {
  const open = await store.occurrences({ states: ['open'] });
  return edits.flatMap(({ taskId, set }) =>
    open.flatMap((occurrence): MovedStep[] => {
      if (occurrence.task.id !== taskId || occurrence.eventDay === null) return [];
      const rule = ruleOfPeriod(set.rules, occurrence.period);
      if (!rule || !isEventRule(rule)) return [];
      const { target } = eventDeadline(rule, office.calendar, { id: 0, day: occurrence.eventDay });
      const { title } = occurrence.task;
      return target === occurrence.target
        ? []
        : [{ title, label: occurrence.label, from: occurrence.target, to: target }];
    }),
  );
}
