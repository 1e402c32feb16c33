import { taskGoneText } from '../../../../text/tasks.ts';
import { askRestoreText, notRemovedText, restoredText, restorePreviewText } from '../../../../text/undo.ts';
import type { TaskView } from '../../../store.ts';
import type { ChatCommand, Desk } from '../../command.ts';
import { readTask, tasksMeant } from '../../find.ts';
import { form } from '../../form.ts';

const MOST_CHOICES = 10;
const isRemoved = (task: TaskView) => task.state === 'removed';

/** «khôi phục»: the way back from «bỏ». */
export function restoreCommand(desk: Desk): ChatCommand {
  const removed = async (id: number) =>
    (await desk.store.tasks()).find((task) => task.id === id && task.state === 'removed');
  return form<{ task: number }>({
    name: 'restore-task',
    heads: ['khôi phục', 'khôi phục việc'],
    right: 'admin',
    help: { does: 'nhắc lại một việc đã bỏ', usage: 'khôi phục <việc>', examples: ['khôi phục'] },
    slots: {
      task: {
        labels: [],
        async ask() {
          const all = (await desk.store.tasks()).filter(isRemoved).slice(-MOST_CHOICES).reverse();
          const choices = all.map((task) => ({ label: `${task.ref} ${task.title}`, value: task.id }));
          return { kind: 'question', text: askRestoreText(choices.length > 0), choices };
        },
        async read(call, typed) {
          const found = await readTask(desk, call, typed, isRemoved);
          if (found.kind === 'value' || (found.choices?.length ?? 0) > 0) return found;
          const [active] = await tasksMeant(desk.store, call, typed, (task) => task.state === 'active');
          return active ? { kind: 'again', text: notRemovedText(active.ref, active.title), heard: true } : found;
        },
      },
    },
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
