import { changeLine, completionName, type TaskField } from '../../../../text/task-edits.ts';
import { leadsText, rulesText } from '../../../../text/task-words.ts';
import type { Call, Desk } from '../../command.ts';
import type { Changes } from './changes.ts';
import { leadsAssigned, leadsNamed, type SeenTask } from './office-tasks.ts';

/** One line for each field that would be another. */
export async function changeLines(desk: Desk, call: Call, seen: SeenTask, changes: Changes): Promise<string[]> {
  const { task } = seen;
  const lines: string[] = [];
  const add = (field: TaskField, before: string, after: string) => {
    if (before !== after) lines.push(changeLine(field, before, after));
  };
  const { title, deadline, lead, cooperating, recipient, result, notes } = changes;
  if (title !== undefined) add('title', task.title, title);
  if (deadline && JSON.stringify(deadline.rules) !== JSON.stringify(task.rules)) {
    add('deadline', rulesText(task.rules), rulesText(deadline.rules));
  }
  if (lead) {
    const after = leadsText(await leadsAssigned(desk, call, lead.lead));
    const each = lead.completion === task.completion ? '' : completionName(lead.completion);
    add('lead', leadsText(seen.leads), `${after}${each}`);
  }
  if (cooperating) {
    const before = await leadsNamed(desk, call, task.cooperating);
    const after = await leadsAssigned(desk, call, cooperating.lead);
    add('cooperating', before.length === 0 ? '' : leadsText(before), after.length === 0 ? '' : leadsText(after));
  }
  if (recipient !== undefined) add('recipient', task.recipient ?? '', recipient);
  if (result !== undefined) add('result', task.result, result);
  if (notes !== undefined) add('notes', task.notes, notes);
  return lines;
}
