import type { AuditContext } from '../domain/audit/context.ts';
import { type Difference, differenceKey } from '../domain/audit/difference.ts';
import { auditDelivery, auditWaits } from '../domain/audit/messages.ts';
import { auditTask } from '../domain/audit/task.ts';
import {
  type AuditParts,
  type AuditResult,
  auditContext,
  breathe,
  loggedBetween,
  OCCURRENCES_AT_ONCE,
  readMessages,
  stepsIn,
} from './audit.ts';
import type { FoundDifference } from './store.ts';

/** So many deadlines that nothing happened to are looked at as well, a few tasks further each time. */
const ROUND_DEADLINES = 500;
const ROUND_TASKS = 500;
const TASKS_AT_ONCE = 10;

/** How far the last audit came. */
interface Reading {
  /** The last line of the log that was read. */
  readonly event: number;
  /** The last task of the round. */
  readonly taskId: number;
}

/**
 * Looks at what changed since the last audit, at a part of the rest, and at what waits. Whatever the size of the office it
 * takes about as long, and lets answers through between its reads. Returns with what is to be remembered of it.
 */
export async function auditLately(
  parts: AuditParts,
  now: number,
): Promise<{ readonly result: AuditResult; readonly read: Reading }> {
  const { store } = parts;
  const context = await auditContext(parts, now);
  const before = readingOf(await store.auditMark('read'));
  const standing = await store.standingDifferences();
  const differences: Difference[] = [];
  const { to, messages } = await changedMessages(parts, context, before.event, differences);
  const about = standing.flatMap(({ difference }) => difference.occurrenceId ?? []);
  const changed = await loggedBetween(store, before.event, to);
  let deadlines = 0;
  let steps = 0;
  for (const occurrenceIds of chunks([...new Set([...about, ...changed])], OCCURRENCES_AT_ONCE)) {
    const found = new Set<number>();
    const tasks = await store.ledgerTasks({ occurrenceIds });
    await breathe();
    for (const task of tasks) {
      differences.push(...auditTask(task, false, context));
      for (const { id } of task.occurrences) found.add(id);
      steps += stepsIn(task);
    }
    deadlines += found.size;
    for (const occurrenceId of occurrenceIds)
      if (!found.has(occurrenceId)) differences.push({ kind: 'row-missing', occurrenceId });
  }
  const round = await nextRound(parts, context, before.taskId, differences);
  // What stands about whole tasks is looked at again wherever the round is.
  const taskIds = new Set(standing.flatMap(({ difference }) => difference.taskId ?? []));
  for (const taskId of taskIds)
    for (const task of await store.ledgerTasks({ afterId: taskId - 1, limit: 1 }))
      if (task.id === taskId) differences.push(...auditTask(task, true, context));
  differences.push(...auditWaits(await store.ledgerWaits(), context));
  return {
    result: {
      differences: unique(differences),
      checked: { deadlines: deadlines + round.deadlines, steps: steps + round.steps, messages },
    },
    read: { event: to, taskId: round.taskId },
  };
}

const readingOf = (mark: string | null): Reading =>
  mark === null ? { event: 0, taskId: 0 } : (JSON.parse(mark) as Reading);

/** Messages that something was logged about since event `after`; returns the last event that was read. */
async function changedMessages(
  { store }: AuditParts,
  context: AuditContext,
  after: number,
  into: Difference[],
): Promise<{ to: number; messages: number }> {
  const reading = readMessages(store, after);
  await reading.readTo((await store.lastEvent()).event);
  const { deliveries, places } = reading.log;
  // An item whose message changed in no other way is in the log all the same: it was told just now.
  const ids = [...new Set([...deliveries.keys(), ...places.values()])];
  const { read } = reading;
  for (const chunk of chunks(ids, OCCURRENCES_AT_ONCE)) {
    const found = new Set<number>();
    const { rows, upTo } = await store.ledgerDeliveries({ ids: chunk });
    await reading.readTo(upTo);
    for (const row of rows) {
      into.push(...auditDelivery(row, reading.log, false, context));
      found.add(row.id);
    }
    for (const deliveryId of chunk) if (!found.has(deliveryId)) into.push({ kind: 'row-missing', deliveryId });
  }
  // What was read on meanwhile is looked at next time: other messages are in it.
  return { to: read, messages: ids.length };
}

/** The next tasks of the round, whole; begins anew after the last one. */
async function nextRound(
  { store }: AuditParts,
  context: AuditContext,
  afterId: number,
  into: Difference[],
): Promise<{ taskId: number; deadlines: number; steps: number }> {
  let taskId = afterId;
  let deadlines = 0;
  let steps = 0;
  for (let count = 0; count < ROUND_TASKS && deadlines < ROUND_DEADLINES; ) {
    const tasks = await store.ledgerTasks({ afterId: taskId, limit: TASKS_AT_ONCE });
    await breathe();
    for (const task of tasks) {
      into.push(...auditTask(task, true, context));
      deadlines += task.occurrences.length;
      steps += stepsIn(task);
    }
    count += tasks.length;
    if (tasks.length < TASKS_AT_ONCE) return { taskId: 0, deadlines, steps };
    taskId = tasks.at(-1)!.id;
  }
  return { taskId, deadlines, steps };
}

/**
 * What stands after an audit: what it found, since when; and what an earlier one found about messages, which only an audit
 * of everything can take back.
 */
export function standingAfter(
  before: readonly FoundDifference[],
  found: readonly Difference[],
  at: number,
  everything: boolean,
): FoundDifference[] {
  const since = new Map(before.map(({ difference, foundAt }) => [differenceKey(difference), foundAt]));
  const keys = new Set(found.map(differenceKey));
  const kept = everything
    ? []
    : before.filter(({ difference }) => needsEverything(difference) && !keys.has(differenceKey(difference)));
  return [
    ...kept,
    ...unique(found).map((difference) => ({ difference, foundAt: since.get(differenceKey(difference)) ?? at })),
  ];
}

/** Messages are held against the lines about them that are new; who has read those cannot find the difference again. */
export const needsEverything = ({ kind, deliveryId }: Difference): boolean =>
  deliveryId !== undefined && kind !== 'delivery-stuck';

function unique(differences: readonly Difference[]): Difference[] {
  return [...new Map(differences.map((each) => [differenceKey(each), each])).values()];
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < list.length; start += size) result.push(list.slice(start, start + size));
  return result;
}
