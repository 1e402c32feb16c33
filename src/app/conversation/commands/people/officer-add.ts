import { fold } from '../../../../domain/fold.ts';
import {
  askAddressText,
  askOfficerNameText,
  askPositionsText,
  newOfficerPreview,
  officerAddedText,
  officerNameTakenText,
} from '../../../../text/officers.ts';
import type { PositionRef } from '../../../store.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import { readOfficer } from '../../find.ts';
import { form } from '../../form.ts';
import { readPositions } from './find-position.ts';
import { isNone, readAddress, readPersonName, splitAddress } from './names.ts';
import { officerOf } from './read-officer.ts';

type Slots = {
  name: { name: string; address?: string };
  address: string | null;
  positions: PositionRef[];
  supervisor: number | null;
};

export function officerAdd(desk: Desk): ChatCommand {
  const person = ({ name, address }: Slots) => ({ name: name.name, address });
  return form<Slots>({
    name: 'officer-add',
    heads: ['cán bộ thêm', 'thêm cán bộ'],
    right: 'admin',
    certain: () => true,
    help: {
      does: 'thêm một cán bộ',
      usage: 'cán bộ thêm <họ tên>; <xưng hô>; <chức danh>',
      examples: ['cán bộ thêm Lê Văn Tám; anh; Văn phòng UBND', 'cán bộ thêm Đỗ Thị Mận; chị; không'],
    },
    slots: {
      name: {
        labels: ['tên', 'họ tên'],
        free: true,
        ask: () => ({ kind: 'question', text: askOfficerNameText() }),
        read: (call, typed) => {
          const { name, address } = splitAddress(typed);
          const read = readPersonName(name);
          if (read.kind === 'again') return read;
          if (isTaken(call, read.value)) return { kind: 'again', text: officerNameTakenText(read.value) };
          return { kind: 'value', value: { name: read.value, ...(address === undefined ? {} : { address }) } };
        },
      },
      address: {
        labels: ['xưng hô'],
        ask: (_call, { name }) =>
          name?.address === undefined
            ? { kind: 'question', text: askAddressText(name?.name ?? '') }
            : { kind: 'assume', value: name.address },
        read: (_call, typed) => readAddress(typed),
      },
      positions: {
        labels: ['chức danh'],
        ask: (_call, { name, address }) => ({
          kind: 'question',
          text: askPositionsText({ name: name?.name ?? '', address: address ?? null }),
        }),
        read: (_call, typed) => readPositions(desk, typed),
      },
      supervisor: {
        labels: ['cấp trên'],
        ask: () => ({ kind: 'assume', value: null }),
        read: (call, typed) => (isNone(typed) ? { kind: 'value', value: null } : readOfficer(call, typed)),
      },
    },
    split: ({ rest }) => {
      const [name = '', ...others] = rest.split(';').map((part) => part.trim());
      const [second = ''] = others;
      // «chị Nguyễn Thị Lan; Đầu mối» has said already how she is called.
      const called = splitAddress(name).address !== undefined && second !== '' && readAddress(second).kind === 'again';
      const [address, positions, ...supervisor] = called ? ['', ...others] : others;
      const parts = { name, address, positions, supervisor: supervisor.join('; ') };
      return Object.fromEntries(Object.entries(parts).filter(([, words]) => words));
    },
    async preview(call, values) {
      const { name, positions, supervisor } = values;
      if (isTaken(call, name.name)) return { kind: 'refuse', text: officerNameTakenText(name.name), ask: 'name' };
      const text = newOfficerPreview({
        ...person(values),
        positions: positions.map((position) => position.name),
        newPositions: positions.flatMap((position) => (position.kind === 'new' ? position.name : [])),
        supervisor: supervisor === null ? null : officerOf(call, supervisor),
      });
      return { kind: 'ready', text };
    },
    async save(call, values) {
      const officer = {
        ...person(values),
        isAdmin: false,
        isLeader: false,
        supervisorId: values.supervisor,
        positions: values.positions.map((position) => position.name),
        from: call.today,
      };
      return {
        effects: [{ kind: 'people', change: { act: 'add-officer', officer } }],
        text: officerAddedText(call.officer, person(values)),
      };
    },
  });
}

const isTaken = ({ directory }: Call, name: string): boolean =>
  directory.officers.some((officer) => fold(officer.name) === fold(name));
