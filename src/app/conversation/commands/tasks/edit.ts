import { fold } from '../../../../domain/fold.ts';
import {
  askFieldText,
  editedText,
  editPreviewText,
  nothingChangesText,
  TASK_FIELDS,
} from '../../../../text/task-edits.ts';
import { assigneeLeftText, deadlinePastText, taskGoneText } from '../../../../text/tasks.ts';
import { deadlineEffect } from '../../../coming.ts';
import { pastLastDay } from '../../../new-tasks.ts';
import type { TaskContent } from '../../../store.ts';
import type { ChatCommand, Desk } from '../../command.ts';
import { form } from '../../form.ts';
import { changeLines } from './change-lines.ts';
import { type Changes, readChanges, splitAtLabel } from './changes.ts';
import { editRemembering } from './former.ts';
import { hasLeft, leadsAssigned, seeTask } from './office-tasks.ts';
import { taskSlot } from './slots.ts';

type Edited = { task: number; changes: Changes };

/** What can be corrected before it is saved; «sửa việc …» begins with another task. */
const CORRECTED = Object.values(TASK_FIELDS)
  .flatMap(({ labels }) => [...labels])
  .filter((label) => label !== 'việc');

export function editTaskCommand(desk: Desk): ChatCommand {
  const { office } = desk;
  return form<Edited>({
    name: 'edit-task',
    heads: ['sửa', 'sửa việc'],
    right: 'admin',
    help: {
      does: 'sửa tên, hạn, chủ trì, phối hợp, nơi nhận, kết quả hoặc ghi chú của một việc',
      usage: 'sửa <việc>; <điều>: <nội dung mới>',
      examples: [
        'sửa X.1.3; hạn: trước ngày 20 hằng tháng',
        'sửa X.1.3; nơi nhận: UBND tỉnh; ghi chú: gửi kèm phụ lục',
      ],
    },
    // «sửa báo cáo quý» would read as being at work on it; «sửa lại sau» is that.
    certain: (rest) => !/^(?:lai|xong|roi|sau|nhe|nha|di|a)\b/.test(fold(rest)),
    slots: {
      task: taskSlot(desk),
      changes: {
        labels: CORRECTED,
        named: Object.values(TASK_FIELDS).map(({ labels }) => labels[0]),
        free: true,
        whole: true,
        amend: (old, added) => ({ ...old, ...added }),
        async ask(call, { task }) {
          const seen = await seeTask(desk, call, task!);
          return { kind: 'question', text: askFieldText(seen?.title ?? '') };
        },
        read: (call, typed) => readChanges(desk, call, typed),
      },
    },
    hinted: 'hạn',
    split({ rest }) {
      const [task = '', ...changes] = rest.split(';');
      if (changes.length > 0) return { task, changes: changes.join(';') };
      return splitAtLabel(rest);
    },
    async preview(call, { task, changes }) {
      const seen = await seeTask(desk, call, task);
      if (!seen) return { kind: 'refuse', text: taskGoneText() };
      const lines = await changeLines(desk, call, seen, changes);
      if (lines.length === 0) return { kind: 'refuse', text: nothingChangesText(seen.ref, seen.title) };
      const { deadline, lead } = changes;
      const past = deadline ? pastLastDay(deadline.rules, office, call.today) : null;
      if (past !== null) return { kind: 'refuse', text: deadlinePastText(past, call.today), ask: 'changes' };
      if (lead && hasLeft(call, lead.lead)) return { kind: 'refuse', text: assigneeLeftText(), ask: 'changes' };
      const edited = deadline ? { ...seen.task, rules: deadline.rules } : null;
      const shown = {
        ...seen,
        lines,
        dates: edited
          ? { effect: deadlineEffect(edited, seen.schedule, office, call.today), rules: edited.rules }
          : null,
        leads: lead ? await leadsAssigned(desk, call, lead.lead) : seen.leads,
      };
      return { kind: 'ready', text: editPreviewText(shown, call.today) };
    },
    async save(call, { task, changes }) {
      const seen = await seeTask(desk, call, task);
      // Gone between two looks: the change is stale then, and all is worked out anew.
      const change = await editRemembering(desk, call, seen?.task ?? { id: task }, setOf(changes));
      return {
        effects: [{ kind: 'task', change }],
        text: editedText(seen?.ref ?? '', changes.title ?? seen?.title ?? ''),
      };
    },
  });
}

function setOf(changes: Changes): Partial<Omit<TaskContent, 'ref' | 'kind'>> {
  const { title, deadline, lead, cooperating, recipient, result, notes } = changes;
  return {
    ...(title === undefined ? {} : { title }),
    ...(deadline ? { deadlineText: deadline.phrase, rules: deadline.rules } : {}),
    ...(lead ? { lead: lead.lead, completion: lead.completion } : {}),
    ...(cooperating ? { cooperating: cooperating.lead } : {}),
    ...(recipient === undefined ? {} : { recipient: recipient === '' ? null : recipient }),
    ...(result === undefined ? {} : { result }),
    ...(notes === undefined ? {} : { notes }),
  };
}
