import { audienceOf, policyFor } from '../policy.ts';
import { hearersOf } from '../roster.ts';
import type { AuditContext } from './context.ts';
import type { Difference } from './difference.ts';
import { emptyOccurrence, type FoldedOccurrence, foldOccurrence, type ToldItem } from './fold.ts';
import type { LedgerEvent, LedgerOccurrence, LedgerTask } from './rows.ts';

/** Who is told is decided a moment before it is written down; what was said in that moment may or may not have counted. */
const MOMENT_MS = 60_000;

/**
 * Every person who should have heard a step that was told has it in a message, and nobody else has. Who that is stands in
 * the log; where nobody came, went or changed positions since, it is worked out again as well.
 */
export function auditTold(task: LedgerTask, occurrence: LedgerOccurrence, context: AuditContext): Difference[] {
  const differences: Difference[] = [];
  const before = emptyOccurrence();
  const toldOf = new Map<number, readonly ToldItem[]>();
  occurrence.log.forEach((event, index) => {
    if (event.kind === 'occurrence-baseline') {
      toldOf.clear();
      differences.length = 0;
    }
    if (event.kind === 'reminder-fired' && event.data.items !== undefined) {
      const told = event.data.items as readonly ToldItem[];
      toldOf.set(Number(event.data.reminderId), told);
      if (isComparable(event, context)) {
        const wrong = compared(task, occurrence, { event, told, state: before }, context);
        if (wrong.length > 0) {
          const state = folded(occurrence.log.slice(0, index).filter(({ at }) => at < event.at - MOMENT_MS));
          if (compared(task, occurrence, { event, told, state }, context).length > 0) differences.push(...wrong);
        }
      }
    }
    if (event.kind === 'fallback-made') {
      const reminderId = Number(event.data.reminderId);
      const told = toldOf.get(reminderId);
      // Where the first telling is not known, neither is the rest of it.
      if (told) toldOf.set(reminderId, [...told, ...(event.data.items as readonly ToldItem[])]);
    }
    foldOccurrence(before, event);
  });
  for (const reminder of occurrence.reminders) {
    const { id: reminderId, step, items } = reminder;
    const told = toldOf.get(reminderId);
    if (told === undefined) continue;
    const about = { occurrenceId: occurrence.id, reminderId, step };
    const rows = new Map(items.map((item) => [item.id, item]));
    for (const [itemId, officerId, role] of told) {
      const row = rows.get(itemId);
      rows.delete(itemId);
      if (!row) differences.push({ kind: 'person-missing', ...about, officerId });
      else if (row.officerId !== officerId || row.role !== role)
        differences.push({ kind: 'person-unexpected', ...about, officerId: row.officerId, found: row.role });
    }
    for (const { officerId, role } of rows.values())
      differences.push({ kind: 'person-unexpected', ...about, officerId, found: role });
  }
  return differences;
}

function folded(events: readonly LedgerEvent[]): FoldedOccurrence {
  const state = emptyOccurrence();
  for (const event of events) foldOccurrence(state, event);
  return state;
}

function isComparable(event: LedgerEvent, { rosterSince, policiesSince }: AuditContext): boolean {
  return [rosterSince, policiesSince].every((since) => event.id > since.event && event.at > since.at + MOMENT_MS);
}

/** Who hears it by policy and roster, held against who was told. */
function compared(
  task: LedgerTask,
  occurrence: LedgerOccurrence,
  { event, told, state }: { event: LedgerEvent; told: readonly ToldItem[]; state: FoldedOccurrence },
  { office, roster }: AuditContext,
): Difference[] {
  const { zone, policies } = office;
  const reminderId = Number(event.data.reminderId);
  const step = occurrence.reminders.find((reminder) => reminder.id === reminderId)?.step;
  const rule = task.rules[Number(occurrence.period.split('/')[1] ?? 1) - 1];
  if (rule?.kind === 'unreadable') return [];
  const audience = step !== undefined && rule ? audienceOf(policyFor(policies, task.policy, rule), step) : null;
  if (step === undefined || audience === null) return [];
  const today = zone.dayOf(event.at);
  const { leadIds, cooperatingIds } = task;
  const who = { leadIds, cooperatingIds, doneBy: [...state.completions.keys()] };
  const acknowledged = [...state.acknowledgements].filter(([, at]) => zone.dayOf(at) === today).map(([id]) => id);
  const wanted = new Map(
    hearersOf(roster, who, audience, today)
      .filter(({ officerId }) => !(audience.unlessAcknowledged && acknowledged.includes(officerId)))
      .map(({ officerId, role }) => [officerId, role as string]),
  );
  const about = { occurrenceId: occurrence.id, reminderId, step };
  const differences: Difference[] = [];
  for (const [, officerId, role] of told) {
    if (wanted.get(officerId) !== role)
      differences.push({ kind: 'person-unexpected', ...about, officerId, found: role });
    wanted.delete(officerId);
  }
  for (const [officerId, role] of wanted)
    differences.push({ kind: 'person-missing', ...about, officerId, expected: role });
  return differences;
}
