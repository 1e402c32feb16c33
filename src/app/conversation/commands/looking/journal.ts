import { fold } from '../../../../domain/fold.ts';
import { journalText } from '../../../../text/journal.ts';
import { journalOf, taskChanges } from '../../../journal.ts';
import { namesOf } from '../../../render.ts';
import type { OccurrenceView } from '../../../store.ts';
import { type Call, type ChatCommand, type Desk, say } from '../../command.ts';
import type { Read } from '../../form.ts';
import { lookup } from './lookup.ts';
import { notTheirs } from './not-theirs.ts';
import { mayLookAt, readSubject, type Subject } from './subject.ts';

/** A task, and words of the period that is meant. */
interface Meant extends Subject {
  readonly period: string;
}

const MOST_OF_TASK = 60;
/** Periods that are shown where none is named. */
const MOST_SHOWN = 3;

/** «nhật ký III.1.6», «nhật ký #3», «nhật ký III.1.6; tháng 2». */
export function journalCommand(desk: Desk): ChatCommand {
  const { store, office } = desk;

  async function read(call: Call, typed: string): Promise<Read<Meant>> {
    const [name = '', period = ''] = typed.split(';').map((part) => part.trim());
    const found = await readSubject(desk, call, name);
    if (found.kind === 'value') return { kind: 'value', value: { ...found.value, period } };
    const choices = found.choices?.map((choice) => ({
      ...choice,
      value: { ...(choice.value as Subject), period },
    }));
    return { ...found, ...(choices ? { choices } : {}) };
  }

  return lookup<Meant>({
    name: 'journal',
    heads: ['nhật ký'],
    right: 'officer',
    help: {
      does: 'đã nhắc ai, lúc nào, qua kênh nào, ai trả lời gì; cán bộ xem được việc của mình',
      usage: 'nhật ký <số việc, mục hoặc tên việc>[; <kỳ>]',
      examples: ['nhật ký III.1.6', 'nhật ký III.1.6; tháng 4'],
    },
    // «nhật ký» begins no reply about a task.
    certain: () => true,
    read,
    async show(call, { taskId, occurrenceId, period }) {
      const task = (await store.tasks()).find((each) => each.id === taskId)!;
      if (!(await mayLookAt(desk, call, task))) return notTheirs(call, 'journal', task);
      const all = await store.occurrencesOfTask({ taskId, limit: MOST_OF_TASK });
      const shown = chosen(all, occurrenceId, period, call.today);
      return say(
        'journal',
        journalText({
          today: call.today,
          ref: task.ref,
          title: task.title,
          changes: taskChanges(await store.taskEvents(taskId), office, call.directory),
          occurrences: await journalOf(desk, call.directory, shown),
        }),
      );
    },
  });
}

/** The one that was named; else the newest ones up to the next that is due. */
function chosen(
  all: readonly OccurrenceView[],
  occurrenceId: number | null,
  period: string,
  today: number,
): OccurrenceView[] {
  if (period !== '') {
    const wanted = fold(period);
    // «tháng 1» is not «tháng 12».
    const isMeant = (label: string) => label.startsWith(wanted) && !/^\d/.test(label.slice(wanted.length));
    return all.filter((each) => isMeant(fold(namesOf(each).label || each.label))).slice(0, MOST_SHOWN);
  }
  if (occurrenceId !== null) return all.filter((each) => each.id === occurrenceId);
  const ahead = all.filter((each) => each.target >= today);
  const next = ahead.at(-1);
  return all.filter((each) => each === next || each.target < today).slice(0, MOST_SHOWN);
}
