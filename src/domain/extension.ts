import type { Calendar } from './calendar.ts';
import { hasJustPassed, readDay } from './chat-day.ts';
import type { Day } from './civil-day.ts';
import { fold } from './fold.ts';
import { COUNT, countOf } from './written-day.ts';

/** How long an extension is asked for: calendar days unless working days are said, or up to a day. */
export type ExtensionLength =
  | { readonly kind: 'days'; readonly days: number; readonly working: boolean }
  | { readonly kind: 'until'; readonly day: Day };

/** What reminding of one deadline aims at now. */
export interface ExtendedDates {
  readonly target: Day;
  readonly legalLastDay: Day;
  /** The day of an extension that was approved before. */
  readonly remindBy: Day | null;
}

export type ExtensionAim =
  | { readonly kind: 'aim'; readonly day: Day }
  | { readonly kind: 'past' }
  /** No later than the deadline as it stands. */
  | { readonly kind: 'not-later'; readonly present: Day }
  | { readonly kind: 'too-far'; readonly furthest: Day };

export const LONGEST_EXTENSION_DAYS = 30;

/**
 * The working day up to which reminding would be put off. Days are counted on from the deadline as it stands, or from
 * today once that has passed; a term that ends on a day off ends with the next working day, and a date that is a day off
 * is met by the last working day before it.
 */
export function extensionAim(
  length: ExtensionLength,
  dates: ExtendedDates,
  calendar: Calendar,
  today: Day,
): ExtensionAim {
  const present = dates.remindBy ?? dates.legalLastDay;
  const base = Math.max(present, today);
  const furthest = base + LONGEST_EXTENSION_DAYS;
  if (length.kind === 'days') {
    const { days, working } = length;
    if (days < 1) return { kind: 'not-later', present };
    if (days > LONGEST_EXTENSION_DAYS) return tooFar();
    const day = working ? calendar.addWorkingDays(base, days) : calendar.firstWorkingDayOnOrAfter(base + days);
    return base + days > furthest || (working && day > furthest) ? tooFar() : { kind: 'aim', day };
  }
  const { day } = length;
  if (day < today) return { kind: 'past' };
  if (day <= present) return { kind: 'not-later', present };
  if (day > furthest) return tooFar();
  const before = calendar.lastWorkingDayOnOrBefore(day);
  return { kind: 'aim', day: before > present && before >= today ? before : calendar.firstWorkingDayOnOrAfter(day) };

  function tooFar(): ExtensionAim {
    return { kind: 'too-far', furthest: calendar.lastWorkingDayOnOrBefore(furthest) };
  }
}

const LEAD = 'xin|cho|em|toi|minh|duoc|lui|doi|hoan|khat|tre|cham|lai|them|thoi han|han|ngay nop';
const LENGTH = new RegExp(`^(?<n>${COUNT}) (?<unit>ngay|hom|bua|hum|tuan|thang)(?<working> lam viec)?(?: nua)?$`);
const UNTIL = /^(?:den|toi|sang|qua|vao|truoc) (?:ngay (?=\d+$))?/;
const TAIL = /(?:[.,!?]|\s(?:a|ah|nha|nhe|nhen|di|duoc khong|duoc ko|voi|giup|giup em|anh|chi|em))+$/;
const DAYS_OF: Readonly<Record<string, number>> = { tuan: 7, thang: 30 };

/** «2 ngày», «thêm 3 ngày làm việc», «một tuần», «đến thứ Sáu», «20/3». Null where it is none of these. */
export function readExtensionLength(text: string, today: Day): ExtensionLength | 'impossible' | null {
  const folded = fold(text).replace(TAIL, '');
  const bare = folded.replace(new RegExp(`^(?:(?:${LEAD}) )+(?!(?:nay|sau|truoc)\\b)`), '');
  for (const words of [bare, folded]) {
    const counted = LENGTH.exec(words)?.groups;
    if (counted) {
      const { n = '', unit = '', working } = counted;
      return { kind: 'days', days: countOf(n) * (DAYS_OF[unit] ?? 1), working: working !== undefined };
    }
  }
  const until = bare.replace(UNTIL, '');
  const dayOfMonth = until !== bare && /^\d{1,2}$/.test(until) ? `ngày ${until}` : until;
  for (const words of [dayOfMonth, until.replace(/^het /, ''), bare, folded]) {
    const reading = readDay(words, today, 'future');
    if (reading.kind === 'impossible') return 'impossible';
    // «đến 1/3» on 11 March has passed, and is not next year's.
    const meant = hasJustPassed(words, today) ? readDay(words, today, 'past') : reading;
    if (meant.kind === 'day') return { kind: 'until', day: meant.day };
  }
  return null;
}

export interface SplitExtension {
  readonly task?: string;
  readonly length?: string;
  readonly reason?: string;
}

/** More words than these are no request. */
const MOST_WORDS = 80;
const LONGEST_LENGTH_WORDS = 9;
const BEGINS_LENGTH = /^(?:them|den|toi|lui|sang|doi|hoan|tre|cham|khat)$/;
/** «xin thêm 2 ngày cho việc 1 vì …»: the task behind the length. */
const TASK_BEHIND = /^(?:cho |của |cua |với |voi )?(?:việc |viec |số |so )*#?(\d{1,4})(?![\d/.])[,.;]?\s*(.*)$/iu;
const BEGINS_REASON = /^(?:vi|do|tai|boi|ly|li|nham|de)$/;

/**
 * «3 thêm 2 ngày vì chờ số liệu» in its parts, as typed: which task, how long, and why. Parts can also stand between
 * semicolons. A title may hold words that look like a date («Báo cáo tháng 3»), so the clearest wording of a length wins.
 */
export function splitExtension(text: string, today: Day): SplitExtension {
  if (text.includes(';')) {
    const [task, length, ...reason] = text.split(';').map((part) => part.trim());
    return parts(task, length, reason.join('; '));
  }
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (words.length > MOST_WORDS) return parts(text, undefined, undefined);
  const folded = words.map((word) => fold(word));
  const found = lengthIn(words, folded, today);
  if (found) {
    const [from, to] = found;
    const before = taskWords(words.slice(0, from).join(' '));
    const behind = TASK_BEHIND.exec(words.slice(to).join(' '));
    if (before === '' && behind) return parts(behind[1], words.slice(from, to).join(' '), reasonWords(behind[2] ?? ''));
    return parts(before, words.slice(from, to).join(' '), reasonWords(words.slice(to).join(' ')));
  }
  const reasonAt = folded.findIndex(
    (word, index) => word === 'vi' || (/^l[yi]$/.test(word) && folded[index + 1] === 'do'),
  );
  if (reasonAt < 0) return parts(taskWords(text), undefined, undefined);
  return parts(taskWords(words.slice(0, reasonAt).join(' ')), undefined, reasonWords(words.slice(reasonAt).join(' ')));
}

/** From and to (exclusive) of the words that say how long. */
function lengthIn(words: readonly string[], folded: readonly string[], today: Day): readonly [number, number] | null {
  const reads = (from: number, to: number) => readExtensionLength(words.slice(from, to).join(' '), today) !== null;
  const longestAt = (from: number, wanted: (to: number) => boolean): number | null => {
    for (let to = Math.min(words.length, from + LONGEST_LENGTH_WORDS); to > from; to--) {
      if (wanted(to) && reads(from, to)) return to;
    }
    return null;
  };
  const counted = (from: number) => new RegExp(`^(?:${COUNT})$`).test(folded[from] ?? '');
  const atTheEnd = (to: number) => to === words.length || BEGINS_REASON.test(folded[to] ?? '');
  const ways: readonly [(from: number) => boolean, (from: number, to: number) => boolean][] = [
    [(from) => BEGINS_LENGTH.test(folded[from] ?? ''), () => true],
    [counted, (from, to) => LENGTH.test(folded.slice(from, to).join(' '))],
    // «Báo cáo tháng 3» is a title.
    [(from) => folded[from] !== 'thang', (_from, to) => atTheEnd(to)],
  ];
  for (const [begins, ends] of ways) {
    for (let from = 0; from < words.length; from++) {
      const to = begins(from) ? longestAt(from, (end) => ends(from, end)) : null;
      if (to !== null) return [from, to];
    }
  }
  return null;
}

const ABOUT_ASKING =
  /^(?:da|thua|anh|chi|sep|oi|em|toi|minh|cho|xin|phep|giup|duoc|lui|doi|hoan|khat|gia|han|gh|tre|cham|thi|nay|[^a-z0-9#]*)$/;

/** Beside those, nothing but these is no task either: «sếp cho em xin thêm mấy hôm», «e xin nộp muộn». */
const NO_TASK =
  /^(?:e|a|c|co|chu|bac|ad|nop|gui|muon|them|thoi|gian|may|vai|it|chut|xiu|hom|bua|ngay|nua|nha|nhe|voi)$/;

/** Without the words of asking around it: «cho em lùi việc 1», «#2 xin gia hạn», «1:». */
function taskWords(text: string): string {
  const words = text.split(/\s+/).filter(Boolean);
  const plain = words.map((word) => fold(word).replace(/[,.:;-]+$/, ''));
  if (plain.every((word) => ABOUT_ASKING.test(word) || NO_TASK.test(word))) return '';
  const from = plain.findIndex((word) => !ABOUT_ASKING.test(word));
  const to = plain.findLastIndex((word) => !ABOUT_ASKING.test(word));
  return words
    .slice(Math.max(from, 0), to + 1)
    .join(' ')
    .replace(/[,.:;-]+$/, '');
}

function reasonWords(text: string): string {
  return text
    .replace(/^(?:[,.:;-]|nữa|nua)+\s*/iu, '')
    .replace(/^(?:vì|vi|do|tại|tai|bởi|boi|lý do|ly do|lí do|li do)(?:\s+(?:là|la|vì|vi))?[\s:]+/iu, '')
    .replace(/(?:(?:^|\s+)(?:ạ|nhé|nhe|nha|giúp em|giup em|với ạ))+[.\s]*$/iu, '')
    .trim();
}

function parts(task: string | undefined, length: string | undefined, reason: string | undefined): SplitExtension {
  return {
    ...(task ? { task } : {}),
    ...(length ? { length } : {}),
    ...(reason ? { reason } : {}),
  };
}
