import { ASKS } from './directive-head.ts';
import { linesOf } from './directive-lines.ts';
import { fold } from './fold.ts';

/** True where the first lines are those of a letterhead. */
export function opensDocument(text: string): boolean {
  const lines = linesOf(text);
  return lines.slice(0, 8).some((line) => /^(?:cong hoa xa hoi|kinh gui\b|so ?:? ?\d{1,6}\/)/.test(fold(line)));
}

/** Shorter texts are messages. */
const SHORTEST = 200;
/** An order in the chat may be shorter, but hardly more so, */
const SHORTEST_ORDER = 30;
const LONGEST_ORDER = 3000;
/** and nobody in it speaks of themselves or of what is done. */
const OF_ONESELF = /(?<!\p{L})(?:em|tôi|mình|rồi|đã)(?!\p{L})/iu;
const TO_SOMEBODY =
  /^(?:[-+•*] ?|\d{1,2}[.)] ?)?(?:giao |phan cong |nho )?(?:cho )?(?:d\/c|dong chi|giao|phan cong) \S+ .{8,}/;
/** «- Chị Hoa: làm kế hoạch …» */
const LISTED = /^(?:[-+•*] ?|\d{1,2}[.)] ?)(?:anh|chi|co|chu|bac|ong|ba) \S+ ?: .{8,}/;
const BY_WHEN = /\b(?:truoc|cham nhat|han|xong|trong|vao|sang|chieu)\b.*(?:\d|\bmai\b|\btuan\b|\bnay\b)/;

/** «Đ/c Lan tổng hợp báo cáo, gửi trước 16h ngày 5/12»: somebody is told to do something by a day. */
export function looksLikeOrder(text: string): boolean {
  if (
    text.length < SHORTEST_ORDER ||
    text.length > LONGEST_ORDER ||
    text.includes('?') ||
    OF_ONESELF.test(text.normalize('NFC'))
  )
    return false;
  return text
    .split(/\n|(?<=[.;])\s+/)
    .map(fold)
    .some((part) => (TO_SOMEBODY.test(part) || LISTED.test(part)) && BY_WHEN.test(part));
}
/** The signs stand at the beginning and at the end. */
const LOOKED_AT = 6000;

const SIGNS = [
  /kinh gui/,
  /\bv\/v\b|\bve viec\b/,
  /cong hoa xa hoi chu nghia/,
  /\bso ?:? ?\d{1,6} ?\/ ?[a-z\d]/,
  /\bnoi nhan ?:/,
  /\bcan cu (?:luat|nghi dinh|nghi quyet|quyet dinh|ke hoach|cong van|thong tu|chi thi)/,
  /\b(?:cong van|cong dien|chi thi|ke hoach|quyet dinh|thong bao|giay moi|to trinh)\b/,
  ASKS,
];

/** True for a pasted or forwarded directive: long, and with signs of an official document. */
export function looksLikeDirective(text: string): boolean {
  if (text.length < SHORTEST) return false;
  const folded = fold(text.slice(0, LOOKED_AT));
  return SIGNS.filter((sign) => sign.test(folded)).length >= 3;
}
