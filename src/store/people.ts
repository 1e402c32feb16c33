import type { Selectable } from 'kysely';
import type { ChatAddress, Link, NewOfficer, OfficerView, PeopleStore } from '../app/store.ts';
import { type Day, dayFromIso, isoDate } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import type { Roster } from '../domain/roster.ts';
import { groupBy, read, write } from './dialect.ts';
import { moveGroup } from './groups.ts';
import { addInvite, redeemInvite } from './invites.ts';
import { ACCOUNT_CHANGED } from './links.ts';
import { append } from './log.ts';
import { ensurePositions, positionName } from './positions.ts';
import { byIds } from './prepared.ts';
import { remembered, type Version } from './remembered.ts';
import { type Database, type Db, flag } from './schema.ts';

/** With a version people are read again only where they may have changed. */
export function makePeople(db: Db, version: Version | null): PeopleStore {
  const officers = remembered(version, (on: Day) => read(db, async (trx) => [...(await everybody(trx, on)).values()]));
  const roster = remembered(version, () => read(db, readRoster));
  const positions = remembered(version, async () =>
    db.selectFrom('positions').select(['id', positionName, 'place']).orderBy('id').execute(),
  );
  return {
    officers,
    roster: () => roster(undefined),
    positions: () => positions(undefined),

    addOfficer: (officer) => write(db, (trx) => addOfficer(trx, officer)),

    addLeave: ({ officerId, from, to, standInId, at }) =>
      write(db, async (trx) => {
        await trx
          .insertInto('leaves')
          .values({
            officer_id: officerId,
            from_day: isoDate(from),
            to_day: isoDate(to),
            stand_in_id: standInId,
            created_at: at,
          })
          .execute();
        const data = { from: isoDate(from), to: isoDate(to), standInId };
        await append(trx, at, [{ kind: 'leave-added', officerId, data }]);
      }),

    positionAliases: () =>
      db.selectFrom('position_aliases').select(['folded', 'position_id as positionId']).orderBy('folded').execute(),

    addInvite: (invite) => write(db, (trx) => addInvite(trx, invite)),
    redeemInvite: (attempt) => write(db, (trx) => redeemInvite(trx, attempt)),

    officerOfChat: (chat) =>
      read(db, async (trx) => {
        const row = await whereChat(trx, chat).select('officer_id').executeTakeFirst();
        if (!row) return null;
        return (await loadOfficers(trx, [row.officer_id])).get(row.officer_id) ?? null;
      }),

    breakLink: (link) => write(db, (trx) => breakLink(trx, link)),
    mendLink: (link) => write(db, (trx) => mendLink(trx, link)),

    moveChat: (move) => write(db, (trx) => moveChat(trx, move)),
  };
}

async function readRoster(trx: Db): Promise<Roster> {
  const officers = await trx
    .selectFrom('officers')
    .select(['id', 'is_admin', 'is_leader', 'supervisor_id'])
    .where('left_on', 'is', null)
    .orderBy('id')
    .execute();
  const holdings = await trx.selectFrom('holdings').selectAll().orderBy('id').execute();
  const leaves = await trx.selectFrom('leaves').selectAll().where('cancelled_at', 'is', null).orderBy('id').execute();
  return {
    officers: officers.map((row) => ({
      id: row.id,
      isAdmin: row.is_admin === 1,
      isLeader: row.is_leader === 1,
      supervisorId: row.supervisor_id,
    })),
    holdings: holdings.map((row) => ({
      officerId: row.officer_id,
      positionId: row.position_id,
      from: dayFromIso(row.from_day),
      to: row.to_day === null ? null : dayFromIso(row.to_day),
    })),
    leaves: leaves.map((row) => ({
      officerId: row.officer_id,
      from: dayFromIso(row.from_day),
      to: dayFromIso(row.to_day),
      standInId: row.stand_in_id,
    })),
  };
}

export async function addOfficer(trx: Db, officer: NewOfficer) {
  const row = await trx
    .insertInto('officers')
    .values({
      name: officer.name,
      folded: fold(officer.name),
      address: officer.address,
      is_admin: flag(officer.isAdmin),
      is_leader: flag(officer.isLeader),
      supervisor_id: officer.supervisorId,
      created_at: officer.at,
    })
    .onConflict((conflict) => conflict.column('folded').where('left_on', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return { kind: 'name-taken' } as const;

  const positions = await ensurePositions(
    trx,
    officer.positions.map((name) => ({ name, aliases: [], place: null })),
  );
  const held = [...new Set(positions.idsOf(officer.positions))];
  if (held.length > 0) {
    await trx
      .insertInto('holdings')
      .values(held.map((id) => ({ officer_id: row.id, position_id: id, from_day: isoDate(officer.from) })))
      .execute();
  }
  const data = { positionIds: held, isAdmin: officer.isAdmin, isLeader: officer.isLeader };
  await append(trx, officer.at, [{ kind: 'officer-added', officerId: row.id, data }]);
  return { kind: 'added', officerId: row.id, newPositions: positions.created } as const;
}

/** All officers who have not left, with what they hold on that day. Whole tables are read faster than by long lists of ids. */
async function everybody(trx: Db, on: Day): Promise<Map<number, OfficerView>> {
  const day = isoDate(on);
  const officers = await present(trx).execute();
  const holdings = await held(trx)
    .where('holdings.from_day', '<=', day)
    .where((eb) => eb.or([eb('holdings.to_day', 'is', null), eb('holdings.to_day', '>=', day)]))
    .execute();
  return officerViews(officers, holdings, await ranked(trx).execute());
}

/**
 * Officers who have not left, by id and in its order, with the holdings that have no end: for places that know an instant
 * but not which local day it is.
 */
export async function loadOfficers(trx: Db, ids: readonly number[]): Promise<Map<number, OfficerView>> {
  return officerViews(
    await presentOfficers(trx, ids),
    await endlessHoldings(trx, ids),
    await linksOfOfficers(trx, ids),
  );
}

function officerViews(
  officers: readonly Selectable<Database['officers']>[],
  holdings: readonly { readonly officer_id: number; readonly name: string }[],
  links: readonly Selectable<Database['links']>[],
): Map<number, OfficerView> {
  const positionsOf = groupBy(holdings, (row) => row.officer_id);
  const linksOf = groupBy(links, (row) => row.officer_id);
  return new Map(
    officers
      .toSorted((a, b) => a.id - b.id)
      .map((row) => [
        row.id,
        {
          id: row.id,
          name: row.name,
          address: row.address,
          isAdmin: row.is_admin === 1,
          isLeader: row.is_leader === 1,
          supervisorId: row.supervisor_id,
          phone: row.phone,
          positions: (positionsOf.get(row.id) ?? []).map((holding) => holding.name),
          links: (linksOf.get(row.id) ?? []).map(
            (link): Link => ({
              id: link.id,
              channel: link.channel,
              account: link.account,
              chatId: link.chat_id,
              state: link.state,
              reason: link.reason,
            }),
          ),
        },
      ]),
  );
}

const present = (db: Db) => db.selectFrom('officers').selectAll().where('left_on', 'is', null);
const held = (db: Db) =>
  db
    .selectFrom('holdings')
    .innerJoin('positions', 'positions.id', 'holdings.position_id')
    .select(['holdings.id', 'holdings.officer_id', 'positions.name'])
    .where('positions.place', '<>', 'person')
    .orderBy('holdings.id');
const ranked = (db: Db) => db.selectFrom('links').selectAll().orderBy('rank').orderBy('id');
const presentOfficers = byIds((db, ids) => present(db).where('id', 'in', ids));
const endlessHoldings = byIds((db, ids) =>
  held(db).where('holdings.officer_id', 'in', ids).where('holdings.to_day', 'is', null),
);
const linksOfOfficers = byIds((db, ids) => ranked(db).where('officer_id', 'in', ids));

const whereChat = (trx: Db, { channel, account, chatId }: ChatAddress) =>
  trx.selectFrom('links').where('channel', '=', channel).where('account', '=', account).where('chat_id', '=', chatId);

export async function breakLink(trx: Db, link: { linkId: number; reason: string; at: number }): Promise<void> {
  const row = await trx
    .updateTable('links')
    .set({ state: 'broken', reason: link.reason })
    .where('id', '=', link.linkId)
    .where('state', '=', 'active')
    .returning('officer_id')
    .executeTakeFirst();
  if (!row) return;
  const data = { linkId: link.linkId, reason: link.reason };
  await append(trx, link.at, [{ kind: 'link-broken', officerId: row.officer_id, data }]);
}

async function mendLink(trx: Db, { linkId, at }: { linkId: number; at: number }): Promise<void> {
  const row = await trx
    .updateTable('links')
    .set({ state: 'active', reason: null })
    .where('id', '=', linkId)
    .where('state', '=', 'broken')
    // What is still handled of an account that is no more mends nothing.
    .where('reason', 'is distinct from', ACCOUNT_CHANGED)
    .returning('officer_id')
    .executeTakeFirst();
  if (row) await append(trx, at, [{ kind: 'link-mended', officerId: row.officer_id, data: { linkId } }]);
}

async function moveChat(
  trx: Db,
  move: { channel: string; account: string; from: string; to: string; at: number },
): Promise<void> {
  const { channel, account, from, to, at } = move;
  const old = await whereChat(trx, { channel, account, chatId: from }).select(['id', 'officer_id']).executeTakeFirst();
  const taken = await whereChat(trx, { channel, account, chatId: to }).select('id').executeTakeFirst();
  if (old && taken) {
    await breakLink(trx, { linkId: old.id, reason: 'chat-moved', at });
  } else if (old) {
    await trx.updateTable('links').set({ chat_id: to }).where('id', '=', old.id).execute();
    await append(trx, at, [{ kind: 'link-moved', officerId: old.officer_id, data: { linkId: old.id } }]);
  }
  await moveGroup(trx, move);
  // Answers on their way, and updates that will be answered, would otherwise go to a chat that is no more.
  await trx
    .updateTable('deliveries')
    .set({ chat_id: to })
    .where('state', 'in', ['pending', 'sending'])
    .where((eb) => eb.or([eb('kind', '=', 'answer'), eb('officer_id', 'is', null)]))
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('chat_id', '=', from)
    .execute();
  await trx
    .updateTable('inbound')
    .set({ chat_id: to })
    .where('state', '=', 'new')
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('chat_id', '=', from)
    .execute();
}
