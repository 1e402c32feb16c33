import type { Insertable, Selectable } from 'kysely';
import type { LoggedEvent } from '../app/store.ts';
import { byRows } from './prepared.ts';
import type { Database, Db } from './schema.ts';

/** One line of the event log. `data` holds ids and small facts: never message text, names or chat ids. */
export interface Fact {
  readonly kind: string;
  readonly occurrenceId?: number | null;
  readonly officerId?: number | null;
  readonly deliveryId?: number | null;
  readonly inboundId?: number | null;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Appends the lines within the transaction of the act that they tell of. */
export async function append(trx: Db, at: number, facts: readonly Fact[]): Promise<void> {
  await insertLines(
    trx,
    facts.map((fact) => ({
      logged_at: at,
      kind: fact.kind,
      occurrence_id: fact.occurrenceId ?? null,
      officer_id: fact.officerId ?? null,
      delivery_id: fact.deliveryId ?? null,
      inbound_id: fact.inboundId ?? null,
      data: JSON.stringify(fact.data ?? {}),
    })),
  );
}

const insertLines = byRows((db, lines: readonly Insertable<Database['event_log']>[]) =>
  db.insertInto('event_log').values(
    lines.map(({ logged_at, kind, occurrence_id, officer_id, delivery_id, inbound_id, data }) => {
      return { logged_at, kind, occurrence_id, officer_id, delivery_id, inbound_id, data };
    }),
  ),
);

export async function events(
  db: Db,
  query: { after?: number; occurrenceId?: number; limit: number },
): Promise<LoggedEvent[]> {
  let select = db
    .selectFrom('event_log')
    .selectAll()
    .where('id', '>', query.after ?? 0);
  if (query.occurrenceId !== undefined) select = select.where('occurrence_id', '=', query.occurrenceId);
  const rows = await select.orderBy('id').limit(query.limit).execute();
  return rows.map(loggedEvent);
}

export function loggedEvent(row: Selectable<Database['event_log']>): LoggedEvent {
  return {
    id: row.id,
    at: row.logged_at,
    kind: row.kind,
    occurrenceId: row.occurrence_id,
    officerId: row.officer_id,
    deliveryId: row.delivery_id,
    inboundId: row.inbound_id,
    data: JSON.parse(row.data) as Record<string, unknown>,
  };
}
