import { beginsWithVerb } from './directive-title.ts';
import { fold } from './fold.ts';

/** People and positions that may be named: by what they go by, as they are called. */
export interface Nameable {
  readonly name: string;
  /** Every way in which it may be written. */
  readonly written: readonly string[];
}

/** Those who are named after these words are not the ones who lead. */
const OTHERS =
  /(?:phoi hop (?:voi|cung)|cung voi|gui(?: ve| cho| den)?|ve|qua|cua|trinh|den)\s+(?:cac\s+)?(?:dong chi\s+|ong\s+|ba\s+)?$/;
/** The office itself is whom the document is addressed to, not somebody in it. */
const OFFICE_ITSELF = /^(?:ubnd|uy ban nhan dan)(?: cac)? (?:xa|phuong|thi tran|dac khu)/;
/** «Văn phòng UBND tỉnh» is another office. */
const ABOVE_US = /^ (?:tinh|huyen|thanh pho|tp\b|cap tren|cap tinh|cap huyen)/;

interface Mention {
  readonly name: string;
  readonly at: number;
  readonly end: number;
}

/** Where people and positions of the office are named, the longest name first where two begin together. */
function mentionsIn(folded: string, names: readonly Nameable[]): Mention[] {
  const found: Mention[] = [];
  for (const { name, written } of names) {
    for (const each of written.map(fold)) {
      if (each.length < 3 || OFFICE_ITSELF.test(each)) continue;
      for (let at = folded.indexOf(each); at !== -1; at = folded.indexOf(each, at + 1)) {
        const end = at + each.length;
        const whole = !/[a-z0-9]/.test(folded[at - 1] ?? ' ') && !/[a-z0-9]/.test(folded[end] ?? ' ');
        if (whole && !ABOVE_US.test(folded.slice(end))) found.push({ name, at, end });
      }
    }
  }
  const kept: Mention[] = [];
  for (const mention of found.sort((a, b) => a.at - b.at || b.end - a.end))
    if (mention.at >= (kept.at(-1)?.end ?? 0)) kept.push(mention);
  return kept;
}

/** Those who are told to do something; «phối hợp với …» and «gửi về …» name others. */
export function leadersIn(sentence: string, names: readonly Nameable[]): string[] {
  const folded = fold(sentence);
  const leading: string[] = [];
  let others = false;
  let last = 0;
  for (const { name, at, end } of mentionsIn(folded, names)) {
    // «phối hợp với A, B»: B as well.
    const listed = /^\s*(?:,|và|va|, va)\s*$/.test(folded.slice(last, at));
    others = OTHERS.test(folded.slice(0, at)) || (others && listed);
    if (!others) leading.push(name);
    last = end;
  }
  return [...new Set(leading)];
}

const BETWEEN = /^[\s,;:()-]*(?:(?:va|dong chi|d\/c|ong|ba|anh|chi|cac|bo phan|chuc danh)\s+)*[\s(]*$/;

/** «Công chức Tư pháp (chị Lan) tổng hợp …» without the one who does it. */
export function withoutOwner(text: string, names: readonly Nameable[]): string {
  const folded = fold(text);
  if (folded.length !== text.length) return text;
  let rest = 0;
  for (const { at, end } of mentionsIn(folded, names)) {
    if (!BETWEEN.test(folded.slice(rest, at))) break;
    rest = end;
  }
  if (rest === 0) return text;
  const after = text.slice(rest).replace(/^[\s,;:)–-]+/, '');
  const divided = /^[\s)]*[:–-]/.test(text.slice(rest));
  return after !== '' && (divided || beginsWithVerb(after)) ? after : text;
}
