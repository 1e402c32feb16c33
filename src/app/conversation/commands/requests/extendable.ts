import { fold } from '../../../../domain/fold.ts';
import { severalTasksText, unknownTaskText } from '../../../../text/conversation.ts';
import { closedToExtendText, notYoursToExtendText, oneAtATimeText } from '../../../../text/requests.ts';
import { shortened } from '../../../../text/shorten.ts';
import { namesOf } from '../../../render.ts';
import type { OccurrenceView } from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';
import { tasksMeant } from '../../find.ts';
import type { Read } from '../../form.ts';
import { MOST_CHOICES, type OpenTask } from '../../talk.ts';
import { makeView } from '../../view.ts';

/** «3 và 5», «#3, #5». */
const SEVERAL = /^(?:viec )?#?\d{1,4}(?:(?: ?, ?| va | voi |-| )(?:viec )?#?\d{1,4})+$/;

/** Deadlines for which somebody may ask for more time: open ones that they answer for. */
export interface Extendable {
  /** Those that come next, each with a code; gives codes to those that have none. */
  mine(call: Call): Promise<OpenTask[]>;
  /** Those of the quoted message. */
  quoted(call: Call): Promise<OpenTask[]>;
  /** Id of the deadline that is meant: by code, plan reference or words. */
  read(call: Call, typed: string): Promise<Read<number>>;
  byId(call: Call, occurrenceId: number): Promise<Read<OccurrenceView>>;
}

export function makeExtendable({ store, office }: Desk): Extendable {
  const view = makeView({ store, office });
  const isMine = ({ officer, directory, today }: Call, occurrence: OccurrenceView) =>
    occurrence.state === 'open' &&
    !occurrence.doneBy.includes(officer.id) &&
    directory.answersFor(officer.id, occurrence, today);

  async function mine(call: Call): Promise<OpenTask[]> {
    const open = await view.openTasks(call.officer, call.directory, call.now);
    const own = open.filter((task) => isMine(call, task.occurrence)).slice(0, MOST_CHOICES);
    const items = own.map((task) => ({ occurrenceId: task.occurrence.id, role: task.role }));
    const codes = await store.assignCodes({ officerId: call.officer.id, items, at: call.now });
    return own.map((task) => ({ ...task, code: codes.get(task.occurrence.id) ?? null }));
  }

  /** The deadline, or why no more time can be asked for it. */
  function checked(call: Call, occurrence: OccurrenceView): Read<OccurrenceView> {
    if (isMine(call, occurrence)) return { kind: 'value', value: occurrence };
    const names = namesOf(occurrence);
    if (occurrence.state !== 'open' || occurrence.doneBy.includes(call.officer.id)) {
      return { kind: 'again', text: closedToExtendText(names) };
    }
    return { kind: 'again', text: notYoursToExtendText(names, call.directory.leads(occurrence, call.today)) };
  }

  const idOf = (read: Read<OccurrenceView>): Read<number> =>
    read.kind === 'value' ? { kind: 'value', value: read.value.id } : read;

  async function byWords(call: Call, typed: string): Promise<Read<number>> {
    const meant = await tasksMeant(store, call, typed, (task) => task.state === 'active');
    const ids = new Set(meant.map((task) => task.id));
    const open = (await store.occurrences({ states: ['open'] })).filter(({ task }) => ids.has(task.id));
    const next = nextOfEach(open);
    const own = next.filter((occurrence) => isMine(call, occurrence));
    const [first] = own.length > 0 ? own : next;
    if (!first) return { kind: 'again', text: unknownTaskText(shortened(typed)) };
    if (own.length <= 1) return idOf(checked(call, first));
    const choices = own.slice(0, MOST_CHOICES).map((occurrence) => {
      const { title, label } = namesOf(occurrence);
      return { label: label === '' ? title : `${title} (${label})`, value: occurrence.id };
    });
    return { kind: 'again', text: severalTasksText(shortened(typed), choices.length, own.length), choices };
  }

  return {
    mine,
    async quoted(call) {
      if (call.quotes === undefined) return [];
      const tasks = await view.inView(call, call.quotes);
      const named = await store.occurrencesInMessage({ ...call.chat, externalId: call.quotes });
      return tasks.filter((task) => named.includes(task.occurrence.id) && isMine(call, task.occurrence));
    },
    async read(call, typed) {
      const code = /^(?:(?:viec|so|cong viec) )*#?(\d{1,4})$/.exec(fold(typed))?.[1];
      if (code === undefined && SEVERAL.test(fold(typed))) return { kind: 'again', text: oneAtATimeText() };
      if (code === undefined) return byWords(call, typed);
      const meant = await store.occurrenceOfCode({ officerId: call.officer.id, code: Number(code) });
      return meant ? idOf(checked(call, meant)) : { kind: 'again', text: unknownTaskText(shortened(typed)) };
    },
    async byId(call, occurrenceId) {
      const occurrence = await store.occurrence(occurrenceId);
      if (!occurrence) throw new Error(`no occurrence ${occurrenceId}`);
      return checked(call, occurrence);
    },
  };
}

/** The first open deadline of each task. */
function nextOfEach(open: readonly OccurrenceView[]): OccurrenceView[] {
  const next = new Map<number, OccurrenceView>();
  for (const occurrence of [...open].sort((a, b) => a.target - b.target)) {
    if (!next.has(occurrence.task.id)) next.set(occurrence.task.id, occurrence);
  }
  return [...next.values()];
}
