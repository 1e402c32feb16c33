import { type Selectable, sql } from 'kysely';
import type { LeaveView, RequestStore, RequestView } from '../app/store.ts';
import { dayFromIso, isoDate } from '../domain/civil-day.ts';
import { groupBy, inChunks, read } from './dialect.ts';
import { loadOccurrences } from './occurrences.ts';
import type { Database, Db } from './schema.ts';

/** In the SQL text, not bound: a plan made without knowing the value can use no partial index. */
const OPEN = sql.lit('open' as const);

export function makeRequests(db: Db): RequestStore {
  return {
    openRequests: () =>
      read(db, async (trx) => {
        const rows = await trx.selectFrom('requests').selectAll().where('state', '=', OPEN).orderBy('id').execute();
        return (await load(trx, rows)).flatMap(({ view, waits }) => (waits ? view : []));
      }),
    request: (id) =>
      read(db, async (trx) => {
        const rows = await trx.selectFrom('requests').selectAll().where('id', '=', id).execute();
        return (await load(trx, rows))[0]?.view ?? null;
      }),
    requestInMessage: async ({ channel, account, chatId, externalId }) => {
      const row = await db
        .selectFrom('deliveries')
        .select('key')
        .where('channel', '=', channel)
        .where('account', '=', account)
        .where('chat_id', '=', chatId)
        .where('external_id', '=', externalId)
        .where('external_id', 'is not', null)
        .executeTakeFirst();
      const id = /^request:(\d+):/.exec(row?.key ?? '')?.[1];
      return id === undefined ? null : Number(id);
    },
    requestsToldTo: async ({ officerId, requestIds, sinceDigest = false }) => {
      const keys = requestIds.flatMap((id) => [`request:${id}:${officerId}`, `request:${id}:again:${officerId}`]);
      const rows = await inChunks(keys, (chunk) =>
        db
          .selectFrom('deliveries')
          .select(['key', 'settled_at'])
          .where('key', 'in', chunk)
          .where('state', 'in', ['sent', 'unknown'])
          .execute(),
      );
      const after = sinceDigest ? await newestDigestAt(db, officerId) : null;
      const late = rows.filter((row) => after === null || (row.settled_at ?? 0) > after);
      const told = new Set(late.map((row) => Number(row.key.split(':')[1])));
      return requestIds.filter((id) => told.has(id));
    },
    requestsOfInbound: (inboundId) =>
      read(db, async (trx) => {
        const rows = await trx.selectFrom('requests').selectAll().where('inbound_id', '=', inboundId).execute();
        return (await load(trx, rows)).map(({ view }) => view);
      }),
    leaves: ({ from }) =>
      read(db, async (trx) => {
        const rows = await trx
          .selectFrom('leaves')
          .select('id')
          .where('cancelled_at', 'is', null)
          .where('to_day', '>=', isoDate(from))
          .orderBy('from_day')
          .orderBy('id')
          .execute();
        const leaves = await loadLeaves(
          trx,
          rows.map((row) => row.id),
        );
        return rows.flatMap((row) => leaves.get(row.id)?.view ?? []);
      }),
  };
}

type Row = Selectable<Database['requests']>;

interface Loaded {
  readonly view: RequestView;
  /** It can still be decided, if it is open. */
  readonly waits: boolean;
}

async function load(trx: Db, rows: readonly Row[]): Promise<Loaded[]> {
  const occurrences = await loadOccurrences(
    trx,
    rows.flatMap((row) => row.occurrence_id ?? []),
  );
  const leaves = await loadLeaves(
    trx,
    rows.flatMap((row) => row.leave_id ?? []),
  );
  return rows.map((row): Loaded => {
    const base = {
      id: row.id,
      state: row.state,
      askerId: row.asker_id,
      askedAt: row.asked_at,
      inboundId: row.inbound_id,
      decidedBy: row.decided_by,
    };
    if (row.kind === 'extension') {
      const occurrence = occurrences.get(row.occurrence_id!)!;
      const { until, reason } = JSON.parse(row.wanted) as WantedExtension;
      const extension = { ...base, kind: row.kind, occurrence, until: dayFromIso(until), reason };
      return { view: extension, waits: occurrence.state === 'open' };
    }
    const { view, cancelled } = leaves.get(row.leave_id!)!;
    return { view: { ...base, kind: row.kind, deciderId: row.decider_id!, leave: view }, waits: !cancelled };
  });
}

/** `requests.wanted` of an extension. `before`: what reminding aimed at by an earlier one. */
export interface WantedExtension {
  readonly until: string;
  readonly reason: string | null;
  readonly before: string | null;
}

async function loadLeaves(
  trx: Db,
  ids: readonly number[],
): Promise<Map<number, { view: LeaveView; cancelled: boolean }>> {
  const rows = await inChunks(ids, (chunk) => trx.selectFrom('leaves').selectAll().where('id', 'in', chunk).execute());
  const requests = await inChunks(ids, (chunk) =>
    trx
      .selectFrom('requests')
      .select(['leave_id', 'decider_id', 'state'])
      .where('leave_id', 'in', chunk)
      .orderBy('id')
      .execute(),
  );
  const requestsOf = groupBy(requests, (row) => row.leave_id);
  return new Map(
    rows.map((row) => {
      const asked = requestsOf.get(row.id)?.at(-1);
      const view: LeaveView = {
        id: row.id,
        officerId: row.officer_id,
        from: dayFromIso(row.from_day),
        to: dayFromIso(row.to_day),
        standInId: row.stand_in_id,
        asked: asked && row.stand_in_id === null ? { officerId: asked.decider_id!, state: asked.state } : null,
      };
      return [row.id, { view, cancelled: row.cancelled_at !== null }];
    }),
  );
}

/** When the newest digest reached the officer; null where none has. */
async function newestDigestAt(db: Db, officerId: number): Promise<number | null> {
  const row = await db
    .selectFrom('deliveries')
    .select('settled_at')
    .where('officer_id', '=', officerId)
    .where('kind', '=', 'digest')
    .where('state', '=', 'sent')
    .orderBy('slot_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.settled_at ?? null;
}
