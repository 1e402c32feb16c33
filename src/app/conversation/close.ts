import type { Office } from '../../domain/office-hours.ts';
import { holdersOf, presentFor } from '../../domain/roster.ts';
import {
  alreadyClosedText,
  type DoneTask,
  doneText,
  nothingOpenText,
  nothingToUndoText,
  notTheirsText,
  notYoursText,
  resultRecordedText,
  undoneText,
  whichDocumentText,
  whichText,
} from '../../text/answers.ts';
import { doneButton, namesOf } from '../render.ts';
import type { Effect, OccurrenceView, OfficerView, Store } from '../store.ts';
import { type Answer, answer, MOST_CHOICES, named, type OpenTask, type Talk } from './talk.ts';
import type { CommandUndo } from './undo-command.ts';
import { undoRequest } from './undo-request.ts';
import type { View } from './view.ts';

const QUESTION_LIFE_MS = 30 * 60_000;
const UNDO_LIFE_MS = 24 * 3_600_000;

const MADE_BY_COMMAND: ReadonlySet<Effect['kind']> = new Set(['task', 'case', 'people', 'calendar']);

/** What is kept with a completion. */
export interface Result {
  readonly documentNumber: string | null;
  readonly note: string | null;
}

export const NO_RESULT: Result = { documentNumber: null, note: null };

/** «xong»: closing, asking which, answering the question, taking it back. */
export interface Close {
  complete(talk: Talk, tasks: readonly OpenTask[], result: Result): Answer;
  /** Asks which of them is done; `instead` replaces the usual question. */
  ask(talk: Talk, choices: readonly OpenTask[], result: Result, instead?: string): Answer;
  /** «số 45/BC-UBND» after closing: goes with the task named, else with what was closed last. */
  recordNumber(talk: Talk, documentNumber: string, code: number | null): Promise<Answer>;
  /** Codes alone, as the answer to a question that was asked lately; null where none was. */
  choose(talk: Talk, numbers: readonly number[]): Promise<Answer | null>;
  /** There is something to close and it is not theirs, or it is closed, or there is nothing. */
  nothingToClose(talk: Talk, view: readonly OpenTask[], quotes: string | undefined, result: Result): Promise<Answer>;
  /** Somebody's button for what they were never told of: closed where it is theirs, and refused otherwise. */
  foreign(talk: Talk, occurrence: OccurrenceView): Answer;
  undo(talk: Talk): Promise<Answer>;
}

export function makeClose({
  store,
  office,
  view,
  undoCommand,
}: {
  store: Store;
  office: Office;
  view: View;
  undoCommand: Pick<CommandUndo, 'offer'>;
}): Close {
  const dayOf = (talk: Talk) => office.zone.dayOf(talk.now);

  function complete(talk: Talk, tasks: readonly OpenTask[], result: Result): Answer {
    const { documentNumber, note } = result;
    const { officer } = talk;
    const refused = tasks.find((task) => !view.mayClose(talk, task));
    if (refused) return refuse(talk, refused);
    const done: DoneTask[] = [];
    const effects: Effect[] = [{ kind: 'forget-question', officerId: officer.id }];
    for (const task of tasks) {
      const { occurrence } = task;
      const waitingFor = stillWaitingFor(talk, occurrence);
      const last = occurrence.legalLastDay;
      const daysLate = Math.max(0, office.calendar.workingDaysBetween(last, dayOf(talk)));
      done.push({ ...named(task), waitingFor, daysLate });
      effects.push({
        kind: 'complete',
        occurrenceId: occurrence.id,
        officerId: officer.id,
        closes: waitingFor.length === 0,
        documentNumber,
        note,
      });
    }
    return answer('done', doneText(officer, done, office.zone.minuteOf(talk.now), documentNumber), effects);
  }

  function refuse(talk: Talk, task: OpenTask): Answer {
    if (task.occurrence.doneBy.includes(talk.officer.id)) {
      return answer('already-closed', alreadyClosedText([named(task)]));
    }
    const leads = talk.directory.leads(task.occurrence, dayOf(talk));
    return answer('not-lead', notYoursText(talk.officer, named(task), leads));
  }

  /** Who else has to report it done before it closes. */
  function stillWaitingFor({ officer, directory, now }: Talk, occurrence: OccurrenceView): OfficerView[] {
    if (occurrence.task.completion === 'any' || occurrence.state === 'held') return [];
    const today = office.zone.dayOf(now);
    const done = new Set([...occurrence.doneBy, officer.id]);
    const waiting = holdersOf(directory.roster, occurrence.task.leadIds, today).filter(
      (id) => !done.has(id) && !done.has(presentFor(directory.roster, id, today)),
    );
    return directory.people(waiting);
  }

  function ask(talk: Talk, choices: readonly OpenTask[], { documentNumber, note }: Result, instead?: string): Answer {
    const shown = choices.slice(0, MOST_CHOICES);
    const question = {
      choices: shown.map((task) => task.occurrence.id),
      documentNumber,
      note,
      askedAt: talk.now,
      expiresAt: talk.now + QUESTION_LIFE_MS,
    };
    const button = (task: OpenTask) => [
      doneButton(task.occurrence.id, `#${task.code} ${shorten(namesOf(task.occurrence).title)}`),
    ];
    return {
      intent: 'asked',
      text: instead ?? whichText(talk.officer, shown.map(named)),
      effects: [{ kind: 'ask', officerId: talk.officer.id, question }],
      // A button knows nothing of the number and note that were typed.
      ...(documentNumber === null && note === null ? { buttons: shown.map(button) } : {}),
    };
  }

  /** What is due soon and nobody was reminded of yet: done early, or just recorded. */
  async function notToldOf(talk: Talk): Promise<OpenTask[]> {
    const { officer, directory, now } = talk;
    const near = (await view.openTasks(officer, directory, now)).filter((task) => view.mayClose(talk, task));
    const shown = near.slice(0, MOST_CHOICES);
    const items = shown.map((task) => ({ occurrenceId: task.occurrence.id, role: task.role }));
    const codes = await store.assignCodes({ officerId: officer.id, items, at: now });
    return shown.map((task) => ({ ...task, code: codes.get(task.occurrence.id) ?? null }));
  }

  return {
    complete,
    ask,
    async choose(talk, numbers) {
      const question = await store.question(talk.officer.id);
      if (!question || question.expiresAt < talk.now) return null;
      const open = await view.coded(talk);
      const choices = question.choices.flatMap((id) => open.find((task) => task.occurrence.id === id) ?? []);
      const meant = [...new Set(numbers)].flatMap((number) => choices.find((task) => task.code === number) ?? []);
      if (meant.length === new Set(numbers).size) return complete(talk, meant, question);
      if (choices.length === 0) return answer('nothing-open', nothingOpenText(talk.officer));
      return ask(talk, choices, question);
    },
    async nothingToClose(talk, inView, quotes, result) {
      const [first] = inView;
      if (first) return refuse(talk, first);
      if (quotes !== undefined) {
        const ids = await store.occurrencesInMessage({ ...talk.chat, externalId: quotes });
        if (ids.length > 0) return answer('already-closed', alreadyClosedText(await namesOfAll(ids)));
      }
      const ahead = await notToldOf(talk);
      if (ahead.length > 0) return ask(talk, ahead, result);
      return answer('nothing-open', nothingOpenText(talk.officer));
    },
    async recordNumber(talk, documentNumber, code) {
      const { officer, now } = talk;
      const named = code === null ? null : await store.occurrenceOfCode({ officerId: officer.id, code });
      const last =
        code === null ? await store.lastCompletion({ officerId: officer.id, since: now - UNDO_LIFE_MS }) : null;
      const [onlyId] = last?.occurrenceIds.length === 1 ? last.occurrenceIds : [];
      const occurrence = named ?? (onlyId === undefined ? null : await store.occurrence(onlyId));
      if (!occurrence?.doneBy.includes(officer.id)) {
        return answer('document-number', whichDocumentText(officer, documentNumber));
      }
      const ids = { occurrenceId: occurrence.id, officerId: officer.id };
      return answer('document-number', resultRecordedText(officer, { code, ...namesOf(occurrence) }, documentNumber), [
        { kind: 'record-result', ...ids, documentNumber, note: null },
      ]);
    },
    foreign(talk, occurrence) {
      const { officer, directory } = talk;
      const task: OpenTask = { occurrence, role: 'lead', code: null };
      if (view.mayClose(talk, task)) return complete(talk, [task], NO_RESULT);
      return directory.worksWith(officer.id, occurrence, dayOf(talk))
        ? refuse(talk, task)
        : answer('not-lead', notTheirsText(officer, named(task)));
    },
    async undo(talk) {
      const { officer, now } = talk;
      const last = await store.lastAct({ officerId: officer.id, since: now - UNDO_LIFE_MS });
      if (!last) return answer('undo', nothingToUndoText(officer));
      // Changes of tasks, people and the calendar have words of their own that take them back.
      const asked = last.effects.find((effect) => effect.kind === 'request');
      const isLeave = asked?.kind === 'request' && asked.change.act === 'add-leave';
      if (asked && !isLeave) return undoRequest({ store, office }, talk, last, asked.change);
      const change = last.effects.find((effect) => MADE_BY_COMMAND.has(effect.kind));
      if (change || isLeave) return undoCommand.offer(talk, last);
      const idsOf = (kind: Effect['kind']) => [
        ...new Set(
          last.effects.flatMap((each) => (each.kind === kind && 'occurrenceId' in each ? [each.occurrenceId] : [])),
        ),
      ];
      const undone = {
        reopened: await namesOfAll(idsOf('complete')),
        acknowledged: await namesOfAll(idsOf('acknowledge')),
        promised: await namesOfAll(idsOf('promise')),
      };
      const effect = { kind: 'undo', officerId: officer.id, inboundId: last.inboundId } as const;
      return answer('undo', undoneText(officer, undone), [effect]);
    },
  };

  async function namesOfAll(ids: readonly number[]) {
    const views = await Promise.all(ids.map((id) => store.occurrence(id)));
    return views.flatMap((each) => (each ? [{ code: null, ...namesOf(each) }] : []));
  }
}

const LONGEST_BUTTON = 30;

function shorten(title: string): string {
  return title.length <= LONGEST_BUTTON ? title : `${title.slice(0, LONGEST_BUTTON - 1).trimEnd()}…`;
}
