import type { EventKind } from '../../../../domain/case.ts';
import type { Day } from '../../../../domain/civil-day.ts';
import { namesMeant } from '../../../../domain/event-words.ts';
import { fold } from '../../../../domain/fold.ts';
import {
  askWhichCaseText,
  type CaseWord,
  caseListText,
  caseName,
  dayPassedText,
  type ListedCase,
  noCasesText,
  redatedText,
  redatePreviewText,
  sameDayText,
  severalCasesText,
  unknownCaseText,
  withdrawnText,
  withdrawPreviewText,
} from '../../../../text/cases.ts';
import { shortened } from '../../../../text/shorten.ts';
import type { Change, OfficeCase } from '../../../store.ts';
import { type Call, type ChatCommand, type CommandHelp, type Desk, say } from '../../command.ts';
import { type Choice, form, type Read, type Slot } from '../../form.ts';
import { daySlot, withDay } from './slots.ts';
import { startedSteps } from './started.ts';

/** What is older than this is no longer corrected in the chat. */
const LOOK_BACK_DAYS = 400;
const MOST_CHOICES = 10;

/** A kind of case as these commands need it. */
export interface CaseSort {
  readonly word: CaseWord;
  readonly kinds: readonly EventKind[];
  readonly right: ChatCommand['right'];
  readonly lean: 'past' | 'future';
  readonly dayExample: string;
  readonly dayQuestion: string;
}

interface Shown {
  readonly kase: OfficeCase;
  readonly listed: ListedCase;
}

async function shownCases({ store }: Desk, call: Call, { kinds }: CaseSort): Promise<Shown[]> {
  const cases = await store.officeCases({ kinds, since: call.today - LOOK_BACK_DAYS });
  const titles = new Map((await store.tasks()).map((task) => [task.id, task.title]));
  return cases.map((kase) => {
    const { event, steps } = kase;
    const open = steps
      .filter((step) => step.state === 'open')
      .sort((a, b) => a.dates.target - b.dates.target)
      .map(({ taskId, dates }) => ({ title: titles.get(taskId) ?? '', dates }));
    return { kase, listed: { note: event.note === '' ? event.name : event.note, day: event.day, steps: open } };
  });
}

/** Those of which something is still open, the most urgent first. */
const waiting = (cases: readonly Shown[]): Shown[] =>
  cases
    .filter(({ listed }) => listed.steps.length > 0)
    .sort((a, b) => a.listed.steps[0]!.dates.target - b.listed.steps[0]!.dates.target);

/** «pakn», «hồ sơ»: the open ones. */
export function caseList(
  desk: Desk,
  sort: CaseSort,
  { name, heads, help, example }: Pick<ChatCommand, 'name' | 'heads' | 'help'> & { readonly example: string },
): ChatCommand {
  return {
    name,
    heads,
    right: 'officer',
    help,
    fits: (rest) => rest === '',
    async begin(call) {
      const open = waiting(await shownCases(desk, call, sort)).map(({ listed }) => listed);
      return say(name, caseListText(sort.word, open, example, call.today));
    },
  };
}

/** The case that words name; its event's id. */
function whichSlot<All>(desk: Desk, sort: CaseSort): Slot<number, All> {
  const choicesOf = (call: Call, cases: readonly Shown[]): Choice[] =>
    cases
      .slice(0, MOST_CHOICES)
      .map(({ kase, listed }) => ({ label: caseName(sort.word, listed, call.today), value: kase.event.id }));
  const offered = (all: readonly Shown[]) => {
    const open = waiting(all);
    return open.length > 0 ? open : all.toReversed();
  };
  return {
    labels: [],
    async ask(call) {
      const all = await shownCases(desk, call, sort);
      return { kind: 'question', text: askWhichCaseText(sort.word), choices: choicesOf(call, offered(all)) };
    },
    async read(call, typed): Promise<Read<number>> {
      const all = await shownCases(desk, call, sort);
      const names = all.map(({ listed }) => listed.note);
      const same = new Set(namesMeant(typed, [...new Set(names)]).map(fold));
      const found = all.filter(({ listed }) => same.has(fold(listed.note)));
      const [only] = found;
      if (only && found.length === 1) return { kind: 'value', value: only.kase.event.id };
      const text = only ? severalCasesText(sort.word, shortened(typed)) : unknownCaseText(sort.word, shortened(typed));
      const choices = choicesOf(call, only ? found : offered(all));
      return { kind: 'again', text: all.length === 0 ? noCasesText(sort.word) : text, choices };
    },
  };
}

/** Nothing is asked where there is nothing to choose from. */
function unlessNone(desk: Desk, sort: CaseSort, command: ChatCommand): ChatCommand {
  return {
    ...command,
    async begin(call) {
      const none = (await shownCases(desk, call, sort)).length === 0;
      return none ? say(`${command.name}-none`, noCasesText(sort.word)) : command.begin(call);
    },
  };
}

const one = async (desk: Desk, call: Call, sort: CaseSort, eventId: number): Promise<Shown | undefined> =>
  (await shownCases(desk, call, sort)).find(({ kase }) => kase.event.id === eventId);

interface Named {
  readonly name: string;
  readonly heads: readonly string[];
  readonly help: CommandHelp;
}

/** «pakn bỏ …»: takes back what was recorded wrongly, with all that it started. */
export function caseWithdrawal(desk: Desk, sort: CaseSort, { name, heads, help }: Named): ChatCommand {
  const command = form<{ which: number }>({
    ...{ name, heads, help, right: sort.right },
    slots: { which: whichSlot(desk, sort) },
    split: (call) => ({ which: call.rest }),
    async preview(call, { which }) {
      const shown = await one(desk, call, sort, which);
      if (!shown) return { kind: 'refuse', text: noCasesText(sort.word) };
      return { kind: 'ready', text: withdrawPreviewText(sort.word, shown.listed, call.today) };
    },
    async save(call, { which }) {
      const { kase, listed } = (await one(desk, call, sort, which))!;
      return { effects: withdrawalOf(kase, await openTasks(desk)), text: withdrawnText(sort.word, listed, call.today) };
    },
  });
  return unlessNone(desk, sort, command);
}

const openTasks = async ({ store }: Desk): Promise<Set<number>> =>
  new Set((await store.tasks()).filter((task) => task.state === 'active').map((task) => task.id));

/** The tasks that were made for it go with it. */
function withdrawalOf({ event, followUps }: OfficeCase, tasks: ReadonlySet<number>): Change[] {
  const own = [event, ...followUps].flatMap(({ taskId }) => (taskId !== null && tasks.has(taskId) ? [taskId] : []));
  return [
    { kind: 'case', change: { act: 'withdraw', eventId: event.id } },
    ...own.map((taskId): Change => ({ kind: 'task', change: { act: 'remove', taskId } })),
  ];
}

/** «pakn sửa …; <ngày>»: another day, and with it other deadlines. `changes` adds what else belongs to it. */
export function caseRedating(
  desk: Desk,
  sort: CaseSort,
  { name, heads, help, changes = () => [] }: Named & { changes?: (kase: OfficeCase, to: Day, call: Call) => Change[] },
): ChatCommand {
  const command = form<{ which: number; day: Day }>({
    ...{ name, heads, help, right: sort.right },
    slots: {
      which: whichSlot(desk, sort),
      day: daySlot({
        labels: ['ngày'],
        lean: sort.lean,
        example: sort.dayExample,
        question: sort.dayQuestion,
      }),
    },
    split: (call) => {
      const { words, day } = withDay(call.rest, call.today, sort.lean);
      return { which: words, ...(day ? { day } : {}) };
    },
    async preview(call, { which, day }) {
      const shown = await one(desk, call, sort, which);
      if (!shown) return { kind: 'refuse', text: noCasesText(sort.word) };
      const { kase, listed } = shown;
      if (sort.lean === 'future' && day < call.today)
        return { kind: 'refuse', text: dayPassedText(day, call.today, sort.dayExample), ask: 'day' };
      if (day === listed.day) return { kind: 'refuse', text: sameDayText(sort.word, listed, call.today), ask: 'day' };
      const tasks = (await desk.store.tasks()).filter((task) => task.state === 'active');
      const steps = await startedSteps(desk, call, tasks, { name: kase.event.name, day });
      return { kind: 'ready', text: redatePreviewText(sort.word, listed, { to: day, steps }, call.today) };
    },
    async save(call, { which, day }) {
      const { kase, listed } = (await one(desk, call, sort, which))!;
      const { id: eventId, day: from } = kase.event;
      const redate: Change = { kind: 'case', change: { act: 'redate', eventId, from, to: day } };
      return {
        effects: [redate, ...changes(kase, day, call)],
        text: redatedText(sort.word, listed.note, day, call.today),
      };
    },
  });
  return unlessNone(desk, sort, command);
}
