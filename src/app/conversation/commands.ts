import type { ChatCommand, Desk } from './command.ts';

/** All chat commands, in the order in which «giúp» shows them. A new one is one more line here. */
export function chatCommands(_desk: Desk): ChatCommand[] {
  return [];
}
