import { isOfficeOpen, nextOpening } from '../office-hours.ts';
import type { AuditContext } from './context.ts';
import type { Difference } from './difference.ts';
import type { FoldedDeliveries, FoldedDelivery } from './fold.ts';
import type { LedgerDelivery, LedgerWaits } from './rows.ts';

/**
 * The messages that the log tells of, held against their rows. `whole`: the log was read from its beginning, so that what
 * it does not know should not be there.
 */
export function auditDelivery(
  row: LedgerDelivery,
  log: FoldedDeliveries,
  whole: boolean,
  context: AuditContext,
): Difference[] {
  const about = { deliveryId: row.id };
  const known = log.deliveries.get(row.id);
  const differences: Difference[] = [];
  if (known) differences.push(...againstLog(row, known));
  else if (whole) differences.push({ kind: 'log-missing', ...about });
  for (const { id, reminderId, dropped } of row.items) {
    const place = log.places.get(id);
    if (place === undefined && whole) differences.push({ kind: 'log-missing', ...about, reminderId });
    if (place !== undefined && place !== row.id)
      differences.push({ kind: 'log-differs', ...about, reminderId, expected: place, found: row.id });
    if (dropped !== log.dropped.has(id) && (whole || !dropped))
      differences.push({ kind: 'log-differs', ...about, reminderId, found: dropped ? 'dropped' : 'kept' });
  }
  if ((row.state === 'failed' || row.state === 'skipped' || row.state === 'unknown') && (row.reason ?? '') === '')
    differences.push({ kind: 'unreasoned', ...about });
  if (row.state === 'unknown' && row.kind !== 'digest' && !row.resend)
    differences.push({ kind: 'doubt-left', ...about });
  if (known && known.claimedAt !== null && (row.state === 'sent' || row.state === 'unknown'))
    differences.push(...whenSent(row, known, known.claimedAt, context));
  return differences;
}

function againstLog(row: LedgerDelivery, known: FoldedDelivery): Difference[] {
  const about = { deliveryId: row.id };
  const differences: Difference[] = [];
  if (known.sent > 1) differences.push({ kind: 'sent-twice', ...about, found: known.sent });
  else if (known.broken !== null) differences.push({ kind: 'log-differs', ...about, found: known.broken });
  // While it waits, its reason is that of the attempt before.
  const ended = row.state !== 'pending' && row.state !== 'sending' && row.state !== 'sent';
  if (known.state !== row.state || (ended && known.reason !== row.reason)) {
    const [expected, found] = [
      `${known.state} ${known.reason ?? ''}`.trim(),
      `${row.state} ${row.reason ?? ''}`.trim(),
    ];
    differences.push({ kind: 'log-differs', ...about, expected, found });
  }
  return differences;
}

/** When a message was taken up to be sent: its office was open, and nothing in it was closed. */
function whenSent(
  row: LedgerDelivery,
  { claimedBy }: FoldedDelivery,
  claimedAt: number,
  { office, policiesSince }: AuditContext,
): Difference[] {
  if (row.kind === 'answer') return [];
  const about = { deliveryId: row.id };
  const differences: Difference[] = [];
  if ((claimedBy ?? 0) > policiesSince.event && claimedAt >= policiesSince.at && !isOfficeOpen(office, claimedAt))
    differences.push({ kind: 'outside-hours', ...about, found: claimedAt });
  for (const { reminderId, officerId, role, dropped, closedAt, completedAt } of row.items) {
    if (dropped) continue;
    const closed = closedAt !== null && closedAt < claimedAt;
    const reported = role === 'lead' && completedAt !== null && completedAt < claimedAt;
    if (closed || reported) differences.push({ kind: 'after-closing', ...about, reminderId, officerId });
  }
  return differences;
}

/** So long after it should have gone out something is stuck: longer than leases, retries and a restart take. */
const STUCK_MS = 10 * 60_000;

/** What waits longer than it may while the service runs, the office is open, and nothing goes out. */
export function auditWaits(waits: LedgerWaits, { office, startedAt, tickedAt }: AuditContext): Difference[] {
  if (startedAt === null || tickedAt === null) return [];
  const differences: Difference[] = [];
  const overdue = (at: number) => tickedAt - Math.max(at, startedAt) > STUCK_MS;
  /** Not before the office opens; and not while it was closed between. */
  const overdueInHours = (at: number) =>
    isOfficeOpen(office, tickedAt) && overdue(nextOpening(office, Math.max(at, startedAt)));
  // A backlog is worked off at the platform's pace: as long as something goes out, nothing is stuck.
  const still = waits.settledAt === null || tickedAt - waits.settledAt > STUCK_MS;
  const { step, answer, unasked, lease, inbound } = waits;
  if (step && overdueInHours(step.at))
    differences.push({ kind: 'step-late', occurrenceId: step.occurrenceId, reminderId: step.id, expected: step.at });
  if (answer && still && overdue(answer.at))
    differences.push({ kind: 'delivery-stuck', deliveryId: answer.id, expected: answer.at });
  if (unasked && still && overdueInHours(unasked.at))
    differences.push({ kind: 'delivery-stuck', deliveryId: unasked.id, expected: unasked.at });
  if (lease && overdue(lease.at))
    differences.push({ kind: 'delivery-stuck', deliveryId: lease.id, expected: lease.at });
  if (inbound && overdue(inbound.at))
    differences.push({ kind: 'inbound-waiting', inboundId: inbound.id, expected: inbound.at });
  return differences;
}
