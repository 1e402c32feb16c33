import type { Clause } from '../../domain/reply.ts';
import {
  acknowledgedText,
  cancelText,
  countMismatchText,
  extendApartText,
  heldNotTakenText,
  notDoneOfSeveralText,
} from '../../text/answers.ts';
import type { Effect } from '../store.ts';
import { type Close, NO_RESULT } from './close.ts';
import type { Promises } from './promise.ts';
import type { Show } from './show.ts';
import { type Answer, answer, MOST_CHOICES, named, type OpenTask, type Talk } from './talk.ts';
import type { View } from './view.ts';

/** Carries out what a reply says: «#12 xong, #13 chưa». */
export interface Clauses {
  carryOut(talk: Talk, all: readonly Clause[], quotes: string | undefined): Promise<Answer>;
  acknowledge(talk: Talk, tasks: readonly OpenTask[]): Answer;
}

export interface ClauseParts {
  readonly view: View;
  readonly close: Close;
  readonly show: Show;
  readonly promises: Promises;
}

export function makeClauses({ view, close, show, promises }: ClauseParts): Clauses {
  async function carryOut(talk: Talk, all: readonly Clause[], quotes: string | undefined): Promise<Answer> {
    const answers: Answer[] = [];
    for (const clause of all) {
      const one = await (clause.codes.length > 0 ? aboutCodes(talk, clause) : withoutCode(talk, clause, quotes));
      // Half of a message is never carried out: where one part leads to a question, only the question is asked.
      const done = one.effects.some((effect) => effect.kind === 'complete');
      const settled = done || one.intent === 'already-closed';
      if (all.length > 1 && (one.intent === 'unknown-code' || (clause.intent === 'done' && !settled))) return one;
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
    if (unknown.length === 0) return about(talk, tasks, clause);
    const missing = await show.unknownCodes(talk, unknown);
    if (missing.intent !== 'already-closed' || tasks.length === 0 || clause.intent !== 'done') return missing;
    // «xong 1, 2» where 1 is closed already says something about 2 as well.
    const done = await about(talk, tasks, clause);
    return { ...done, text: `${missing.text}\n\n${done.text}` };
  }

  function about(talk: Talk, tasks: readonly OpenTask[], clause: Clause): Promise<Answer> | Answer {
    switch (clause.intent) {
      case 'acknowledge':
        return acknowledge(talk, tasks);
      case 'not-done':
        return promises.notDone(talk, tasks, clause.until);
      case 'done':
        return close.complete(talk, tasks, clause);
      case 'cancel':
        return answer('cancel', cancelText(talk.officer, tasks.map(named), talk.officer.isAdmin));
      case 'extend':
        return answer('extend', extendApartText(talk.officer, tasks.map(named)));
    }
  }

  async function withoutCode(talk: Talk, clause: Clause, quotes: string | undefined): Promise<Answer> {
    const { intent, all } = clause;
    if (intent === 'acknowledge') return acknowledge(talk, await view.told(talk, quotes));
    const inView = await view.inView(talk, quotes);
    if (intent === 'not-done' && inView.length > 1) {
      return answer('not-done', notDoneOfSeveralText(talk.officer, inView.slice(0, MOST_CHOICES).map(named)));
    }
    if (intent !== 'done') return about(talk, inView.length === 1 ? inView : [], clause);

    const candidates = inView.filter((task) => view.mayClose(talk, task));
    if (candidates.length === 0) return close.nothingToClose(talk, inView, quotes, clause);
    if (all === null) {
      if (candidates.length === 1) return close.complete(talk, candidates, clause);
      return close.ask(talk, candidates, clause);
    }
    // «xong cả 2» is clear only about a message that it answers, and only if the number agrees.
    if (!(await view.tellsOfTasks(talk, quotes))) return close.ask(talk, candidates, clause);
    if (all === 'any' || all === candidates.length) return close.complete(talk, candidates, clause);
    return close.ask(talk, candidates, NO_RESULT, countMismatchText(talk.officer, all, candidates.map(named)));
  }

  function acknowledge(talk: Talk, meant: readonly OpenTask[]): Answer {
    const { officer } = talk;
    // Nobody is reminded of what is held: it is asked whether it was done, and «ok» does not say.
    const tasks = meant.filter(({ occurrence }) => occurrence.state !== 'held');
    const [held] = meant;
    if (tasks.length === 0 && held) return answer('held', heldNotTakenText(officer, named(held)));
    const effects = tasks.map(({ occurrence }): Effect => {
      return { kind: 'acknowledge', occurrenceId: occurrence.id, officerId: officer.id };
    });
    const seen = tasks.map((task) => ({ ...named(task), own: view.mayClose(talk, task) }));
    return answer('acknowledge', acknowledgedText(officer, seen), effects);
  }

  return { carryOut, acknowledge };
}
