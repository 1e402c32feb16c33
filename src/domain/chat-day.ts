import { civilDate, type Day, dayOf, daysInMonth, weekdayOf } from './civil-day.ts';
import { fold } from './fold.ts';
import { COUNT, countOf, type DayReading, type Lean, resolve, whichOf, writtenDayAt } from './written-day.ts';

/** First and last day of a leave. */
export type PeriodReading =
  | { readonly kind: 'period'; readonly from: Day; readonly to: Day }
  /** One of its days is impossible, or it ends before it begins. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'none' };

const NONE = { kind: 'none' } as const;
const IMPOSSIBLE = { kind: 'impossible' } as const;

const PRONOUN = 'anh|chi|em|co|chu(?! nhat)|bac|sep|thay|minh|e|oi';
/** What people put around a day: «dạ mai ạ», «chắc thứ 6 nha anh», «(20/3)». */
const IN_FRONT = new RegExp(`^(?:[^\\p{L}\\d]+|(?:da|vang|ok|thua|chac|cho|${PRONOUN})[ ,]+)+`, 'u');
const AT_THE_END = new RegExp(`(?:[^\\p{L}\\d]+|[ ,]+(?:a|ah|nha|nhe|nhen|nghen|hen|nghe|luon|${PRONOUN}))+$`, 'u');

function trimmed(text: string): string {
  return fold(text).replace(IN_FRONT, '').replace(AT_THE_END, '');
}

/**
 * The day that a text names and nothing else: «mai», «thứ Sáu tuần sau», «20/3», «ngày 20», «cuối tháng», «3 ngày nữa»,
 * «2026-03-20», with or without diacritics and polite words around it. A week or month stands for its last (working) day.
 */
export function readDay(text: string, today: Day, lean: Lean = 'future'): DayReading {
  return wholeDay(trimmed(text), today, lean, today);
}

function wholeDay(folded: string, today: Day, lean: Lean, near: Day): DayReading {
  if (/^(?:buoi )?(?:sang|trua|chieu|toi|dem)$/.test(folded)) return { kind: 'day', day: today, assumed: true };
  // Between other words «1-3» is a range; alone it is a date.
  const text = folded.replace(/^(\d{1,2}) ?- ?(\d{1,2})$/, '$1/$2');
  const found = writtenDayAt(text);
  return found?.length === text.length ? resolve(found.written, today, lean, near) : NONE;
}

/**
 * The days of a leave: «20/3–25/3», «từ 20 đến 25/3», «mai», «tuần sau», «từ mai đến thứ 6», «3 ngày từ 20/3». One that
 * has begun counts as this one: «20/3–25/3», written on 22 March, is not next year's.
 */
export function readPeriod(text: string, today: Day): PeriodReading {
  const folded = trimmed(text).replace(/\s*(?:->|→|~)\s*/g, ' - ');
  return stretch(folded, today) ?? fromDay(folded, today) ?? oneDay(folded, today) ?? betweenDays(folded, today);
}

/** Shorter ago than this, a date without its year is hardly meant for next year. */
const JUST_NOW_DAYS = 65;
const A_YEAR = 365;

/** True for «1/3» or «1/3–4/3», said on 11 March: without its year it is read as next year's, and hardly meant so. */
export function hasJustPassed(text: string, today: Day): boolean {
  const now = readPeriod(text, today);
  const then = readPeriod(text, today - JUST_NOW_DAYS);
  return now.kind === 'period' && then.kind === 'period' && then.to < today && now.to - then.to >= A_YEAR;
}

/** «tuần sau», «cả tháng 4», «hết tuần»: from its first day, or from today where that has passed. */
function stretch(folded: string, today: Day): PeriodReading | null {
  const match =
    /^(?:ca |trong |nguyen |het )?(?:(?<unit>tuan|thang)(?: (?<which>nay|sau|toi|ke|ke tiep|\d{1,2}))?)$/.exec(folded);
  if (!match) return null;
  const { unit, which = 'nay' } = match.groups ?? {};
  if (unit === 'tuan') {
    if (/\d/.test(which)) return null;
    const monday = today - weekdayOf(today) + 1 + 7 * whichOf(which);
    return { kind: 'period', from: Math.max(today, monday), to: monday + 6 };
  }
  const reading = wholeDay(`cuoi thang ${which}`, today, 'future', today);
  if (reading.kind !== 'day') return reading;
  const { year, month } = civilDate(reading.day);
  return {
    kind: 'period',
    from: Math.max(today, dayOf(year, month, 1)),
    to: dayOf(year, month, daysInMonth(year, month)),
  };
}

const DAYS = `(?<n>${COUNT}) (?:ngay|hom|bua)`;
const COUNTED = [
  new RegExp(`^${DAYS} (?:(?:ke |tinh )?tu|bat dau(?: tu)?) (?<from>.+)$`),
  new RegExp(`^(?:tu )?(?<from>.+?),? (?:trong |nghi |vang )?${DAYS}$`),
];

/** «3 ngày từ mai», «từ 20/3 trong 3 ngày», «3 ngày tới» (which begin tomorrow). */
function fromDay(folded: string, today: Day): PeriodReading | null {
  const coming = new RegExp(`^(?:trong )?${DAYS} toi$`).exec(folded);
  if (coming) return lasting(today + 1, countOf(coming.groups!.n!));
  for (const pattern of COUNTED) {
    const groups = pattern.exec(folded)?.groups;
    if (!groups) continue;
    const first = wholeDay(groups.from!, today, 'future', today);
    if (first.kind === 'impossible') return first;
    if (first.kind === 'day') return lasting(first.day, countOf(groups.n!));
  }
  return null;
}

function lasting(from: Day, days: number): PeriodReading {
  return days >= 1 ? { kind: 'period', from, to: from + days - 1 } : IMPOSSIBLE;
}

function oneDay(folded: string, today: Day): PeriodReading | null {
  const until = /^(?:den|toi|het|den het) (.+)$/.exec(folded);
  if (until) {
    const last = wholeDay(until[1]!, today, 'future', today);
    return last.kind === 'day' ? ordered(today, last.day) : last.kind === 'impossible' ? last : null;
  }
  const reading = wholeDay(folded, today, 'future', today);
  if (reading.kind === 'none') return null;
  return reading.kind === 'day' ? { kind: 'period', from: reading.day, to: reading.day } : reading;
}

/** Everything between two days; the first that is a day on both sides of a joining word counts. */
function betweenDays(folded: string, today: Day): PeriodReading {
  const text = folded.replace(/^tu (?!sau|den)/, '');
  let impossible = false;
  for (const join of text.matchAll(/ ?(-| (?:cho )?(?:den|toi)(?: het)?(?= )| (?:va|voi|roi)(?= )|,) ?/g)) {
    const [left, right] = [text.slice(0, join.index), text.slice(join.index + join[0].length)];
    const period = between(left.trim(), right.trim(), today);
    if (period.kind === 'impossible') impossible = true;
    if (period.kind !== 'period') continue;
    // «20/3 và 25/3» are two days, not six.
    const listed = /va|voi|roi|,/.test(join[1]!);
    return listed && period.to !== period.from + 1 ? NONE : period;
  }
  return impossible ? IMPOSSIBLE : NONE;
}

const bareDay = (text: string) => (/^\d{1,2}$/.test(text) ? `ngay ${text}` : text);

function between(left: string, right: string, today: Day): PeriodReading {
  const first = wholeDay(bareDay(left), today, 'future', today);
  if (first.kind === 'none') return NONE;
  const weekday = first.kind === 'day' && writtenDayAt(left)?.written.kind === 'weekday';
  // «thứ 2 đến thứ 6» is the next Monday, not the one of this week.
  if (first.kind === 'day' && weekday) return upTo(first.day, right, today);
  if (/^\d{1,2}$/.test(right)) {
    const begun = wholeDay(bareDay(left), today, 'past', today);
    const period = begun.kind === 'day' ? upTo(begun.day, bareDay(right), today) : begun;
    if (first.kind !== 'day' || (period.kind === 'period' && period.to >= today)) return period;
    return upTo(first.day, bareDay(right), today);
  }
  const last = wholeDay(right, today, 'future', today);
  if (last.kind !== 'day') return last;
  const from = wholeDay(bareDay(left), today, 'past', last.day);
  if (from.kind !== 'day') return from;
  return from.assumed && isReversed(from.day, last.day) ? IMPOSSIBLE : ordered(from.day, last.day);
}

const HALF_A_YEAR = 183;

/** «15/3 đến 13/3»: typed the wrong way round rather than meant from last year to this one. */
function isReversed(from: Day, to: Day): boolean {
  return civilDate(from).year < civilDate(to).year && to - from > HALF_A_YEAR;
}

function upTo(from: Day, right: string, today: Day): PeriodReading {
  const last = wholeDay(right, today, 'future', from);
  return last.kind === 'day' ? ordered(from, last.day) : last;
}

function ordered(from: Day, to: Day): PeriodReading {
  return from <= to ? { kind: 'period', from, to } : IMPOSSIBLE;
}
