import type { ChatCommand, Desk } from '../../command.ts';
import { agendaCommands } from './agenda.ts';
import { explanationCommand } from './explanation.ts';
import { journalCommand } from './journal.ts';
import { rehearsalCommand } from './rehearsal.ts';
import { situationCommand } from './situation.ts';

/** What people look at and nothing changes by. */
export function lookingCommands(desk: Desk): ChatCommand[] {
  return [
    ...agendaCommands(desk),
    explanationCommand(desk),
    journalCommand(desk),
    situationCommand(desk),
    rehearsalCommand(desk),
  ];
}
