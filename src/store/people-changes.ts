import type { PeopleChange } from '../app/store.ts';
import { isoDate } from '../domain/civil-day.ts';
import { keepingAnAdministrator } from './administrators.ts';
import type { Source } from './changes.ts';
import { takeGroupChange } from './groups.ts';
import { endHolding, handOver, hold } from './holdings.ts';
import { addInvite } from './invites.ts';
import { append } from './log.ts';
import { addOfficers, editOfficer, type LogAbout, mustBeHere, removeOfficer } from './officer-changes.ts';
import { addOfficer } from './people.ts';
import { addAlias, addPosition } from './positions.ts';
import type { Db } from './schema.ts';
import { Stale } from './stale.ts';

export async function takePeopleChange(trx: Db, change: PeopleChange, source: Source): Promise<void> {
  const { at, officerId: by, inboundId } = source;
  const log: LogAbout = (kind, officerId, data = {}) =>
    append(trx, at, [{ kind, officerId, inboundId, data: { ...data, by } }]);
  switch (change.act) {
    case 'add-officer': {
      const added = await addOfficer(trx, { ...change.officer, at });
      if (added.kind === 'name-taken') throw new Stale();
      return;
    }
    case 'add-officers':
      return addOfficers(trx, change.officers, at);
    case 'edit-officer':
      return keepingAnAdministrator(trx, () => editOfficer(trx, change.officerId, change.set, log));
    case 'remove-officer':
      return keepingAnAdministrator(trx, () => removeOfficer(trx, change, at, log));
    case 'add-position': {
      const positionId = await addPosition(trx, change);
      return append(trx, at, [{ kind: 'position-added', inboundId, data: { positionId, by } }]);
    }
    case 'add-alias':
      await addAlias(trx, change);
      return append(trx, at, [
        { kind: 'position-alias-added', inboundId, data: { positionId: change.positionId, by } },
      ]);
    case 'hold': {
      await mustBeHere(trx, change.officerId);
      const { position } = change;
      const positionId = position.kind === 'known' ? position.id : await addPosition(trx, { ...position, aliases: [] });
      await hold(trx, { ...change, positionId });
      return log('holding-added', change.officerId, {
        positionId,
        from: isoDate(change.from),
        to: change.to === null ? null : isoDate(change.to),
      });
    }
    case 'end-holding':
      await endHolding(trx, change);
      return log('holding-ended', change.officerId, {
        positionId: change.positionId,
        lastDay: isoDate(change.lastDay),
      });
    case 'hand-over': {
      await mustBeHere(trx, change.fromId);
      await mustBeHere(trx, change.toId);
      const positionIds = await handOver(trx, change);
      return log('handed-over', change.fromId, { toId: change.toId, from: isoDate(change.from), positionIds });
    }
    case 'invite':
      await mustBeHere(trx, change.officerId);
      return addInvite(trx, { ...change, at });
    case 'unlink':
      return keepingAnAdministrator(trx, () => unlink(trx, change, log));
    case 'prefer-link':
      return preferLink(trx, change, log);
    case 'invite-group':
    case 'link-group':
    case 'unlink-group':
      return takeGroupChange(trx, change, source);
  }
}

async function unlink(
  trx: Db,
  { officerId, linkId }: { officerId: number; linkId: number },
  log: LogAbout,
): Promise<void> {
  const row = await trx
    .deleteFrom('links')
    .where('id', '=', linkId)
    .where('officer_id', '=', officerId)
    .returning(['channel', 'account', 'chat_id'])
    .executeTakeFirst();
  if (!row) throw new Stale();
  await trx
    .deleteFrom('drafts')
    .where('channel', '=', row.channel)
    .where('account', '=', row.account)
    .where('chat_id', '=', row.chat_id)
    .execute();
  await log('link-removed', officerId, { linkId });
}

async function preferLink(
  trx: Db,
  { officerId, linkId }: { officerId: number; linkId: number },
  log: LogAbout,
): Promise<void> {
  const links = await trx
    .selectFrom('links')
    .select('id')
    .where('officer_id', '=', officerId)
    .orderBy('rank')
    .orderBy('id')
    .execute();
  const others = links.filter((link) => link.id !== linkId);
  if (others.length === links.length) throw new Stale();
  for (const [index, { id }] of [{ id: linkId }, ...others].entries()) {
    await trx
      .updateTable('links')
      .set({ rank: index + 1 })
      .where('id', '=', id)
      .execute();
  }
  await log('link-preferred', officerId, { linkId });
}
