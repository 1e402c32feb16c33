import type { Day } from '../civil-day.ts';
import { fold } from '../fold.ts';
import { countOf, resolve, writtenDayAt } from '../written-day.ts';
import { phraseAt } from './lexicon.ts';
import { phraseInPlace } from './place.ts';
import type { Mark } from './words.ts';

export type Token =
  | { readonly mark: Mark }
  /** `hash`: «#3»; `numbered`: «số 3» */
  | { readonly mark: 'number'; readonly value: number; readonly hash: boolean; readonly numbered: boolean }
  /** «mai», «20/3», «ngày 12»; null where no calendar has it */
  | { readonly mark: 'day'; readonly day: Day | null }
  /** «2 ngày»; `days` is null where it says no number («vài hôm»); `ahead`: «2 ngày nữa» */
  | { readonly mark: 'span'; readonly days: number | null; readonly ahead: boolean }
  /** «50%», «2/3»; `full`: «100%», «3/3» */
  | { readonly mark: 'share'; readonly full: boolean }
  /** «hai việc» */
  | { readonly mark: 'count' }
  /** «16h30», «30p nữa» */
  | { readonly mark: 'clock' }
  /** `word`: in lower case, as typed */
  | { readonly mark: 'unknown'; readonly word: string };

const WIDEST_RANGE = 50;
const DAYS_OF: Readonly<Record<string, number>> = { tuan: 7, thang: 30 };
const WORDS_COUNTED = 'mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi';
const UNIT = 'ngay|hom|bua|hum|n|d|day|days|tuan|thang';
const SPAN = new RegExp(
  `^(?:(\\d{1,3}) ?|(${WORDS_COUNTED}|vai|may|it|dam) |\\d+ → \\d+ ?)(${UNIT})(?: lam viec)?( nua| toi)?(?![\\p{L}\\d-])`,
  'u',
);

/** «30 phút nữa», «5p», «1 tiếng nữa», «nửa tiếng»; without a unit of its own «1 giờ» is a time of day. */
const MINUTES =
  /^(?:\d{1,2} ?(?:p|ph|phut|tieng)|(?:mot|hai|ba|vai|may|nua|chuc|muoi) (?:phut|tieng))(?: nua)?(?![\p{L}\d])/u;

/** The tokens of one stretch of words, in lower case and composed. */
export function tokensOf(words: readonly string[], today: Day): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < words.length; ) {
    const { taken, length } = tokenAt(words, i, tokens, today);
    tokens.push(...taken);
    i += length;
  }
  return tokens;
}

interface Taken {
  readonly taken: readonly Token[];
  readonly length: number;
}

function tokenAt(words: readonly string[], i: number, before: readonly Token[], today: Day): Taken {
  const word = words[i]!;
  const one = (token: Token, length = 1): Taken => ({ taken: [token], length });
  const ahead = words
    .slice(i, i + 10)
    .map(fold)
    .join(' ');
  const phrase = phraseInPlace(words, i, before);
  const day = dayAt(words, i, today, before);

  const span = SPAN.exec(ahead);
  if (span && !asksHowMany(span, before) && !followedByDay(words, i + 1, today)) {
    const [text, digits, inWords, unit, nua] = span;
    const count = countOf(digits ?? inWords ?? '');
    // «vài hôm» and «2-3 ngày» say no number.
    const days = count > 0 ? count * (DAYS_OF[unit!] ?? 1) : null;
    return one({ mark: 'span', days, ahead: nua !== undefined }, text.split(' ').length);
  }
  const minutes = MINUTES.exec(ahead);
  if (minutes) return one({ mark: 'clock' }, minutes[0].split(' ').length);
  if (day && day.length >= (phrase?.length ?? 0)) return one({ mark: 'day', day: day.day }, day.length);
  // Codes are small, and «2026» is a year; «#2026» can be nothing else.
  const number = /^(?=#|0*\d{1,3}$)(#?)0*([1-9]\d{0,5})$/.exec(word);
  // «1 ít» says no number.
  if (number && (phrase?.length ?? 1) === 1) {
    const numbered = before.at(-1)?.mark === 'numbered';
    const first = { mark: 'number', value: Number(number[2]), hash: number[1] === '#', numbered } as const;
    const range = rangeAt(words, i, first.value);
    return range ? { taken: range.map((value) => ({ ...first, value })), length: 3 } : one(first);
  }
  const share = /^(\d+)(?:[.,]\d+)?(?:%|\/(\d+))$/.exec(word);
  if (share) return one({ mark: 'share', full: share[1] === (share[2] ?? '100') });
  if (/^\d{1,2}(?:h|g|giờ|gio|:)\d{0,2}$/.test(word)) return one({ mark: 'clock' });
  const counted = countAt(words, i, before);
  if (counted !== null) {
    // «cả hai» says how many all are; «hai việc» only counts.
    const all = before.at(-1)?.mark === 'all';
    return one(all ? { mark: 'number', value: counted, hash: false, numbered: false } : { mark: 'count' });
  }
  if (/^(?:tu|từ)$/.test(word) && /^#?\d+$/.test(words[i + 1] ?? '') && rangeAt(words, i + 1, 0))
    return { taken: [], length: 1 };
  return one(phrase ? { mark: phrase.mark } : { mark: 'unknown', word }, phrase?.length);
}

/** «1 → 3», «1 đến 3», «#1 tới #3»; `from` is the number at the place. */
function rangeAt(words: readonly string[], i: number, from: number): number[] | null {
  const to = /^#?(\d{1,3})$/.exec(words[i + 2] ?? '');
  if (!to || !/^(?:→|-|den|toi)$/.test(fold(words[i + 1]!))) return null;
  const size = Number(to[1]) - from;
  return size > 0 && size <= WIDEST_RANGE ? Array.from({ length: size + 1 }, (_, k) => from + k) : null;
}

/** «cả hai», «hai việc»: a number in words, where nothing else can be meant. */
function countAt(words: readonly string[], i: number, before: readonly Token[]): number | null {
  const count = countOf(fold(words[i]!));
  if (!/^\p{L}/u.test(words[i]!) || count < 1) return null;
  const next = phraseAt(words, i + 1)?.mark;
  return before.at(-1)?.mark === 'all' || next === 'task' || next === 'item' || next === 'object' ? count : null;
}

const AMBIGUOUS_DAY = new Set(['mot', 'cn', 'n', 'nay', 'mai']);

function dayAt(
  words: readonly string[],
  i: number,
  today: Day,
  before: readonly Token[],
): { day: Day | null; length: number } | null {
  const ahead = words
    .slice(i, i + 10)
    .map(fold)
    .join(' ');
  const found = writtenDayAt(ahead);
  if (!found) return null;
  const text = ahead.slice(0, found.length);
  // «việc thứ 3» is no Tuesday.
  const behind = before.at(-1)?.mark;
  if ((behind === 'task' || behind === 'item') && /^thu ?\S+$/.test(text)) return null;
  // «một việc», «báo cáo này» and «báo cáo tháng 3» are no days.
  if (behind === 'object' && /^(?:thang|tuan)/.test(text)) return null;
  if (text === 'mot' && countAt(words, i, before) !== null) return null;
  if (AMBIGUOUS_DAY.has(text) && words[i] !== text && !/^(?:mốt|mai)$/.test(words[i]!)) return null;
  const verb = before.some(
    ({ mark }) => mark === 'done' || mark === 'complete' || mark === 'can' || mark === 'partial',
  );
  const share = /^(\d+)\/(\d+)$/.exec(text);
  // Behind a verb «2/3» is how much, «15/4» when.
  if (share && verb && Number(share[1]) <= Number(share[2])) return null;
  const reading = resolve(found.written, today, 'future');
  return { day: reading.kind === 'day' ? reading.day : null, length: text.split(' ').length };
}

/** «còn mấy ngày (nữa)» asks; «mấy hôm nữa» and «xin thêm mấy ngày» do not. */
function asksHowMany([, , word, , ahead]: RegExpExecArray, before: readonly Token[]): boolean {
  return (
    word === 'may' &&
    (ahead === undefined || before.at(-1)?.mark === 'rest') &&
    !before.some(({ mark }) => mark === 'extend' || mark === 'late')
  );
}

/** In «việc 3 ngày mai» the day is tomorrow, and 3 counts no days. */
function followedByDay(words: readonly string[], i: number, today: Day): boolean {
  const day = dayAt(words, i, today, []);
  return day !== null && day.length >= 2 && !/^\d{1,2}$/.test(words[i + 1] ?? '');
}
