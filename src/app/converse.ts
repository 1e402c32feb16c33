import type { Day } from '../domain/civil-day.ts';
import { calendarDeadlines, eventDeadline } from '../domain/deadline.ts';
import type { Button } from '../domain/message.ts';
import type { Office } from '../domain/office-hours.ts';
import { type Clause, understand } from '../domain/reply.ts';
import { holdersOf, presentFor } from '../domain/roster.ts';
import { isCalendarRule, isEventRule } from '../domain/rule.ts';
import { ruleOfPeriod } from '../domain/schedule.ts';
import type { Role } from '../domain/states.ts';
import {
  type Asked,
  acknowledgedText,
  alreadyClosedText,
  countMismatchText,
  type DoneTask,
  detailText,
  doneText,
  helpText,
  listText,
  notDoneText,
  notClearlyDoneText,
  nothingOpenText,
  nothingToUndoText,
  notUnderstoodText,
  notYoursText,
  undoneText,
  unknownCodeText,
  whichText,
} from '../text/answers.ts';
import { urgencyOf, whenText } from '../text/digest.ts';
import { explainDeadline } from '../text/explain.ts';
import type { Directory } from './directory.ts';
import { doneButton, itemOf, namesOf } from './render.ts';
import type { ChatAddress, CodedOccurrence, Effect, OccurrenceView, OfficerView, Store } from './store.ts';

/** What one update leads to. */
export interface Answer {
  /** For the log. */
  readonly intent: string;
  readonly effects: readonly Effect[];
  /** Null where nothing is said. */
  readonly text: string | null;
  readonly buttons?: readonly (readonly Button[])[];
}

/** Who is talking, and with what in view. */
export interface Talk {
  readonly officer: OfficerView;
  readonly directory: Directory;
  readonly now: number;
  readonly chat: ChatAddress;
  readonly inboundId: number;
}

export interface Converse {
  text(talk: Talk, text: string, quotes: string | undefined): Promise<Answer>;
  button(talk: Talk, data: string, messageId: string): Promise<Answer>;
  reaction(talk: Talk, emoji: string, messageId: string): Promise<Answer>;
  /** What waits for the officer: late, due, or due soon, and what they were told of already. */
  openTasks(officer: OfficerView, directory: Directory, now: number): Promise<OpenTask[]>;
}

export interface OpenTask {
  readonly occurrence: OccurrenceView;
  readonly role: Role;
  readonly code: number | null;
}

const QUESTION_LIFE_MS = 30 * 60_000;
const UNDO_LIFE_MS = 24 * 3_600_000;
/** `việc` looks so far ahead. */
const LIST_DAYS = 14;
/** More choices than these are no help on a telephone. */
const MOST_CHOICES = 15;
const ACKNOWLEDGING_EMOJI = new Set(['👍', '👌', '🙏', '🫡', '❤', '❤️', '🔥', '👏', '💯']);

/** What officers say, and what comes of it. Reads the store; all changes are returned as effects. */
export function makeConverse({ store, office }: { store: Store; office: Office }): Converse {
  const dayOf = (talk: Talk): Day => office.zone.dayOf(talk.now);
  const say = (intent: string, text: string, effects: readonly Effect[] = []): Answer => ({ intent, effects, text });
  const named = (task: OpenTask) => ({ code: task.code, ...namesOf(task.occurrence) });
  const codedOf = async (talk: Talk): Promise<OpenTask[]> =>
    (await store.codedOccurrences(talk.officer.id)).map(asOpenTask);

  async function text(talk: Talk, typed: string, quotes: string | undefined): Promise<Answer> {
    const meaning = understand(typed);
    switch (meaning.kind) {
      case 'help':
        return say('help', helpText(talk.officer));
      case 'undo':
        return undo(talk);
      case 'list':
        return list(talk, 'list');
      case 'question':
        return list(talk, 'question');
      case 'detail':
        return detail(talk, meaning.code);
      case 'numbers':
        return numbers(talk, meaning.numbers, typed);
      case 'clauses':
        return clauses(talk, meaning.clauses, quotes);
      case 'unclear':
        return unclear(talk, typed, meaning.mentionsDone, quotes);
    }
  }

  /** Something about finishing that is not clearly «xong» about one task: asked, with the choices. Nothing is closed. */
  async function unclear(
    talk: Talk,
    typed: string,
    mentionsDone: boolean,
    quotes: string | undefined,
  ): Promise<Answer> {
    if (!mentionsDone) return say('unclear', notUnderstoodText(talk.officer, typed));
    const choices = await closable(talk, await inView(talk, quotes));
    if (choices.length === 0) return say('unclear', notUnderstoodText(talk.officer, typed));
    const text = notClearlyDoneText(talk.officer, typed, choices.slice(0, MOST_CHOICES).map(named));
    return ask(talk, 'done', choices, null, text);
  }

  async function clauses(talk: Talk, all: readonly Clause[], quotes: string | undefined): Promise<Answer> {
    const answers: Answer[] = [];
    for (const clause of all) {
      const answer = await oneClause(talk, clause, quotes);
      // Half of a message is never carried out: if one clause leads to a question, only the question is asked.
      if (all.length > 1 && clause.intent === 'done' && !answer.effects.some((effect) => effect.kind === 'complete')) {
        return answer;
      }
      answers.push(answer);
    }
    const [first] = answers;
    if (answers.length === 1 && first) return first;
    return {
      intent: answers.map((answer) => answer.intent).join('+'),
      effects: answers.flatMap((answer) => answer.effects),
      text: answers.map((answer) => answer.text).join('\n\n'),
    };
  }

  async function oneClause(talk: Talk, clause: Clause, quotes: string | undefined): Promise<Answer> {
    const coded = await codedOf(talk);
    if (clause.codes.length > 0) {
      const meant = clause.codes.map((code) => coded.find((task) => task.code === code));
      const unknown = clause.codes.filter((_, index) => meant[index] === undefined);
      if (unknown.length > 0) {
        return say('unknown-code', unknownCodeText(talk.officer, unknown, coded.map(named).slice(0, MOST_CHOICES)));
      }
      const tasks = meant.filter((task) => task !== undefined);
      if (clause.intent === 'acknowledge') return acknowledge(talk, tasks);
      if (clause.intent === 'not-done') return notDone(talk, tasks);
      return complete(talk, tasks, clause.documentNumber);
    }
    const view = await inView(talk, quotes);
    if (clause.intent === 'acknowledge') return acknowledge(talk, await acknowledged(talk, quotes));
    if (clause.intent === 'not-done') return notDone(talk, view.length === 1 ? view : []);

    const candidates = await closable(talk, view);
    if (candidates.length === 0) return nothingToClose(talk, view, quotes);
    if (clause.all !== null) {
      // «xong cả 2» is clear only about a message that it answers, and only if the number agrees.
      if (quotes === undefined) return ask(talk, 'done', candidates, clause.documentNumber);
      if (clause.all !== 'any' && clause.all !== candidates.length) {
        return ask(talk, 'done', candidates, null, countMismatchText(talk.officer, clause.all, candidates.map(named)));
      }
      return complete(talk, candidates, clause.documentNumber);
    }
    if (candidates.length > 1) return ask(talk, 'done', candidates, clause.documentNumber);
    return complete(talk, candidates, clause.documentNumber);
  }

  /** Open tasks that a message without a code can mean: those in the quoted message, else all that the officer has codes for. */
  async function inView(talk: Talk, quotes: string | undefined): Promise<OpenTask[]> {
    const coded = await codedOf(talk);
    if (quotes === undefined) return coded;
    const quoted = await store.occurrencesInMessage({ ...talk.chat, externalId: quotes });
    if (quoted.length === 0) return coded;
    return quoted.flatMap((id) => coded.find((task) => task.occurrence.id === id) ?? []);
  }

  async function acknowledged(talk: Talk, quotes: string | undefined): Promise<OpenTask[]> {
    if (quotes !== undefined) return inView(talk, quotes);
    const coded = await codedOf(talk);
    const last = await store.occurrencesInLastDigest(talk.officer.id);
    const told = coded.filter((task) => last.includes(task.occurrence.id));
    return told.length > 0 ? told : coded;
  }

  /** Those that this officer's word closes: led by them, or by someone they stand in for; held ones by administrators. */
  async function closable(talk: Talk, tasks: readonly OpenTask[]): Promise<OpenTask[]> {
    return tasks.filter((task) => mayClose(talk, task));
  }

  function mayClose({ officer, directory, now }: Talk, { occurrence, role }: OpenTask): boolean {
    if (occurrence.doneBy.includes(officer.id)) return false;
    if (directory.answersFor(officer.id, occurrence, office.zone.dayOf(now))) return true;
    return officer.isAdmin && role === 'unassigned';
  }

  async function nothingToClose(talk: Talk, view: readonly OpenTask[], quotes: string | undefined): Promise<Answer> {
    const [only] = view;
    if (only && view.length === 1) {
      const leads = talk.directory.leads(only.occurrence, dayOf(talk));
      return say('not-lead', notYoursText(talk.officer, named(only), leads));
    }
    if (quotes !== undefined) {
      const closed = await closedIn(talk, quotes);
      if (closed.length > 0) return say('already-closed', alreadyClosedText(closed));
    }
    return say('nothing-open', nothingOpenText(talk.officer));
  }

  async function closedIn(talk: Talk, messageId: string) {
    const ids = await store.occurrencesInMessage({ ...talk.chat, externalId: messageId });
    const views = await Promise.all(ids.map((id) => store.occurrence(id)));
    return views.flatMap((view) => (view ? [{ code: null, ...namesOf(view) }] : []));
  }

  async function complete(talk: Talk, tasks: readonly OpenTask[], documentNumber: string | null): Promise<Answer> {
    const { officer, directory } = talk;
    const today = dayOf(talk);
    const refused = tasks.find((task) => !mayClose(talk, task));
    if (refused) {
      if (refused.occurrence.doneBy.includes(officer.id))
        return say('already-closed', alreadyClosedText([named(refused)]));
      return say('not-lead', notYoursText(officer, named(refused), directory.leads(refused.occurrence, today)));
    }
    const done: DoneTask[] = [];
    const effects: Effect[] = [{ kind: 'forget-question', officerId: officer.id }];
    for (const task of tasks) {
      const { occurrence } = task;
      const waitingFor = stillWaitingFor(talk, occurrence);
      const last = Math.max(occurrence.lastDay, occurrence.legalLastDay);
      done.push({ ...named(task), waitingFor, daysLate: Math.max(0, office.calendar.workingDaysBetween(last, today)) });
      effects.push({
        kind: 'complete',
        occurrenceId: occurrence.id,
        officerId: officer.id,
        closes: waitingFor.length === 0,
        documentNumber,
      });
    }
    return say('done', doneText(officer, done, office.zone.minuteOf(talk.now), documentNumber), effects);
  }

  /** Who else has to report it done before it closes. */
  function stillWaitingFor({ officer, directory, now }: Talk, occurrence: OccurrenceView): OfficerView[] {
    if (occurrence.task.completion === 'any') return [];
    const today = office.zone.dayOf(now);
    const { roster } = directory;
    const done = new Set([...occurrence.doneBy, officer.id]);
    const waiting = holdersOf(roster, occurrence.task.leadIds, today).filter(
      (id) => !done.has(id) && !done.has(presentFor(roster, id, today)),
    );
    return directory.people(waiting);
  }

  function acknowledge({ officer }: Talk, tasks: readonly OpenTask[]): Answer {
    const effects = tasks.map(({ occurrence }): Effect => {
      return { kind: 'acknowledge', occurrenceId: occurrence.id, officerId: officer.id };
    });
    return say('acknowledge', acknowledgedText(officer, tasks.map(named)), effects);
  }

  function notDone({ officer }: Talk, tasks: readonly OpenTask[]): Answer {
    const effects = tasks.map(({ occurrence }): Effect => {
      if (occurrence.state === 'held') return { kind: 'release', occurrenceId: occurrence.id, officerId: officer.id };
      return { kind: 'remark', occurrenceId: occurrence.id, officerId: officer.id, what: 'not-done' };
    });
    return say('not-done', notDoneText(officer, tasks.map(named)), effects);
  }

  function ask(
    talk: Talk,
    asked: Asked,
    choices: readonly OpenTask[],
    documentNumber: string | null,
    instead?: string,
  ): Answer {
    const shown = choices.slice(0, MOST_CHOICES);
    const question = {
      kind: 'which-done' as const,
      choices: shown.map((task) => task.occurrence.id),
      documentNumber,
      expiresAt: talk.now + QUESTION_LIFE_MS,
    };
    return {
      intent: 'asked',
      text: instead ?? whichText(talk.officer, asked, shown.map(named)),
      effects: [{ kind: 'ask', officerId: talk.officer.id, question }],
      buttons:
        documentNumber === null
          ? shown.map((task, i) => [doneButton(task.occurrence.id, `${i + 1}. ${shorten(task)}`)])
          : [],
    };
  }

  async function numbers(talk: Talk, given: readonly number[], typed: string): Promise<Answer> {
    const question = await store.question(talk.officer.id);
    const [only] = given;
    if (!question || question.expiresAt < talk.now) {
      return given.length === 1 && only !== undefined
        ? detail(talk, only)
        : say('unclear', notUnderstoodText(talk.officer, typed));
    }
    const coded = await codedOf(talk);
    const choices = question.choices.flatMap((id) => coded.find((task) => task.occurrence.id === id) ?? []);
    const ids = [...new Set(given)].map((number) => question.choices[number - 1]);
    const meant = ids.map((id) => coded.find((task) => task.occurrence.id === id));
    if (meant.some((task) => task === undefined)) {
      if (choices.length === 0) return say('nothing-open', nothingOpenText(talk.officer));
      return ask(talk, 'done', choices, question.documentNumber);
    }
    return complete(
      talk,
      meant.filter((task) => task !== undefined),
      question.documentNumber,
    );
  }

  async function undo(talk: Talk): Promise<Answer> {
    const { officer, now } = talk;
    const last = await store.lastCompletion({ officerId: officer.id, since: now - UNDO_LIFE_MS });
    if (!last) return say('undo', nothingToUndoText(officer));
    const views = await Promise.all(last.occurrenceIds.map((id) => store.occurrence(id)));
    const tasks = views.flatMap((view) => (view ? [{ code: null, ...namesOf(view) }] : []));
    return say('undo', undoneText(tasks), [{ kind: 'undo', officerId: officer.id, inboundId: last.inboundId }]);
  }

  async function openTasks(officer: OfficerView, directory: Directory, now: number): Promise<OpenTask[]> {
    const today = office.zone.dayOf(now);
    const coded = (await store.codedOccurrences(officer.id)).map(asOpenTask);
    const known = new Set(coded.map((task) => task.occurrence.id));
    const near = await store.occurrences({ states: ['open'], targetTo: today + LIST_DAYS });
    const led = nearestOfEachTask(near)
      .filter((occurrence) => !known.has(occurrence.id) && directory.answersFor(officer.id, occurrence, today))
      .map((occurrence): OpenTask => ({ occurrence, role: 'lead', code: null }));
    return [...coded, ...led]
      .filter((task) => !task.occurrence.doneBy.includes(officer.id))
      .sort((a, b) => a.occurrence.target - b.occurrence.target || a.occurrence.id - b.occurrence.id);
  }

  async function list(talk: Talk, intent: string): Promise<Answer> {
    const { officer, directory, now } = talk;
    const today = dayOf(talk);
    const tasks = (await openTasks(officer, directory, now)).slice(0, MOST_CHOICES);
    const codes = await store.assignCodes({
      officerId: officer.id,
      items: tasks.map((task) => ({ occurrenceId: task.occurrence.id, role: task.role })),
      at: now,
    });
    const listed = tasks.map((task) => {
      const item = seen(talk, task);
      const mark = ({ late: '🔴', today: '🟠', later: '🟢' } as const)[urgencyOf(item, today)];
      return { ...named(task), code: codes.get(task.occurrence.id) ?? null, when: whenText(item, today), mark };
    });
    return say(intent, listText(officer, listed, today));
  }

  function seen(talk: Talk, { occurrence, role, code }: OpenTask) {
    return itemOf(occurrence, office, talk.directory, dayOf(talk), { code, role, aboutIds: [], told: [] });
  }

  async function detail(talk: Talk, code: number): Promise<Answer> {
    const coded = await codedOf(talk);
    const task = coded.find((each) => each.code === code);
    if (!task)
      return say('unknown-code', unknownCodeText(talk.officer, [code], coded.map(named).slice(0, MOST_CHOICES)));
    const { occurrence } = task;
    const leads = talk.directory.leads(occurrence, dayOf(talk)).map((lead) => lead.name);
    return say(
      'detail',
      detailText({
        ...named(task),
        when: whenText(seen(talk, task), dayOf(talk)),
        ref: occurrence.task.ref,
        deadlineText: occurrence.task.deadlineText,
        explanation: explain(occurrence),
        leads: [...talk.directory.positionNames(occurrence.task.leadIds), ...leads],
        cooperating: talk.directory.positionNames(occurrence.task.cooperatingIds),
        recipient: occurrence.task.recipient,
        result: occurrence.task.result,
        notes: occurrence.task.notes,
      }),
    );
  }

  function explain(occurrence: OccurrenceView): string | null {
    const rule = ruleOfPeriod(occurrence.task.rules, occurrence.period);
    if (!rule) return null;
    const { calendar } = office;
    if (isCalendarRule(rule)) {
      const key = occurrence.period.replace(/\/\d+$/, '');
      const deadline = calendarDeadlines(rule, calendar, occurrence.target, occurrence.legalLastDay).find(
        (d) => d.key === key,
      );
      return deadline ? explainDeadline(rule, deadline, calendar) : null;
    }
    if (!isEventRule(rule) || occurrence.eventDay === null) return null;
    return explainDeadline(rule, eventDeadline(rule, calendar, { id: 0, day: occurrence.eventDay }), calendar);
  }

  async function button(talk: Talk, data: string, messageId: string): Promise<Answer> {
    if (data === 'a') return acknowledge(talk, await inView(talk, messageId));
    const occurrenceId = Number(/^d:(\d+)$/.exec(data)?.[1]);
    const occurrence = Number.isNaN(occurrenceId) ? null : await store.occurrence(occurrenceId);
    if (!occurrence) return say('unclear', notUnderstoodText(talk.officer, data));
    const task = (await codedOf(talk)).find((each) => each.occurrence.id === occurrenceId);
    if (!task) return say('already-closed', alreadyClosedText([{ code: null, ...namesOf(occurrence) }]));
    return complete(talk, [task], null);
  }

  async function reaction(talk: Talk, emoji: string, messageId: string): Promise<Answer> {
    const ids = ACKNOWLEDGING_EMOJI.has(emoji)
      ? await store.occurrencesInMessage({ ...talk.chat, externalId: messageId })
      : [];
    const tasks = (await codedOf(talk)).filter((task) => ids.includes(task.occurrence.id));
    // A reaction asks for no words back.
    return { ...acknowledge(talk, tasks), text: null };
  }

  return { text, button, reaction, openTasks };
}

/** Of what is still ahead only the next deadline of each task and rule: the week after next is no help today. */
function nearestOfEachTask(occurrences: readonly OccurrenceView[]): OccurrenceView[] {
  const nearest = new Map<string, OccurrenceView>();
  for (const occurrence of [...occurrences].sort((a, b) => a.target - b.target)) {
    const key = `${occurrence.task.id}${/\/\d+$/.exec(occurrence.period)?.[0] ?? ''}`;
    if (!nearest.has(key)) nearest.set(key, occurrence);
  }
  return [...nearest.values()];
}

function asOpenTask({ code, role, occurrence }: CodedOccurrence): OpenTask {
  return { code, role, occurrence };
}

const LONGEST_BUTTON = 30;

function shorten(task: OpenTask): string {
  const { title } = namesOf(task.occurrence);
  return title.length <= LONGEST_BUTTON ? title : `${title.slice(0, LONGEST_BUTTON - 1).trimEnd()}…`;
}
