import { fold } from '../../../../domain/fold.ts';
import { readPhone } from '../../../../domain/phone.ts';
import { askPhoneText, badPhoneText, phonePreview, phoneSavedText, samePhoneText } from '../../../../text/phones.ts';
import { shortened } from '../../../../text/shorten.ts';
import type { Call, ChatCommand } from '../../command.ts';
import { form, type Read } from '../../form.ts';
import { isNone } from './names.ts';
import { gone, officerOf, whoSlot } from './read-officer.ts';

type Slots = { who: number; phone: string | null };

/** «Lan điện thoại 0912 345 678», «Lan; sđt: không». */
const NAMED =
  /^(?<who>.*?)[\s;,:]*(?<![\p{L}])(?:số\s+)?(?:điện\s+thoại|dien\s+thoai|sđt|sdt)(?![\p{L}])[\s:;]*(?<phone>.*)$/iu;
/** «Lan; 0912345678», after a name that says what the number is. */
const BARE = /^(?<who>.*?)[\s;,:]+(?<phone>(?:\+|\(?0|84)[\d\s.()+-]{6,}|không|khong)$/iu;

/** True for words after «cán bộ» that are about a number; «cán bộ Lan» only looks. */
export const isAboutPhone = (rest: string): boolean => partsOf(rest) !== null;

function partsOf(rest: string): { who: string; phone: string } | null {
  const text = rest.normalize('NFC').trim();
  const { who, phone } = (NAMED.exec(text) ?? BARE.exec(text))?.groups ?? {};
  return who === undefined || phone === undefined ? null : { who, phone };
}

/** «điện thoại Lan 0912345678», «cán bộ Lan điện thoại 0912345678»: by it a wish to be friends is recognised. */
export const officerPhone: ChatCommand = form<Slots>({
  name: 'officer-phone',
  heads: ['điện thoại', 'số điện thoại', 'cán bộ'],
  right: 'admin',
  fits: isAboutPhone,
  certain: () => true,
  help: {
    does: 'ghi số điện thoại của cán bộ, để em nhận lời kết bạn Zalo từ số đó',
    usage: 'điện thoại <tên> <số>',
    examples: ['điện thoại Lan 0912345678', 'cán bộ Lan điện thoại 0912 345 678', 'điện thoại Lan không'],
  },
  slots: {
    who: whoSlot('Ghi số điện thoại của'),
    phone: {
      labels: ['số'],
      ask: () => ({ kind: 'question', text: askPhoneText() }),
      read: (_call, typed) => readPhoneWords(typed),
    },
  },
  split: ({ rest }: Call) => {
    const { who = '', phone = '' } = partsOf(rest) ?? {};
    return { ...(who === '' ? {} : { who }), ...(phone === '' ? {} : { phone }) };
  },
  async preview(call, { who, phone }) {
    const officer = officerOf(call, who);
    if (!officer) return gone();
    if (officer.phone === phone) return { kind: 'refuse', text: samePhoneText(officer, phone) };
    return { kind: 'ready', text: phonePreview(officer, phone) };
  },
  async save(call, { who, phone }) {
    return {
      effects: [{ kind: 'people', change: { act: 'edit-officer', officerId: who, set: { phone } } }],
      text: phoneSavedText(officerOf(call, who)!, phone),
    };
  },
});

export function readPhoneWords(typed: string): Read<string | null> {
  if (isNone(typed) || fold(typed) === 'bo') return { kind: 'value', value: null };
  const phone = readPhone(typed);
  return phone === null ? { kind: 'again', text: badPhoneText(shortened(typed)) } : { kind: 'value', value: phone };
}
