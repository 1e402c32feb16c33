import type { CaseChange, NewEvent } from '../app/store.ts';
import { OWN_PLAN } from '../app/store.ts';
import { isoDate } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { isEventRule, readRules } from '../domain/rule.ts';
import type { Source } from './changes.ts';
import { closeOccurrences, reviveReminders } from './closing.ts';
import { append } from './log.ts';
import type { Db } from './schema.ts';
import { Stale } from './stale.ts';
import { touchTasks } from './task-rows.ts';

/** Name of the setting. */
export const PETITION_TERM = 'petition-term';

const SETTLED = 'case-settled';

export async function takeCaseChange(trx: Db, change: CaseChange, source: Source): Promise<void> {
  switch (change.act) {
    case 'record':
      await recordEvent(trx, change.event, source);
      return;
    case 'redate':
      return redate(trx, change, source);
    case 'withdraw':
      return withdraw(trx, change.eventId, source);
    case 'settle':
      return settle(trx, change.occurrenceId, source);
    case 'unsettle':
      return unsettle(trx, change.occurrenceId, source);
    case 'set-term': {
      const { at, officerId, inboundId } = source;
      const values = { value: JSON.stringify(change.term), changed_by: officerId, changed_at: at };
      await trx
        .insertInto('office_settings')
        .values({ name: PETITION_TERM, ...values })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
        .execute();
      const { n, unit } = change.term;
      return append(trx, at, [{ kind: 'petition-term-set', officerId, inboundId, data: { n, unit } }]);
    }
  }
}

/** Returns the event's id. */
export async function recordEvent(trx: Db, event: NewEvent, { at, officerId, inboundId }: Source): Promise<number> {
  const { kind, name, day, note, caseId } = event;
  if (caseId !== null) await refuseSecondFollowUp(trx, caseId);
  const { id } = await trx
    .insertInto('office_events')
    .values({
      ...{ kind, name, note },
      folded: fold(name),
      day: isoDate(day),
      case_id: caseId,
      task_id: event.taskRef === null ? null : await ownTask(trx, event.taskRef),
      officer_id: officerId,
      recorded_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await touchTasksOfEvents(trx, [name]);
  await append(trx, at, [
    { kind: 'event-recorded', officerId, inboundId, data: { eventId: id, kind, day: isoDate(day), caseId } },
  ]);
  return id;
}

async function refuseSecondFollowUp(trx: Db, caseId: number): Promise<void> {
  const standing = await trx
    .selectFrom('office_events')
    .select('id')
    .where('withdrawn_at', 'is', null)
    .where((eb) => eb.or([eb('id', '=', caseId), eb('case_id', '=', caseId)]))
    .execute();
  if (standing.length !== 1 || standing[0]?.id !== caseId) throw new Stale();
}

async function ownTask(trx: Db, ref: string): Promise<number> {
  const row = await trx
    .selectFrom('tasks')
    .select('id')
    .where('plan_id', '=', OWN_PLAN)
    .where('ref', '=', ref)
    .executeTakeFirst();
  if (!row) throw new Stale();
  return row.id;
}

async function redate(
  trx: Db,
  { eventId, from, to }: Extract<CaseChange, { act: 'redate' }>,
  { at, officerId, inboundId }: Source,
): Promise<void> {
  const row = await trx
    .updateTable('office_events')
    .set({ day: isoDate(to) })
    .where('id', '=', eventId)
    .where('day', '=', isoDate(from))
    .where('withdrawn_at', 'is', null)
    .returning('name')
    .executeTakeFirst();
  if (!row) throw new Stale();
  await touchTasksOfEvents(trx, [row.name]);
  const data = { eventId, from: isoDate(from), to: isoDate(to) };
  await append(trx, at, [{ kind: 'event-redated', officerId, inboundId, data }]);
}

async function withdraw(trx: Db, eventId: number, { at, officerId, inboundId }: Source): Promise<void> {
  const rows = await trx
    .updateTable('office_events')
    .set({ withdrawn_at: at })
    .where((eb) => eb.or([eb('id', '=', eventId), eb('case_id', '=', eventId)]))
    .where('withdrawn_at', 'is', null)
    .returning(['id', 'name'])
    .execute();
  if (!rows.some((row) => row.id === eventId)) throw new Stale();
  for (const { id } of rows) {
    const started = await trx
      .selectFrom('occurrences')
      .select('id')
      .where((eb) => eb.or([eb('period', '=', `e${id}`), eb('period', 'like', `e${id}/%`)]))
      .where('state', 'in', ['open', 'held'])
      .execute();
    await closeOccurrences(
      trx,
      started.map((row) => ({ occurrenceId: row.id, reason: 'event-withdrawn' })),
      { to: 'cancelled', at, officerId, inboundId },
    );
  }
  await touchTasksOfEvents(
    trx,
    rows.map((row) => row.name),
  );
  await append(
    trx,
    at,
    rows.map(({ id }) => ({ kind: 'event-withdrawn', officerId, inboundId, data: { eventId: id } })),
  );
}

async function settle(trx: Db, occurrenceId: number, { at, officerId, inboundId }: Source): Promise<void> {
  await closeOccurrences(trx, [{ occurrenceId, reason: SETTLED }], { to: 'skipped', at, officerId, inboundId });
}

async function unsettle(trx: Db, occurrenceId: number, { at, officerId, inboundId }: Source): Promise<void> {
  const row = await trx
    .updateTable('occurrences')
    .set({ state: 'open', reason: null, closed_at: null, closed_from: null })
    .where('id', '=', occurrenceId)
    .where('state', '=', 'skipped')
    .where('reason', '=', SETTLED)
    .returning('task_id')
    .executeTakeFirst();
  if (!row) return;
  await reviveReminders(trx, [occurrenceId], { reason: SETTLED, at });
  await touchTasks(trx, [row.task_id]);
  await append(trx, at, [{ kind: 'occurrence-reopened', occurrenceId, officerId, inboundId, data: { to: 'open' } }]);
}

async function touchTasksOfEvents(trx: Db, names: readonly string[]): Promise<void> {
  const wanted = new Set(names.map(fold));
  const tasks = await trx.selectFrom('tasks').select(['id', 'rules']).where('state', '=', 'active').execute();
  const concerned = tasks.filter((task) =>
    readRules(task.rules).some((rule) => isEventRule(rule) && wanted.has(fold(rule.event))),
  );
  await touchTasks(
    trx,
    concerned.map((task) => task.id),
  );
}
