import type { Policies } from '../../../../domain/policy.ts';
import { hearingText, onlyOwnChannelText } from '../../../../text/links.ts';
import type { OfficerView } from '../../../store.ts';
import { type Call, type ChatCommand, type Desk, say } from '../../command.ts';
import { readOfficer } from '../../find.ts';
import { chatOf } from './invite.ts';
import { officerOf } from './read-officer.ts';

/** «kênh»: through which channels one hears, in which order; administrators also «kênh Lan». */
export function channelList({ office }: Desk): ChatCommand {
  const shown = (reader: OfficerView, officer: OfficerView) =>
    say('channels', hearingText(reader, officer, officer.links.map(chatOf), soonest(office.policies)));
  return {
    name: 'channels',
    heads: ['kênh', 'kênh của tôi'],
    right: 'officer',
    help: { does: 'xem mình nhận tin qua kênh nào, kênh nào trước', usage: 'kênh', examples: ['kênh'] },
    certain: () => true,
    async begin(call: Call) {
      const { officer } = call;
      if (call.rest === '') return shown(officer, officer);
      const read = readOfficer(call, call.rest);
      if (read.kind === 'again') return say('channels-refused', read.text);
      const meant = officerOf(call, read.value);
      if (!meant || (meant.id !== officer.id && !officer.isAdmin && !officer.isLeader)) {
        return say('channels-refused', onlyOwnChannelText(officer));
      }
      return shown(officer, meant);
    },
  };
}

/** The shortest time after which an unanswered step goes to the next channel, in minutes; null where none does. */
function soonest({ policies }: Policies): number | null {
  const times = Object.values(policies).flatMap(({ steps }) =>
    steps.flatMap((step) => step.fallbackAfterMinutes ?? []),
  );
  return times.length === 0 ? null : Math.min(...times);
}
