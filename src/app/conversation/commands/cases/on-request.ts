import { readDay } from '../../../../domain/chat-day.ts';
import { isOneOff } from '../../../../domain/deadline.ts';
import { namesMeant } from '../../../../domain/event-words.ts';
import { LONGEST_TITLE } from '../../../../domain/plain-line.ts';
import {
  askOnRequestDeadlineText,
  askOnRequestText,
  notOneOffText,
  ofPlanRowText,
  onRequestSavedText,
  planRowNote,
} from '../../../../text/on-request.ts';
import { addPreviewText, assigneeLeftText, deadlinePastText } from '../../../../text/tasks.ts';
import { comingOfNew, pastLastDay, shortenedSteps } from '../../../new-tasks.ts';
import { addTask, ownRefs, ownTask } from '../../../own-task.ts';
import type { Assignee, TaskView } from '../../../store.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import type { Assignees } from '../../find-assignees.ts';
import { form, type Read } from '../../form.ts';
import { hasLeft, leadsAssigned, remindedBy } from '../tasks/office-tasks.ts';
import { onThatDay, readDeadline, type SaidDeadline } from '../tasks/slots.ts';
import { responsibleSlot, wordsSlot } from './slots.ts';
import { isHeld } from './started.ts';

type OnRequest = { title: string; deadline: SaidDeadline; lead: Assignees };

const positions = (names: readonly string[]): Assignee[] => names.map((name) => ({ kind: 'position', name }));

/** «đột xuất …»: one report that was asked for, with its own last day. */
export function onRequestCommand(desk: Desk): ChatCommand {
  const { store, office } = desk;
  const leadsOfRow = async (call: Call, title: string): Promise<Assignees | null> => {
    const row = await planRow(desk, title);
    return row && (await isHeld(desk, call, row.lead)) ? { lead: positions(row.lead), completion: 'any' } : null;
  };

  return form<OnRequest>({
    name: 'on-request',
    heads: ['đột xuất', 'báo cáo đột xuất'],
    right: 'admin',
    help: {
      does: 'giao một báo cáo đột xuất, theo yêu cầu',
      usage: 'đột xuất <báo cáo>; <hạn>; <ai>',
      examples: ['đột xuất Báo cáo tình hình kiểm soát TTHC; thứ Sáu; Văn phòng UBND'],
    },
    slots: {
      title: wordsSlot({
        labels: ['việc', 'báo cáo'],
        what: 'tên báo cáo',
        most: LONGEST_TITLE,
        example: 'Báo cáo tình hình kiểm soát TTHC',
        question: askOnRequestText(),
      }),
      deadline: {
        labels: ['hạn', 'thời hạn'],
        ask: () => ({ kind: 'question', text: askOnRequestDeadlineText() }),
        read: (call, typed) => readOneOff(desk, call, typed),
      },
      lead: responsibleSlot(desk, 'báo cáo này', (call, filled) => leadsOfRow(call, filled.title ?? '')),
    },
    hinted: 'hạn',
    async preview(call, { title, deadline, lead }) {
      const { today } = call;
      const { rules } = deadline;
      if (hasLeft(call, lead.lead)) return { kind: 'refuse', text: assigneeLeftText(), ask: 'lead' };
      if (!rules.every(isOneOff)) return { kind: 'refuse', text: notOneOffText(), ask: 'deadline' };
      const past = pastLastDay(rules, office, today);
      if (past !== null) return { kind: 'refuse', text: deadlinePastText(past, today), ask: 'deadline' };
      const row = await planRow(desk, title);
      const shown = {
        ref: null,
        title,
        rules,
        coming: await comingOfNew(desk, rules, today),
        leads: await leadsAssigned(desk, call, lead.lead),
        completion: lead.completion,
        policy: remindedBy(desk, rules, null),
        steps: shortenedSteps(rules, desk.office, call.now),
      };
      const text = addPreviewText(shown, today, []);
      return { kind: 'ready', text: row ? `${text}\n${ofPlanRowText(row)}` : text };
    },
    async save(call, { title, deadline, lead }) {
      const row = await planRow(desk, title);
      const { phrase, rules } = deadline;
      const task = ownTask({
        ...{ title, rules, ...lead },
        ref: ownRefs(await store.tasks())(),
        deadlineText: phrase,
        cooperating: positions(row?.cooperating ?? []),
        recipient: row?.recipient ?? null,
        result: row?.result ?? '',
        notes: row ? planRowNote(row.ref) : '',
      });
      const [dates] = await comingOfNew(desk, rules, call.today);
      return { effects: [addTask(task, office, call.now)], text: onRequestSavedText(title, dates!, call.today) };
    },
  });
}

/** A day as people say it, or a phrase of a document. */
function readOneOff(desk: Desk, call: Call, typed: string): Read<SaidDeadline> {
  // «trước 16h ngày 18/12»: the grammar knows clock times, a day typed in passing has none.
  const near = CLOCK.test(typed) ? null : readDay(typed, call.today, 'future');
  return near?.kind === 'day' ? { kind: 'value', value: onThatDay(near.day) } : readDeadline(desk, call, typed);
}

const CLOCK = /\d\s*(?:h|g|giờ|gio)(?![\p{L}])|\d:\d|sáng|chiều|trưa|tối/iu;

/** The plan's row of what is done on request, where the words fit one. */
async function planRow({ store }: Desk, title: string): Promise<TaskView | null> {
  const rows = (await store.tasks()).filter(
    (task) => task.state === 'active' && task.rules.some((rule) => rule.kind === 'on-request'),
  );
  const meant = namesMeant(
    title,
    rows.map((row) => row.title),
  );
  return meant.length === 1 ? (rows.find((row) => row.title === meant[0]) ?? null) : null;
}
