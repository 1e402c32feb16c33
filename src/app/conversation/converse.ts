import { type Clause, type Understood as Meaning, understand } from '../../domain/reply.ts';
import {
  acknowledgedText,
  alreadyClosedText,
  countMismatchText,
  notClearlyDoneText,
  notDoneText,
  notUnderstoodText,
  politeText,
} from '../../text/answers.ts';
import { namesOf } from '../render.ts';
import type { Effect } from '../store.ts';
import { makeClose } from './close.ts';
import type { Desk } from './command.ts';
import { chatCommands } from './commands.ts';
import { DIALOG_BUTTON, makeDialog } from './dialog.ts';
import { makeShow } from './show.ts';
import { type Answer, answer, MOST_CHOICES, named, type OpenTask, type Talk } from './talk.ts';
import { makeView, type View } from './view.ts';

/** What officers say, and what comes of it. Changes are returned as effects, and made by whoever commits the answer. */
export interface Converse extends Pick<View, 'openTasks'> {
  text(talk: Talk, text: string, quotes: string | undefined): Promise<Answer>;
  button(talk: Talk, data: string, messageId: string): Promise<Answer>;
  reaction(talk: Talk, emoji: string, messageId: string): Promise<Answer>;
}

/** What can be asked in the middle of any conversation. */
const ASKED_ANY_TIME: ReadonlySet<Meaning['kind']> = new Set(['help', 'list', 'detail']);

/** «giao #5 …», «thêm …; …»: a number or a semicolon says that a command is meant, even where the words read as a reply. */
const COMMAND_SHAPE = /[;#\d]/;

const ACKNOWLEDGING_EMOJI = new Set(['👍', '👌', '🙏', '🫡', '❤', '❤️', '🔥', '👏', '💯']);

export function makeConverse(desk: Desk): Converse {
  const { store, office } = desk;
  const view = makeView({ store, office });
  const close = makeClose({ store, office, view });
  const show = makeShow({ store, office, view });
  const dialog = makeDialog(desk, chatCommands(desk));

  /**
   * What a text means is asked in this order: a clear reply that names its task; the conversation that waits in this
   * chat; a command; any other reply. Words that nothing understands lead back to the conversation's question.
   */
  async function text(talk: Talk, typed: string, quotes: string | undefined): Promise<Answer> {
    const meaning = understand(typed);
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
    const gone = meansQuestion ? null : await dialog.goOn(talk, typed, quotes);
    if (gone) return gone;
    const sentence = meaning.kind === 'clauses' && !COMMAND_SHAPE.test(typed);
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
      case 'question':
        return show.list(talk, meaning.kind);
      case 'detail':
        return show.detail(talk, meaning.code);
      case 'numbers':
        return numbers(talk, meaning.numbers, typed);
      case 'clauses':
        return clauses(talk, meaning.clauses, quotes);
      case 'unclear':
        return unclear(talk, typed, meaning.mentionsDone, quotes);
    }
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
    mentionsDone: boolean,
    quotes: string | undefined,
  ): Promise<Answer> {
    const choices = mentionsDone ? await closable(talk, quotes) : [];
    if (choices.length === 0) return answer('unclear', notUnderstoodText(talk.officer, typed));
    const question = notClearlyDoneText(talk.officer, typed, choices.slice(0, MOST_CHOICES).map(named));
    return close.ask(talk, choices, null, question);
  }

  async function closable(talk: Talk, quotes: string | undefined): Promise<OpenTask[]> {
    return (await view.inView(talk, quotes)).filter((task) => view.mayClose(talk, task));
  }

  async function clauses(talk: Talk, all: readonly Clause[], quotes: string | undefined): Promise<Answer> {
    const answers: Answer[] = [];
    for (const clause of all) {
      const one = await (clause.codes.length > 0 ? aboutCodes(talk, clause) : withoutCode(talk, clause, quotes));
      // Half of a message is never carried out: where one part leads to a question, only the question is asked.
      const done = one.effects.some((effect) => effect.kind === 'complete');
      if (all.length > 1 && (one.intent === 'unknown-code' || (clause.intent === 'done' && !done))) return one;
      answers.push(one);
    }
    const [first] = answers;
    if (answers.length === 1 && first) return first;
    return {
      intent: answers.map((each) => each.intent).join('+'),
      effects: answers.flatMap((each) => each.effects),
      text: answers.map((each) => each.text).join('\n\n'),
    };
  }

  async function aboutCodes(talk: Talk, clause: Clause): Promise<Answer> {
    const open = await view.coded(talk);
    const tasks = clause.codes.flatMap((code) => open.find((task) => task.code === code) ?? []);
    const unknown = clause.codes.filter((code) => !open.some((task) => task.code === code));
    if (unknown.length > 0) return show.unknownCodes(talk, unknown);
    switch (clause.intent) {
      case 'acknowledge':
        return acknowledge(talk, tasks);
      case 'not-done':
        return notDone(talk, tasks);
      case 'done':
        return close.complete(talk, tasks, clause.documentNumber);
    }
  }

  async function withoutCode(talk: Talk, clause: Clause, quotes: string | undefined): Promise<Answer> {
    const { intent, all, documentNumber } = clause;
    if (intent === 'acknowledge') return acknowledge(talk, await view.told(talk, quotes));
    const inView = await view.inView(talk, quotes);
    if (intent === 'not-done') return notDone(talk, inView.length === 1 ? inView : []);

    const candidates = inView.filter((task) => view.mayClose(talk, task));
    if (candidates.length === 0) return close.nothingToClose(talk, inView, quotes);
    if (all === null) {
      if (candidates.length === 1) return close.complete(talk, candidates, documentNumber);
      return close.ask(talk, candidates, documentNumber);
    }
    // «xong cả 2» is clear only about a message that it answers, and only if the number agrees.
    if (quotes === undefined) return close.ask(talk, candidates, documentNumber);
    if (all === 'any' || all === candidates.length) return close.complete(talk, candidates, documentNumber);
    return close.ask(talk, candidates, null, countMismatchText(talk.officer, all, candidates.map(named)));
  }

  function acknowledge({ officer }: Talk, tasks: readonly OpenTask[]): Answer {
    const effects = tasks.map(({ occurrence }): Effect => {
      return { kind: 'acknowledge', occurrenceId: occurrence.id, officerId: officer.id };
    });
    return answer('acknowledge', acknowledgedText(officer, tasks.map(named)), effects);
  }

  function notDone({ officer }: Talk, tasks: readonly OpenTask[]): Answer {
    const effects = tasks.map(({ occurrence }): Effect => {
      // Said of a deadline that was past when its plan was loaded, «chưa» means: it is still to be done.
      if (occurrence.state === 'held') return { kind: 'release', occurrenceId: occurrence.id, officerId: officer.id };
      return { kind: 'remark', occurrenceId: occurrence.id, officerId: officer.id, what: 'not-done' };
    });
    return answer('not-done', notDoneText(officer, tasks.map(named)), effects);
  }

  return {
    text,
    openTasks: view.openTasks,
    async button(talk, data, messageId) {
      if (DIALOG_BUTTON.test(data)) return dialog.button(talk, data);
      if (data === 'a') return acknowledge(talk, await view.told(talk, messageId));
      const occurrenceId = Number(/^d:(\d+)$/.exec(data)?.[1]);
      const occurrence = Number.isNaN(occurrenceId) ? null : await store.occurrence(occurrenceId);
      if (!occurrence) return answer('unclear', notUnderstoodText(talk.officer, data));
      const task = (await view.coded(talk)).find((each) => each.occurrence.id === occurrenceId);
      if (!task) return answer('already-closed', alreadyClosedText([{ code: null, ...namesOf(occurrence) }]));
      return close.complete(talk, [task], null);
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
