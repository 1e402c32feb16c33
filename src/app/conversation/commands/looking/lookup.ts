import { chooseAgainText, numberedChoices, savedNothingText } from '../../../../text/conversation.ts';
import { shortened } from '../../../../text/shorten.ts';
import { type Call, type ChatCommand, say, type Turn } from '../../command.ts';
import { type Choice, chosen, isRefusal, type Read } from '../../form.ts';

/** A command that finds one thing and shows it; asks where several things could be meant, or none was named. */
export interface Lookup<V> extends Pick<ChatCommand, 'name' | 'heads' | 'right' | 'help' | 'fits' | 'certain'> {
  /** What is meant; `typed` is empty where nothing was named. */
  read(call: Call, typed: string): Promise<Read<V>>;
  show(call: Call, value: V): Promise<Turn>;
}

interface State {
  readonly question: string;
  readonly choices: readonly Choice[];
}

export function lookup<V>({ read, show, ...command }: Lookup<V>): ChatCommand {
  async function turn(call: Call, found: Read<V>): Promise<Turn> {
    if (found.kind === 'value') return show(call, found.value);
    // Nothing to choose from: the whole line is typed again, and nothing waits for it.
    if (!found.choices || found.choices.length === 0) return say(`${command.name}-refused`, found.text);
    return ask({ question: found.text, choices: found.choices });
  }

  function ask({ question, choices }: State, instead = question): Turn {
    return {
      kind: 'wait',
      text: `${instead}\n${numberedChoices(choices.map((choice) => choice.label))}`,
      state: { question, choices } satisfies State,
      buttons: choices.map(({ label }, index) => [{ label: shortened(label), data: String(index + 1) }]),
    };
  }

  return {
    ...command,
    begin: async (call) => turn(call, await read(call, call.rest)),
    async resume(call, raw) {
      const state = raw as State;
      const choice = chosen(call.rest, state.choices);
      if (choice === 'none') return ask(state, chooseAgainText(state.choices.length));
      if (choice !== null) return show(call, choice.value as V);
      if (isRefusal(call.rest)) return say(`${command.name}-dropped`, savedNothingText());
      return null;
    },
    repeat: async (_call, raw) => ask(raw as State),
  };
}
