import { nextOpening, type Office } from '../domain/office-hours.ts';
import { accountChangedNotice } from '../text/accounts.ts';
import type { Channel } from './channel.ts';
import type { Log } from './log.ts';
import type { Store } from './store.ts';
import { adminsOf } from './tell-admins.ts';

/**
 * Marks every link of the channel that belongs to another account than its present one, and tells the administrators what
 * to do. Asked again it changes nothing, so that it can also be asked at every start: the account may have been changed
 * while the service was down.
 */
export async function followAccount(
  { store, office, channels, log }: { store: Store; office: Office; channels: readonly Channel[]; log: Log },
  channel: string,
  now: number,
): Promise<void> {
  const accounts = channels.flatMap((each) => (each.name === channel && each.account !== '' ? [each.account] : []));
  // Before the first login nothing is known, and nothing has changed.
  if (accounts.length === 0) return;
  const isOld = (chat: { channel: string; account: string }) =>
    chat.channel === channel && !accounts.includes(chat.account);
  const officers = await store.officers(office.zone.dayOf(now));
  const people = officers.filter(({ links }) => links.some((link) => link.state === 'active' && isOld(link)));
  const groups = (await store.groups()).filter(isOld).map((group) => group.name);
  const notices = (await adminsOf({ store, office }, now)).map((admin) => ({
    key: `account-changed:${channel}:${now}:${admin.id}`,
    officerId: admin.id,
    message: { text: accountChangedNotice(admin, channel, { people, groups }) },
    dueAt: nextOpening(office, now),
  }));
  const lost = await store.changeAccount({ channel, accounts, at: now, notices });
  if (lost.links + lost.groups > 0) log.warn({ channel, ...lost }, 'the channel has another account now');
}
