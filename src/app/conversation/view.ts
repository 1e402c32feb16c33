import type { Day } from '../../domain/civil-day.ts';
import type { Office } from '../../domain/office-hours.ts';
import { splitPeriod } from '../../domain/schedule.ts';
import type { Directory } from '../directory.ts';
import type { OccurrenceView, OfficerView, Store } from '../store.ts';
import { asOpenTask, type OpenTask, type Talk } from './talk.ts';

/** `việc` looks so far ahead. */
const LIST_DAYS = 14;

/** Which tasks somebody can mean, and which of them their word closes. */
export interface View {
  /** Everything open that the officer has a code for. */
  coded(talk: Talk): Promise<OpenTask[]>;
  /** What a message without a code can mean: open tasks of the quoted message, else all that have a code. */
  inView(talk: Talk, quotes: string | undefined): Promise<OpenTask[]>;
  /** True where the quoted message is one of ours that told of tasks. */
  tellsOfTasks(talk: Talk, quotes: string | undefined): Promise<boolean>;
  /** What an acknowledgement without a code means: the quoted message, else the newest digest, else all. */
  told(talk: Talk, quotes: string | undefined): Promise<OpenTask[]>;
  /** Late, due, or due soon, and what the officer was told of already; by target. */
  openTasks(officer: OfficerView, directory: Directory, now: number): Promise<OpenTask[]>;
  /** True where the officer leads it or stands in for one who does; held ones are the administrators' to settle. */
  mayClose(talk: Talk, task: OpenTask): boolean;
}

export function makeView({ store, office }: { store: Store; office: Office }): View {
  const coded = async (talk: Talk) => (await store.codedOccurrences(talk.officer.id)).map(asOpenTask);

  /**
   * True while the task still concerns the officer: they lead it, work with it, or settle it as administrators. Codes
   * outlive a hand-over, so that an old message can be answered; lists and bare words are about what is theirs today.
   */
  function concerns(officer: OfficerView, directory: Directory, today: Day, { occurrence, role }: OpenTask): boolean {
    if (directory.answersFor(officer.id, occurrence, today)) return true;
    if (occurrence.state === 'held') return officer.isAdmin;
    if (role === 'unassigned') return officer.isAdmin && directory.leads(occurrence, today).length === 0;
    return directory.worksWith(officer.id, occurrence, today);
  }

  const current = async (talk: Talk): Promise<OpenTask[]> => {
    const today = office.zone.dayOf(talk.now);
    return (await coded(talk)).filter((task) => concerns(talk.officer, talk.directory, today, task));
  };

  async function inView(talk: Talk, quotes: string | undefined): Promise<OpenTask[]> {
    const open = await current(talk);
    if (quotes === undefined) return open;
    const quoted = await store.occurrencesInMessage({ ...talk.chat, externalId: quotes });
    if (quoted.length === 0) return open;
    return quoted.flatMap((id) => open.find((task) => task.occurrence.id === id) ?? []);
  }

  return {
    coded,
    inView,
    async tellsOfTasks(talk, quotes) {
      if (quotes === undefined) return false;
      return (await store.occurrencesInMessage({ ...talk.chat, externalId: quotes })).length > 0;
    },
    async told(talk, quotes) {
      if (quotes !== undefined) return inView(talk, quotes);
      const open = await current(talk);
      const last = await store.occurrencesInLastDigest(talk.officer.id);
      const told = open.filter((task) => last.includes(task.occurrence.id));
      return told.length > 0 ? told : open;
    },
    async openTasks(officer, directory, now) {
      const today = office.zone.dayOf(now);
      const open = (await store.codedOccurrences(officer.id))
        .map(asOpenTask)
        .filter((task) => concerns(officer, directory, today, task));
      const known = new Set(open.map((task) => task.occurrence.id));
      const near = await store.occurrences({ states: ['open'], targetTo: today + LIST_DAYS });
      const led = nearestOfEachTask(near)
        .filter((occurrence) => !known.has(occurrence.id) && directory.answersFor(officer.id, occurrence, today))
        .map((occurrence): OpenTask => ({ occurrence, role: 'lead', code: null }));
      return [...open, ...led]
        .filter((task) => !task.occurrence.doneBy.includes(officer.id))
        .sort((a, b) => a.occurrence.target - b.occurrence.target || a.occurrence.id - b.occurrence.id);
    },
    mayClose({ officer, directory, now }, { occurrence, role }) {
      if (occurrence.doneBy.includes(officer.id)) return false;
      if (occurrence.state === 'held') return officer.isAdmin;
      if (directory.answersFor(officer.id, occurrence, office.zone.dayOf(now))) return true;
      return officer.isAdmin && role === 'unassigned';
    },
  };
}

/** Of what is still ahead only the next deadline of each task and rule: the week after next is no help today. */
function nearestOfEachTask(occurrences: readonly OccurrenceView[]): OccurrenceView[] {
  const nearest = new Map<string, OccurrenceView>();
  for (const occurrence of [...occurrences].sort((a, b) => a.target - b.target)) {
    const key = `${occurrence.task.id}/${splitPeriod(occurrence.period).index}`;
    if (!nearest.has(key)) nearest.set(key, occurrence);
  }
  return [...nearest.values()];
}
