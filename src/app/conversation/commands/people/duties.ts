import type { Day } from '../../../../domain/civil-day.ts';
import { holdersOf, type Roster } from '../../../../domain/roster.ts';
import { splitPeriod } from '../../../../domain/schedule.ts';
import { dutyLines } from '../../../../text/hand-over.ts';
import type { OpenText } from '../../../../text/positions.ts';
import { namesOf } from '../../../render.ts';
import type { Assignee, Change, OccurrenceView, OfficerView, PositionView, TaskView } from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';

/** What has to be known of the moment; the command line has no conversation. */
type Moment = Pick<Call, 'directory' | 'today' | 'now'>;
type Stored = Pick<Desk, 'store'>;

/** Deadlines that lie further ahead say nothing about what is on somebody's desk. */
const AHEAD_DAYS = 31;

/** What somebody answers for. */
export interface Duties {
  readonly positions: readonly PositionView[];
  /** Tasks that were given to the person, not to a position. */
  readonly personal: readonly TaskView[];
  /** What is open and late, or due soon, and led by them. */
  readonly open: readonly OpenText[];
}

/** What the officer holds on or after `from`, and leads. */
export async function dutiesOf(desk: Stored, call: Moment, officerId: number, from: Day): Promise<Duties> {
  const { roster } = call.directory;
  const positions = await desk.store.positions();
  const held = roster.holdings.filter((each) => each.officerId === officerId && (each.to === null || each.to >= from));
  const own = positions.filter((position) => held.some((each) => each.positionId === position.id));
  const personal = own.filter((position) => position.place === 'person').map((position) => position.name);
  const tasks = personal.length === 0 ? [] : await desk.store.tasks();
  return {
    positions: own.filter((position) => position.place !== 'person'),
    personal: tasks.filter(
      (task) => task.state === 'active' && [...task.lead, ...task.cooperating].some((name) => personal.includes(name)),
    ),
    open: await openTasks(desk, call, (leadIds) => leads(roster, leadIds, officerId, Math.max(from, call.today))),
  };
}

const leads = (roster: Roster, leadIds: readonly number[], officerId: number, day: Day): boolean =>
  holdersOf(roster, leadIds, day).includes(officerId);

/** The next open deadline of each task whose leading positions are wanted, by date. */
export async function openTasks(
  { store }: Stored,
  { today }: Moment,
  wanted: (leadIds: readonly number[]) => boolean,
): Promise<OpenText[]> {
  const open = await store.occurrences({ states: ['open'], targetTo: today + AHEAD_DAYS });
  const nearest = new Map<string, OccurrenceView>();
  for (const occurrence of [...open].sort((a, b) => a.target - b.target)) {
    const key = `${occurrence.task.id}/${splitPeriod(occurrence.period).index}`;
    // What is late stays beside what comes next.
    const shown = occurrence.legalLastDay < today ? `${key}/${occurrence.period}` : key;
    if (!nearest.has(shown) && wanted(occurrence.task.leadIds)) nearest.set(shown, occurrence);
  }
  return [...nearest.values()].map((each) => ({ ...namesOf(each), last: each.legalLastDay }));
}

export function describeDuties({ positions, personal, open }: Duties, today: Day): string[] {
  return dutyLines(
    positions.map((position) => position.name),
    personal.map((task) => task.title),
    open,
    today,
  );
}

export const hasDuties = ({ positions, personal }: Duties): boolean => positions.length + personal.length > 0;

/** Everything of one goes to the other: positions on the day, tasks given in person at once. */
export async function handOverChanges(
  { store }: Stored,
  { directory, today, now }: Moment,
  { positions, personal }: Duties,
  { fromId, toId, from }: { fromId: number; toId: number; from: Day },
): Promise<Change[]> {
  const holders = new Map(directory.roster.holdings.map((each) => [each.positionId, each.officerId]));
  const persons = new Map(
    (await store.positions())
      .filter((position) => position.place === 'person')
      .map((position) => [position.name, holders.get(position.id)]),
  );
  const given = (names: readonly string[]): Assignee[] => {
    const all = names.map((name): Assignee => {
      const officerId = persons.get(name);
      if (officerId === undefined) return { kind: 'position', name };
      return { kind: 'officer', officerId: officerId === fromId ? toId : officerId };
    });
    return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
  };
  const edits = personal.map((task): Change => {
    const set = { lead: given(task.lead), cooperating: given(task.cooperating) };
    return { kind: 'task', change: { act: 'edit', taskId: task.id, set, from: today, knownSince: now } };
  });
  if (positions.length === 0) return edits;
  return [{ kind: 'people', change: { act: 'hand-over', fromId, toId, from } }, ...edits];
}

/** True where nobody else could put right from a chat what goes wrong without this administrator. */
export function isLastAdministrator({ directory }: Call, officer: OfficerView): boolean {
  if (!officer.isAdmin) return false;
  const works = (other: OfficerView) => other.links.some((link) => link.state === 'active');
  return !directory.officers.some((other) => other.isAdmin && other.id !== officer.id && works(other));
}
