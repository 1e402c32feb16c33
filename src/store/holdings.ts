import { type Day, dayFromIso, isoDate } from '../domain/civil-day.ts';
import type { Db } from './schema.ts';
import { Stale } from './stale.ts';

interface Period {
  readonly from: Day;
  readonly to: Day | null;
}

interface HoldingRow extends Period {
  readonly id: number;
  readonly positionId: number;
}

/** What an officer holds on or after a day; not the personal position, which is no office and cannot change hands. */
async function holdingsFrom(trx: Db, officerId: number, from: Day): Promise<HoldingRow[]> {
  const rows = await trx
    .selectFrom('holdings')
    .innerJoin('positions', 'positions.id', 'holdings.position_id')
    .select(['holdings.id', 'position_id', 'from_day', 'to_day'])
    .where('officer_id', '=', officerId)
    .where('positions.place', '<>', 'person')
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', isoDate(from))]))
    .orderBy('holdings.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    positionId: row.position_id,
    from: dayFromIso(row.from_day),
    to: row.to_day === null ? null : dayFromIso(row.to_day),
  }));
}

const insert = (trx: Db, officerId: number, positionId: number, { from, to }: Period) =>
  trx
    .insertInto('holdings')
    .values({
      officer_id: officerId,
      position_id: positionId,
      from_day: isoDate(from),
      to_day: to === null ? null : isoDate(to),
    })
    .execute();

/** Ends the holding with that day; one that would begin later is gone altogether. */
async function endWith(trx: Db, { id, from }: HoldingRow, lastDay: Day): Promise<void> {
  if (from > lastDay) await trx.deleteFrom('holdings').where('id', '=', id).execute();
  else
    await trx
      .updateTable('holdings')
      .set({ to_day: isoDate(lastDay) })
      .where('id', '=', id)
      .execute();
}

export async function hold(
  trx: Db,
  { officerId, positionId, from, to }: Period & { officerId: number; positionId: number },
): Promise<void> {
  const position = await trx
    .selectFrom('positions')
    .select('id')
    .where('id', '=', positionId)
    .where('place', '<>', 'person')
    .executeTakeFirst();
  if (!position) throw new Stale();
  const overlaps = (await holdingsFrom(trx, officerId, from)).some(
    (each) => each.positionId === positionId && (to === null || each.from <= to),
  );
  if (overlaps) throw new Stale();
  await insert(trx, officerId, positionId, { from, to });
}

export async function endHolding(
  trx: Db,
  { officerId, positionId, lastDay }: { officerId: number; positionId: number; lastDay: Day },
): Promise<void> {
  const held = (await holdingsFrom(trx, officerId, lastDay + 1)).filter((each) => each.positionId === positionId);
  if (held.length === 0) throw new Stale();
  for (const each of held) await endWith(trx, each, lastDay);
}

/** Returns the positions that went over. */
export async function handOver(
  trx: Db,
  { fromId, toId, from }: { fromId: number; toId: number; from: Day },
): Promise<number[]> {
  const given = await holdingsFrom(trx, fromId, from);
  if (given.length === 0) throw new Stale();
  for (const each of given) {
    await endWith(trx, each, from - 1);
    const own = (await holdingsFrom(trx, toId, from)).filter((other) => other.positionId === each.positionId);
    // Whoever holds it already goes on holding it, for as long as either would have.
    const touching = own.filter((other) => overlap(other, each));
    for (const other of touching) await trx.deleteFrom('holdings').where('id', '=', other.id).execute();
    const all = [{ from: Math.max(from, each.from), to: each.to }, ...touching];
    await insert(trx, toId, each.positionId, {
      from: Math.min(...all.map((period) => period.from)),
      to: all.some((period) => period.to === null) ? null : Math.max(...all.map((period) => period.to!)),
    });
  }
  return [...new Set(given.map((each) => each.positionId))];
}

function overlap(one: Period, other: Period): boolean {
  return (one.to === null || other.from <= one.to) && (other.to === null || one.from <= other.to);
}
