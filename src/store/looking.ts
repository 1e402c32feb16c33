import type { LookingStore } from '../app/store.ts';
import { dayFromIso } from '../domain/civil-day.ts';
import { inChunks, read } from './dialect.ts';
import { loggedEvent } from './log.ts';
import { loadOccurrences } from './occurrences.ts';
import type { Db } from './schema.ts';

const TASK_KINDS = ['task-added', 'task-edited', 'task-paused', 'task-resumed', 'task-removed'];

export function makeLooking(db: Db): LookingStore {
  return {
    tellings: (occurrenceIds) =>
      inChunks(occurrenceIds, async (chunk) => {
        const rows = await db
          .selectFrom('delivery_items')
          .innerJoin('deliveries', 'deliveries.id', 'delivery_items.delivery_id')
          .innerJoin('reminders', 'reminders.id', 'delivery_items.reminder_id')
          .select([
            'delivery_items.occurrence_id',
            'delivery_items.officer_id',
            'delivery_items.role',
            'reminders.step',
            'deliveries.id as delivery_id',
            'deliveries.state',
            'deliveries.reason',
            'deliveries.channel',
            'deliveries.due_at',
            'deliveries.settled_at',
          ])
          .where('delivery_items.occurrence_id', 'in', chunk)
          .where('delivery_items.dropped', '=', 0)
          .orderBy('deliveries.id')
          .orderBy('delivery_items.id')
          .execute();
        return rows.map((row) => ({
          occurrenceId: row.occurrence_id,
          officerId: row.officer_id,
          role: row.role,
          step: row.step,
          deliveryId: row.delivery_id,
          state: row.state,
          reason: row.reason,
          channel: row.channel,
          dueAt: row.due_at,
          settledAt: row.settled_at,
        }));
      }),

    steps: (occurrenceIds) =>
      inChunks(occurrenceIds, async (chunk) => {
        const rows = await db
          .selectFrom('reminders')
          .select(['occurrence_id', 'step', 'fire_at', 'state', 'reason', 'settled_at'])
          .where('occurrence_id', 'in', chunk)
          .orderBy('fire_at')
          .orderBy('id')
          .execute();
        return rows.map((row) => ({
          occurrenceId: row.occurrence_id,
          step: row.step,
          fireAt: row.fire_at,
          state: row.state,
          reason: row.reason,
          settledAt: row.settled_at,
        }));
      }),

    promises: (occurrenceIds) =>
      inChunks(occurrenceIds, async (chunk) => {
        const rows = await db
          .selectFrom('promises')
          .select(['occurrence_id', 'officer_id', 'day', 'promised_at'])
          .where('occurrence_id', 'in', chunk)
          .orderBy('promised_at')
          .execute();
        return rows.map((row) => ({
          occurrenceId: row.occurrence_id,
          officerId: row.officer_id,
          day: dayFromIso(row.day),
          at: row.promised_at,
        }));
      }),

    lastWords: (occurrenceIds) =>
      inChunks(occurrenceIds, async (chunk) => {
        // The log grows by its id, so the newest word is the one with the largest.
        const newest = db
          .selectFrom('event_log')
          .select((eb) => eb.fn.max('id').as('id'))
          .where('occurrence_id', 'in', chunk)
          .where('inbound_id', 'is not', null)
          .where('officer_id', 'is not', null)
          .groupBy(['occurrence_id', 'officer_id']);
        const rows = await db
          .selectFrom('event_log')
          .select(['id', 'occurrence_id', 'officer_id', 'kind', 'logged_at'])
          .where('id', 'in', newest)
          .orderBy('id')
          .execute();
        return rows.map((row) => ({
          occurrenceId: row.occurrence_id!,
          officerId: row.officer_id!,
          kind: row.kind,
          at: row.logged_at,
        }));
      }),

    results: (occurrenceIds) =>
      inChunks(occurrenceIds, async (chunk) => {
        const rows = await db
          .selectFrom('completions')
          .select(['occurrence_id', 'officer_id', 'inbound_id', 'document_number'])
          .where('occurrence_id', 'in', chunk)
          .where('taken_back_at', 'is', null)
          .orderBy('id')
          .execute();
        return rows.map((row) => ({
          occurrenceId: row.occurrence_id,
          officerId: row.officer_id,
          inboundId: row.inbound_id,
          documentNumber: row.document_number,
        }));
      }),

    everybody: () => db.selectFrom('officers').select(['id', 'name', 'address']).orderBy('id').execute(),

    taskEvents: async (taskId) => {
      const rows = await db
        .selectFrom('event_log')
        .selectAll()
        .where('kind', 'in', TASK_KINDS)
        .where('occurrence_id', 'is', null)
        .where('delivery_id', 'is', null)
        .orderBy('id')
        .execute();
      return rows.map(loggedEvent).filter((event) => event.data.taskId === taskId);
    },

    occurrencesOfTask: ({ taskId, limit }) =>
      read(db, async (trx) => {
        const rows = await trx
          .selectFrom('occurrences')
          .select('id')
          .where('task_id', '=', taskId)
          .orderBy('target_day', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute();
        const ids = rows.map((row) => row.id);
        const views = await loadOccurrences(trx, ids);
        return ids.flatMap((id) => views.get(id) ?? []);
      }),
  };
}
