import { officerLine, officersText } from '../../../../text/officers.ts';
import type { OfficerView } from '../../../store.ts';
import { type Call, type ChatCommand, say } from '../../command.ts';
import { officersMeant, readOfficer } from '../../find.ts';
import { chatOf } from './invite.ts';
import { isAboutPhone } from './officer-phone.ts';

/** «cán bộ», «cán bộ Lan»: who works here, with what they hold and how they are reached. */
export const officerList: ChatCommand = {
  name: 'officers',
  heads: ['cán bộ', 'danh sách cán bộ'],
  right: 'leader',
  help: { does: 'xem danh sách cán bộ', usage: 'cán bộ', examples: ['cán bộ', 'cán bộ Lan'] },
  fits: (rest) => !isAboutPhone(rest),
  async begin(call) {
    const { officers } = call.directory;
    if (call.rest === '')
      return say('officers', officersText(officers.map(listed(call)), call.officer.isAdmin, call.today));
    const meant = officersMeant(officers, call.rest);
    if (meant.length > 0)
      return say('officers', meant.map((each) => officerLine(listed(call)(each), call.today)).join('\n'));
    const read = readOfficer(call, call.rest);
    return say('officers-refused', read.kind === 'again' ? read.text : '');
  },
};

const listed = (call: Call) => (officer: OfficerView) => {
  const { roster } = call.directory;
  const person = (id: number | null) => (id === null ? null : (call.directory.officer(id) ?? null));
  const leave = roster.leaves.find(
    (each) => each.officerId === officer.id && each.from <= call.today && call.today <= each.to,
  );
  return {
    ...officer,
    supervisor: person(officer.supervisorId),
    chats: officer.links.map(chatOf),
    leave: leave ? { to: leave.to, standIn: person(leave.standInId) } : null,
  };
};
