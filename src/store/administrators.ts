import type { ChatAddress } from '../app/store.ts';
import type { Db } from './schema.ts';
import { Stale } from './stale.ts';

async function administrators(trx: Db): Promise<{ all: number; reachable: number }> {
  const rows = await trx
    .selectFrom('officers')
    .leftJoin('links', (join) => join.onRef('links.officer_id', '=', 'officers.id').on('links.state', '=', 'active'))
    .select(['officers.id', 'links.id as link_id'])
    .where('officers.is_admin', '=', 1)
    .where('officers.left_on', 'is', null)
    .execute();
  const ids = (found: typeof rows) => new Set(found.map((row) => row.id)).size;
  return { all: ids(rows), reachable: ids(rows.filter((row) => row.link_id !== null)) };
}

/**
 * Does what may cost the office an administrator, and is stale where it would cost it the last one, or the last one who
 * can be reached in a chat: nobody could put that right from the chat again.
 */
export async function keepingAnAdministrator<T>(trx: Db, work: () => Promise<T>): Promise<T> {
  const before = await administrators(trx);
  const result = await work();
  const after = await administrators(trx);
  if ((before.all > 0 && after.all === 0) || (before.reachable > 0 && after.reachable === 0)) throw new Stale();
  return result;
}

/** True where giving the chat to that officer would leave no administrator who can be reached. */
export async function isLastWayToAdministrator(
  trx: Db,
  { channel, account, chatId }: ChatAddress,
  officerId: number,
): Promise<boolean> {
  const ways = await trx
    .selectFrom('links')
    .innerJoin('officers', 'officers.id', 'links.officer_id')
    .select(['links.officer_id', 'channel', 'account', 'chat_id'])
    .where('officers.is_admin', '=', 1)
    .where('officers.left_on', 'is', null)
    .where('links.state', '=', 'active')
    .execute();
  const [only] = ways;
  if (!only || ways.length > 1 || only.officer_id === officerId) return false;
  if (only.channel !== channel || only.account !== account || only.chat_id !== chatId) return false;
  const officer = await trx.selectFrom('officers').select('is_admin').where('id', '=', officerId).executeTakeFirst();
  return officer?.is_admin !== 1;
}
