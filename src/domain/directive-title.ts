import { fold } from './fold.ts';
import { LONGEST_TITLE } from './plain-line.ts';

/** No title needs more of its sentence, and no sentence has more words in front of what is to be done. */
const LOOKED_AT = 1500;
const MOST_PASSES = 8;

// All patterns are for folded text, which is as long as the text itself.
const VERB =
  '(?:bao cao|gui|nop|tham muu|tham gia|gop y|nghien cuu|ra soat|trien khai|tong hop|lap|hoan thanh|to chuc|xay dung|thuc hien|niem yet|cong khai|cap nhat|dang ky|dang tai|cu|chu tri|kiem tra|thong ke|tuyen truyen|quan triet|chuan bi|theo doi|don doc|ban hanh|xu ly|giai quyet|tra loi|cung cap|tham du|du|bo tri|phan cong|khac phuc|de xuat|danh gia|so hoa|huong dan|trinh|ky|phoi hop|tiep nhan|bo sung|thanh lap|kien toan|van dong|cap|in|soan|truc)';
const HELPER = '(?:khan truong|nghiem tuc|chu dong|tiep tuc|tang cuong|co trach nhiem|phai|can|kip thoi|dong thoi)';
const OFFICES =
  '(?:ubnd|uy ban nhan dan|co quan|don vi|dia phuong|phong|ban|nganh|cac|xa|phuong|thi tran|thu truong|chu tich|truong|cong chuc|quy)';

const LEADING = [
  /^(?:theo do|do do|vi vay|do vay|dong thoi|ngoai ra|rieng|doi voi noi dung tren),? /,
  // «Văn phòng UBND tỉnh đề nghị …»: who asks.
  /^(?:(?:ubnd|uy ban|chu tich|van phong|so|sở|phong|ban|thuong truc) [^,:]{0,70} )?(?:tran trong )?(?:de nghi|yeu cau|giao|phan cong|chi dao|kinh moi)[ :]+(?:cho )?/,
  // «UBND các xã, phường, đặc khu khẩn trương …»: whom the document is addressed to.
  new RegExp(`^(?:cac |toan the |quy |100% )*${OFFICES}\\b[^:;]{0,90}?(?= (?:${VERB}|${HELPER})[ ,])`),
  new RegExp(`^${HELPER},? (?=\\S)`),
  new RegExp(`^(?:chu tri,? ?)?phoi hop (?:voi|cung) [^;:]{3,90}?,? (?=${VERB} )`),
  /^chu tri,? ?(?=\S)/,
  // «Về công tác tư pháp: giao …»
  /^(?:ve|doi voi|linh vuc|noi dung|cong tac) [^:;,.]{2,60}: ?(?=\S)/,
  /^(?:va |[,;:.-] ?)/,
];

/** What stands before a deadline and belongs to it. */
const BEFORE_DEADLINE =
  /[ ,;(]*(?:va )?(?:hoan thanh|hoan tat|xong|thoi han|thoi gian(?: hoan thanh| thuc hien| gui)?|han(?: cuoi)?|vao|la|trong)? ?:? ?$/;

/** The words that are left of a sentence when who asks, who is asked and the deadline are taken away. */
export function titleOf(
  sentence: string,
  deadline: { readonly start: number; readonly end: number } | null,
  withoutOwner: (text: string) => string,
): string {
  let text = (deadline ? withoutDeadline(sentence, deadline) : sentence).slice(0, LOOKED_AT);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = text;
    for (const pattern of LEADING) text = cut(text, pattern);
    text = withoutOwner(text);
    if (text === before) break;
  }
  text = text.replace(/^[\s,;:.–-]+|[\s,;:.–-]+$/g, '');
  // «báo cáo … gửi (trước ngày 5/12)»: the verb was the deadline's.
  if (deadline) text = text.replace(/(?<=\S{2}.{8,})[\s,;]+(?:và\s+)?(?:gửi|nộp|gui|nop)$/iu, '');
  const title = text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
  const letters = [...title];
  if (letters.length <= LONGEST_TITLE) return title;
  return `${letters
    .slice(0, LONGEST_TITLE - 1)
    .join('')
    .replace(/\s+\S*$/, '')}…`;
}

function withoutDeadline(sentence: string, { start, end }: { start: number; end: number }): string {
  const front = sentence.slice(0, start);
  const folded = fold(`${front}|`).slice(0, -1);
  const before = BEFORE_DEADLINE.exec(folded.padEnd(front.length));
  const kept = before && folded.length <= front.length ? front.slice(0, before.index) : front;
  return `${kept} ${sentence.slice(end).replace(/^\s*\)/, '')}`
    .replace(/\s+([,.;:)])/g, '$1')
    .replace(/,\s*(?=[,.;])/g, '')
    .replace(/\s{2,}/g, ' ')
    .trim();
}

/** Takes away what the pattern finds at the beginning, unless nothing would be left. */
function cut(text: string, pattern: RegExp): string {
  const folded = fold(text);
  if (folded.length !== text.length) return text;
  const length = pattern.exec(folded)?.[0].length ?? 0;
  return length < text.length - 3 ? text.slice(length).trim() : text;
}

const ONLY_DEADLINE =
  /^(?:(?:yeu cau|de nghi|phai) )*(?:hoan thanh|hoan tat|xong|thoi gian|thoi han|han|thuc hien)?(?: hoan thanh| thuc hien| bao cao| cuoi)?$/;

/** «Hoàn thành», «Thời gian»: nothing but a deadline was said. */
export function isOnlyDeadline(title: string): boolean {
  return ONLY_DEADLINE.test(
    fold(title)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim(),
  );
}

const ASKING = new RegExp(`^(?:giao|yeu cau|de nghi|phan cong|chi dao|${VERB})\\b|\\b${VERB} `);

/** True where something is to be done, whether or not it has a deadline. */
export const asksFor = (sentence: string): boolean => ASKING.test(fold(sentence));

/** True where the words begin with what is to be done. */
export const beginsWithVerb = (text: string): boolean => new RegExp(`^(?:${HELPER} )*${VERB}\\b`).test(fold(text));
