import type { Day } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import type { Office } from '../domain/office-hours.ts';
import type { OccurrenceState } from '../domain/states.ts';
import type { JournalLine } from '../text/journal.ts';
import type { Person } from '../text/people.ts';
import { type Directory, readDirectory } from './directory.ts';
import { journalOf } from './journal.ts';
import { namesOf } from './render.ts';
import type { LoggedEvent, OccurrenceView, OfficerView, Store } from './store.ts';

/** What can be shown of one task: who was told what when, and who did what when. */
export interface Proof {
  readonly ref: string;
  readonly title: string;
  readonly from: Day;
  readonly to: Day;
  /** By their last day. */
  readonly deadlines: readonly ProvenDeadline[];
}

export interface ProvenDeadline {
  readonly occurrenceId: number;
  readonly period: string;
  readonly label: string;
  readonly lastDay: Day;
  /** The last day by law, which decides whether it was in time. */
  readonly legalLastDay: Day;
  /** Up to when reminding was put off by an approved extension. */
  readonly extendedTo: Day | null;
  readonly state: OccurrenceState;
  readonly leads: readonly Person[];
  /** Reports that stand. */
  readonly reports: readonly {
    readonly person: Person | null;
    readonly at: number;
    readonly documentNumber: string | null;
    /** Working days after the last day by law; 0: in time. */
    readonly daysLate: number;
  }[];
  readonly lines: readonly JournalLine[];
}

const MOST_OF_TASK = 10_000;

/** Null where no task has that reference. Its deadlines are those whose last day by law lies between both days. */
export async function proofOf(
  { store, office }: { readonly store: Store; readonly office: Office },
  { ref, from, to, now }: { readonly ref: string; readonly from: Day; readonly to: Day; readonly now: number },
): Promise<Proof | null> {
  const tasks = (await store.tasks()).filter((task) => fold(task.ref) === fold(ref));
  const [newest] = tasks.toSorted((a, b) => b.year - a.year);
  if (!newest) return null;
  const directory = withFormer(await readDirectory(store, office.zone.dayOf(now)), await store.everybody());
  const all: OccurrenceView[] = [];
  for (const { id: taskId } of tasks) {
    const occurrences = await store.occurrencesOfTask({ taskId, limit: MOST_OF_TASK });
    all.push(...occurrences.filter(({ legalLastDay }) => from <= legalLastDay && legalLastDay <= to));
  }
  const ordered = all.toSorted((a, b) => a.legalLastDay - b.legalLastDay || a.id - b.id);
  const journals = await journalOf({ store, office }, directory, ordered);
  const deadlines: ProvenDeadline[] = [];
  for (const [index, occurrence] of ordered.entries()) {
    deadlines.push({
      occurrenceId: occurrence.id,
      period: occurrence.period,
      label: namesOf(occurrence).label,
      lastDay: occurrence.lastDay,
      legalLastDay: occurrence.legalLastDay,
      extendedTo: occurrence.remindBy,
      state: occurrence.state,
      leads: directory.leads(occurrence, occurrence.target),
      reports: await reportsOf({ store, office }, directory, occurrence),
      lines: journals[index]!.lines,
    });
  }
  return { ref: newest.ref, title: newest.title, from, to, deadlines };
}

async function reportsOf(
  { store, office }: { readonly store: Store; readonly office: Office },
  directory: Directory,
  occurrence: OccurrenceView,
): Promise<ProvenDeadline['reports']> {
  const events = await store.events({ occurrenceId: occurrence.id, limit: MOST_OF_TASK });
  const results = await store.results([occurrence.id]);
  return results.flatMap(({ officerId, inboundId, documentNumber }) => {
    const event = events.find((each) => isReport(each, officerId, inboundId));
    if (!event) return [];
    const day = office.zone.dayOf(event.at);
    // As the answer to the report said it.
    const daysLate = Math.max(0, office.calendar.workingDaysBetween(occurrence.legalLastDay, day));
    return [{ person: directory.officer(officerId) ?? null, at: event.at, documentNumber, daysLate }];
  });
}

const isReport = ({ kind, officerId, inboundId }: LoggedEvent, officer: number, inbound: number): boolean =>
  kind === 'completed' && officerId === officer && inboundId === inbound;

/** Who left is named as well: what was done then was done by them. */
function withFormer(directory: Directory, everybody: readonly (Person & { readonly id: number })[]): Directory {
  const former = new Map<number, OfficerView>(
    everybody.map((person) => [
      person.id,
      { ...person, isAdmin: false, isLeader: false, supervisorId: null, positions: [], links: [] },
    ]),
  );
  return { ...directory, officer: (id) => directory.officer(id) ?? former.get(id) };
}
