import type { Day } from '../../../../domain/civil-day.ts';
import {
  askHolderText,
  askPositionText,
  endHoldingNotice,
  endHoldingPreview,
  holdingEndedText,
  notHeldText,
} from '../../../../text/positions.ts';
import type { PositionRef } from '../../../store.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import { exampleName, readOfficer } from '../../find.ts';
import { form } from '../../form.ts';
import { openTasks } from './duties.ts';
import { readPosition } from './find-position.ts';
import { tell } from './notices.ts';
import { othersHolding } from './position-hold.ts';
import { gone, officerOf } from './read-officer.ts';
import { readLastDay } from './terms.ts';

type Slots = { position: PositionRef; who: number; lastDay: Day };

/** «chức danh thôi Văn phòng UBND; Lan; từ 1/4». */
export function positionEnd(desk: Desk): ChatCommand {
  return form<Slots>({
    name: 'position-end',
    heads: ['chức danh thôi', 'thôi chức danh'],
    right: 'admin',
    certain: () => true,
    help: {
      does: 'cho một cán bộ thôi giữ chức danh',
      usage: 'chức danh thôi <chức danh>; <tên>; từ <ngày>',
      examples: ['chức danh thôi Văn phòng UBND; Lan', 'chức danh thôi Văn phòng UBND; Lan; từ 1/4'],
    },
    slots: {
      position: {
        labels: ['chức danh'],
        ask: () => ({ kind: 'question', text: askPositionText() }),
        read: (_call, typed) => readPosition(desk, typed, { mayBeNew: false }),
      },
      who: {
        labels: ['người giữ', 'người', 'tên'],
        ask: (call, { position }) => {
          const [only, another] = holdersOn(call, position, call.today);
          if (only !== undefined && another === undefined) return { kind: 'assume', value: only };
          return { kind: 'question', text: askHolderText(position?.name ?? '', exampleName(call)) };
        },
        read: readOfficer,
      },
      lastDay: {
        labels: ['ngày', 'từ', 'đến hết'],
        ask: (call) => ({ kind: 'assume', value: call.today - 1 }),
        read: (call, typed) => readLastDay(typed, call.today),
      },
    },
    async preview(call, { position, who, lastDay }) {
      const officer = officerOf(call, who);
      const held = call.directory.roster.holdings.some(
        (each) =>
          position.kind === 'known' &&
          each.positionId === position.id &&
          each.officerId === who &&
          (each.to === null || each.to > lastDay),
      );
      if (!officer) return gone();
      if (!held || position.kind === 'new') return { kind: 'refuse', text: notHeldText(officer, position.name) };
      const after = Math.max(lastDay + 1, call.today);
      const text = endHoldingPreview(
        {
          ...{ person: officer, position: position.name, lastDay },
          others: othersHolding(call, [position.id], who, after),
          open: await openTasks(desk, call, (leadIds) => leadIds.includes(position.id)),
          told: who !== call.officer.id,
        },
        call.today,
      );
      return { kind: 'ready', text };
    },
    async save(call, { position, who, lastDay }) {
      if (position.kind === 'new') throw new Error('a position that there is not was held');
      const officer = officerOf(call, who)!;
      const notice = endHoldingNotice(officer, position.name, lastDay, call.today);
      return {
        effects: [
          { kind: 'people', change: { act: 'end-holding', officerId: who, positionId: position.id, lastDay } },
          ...tell(desk, call, who, 'end-holding', notice),
        ],
        text: holdingEndedText(officer, position.name, lastDay),
      };
    },
  });
}

function holdersOn({ directory }: Call, position: PositionRef | undefined, day: Day): number[] {
  if (position?.kind !== 'known') return [];
  return directory.roster.holdings
    .filter((each) => each.positionId === position.id && each.from <= day && (each.to === null || each.to >= day))
    .map((each) => each.officerId);
}
