import { sql } from 'kysely';
import type { DueOccurrence, FireCommit, FiredItem, ReminderStore } from '../app/store.ts';
import { isoDate } from '../domain/civil-day.ts';
import type { Role } from '../domain/states.ts';
import { skipReminders } from './closing.ts';
import { answers, giveCodes } from './codes.ts';
import { chunksOf, groupBy, inChunks, read, write } from './dialect.ts';
import { openDigests } from './digests.ts';
import { earliestFallback } from './fallbacks.ts';
import { append } from './log.ts';
import { loadOccurrences } from './occurrences.ts';
import { prepared } from './prepared.ts';
import { PRIORITIES } from './priorities.ts';
import type { Db } from './schema.ts';

// In the SQL text (`sql.lit`), not bound: a plan made without knowing the value can use no partial index.
const PLANNED = sql.lit('planned' as const);
const PENDING = sql.lit('pending' as const);

export function makeReminders(db: Db): ReminderStore {
  return {
    nextDueAt: async () => {
      const row = await db
        .selectNoFrom((eb) => [
          eb
            .selectFrom('reminders')
            .select((inner) => inner.fn.min('fire_at').as('at'))
            .where('state', '=', PLANNED)
            .as('reminder_at'),
          // One look-up for each priority, since the index is ordered by it first.
          ...PRIORITIES.map((priority) =>
            eb
              .selectFrom('deliveries')
              .select((inner) => inner.fn.min('due_at').as('at'))
              .where('state', '=', PENDING)
              .where('priority', '=', priority)
              .as(`delivery_${priority}_at`),
          ),
          earliestFallback(db).as('fallback_at'),
        ])
        .executeTakeFirstOrThrow();
      const instants = Object.values(row).filter((at): at is number => at !== null);
      return instants.length === 0 ? null : Math.min(...instants);
    },

    newestDueReminderAt: async (now) => {
      const [row] = await newestDue(db, { now });
      return row?.fire_at ?? null;
    },

    dueOccurrences: (query) => read(db, (trx) => dueOccurrences(trx, query)),
    commitFire: (commit) => write(db, (trx) => commitFire(trx, commit)),
    occurrence: (id) => read(db, async (trx) => (await loadOccurrences(trx, [id])).get(id) ?? null),

    occurrences: ({ states, targetFrom, targetTo }) =>
      read(db, async (trx) => {
        if (states.length === 0) return [];
        let select = trx
          .selectFrom('occurrences')
          .select('id')
          .where('state', 'in', [...states]);
        if (targetFrom !== undefined) select = select.where('target_day', '>=', isoDate(targetFrom));
        if (targetTo !== undefined) select = select.where('target_day', '<=', isoDate(targetTo));
        const rows = await select.orderBy('target_day').orderBy('id').execute();
        return [
          ...(
            await loadOccurrences(
              trx,
              rows.map((row) => row.id),
            )
          ).values(),
        ];
      }),
  };
}

async function dueOccurrences(trx: Db, { now, limit }: { now: number; limit: number }): Promise<DueOccurrence[]> {
  // The sign does nothing but keep SQLite from grouping by walking the whole index on (occurrence_id, step).
  const occurrenceId = sql<number>`+${sql.ref('occurrence_id')}`;
  const oldest = await trx
    .selectFrom('reminders')
    .select((eb) => [occurrenceId.as('occurrence_id'), eb.fn.min('fire_at').as('first_at')])
    .where('state', '=', PLANNED)
    .where('fire_at', '<=', now)
    .groupBy(occurrenceId)
    .orderBy('first_at')
    .orderBy('occurrence_id')
    .limit(limit)
    .execute();
  const ids = oldest.map((row) => row.occurrence_id);
  const reminders = await inChunks(ids, (chunk) =>
    trx
      .selectFrom('reminders')
      .select(['id', 'occurrence_id', 'step', 'fire_at'])
      .where('occurrence_id', 'in', chunk)
      .where('state', '=', 'planned')
      .where('fire_at', '<=', now)
      .orderBy('fire_at')
      .orderBy('id')
      .execute(),
  );
  const remindersOf = groupBy(reminders, (row) => row.occurrence_id);
  return [...(await loadOccurrences(trx, ids)).values()].map((occurrence) => ({
    occurrence,
    due: (remindersOf.get(occurrence.id) ?? []).map((row) => ({ id: row.id, step: row.step, fireAt: row.fire_at })),
  }));
}

async function commitFire(trx: Db, commit: FireCommit): Promise<void> {
  const { at, slotAt } = commit;
  const rows = await inChunks(commit.fired, (chunk) =>
    trx
      .updateTable('reminders')
      .set({ state: 'fired', settled_at: at })
      .where('id', 'in', chunk)
      .where('state', '=', 'planned')
      .returning(['id', 'occurrence_id'])
      .execute(),
  );

  const items = await itemsToTell(trx, commit, new Set(rows.map((row) => row.id)));
  const dueAtOf = new Map(commit.digests.map(({ officerId, dueAt = slotAt }) => [officerId, dueAt]));
  const deliveryOf = await openDigests(trx, [...items.keys()], { slotAt, at, dueAtOf });
  const values = [...items].flatMap(([officerId, list]) =>
    list.map((item) => ({
      delivery_id: deliveryOf.get(officerId)!,
      reminder_id: item.reminderId,
      occurrence_id: item.occurrenceId,
      officer_id: officerId,
      role: item.role,
      about: JSON.stringify(item.aboutIds),
    })),
  );
  const placed: { id: number; reminder_id: number; officer_id: number; role: Role; delivery_id: number }[] = [];
  for (const chunk of chunksOf(values)) {
    placed.push(
      ...(await trx
        .insertInto('delivery_items')
        .values(chunk)
        .onConflict((conflict) => conflict.columns(['reminder_id', 'officer_id', 'way']).doNothing())
        .returning(['id', 'reminder_id', 'officer_id', 'role', 'delivery_id'])
        .execute()),
    );
  }
  const placedOf = groupBy(placed, (row) => row.reminder_id);
  await append(
    trx,
    at,
    rows.map((row) => ({
      kind: 'reminder-fired',
      occurrenceId: row.occurrence_id,
      data: {
        reminderId: row.id,
        items: (placedOf.get(row.id) ?? []).map((item) => [item.id, item.officer_id, item.role, item.delivery_id]),
      },
    })),
  );
  const coded = [...items].flatMap(([officerId, list]) =>
    list.filter((item) => answers(item.role)).map(({ occurrenceId, role }) => ({ officerId, occurrenceId, role })),
  );
  await giveCodes(trx, coded, at);
  await skipReminders(trx, commit.skipped, at);
}

/** Items by officer: only of reminders that this commit fired, and only what the officer was not told already. */
async function itemsToTell(trx: Db, commit: FireCommit, fired: ReadonlySet<number>): Promise<Map<number, FiredItem[]>> {
  const told = await inChunks(fired, (chunk) =>
    trx.selectFrom('delivery_items').select(['reminder_id', 'officer_id']).where('reminder_id', 'in', chunk).execute(),
  );
  const known = new Set(told.map((row) => `${row.reminder_id} ${row.officer_id}`));
  const items = new Map<number, FiredItem[]>();
  for (const { officerId, items: list } of commit.digests) {
    const fresh = list.filter((item) => {
      const key = `${item.reminderId} ${officerId}`;
      if (!fired.has(item.reminderId) || known.has(key)) return false;
      known.add(key);
      return true;
    });
    if (fresh.length > 0) items.set(officerId, [...(items.get(officerId) ?? []), ...fresh]);
  }
  return items;
}

const newestDue = prepared((db, { now }: { now: number }) =>
  db
    .selectFrom('reminders')
    .select('fire_at')
    .where('state', '=', PLANNED)
    .where('fire_at', '<=', now)
    .orderBy('fire_at', 'desc')
    .limit(1),
);
