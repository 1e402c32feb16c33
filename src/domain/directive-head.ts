import { type Day, dayOf, daysInMonth } from './civil-day.ts';
import { HEAD_LINES, linesOf } from './directive-lines.ts';
import { fold } from './fold.ts';

/** What a document says about itself. */
export interface DirectiveHead {
  /** «Công văn», «Kế hoạch» …; null where it is not said. */
  readonly kind: string | null;
  /** «123/UBND-VP» */
  readonly number: string | null;
  /** The day of signing. */
  readonly date: Day | null;
  /** «UBND tỉnh An Giang» */
  readonly issuer: string | null;
  /** «báo cáo …», without «V/v». */
  readonly subject: string | null;
}

const KINDS = [
  'Công văn',
  'Kế hoạch',
  'Quyết định',
  'Chỉ thị',
  'Thông báo',
  'Công điện',
  'Giấy mời',
  'Hướng dẫn',
  'Tờ trình',
  'Văn bản',
] as const;

// All patterns are for folded lines, which are as long as the lines themselves.
const NUMBER = '\\d{1,6}(?:/\\d{4})?/[a-z\\d]+(?:[-&.][a-z\\d]+)*';
const NUMBER_LINE = new RegExp(`^so ?:? ?(?<number>${NUMBER})`);
const NAMED = new RegExp(
  `(?<kind>${KINDS.map(fold).join('|')}) (?:hoa toc |khan )?so ?:? ?(?<number>${NUMBER})(?<rest>.*)$`,
);
const SUBJECT = /^(?:v\/v|vv|ve viec|trich yeu) ?:? /;
const PLACE_AND_DAY =
  /^[^.;:]{2,40}, ngay (?<d>\d{1,2})(?: thang | ?[/.-] ?)(?<m>\d{1,2})(?: nam | ?[/.-] ?)(?<y>\d{4})$/;
const SIGNED = /^ ?,? ?(?:de |ky )?ngay (?<d>\d{1,2})(?: ?[/.-] ?| thang )(?<m>\d{1,2})(?: ?[/.-] ?| nam )(?<y>\d{4})/;
const BY = /^ ?cua (?<issuer>[^,.;:(]{3,80}?)(?= (?:ve|yeu cau|de nghi|chi dao|trien khai|giao|v\/v) | ?[,.;:(]|$)/;
const ISSUED = /^(?<issuer>[^,.;:]{3,60}?) (?:vua |moi |da )?(?:co|ban hanh|gui) /;
const ABOUT = /(?:^| )(?:ve viec|v\/v|ve) (?<subject>[^.;]{3,200})/;

/** Lines that stand above what a document says. */
const ABOVE = [
  /^cong hoa xa hoi/,
  /^doc lap ?-/,
  /^[-_=*. ]{3,}$/,
  /^so ?: ?\d/,
  /^(?:v\/v|vv|ve viec|trich yeu)\b/,
  /^kinh gui\b/,
  /^(?:hoa toc|khan|thuong khan|mat)$/,
];
const OFFICE = /^(?:uy ban nhan dan|ubnd|so|hoi dong nhan dan|hdnd|huyen uy|tinh uy|dang uy|van phong|dang bo)\b/;
const SALUTED =
  /^(?:-|\+)? ?(?:cac )?(?:ubnd|so|phong|ban|chu tich|truong|dong chi|uy ban|cong chuc|van phong|trung tam|giam doc)\b[^.]{0,120}[;.]?$/;
/** Words with which something is given to somebody, folded. */
export const ASKS = /\b(?:de nghi|yeu cau|giao|phan cong)\b/;
const BELOW =
  /^(?:noi nhan|luu) ?:|^(?:tm|kt|tl|tuq)\. |^\(?da ky\)?$|^(?:chu tich|pho chu tich|chanh van phong|giam doc)$|^tran trong\b/;
/** Why it was written; the dates in it are others' dates. */
const GROUNDS = /^(?:can cu|theo de nghi|xet de nghi) /;

export interface Divided {
  readonly head: DirectiveHead;
  /** The lines that say what is to be done. */
  readonly body: readonly string[];
}

/** Takes what a document says about itself apart from what it asks for. */
export function divide(text: string): Divided {
  const lines = linesOf(text);
  const end = lines.findIndex((line, index) => index > 2 && BELOW.test(fold(line)));
  const inside = end === -1 ? lines : lines.slice(0, end);
  const salutation = inside.slice(0, SALUTED_WITHIN).findIndex((line) => /^kinh gui\b/.test(fold(line)));
  const body: string[] = [];
  let saluting = false;
  /** The line before was the title or its beginning, or the kind («KẾ HOẠCH») to which a title belongs. */
  let title: 'none' | 'awaited' | 'open' = 'none';
  let head: DirectiveHead = { kind: null, number: null, date: null, issuer: null, subject: null };
  for (const [index, line] of inside.entries()) {
    const folded = fold(line);
    const above = isAbove(line, folded);
    if (body.length === 0) {
      if (title !== 'none' && !above && isTitle(line, title)) {
        head = { ...head, subject: head.subject === null ? line : `${head.subject} ${line}` };
        title = 'open';
        continue;
      }
      const found = said(line, folded, head);
      if (found.kind && found.number === undefined) title = head.subject === null ? 'awaited' : 'none';
      else if (found.subject) title = 'open';
      else if (title === 'open' && above) title = 'none';
      head = { ...head, ...found };
      const saluted: boolean = saluting && SALUTED.test(folded) && !ASKS.test(folded);
      saluting = saluted || /^kinh gui\b/.test(folded);
      if (saluted || above || (index < salutation && !ASKS.test(folded) && !/[.;]$/.test(line))) continue;
    } else if (index < HEAD_LINES && (NUMBER_LINE.test(folded) || PLACE_AND_DAY.test(folded))) {
      head = { ...head, ...said(line, folded, head) };
      continue;
    }
    // «Căn cứ …; căn cứ …» alone; what follows a full stop may ask for something.
    if (GROUNDS.test(folded) && !/\. +\p{Lu}/u.test(line)) continue;
    body.push(line);
  }
  return { head: { ...head, ...(head.number === null ? mentioned(inside) : {}) }, body };
}

/** «Kính gửi» stands within so many lines. */
const SALUTED_WITHIN = 25;

/** A title, or the line in which it goes on. */
const isTitle = (line: string, title: 'awaited' | 'open'): boolean =>
  line.length <= 200 &&
  !/[.;:]$/.test(line) &&
  (title === 'open' ? /^[\p{Ll}\d]/u : /^\p{Lu}/u).test(line) &&
  !BULLETED.test(line);

const BULLETED = /^(?:\d{1,2}[.)]|[-+•*])\s/;

const ABBREVIATED: Readonly<Record<string, (typeof KINDS)[number]>> = {
  kh: 'Kế hoạch',
  qd: 'Quyết định',
  ct: 'Chỉ thị',
  tb: 'Thông báo',
  cd: 'Công điện',
  gm: 'Giấy mời',
  hd: 'Hướng dẫn',
  ttr: 'Tờ trình',
};

/** «05/CĐ-UBND» is a telegram; a number without a kind is a letter's. */
const kindOfNumber = (folded: string): string => ABBREVIATED[/\/([a-z]+)-/.exec(folded)?.[1] ?? ''] ?? 'Công văn';

const kindAlone = (folded: string) => KINDS.find((kind) => fold(kind) === folded);

function isAbove(line: string, folded: string): boolean {
  const isName = OFFICE.test(folded) && (line === line.toLocaleUpperCase('vi') || folded.split(' ').length <= 6);
  return (
    (isName && !/[.;:]/.test(line)) ||
    PLACE_AND_DAY.test(folded) ||
    ABOVE.some((pattern) => pattern.test(folded)) ||
    kindAlone(folded) !== undefined
  );
}

/** What a line of the letterhead says. */
function said(line: string, folded: string, head: DirectiveHead): Partial<DirectiveHead> {
  const number = NUMBER_LINE.exec(folded)?.groups?.number;
  if (number !== undefined && head.number === null) {
    const start = folded.indexOf(number);
    return { number: line.slice(start, start + number.length), kind: head.kind ?? kindOfNumber(number) };
  }
  const subject = SUBJECT.exec(folded);
  if (subject && head.subject === null) return { subject: line.slice(subject[0].length).replace(/[.;]$/, '') };
  const place = PLACE_AND_DAY.exec(folded)?.groups;
  if (place && head.date === null) return { date: dayFrom(place) };
  const kind = kindAlone(folded);
  if (kind) return { kind };
  if (head.issuer === null && head.number === null && isAbove(line, folded) && OFFICE.test(folded))
    return { issuer: line };
  return {};
}

/** Where there is no letterhead: the first document that the text names is the one that it hands on. */
function mentioned(lines: readonly string[]): Partial<DirectiveHead> {
  for (const line of lines.slice(0, 6)) {
    const folded = fold(line);
    const match = /^can cu /.test(folded) ? null : NAMED.exec(folded);
    if (!match || folded.length !== line.length) continue;
    const { kind, number = '', rest = '' } = match.groups ?? {};
    const at = folded.indexOf(number, match.index);
    const tail = line.slice(line.length - rest.length);
    const signed = SIGNED.exec(rest);
    const behind = signed ? rest.slice(signed[0].length) : rest;
    const original = tail.slice(rest.length - behind.length);
    const by = BY.exec(behind);
    const before = ISSUED.exec(folded.slice(0, match.index));
    const about = ABOUT.exec(behind);
    const issuer = by ? slice(original, by, 'issuer') : before ? slice(line, before, 'issuer') : null;
    return {
      kind: KINDS.find((each) => fold(each) === kind) ?? 'Công văn',
      number: line.slice(at, at + number.length),
      ...(signed?.groups ? { date: dayFrom(signed.groups) } : {}),
      ...(issuer ? { issuer } : {}),
      ...(about ? { subject: slice(original, about, 'subject') } : {}),
    };
  }
  return {};
}

/** The words of a group that was found in the folded form of a text. */
function slice(text: string, match: RegExpExecArray, group: string): string {
  const words = match.groups?.[group] ?? '';
  const at = match.index + match[0].indexOf(words);
  return text.slice(at, at + words.length).trim();
}

function dayFrom({ y, m, d }: { [key: string]: string | undefined }): Day | null {
  const [year, month, day] = [Number(y), Number(m), Number(d)];
  const exists =
    year >= 2000 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? dayOf(year, month, day) : null;
}
