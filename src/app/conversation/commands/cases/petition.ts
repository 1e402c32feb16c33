import type { Day } from '../../../../domain/civil-day.ts';
import { fold } from '../../../../domain/fold.ts';
import { notForYouText, onlySeenText, recordedAlreadyText } from '../../../../text/cases.ts';
import {
  askPetitionText,
  askReceivedText,
  petitionPreviewText,
  petitionSavedText,
} from '../../../../text/petitions.ts';
import { assigneeLeftText } from '../../../../text/tasks.ts';
import { addTask, editTask } from '../../../own-task.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import type { Assignees } from '../../find-assignees.ts';
import { form } from '../../form.ts';
import { hasLeft, leadsAssigned } from '../tasks/office-tasks.ts';
import { limited } from './limited.ts';
import { petitionTasks } from './petition-tasks.ts';
import { daySlot, responsibleSlot, withDay, wordsSlot } from './slots.ts';
import { leadsOneOf, startedSteps, tasksWaitingFor } from './started.ts';
import { type CaseSort, caseList, caseRedating, caseWithdrawal } from './which.ts';

const SORT: CaseSort = {
  word: 'petition',
  kinds: ['petition'],
  right: 'officer',
  lean: 'past',
  dayExample: 'hôm qua',
  dayQuestion: askReceivedText(),
};

const EXAMPLE = 'pakn Đường vào ấp 3 hư hỏng; hôm nay';
const WHOSE = 'phản ánh, kiến nghị';

/** «pakn …»: a petition is received, answered and its result published. */
export function petitionCommands(desk: Desk): ChatCommand[] {
  const may = async (call: Call) =>
    call.officer.isAdmin || leadsOneOf(desk, call, await tasksWaitingFor(desk, 'petition'));
  const maySee = async (call: Call) => call.officer.isLeader || may(call);
  const change = (command: ChatCommand) => limited(command, may, (call) => notForYouText(call.officer, 'pakn', WHOSE));

  const record = form<{ note: string; received: Day; lead: Assignees | null }>({
    name: 'petition',
    heads: ['pakn thêm', 'pakn', 'thêm pakn', 'ghi pakn', 'phản ánh kiến nghị', 'phản ánh, kiến nghị'],
    fits: meansPetition,
    right: 'officer',
    help: {
      does: 'ghi phản ánh, kiến nghị để em tính hạn trả lời rồi công khai kết quả',
      usage: 'pakn <nội dung>; <ngày nhận>',
      examples: [EXAMPLE, 'pakn'],
    },
    slots: {
      note: wordsSlot({
        labels: ['nội dung'],
        what: 'nội dung',
        most: 200,
        example: 'đường vào ấp 3 hư hỏng',
        question: askPetitionText(),
      }),
      received: daySlot({
        labels: ['ngày nhận', 'ngày'],
        lean: 'past',
        example: SORT.dayExample,
        question: SORT.dayQuestion,
      }),
      lead: responsibleSlot(desk, 'việc trả lời và công khai kết quả', async () => {
        const known = await tasksWaitingFor(desk, 'petition');
        return known.length > 0 ? { lead: [], completion: 'any' } : null;
      }),
    },
    split: (call) => {
      const { words, day, more } = withDay(call.rest, call.today, 'past');
      return { note: words, ...(day ? { received: day } : {}), ...(more[0] ? { lead: more[0] } : {}) };
    },
    async preview(call, { note, received, lead }) {
      const known = await desk.store.officeCases({ kinds: ['petition'], since: received });
      if (known.some(({ event }) => event.day === received && fold(event.note) === fold(note)))
        return { kind: 'refuse', text: recordedAlreadyText(note, received, call.today) };
      if (hasLeft(call, lead?.lead ?? [])) return { kind: 'refuse', text: assigneeLeftText(), ask: 'lead' };
      const set = await desk.store.petitionTerm();
      const { name, tasks, made, term } = await petitionTasks(desk, lead);
      const steps = await startedSteps(desk, call, tasks, { name, day: received });
      const leads = await leadsAssigned(desk, call, lead?.lead ?? []);
      const named = made ? steps.map((step) => ({ ...step, leads })) : steps;
      const shown = { note, received, term: set ?? term, steps: named, makes: made !== null };
      return { kind: 'ready', text: petitionPreviewText(shown, call.today) };
    },
    async save(call, { note, received, lead }) {
      const { name, tasks, made, edits } = await petitionTasks(desk, lead);
      const steps = await startedSteps(desk, call, tasks, { name, day: received });
      const added = (made ?? []).map((task) => addTask(task, desk.office, call.now, received));
      const edited = edits.map(({ taskId, set }) => editTask(taskId, set, desk.office, call.now));
      const event = { kind: 'petition', name, day: received, note, caseId: null, taskRef: null } as const;
      return {
        effects: [...added, ...edited, { kind: 'case', change: { act: 'record', event } }],
        text: petitionSavedText(note, steps[0]?.dates ?? null, call.today),
      };
    },
  });

  return [
    limited(
      caseList(desk, SORT, {
        name: 'petitions',
        heads: ['pakn'],
        help: { ...record.help, does: 'xem các phản ánh, kiến nghị đang chờ', usage: 'pakn', examples: ['pakn'] },
        example: EXAMPLE,
      }),
      maySee,
      (call) => onlySeenText(call.officer, 'pakn', WHOSE),
    ),
    change(record),
    change(
      caseRedating(desk, SORT, {
        name: 'petition-redate',
        heads: ['pakn sửa', 'sửa pakn'],
        help: {
          does: 'sửa ngày nhận của phản ánh, kiến nghị đã ghi',
          usage: 'pakn sửa <nội dung>; <ngày nhận>',
          examples: ['pakn sửa đường vào ấp 3; hôm qua'],
        },
      }),
    ),
    change(
      caseWithdrawal(desk, SORT, {
        name: 'petition-withdraw',
        heads: ['pakn bỏ', 'bỏ pakn'],
        help: {
          does: 'bỏ phản ánh, kiến nghị ghi nhầm',
          usage: 'pakn bỏ <nội dung>',
          examples: ['pakn bỏ đường vào ấp 3'],
        },
      }),
    ),
  ];
}

/** «pakn ấp 3 xong rồi» reports something done, and is no petition. */
function meansPetition(rest: string): boolean {
  return rest.includes(';') || !/\b(?:xong|roi|chua|da (?:gui|tra loi|xu ly)|em (?:gui|nhan))\b/.test(fold(rest));
}
