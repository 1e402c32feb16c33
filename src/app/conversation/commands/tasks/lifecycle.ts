import { fold } from '../../../../domain/fold.ts';
import {
  alreadyPausedText,
  notPausedText,
  pausedText,
  pausePreviewText,
  removedText,
  removePreviewText,
  resumedText,
  resumePreviewText,
  taskGoneText,
} from '../../../../text/tasks.ts';
import type { TaskChange } from '../../../store.ts';
import type { Call, ChatCommand, CommandHelp, Desk } from '../../command.ts';
import { form, type Preview } from '../../form.ts';
import { type SeenTask, seeTask } from './office-tasks.ts';
import { taskSlot } from './slots.ts';

/** «tạm dừng», «tiếp tục» and «bỏ»: a task is named, and what happens to it is agreed to. */
export function lifecycleCommands(desk: Desk): ChatCommand[] {
  return [pauseCommand(desk), resumeCommand(desk), removeCommand(desk)];
}

interface Act {
  readonly name: string;
  readonly heads: readonly string[];
  readonly help: CommandHelp;
  fits?(rest: string): boolean;
  preview(task: SeenTask, call: Call): Preview;
  change(taskId: number, call: Call): TaskChange;
  text(task: SeenTask): string;
}

function oneTask(desk: Desk, { preview, change, text, ...command }: Act): ChatCommand {
  return form<{ task: number }>({
    ...command,
    right: 'admin',
    // «tiếp tục báo cáo quý» would read as being at work on it; «tiếp tục làm nhé» is that.
    certain: (rest) => !/^(?:lam|thuc hien|xu ly|theo doi|nhe|nha|di|a)\b/.test(fold(rest)),
    slots: { task: taskSlot(desk) },
    // «bỏ việc» alone asks which; the word is no title.
    split: ({ rest }) => ({ task: /^(?:viec|nhiem vu)$/.test(fold(rest)) ? '' : rest }),
    async preview(call, { task }) {
      const seen = await seeTask(desk, call, task);
      return seen ? preview(seen, call) : { kind: 'refuse', text: taskGoneText() };
    },
    async save(call, { task }) {
      const seen = await seeTask(desk, call, task);
      // Gone between two looks: the change is stale then, and all is worked out anew.
      return { effects: [{ kind: 'task', change: change(task, call) }], text: seen ? text(seen) : '' };
    },
  });
}

function pauseCommand(desk: Desk): ChatCommand {
  return oneTask(desk, {
    name: 'pause-task',
    heads: ['tạm dừng', 'tạm ngừng', 'tạm dừng việc'],
    help: {
      does: 'tạm không nhắc một việc; hạn vẫn giữ',
      usage: 'tạm dừng <việc>',
      examples: ['tạm dừng III.1.6'],
    },
    preview({ ref, title, task, open, leads }, { today }) {
      if (task.pausedOn !== null) return refuse(alreadyPausedText(ref, title, task.pausedOn, today));
      return ready(pausePreviewText(ref, title, open, leads, today));
    },
    change: (taskId, { today }) => ({ act: 'pause', taskId, from: today }),
    text: ({ ref, title }) => pausedText(ref, title),
  });
}

function resumeCommand(desk: Desk): ChatCommand {
  return oneTask(desk, {
    name: 'resume-task',
    heads: ['tiếp tục', 'tiếp tục việc', 'nhắc lại việc'],
    help: {
      does: 'nhắc lại một việc đã tạm dừng',
      usage: 'tiếp tục <việc>',
      examples: ['tiếp tục III.1.6'],
    },
    preview({ ref, title, task, open, coming, leads }, { today }) {
      if (task.pausedOn === null) return refuse(notPausedText(ref, title));
      const late = open.filter((each) => each.legalLastDay < today).length;
      return ready(resumePreviewText(ref, title, { late, coming, rules: task.rules }, leads, today));
    },
    change: (taskId) => ({ act: 'resume', taskId }),
    text: ({ ref, title }) => resumedText(ref, title),
  });
}

function removeCommand(desk: Desk): ChatCommand {
  return oneTask(desk, {
    name: 'remove-task',
    heads: ['bỏ', 'bỏ việc', 'bỏ nhiệm vụ', 'xóa', 'xóa việc'],
    help: {
      does: 'bỏ hẳn một việc; lịch sử vẫn giữ',
      usage: 'bỏ <việc>',
      examples: ['bỏ III.1.6'],
    },
    // «bỏ», «bỏ qua nhé» say no to something.
    fits: (rest) => !/^(?:qua|di|thoi|nhe|a|nha|het)?(?: .{0,4})?$/.test(fold(rest)),
    preview: (seen, { today }) => ready(removePreviewText(seen.ref, seen.title, seen, today)),
    change: (taskId) => ({ act: 'remove', taskId }),
    text: ({ ref, title }) => removedText(ref, title),
  });
}

const ready = (text: string): Preview => ({ kind: 'ready', text });
const refuse = (text: string): Preview => ({ kind: 'refuse', text });
