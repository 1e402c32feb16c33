import { notYoursToSeeText } from '../../../../text/looking.ts';
import { shortened } from '../../../../text/shorten.ts';
import { type Call, over, type Turn } from '../../command.ts';

/** Refused politely, and logged: an officer asked about what others do. */
export function notTheirs(call: Call, command: string, task: { readonly id: number; readonly title: string }): Turn {
  const effects = [{ kind: 'note', what: 'no-right', data: { command, taskId: task.id } }] as const;
  return over({ intent: 'no-right', effects, text: notYoursToSeeText(call.officer, shortened(task.title)) });
}
