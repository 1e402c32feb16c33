import type { Day } from '../civil-day.ts';
import type { DeadlineReading } from './combined.ts';
import { type Item, readItems } from './items.ts';
import { LONGEST_PHRASE, readDeadlines } from './reading.ts';
import { at, type Token, tokenize } from './tokens.ts';

/** A deadline phrase inside a longer text: `text.slice(start, end)` is `phrase`. */
export interface FoundDeadline {
  readonly start: number;
  readonly end: number;
  readonly phrase: string;
  readonly reading: DeadlineReading;
}

/**
 * The deadlines that a pasted directive sets, in their order. Only what is said as a deadline counts: a limit with a day, a
 * term with its event, a day that comes back; not the letterhead's date, not a document's, not «kế hoạch năm 2026».
 */
export function findDeadlines(text: string, on: Day): FoundDeadline[] {
  return sentencesOf(text).flatMap(({ start, end }) => {
    const sentence = text.slice(start, end);
    return inSentence(sentence, on).map((found) => ({ ...found, start: found.start + start, end: found.end + start }));
  });
}

function sentencesOf(text: string): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = [];
  let start = 0;
  for (let index = 0; index <= text.length; index++) {
    const sign = text[index];
    // A full stop ends a sentence only before a space: «15.03.2026» goes on.
    const stop = sign === '.' && /^\s?$/.test(text[index + 1] ?? '');
    const ends =
      sign === undefined || sign === '\n' || sign === '\t' || sign === ';' || stop || index - start >= LONGEST_PHRASE;
    if (!ends) continue;
    if (index > start) sentences.push({ start, end: index });
    start = index + 1;
  }
  return sentences;
}

function inSentence(sentence: string, on: Day): FoundDeadline[] {
  const tokens = tokenize(sentence);
  const items = readItems(tokens);
  const found: FoundDeadline[] = [];
  let cycleFrom: number | null = null;
  for (const island of islandsOf(items, tokens)) {
    const first = island[0]!.from;
    const sets = setsDeadline(island, tokens);
    if (!sets && island.some(({ kind }) => kind === 'cycles')) cycleFrom = first;
    if (!sets) continue;
    const last = island.at(-1)!.to;
    const opened = island.some((item) => item.kind === 'joint' && item.text === '(');
    const end = at(tokens, opened && at(tokens, last).text === ')' ? last : last - 1).to;
    const reach = (from: number): FoundDeadline => {
      const start = at(tokens, from).from;
      const phrase = sentence.slice(start, end);
      return { start, end, phrase, reading: readDeadlines(phrase, on) };
    };
    let one = reach(first);
    // «Hằng tháng, các đơn vị gửi báo cáo trước ngày 25»: how often stands before the words between.
    if (cycleFrom !== null && /^(?:month|year)$/.test(one.reading.question?.kind ?? '')) one = reach(cycleFrom);
    cycleFrom = null;
    if (
      one.reading.rules.length > 0 ||
      one.reading.question !== null ||
      one.reading.error?.kind !== 'nothing-understood'
    ) {
      found.push(one);
    }
  }
  return found;
}

/** Pieces that stand together, with no more than a few words between a limit and its day. */
function islandsOf(items: readonly Item[], tokens: readonly Token[]): Item[][] {
  const islands: Item[][] = [];
  let open: Item[] = [];
  const close = () => {
    const says = (item: Item) =>
      item.kind !== 'joint' && item.kind !== 'words' && (item.kind !== 'aside' || item.aside.kind !== 'noise');
    const first = open.findIndex(says);
    if (first >= 0) islands.push(open.slice(first, open.findLastIndex(says) + 1));
    open = [];
  };
  items.forEach((item, index) => {
    const led = item.kind === 'words' && items[index - 1]?.kind === 'limit' && item.to - item.from <= 4;
    if (item.kind === 'break' || (item.kind === 'words' && !led) || isState(item, tokens)) close();
    else open.push(item);
  });
  close();
  return islands;
}

/** «hồ sơ trễ hạn từ ngày 1/1»: how things stand, not when they are due. */
const isState = ({ kind, from }: Item, tokens: readonly Token[]): boolean =>
  kind === 'limit' &&
  at(tokens, from).text === 'han' &&
  /^(?:tre|dung|qua|som|con|den|toi|het|vuot)$/.test(at(tokens, from - 1).text);

const ACTING = /\b(?:xong|hoan thanh|gui|nop|trinh|ban hanh|thuc hien xong)\b/;
/** «báo cáo trong ngày 4/12» sets one as well; «báo cáo kết quả trong quý I» says about what. */
const ACTING_ON_A_DAY = /\b(?:xong|hoan thanh|gui|nop|trinh|ban hanh|bao cao|to chuc)\b/;
/** So many words before «trong quý I» may stand between it and what has to be done. */
const ACTING_WITHIN = 15;

function setsDeadline(island: readonly Item[], tokens: readonly Token[]): boolean {
  const strong = island.findIndex(isStrong);
  const dated = island.some(({ kind }) => kind === 'points');
  return island.some((item, index) => {
    const before = island[index - 1];
    switch (item.kind) {
      case 'term':
        return item.term.basis.kind !== 'unnamed' || (item.term.kind === 'counted' && island.length > 1);
      case 'cycles':
        return dated;
      case 'points':
        return (
          (strong >= 0 && strong < index) ||
          item.points.some(repeats) ||
          (isWithin(before) && actsBefore(before!, tokens, item.points.some(isDay) ? ACTING_ON_A_DAY : ACTING))
        );
      default:
        return false;
    }
  });
}

const isStrong = (item: Item): boolean =>
  item.kind === 'limit' && !item.weak && (item.limit === 'before' || item.limit === 'by');

const isWithin = (item: Item | undefined): boolean => item?.kind === 'limit' && item.weak && item.limit === 'by';

/** «hoàn thành … trong quý I/2026» sets a deadline, «thu trong năm 2026» does not. */
function actsBefore({ from }: Item, tokens: readonly Token[], acting: RegExp): boolean {
  const words = tokens.slice(Math.max(0, from - ACTING_WITHIN), from).map(({ text }) => text);
  return acting.test(words.join(' '));
}

const isDay = (point: PointOf): boolean => point.kind === 'day' && point.month !== null;

type PointOf = Extract<Item, { kind: 'points' }>['points'][number];

function repeats(point: PointOf): boolean {
  if (point.kind === 'day')
    return point.month !== null && /^(?:every|of-quarter|end-of-period)$/.test(point.month.kind);
  return point.kind === 'weekday' && point.every;
}
