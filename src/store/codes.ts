import type { Role } from '../domain/states.ts';
import { ROLES } from '../domain/states.ts';
import { chunksOf, groupBy, inChunks } from './dialect.ts';
import type { Db } from './schema.ts';

/** For so long a closed occurrence keeps its code: the message that names it may still be on the officer's screen. */
const KEPT_AFTER_CLOSING_MS = 7 * 24 * 3_600_000;

export interface CodeWanted {
  readonly officerId: number;
  readonly occurrenceId: number;
  readonly role: Role;
}

/** Who hears in these roles can say «xong» to it, so the message names a code. */
export const answers = (role: Role): boolean => role === 'lead' || role === 'unassigned' || role === 'cooperating';

const stronger = (a: Role, b: Role): Role => (ROLES.indexOf(a) <= ROLES.indexOf(b) ? a : b);

/** Gives officers the smallest free numbers for occurrences that they have none for. Returns the codes by occurrence, by officer. */
export async function giveCodes(
  trx: Db,
  wanted: readonly CodeWanted[],
  at: number,
): Promise<Map<number, Map<number, number>>> {
  const wantedOf = groupBy(wanted, (one) => one.officerId);
  const rows = await inChunks(wantedOf.keys(), (chunk) =>
    trx
      .selectFrom('codes')
      .innerJoin('occurrences', 'occurrences.id', 'codes.occurrence_id')
      .select(['officer_id', 'occurrence_id', 'code', 'role', 'closed_at'])
      .where('officer_id', 'in', chunk)
      .execute(),
  );
  const rowsOf = groupBy(rows, (row) => row.officer_id);
  const given = new Map<number, Map<number, number>>();
  const added: { officer_id: number; occurrence_id: number; code: number; role: Role; given_at: number }[] = [];
  const roleChanges: CodeWanted[] = [];

  for (const [officerId, list] of wantedOf) {
    const roles = new Map<number, Role>();
    for (const { occurrenceId, role } of list) {
      const known = roles.get(occurrenceId);
      roles.set(occurrenceId, known === undefined ? role : stronger(known, role));
    }
    const codes = new Map<number, number>();
    const taken = new Set<number>();
    for (const row of rowsOf.get(officerId) ?? []) {
      const role = roles.get(row.occurrence_id);
      const inView = row.closed_at === null || row.closed_at > at - KEPT_AFTER_CLOSING_MS;
      if (role !== undefined || inView) taken.add(row.code);
      if (role === undefined) continue;
      codes.set(row.occurrence_id, row.code);
      if (role !== row.role) roleChanges.push({ officerId, occurrenceId: row.occurrence_id, role });
    }
    let next = 1;
    for (const [occurrenceId, role] of roles) {
      if (codes.has(occurrenceId)) continue;
      while (taken.has(next)) next += 1;
      taken.add(next);
      codes.set(occurrenceId, next);
      added.push({ officer_id: officerId, occurrence_id: occurrenceId, code: next, role, given_at: at });
    }
    given.set(officerId, codes);
  }

  await releaseNumbers(trx, rows, added);
  for (const chunk of chunksOf(added)) await trx.insertInto('codes').values(chunk).execute();
  for (const { officerId, occurrenceId, role } of roleChanges) {
    await trx
      .updateTable('codes')
      .set({ role })
      .where('officer_id', '=', officerId)
      .where('occurrence_id', '=', occurrenceId)
      .execute();
  }
  return given;
}

/** Numbers that go to another occurrence leave the one that was closed long ago. */
async function releaseNumbers(
  trx: Db,
  rows: readonly { officer_id: number; occurrence_id: number; code: number }[],
  added: readonly { officer_id: number; code: number }[],
): Promise<void> {
  const reused = new Set(added.map((row) => `${row.officer_id} ${row.code}`));
  const stale = rows.filter((row) => reused.has(`${row.officer_id} ${row.code}`));
  for (const [officerId, list] of groupBy(stale, (row) => row.officer_id)) {
    await inChunks(
      list.map((row) => row.occurrence_id),
      (chunk) =>
        trx.deleteFrom('codes').where('officer_id', '=', officerId).where('occurrence_id', 'in', chunk).execute(),
    );
  }
}
