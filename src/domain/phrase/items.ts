import { type Aside, readAside } from './asides.ts';
import { type Cycle, readCycles } from './cycles.ts';
import { startsDay } from './dates.ts';
import { readDocumentTail } from './documents.ts';
import { isAroundTheClock } from './figures.ts';
import { readNamedPoints } from './named-points.ts';
import type { Read } from './numbers.ts';
import type { Point } from './points.ts';
import { type RightAfter, readRightAfter } from './right-after.ts';
import { type CountedTerm, readCountedTerm } from './terms.ts';
import { readTime, type TimeOfDay } from './times.ts';
import { at, type Token } from './tokens.ts';

/** Where a named day stands towards the deadline; `after` and `from` are no deadlines by themselves. */
export type Limit = 'before' | 'by' | 'on' | 'after' | 'from' | 'to';

/** One meaningful piece of a phrase, in the order of the words. */
export type Item = (
  | {
      readonly kind: 'limit';
      readonly limit: Limit;
      /** «trong», «vào»: a limit only of what follows at once, and no sign of a deadline. */
      readonly weak: boolean;
    }
  | { readonly kind: 'time'; readonly time: TimeOfDay }
  | {
      readonly kind: 'points';
      readonly points: readonly Point[];
      /** A mere «2/3» or «6», which need not be a date. */
      readonly bare: boolean;
    }
  | {
      readonly kind: 'cycles';
      readonly cycles: readonly Cycle[];
      /** «báo cáo quý», «năm (trước …)»: what follows is its deadline. */
      readonly opens: boolean;
      /** «định kỳ 6 tháng», «6 tháng/lần»: again and again, not the report on one half of the year. */
      readonly recurs: boolean;
    }
  | { readonly kind: 'term'; readonly term: CountedTerm | RightAfter }
  | { readonly kind: 'undated'; readonly undated: Undated }
  | { readonly kind: 'aside'; readonly aside: Aside }
  | { readonly kind: 'joint'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'lunar' }
  /** `finishes`: «hoàn thành …» */
  | { readonly kind: 'words'; readonly finishes: boolean }
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
    map(readCycles(tokens, index), (cycles, next) => {
      const { sign } = at(tokens, index);
      const recurs = sign === 'every' || sign === 'periodic' || at(tokens, next - 1).sign === 'times';
      return { kind: 'cycles', cycles, opens: sign !== 'every', recurs };
    }),
  (tokens, index) => map(readTime(tokens, index), (time) => ({ kind: 'time', time })),
  (tokens, index, before) => {
    const led = before?.kind === 'limit' || before?.kind === 'joint' || before?.kind === 'time';
    const ends = before?.kind === 'limit' && before.limit === 'by';
    return map(readNamedPoints(tokens, index, { led, ends }), (named) => ({ kind: 'points', ...named }));
  },
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
    else {
      const finishes = at(tokens, index).sign === 'finish';
      if (before?.kind === 'words')
        items[items.length - 1] = { ...before, finishes: before.finishes || finishes, to: next };
      else items.push({ kind: 'words', finishes, from: index, to: next });
    }
    index = next;
  }
  return items;
}

function map<T>(read: Read<T> | null, to: (value: T, next: number) => Bare): Read<Bare> | null {
  return read && { value: to(read.value, read.next), next: read.next };
}

/** «điều chỉnh từ 15/5 sang 20/5»: not the morning, which nobody says behind a date. */
function isMove(tokens: readonly Token[], index: number): boolean {
  if (at(tokens, index).text !== 'sang' || at(tokens, index - 1).kind !== 'number' || !startsDay(tokens, index + 1))
    return false;
  return tokens.slice(Math.max(0, index - 9), index).some(({ sign }) => sign === 'from');
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
    case 'dayPart':
      if (isMove(tokens, index)) return limit('to');
      return { value: { kind: 'aside', aside: { kind: 'noise' } }, next };
    case 'list':
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
