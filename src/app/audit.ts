import type { AuditContext } from '../domain/audit/context.ts';
import { type Difference, differenceKey } from '../domain/audit/difference.ts';
import { emptyDeliveries, foldDelivery } from '../domain/audit/fold.ts';
import { auditDelivery, auditWaits } from '../domain/audit/messages.ts';
import type { LedgerTask } from '../domain/audit/rows.ts';
import { auditTask } from '../domain/audit/task.ts';
import type { Day } from '../domain/civil-day.ts';
import type { Office } from '../domain/office-hours.ts';
import { planVersion } from './plan.ts';
import type { EventMark, Store } from './store.ts';

export interface AuditParts {
  readonly store: Store;
  readonly office: Office;
}

export interface AuditResult {
  readonly differences: readonly Difference[];
  /** How much was looked at. */
  readonly checked: { readonly deadlines: number; readonly steps: number; readonly messages: number };
}

/** Acts that change who hears something. */
const ROSTER_KINDS = [
  'officer-added',
  'officer-changed',
  'officer-left',
  'holding-added',
  'holding-ended',
  'handed-over',
  'leave-added',
  'leave-cancelled',
  'request-approved',
  'request-reopened',
  'position-added',
  'position-alias-added',
  'plan-applied',
  'task-added',
  'task-edited',
  'task-restored',
];
/** Acts that change what is due. */
const RULE_KINDS = [
  'plan-applied',
  'task-edited',
  'task-restored',
  'task-resumed',
  'petition-term-set',
  'calendar-day-set',
  'calendar-day-forgotten',
  'calendar-year-announced',
  'calendar-year-awaited',
];

const TASKS_AT_ONCE = 10;
export const OCCURRENCES_AT_ONCE = 25;
const EVENTS_AT_ONCE = 1_000;
const DELIVERIES_AT_ONCE = 100;

/**
 * Looks at everything: each deadline, step, person and message of the window (without one: of all times), against rules,
 * calendar, policy and roster, and against the event log, read from its first line. Changes nothing.
 */
export async function auditEverything(
  parts: AuditParts,
  now: number,
  window: { readonly from: Day; readonly to: Day } | null = null,
): Promise<AuditResult> {
  const { store } = parts;
  const context = await auditContext(parts, now, window);
  const differences: Difference[] = [];
  const seen = new Set<number>();
  let steps = 0;
  for (let afterId = 0; ; ) {
    const tasks = await store.ledgerTasks({ afterId, limit: TASKS_AT_ONCE });
    const last = tasks.at(-1);
    if (!last) break;
    await breathe();
    for (const task of tasks) {
      differences.push(...auditTask(task, true, context));
      for (const { id } of task.occurrences) seen.add(id);
      steps += stepsIn(task);
    }
    afterId = last.id;
  }
  const gone = new Set<number>();
  for (const id of await loggedBetween(store, 0, (await store.lastEvent()).event)) if (!seen.has(id)) gone.add(id);
  // Those that were made since the tasks were read are there by now.
  const found = await store.ledgerTasks({ occurrenceIds: [...gone] });
  for (const { occurrences } of found) for (const { id } of occurrences) gone.delete(id);
  for (const occurrenceId of gone) differences.push({ kind: 'row-missing', occurrenceId });
  const messages = await auditMessages(parts, context, differences);
  differences.push(...auditWaits(await store.ledgerWaits(), context));
  return { differences, checked: { deadlines: seen.size, steps, messages } };
}

export const stepsIn = ({ occurrences }: LedgerTask): number =>
  occurrences.reduce((sum, { reminders }) => sum + reminders.length, 0);

/** Occurrences that something was logged about after event `after`, up to event `to`. */
export async function loggedBetween(
  store: Pick<Store, 'occurrencesLogged'>,
  after: number,
  to: number,
): Promise<Set<number>> {
  const logged = new Set<number>();
  for (let read = after; read < to; read += EVENTS_AT_ONCE) {
    for (const id of await store.occurrencesLogged({ after: read, to: Math.min(to, read + EVENTS_AT_ONCE) }))
      logged.add(id);
    await breathe();
  }
  return logged;
}

/** Every message there is; returns how many. */
async function auditMessages({ store }: AuditParts, context: AuditContext, into: Difference[]): Promise<number> {
  const reading = readMessages(store, 0);
  const items = new Set<number>();
  const seen = new Set<number>();
  for (let afterId = 0; ; ) {
    const { rows, upTo } = await store.ledgerDeliveries({ afterId, limit: DELIVERIES_AT_ONCE });
    await reading.readTo(upTo);
    const last = rows.at(-1);
    if (!last) break;
    for (const row of rows) {
      seen.add(row.id);
      for (const { id } of row.items) items.add(id);
      into.push(...auditDelivery(row, reading.log, true, context));
    }
    afterId = last.id;
  }
  for (const deliveryId of reading.log.deliveries.keys())
    if (!seen.has(deliveryId)) into.push({ kind: 'row-missing', deliveryId });
  for (const [itemId, deliveryId] of reading.log.places)
    if (!items.has(itemId)) into.push({ kind: 'row-missing', deliveryId, found: `item ${itemId}` });
  return seen.size;
}

/** Messages as the log tells of them after event `after`; read on to the moment at which their rows were read. */
export function readMessages(store: Pick<Store, 'ledgerEvents'>, after: number) {
  const log = emptyDeliveries();
  let read = after;
  return {
    log,
    async readTo(to: number): Promise<void> {
      while (read < to) {
        const events = await store.ledgerEvents({ after: read, to, limit: EVENTS_AT_ONCE });
        await breathe();
        for (const event of events) foldDelivery(log, event);
        read = events.length < EVENTS_AT_ONCE ? to : events.at(-1)!.id;
      }
    },
    get read() {
      return read;
    },
  };
}

/** SQLite answers at once, so nothing else would have its turn for as long as the audit asks. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function auditContext(
  { store, office }: AuditParts,
  now: number,
  window: AuditContext['window'] = null,
): Promise<AuditContext> {
  const beats = await store.beats();
  const version = planVersion(office);
  const mark = readMark(await store.auditMark('rules'));
  const last = await store.lastEvent();
  return {
    office,
    roster: await store.roster(),
    now,
    window,
    version,
    startedAt: beats.start ?? null,
    tickedAt: beats.tick ?? null,
    loggedAt: last.at,
    rosterSince: await store.newestEvent(ROSTER_KINDS),
    rulesSince: later(await store.newestEvent(RULE_KINDS), mark),
    // Not noted yet: another calendar or policy than the last audit knew, so nothing of the past can be judged by it.
    policiesSince: mark.version === null || mark.version === version ? mark : last,
  };
}

/** Since when calendar and policies are what they are, as the last audit wrote it down. */
export interface RulesMark extends EventMark {
  readonly version: string | null;
}

export function readMark(value: string | null): RulesMark {
  return value === null ? { version: null, event: 0, at: 0 } : (JSON.parse(value) as RulesMark);
}

const later = (one: EventMark, other: EventMark): EventMark => (one.event >= other.event ? one : other);

/**
 * Only what a second look finds as well. While the service runs, an act may be half done between two reads; a moment later
 * it is done.
 */
export async function confirmed(first: AuditResult, again: () => Promise<AuditResult>): Promise<AuditResult> {
  if (first.differences.length === 0) return first;
  const second = await again();
  const known = new Set(first.differences.map(differenceKey));
  return { ...second, differences: second.differences.filter((each) => known.has(differenceKey(each))) };
}
