import type { Picture } from '../domain/message.ts';
import { isOfficeOpen, nextOpening, type Office } from '../domain/office-hours.ts';
import { loginNeededNotice, loginPictureText } from '../text/accounts.ts';
import type { Channel } from './channel.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { ChatAddress, OfficerView, PromptMessage, Store } from './store.ts';
import { adminsOf, tellAdmins } from './tell-admins.ts';

const HOUR_MS = 3_600_000;
/** An administrator who asked for a code gets each new one for so long, at any hour. */
const ASKED_MS = 10 * 60_000;

/** Codes that somebody has to scan before a channel works again. */
export interface Logins {
  /**
   * Shows the code to the administrators through their other channels: at once in working hours, though not more than
   * once an hour; to whoever asked for it at any hour. Where no channel can show it, the log says so.
   */
  needed(channel: Channel, login: { picture: Picture; expiresAt: number }): Promise<void>;
  /** An administrator asks for a code. `elsewhere`: it cannot be shown in any chat of theirs. */
  begin(channel: Channel, officer: OfficerView): Promise<'begun' | 'running' | 'elsewhere'>;
}

export function makeLogins({
  store,
  office,
  channels,
  clock,
  log,
}: {
  store: Store;
  office: Office;
  channels: readonly Channel[];
  clock: Clock;
  log: Log;
}): Logins {
  // A code lives no longer than the process that it logs in, and so does the wish for one.
  const asked = new Map<string, number>();
  const askedBy = (channel: Channel, { id }: OfficerView) => `${channel.name} ${id}`;

  /** Where the officer can be shown a picture while that channel does not work. */
  function chatOf(officer: OfficerView, without: Channel): ChatAddress | null {
    const link = officer.links.find(({ state, channel, account }) => {
      if (state !== 'active') return false;
      const through = channels.find((each) => each.name === channel && each.account === account);
      return through !== undefined && through !== without && isFit(through);
    });
    return link ? { channel: link.channel, account: link.account, chatId: link.chatId } : null;
  }

  return {
    async needed(channel, { picture, expiresAt }) {
      const now = clock.now();
      const open = isOfficeOpen(office, now);
      const admins = await adminsOf({ store, office }, now);
      const messages: PromptMessage[] = [];
      let reachable = 0;
      for (const admin of admins) {
        const chat = chatOf(admin, channel);
        if (!chat) continue;
        reachable += 1;
        const wants = (asked.get(askedBy(channel, admin)) ?? Number.NEGATIVE_INFINITY) > now - ASKED_MS;
        if (!wants && !open) continue;
        const which = wants ? expiresAt : `hour-${Math.floor(now / HOUR_MS)}`;
        const text = loginPictureText(admin, channel.name, office.zone.minuteOf(expiresAt));
        const key = `login:${channel.name}:${admin.id}:${which}`;
        messages.push({ key, officerId: admin.id, chat, message: { text, picture }, expiresAt });
      }
      await store.addPrompt(messages, now);
      if (reachable === 0) {
        log.error({ channel: channel.name }, 'the channel has to be logged in, and no other channel can show the code');
        return;
      }
      log.warn({ channel: channel.name, expiresAt, told: messages.length }, 'the channel has to be logged in');
      if (open) return;
      const day = office.zone.dayOf(nextOpening(office, now));
      const notice = (admin: OfficerView) => loginNeededNotice(admin, channel.name);
      await tellAdmins({ store, office }, admins, `login-needed:${channel.name}:${day}`, notice, now);
    },

    async begin(channel, officer) {
      asked.set(askedBy(channel, officer), clock.now());
      const begun = await channel.login?.begin();
      if (begun !== 'begun') return 'running';
      return chatOf(officer, channel) ? 'begun' : 'elsewhere';
    },
  };
}

function isFit(channel: Channel): boolean {
  return channel.capabilities.pictures && channel.health().state === 'running';
}
