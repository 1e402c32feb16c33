import { type CaseMove, type CaseState, caseMoves, EVENT_NAMES, eventNamesOf } from '../domain/case.ts';
import { isoDate } from '../domain/civil-day.ts';
import type { Office } from '../domain/office-hours.ts';
import { apologyTask } from '../text/dossiers.ts';
import { addTask, ownRefs, ownTask } from './own-task.ts';
import type { Plan } from './plan.ts';
import type { Assignee, Change, NewEvent, OfficeCase, Store, TaskView } from './store.ts';

interface Parts {
  readonly store: Store;
  readonly office: Office;
}

/** Cases are followed for so long; what is older is over. */
const FOLLOWED_DAYS = 400;

/** Each round may start what the next one has to look at: an answer, its publication, the ceiling that it replaces. */
const MOST_ROUNDS = 4;

/**
 * Lets petitions and dossiers go on by themselves: publication begins when the answer is reported done, and a dossier
 * whose day went by asks for the explanation and the apology. Doing it again changes nothing.
 */
export async function followCases({ store, office, plan }: Parts & { plan: Plan }, now: number): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const moves = await movesOf({ store, office }, now);
    if (moves.length === 0) return;
    for (const changes of moves) await store.applyChanges({ changes, at: now, officerId: null });
    await plan(now);
  }
}

/** The changes of each move, to be applied together. */
async function movesOf({ store, office }: Parts, now: number): Promise<Change[][]> {
  const today = office.zone.dayOf(now);
  const cases = await store.officeCases({ kinds: ['petition', 'dossier'], since: today - FOLLOWED_DAYS });
  if (cases.length === 0) return [];
  const tasks = await store.tasks();
  const nextRef = ownRefs(tasks);
  const moves: Change[][] = [];
  for (const each of cases) {
    for (const move of caseMoves(stateOf(each, tasks, office), today, office.calendar)) {
      moves.push(
        move.kind === 'late'
          ? await lateChanges({ store, office }, each, { tasks, ref: nextRef(), due: move.due, now })
          : [changeOf(move, each, tasks)],
      );
    }
  }
  return moves;
}

function stateOf({ event, followUps, steps }: OfficeCase, tasks: readonly TaskView[], { zone }: Office): CaseState {
  const standing = followUps.find((each) => !each.withdrawn);
  const publishing = tasks.filter((task) => eventNamesOf(task.rules, 'petition-result').length > 0);
  return {
    kind: event.kind === 'dossier' ? 'dossier' : 'petition',
    followUp: standing ? { eventId: standing.id } : followUps.length > 0 ? 'once' : null,
    taskId: event.taskId,
    publishing: new Set(publishing.map((task) => task.id)),
    steps: steps.map((step) => ({
      occurrenceId: step.occurrenceId,
      taskId: step.taskId,
      state: step.state,
      legalLastDay: step.dates.legalLastDay,
      closedOn: step.closedAt === null ? null : zone.dayOf(step.closedAt),
      settled: step.state === 'skipped' && step.reason === 'case-settled',
      followUp: step.eventId !== event.id,
    })),
  };
}

function changeOf(
  move: Exclude<CaseMove, { kind: 'late' }>,
  { event }: OfficeCase,
  tasks: readonly TaskView[],
): Change {
  switch (move.kind) {
    case 'publish': {
      const rules = tasks.filter((task) => task.state === 'active').flatMap((task) => task.rules);
      const name = eventNamesOf(rules, 'petition-result')[0] ?? EVENT_NAMES['petition-result'];
      return record({
        kind: 'petition-result',
        name,
        day: move.day,
        note: event.note,
        caseId: event.id,
        taskRef: null,
      });
    }
    case 'unpublish':
      return { kind: 'case', change: { act: 'withdraw', eventId: move.eventId } };
    case 'settle':
    case 'unsettle':
      return { kind: 'case', change: { act: move.kind, occurrenceId: move.occurrenceId } };
  }
}

async function lateChanges(
  { store, office }: Parts,
  { event, steps }: OfficeCase,
  { tasks, ref, due, now }: { tasks: readonly TaskView[]; ref: string; due: number; now: number },
): Promise<Change[]> {
  const tracking = await store.occurrence(steps.find((step) => step.taskId === event.taskId)!.occurrenceId);
  const ofPlan = dossierRow(tasks);
  const { assumption, ...content } = apologyTask(event.note, ofPlan);
  const task = ownTask({
    ...content,
    ref,
    rules: [{ kind: 'once', date: isoDate(due), bound: 'by', assumption }],
    lead: await assigneesOf(store, tracking?.task.leadIds ?? []),
    cooperating: await assigneesOf(store, tracking?.task.cooperatingIds ?? []),
  });
  const name = EVENT_NAMES['dossier-late'];
  const { note, id: caseId, day } = event;
  return [addTask(task, office, now, due), record({ kind: 'dossier-late', name, day, note, caseId, taskRef: ref })];
}

/** The row of the plan that asks for the explanation and the apology, or the first that waits for dossiers. */
function dossierRow(tasks: readonly TaskView[]): TaskView | null {
  const rows = tasks.filter((task) => task.state === 'active' && eventNamesOf(task.rules, 'dossier').length > 0);
  return rows.find((task) => /xin lỗi|giải trình/i.test(task.title)) ?? null;
}

const record = (event: NewEvent): Change => ({ kind: 'case', change: { act: 'record', event } });

/** The same people and positions for another task. */
async function assigneesOf(store: Store, positionIds: readonly number[]): Promise<Assignee[]> {
  const [positions, roster] = await Promise.all([store.positions(), store.roster()]);
  return positionIds.flatMap((id): Assignee[] => {
    const position = positions.find((each) => each.id === id);
    if (!position) return [];
    if (position.place !== 'person') return [{ kind: 'position', name: position.name }];
    const holder = roster.holdings.find((holding) => holding.positionId === id);
    return holder ? [{ kind: 'officer', officerId: holder.officerId }] : [];
  });
}
