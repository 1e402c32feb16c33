import { understand } from '../../../../domain/reply.ts';
import { chooseAgainText, numberedChoices, savedNothingText } from '../../../../text/conversation.ts';
import { shortened } from '../../../../text/shorten.ts';
import { type Call, type ChatCommand, say, type Turn } from '../../command.ts';
import { isReference } from '../../find.ts';
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
    return ask({ question: found.text, choices: found.choices ?? [] });
  }

  function ask({ question, choices }: State, instead = question): Turn {
    if (choices.length === 0) return { kind: 'wait', text: instead, state: { question, choices }, ifFree: true };
    return {
      kind: 'wait',
      text: `${instead}\n${numberedChoices(choices.map((choice) => choice.label))}`,
      state: { question, choices } satisfies State,
      buttons: choices.map(({ label }, index) => [{ label: shortened(label), data: String(index + 1) }]),
    };
  }

  return {
    ...command,
    looks: true,
    begin: async (call) => turn(call, await read(call, call.rest)),
    async resume(call, raw) {
      const state = raw as State;
      const choice = chosen(call.rest, state.choices);
      if (choice === 'none') return ask(state, chooseAgainText(state.choices.length));
      if (choice !== null) return show(call, choice.value as V);
      if (isRefusal(call.rest)) return say(`${command.name}-dropped`, savedNothingText());
      // «xong», «chưa» and their like are replies, whatever titles hold such words.
      if (!isReference(call.rest) && understand(call.rest, call.today).kind !== 'unclear') return null;
      const found = await read(call, call.rest);
      if (found.kind === 'value' || (found.choices?.length ?? 0) > 0) return turn(call, found);
      return { ...ask({ question: found.text, choices: [] }), missed: true };
    },
    repeat: async (_call, raw) => ask(raw as State),
  };
}
