import { EVENT_NAMES } from '../../../../domain/case.ts';
import { type Day, isoDate } from '../../../../domain/civil-day.ts';
import { calendarDeadlines } from '../../../../domain/deadline.ts';
import { fold } from '../../../../domain/fold.ts';
import type { CalendarRule } from '../../../../domain/rule.ts';
import { notForYouText, onlySeenText } from '../../../../text/cases.ts';
import {
  askDossierText,
  askDueText,
  dossierKnownText,
  dossierPreviewText,
  dossierSavedText,
  dossierTaskText,
} from '../../../../text/dossiers.ts';
import { assigneeLeftText } from '../../../../text/tasks.ts';
import { shortenedSteps } from '../../../new-tasks.ts';
import { addTask, editTask, ownRefs, ownTask } from '../../../own-task.ts';
import type { Change } from '../../../store.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import type { Assignees } from '../../find-assignees.ts';
import { form } from '../../form.ts';
import { hasLeft, leadsAssigned } from '../tasks/office-tasks.ts';
import { limited } from './limited.ts';
import { daySlot, responsibleSlot, withDay, wordsSlot } from './slots.ts';
import { isHeld, leadsOneOf, tasksWaitingFor } from './started.ts';
import { type CaseSort, caseList, caseRedating, caseWithdrawal } from './which.ts';

const SORT: CaseSort = {
  word: 'dossier',
  kinds: ['dossier'],
  right: 'officer',
  lean: 'future',
  dayExample: '20/3',
  dayQuestion: askDueText(),
};

const EXAMPLE = 'hồ sơ H01-0123; thứ Sáu';
const WHOSE = 'hồ sơ đến hạn trả kết quả';
const LOOK_BACK_DAYS = 370;

/** One working day ahead and on the day itself. */
const POLICY = 'weekly';

const dueRule = (due: Day): CalendarRule => ({ kind: 'once', date: isoDate(due), bound: 'by' });

/** «hồ sơ …»: a dossier with the day on which its result is to be handed over. */
export function dossierCommands(desk: Desk): ChatCommand[] {
  const may = async (call: Call) =>
    call.officer.isAdmin || leadsOneOf(desk, call, await tasksWaitingFor(desk, 'dossier'));
  const maySee = async (call: Call) => call.officer.isLeader || may(call);
  const change = (command: ChatCommand) => limited(command, may, (call) => notForYouText(call.officer, 'hồ sơ', WHOSE));

  const record = form<{ code: string; due: Day; lead: Assignees }>({
    name: 'dossier',
    heads: ['hồ sơ thêm', 'hồ sơ'],
    right: 'officer',
    help: {
      does: 'theo dõi ngày hẹn trả của một hồ sơ; trễ hẹn thì em mở việc giải trình và thư xin lỗi',
      usage: 'hồ sơ <mã>; <ngày hẹn trả>; <ai>',
      examples: [EXAMPLE, 'hồ sơ'],
    },
    fits: meansDossier,
    slots: {
      code: wordsSlot({
        labels: ['mã', 'hồ sơ'],
        what: 'mã hồ sơ',
        most: 80,
        example: 'H01-2026-0123',
        question: askDossierText(),
      }),
      due: daySlot({
        labels: ['ngày hẹn trả', 'hẹn trả', 'ngày'],
        lean: 'future',
        example: SORT.dayExample,
        question: SORT.dayQuestion,
      }),
      lead: responsibleSlot(desk, 'hồ sơ này', (call) => leadsByPlan(desk, call)),
    },
    split: (call) => {
      const { words, day, more } = withDay(call.rest, call.today, 'future');
      return { code: words, ...(day ? { due: day } : {}), ...(more[0] ? { lead: more[0] } : {}) };
    },
    async preview(call, { code, due, lead }) {
      const { today } = call;
      const known = await knownDossier(desk, call, code);
      if (known) return { kind: 'refuse', text: dossierKnownText(code, known.event.day, today) };
      if (hasLeft(call, lead.lead)) return { kind: 'refuse', text: assigneeLeftText(), ask: 'lead' };
      const [dates] = calendarDeadlines(dueRule(due), desk.office.calendar, due, due);
      const leads = await leadsAssigned(desk, call, lead.lead);
      const steps = shortenedSteps([dueRule(due)], desk.office, call.now, POLICY);
      return { kind: 'ready', text: dossierPreviewText({ code, dates: dates!, due, leads, steps }, today) };
    },
    async save(call, { code, due, lead }) {
      const ref = ownRefs(await desk.store.tasks())();
      const task = ownTask({ ...dossierTaskText(code), ...lead, ref, rules: [dueRule(due)], policy: POLICY });
      const event = {
        kind: 'dossier',
        name: EVENT_NAMES.dossier,
        day: due,
        note: code,
        caseId: null,
        taskRef: ref,
      } as const;
      return {
        effects: [addTask(task, desk.office, call.now, due), { kind: 'case', change: { act: 'record', event } }],
        text: dossierSavedText(code, due, call.today),
      };
    },
  });

  return [
    limited(
      caseList(desk, SORT, {
        name: 'dossiers',
        heads: ['hồ sơ'],
        help: { ...record.help, does: 'xem các hồ sơ đang chờ trả', usage: 'hồ sơ', examples: ['hồ sơ'] },
        example: EXAMPLE,
      }),
      maySee,
      (call) => onlySeenText(call.officer, 'hồ sơ', WHOSE),
    ),
    change(record),
    change(
      caseRedating(desk, SORT, {
        name: 'dossier-redate',
        heads: ['hồ sơ sửa', 'sửa hồ sơ'],
        help: {
          does: 'sửa ngày hẹn trả của hồ sơ',
          usage: 'hồ sơ sửa <mã>; <ngày hẹn trả>',
          examples: ['hồ sơ sửa H01-0123; ngày mai'],
        },
        changes: ({ event }, to, call): Change[] =>
          event.taskId === null ? [] : [editTask(event.taskId, { rules: [dueRule(to)] }, desk.office, call.now)],
      }),
    ),
    change(
      caseWithdrawal(desk, SORT, {
        name: 'dossier-withdraw',
        heads: ['hồ sơ bỏ', 'bỏ hồ sơ'],
        help: { does: 'bỏ hồ sơ ghi nhầm', usage: 'hồ sơ bỏ <mã>', examples: ['hồ sơ bỏ H01-0123'] },
      }),
    ),
  ];
}

/** «hồ sơ H01; 20/3», «hồ sơ H01 20/3»; «hồ sơ này em gửi rồi» is an ordinary sentence. */
function meansDossier(rest: string): boolean {
  return (
    rest === '' ||
    rest.includes(';') ||
    /^(?=\S*\d)[\p{L}\d][\p{L}\d./-]*(?:\s+(?:ngay |hen tra )?\S+(?:\s\S+)?)?$/u.test(fold(rest))
  );
}

/** Who answers for late dossiers by the plan, where somebody holds that position. */
async function leadsByPlan(desk: Desk, call: Call): Promise<Assignees | null> {
  const [row] = await tasksWaitingFor(desk, 'dossier');
  if (!row || !(await isHeld(desk, call, row.lead))) return null;
  return { lead: row.lead.map((name) => ({ kind: 'position', name })), completion: 'any' };
}

async function knownDossier({ store }: Desk, call: Call, code: string) {
  const cases = await store.officeCases({ kinds: ['dossier'], since: call.today - LOOK_BACK_DAYS });
  return cases.find(
    ({ event, steps }) => fold(event.note) === fold(code) && steps.some((step) => step.state === 'open'),
  );
}
