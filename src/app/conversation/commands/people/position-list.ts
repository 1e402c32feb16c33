import { positionsText } from '../../../../text/positions.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import { say } from '../../command.ts';

/** «chức danh» alone: who holds what today. */
async function showPositions(desk: Desk, call: Call) {
  const { directory, today } = call;
  const positions = (await desk.store.positions()).filter((position) => position.place !== 'person');
  const listed = positions.map((position) => {
    const held = directory.roster.holdings
      .filter((each) => each.positionId === position.id && (each.to === null || each.to >= today))
      .flatMap(({ officerId, from, to }) => {
        const person = directory.officer(officerId);
        return person ? [{ person, from, to }] : [];
      });
    return {
      name: position.name,
      outside: position.place === 'outside',
      holders: held.filter((each) => each.from <= today),
      coming: held.filter((each) => each.from > today),
    };
  });
  return say('positions', positionsText(listed, call.officer.isAdmin, today));
}

export function positionList(desk: Desk): ChatCommand {
  return {
    name: 'positions',
    heads: ['danh sách chức danh', 'chức danh'],
    right: 'leader',
    help: {
      does: 'xem ai giữ chức danh nào, ai chưa có',
      usage: 'chức danh',
      examples: ['chức danh', 'chức danh Văn phòng UBND; Lan'],
    },
    fits: (rest) => rest === '',
    begin: (call) => showPositions(desk, call),
  };
}
