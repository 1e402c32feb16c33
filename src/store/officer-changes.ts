import type { ListedNewOfficer, OfficerEdit } from '../app/store.ts';
import { type Day, isoDate } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { revokeInvites } from './invites.ts';
import { append } from './log.ts';
import { addOfficer } from './people.ts';
import { type Db, flag } from './schema.ts';
import { Stale } from './stale.ts';

/** Who changed it is in the line's `data`, because the line is about the officer who was changed. */
export type LogAbout = (kind: string, about: number, data?: Record<string, unknown>) => Promise<void>;

export async function addOfficers(trx: Db, officers: readonly ListedNewOfficer[], at: number): Promise<void> {
  for (const officer of officers) {
    const added = await addOfficer(trx, { ...officer, supervisorId: null, at });
    if (added.kind === 'name-taken') throw new Stale();
  }
  for (const { name, supervisor } of officers) {
    if (supervisor === null) continue;
    const row = await trx
      .selectFrom('officers')
      .select('id')
      .where('folded', '=', fold(supervisor))
      .where('left_on', 'is', null)
      .executeTakeFirst();
    if (!row) throw new Stale();
    await trx
      .updateTable('officers')
      .set({ supervisor_id: row.id })
      .where('folded', '=', fold(name))
      .where('left_on', 'is', null)
      .execute();
  }
}

export async function mustBeHere(trx: Db, officerId: number): Promise<void> {
  const row = await trx
    .selectFrom('officers')
    .select('id')
    .where('id', '=', officerId)
    .where('left_on', 'is', null)
    .executeTakeFirst();
  if (!row) throw new Stale();
}

export async function editOfficer(trx: Db, officerId: number, set: OfficerEdit, log: LogAbout): Promise<void> {
  await mustBeHere(trx, officerId);
  if (set.supervisorId != null) await mustBeHere(trx, set.supervisorId);
  if (set.name !== undefined) {
    const taken = await trx
      .selectFrom('officers')
      .select('id')
      .where('folded', '=', fold(set.name))
      .where('left_on', 'is', null)
      .where('id', '<>', officerId)
      .executeTakeFirst();
    if (taken) throw new Stale();
  }
  const values = {
    ...(set.name === undefined ? {} : { name: set.name, folded: fold(set.name) }),
    ...(set.address === undefined ? {} : { address: set.address }),
    ...(set.supervisorId === undefined ? {} : { supervisor_id: set.supervisorId }),
    ...(set.isAdmin === undefined ? {} : { is_admin: flag(set.isAdmin) }),
    ...(set.isLeader === undefined ? {} : { is_leader: flag(set.isLeader) }),
    ...(set.phone === undefined ? {} : { phone: set.phone }),
  };
  if (Object.keys(values).length === 0) return;
  await trx.updateTable('officers').set(values).where('id', '=', officerId).execute();
  // What the platform said about another number is about another one.
  if (set.phone !== undefined) await trx.deleteFrom('phone_chats').where('officer_id', '=', officerId).execute();
  // Names and numbers stay out of the log.
  const { name, address, phone, ...roles } = set;
  await log('officer-changed', officerId, {
    ...roles,
    ...(name === undefined ? {} : { renamed: true }),
    ...(address === undefined ? {} : { address: true }),
    ...(phone === undefined ? {} : { phone: true }),
  });
}

export async function removeOfficer(
  trx: Db,
  { officerId, on }: { officerId: number; on: Day },
  at: number,
  log: LogAbout,
): Promise<void> {
  await mustBeHere(trx, officerId);
  await trx
    .updateTable('officers')
    .set({ left_on: isoDate(on) })
    .where('id', '=', officerId)
    .execute();
  await trx.deleteFrom('holdings').where('officer_id', '=', officerId).where('from_day', '>', isoDate(on)).execute();
  await trx
    .updateTable('holdings')
    .set({ to_day: isoDate(on) })
    .where('officer_id', '=', officerId)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>', isoDate(on))]))
    .execute();
  await trx.updateTable('officers').set({ supervisor_id: null }).where('supervisor_id', '=', officerId).execute();
  await revokeInvites(trx, officerId, at);
  await trx.deleteFrom('links').where('officer_id', '=', officerId).execute();
  await trx.deleteFrom('drafts').where('officer_id', '=', officerId).execute();
  const skipped = await trx
    .updateTable('deliveries')
    .set({ state: 'skipped', reason: 'officer-left', settled_at: at })
    .where('officer_id', '=', officerId)
    .where('state', '=', 'pending')
    .returning('id')
    .execute();
  await log('officer-left', officerId, { on: isoDate(on) });
  await append(
    trx,
    at,
    skipped.map(({ id }) => ({
      kind: 'delivery-skipped',
      officerId,
      deliveryId: id,
      data: { reason: 'officer-left' },
    })),
  );
}
