import type { ChatCommand, Desk } from './command.ts';
import { calendarCommands } from './commands/calendar/all.ts';
import { caseCommands } from './commands/cases/all.ts';
import { clockCommand } from './commands/clock.ts';
import { heldStepsCommand } from './commands/held-steps.ts';
import { intakeCommand } from './commands/intake/intake.ts';
import { loginCommand } from './commands/login.ts';
import { lookingCommands } from './commands/looking/all.ts';
import { peopleCommands } from './commands/people/all.ts';
import { requestCommands } from './commands/requests/all.ts';
import { selfCheckCommand } from './commands/self-check.ts';
import { taskCommands } from './commands/tasks/all.ts';

/** All chat commands, in the order in which «giúp» shows them. A new one is one more line here. */
export function chatCommands(desk: Desk): ChatCommand[] {
  return [
    ...lookingCommands(desk),
    ...taskCommands(desk),
    ...requestCommands(desk),
    ...peopleCommands(desk),
    ...caseCommands(desk),
    intakeCommand(desk),
    ...calendarCommands(desk),
    selfCheckCommand(desk),
    clockCommand(desk),
    heldStepsCommand(desk),
    loginCommand(desk),
  ];
}
