import { taskGoneText } from '../../../../text/tasks.ts';
import { restoredText, restorePreviewText } from '../../../../text/undo.ts';
import type { ChatCommand, Desk } from '../../command.ts';
import { form } from '../../form.ts';
import { taskSlot } from './slots.ts';

/** «khôi phục»: the way back from «bỏ». */
export function restoreCommand(desk: Desk): ChatCommand {
  const removed = async (id: number) =>
    (await desk.store.tasks()).find((task) => task.id === id && task.state === 'removed');
  return form<{ task: number }>({
    name: 'restore-task',
    heads: ['khôi phục', 'khôi phục việc'],
    right: 'admin',
    help: { does: 'nhắc lại một việc đã bỏ', usage: 'khôi phục <việc>', examples: ['khôi phục'] },
    slots: { task: taskSlot(desk, (task) => task.state === 'removed') },
    async preview(_call, { task }) {
      const found = await removed(task);
      if (!found) return { kind: 'refuse', text: taskGoneText() };
      return { kind: 'ready', text: restorePreviewText(found.ref, found.title) };
    },
    async save(_call, { task }) {
      const found = await removed(task);
      const change = { act: 'restore', taskId: task } as const;
      return { effects: [{ kind: 'task', change }], text: restoredText(found?.ref ?? '', found?.title ?? '') };
    },
  });
}
