import type { Day } from '../../domain/civil-day.ts';
import type { Button } from '../../domain/message.ts';
import type { Channel } from '../channel.ts';
import type { LiveOffice } from '../live-office.ts';
import type { Logins } from '../logins.ts';
import type { InviteCodes } from '../people.ts';
import type { RehearsedSpan, SimulatedMessage } from '../simulate.ts';
import type { Effect, Store } from '../store.ts';
import type { Answer, Talk } from './talk.ts';

/** What commands work with. */
export interface Desk {
  readonly store: Store;
  readonly office: LiveOffice;
  readonly codes: InviteCodes;
  /** What messages go through, to say what does not work. */
  readonly channels?: readonly Channel[];
  /** How a channel is logged in again; absent where no channel runs. */
  readonly logins?: Logins;
  /** Plays the coming days on a copy of the database; null where that is not possible (a simulation within one). */
  readonly rehearse: ((span: RehearsedSpan) => Promise<SimulatedMessage[]>) | null;
}

/** Who may use a command. Administrators may use all of them; leaders see everything and change nothing. */
export type Right = 'officer' | 'leader' | 'admin';

/** One call of a command: who, when, and what was typed. */
export interface Call extends Talk {
  readonly today: Day;
  /** The words after the command's name, as typed, without spaces at the ends. */
  readonly rest: string;
  /** The platform's id of the message that was quoted. */
  readonly quotes: string | undefined;
}

/** What a command leads to. */
export type Turn =
  /** The conversation is over. */
  | { readonly kind: 'over'; readonly answer: Answer }
  /** The command waits; `state` is JSON and comes back with what is said next. */
  | {
      readonly kind: 'wait';
      readonly text: string;
      readonly state: unknown;
      /** The words were no answer to the question: they may be another command. */
      readonly missed?: true;
      /** It waits only where nothing else does: its question can as well be answered by typing the whole line. */
      readonly ifFree?: true;
      /** Buttons whose `data` is a word that could be typed instead. */
      readonly buttons?: readonly (readonly Button[])[];
      /** What is saved already while the conversation goes on: one part of several that are agreed to one by one. */
      readonly effects?: readonly Effect[];
    };

export interface CommandHelp {
  /** One line for the overview: what it is for. */
  readonly does: string;
  /** The shape: «thêm <việc>; <thời hạn>; <người hoặc chức danh>». */
  readonly usage: string;
  /** Lines that work as they stand. */
  readonly examples: readonly string[];
}

/** One chat command. */
export interface ChatCommand {
  /** Stable: unfinished conversations remember it. */
  readonly name: string;
  /** What people type, with diacritics; compared folded. The longest that fits wins among all commands. */
  readonly heads: readonly string[];
  readonly right: Right;
  readonly help: CommandHelp;
  /** It saves nothing, so that nothing is lost when another conversation takes its place. */
  readonly looks?: true;
  /** False where these words after a head are an ordinary sentence; everything fits without it. */
  fits?(rest: string): boolean;
  /** True where these words can be nothing but this command, though they would read as a reply («việc tuần này»). */
  certain?(rest: string): boolean;
  /** True for a text that calls the command without its name; `rest` is then the whole text. */
  spots?(text: string): boolean;
  begin(call: Call): Promise<Turn>;
  /**
   * Goes on with what was typed while the command waited. Null: the words do not belong to the conversation. Absent for
   * commands that never wait.
   */
  resume?(call: Call, state: unknown): Promise<Turn | null>;
  /** A button of the command's own, under a message that it sent to somebody; null: not one of its buttons. */
  press?(call: Call, data: string): Promise<Answer | null>;
  /** Words (`rest`) that answer a message which the command sent to somebody; null: they answer none. */
  answers?(call: Call): Promise<Answer | null>;
  /** What a message of the command's own still waits for, after words that nothing understood; null: nothing. */
  asksBack?(call: Call): Promise<Answer | null>;
  /** The question once more, after the conversation was interrupted. */
  repeat?(call: Call, state: unknown): Promise<Turn>;
  /** True while the command waits for free words, which may look like another command. */
  takesAnything?(state: unknown): boolean;
  /** How many tasks the conversation has saved so far, where it saves before it is over. */
  saved?(state: unknown): number;
}

export function over(answer: Answer): Turn {
  return { kind: 'over', answer };
}

/** An answer that changes nothing. */
export function say(intent: string, text: string): Turn {
  return over({ intent, effects: [], text });
}
