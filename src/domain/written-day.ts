import {
  civilDate,
  type Day,
  dayInMonth,
  dayOf,
  daysInMonth,
  FIRST_YEAR,
  LAST_YEAR,
  monthIndex,
  monthOfIndex,
  type Weekday,
  weekdayOf,
} from './civil-day.ts';

/**
 * Which way what is not written is filled in: a promise or a leave lies ahead, a receipt lies behind. «20/3» is the next
 * 20 March or the last one, today included; «thứ 6» on a Friday is a week ahead or today itself, because nobody calls
 * today by its weekday in a promise.
 */
export type Lean = 'future' | 'past';

/** A day as the words give it, before it is known which day that is. */
export type WrittenDay =
  | { readonly kind: 'offset'; readonly days: number; readonly months?: number }
  /** `weeks`: 0 this week, 1 the next; null where no week is named */
  | { readonly kind: 'weekday'; readonly weekday: Weekday; readonly weeks: number | null }
  /** `month` is a number, `months` is counted from this month; `weekday` is what was written beside the date */
  | {
      readonly kind: 'date';
      readonly day: number | 'last';
      readonly month?: number;
      readonly months?: number;
      readonly year?: number;
      readonly weekday?: Weekday;
    };

/** A day as somebody wrote it in a chat; `assumed`: part of it was not written and follows from the lean. */
export type DayReading =
  | { readonly kind: 'day'; readonly day: Day; readonly assumed: boolean }
  /** Written as a date that no calendar has (30/2), lies outside the supported years, or has another weekday. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'none' };

const IMPOSSIBLE: DayReading = { kind: 'impossible' };
const FRIDAY = 5;

const SMALL = ['', 'mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi'];
export const COUNT = '\\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi';

/** «3», «ba»; the words are folded. */
export function countOf(text: string): number {
  return /^\d/.test(text) ? Number(text) : SMALL.indexOf(text);
}

const WEEKDAY_WORDS: Readonly<Record<string, Weekday>> = { hai: 1, ba: 2, tu: 3, nam: 4, sau: 5, bay: 6 };
const WEEKDAY = 'thu ?(?:[2-7]|hai|ba|tu|nam|sau|bay)|t[2-7]|chu nhat|cn';

function weekdayNamed(text: string): Weekday {
  if (text.startsWith('c')) return 7;
  const name = text.replace(/^thu ?|^t/, '');
  return WEEKDAY_WORDS[name] ?? ((Number(name) - 1) as Weekday);
}

/** «này», «sau», «trước» of weeks, months and years, as a number of them. */
const WHICH = 'nay|sau nua|sau|toi|ke tiep|ke|truoc|vua roi|vua qua|roi|qua';
export const whichOf = (word: string): number =>
  word === 'nay' ? 0 : word === 'sau nua' ? 2 : /^(?:sau|toi|ke)/.test(word) ? 1 : -1;

const CLOCK = '(?:truoc )?\\d{1,2} ?(?:h|g|gio|:)(?: ?\\d{2})?';
const PART = `(?:buoi )?(?:sang|trua|chieu|toi|dem|khuya)|${CLOCK}`;
const BEFORE = `(?:(?:vao|luc|hom|khoang|${PART}) )*`;
const BEHIND = `(?: (?:${PART}|luc ${CLOCK}))*`;
/** «thứ Sáu 13/3», «thứ 6 ngày 13/3», «thứ Sáu, 13/3» */
const WITH_WEEKDAY = `(?:(?<weekday>${WEEKDAY}),? )?(?:ngay |hom )?(?:m[uo]ng )?`;

type Groups = Readonly<Record<string, string | undefined>>;

const named = (words: string, days: number): [string, () => WrittenDay] => [words, () => ({ kind: 'offset', days })];

function date(g: Groups): WrittenDay {
  const number = (text: string | undefined) => (text === undefined ? undefined : countOf(text));
  const year = number(g.year);
  const rest = {
    month: number(g.month),
    months: g.which === undefined ? undefined : whichOf(g.which),
    year: year !== undefined && year < 100 ? 2000 + year : year,
    weekday: g.weekday === undefined ? undefined : weekdayNamed(g.weekday),
  };
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { kind: 'date', day: number(g.day)!, ...given };
}

/** The last working day of an ordinary week keeps what was promised for the week. */
function week(g: Groups): WrittenDay {
  const weekday: Weekday = g.edge === 'dau' ? 1 : g.edge === 'giua' ? 3 : FRIDAY;
  return { kind: 'weekday', weekday, weeks: whichOf(g.which ?? 'nay') };
}

/** «đầu tháng», «giữa tháng», «cuối tháng»: the 1st, the 15th, the last day (Civil Code 2015, article 146). */
function month(g: Groups): WrittenDay {
  const day = g.edge === 'dau' ? 1 : g.edge === 'giua' ? 15 : 'last';
  if (g.month !== undefined) return { ...date({ ...g, day: '1' }), kind: 'date', day };
  return { kind: 'date', day, ...(g.which === undefined ? {} : { months: whichOf(g.which) }) };
}

/** Every way of writing a day, over folded text; the longest that fits counts. */
const WRITTEN: readonly (readonly [pattern: string, read: (groups: Groups) => WrittenDay])[] = [
  named('(?:ngay )?hom nay|bua nay|hum nay|hnay|nay', 0),
  named('(?:ngay |bua |hom )?mai|tomorrow', 1),
  named('(?:ngay |bua |hom )?mot|ngay kia', 2),
  named('(?:ngay )?hom qua|bua qua|hum qua|hqua', -1),
  named('hom kia', -2),
  [`(?<n>${COUNT}) (?:ngay|hom|bua|hum) (?:nua|toi)`, (g) => ({ kind: 'offset', days: countOf(g.n!) })],
  [`(?:trong|sau) (?<n>${COUNT}) (?:ngay|hom|bua)`, (g) => ({ kind: 'offset', days: countOf(g.n!) })],
  [`(?<n>${COUNT}) tuan (?:nua|toi)`, (g) => ({ kind: 'offset', days: 7 * countOf(g.n!) })],
  [`(?<n>${COUNT}) thang nua`, (g) => ({ kind: 'offset', days: 0, months: countOf(g.n!) })],
  [`(?:cach day )?(?<n>${COUNT}) (?:ngay|hom|bua) truoc`, (g) => ({ kind: 'offset', days: -countOf(g.n!) })],
  [`cach day (?<n>${COUNT}) (?:ngay|hom|bua)`, (g) => ({ kind: 'offset', days: -countOf(g.n!) })],
  [
    `(?<weekday>${WEEKDAY})(?:,? (?:(?:cua )?tuan (?<which>${WHICH})|(?<near>nay|toi|truoc|vua roi|vua qua)))?`,
    ({ weekday, which, near }) => ({
      kind: 'weekday',
      weekday: weekdayNamed(weekday!),
      weeks: which !== undefined ? whichOf(which) : near === 'nay' ? 0 : null,
    }),
  ],
  [`(?:(?<edge>dau|giua|cuoi|het|trong) )?tuan (?<which>${WHICH})|(?<edge>dau|giua|cuoi|het|trong) tuan`, week],
  [
    `(?:(?<edge>dau|giua|cuoi|het|trong) )?thang (?:(?<month>\\d{1,2})(?:(?:/| nam )(?<year>\\d{4}))?|(?<which>${WHICH}))|(?<edge>dau|giua|cuoi|het|trong) thang`,
    month,
  ],
  ['(?<year>\\d{4})(?<s>[-/.])(?<month>\\d{1,2})\\k<s>(?<day>\\d{1,2})', date],
  [
    `${WITH_WEEKDAY}(?<day>\\d{1,2}) ?(?<s>[-/.]) ?t?(?<month>\\d{1,2}) ?(?:\\k<s> ?| nam )(?<year>\\d{4}|\\d{2})`,
    date,
  ],
  [`${WITH_WEEKDAY}(?<day>\\d{1,2}) ?[/.] ?t?(?<month>\\d{1,2})`, date],
  [`${WITH_WEEKDAY}(?<day>${COUNT})[/ ](?:thang|t) ?(?<month>\\d{1,2})(?:(?:/| nam |-)(?<year>\\d{4}))?`, date],
  [`${WITH_WEEKDAY}(?<day>${COUNT}) thang (?<which>${WHICH})`, date],
  [`(?:(?<weekday>${WEEKDAY}),? )?(?:ngay|hom|(?:ngay )?m[uo]ng) (?<day>${COUNT})`, date],
];

const FORMS = WRITTEN.map(([pattern, read]) => {
  return { pattern: new RegExp(`^${BEFORE}(?:${pattern})${BEHIND}(?![\\p{L}\\d%]|[/.:-]\\d)`, 'u'), read };
});

/** The day that folded text begins with, and how many characters it takes; null where it begins with none. */
export function writtenDayAt(folded: string): { readonly written: WrittenDay; readonly length: number } | null {
  let found: { written: WrittenDay; length: number } | null = null;
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(folded);
    if (match && match[0].length > (found?.length ?? 0)) {
      found = { written: read(match.groups ?? {}), length: match[0].length };
    }
  }
  return found;
}

/** Which day that is. `near`: the day from which the lean fills in what is not written; today unless given. */
export function resolve(written: WrittenDay, today: Day, lean: Lean, near: Day = today): DayReading {
  switch (written.kind) {
    case 'offset': {
      const { year, month, day } = civilDate(today);
      const later = monthOfIndex(monthIndex(year, month) + (written.months ?? 0));
      return supported(dayInMonth(later.year, later.month, day) + written.days, false);
    }
    case 'weekday': {
      const { weekday, weeks } = written;
      const monday = today - weekdayOf(today) + 1;
      if (weeks !== null) return supported(monday + 7 * weeks + weekday - 1, false);
      const ahead = (weekday - weekdayOf(near) + 7) % 7;
      return supported(lean === 'past' ? near - ((7 - ahead) % 7) : near + (ahead === 0 ? 7 : ahead), true);
    }
    case 'date':
      return dateNear(written, today, lean, near);
  }
}

function dateNear(written: WrittenDay & { kind: 'date' }, today: Day, lean: Lean, near: Day): DayReading {
  const { day, month, months, year, weekday } = written;
  const now = civilDate(months === undefined ? near : today);
  const at = (y: number, m: number): Day | null => {
    const last = daysInMonth(y, m);
    if (day === 'last') return last === 0 ? null : dayOf(y, m, last);
    return day >= 1 && day <= last ? dayOf(y, m, day) : null;
  };
  const check = (found: Day | null, assumed: boolean): DayReading =>
    found === null || (weekday !== undefined && weekdayOf(found) !== weekday) ? IMPOSSIBLE : supported(found, assumed);

  if (month === undefined) {
    const index = monthIndex(now.year, now.month) + (months ?? 0);
    const inMonth = (i: number) => at(monthOfIndex(i).year, monthOfIndex(i).month);
    const here = inMonth(index);
    if (months !== undefined) return check(here, false);
    const step = lean === 'future' ? 1 : -1;
    const passed = day !== 'last' && (lean === 'future' ? day < now.day : day > now.day);
    const edge = day === 'last' && lean === 'past' && here !== near;
    return check(inMonth(passed || edge ? index + step : index), true);
  }
  if (year !== undefined) return check(at(year, month), false);
  const step = lean === 'future' ? 1 : -1;
  const passed = (found: Day | null) => found !== null && (lean === 'future' ? found < near : found > near);
  const leaning = passed(at(now.year, month)) ? now.year + step : now.year;
  // A weekday written beside the date tells the year better than the lean does.
  const years = weekday === undefined ? [leaning] : [leaning, now.year];
  const readings = years.map((y) => check(at(y, month), true));
  return readings.find((reading) => reading.kind === 'day') ?? IMPOSSIBLE;
}

function supported(day: Day, assumed: boolean): DayReading {
  const { year } = civilDate(day);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? { kind: 'day', day, assumed } : IMPOSSIBLE;
}
