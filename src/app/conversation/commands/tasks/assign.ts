import { looksLikeOrder } from '../../../../domain/directive-signs.ts';
import { assignedText, assignPreviewText } from '../../../../text/task-edits.ts';
import { assigneeLeftText, taskGoneText } from '../../../../text/tasks.ts';
import type { ChatCommand, Desk } from '../../command.ts';
import { isReference } from '../../find.ts';
import type { Assignees } from '../../find-assignees.ts';
import { form } from '../../form.ts';
import { editRemembering } from './former.ts';
import { hasLeft, leadsAssigned, seeTask } from './office-tasks.ts';
import { assigneesSlot, taskSlot } from './slots.ts';

/** «… cho chị Lan», or parts cut by a semicolon: the command's own shape. */
const ENDS_WITH_WHO = /\scho\s+[^\d;]{2,60}$|;/iu;

type Assigned = { task: number; who: Assignees };

export function assignTaskCommand(desk: Desk): ChatCommand {
  return form<Assigned>({
    name: 'assign-task',
    heads: ['giao', 'giao việc', 'phân công'],
    right: 'admin',
    help: {
      does: 'giao một việc cho chức danh hoặc cho người; thêm «mỗi người:» khi ai cũng phải báo xong',
      usage: 'giao <việc> cho <người hoặc chức danh>',
      examples: ['giao III.1.6 cho Công chức Tư pháp', 'giao III.1.6 cho mỗi người: Văn phòng UBND, Công chức Tư pháp'],
    },
    // «Giao đ/c Lan tổng hợp báo cáo, gửi trước ngày 5/12» is an order to be read as one.
    fits: (rest) =>
      isReference(rest.split(/\s+/)[0] ?? '') || ENDS_WITH_WHO.test(rest) || !looksLikeOrder(`giao ${rest}`),
    slots: { task: taskSlot(desk), who: assigneesSlot(desk) },
    hinted: 'chủ trì',
    split({ rest }) {
      // «giao cho Lan việc X.1.3»
      const turned = /^cho\s+(.+?)\s+(?:việc|viec|mục|muc|nhiệm vụ|nhiem vu)\s+(.+)$/iu.exec(rest);
      if (turned) return { task: turned[2]!, who: turned[1]! };
      // The last «cho» that stands alone: a title may hold one too.
      const match = /^(.*?)(?:\s*;\s*|\s+cho\s+)(?!.*\scho\s)(.*)$/iu.exec(rest);
      if (match) return { task: match[1]!, who: match[2]! };
      const [first = '', ...who] = rest.split(/\s+/);
      if (who.length > 0 && !/^cho$/iu.test(who[0]!) && isReference(first)) return { task: first, who: who.join(' ') };
      return { task: rest.replace(/\s+cho$/iu, '') };
    },
    async preview(call, { task, who }) {
      const seen = await seeTask(desk, call, task);
      if (!seen) return { kind: 'refuse', text: taskGoneText() };
      if (hasLeft(call, who.lead)) return { kind: 'refuse', text: assigneeLeftText(), ask: 'who' };
      const shown = {
        ...seen,
        before: seen.leads,
        after: await leadsAssigned(desk, call, who.lead),
        completion: who.completion,
        rules: seen.task.rules,
      };
      return { kind: 'ready', text: assignPreviewText(shown, call.today) };
    },
    async save(call, { task, who }) {
      const seen = await seeTask(desk, call, task);
      const { lead, completion } = who;
      const change = await editRemembering(desk, call, seen?.task ?? { id: task }, { lead, completion });
      const leads = await leadsAssigned(desk, call, lead);
      return { effects: [{ kind: 'task', change }], text: assignedText(seen?.ref ?? '', seen?.title ?? '', leads) };
    },
  });
}
