import type { ChatCommand, Desk } from '../../command.ts';
import { decisionCommands } from './decisions.ts';
import { extendCommand } from './extend.ts';
import { leaveCommand } from './leave.ts';
import { cancelLeaveCommand, leavesCommand } from './leaves.ts';

/** What people ask of each other: leave with a stand-in, more time, and the answers to both. */
export function requestCommands(desk: Desk): ChatCommand[] {
  // «vắng» alone is the list; with words behind it, a leave.
  return [
    extendCommand(desk),
    leavesCommand(desk),
    leaveCommand(desk),
    cancelLeaveCommand(desk),
    ...decisionCommands(desk),
  ];
}
