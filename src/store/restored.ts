import type { Restored, RestoredChange, RestoredStore } from '../app/store.ts';
import type { Source } from './changes.ts';
import { logReminders } from './closing.ts';
import { inChunks, write } from './dialect.ts';
import { append } from './log.ts';
import type { Db } from './schema.ts';
import { setting, takeSettingChange } from './settings.ts';
import { Stale } from './stale.ts';

const REASON = 'restored';

export function makeRestored(db: Db): RestoredStore {
  return {
    holdRestored: ({ from, at }) =>
      write(db, async (trx) => {
        const steps = await trx
          .updateTable('reminders')
          .set({ state: 'skipped', reason: REASON, settled_at: at })
          .where('state', '=', 'planned')
          .where('fire_at', '<=', at)
          .returning(['id', 'occurrence_id'])
          .execute();
        await logReminders(trx, at, 'reminder-skipped', steps, REASON);
        const messages = await trx
          .updateTable('deliveries')
          .set({ state: 'skipped', reason: REASON, settled_at: at, lease_at: null })
          .where('state', 'in', ['pending', 'sending'])
          .returning(['id', 'officer_id'])
          .execute();
        await append(
          trx,
          at,
          messages.map((row) => ({
            kind: 'delivery-skipped',
            officerId: row.officer_id,
            deliveryId: row.id,
            data: { reason: REASON },
          })),
        );
        await keep(trx, { from, to: at, state: 'asking' }, { at, officerId: null, inboundId: null });
        const data = { from, to: at, steps: steps.length, messages: messages.length };
        await append(trx, at, [{ kind: 'restored', data }]);
        return { steps: steps.length, messages: messages.length };
      }),

    restored: async () => {
      const value = await setting(db, 'restored');
      return value === null ? null : (JSON.parse(value) as Restored);
    },

    heldSteps: async () => {
      const rows = await heldRows(db);
      const newest = new Map(rows.map((row) => [row.occurrence_id, row]));
      return rows
        .filter((row) => newest.get(row.occurrence_id) === row)
        .map((row) => ({ reminderId: row.id, occurrenceId: row.occurrence_id, fireAt: row.fire_at }));
    },
  };
}

const heldRows = (db: Db) =>
  db
    .selectFrom('reminders')
    .innerJoin('occurrences', 'occurrences.id', 'reminders.occurrence_id')
    .select(['reminders.id', 'reminders.occurrence_id', 'reminders.fire_at'])
    .where('reminders.reason', '=', REASON)
    .where('reminders.state', '=', 'skipped')
    .where('occurrences.state', '=', 'open')
    // What was told since says all that the older step would.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('reminders as newer')
            .select('newer.id')
            .whereRef('newer.occurrence_id', '=', 'reminders.occurrence_id')
            .whereRef('newer.fire_at', '>', 'reminders.fire_at')
            .where('newer.state', '=', 'fired'),
        ),
      ),
    )
    .orderBy('reminders.fire_at')
    .orderBy('reminders.id')
    .execute();

/** Told now: the steps are planned again, and due. Stale where somebody has decided already. */
export async function takeRestoredChange(trx: Db, { decision }: RestoredChange, source: Source): Promise<void> {
  const value = await setting(trx, 'restored');
  const restored = value === null ? null : (JSON.parse(value) as Restored);
  if (restored?.state !== 'asking') throw new Stale();
  await keep(trx, { ...restored, state: decision === 'send' ? 'sent' : 'skipped' }, source);
  const { at, officerId, inboundId } = source;
  await append(trx, at, [{ kind: 'restored-decided', officerId, inboundId, data: { decision } }]);
  if (decision === 'skip') return;
  const ids = (await heldRows(trx)).map((row) => row.id);
  const rows = await inChunks(ids, (chunk) =>
    trx
      .updateTable('reminders')
      .set({ state: 'planned', reason: null, settled_at: null })
      .where('id', 'in', chunk)
      .returning(['id', 'occurrence_id'])
      .execute(),
  );
  await logReminders(trx, at, 'reminder-planned', rows);
}

const keep = (trx: Db, restored: Restored, source: Source): Promise<void> =>
  takeSettingChange(trx, { name: 'restored', value: JSON.stringify(restored) }, source);
