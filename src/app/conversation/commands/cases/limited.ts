import { type Call, type ChatCommand, over, type Turn } from '../../command.ts';
import type { Answer } from '../../talk.ts';

/** A command that some people may use only; asked again at every step, for rights may change in between. */
export function limited(
  command: ChatCommand,
  may: (call: Call) => Promise<boolean>,
  refusal: (call: Call) => string,
): ChatCommand {
  const refused = (call: Call): Turn => {
    const effects = [{ kind: 'note', what: 'no-right', data: { command: command.name } }] as const;
    return over({ intent: 'no-right', text: refusal(call), effects } satisfies Answer);
  };
  const { resume, repeat } = command;
  return {
    ...command,
    begin: async (call) => ((await may(call)) ? command.begin(call) : refused(call)),
    ...(resume ? { resume: async (call, state) => ((await may(call)) ? resume(call, state) : refused(call)) } : {}),
    ...(repeat ? { repeat: async (call, state) => ((await may(call)) ? repeat(call, state) : refused(call)) } : {}),
  };
}
