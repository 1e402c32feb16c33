import { holdersOf } from '../../../../domain/roster.ts';
import {
  alreadyHeldText,
  askHolderText,
  askPositionText,
  heldText,
  holdNotice,
  holdPreview,
} from '../../../../text/positions.ts';
import type { OfficerView, PositionRef } from '../../../store.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import { exampleName, readOfficer } from '../../find.ts';
import { form } from '../../form.ts';
import { openTasks } from './duties.ts';
import { readPosition } from './find-position.ts';
import { tell, unreachedLine } from './notices.ts';
import { gone, officerOf } from './read-officer.ts';
import { readTerm, type Term } from './terms.ts';

type Slots = { position: PositionRef; who: number; term: Term };

/** «chức danh Văn phòng UBND; Lan; từ 1/4»: from then on Lan hears what is asked of it. */
export function positionHold(desk: Desk): ChatCommand {
  return form<Slots>({
    name: 'position-hold',
    heads: ['chức danh', 'giao chức danh'],
    right: 'admin',
    certain: () => true,
    help: {
      does: 'giao một chức danh cho cán bộ',
      usage: 'chức danh <chức danh>; <tên>; từ <ngày> đến <ngày>',
      examples: ['chức danh Văn phòng UBND; Lan', 'chức danh Văn phòng UBND; Lan; từ 1/4 đến 30/6'],
    },
    slots: {
      position: {
        labels: ['chức danh'],
        ask: () => ({ kind: 'question', text: askPositionText() }),
        read: (_call, typed) => readPosition(desk, typed, { mayBeNew: true }),
      },
      who: {
        labels: ['người giữ', 'người', 'tên'],
        ask: (call, { position }) => ({
          kind: 'question',
          text: askHolderText(position?.name ?? '', exampleName(call)),
        }),
        read: readOfficer,
      },
      term: {
        labels: ['thời gian', 'từ', 'ngày'],
        ask: (call) => ({ kind: 'assume', value: { from: call.today, to: null } }),
        read: (call, typed) => readTerm(typed, call.today),
      },
    },
    async preview(call, { position, who, term }) {
      const officer = officerOf(call, who);
      if (!officer) return gone();
      if (holds(call, position, who, term)) {
        return { kind: 'refuse', text: alreadyHeldText(officer, position.name) };
      }
      const start = Math.max(term.from, call.today);
      const ids = position.kind === 'known' ? [position.id] : [];
      const open = await openTasks(desk, call, (leadIds) => ids.some((id) => leadIds.includes(id)));
      const text = holdPreview(
        {
          ...{ person: officer, position: position.name, isNew: position.kind === 'new', ...term },
          others: othersHolding(call, ids, who, start),
          ...{ open, told: who !== call.officer.id },
        },
        call.today,
      );
      return { kind: 'ready', text: `${text}${unreachedLine(officer)}` };
    },
    async save(call, { position, who, term }) {
      const officer = officerOf(call, who)!;
      const { from, to } = term;
      const notice = holdNotice(officer, position.name, from, to, call.today);
      return {
        effects: [
          { kind: 'people', change: { act: 'hold', officerId: who, position, from, to } },
          ...tell(desk, call, who, 'hold', notice),
        ],
        text: heldText(officer, position.name),
      };
    },
  });
}

function holds({ directory }: Call, position: PositionRef, officerId: number, { from, to }: Term): boolean {
  return directory.roster.holdings.some(
    (each) =>
      position.kind === 'known' &&
      each.positionId === position.id &&
      each.officerId === officerId &&
      (each.to === null || each.to >= from) &&
      (to === null || each.from <= to),
  );
}

export function othersHolding(
  call: Call,
  positionIds: readonly number[],
  officerId: number,
  day: number,
): OfficerView[] {
  const { roster } = call.directory;
  return call.directory.people(holdersOf(roster, positionIds, day).filter((id) => id !== officerId));
}
