import type { ChatCommand, Desk } from '../../command.ts';
import { addTaskCommand } from './add.ts';
import { assignTaskCommand } from './assign.ts';
import { editTaskCommand } from './edit.ts';
import { lifecycleCommands } from './lifecycle.ts';
import { occurrenceCommands } from './occurrence.ts';
import { policyCommand } from './policy.ts';
import { restoreCommand } from './restore.ts';
import { searchCommand } from './search.ts';

/** The commands about tasks and their deadlines. */
export function taskCommands(desk: Desk): ChatCommand[] {
  return [
    searchCommand(desk),
    addTaskCommand(desk),
    editTaskCommand(desk),
    assignTaskCommand(desk),
    ...lifecycleCommands(desk),
    restoreCommand(desk),
    ...occurrenceCommands(desk),
    policyCommand(desk),
  ];
}
