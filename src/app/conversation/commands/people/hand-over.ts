import type { Day } from '../../../../domain/civil-day.ts';
import { fold } from '../../../../domain/fold.ts';
import {
  askHandOverFromText,
  askHandOverToText,
  handedOverText,
  handOverNotice,
  handOverPreview,
  nothingToHandOverText,
  sameHandOverText,
} from '../../../../text/hand-over.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import { exampleName, readOfficer } from '../../find.ts';
import { form } from '../../form.ts';
import { dutiesOf, handOverChanges, hasDuties } from './duties.ts';
import { tell, unreachedLine } from './notices.ts';
import { gone, officerOf } from './read-officer.ts';
import { readStart } from './terms.ts';

type Slots = { from: number; to: number; day: Day };

const NOBODY = { name: '', address: null };

/** «bàn giao Lan cho Minh từ 1/4»: all that somebody answers for goes to somebody else. */
export function handOver(desk: Desk): ChatCommand {
  const texts = async (call: Call, { from, to, day }: Slots) => {
    const duties = await dutiesOf(desk, call, from, day);
    return {
      duties,
      text: {
        ...{ from: officerOf(call, from) ?? NOBODY, to: officerOf(call, to) ?? NOBODY, day, open: duties.open },
        positions: duties.positions.map((position) => position.name),
        personal: duties.personal.map((task) => task.title),
      },
    };
  };
  return form<Slots>({
    name: 'hand-over',
    heads: ['bàn giao'],
    right: 'admin',
    help: {
      does: 'chuyển mọi chức danh và việc giao riêng của một người cho người khác',
      usage: 'bàn giao <người cũ> cho <người mới> từ <ngày>',
      examples: ['bàn giao Lan cho Minh', 'bàn giao Lan cho Minh từ 1/4'],
    },
    slots: {
      from: {
        labels: ['người cũ', 'người bàn giao'],
        ask: (call) => ({ kind: 'question', text: askHandOverFromText(exampleName(call)) }),
        read: readOfficer,
      },
      to: {
        labels: ['người mới', 'người nhận'],
        ask: (call, { from }) => ({
          kind: 'question',
          text: askHandOverToText(officerOf(call, from!) ?? NOBODY, exampleName(call, from)),
        }),
        read: (call, typed, { from }) => {
          const read = readOfficer(call, typed.replace(/^cho /i, ''));
          if (read.kind === 'value' && read.value === from)
            return { kind: 'again', text: sameHandOverText(exampleName(call, from)) };
          return read;
        },
      },
      day: {
        labels: ['từ', 'ngày'],
        ask: (call) => ({ kind: 'assume', value: call.today }),
        read: (call, typed) => readStart(typed, call.today),
      },
    },
    // «bàn giao xong rồi» is a report.
    fits: (rest) => rest === '' || rest.includes(';') || /\scho\s/i.test(` ${rest} `),
    certain: () => true,
    split: ({ rest }) => splitLine(rest),
    async preview(call, values) {
      const taker = officerOf(call, values.to);
      if (!officerOf(call, values.from) || !taker) return gone();
      const { duties, text } = await texts(call, values);
      if (values.from === values.to)
        return { kind: 'refuse', text: sameHandOverText(exampleName(call, values.from)), ask: 'to' };
      if (!hasDuties(duties)) return { kind: 'refuse', text: nothingToHandOverText(text.from) };
      const told = [values.from, values.to].filter((id) => id !== call.officer.id);
      const shown = handOverPreview(text, call.directory.people(told), call.today);
      return { kind: 'ready', text: `${shown}${unreachedLine(taker)}` };
    },
    async save(call, values) {
      const { from, to, day } = values;
      const { duties, text } = await texts(call, values);
      const changes = await handOverChanges(desk, call, duties, { fromId: from, toId: to, from: day });
      return {
        effects: [
          ...changes,
          ...tell(desk, call, from, 'hand-over', handOverNotice(text, 'giver', call.today)),
          ...tell(desk, call, to, 'hand-over', handOverNotice(text, 'taker', call.today)),
        ],
        text: handedOverText(text.from, text.to, day, call.today),
      };
    },
  });
}

/** «Lan cho Minh từ 1/4», or the same with semicolons. */
function splitLine(rest: string): { from?: string; to?: string; day?: string } {
  const words = rest
    .replace(/;/g, ' ; ')
    .split(/\s+/)
    .filter((word) => word !== '');
  const at = (mark: string, after: number) => words.findIndex((word, index) => index > after && fold(word) === mark);
  const semicolon = words.indexOf(';');
  const cho = semicolon >= 0 ? semicolon : at('cho', -1);
  if (cho < 0) return rest === '' ? {} : { from: rest };
  const second = semicolon >= 0 ? words.indexOf(';', cho + 1) : -1;
  const tu = second >= 0 ? second : at('tu', cho);
  const end = tu < 0 ? words.length : tu;
  const part = (from: number, to: number) =>
    words
      .slice(from, to)
      .filter((word) => word !== ';')
      .join(' ');
  const parts = { from: part(0, cho), to: part(cho + 1, end), day: part(tu < 0 ? words.length : tu, words.length) };
  return Object.fromEntries(Object.entries(parts).filter(([, words]) => words !== ''));
}
