import type { Selectable } from 'kysely';
import type { Asking, RequestChange } from '../app/store.ts';
import { isoDate } from '../domain/civil-day.ts';
import type { Source } from './changes.ts';
import { addNotices } from './deliveries.ts';
import { append } from './log.ts';
import type { WantedExtension } from './requests.ts';
import type { Database, Db } from './schema.ts';
import { Stale } from './stale.ts';
import { touchTasks } from './task-rows.ts';
import { dropRequestNotices, withdrawRequests } from './withdrawn-requests.ts';

type ChangeOf<Act extends RequestChange['act']> = Extract<RequestChange, { act: Act }>;

export async function takeRequestChange(trx: Db, change: RequestChange, source: Source): Promise<void> {
  switch (change.act) {
    case 'ask-extension':
      return askExtension(trx, change, source);
    case 'decide':
      return decide(trx, change, source);
    case 'withdraw': {
      const withdrawn = await withdrawRequests(trx, { id: [change.requestId] }, source);
      if (withdrawn === 0) throw new Stale();
      return;
    }
    case 'add-leave':
      return addLeave(trx, change, source);
    case 'cancel-leave':
      return cancelLeave(trx, change, source);
  }
}

async function askExtension(trx: Db, change: ChangeOf<'ask-extension'>, source: Source): Promise<void> {
  const { occurrenceId, askerId, granted } = change;
  const occurrence = await trx
    .selectFrom('occurrences')
    .select('remind_by_day')
    .where('id', '=', occurrenceId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (!occurrence) throw new Stale();
  await withdrawRequests(trx, { occurrence_id: [occurrenceId] }, source);
  const until = isoDate(change.until);
  const wanted: WantedExtension = { until, reason: change.reason, before: occurrence.remind_by_day };
  const id = await insert(trx, source, { kind: 'extension', asker_id: askerId, occurrence_id: occurrenceId }, wanted);
  await log(trx, 'request-asked', { occurrenceId, officerId: askerId }, { id, kind: 'extension', until }, source);
  await tell(trx, id, change.ask, source.at);
  if (granted) await settle(trx, { requestId: id, decision: 'approved', by: askerId }, source);
}

async function decide(trx: Db, { requestId, decision }: ChangeOf<'decide'>, source: Source): Promise<void> {
  await settle(trx, { requestId, decision, by: source.officerId }, source);
}

async function settle(
  trx: Db,
  { requestId, decision, by }: { requestId: number; decision: 'approved' | 'refused'; by: number | null },
  source: Source,
): Promise<void> {
  const row = await trx
    .updateTable('requests')
    .set({ state: decision, decided_by: by, decided_at: source.at })
    .where('id', '=', requestId)
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new Stale();
  const about = { occurrenceId: row.occurrence_id, officerId: by };
  await log(trx, `request-${decision}`, about, { id: requestId, own: row.asker_id === by }, source);
  if (decision === 'approved') await grant(trx, row);
  await dropRequestNotices(trx, requestId, source.at);
}

async function grant(trx: Db, row: Selectable<Database['requests']>): Promise<void> {
  if (row.kind === 'extension') {
    const { until } = JSON.parse(row.wanted) as WantedExtension;
    return remindBy(trx, row.occurrence_id!, until);
  }
  const leave = await trx
    .updateTable('leaves')
    .set({ stand_in_id: row.decider_id })
    .where('id', '=', row.leave_id)
    .where('cancelled_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!leave) throw new Stale();
}

/** Stale where it is closed, or reminding does not aim at `instead` any more where that is given. */
async function remindBy(trx: Db, occurrenceId: number, day: string | null, instead?: string): Promise<void> {
  let update = trx
    .updateTable('occurrences')
    .set({ remind_by_day: day })
    .where('id', '=', occurrenceId)
    .where('state', '=', 'open');
  if (instead !== undefined) update = update.where('remind_by_day', '=', instead);
  const occurrence = await update.returning('task_id').executeTakeFirst();
  if (!occurrence) throw new Stale();
  await touchTasks(trx, [occurrence.task_id]);
}

/**
 * Takes back what one message did about requests: what it asked for is withdrawn, what it decided waits again. Stale
 * where somebody has acted on it since.
 */
export async function takeBackRequest(
  trx: Db,
  change: RequestChange,
  act: { readonly inboundId: number; readonly officerId: number },
  by: { readonly at: number; readonly inboundId: number },
): Promise<void> {
  const source: Source = { ...by, officerId: act.officerId };
  switch (change.act) {
    case 'ask-extension': {
      const rows = await trx
        .selectFrom('requests')
        .select('id')
        .where('inbound_id', '=', act.inboundId)
        .where('occurrence_id', '=', change.occurrenceId)
        .where('state', '=', change.granted ? 'approved' : 'open')
        .execute();
      const [row] = rows;
      if (!row) throw new Stale();
      if (change.granted) await reopen(trx, row.id, act.officerId, source);
      await withdrawRequests(trx, { id: [row.id] }, source);
      return;
    }
    case 'decide':
      return reopen(trx, change.requestId, act.officerId, source);
    // Cancelled by a change of its own.
    case 'add-leave':
      return;
    case 'withdraw':
    case 'cancel-leave':
      throw new Stale();
  }
}

async function reopen(trx: Db, requestId: number, by: number, source: Source): Promise<void> {
  const row = await trx
    .selectFrom('requests')
    .selectAll()
    .where('id', '=', requestId)
    .where('state', 'in', ['approved', 'refused'])
    .where('decided_by', '=', by)
    .executeTakeFirst();
  if (!row) throw new Stale();
  await trx
    .updateTable('requests')
    .set({ state: 'open', decided_by: null, decided_at: null })
    .where('id', '=', requestId)
    .execute();
  const about = { occurrenceId: row.occurrence_id, officerId: by };
  await log(trx, 'request-reopened', about, { id: requestId, was: row.state }, source);
  if (row.state === 'refused') return;
  if (row.kind === 'extension') {
    const { until, before } = JSON.parse(row.wanted) as WantedExtension;
    return remindBy(trx, row.occurrence_id!, before, until);
  }
  await trx.updateTable('leaves').set({ stand_in_id: null }).where('id', '=', row.leave_id).execute();
}

async function addLeave(trx: Db, change: ChangeOf<'add-leave'>, source: Source): Promise<void> {
  const { officerId, from, to, standIn } = change;
  const days = { from_day: isoDate(from), to_day: isoDate(to) };
  const other = await trx
    .selectFrom('leaves')
    .select('id')
    .where('officer_id', '=', officerId)
    .where('cancelled_at', 'is', null)
    .where('from_day', '<=', days.to_day)
    .where('to_day', '>=', days.from_day)
    .executeTakeFirst();
  if (other) throw new Stale();
  const standInId = standIn?.agreed ? standIn.officerId : null;
  const leave = await trx
    .insertInto('leaves')
    .values({ officer_id: officerId, ...days, stand_in_id: standInId, created_at: source.at })
    .returning('id')
    .executeTakeFirstOrThrow();
  const data = { leaveId: leave.id, from: days.from_day, to: days.to_day, standInId, by: source.officerId };
  await log(trx, 'leave-added', { officerId }, data, source);
  if (!standIn || standIn.agreed) return;
  const asking = { kind: 'stand-in', asker_id: source.officerId ?? officerId, decider_id: standIn.officerId } as const;
  const id = await insert(trx, source, { ...asking, leave_id: leave.id }, {});
  await log(trx, 'request-asked', { officerId }, { id, kind: 'stand-in', leaveId: leave.id }, source);
  await tell(trx, id, standIn.ask, source.at);
}

async function cancelLeave(trx: Db, { leaveId }: ChangeOf<'cancel-leave'>, source: Source): Promise<void> {
  const leave = await trx
    .updateTable('leaves')
    .set({ cancelled_at: source.at })
    .where('id', '=', leaveId)
    .where('cancelled_at', 'is', null)
    .returning('officer_id')
    .executeTakeFirst();
  if (!leave) throw new Stale();
  await log(trx, 'leave-cancelled', { officerId: leave.officer_id }, { leaveId, by: source.officerId }, source);
  await withdrawRequests(trx, { leave_id: [leaveId] }, source);
}

async function insert(
  trx: Db,
  { at, inboundId }: Source,
  request: {
    readonly kind: 'extension' | 'stand-in';
    readonly asker_id: number;
    readonly decider_id?: number;
    readonly occurrence_id?: number;
    readonly leave_id?: number;
  },
  wanted: WantedExtension | Record<string, never>,
): Promise<number> {
  const row = await trx
    .insertInto('requests')
    .values({ ...request, wanted: JSON.stringify(wanted), state: 'open', inbound_id: inboundId, asked_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function tell(trx: Db, requestId: number, ask: readonly Asking[], at: number): Promise<void> {
  const notices = ask.map(({ officerId, message: { buttons, ...message }, dueAt }) => ({
    key: `request:${requestId}:${officerId}`,
    officerId,
    message: {
      ...message,
      ...(buttons
        ? { buttons: buttons.map((row) => row.map(({ label, data }) => ({ label, data: `r:${requestId}:${data}` }))) }
        : {}),
    },
    dueAt,
  }));
  if (notices.length > 0) await addNotices(trx, notices, at);
}

function log(
  trx: Db,
  kind: string,
  about: { readonly occurrenceId?: number | null; readonly officerId: number | null },
  data: Record<string, unknown>,
  { at, inboundId }: Source,
): Promise<void> {
  return append(trx, at, [{ kind, ...about, inboundId, data }]);
}
