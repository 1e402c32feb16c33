import { fold, isWritten } from '../../domain/fold.ts';
import type { Button } from '../../domain/message.ts';
import { helpText } from '../../text/answers.ts';
import {
  commandHelpText,
  commandListText,
  noRightText,
  oldButtonText,
  replacedText,
  stillAskingText,
  stillWaitingText,
  unknownHelpText,
} from '../../text/conversation.ts';
import { sayClock } from '../../text/dates.ts';
import { replyHelp } from '../../text/reply-help.ts';
import { shortened } from '../../text/shorten.ts';
import type { Draft, OfficerView } from '../store.ts';
import type { Call, ChatCommand, Desk, Right, Turn } from './command.ts';
import { isConsent, isNearlyConsent, isRefusal } from './form.ts';
import { type Answer, answer, type Talk } from './talk.ts';

/** An unfinished conversation is taken up again as it stands for so long … */
const DRAFT_LIFE_MS = 30 * 60_000;
/** … and shown again, unsaved, for so long. */
const DRAFT_KEPT_MS = 24 * 3_600_000;

/**
 * What words are that do not answer the conversation's question. `reply`: to a reminder, clearly, and rather that than
 * an answer that comes too late. `sentence`: understood as well («xong rồi à?», «xin thêm 2 ngày»), if not answering.
 * `vague`: a reply that names no task and closes none («25/12», «chưa»), so that a question which waits is more likely
 * to be meant.
 */
export type Otherwise = 'reply' | 'sentence' | 'vague' | null;

/** Commands and the conversations that they lead to. */
export interface Dialog {
  /** Goes on with the chat's conversation; null where there is none, or the words do not belong to it. */
  goOn(talk: Talk, typed: string, quotes: string | undefined, otherwise?: Otherwise): Promise<Answer | null>;
  /** Begins what the words name; null where they name no command. */
  begin(talk: Talk, typed: string, quotes: string | undefined): Promise<Answer | null>;
  /** Begins a command by its name, with all that was typed; null where there is no such command. */
  start(name: string, talk: Talk, typed: string, quotes: string | undefined): Promise<Answer | null>;
  /** True where the words begin with a command's name. */
  names(typed: string): boolean;
  /** True where the words begin with the name of a command that this officer may not use. */
  forbids(talk: Talk, typed: string): boolean;
  /** True where the words can be nothing but a command, from someone who may use it. */
  certain(talk: Talk, typed: string): boolean;
  /** Words that nothing else understood, while a conversation waits: the question again. */
  askAgain(talk: Talk): Promise<Answer | null>;
  /** A button under a conversation's question, or one of a command's own; null where it is neither. */
  button(talk: Talk, data: string): Promise<Answer | null>;
  help(talk: Talk, about: string | null): Answer;
  headOf(command: string): string | null;
}

/** «giúp tôi với» asks for help about nothing in particular. */
const POLITE_REST = /^(?:(?:tôi|toi|em|mình|minh|anh|chị|chi|với|voi|nhé|nhe|nha|ạ|a|đi|di|nào|nao)[\s.!?]*)*$/iu;

/** Data of the buttons under a conversation's questions: the question's revision and the word that could be typed. */
const DIALOG_BUTTON = /^q:(\d+):(.{1,30})$/;

export function makeDialog({ store, office }: Desk, commands: readonly ChatCommand[]): Dialog {
  const heads = commands
    .flatMap((command) => command.heads.map((head) => ({ command, head, folded: fold(head) })))
    // The longest first: «bỏ kỳ này» before «bỏ».
    .sort((a, b) => b.folded.length - a.folded.length);
  const byName = new Map(commands.map((command) => [command.name, command]));

  /** The command that a text begins with, and the words after its head as they were typed. */
  function named(typed: string): { command: ChatCommand; head: string; rest: string } | null {
    // «/tinh_hinh@bot» is how Telegram writes what can be tapped.
    const text = typed
      .trim()
      .replace(/^\/+(\S+)/, (_slash, word: string) => word.replace(/@\w+$/, '').replaceAll('_', ' '));
    const words = text.split(/\s+/);
    for (const { command, head, folded } of heads) {
      const length = folded.split(' ').length;
      const start = words
        .slice(0, length)
        .join(' ')
        .replace(/[:,.;!?…]+$/, '');
      // «mới» is not «mời»; typed without marks it is.
      if (fold(start) !== folded || !isWritten(start, head)) continue;
      // «thêm; ngày 20; Lan» leaves the first part empty.
      const rest = `${words[length - 1]?.endsWith(';') ? '; ' : ''}${restAfter(text, length)}`;
      if (command.fits?.(rest) === false) continue;
      return { command, head, rest };
    }
    const spotting = commands.find((command) => command.spots?.(text));
    return spotting ? { command: spotting, head: spotting.heads[0] ?? spotting.name, rest: text } : null;
  }

  const call = (talk: Talk, rest: string, quotes?: string): Call => ({
    ...talk,
    today: office.zone.dayOf(talk.now),
    rest,
    quotes,
  });

  async function waiting(talk: Talk): Promise<{ draft: Draft; command: ChatCommand } | null> {
    const draft = await store.draft(talk.chat);
    // A chat that belongs to another officer by now must not show what the other one was about.
    if (!draft || draft.officerId !== talk.officer.id || draft.expiresAt + DRAFT_KEPT_MS < talk.now) return null;
    // A message that is handled late must not answer a question that was asked after it.
    if (draft.revision > talk.inboundId) return null;
    const command = byName.get(draft.command);
    return command && allowed(talk.officer, command.right) ? { draft, command } : null;
  }

  function answerOf(talk: Talk, command: ChatCommand, turn: Turn, hadDraft: boolean): Answer {
    const { chat } = talk;
    if (turn.kind === 'over') {
      const drop = hadDraft ? [{ kind: 'drop-draft' as const, chat }] : [];
      return { ...turn.answer, effects: [...turn.answer.effects, ...drop] };
    }
    const draft: Draft = {
      officerId: talk.officer.id,
      command: command.name,
      revision: talk.inboundId,
      state: turn.state,
      askedAt: talk.now,
      expiresAt: talk.now + DRAFT_LIFE_MS,
    };
    const mark = ({ label, data }: Button): Button => ({ label, data: `q:${talk.inboundId}:${data}` });
    return {
      intent: `${command.name}-asked`,
      text: turn.text,
      effects: [...(turn.effects ?? []), { kind: 'keep-draft', chat, draft }],
      ...(turn.buttons ? { buttons: turn.buttons.map((row) => row.map(mark)) } : {}),
    };
  }

  /** Looking at something leaves what is half done alone; another conversation takes its place, and says so. */
  async function begun(talk: Talk, command: ChatCommand, turn: Turn): Promise<Answer> {
    const begun = answerOf(talk, command, turn, false);
    const replaced = turn.kind === 'wait' ? await waiting(talk) : null;
    const head = replaced?.command.heads[0];
    // A question that need not be answered is not missed.
    if (!replaced || head === undefined || replaced.draft.expiresAt < talk.now || replaced.command.looks) return begun;
    if (turn.kind === 'wait' && turn.ifFree) return { ...begun, effects: turn.effects ?? [] };
    return {
      ...begun,
      text: `${replacedText(head, replaced.command.saved?.(replaced.draft.state) ?? 0)}\n${begun.text}`,
    };
  }

  function refused(talk: Talk, command: ChatCommand, head: string): Answer {
    const effects = [{ kind: 'note', what: 'no-right', data: { command: command.name } }] as const;
    return { intent: 'no-right', text: notAllowed(talk, command, head), effects };
  }

  function notAllowed({ officer }: Talk, { right }: ChatCommand, head: string): string {
    return noRightText(officer, head, right === 'leader' ? 'leader' : 'admin');
  }

  async function shownAgain(talk: Talk, draft: Draft, command: ChatCommand): Promise<Answer | null> {
    const turn = await command.repeat?.(call(talk, ''), draft.state);
    if (!turn) return null;
    const question = answerOf(talk, command, turn, true);
    if (turn.kind === 'over') return question;
    const at = sayClock(office.zone.minuteOf(draft.askedAt));
    const expired = draft.expiresAt < talk.now;
    const text = expired
      ? stillWaitingText(at, turn.text, command.saved?.(draft.state) ?? 0)
      : stillAskingText(turn.text);
    return { ...question, intent: `${command.name}-asked-again`, text };
  }

  /** The chat's own conversation. */
  async function resumed(
    talk: Talk,
    typed: string,
    quotes: string | undefined,
    otherwise: Otherwise,
  ): Promise<Answer | null> {
    const found = await waiting(talk);
    if (!found) return null;
    const { draft, command } = found;
    const expired = draft.expiresAt < talk.now;
    // What was agreed to half an hour ago is shown again before it is saved.
    if (expired && isConsent(typed)) return shownAgain(talk, draft, command);
    const other = named(typed);
    const takesAnything = command.takesAnything?.(draft.state) ?? false;
    if (expired && (takesAnything || other || otherwise === 'reply')) return null;
    // Its own name alone begins it anew.
    if (other?.command === command && other.rest === '' && !isRefusal(typed)) return null;
    // A whole line of another command, or its name alone, is no title.
    if (takesAnything && other && !isRefusal(typed) && (/^$|;/.test(other.rest) || isSister(command, other)))
      return null;
    const turn = await command.resume?.(call(talk, typed.trim(), quotes), draft.state);
    // «ok» may mean the question, so it must not be taken for an acknowledgement of twenty tasks.
    const meant = quotes === undefined && !other && (isNearlyConsent(typed) || (otherwise === 'vague' && !expired));
    if (!turn && meant) return shownAgain(talk, draft, command);
    if (!turn || (expired && turn.kind === 'wait' && turn.missed)) return null;
    const understood = otherwise === 'reply' || otherwise === 'sentence' || other !== null;
    const elsewhere = turn.kind === 'wait' && turn.missed && !takesAnything && !meant && understood;
    return elsewhere ? null : answerOf(talk, command, turn, true);
  }

  /** An answer to a message that a command sent: a request that waits for this officer. */
  async function answered(talk: Talk, typed: string, quotes: string | undefined): Promise<Answer | null> {
    for (const command of commands) {
      const answer = await command.answers?.(call(talk, typed.trim(), quotes));
      if (answer) return answer;
    }
    return null;
  }

  function certain({ officer }: Talk, typed: string): boolean {
    const found = named(typed);
    return found !== null && allowed(officer, found.command.right) && found.command.certain?.(found.rest) === true;
  }

  /** «hồ sơ sửa» and nothing more: a name that the bot itself gives. */
  function isName({ officer }: Talk, typed: string): boolean {
    const found = named(typed);
    return found !== null && allowed(officer, found.command.right) && found.rest === '';
  }

  return {
    async goOn(talk, typed, quotes, otherwise = null) {
      // Who quotes a message means that message.
      if (quotes !== undefined) {
        return (await answered(talk, typed, quotes)) ?? (await resumed(talk, typed, quotes, otherwise));
      }
      const gone = await resumed(talk, typed, quotes, otherwise);
      // «duyệt» is a command, whatever else it could answer.
      return gone ?? (certain(talk, typed) ? null : await answered(talk, typed, quotes));
    },
    async begin(talk, typed, quotes) {
      const found = named(typed);
      if (!found) return null;
      const { command, head, rest } = found;
      if (!allowed(talk.officer, command.right)) return refused(talk, command, head);
      return begun(talk, command, await command.begin(call(talk, rest, quotes)));
    },
    async start(name, talk, typed, quotes) {
      const command = byName.get(name);
      if (!command) return null;
      if (!allowed(talk.officer, command.right)) return refused(talk, command, command.heads[0] ?? name);
      return begun(talk, command, await command.begin(call(talk, typed.trim(), quotes)));
    },
    names: (typed) => named(typed) !== null,
    headOf: (name) => byName.get(name)?.heads[0] ?? null,
    forbids({ officer }, typed) {
      const found = named(typed);
      return found !== null && !allowed(officer, found.command.right);
    },
    certain: (talk, typed) => certain(talk, typed) || isName(talk, typed),
    async askAgain(talk) {
      const found = await waiting(talk);
      if (found) return shownAgain(talk, found.draft, found.command);
      for (const command of commands) {
        const asked = await command.asksBack?.(call(talk, ''));
        if (asked) return { ...asked, text: asked.text === null ? null : stillAskingText(asked.text) };
      }
      return null;
    },
    async button(talk, data) {
      const [, revision, word = ''] = DIALOG_BUTTON.exec(data) ?? [];
      if (revision === undefined) {
        for (const command of commands) {
          const answered = await command.press?.(call(talk, ''), data);
          if (answered) return answered;
        }
        return null;
      }
      const found = await waiting(talk);
      if (!found || Number(revision) !== found.draft.revision) return answer('old-button', oldButtonText(talk.officer));
      const { draft, command } = found;
      if (draft.expiresAt < talk.now)
        return (await shownAgain(talk, draft, command)) ?? answer('old-button', oldButtonText(talk.officer));
      const turn = await command.resume?.(call(talk, word), draft.state);
      return turn ? answerOf(talk, command, turn, true) : answer('old-button', oldButtonText(talk.officer));
    },
    help(talk, about) {
      if (about !== null && !POLITE_REST.test(about.trim())) {
        // «việc» alone is no command, and still has a page of help.
        const found = named(about) ?? heads.find(({ folded }) => folded === fold(about));
        if (found) {
          // What everybody looks at and administrators change goes by one name.
          const same = commands.filter(
            ({ heads, right }) => heads.includes(found.head) && allowed(talk.officer, right),
          );
          if (same.length === 0 && !allowed(talk.officer, found.command.right))
            return answer('help', notAllowed(talk, found.command, found.head));
          const shown = same.length === 0 ? [found.command] : same;
          return answer('help', shown.map(({ help }) => commandHelpText(help)).join('\n\n'));
        }
        const reply = replyHelp(about, isWritten);
        if (reply) return answer('help', commandHelpText(reply));
        return answer('help', unknownHelpText(talk.officer, shortened(about)));
      }
      const own = commands.filter((command) => command.heads.length > 0 && allowed(talk.officer, command.right));
      const list = commandListText(own.map(({ right, heads: [head = ''] }) => ({ right, head })));
      return answer('help', own.length === 0 ? helpText(talk.officer) : `${helpText(talk.officer)}\n\n${list}`);
    },
  };
}

/** «nhóm bỏ Văn phòng» while «nhóm thêm» asks for a name: commands of one family are not each other's free words. */
function isSister(command: ChatCommand, other: { readonly command: ChatCommand; readonly head: string }): boolean {
  const [first, second] = fold(other.head).split(' ');
  return (
    other.command !== command &&
    second !== undefined &&
    command.heads.some((head) => fold(head).split(' ')[0] === first)
  );
}

export function allowed(officer: OfficerView, right: Right): boolean {
  switch (right) {
    case 'officer':
      return true;
    case 'leader':
      return officer.isLeader || officer.isAdmin;
    case 'admin':
      return officer.isAdmin;
  }
}

/** The text after its first `count` words, as typed. */
function restAfter(text: string, count: number): string {
  const match = new RegExp(`^(?:\\S+\\s*){${count}}`).exec(text);
  return text
    .slice(match?.[0].length ?? 0)
    .replace(/^[:,.]\s*/, '')
    .trim();
}
