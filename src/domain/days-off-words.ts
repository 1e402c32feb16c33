import type { Calendar } from './calendar.ts';
import { readPeriod } from './chat-day.ts';
import { addMonths, type Day, weekdayOf } from './civil-day.ts';
import { fold } from './fold.ts';

/** Days off, and weekend days that are worked in exchange, each in order. */
export interface DaysOff {
  readonly off: readonly Day[];
  readonly worked: readonly Day[];
}

export type DaysOffReading =
  | { readonly kind: 'days'; readonly days: DaysOff }
  /** No day could be read in these words, or one that is in no calendar, or a stretch that ends before it begins. */
  | { readonly kind: 'none' | 'impossible' | 'reversed'; readonly typed: string }
  | { readonly kind: 'refused'; readonly why: DaysOffProblem };

/** Why days cannot be entered as they were said. */
export type DaysOffProblem =
  | {
      /** `past`: it is over. `far`: probably a slip of the pen. `free`: a weekend day is off anyway. */
      readonly kind: 'past' | 'far' | 'free' | 'weekday' | 'worked';
      readonly day: Day;
    }
  /** More days than any holiday has. */
  | { readonly kind: 'many'; readonly count: number };

/** What a line «16–20/2/2027; làm bù 13/2; Tết Nguyên đán; Thông báo số 1/TB» says, still in its own words. */
export interface DaysOffLine {
  readonly days?: string;
  readonly name?: string;
  readonly source?: string;
}

const FURTHEST_DAYS = 800;
const MOST_DAYS = 31;
/** A day without a year that was so few days ago is meant as that one, not as next year's. */
const LATELY_DAYS = 60;

/** «làm bù», «nghỉ bù», «bù»: in what is typed, with or without diacritics. */
const BU = '(?:(?:[đd]i )?l[àa]m (?:vi[ệe]c )?|ngh[ỉi] )?b[ùu]';
const BEFORE_BU = new RegExp(
  `(?<![đd]i|l[àa]m|vi[ệe]c|ngh[ỉi])[,\\s]+(?=${BU} (?:v[àa]o |ng[àa]y |th[ứu] |t\\d|\\d|ch[ủu] nh[ậa]t))`,
  'iu',
);
const MARK =
  /^(?:(?<worked>(?:di )?lam (?:viec )?bu)|(?<either>(?:nghi )?bu)|nghi(?: le)?)(?: vao)? (?!cho |dip |thay )(?=\S)/;
/** What a day begins with. */
const DAY = /^(?:ngay |vao |tu )*(?:\d|(?:thu|t[2-7]|chu nhat|cn|mai|tuan)\b)/;
/** Words that a document begins with, or a number as documents have. */
const DOCUMENT =
  /^(?:theo |nguon:? )|^(?:thong bao|cong van|quyet dinh|nghi quyet|nghi dinh|chi thi|van ban|tb|cv|qd)\b|\bso \d|\d\/[a-z]/;

/** Days come first, whatever order the rest is in: what looks like a document is the source, other words the name. */
export function splitDaysOff(line: string): DaysOffLine {
  const parts = partsOf(line).flatMap((part, index) => (index === 0 ? daysFirst(part) : [part]));
  const first = parts[0];
  if (first === undefined) return {};
  const rest = parts.slice(1);
  const dated = rest.filter((part) => isDated(fold(part)));
  const words = rest.filter((part) => !dated.includes(part));
  const source = words.find((part) => isDocument(fold(part))) ?? words[1];
  const name = words.find((part) => part !== source);
  return {
    days: [first, ...dated].join('; '),
    ...(name === undefined ? {} : { name }),
    ...(source === undefined ? {} : { source: source.replace(/^(?:theo|nguồn:?|nguon:?)\s+/iu, '') }),
  };
}

/** «Tết Nguyên đán từ 5/2 đến 10/2/2027»: the days, and then their name. */
function daysFirst(part: string): string[] {
  const named = /^(\p{L}[\p{L} ]*?)[\s,:]+((?:từ |tu )?(?:ngày |ngay )?\d.*)$/iu.exec(part);
  const [, name = '', days = ''] = named ?? [];
  const folded = fold(part);
  const begins = DAY.test(folded.replace(MARK, '')) || /^(?:ca|het|trong|thang|dau|cuoi|lam|di lam|bu)\b/.test(folded);
  return named && !begins ? [days, name] : [part];
}

/** Cut at «;» and before «làm bù». */
function partsOf(line: string): string[] {
  const parts = line
    .normalize('NFC')
    .split(';')
    .flatMap((part) => part.split(BEFORE_BU));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

const isDocument = (folded: string) => DOCUMENT.test(folded) || /^(?:khong|chua) co$/.test(folded);
const isDated = (folded: string) => MARK.test(folded) && DAY.test(folded.replace(MARK, ''));

/**
 * Days as they are typed: «23/11/2026; làm bù 28/11», «16–20/2, 23/2/2027». In a stretch of days off weekends are passed
 * over. «nghỉ bù» of a weekend day can only mean that it is worked.
 */
export function readDaysOff(text: string, calendar: Calendar, today: Day): DaysOffReading {
  const off = new Set<Day>();
  const worked = new Set<Day>();
  let near = today;
  for (const part of partsOf(text)) {
    const mark = MARK.exec(fold(part))?.groups;
    const read = readDays(part, today, near);
    if (read.kind !== 'periods') return read;
    for (const { from, to } of read.periods) {
      near = from;
      for (let day = from; day <= to; day++) {
        const weekend = weekdayOf(day) > 5;
        if (mark?.worked || (mark?.either && weekend)) {
          if (!weekend) return refused({ kind: 'weekday', day });
          worked.add(day);
        } else if (!weekend) off.add(day);
        else if (calendar.isWorkingDay(day)) return refused({ kind: 'worked', day });
        else if (from === to) return refused({ kind: 'free', day });
      }
    }
  }
  if (off.size + worked.size === 0) return { kind: 'none', typed: text.trim() };
  const sorted = (days: Set<Day>) => [...days].sort((a, b) => a - b);
  return { kind: 'days', days: { off: sorted(off), worked: sorted(worked) } };
}

export type DaysReading =
  | { readonly kind: 'periods'; readonly periods: readonly { readonly from: Day; readonly to: Day }[] }
  | Exclude<DaysOffReading, { kind: 'days' }>;

/** The coming days that a text names, whatever they are: «23/11, 24/11», «16–20/2/2027». */
export function readDays(text: string, today: Day, near: Day = today): DaysReading {
  const folded = fold(text);
  const periods: { from: Day; to: Day }[] = [];
  for (const piece of pieces(folded.slice(MARK.exec(folded)?.[0].length ?? 0))) {
    const read = period(piece, today, periods.at(-1)?.from ?? near);
    if (read === null) return { kind: 'none', typed: text.trim() };
    if (read === 'impossible' || read === 'reversed') return { kind: read, typed: text.trim() };
    const length = read.to - read.from + 1;
    if (read.from < today) return refused({ kind: 'past', day: read.from });
    if (read.to > today + FURTHEST_DAYS) return refused({ kind: 'far', day: read.to });
    if (length > MOST_DAYS) return refused({ kind: 'many', count: length });
    periods.push(read);
  }
  return periods.length === 0 ? { kind: 'none', typed: text.trim() } : { kind: 'periods', periods };
}

const refused = (why: DaysOffProblem) => ({ kind: 'refused', why }) as const;

/** «23, 24 và 25/11/2027» as three days of one month; a day of the week before its date stays with it. */
function pieces(folded: string): string[] {
  const all = folded.split(/\s*(?:,|&| va )\s*/).filter((piece) => piece !== '');
  let month = '';
  return all
    .reverse()
    .map((piece) => {
      if (/^(?:ngay )?\d{1,2}$/.test(piece)) return `${piece}${month}`;
      month = /\d(\/\d{1,2}(?:\/\d{4})?)$/.exec(piece)?.[1] ?? month;
      return piece;
    })
    .reverse();
}

const WITH_YEAR = /\d{1,2}([/.-])\d{1,2}\1\d{2}|\d{4}|nam \d/;

/** «10/2 - 5/2/2027»: two days that exist, and no stretch between them. */
function isReversed(typed: string, today: Day): boolean {
  const ends = typed.replace(/^tu /, '').split(/ ?(?:[-–]| (?:den|toi)(?: het)? ) ?/);
  const days = ends.map((end) => readPeriod(/^\d{1,2}$/.test(end) ? `ngay ${end}` : end, today));
  return days.length === 2 && days.every((day) => day.kind === 'period');
}

/** Days without a year are near those said before them; one that has just passed is no day of next year. */
function period(typed: string, today: Day, near: Day): { from: Day; to: Day } | 'impossible' | 'reversed' | null {
  const dated = /\d ?[/.-] ?\d/.test(typed);
  const read = readPeriod(typed, dated ? Math.max(today, near - LATELY_DAYS * 3) : today);
  if (read.kind === 'none') return null;
  if (read.kind === 'impossible') return isReversed(typed, today) ? 'reversed' : 'impossible';
  const before = addMonths(read.from, -12);
  const justPassed = dated && !WITH_YEAR.test(typed) && before < today && before >= today - LATELY_DAYS;
  return justPassed ? { from: before, to: before } : { from: read.from, to: read.to };
}
