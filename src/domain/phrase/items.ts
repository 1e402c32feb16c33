import { type Aside, readAside } from './asides.ts';
import { type Cycle, readCycles } from './cycles.ts';
import { readYear } from './dates.ts';
import { readDay } from './days.ts';
import { readDocumentTail } from './documents.ts';
import { isAroundTheClock } from './figures.ts';
import type { Read } from './numbers.ts';
import { readPeriods } from './periods.ts';
import type { DayPoint, Point } from './points.ts';
import { type CountedTerm, type RightAfter, readCountedTerm, readRightAfter } from './terms.ts';
import { readTime, type TimeOfDay } from './times.ts';
import { at, type Token } from './tokens.ts';
import { readPlaceInMonth, readWeekdays } from './weekdays.ts';

/** Where a named day stands towards the deadline; `after` and `from` are no deadlines by themselves. */
export type Limit = 'before' | 'by' | 'on' | 'after' | 'from' | 'to';

/** One meaningful piece of a phrase, in the order of the words. */
export type Item = (
  | {
      readonly kind: 'limit';
      readonly limit: Limit /** «trong», «vào»: a limit only of what follows at once, and no sign of a deadline. */;
      readonly weak: boolean;
    }
  | { readonly kind: 'time'; readonly time: TimeOfDay }
  | {
      readonly kind: 'points';
      readonly points: readonly Point[] /** A mere «2/3» or «6», which need not be a date. */;
      readonly bare: boolean;
    }
  | {
      readonly kind: 'cycles';
      readonly cycles: readonly Cycle[] /** «báo cáo quý», «năm (trước …)»: what follows is its deadline. */;
      readonly opens: boolean;
    }
  | { readonly kind: 'term'; readonly term: CountedTerm | RightAfter }
  | { readonly kind: 'undated'; readonly undated: Undated }
  | { readonly kind: 'aside'; readonly aside: Aside }
  | { readonly kind: 'joint'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'lunar' }
  | { readonly kind: 'words' }
) & {
  /** Tokens [from, to). */
  readonly from: number;
  readonly to: number;
};

export type Undated = 'ongoing' | 'on-request' | 'daily' | 'whole-year';

type Reader = (tokens: readonly Token[], index: number, before: Item | undefined) => Read<Bare> | null;
type Bare = Item extends infer I ? (I extends Item ? Omit<I, 'from' | 'to'> : never) : never;

/** The first reader that understands what begins here wins; all look ahead only a bounded number of tokens. */
const READERS: readonly Reader[] = [
  (tokens, index) => map(readAside(tokens, index), (aside) => ({ kind: 'aside', aside })),
  (tokens, index, before) =>
    before?.kind !== 'limit' && isAroundTheClock(tokens, index)
      ? { value: { kind: 'undated', undated: 'ongoing' }, next: index + 3 }
      : null,
  (tokens, index) => map(readCountedTerm(tokens, index), (term) => ({ kind: 'term', term })),
  (tokens, index) => map(readRightAfter(tokens, index), (term) => ({ kind: 'term', term })),
  (tokens, index) =>
    map(readCycles(tokens, index), (cycles) => ({ kind: 'cycles', cycles, opens: at(tokens, index).sign !== 'every' })),
  (tokens, index) => map(readTime(tokens, index), (time) => ({ kind: 'time', time })),
  readPoints,
  readSign,
];

export function readItems(tokens: readonly Token[]): Item[] {
  const items: Item[] = [];
  for (let index = 0; at(tokens, index).kind !== 'end'; ) {
    const before = items.at(-1);
    const led = items.findLast((item) => item.kind !== 'aside' || item.aside.kind !== 'noise');
    let read: Read<Bare> | null = null;
    for (const reader of READERS) {
      read = reader(tokens, index, led);
      if (read !== null) break;
    }
    const next = read?.next ?? index + 1;
    if (read !== null) items.push({ ...read.value, from: index, to: next } as Item);
    else if (before?.kind === 'words') items[items.length - 1] = { ...before, to: next };
    else items.push({ kind: 'words', from: index, to: next });
    index = next;
  }
  return items;
}

function map<T>(read: Read<T> | null, to: (value: T) => Bare): Read<Bare> | null {
  return read && { value: to(read.value), next: read.next };
}

function readPoints(tokens: readonly Token[], index: number, before: Item | undefined): Read<Bare> | null {
  const led = before?.kind === 'limit' || before?.kind === 'joint' || before?.kind === 'time';
  const { sign, text, kind } = at(tokens, index);
  const placed = sign === 'week' ? readPlaceInMonth(tokens, index) : null;
  if (placed !== null) {
    const point = { kind: 'weekday', weekdays: [], weeks: null, every: false, placed: true } as const;
    return { value: { kind: 'points', points: [point], bare: false }, next: placed };
  }
  const weekday = readWeekdays(tokens, index);
  if (weekday !== null) return readDatedWeekday(tokens, weekday);
  if (sign === 'tomorrow' || sign === 'today') {
    return {
      value: { kind: 'points', points: [{ kind: 'near', days: sign === 'today' ? 0 : 1 }], bare: false },
      next: index + 1,
    };
  }
  if (sign === 'feast') return readFeast(tokens, index);
  const named = sign === 'day' || sign === 'dayOfMonth' || sign === 'workingDay';
  const period = named ? null : readPeriods(tokens, index, before?.kind === 'limit' && before.limit === 'by');
  const day = period === null ? readDay(tokens, index, led) : null;
  if (day !== null) {
    const whole = day.value.year !== null || day.value.month?.kind === 'of-quarter' || text === 'mung';
    const points = { kind: 'points', bare: kind === 'number' && !whole } as const;
    const aside = day.value.month?.kind === 'months' ? weekdayBeside(tokens, day.next) : null;
    if (aside === null) return { value: { ...points, points: [day.value] }, next: day.next };
    return { value: { ...points, points: [{ ...day.value, weekday: aside.value }] }, next: aside.next };
  }
  return period && { value: { kind: 'points', points: period.value, bare: false }, next: period.next };
}

/** «thứ Sáu, ngày 15/3/2024» is one day; a weekday alone stands for itself. */
function readDatedWeekday(tokens: readonly Token[], weekday: Read<Extract<Point, { kind: 'weekday' }>>): Read<Bare> {
  const [only] = weekday.value.weekdays;
  const start = /^[,(]$/.test(at(tokens, weekday.next).text) ? weekday.next + 1 : weekday.next;
  const day = weekday.value.weekdays.length === 1 ? readDay(tokens, start, false) : null;
  if (day !== null && day.value.month?.kind === 'months') {
    const closed = at(tokens, day.next).text === ')' ? day.next + 1 : day.next;
    const point: DayPoint = { ...day.value, weekday: only ?? null };
    return { value: { kind: 'points', points: [point], bare: false }, next: closed };
  }
  return { value: { kind: 'points', points: [weekday.value], bare: false }, next: weekday.next };
}

/** «ngày 15/3/2026 (thứ Sáu)» */
function weekdayBeside(tokens: readonly Token[], index: number): Read<number> | null {
  if (at(tokens, index).text !== '(') return null;
  const weekday = readWeekdays(tokens, index + 1);
  const [only] = weekday?.value.weekdays ?? [];
  if (weekday === null || only === undefined || at(tokens, weekday.next).text !== ')') return null;
  return { value: only, next: weekday.next + 1 };
}

function readFeast(tokens: readonly Token[], index: number): Read<Bare> | null {
  const one = (point: Point, next: number): Read<Bare> => ({
    value: { kind: 'points', points: [point], bare: false },
    next,
  });
  const dated = readDay(tokens, index + 1, false);
  // «Quốc khánh 2/9», «Tết Dương lịch 01/01/2026»
  if (dated !== null && dated.value.month?.kind === 'months') return one(dated.value, dated.next);
  const { text } = at(tokens, index);
  const name = /tet/.test(text) && !/duong/.test(text) ? 'tet' : 'other';
  const year = readYear(tokens, index + 1);
  return one({ kind: 'feast', name, year: year?.value ?? null }, year?.next ?? index + 1);
}

function readSign(tokens: readonly Token[], index: number): Read<Bare> | null {
  const { sign, text, kind } = at(tokens, index);
  const next = index + 1;
  const limit = (limit: Limit, weak = false): Read<Bare> => ({ value: { kind: 'limit', limit, weak }, next });
  switch (sign) {
    case 'before': {
      const { sign: part, text: hours } = at(tokens, next);
      const late = /^(?:trua|chieu|toi|dem|buoi chieu|cuoi)\b/.test(hours);
      // «trước cuối giờ chiều ngày 15», «trước trưa mai»: before a time of that day, as with a clock time.
      if (late && part === 'dayPart') return { ...limit('by'), next: next + 1 };
      return limit(late && (part === 'today' || part === 'tomorrow') ? 'by' : 'before');
    }
    case 'by':
    case 'after':
    case 'from':
      return limit(sign);
    case 'to':
      return limit('to');
    case 'due':
      return limit('by');
    case 'within':
      return limit('by', true);
    case 'on':
      return limit('on', true);
    case 'and':
      return { value: { kind: 'joint', text: 'va' }, next };
    case 'ongoing':
    case 'daily':
      return { value: { kind: 'undated', undated: sign }, next };
    case 'onRequest':
      return { value: { kind: 'undated', undated: 'on-request' }, next: readDocumentTail(tokens, index) ?? next };
    case 'wholeYear':
      return { value: { kind: 'undated', undated: 'whole-year' }, next };
    case 'lunar':
      return { value: { kind: 'lunar' }, next };
    case 'filler':
    case 'list':
    case 'dayPart':
      return { value: { kind: 'aside', aside: { kind: 'noise' } }, next };
    case 'day':
      // «ngày 8h00 …», «ngày thứ Sáu»: the word says nothing that is not said again.
      return { value: { kind: 'aside', aside: { kind: 'noise' } }, next };
    default:
  }
  if (kind !== 'mark') return null;
  if (text === ';' || text === '\n') return { value: { kind: 'break' }, next };
  if (text === '.') return { value: at(tokens, next).glued ? { kind: 'joint', text } : { kind: 'break' }, next };
  return { value: { kind: 'joint', text }, next };
}
