import type { Day } from '../../../../domain/civil-day.ts';
import { fold } from '../../../../domain/fold.ts';
import type { Office } from '../../../../domain/office-hours.ts';
import { findDeadlines } from '../../../../domain/phrase/running-text.ts';
import { addedText, addPreviewText, assigneeLeftText, deadlinePastText } from '../../../../text/tasks.ts';
import { comingOfNew, pastLastDay, shortenedSteps } from '../../../new-tasks.ts';
import { addTask, ownRefs, ownTask } from '../../../own-task.ts';
import type { ChatCommand, Desk } from '../../command.ts';
import type { Assignees } from '../../find-assignees.ts';
import { form } from '../../form.ts';
import { hasLeft, leadsAssigned, remindedBy } from './office-tasks.ts';
import { assigneesSlot, deadlineSlot, type SaidDeadline, titleSlot } from './slots.ts';

/** «thêm việc» alone and «thêm việc: …» name no title with it. */
const ONLY_SAID = /^(?:việc|viec|nhiệm vụ|nhiem vu)\s*(?::|$)/iu;

const LEADS_ON = /^[\s,.:-]*(?:giao(?:\s+cho)?|chủ\s+trì|chu\s+tri|phụ\s+trách|phu\s+trach|cho|do)\s*:?\s+(\S.*)$/iu;

/** «Báo cáo quý trước ngày 25 hằng tháng, giao chị Lan»: what stands around the deadline is the task, and who. */
function oneSentence(said: string, office: Office, today: Day): Partial<Record<keyof Added, string>> {
  const [found, ...others] = findDeadlines(said, today);
  const isPast = found !== undefined && pastLastDay(found.reading.rules, office, today) !== null;
  if (!found || others.length > 0 || found.reading.error || isPast) return { title: said };
  const front = said.slice(0, found.start).replace(/[\s,:-]+$/, '');
  const behind = said.slice(found.end);
  const who = LEADS_ON.exec(behind)?.[1];
  const title = (who === undefined ? `${front}${behind}` : front).trim();
  return front === '' ? { title: said } : { title, deadline: found.phrase, ...(who === undefined ? {} : { who }) };
}

type Added = { title: string; deadline: SaidDeadline; who: Assignees };

export function addTaskCommand(desk: Desk): ChatCommand {
  const { store, office } = desk;

  return form<Added>({
    name: 'add-task',
    // No «thêm việc»: «thêm việc làm cho thanh niên» is a task of that name.
    heads: ['thêm'],
    right: 'admin',
    help: {
      does: 'thêm một việc vào lịch nhắc',
      usage: 'thêm <việc>; <thời hạn>; <người hoặc chức danh>',
      examples: [
        'thêm Báo cáo cải cách hành chính; trước ngày 25 hằng tháng; Văn phòng UBND',
        'thêm Rà soát hồ sơ tồn; thứ Sáu hằng tuần; Bộ phận Một cửa',
      ],
    },
    // «thêm 2 ngày nữa nhé» asks for time.
    fits: (rest) =>
      !/^(?:(?:\d+|vai|may|it|chut|xiu) )?(?:ngay|tuan|hom|thoi gian|han|gio|nua|chut|xiu|it)\b/.test(fold(rest)),
    // «thêm việc làm cho thanh niên» would read as being at work on it; «thêm lát nữa em xong» is that.
    certain: (rest) => !/(?:^| )(?:em|xong|chua|roi|nua|nhe|nha)(?= |$)/.test(fold(rest)),
    split({ rest, today }) {
      const [title = '', deadline = '', ...who] = rest.replace(ONLY_SAID, '').split(';');
      if (!rest.includes(';')) return oneSentence(title, office, today);
      return { title, deadline, who: who.join(';') };
    },
    slots: { title: titleSlot(), deadline: deadlineSlot(desk), who: assigneesSlot(desk) },
    hinted: 'hạn',
    async preview(call, { title, deadline, who }) {
      const { today } = call;
      if (hasLeft(call, who.lead)) return { kind: 'refuse', text: assigneeLeftText(), ask: 'who' };
      const past = pastLastDay(deadline.rules, office, today);
      if (past !== null) return { kind: 'refuse', text: deadlinePastText(past, today), ask: 'deadline' };
      const same = (await store.tasks()).filter((task) => task.state === 'active' && fold(task.title) === fold(title));
      const shown = {
        ref: null,
        title,
        rules: deadline.rules,
        coming: await comingOfNew(desk, deadline.rules, call.today),
        leads: await leadsAssigned(desk, call, who.lead),
        completion: who.completion,
        policy: remindedBy(desk, deadline.rules, null),
        steps: shortenedSteps(deadline.rules, office, call.now),
      };
      return {
        kind: 'ready',
        text: addPreviewText(
          shown,
          today,
          same.map((task) => task.ref),
        ),
      };
    },
    async save(call, { title, deadline, who }) {
      const ref = ownRefs(await store.tasks())();
      const task = ownTask({ ref, title, deadlineText: deadline.phrase, rules: deadline.rules, ...who });
      const next = await comingOfNew(desk, deadline.rules, call.today);
      return { effects: [addTask(task, office, call.now)], text: addedText(ref, title, next, call.today) };
    },
  });
}
