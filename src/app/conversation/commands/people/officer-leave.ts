import { handOverNotice } from '../../../../text/hand-over.ts';
import { askSuccessorText, leavingPreview, leftText, sameSuccessorText } from '../../../../text/officers.ts';
import { lastAdministratorText } from '../../../../text/roles.ts';
import type { ChatCommand, Desk } from '../../command.ts';
import { exampleName, readOfficer } from '../../find.ts';
import { form } from '../../form.ts';
import { describeDuties, dutiesOf, handOverChanges, hasDuties, isLastAdministrator } from './duties.ts';
import { isNone } from './names.ts';
import { tell, unreachedLine } from './notices.ts';
import { gone, officerOf, whoSlot } from './read-officer.ts';

type Slots = { who: number; successor: number | null };

/** Somebody does not work here any more. */
export function officerLeave(desk: Desk): ChatCommand {
  return form<Slots>({
    name: 'officer-leave',
    heads: ['cán bộ nghỉ', 'cán bộ thôi việc', 'cán bộ nghỉ việc'],
    right: 'admin',
    certain: () => true,
    help: {
      does: 'ghi một cán bộ thôi việc hoặc chuyển đi',
      usage: 'cán bộ nghỉ <tên>; <người nhận bàn giao>',
      examples: ['cán bộ nghỉ Lan; Minh', 'cán bộ nghỉ Lan; không'],
    },
    slots: {
      who: {
        ...whoSlot('Ghi thôi việc'),
        read: (call, typed) => {
          const read = readOfficer(call, typed);
          const officer = read.kind === 'value' ? officerOf(call, read.value) : null;
          if (!officer || !isLastAdministrator(call, officer)) return read;
          return { kind: 'again', text: lastAdministratorText(officer, 'post', exampleName(call, officer.id)) };
        },
      },
      successor: {
        labels: ['người nhận', 'bàn giao'],
        ask: async (call, { who }) => {
          const duties = await dutiesOf(desk, call, who!, call.today);
          const officer = officerOf(call, who!);
          if (!officer || !hasDuties(duties)) return { kind: 'assume', value: null };
          return { kind: 'question', text: askSuccessorText(officer, describeDuties(duties, call.today)) };
        },
        read: (call, typed, { who }) => {
          if (isNone(typed)) return { kind: 'value', value: null };
          const read = readOfficer(call, typed.replace(/^(?:bàn giao )?cho /i, ''));
          const officer = officerOf(call, who!);
          if (read.kind === 'value' && read.value === who && officer)
            return { kind: 'again', text: sameSuccessorText(officer) };
          return read;
        },
      },
    },
    async preview(call, { who, successor }) {
      const officer = officerOf(call, who);
      const taker = successor === null ? null : officerOf(call, successor);
      if (!officer || (successor !== null && !taker)) return gone();
      if (isLastAdministrator(call, officer)) {
        return { kind: 'refuse', text: lastAdministratorText(officer, 'post', exampleName(call, officer.id)) };
      }
      const duties = await dutiesOf(desk, call, who, call.today);
      const text = leavingPreview({
        officer,
        duties: describeDuties(duties, call.today),
        successor: taker,
        subordinates: call.directory.officers.filter((other) => other.supervisorId === who),
      });
      return { kind: 'ready', text: taker ? `${text}${unreachedLine(taker)}` : text };
    },
    async save(call, { who, successor }) {
      const { today } = call;
      const officer = officerOf(call, who)!;
      const taker = successor === null ? null : officerOf(call, successor);
      const duties = await dutiesOf(desk, call, who, today);
      const goesOver = taker !== null && hasDuties(duties);
      const handOver = goesOver
        ? await handOverChanges(desk, call, duties, { fromId: who, toId: taker.id, from: today })
        : [];
      const notices = goesOver
        ? tell(
            desk,
            call,
            taker.id,
            'hand-over',
            handOverNotice(
              {
                ...{ from: officer, to: taker, day: today, open: duties.open },
                positions: duties.positions.map((position) => position.name),
                personal: duties.personal.map((task) => task.title),
              },
              'taker',
              today,
            ),
          )
        : [];
      return {
        effects: [
          ...handOver,
          { kind: 'people', change: { act: 'remove-officer', officerId: who, on: today - 1 } },
          ...notices,
        ],
        text: leftText(officer, goesOver ? taker : null),
      };
    },
  });
}
