import { type Clause, type Meaning, understand } from '../../domain/reply.ts';
import {
  alreadyClosedText,
  doneBySomebodyText,
  notClearlyDoneText,
  notDoneText,
  notUnderstoodText,
  politeText,
  undoLastOnlyText,
} from '../../text/answers.ts';
import { nothingToConsentText } from '../../text/conversation.ts';
import { namesOf } from '../render.ts';
import { makeClauses } from './clauses.ts';
import { makeClose, NO_RESULT } from './close.ts';
import type { Desk } from './command.ts';
import { chatCommands } from './commands.ts';
import { makeDialog, type Otherwise } from './dialog.ts';
import { namesColleague } from './find.ts';
import { isConsent } from './form.ts';
import { makePromises } from './promise.ts';
import { makeShow } from './show.ts';
import { type Answer, answer, MOST_CHOICES, named, type OpenTask, type Talk } from './talk.ts';
import { makeCommandUndo } from './undo-command.ts';
import { makeView, type View } from './view.ts';

/** What officers say, and what comes of it. Changes are returned as effects, and made by whoever commits the answer. */
export interface Converse extends Pick<View, 'openTasks'> {
  text(talk: Talk, text: string, quotes: string | undefined): Promise<Answer>;
  button(talk: Talk, data: string, messageId: string): Promise<Answer>;
  /** The name that a command goes by; null for one without. */
  headOf(command: string): string | null;
  reaction(talk: Talk, emoji: string, messageId: string): Promise<Answer>;
}

/** «giúp vắng»: help about one command, also in the middle of a conversation. */
const HELP_ABOUT = /^\/?(?:giúp|giup|trợ giúp|tro giup|hướng dẫn|huong dan|help)\s+(?:lệnh\s+|lenh\s+)?(.{1,60})$/isu;

/** What can be asked in the middle of any conversation. */
const ASKED_ANY_TIME: ReadonlySet<Meaning['kind']> = new Set(['help', 'list', 'detail']);

/** «giao #5 …», «thêm …; …»: a number or a semicolon says that a command is meant, even where the words read as a reply. */
const COMMAND_SHAPE = /[;#\d]/;

const ACKNOWLEDGING_EMOJI = new Set(['👍', '👌', '🙏', '🫡', '❤', '❤️', '🔥', '👏', '💯']);

const ABOUT_FINISHING = /xong|gửi|gui|nộp|nop/i;

/** What words are, where they do not answer the question that a conversation has asked. */
function otherwise(meaning: Meaning, typed: string): Otherwise {
  // «khi nào rảnh» may answer when; «xong rồi à» answers nothing.
  if (meaning.kind === 'question') return ABOUT_FINISHING.test(typed) ? 'sentence' : null;
  if (meaning.kind !== 'clauses') return null;
  const { clauses } = meaning;
  if (clauses.every(({ intent }) => intent === 'acknowledge' || intent === 'done')) return 'reply';
  if (asksForTime(meaning)) return 'sentence';
  return clauses.every(({ intent, codes }) => intent === 'not-done' && codes.length === 0) ? 'vague' : null;
}

function asksForTime(meaning: Meaning): boolean {
  return meaning.kind === 'clauses' && meaning.clauses.every(({ intent }) => intent === 'extend');
}

export function makeConverse(desk: Desk): Converse {
  const { store, office } = desk;
  const view = makeView({ store, office });
  const undoCommand = makeCommandUndo(desk);
  const close = makeClose({ store, office, view, undoCommand });
  const show = makeShow({ store, office, view });
  const promises = makePromises(desk);
  const { carryOut, acknowledge } = makeClauses({ view, close, show, promises });
  const dialog = makeDialog(desk, [promises.command, undoCommand.command, ...chatCommands(desk)]);

  /**
   * What a text means is asked in this order: a clear reply that names its task; the conversation that waits in this
   * chat; a command; any other reply. Words that nothing understands lead back to the conversation's question.
   */
  async function text(talk: Talk, typed: string, quotes: string | undefined): Promise<Answer> {
    const about = HELP_ABOUT.exec(typed.trim())?.[1];
    if (about !== undefined) return dialog.help(talk, about);
    const meaning = understand(typed, office.zone.dayOf(talk.now));
    const own = await firstInTurn(talk, typed, meaning, quotes);
    if (own) return own;
    const replied = await reply(talk, typed, meaning, quotes);
    return replied.intent === 'unclear' ? ((await dialog.askAgain(talk)) ?? replied) : replied;
  }

  async function firstInTurn(
    talk: Talk,
    typed: string,
    meaning: Meaning,
    quotes: string | undefined,
  ): Promise<Answer | null> {
    const namesTask = meaning.kind === 'clauses' && meaning.clauses.every((clause) => clause.codes.length > 0);
    // «xong #3» is about task 3 whatever else is being talked about; «bỏ #3» is the command of that name.
    if (namesTask && !dialog.names(typed)) return null;
    if (meaning.kind === 'undo' || ASKED_ANY_TIME.has(meaning.kind))
      return dialog.names(typed) ? dialog.begin(talk, typed, quotes) : null;
    const asked = meaning.kind === 'numbers' ? await store.question(talk.officer.id) : null;
    const draft = asked ? await store.draft(talk.chat) : null;
    // Of two questions that wait for a number the newer one is meant.
    const meansQuestion = asked !== null && draft !== null && asked.askedAt > draft.askedAt;
    const gone = meansQuestion ? null : await dialog.goOn(talk, typed, quotes, otherwise(meaning, typed));
    if (gone) return gone;
    // Agreeing to nothing acknowledges nothing.
    if (quotes === undefined && isConsent(typed)) return answer('no-question', nothingToConsentText(talk.officer));
    const sentence = meaning.kind === 'clauses' && !COMMAND_SHAPE.test(typed) && !dialog.certain(talk, typed);
    // «dời hạn qua ngày 15» orders from an administrator, and asks from anybody else; a whole line of a command orders.
    if (asksForTime(meaning) && !typed.includes(';') && dialog.forbids(talk, typed)) return null;
    return sentence ? null : dialog.begin(talk, typed, quotes);
  }

  async function reply(talk: Talk, typed: string, meaning: Meaning, quotes: string | undefined): Promise<Answer> {
    switch (meaning.kind) {
      case 'help':
        return dialog.help(talk, null);
      case 'polite':
        return answer('polite', politeText());
      case 'undo':
        return close.undo(talk);
      case 'list':
        return show.list(talk, meaning.kind);
      case 'question': {
        const [code] = meaning.codes;
        return code === undefined ? show.list(talk, meaning.kind) : show.detail(talk, code);
      }
      case 'detail':
        return show.detail(talk, meaning.code);
      case 'numbers':
        return numbers(talk, meaning.numbers, typed);
      case 'clauses':
        return clauses(talk, typed, meaning.clauses, quotes);
      case 'unclear':
        return unclear(talk, typed, meaning, quotes);
      case 'document-number':
        return close.recordNumber(talk, meaning.number, meaning.code);
    }
  }

  async function clauses(
    talk: Talk,
    typed: string,
    all: readonly Clause[],
    quotes: string | undefined,
  ): Promise<Answer> {
    const [only] = all;
    if (all.length === 1 && only?.intent === 'cancel' && only.codes.length === 0 && quotes === undefined) {
      const asking = await store.question(talk.officer.id);
      // «bỏ» under «Chị báo xong việc nào ạ?» leaves the question, and no task.
      if (asking && asking.expiresAt >= talk.now)
        return answer('question-dropped', notDoneText(talk.officer, []), [
          { kind: 'forget-question', officerId: talk.officer.id },
        ]);
    }
    // Asking for more time is a conversation of its own.
    const asked =
      all.length === 1 && all[0]?.intent === 'extend' ? await dialog.start('extend', talk, typed, quotes) : null;
    return asked ?? carryOut(talk, all, quotes);
  }

  async function numbers(talk: Talk, given: readonly number[], typed: string): Promise<Answer> {
    const chosen = await close.choose(talk, given);
    if (chosen) return chosen;
    const [only] = given;
    if (given.length === 1 && only !== undefined) return show.detail(talk, only);
    return answer('unclear', notUnderstoodText(talk.officer, typed));
  }

  /** Something about finishing that is not clearly «xong» about one task: asked, with the choices. Nothing is closed. */
  async function unclear(
    talk: Talk,
    typed: string,
    { mentionsDone, likely, bySomebodyElse }: Extract<Meaning, { kind: 'unclear' }>,
    quotes: string | undefined,
  ): Promise<Answer> {
    if (likely === 'undo') return answer('undo', undoLastOnlyText(talk.officer));
    const asked =
      likely === 'extend' && !typed.includes(';') ? await dialog.start('extend', talk, typed, quotes) : null;
    if (asked) return asked;
    const choices = mentionsDone ? await closable(talk, quotes) : [];
    const other = mentionsDone && (bySomebodyElse || namesColleague(talk.directory.officers, talk.officer, typed));
    if (choices.length === 0) {
      const text = other ? doneBySomebodyText(talk.officer, typed, []) : notUnderstoodText(talk.officer, typed);
      return answer('unclear', text);
    }
    const ask = other ? doneBySomebodyText : notClearlyDoneText;
    const question = ask(talk.officer, typed, choices.slice(0, MOST_CHOICES).map(named));
    return close.ask(talk, choices, NO_RESULT, question);
  }

  async function closable(talk: Talk, quotes: string | undefined): Promise<OpenTask[]> {
    return (await view.inView(talk, quotes)).filter((task) => view.mayClose(talk, task));
  }

  return {
    text,
    headOf: dialog.headOf,
    openTasks: view.openTasks,
    async button(talk, data, messageId) {
      const pressed = await dialog.button(talk, data);
      if (pressed) return pressed;
      if (data === 'a') return acknowledge(talk, await view.told(talk, messageId));
      const occurrenceId = Number(/^d:(\d+)$/.exec(data)?.[1]);
      const occurrence = Number.isNaN(occurrenceId) ? null : await store.occurrence(occurrenceId);
      if (!occurrence) return answer('unclear', notUnderstoodText(talk.officer, data));
      const task = (await view.coded(talk)).find((each) => each.occurrence.id === occurrenceId);
      // A button of a message that was forwarded, or of a task that somebody else has by now.
      if (!task && occurrence.state === 'open') return close.foreign(talk, occurrence);
      if (!task) return answer('already-closed', alreadyClosedText([{ code: null, ...namesOf(occurrence) }]));
      return close.complete(talk, [task], NO_RESULT);
    },
    async reaction(talk, emoji, messageId) {
      const known = ACKNOWLEDGING_EMOJI.has(emoji);
      const ids = known ? await store.occurrencesInMessage({ ...talk.chat, externalId: messageId }) : [];
      const tasks = (await view.coded(talk)).filter((task) => ids.includes(task.occurrence.id));
      // A reaction asks for no words back.
      return { ...acknowledge(talk, tasks), text: null };
    },
  };
}
