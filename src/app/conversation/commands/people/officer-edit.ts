import { fold } from '../../../../domain/fold.ts';
import {
  askOfficerEditText,
  badOfficerEditText,
  nothingChangesText,
  officerEditedText,
  officerEditPreview,
  officerNameTakenText,
  ownSupervisorText,
  supervisorLoopText,
} from '../../../../text/officers.ts';
import { shortened } from '../../../../text/shorten.ts';
import { isAbove } from '../../../people.ts';
import type { OfficerEdit, OfficerView } from '../../../store.ts';
import type { Call, ChatCommand } from '../../command.ts';
import { exampleName, readOfficer } from '../../find.ts';
import { form, type Read } from '../../form.ts';
import { isNone, readAddress, readPersonName } from './names.ts';
import { readPhoneWords } from './officer-phone.ts';
import { gone, officerOf, whoSlot } from './read-officer.ts';

type Edit = Pick<OfficerEdit, 'name' | 'address' | 'supervisorId' | 'phone'>;
type Slots = { who: number; edit: Edit };

export const officerEdit: ChatCommand = form<Slots>({
  name: 'officer-edit',
  heads: ['cán bộ sửa', 'sửa cán bộ'],
  right: 'admin',
  certain: () => true,
  help: {
    does: 'sửa tên, xưng hô, cấp trên của một cán bộ',
    usage: 'cán bộ sửa <tên>; <điều>: <giá trị mới>',
    examples: [
      'cán bộ sửa Lan; xưng hô: cô',
      'cán bộ sửa Lan; cấp trên: Hùng',
      'cán bộ sửa Lan; tên: Nguyễn Thị Lan Anh',
    ],
  },
  slots: {
    who: whoSlot('Sửa thông tin của'),
    edit: {
      labels: ['sửa', 'thông tin'],
      ask: (call, { who }) => {
        const officer = officerOf(call, who!);
        return {
          kind: 'question',
          text: askOfficerEditText(officer ?? { name: '', address: null }, exampleAbove(call, who!)),
        };
      },
      read: (call, typed, { who }) => readEdit(call, typed, officerOf(call, who!)),
    },
  },
  async preview(call, { who, edit }) {
    const officer = officerOf(call, who);
    if (!officer || (edit.supervisorId != null && !officerOf(call, edit.supervisorId))) return gone();
    if (!changes(officer, edit)) return { kind: 'refuse', text: nothingChangesText(officer) };
    if (edit.supervisorId != null && isAbove(call.directory.officers, who, edit.supervisorId)) {
      const above = officerOf(call, edit.supervisorId)!;
      return { kind: 'refuse', text: supervisorLoopText(officer, above, exampleAbove(call, who)), ask: 'edit' };
    }
    const text = officerEditPreview(
      officer,
      {
        name: officer.name,
        address: officer.address,
        phone: officer.phone,
        supervisor: personOf(call, officer.supervisorId),
      },
      {
        ...(edit.name === undefined || edit.name === officer.name ? {} : { name: edit.name }),
        ...(edit.address === undefined || edit.address === officer.address ? {} : { address: edit.address }),
        ...(edit.supervisorId === undefined || edit.supervisorId === officer.supervisorId
          ? {}
          : { supervisor: personOf(call, edit.supervisorId) }),
        ...(edit.phone === undefined || edit.phone === officer.phone ? {} : { phone: edit.phone }),
      },
    );
    return { kind: 'ready', text };
  },
  async save(call, { who, edit }) {
    const officer = officerOf(call, who)!;
    return {
      effects: [{ kind: 'people', change: { act: 'edit-officer', officerId: who, set: edit } }],
      text: officerEditedText({ name: edit.name ?? officer.name, address: edit.address ?? officer.address }),
    };
  },
});

/** The name of somebody who can be above the officer, «không» where nobody can. */
function exampleAbove(call: Call, who: number | undefined): string {
  const { officers } = call.directory;
  const others = officers.filter(({ id }) => who === undefined || (id !== who && !isAbove(officers, who, id)));
  const below = officers.filter((officer) => !others.includes(officer)).map(({ id }) => id);
  return others.length === 0 ? 'không' : exampleName(call, ...below);
}

const personOf = (call: Call, id: number | null): OfficerView | null => (id === null ? null : officerOf(call, id));

function changes(officer: OfficerView, edit: Edit): boolean {
  return (
    (edit.name !== undefined && edit.name !== officer.name) ||
    (edit.address !== undefined && edit.address !== officer.address) ||
    (edit.phone !== undefined && edit.phone !== officer.phone) ||
    (edit.supervisorId !== undefined && edit.supervisorId !== officer.supervisorId)
  );
}

const FIELDS =
  /^(?<field>ho ten|ho va ten|ten|xung ho|cach xung ho|goi la|cap tren|nguoi phu trach|so dien thoai|dien thoai|sdt)(?: ?: ?| (?:thanh|la) | )/;

/** «tên: …», «xưng hô: cô; cấp trên: Hùng»: one or several, with semicolons or commas between them. */
function readEdit(call: Call, typed: string, officer: OfficerView | null): Read<Edit> {
  let edit: Edit = {};
  for (const part of typed.split(/[;,]/).map((each) => each.trim())) {
    if (part === '') continue;
    const read = readField(call, part, officer);
    if (read.kind === 'again') return read;
    edit = { ...edit, ...read.value };
  }
  if (Object.keys(edit).length === 0)
    return { kind: 'again', text: badOfficerEditText(shortened(typed), exampleAbove(call, officer?.id)) };
  return { kind: 'value', value: edit };
}

function readField(call: Call, part: string, officer: OfficerView | null): Read<Edit> {
  const text = part.normalize('NFC').replace(/\s+/g, ' ');
  const match = FIELDS.exec(fold(text));
  const field = match?.groups?.field;
  // Composed and with single spaces, a text is as long as its folded form.
  const words = match ? text.slice(match[0].length).trim() : '';
  if (field === undefined || words === '')
    return { kind: 'again', text: badOfficerEditText(shortened(part), exampleAbove(call, officer?.id)) };
  switch (field) {
    case 'xung ho':
    case 'cach xung ho':
    case 'goi la': {
      const read = readAddress(words);
      return read.kind === 'again' ? read : { kind: 'value', value: { address: read.value } };
    }
    case 'so dien thoai':
    case 'dien thoai':
    case 'sdt': {
      const read = readPhoneWords(words);
      return read.kind === 'again'
        ? { kind: 'again', text: read.text }
        : { kind: 'value', value: { phone: read.value } };
    }
    case 'cap tren':
    case 'nguoi phu trach': {
      if (isNone(words)) return { kind: 'value', value: { supervisorId: null } };
      const read = readOfficer(call, words);
      if (read.kind === 'again') {
        const choices = read.choices?.map((choice) => ({ ...choice, value: { supervisorId: choice.value } }));
        return choices ? { ...read, choices } : read;
      }
      if (read.value === officer?.id) return { kind: 'again', text: ownSupervisorText(officer) };
      return { kind: 'value', value: { supervisorId: read.value } };
    }
    default: {
      const read = readPersonName(words);
      if (read.kind === 'again') return read;
      const taken = call.directory.officers.some(
        (other) => other.id !== officer?.id && fold(other.name) === fold(read.value),
      );
      if (taken) return { kind: 'again', text: officerNameTakenText(read.value) };
      return { kind: 'value', value: { name: read.value } };
    }
  }
}
