import type { ChatCommand, Desk } from '../../command.ts';
import { dossierCommands } from './dossier.ts';
import { eventCommands } from './event.ts';
import { onRequestCommand } from './on-request.ts';
import { petitionCommands } from './petition.ts';
import { termCommand } from './term.ts';

/** Petitions, dossiers, events and reports on request. */
export function caseCommands(desk: Desk): ChatCommand[] {
  return [
    ...petitionCommands(desk),
    termCommand(desk),
    ...dossierCommands(desk),
    ...eventCommands(desk),
    onRequestCommand(desk),
  ];
}
