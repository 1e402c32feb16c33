import { sayClock, sayDay } from '../../../../text/dates.ts';
import { invitedText, invitePreview } from '../../../../text/links.ts';
import { INVITE_LIFE_MS } from '../../../people.ts';
import type { Link } from '../../../store.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import { form } from '../../form.ts';
import { gone, officerOf, whoSlot } from './read-officer.ts';

type Slots = { who: number };

/** «mời Lan»: a one-time code with which Lan links a chat. */
export function invite(desk: Desk): ChatCommand {
  return form<Slots>({
    name: 'invite',
    heads: ['mời', 'mã mời'],
    right: 'admin',
    help: { does: 'lấy mã mời một cán bộ', usage: 'mời <tên>', examples: ['mời Lan'] },
    slots: { who: whoSlot('Mời') },
    async preview(call, { who }) {
      const officer = officerOf(call, who);
      if (!officer) return gone();
      return { kind: 'ready', text: invitePreview(officer, officer.links.map(chatOf)) };
    },
    async save(call, { who }) {
      const code = desk.codes.make();
      const expiresAt = call.now + INVITE_LIFE_MS;
      const change = { act: 'invite', officerId: who, codeHash: desk.codes.hash(code), expiresAt } as const;
      const officer = officerOf(call, who)!;
      return {
        effects: [{ kind: 'people', change }],
        text: invitedText(officer, code, sayInstant(desk, call, expiresAt)),
      };
    },
  });
}

export const chatOf = ({ channel, state, reason }: Pick<Link, 'channel' | 'state' | 'reason'>) => ({
  channel,
  works: state === 'active',
  relink: reason === 'account-changed',
});

/** «09:00 thứ Ba 17/3». */
export function sayInstant({ office: { zone } }: Desk, { today }: Call, instant: number): string {
  return `${sayClock(zone.minuteOf(instant))} ${sayDay(zone.dayOf(instant), today)}`;
}
