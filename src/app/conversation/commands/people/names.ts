import { fold } from '../../../../domain/fold.ts';
import { ADDRESSES, formOfAddress } from '../../../../domain/form-of-address.ts';
import { LONGEST_PERSON, LONGEST_POSITION, readName } from '../../../../domain/written-name.ts';
import { badAddressText, badNameText } from '../../../../text/officers.ts';
import { shortened } from '../../../../text/shorten.ts';
import type { Read } from '../../form.ts';

const LONGEST_GROUP = 80;

export function readPersonName(typed: string): Read<string> {
  return named('Họ tên', typed, LONGEST_PERSON, 'Lê Văn Tám');
}

export function readPositionName(typed: string): Read<string> {
  return named('Tên chức danh', typed, LONGEST_POSITION, 'Công chức Địa chính');
}

export function readGroupName(typed: string): Read<string> {
  return named('Tên nhóm', typed, LONGEST_GROUP, 'Văn phòng UBND');
}

function named(what: string, typed: string, longest: number, example: string): Read<string> {
  const reading = readName(typed, longest);
  if (reading.kind === 'name') return { kind: 'value', value: reading.name };
  return { kind: 'again', text: badNameText(what, reading.kind, longest, example) };
}

const NONE = /^(?:khong|khong co|chua|chua co|bo trong|-)$/;

/** «không», where nothing is a possible answer. */
export const isNone = (typed: string): boolean => NONE.test(fold(typed));

export function readAddress(typed: string): Read<string | null> {
  if (isNone(typed)) return { kind: 'value', value: null };
  const address = formOfAddress(typed);
  if (address !== null) return { kind: 'value', value: address };
  return { kind: 'again', text: badAddressText(shortened(typed)) };
}

/** «chị Nguyễn Thị Lan» is a name with its form of address before it. */
export function splitAddress(typed: string): { address: string | undefined; name: string } {
  const words = typed.trim().split(/\s+/);
  for (const address of ADDRESSES) {
    const length = address.split(' ').length;
    if (words.length < length + 2 || fold(words.slice(0, length).join(' ')) !== fold(address)) continue;
    return { address, name: words.slice(length).join(' ') };
  }
  return { address: undefined, name: typed };
}
