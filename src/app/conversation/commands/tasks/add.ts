import { fold } from '../../../../domain/fold.ts';
import { addedText, addPreviewText, assigneeLeftText, deadlinePastText } from '../../../../text/tasks.ts';
import { comingOfNew, pastLastDay } from '../../../new-tasks.ts';
import { addTask, ownRefs, ownTask } from '../../../own-task.ts';
import type { ChatCommand, Desk } from '../../command.ts';
import type { Assignees } from '../../find-assignees.ts';
import { form } from '../../form.ts';
import { hasLeft, leadsAssigned, remindedBy } from './office-tasks.ts';
import { assigneesSlot, deadlineSlot, type SaidDeadline, titleSlot } from './slots.ts';

/** «thêm việc» alone and «thêm việc: …» name no title with it. */
const ONLY_SAID = /^(?:việc|viec|nhiệm vụ|nhiem vu)\s*(?::|$)/iu;

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
    fits: (rest) => !/^(?:\d+ )?(?:ngay|tuan|thoi gian|han|gio|nua)\b/.test(fold(rest)),
    split({ rest }) {
      const [title = '', deadline = '', ...who] = rest.replace(ONLY_SAID, '').split(';');
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
