import { lazy } from '../lazy.ts';
import { KNOWN_WORDS } from './lexicon.ts';

interface Piece {
  readonly word: string;
  readonly start: number;
  readonly length: number;
}

const SYLLABLE = /^(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$/;
const LONGEST_KNOWN = 7;
/** Beyond this a run of letters is no damaged phrase any more. */
const LONGEST_RUN = 60;

const slipTable = lazy(slips);

/** A run of letters as the words it stands for: itself, words written together, or a known word with one slip. */
export function repair(run: string): readonly Piece[] {
  const whole = [{ word: run, start: 0, length: run.length }];
  if (KNOWN_WORDS.has(run) || run.length < 3 || run.length > LONGEST_RUN) return whole;
  const quarter = withQuarter(run);
  if (quarter !== null) return quarter;
  if (SYLLABLE.test(run)) return whole;
  const parts = takenApart(run);
  if (parts !== null) return parts;
  const meant = slipTable().get(run);
  return meant ? [{ word: meant, start: 0, length: run.length }] : whole;
}

/** «quýII», «quýIVnăm», «IInăm»: a quarter's number that touches its neighbours. */
function withQuarter(run: string): Piece[] | null {
  const match = /^(qu[yi])?([il]{1,3}|[il]v)(nam)?$/.exec(run);
  if (match === null || (match[1] === undefined && match[3] === undefined)) return null;
  let start = 0;
  return [match[1], match[2], match[3]].flatMap((word) => {
    if (word === undefined) return [];
    start += word.length;
    return [{ word, start: start - word.length, length: word.length }];
  });
}

/** «truocngay» as the known words it is made of, the fewest; null where it is not. */
function takenApart(run: string): Piece[] | null {
  const lastOf: (number | null)[] = [0];
  const count: number[] = [0];
  for (let end = 1; end <= run.length; end++) {
    lastOf[end] = null;
    for (let start = Math.max(0, end - LONGEST_KNOWN); start < end - 1; start++) {
      if (lastOf[start] === null || !KNOWN_WORDS.has(run.slice(start, end))) continue;
      if (lastOf[end] !== null && count[end]! <= count[start]! + 1) continue;
      lastOf[end] = start;
      count[end] = count[start]! + 1;
    }
  }
  if (lastOf[run.length] === null) return null;
  const parts: Piece[] = [];
  for (let end = run.length; end > 0; end = lastOf[end]!) {
    const start = lastOf[end]!;
    parts.unshift({ word: run.slice(start, end), start, length: end - start });
  }
  return parts;
}

/** Whether two words in a row are one known word torn apart; two good syllables only where nothing else makes sense. */
export function joinsUp(first: string, second: string): boolean {
  if (first.length + second.length > LONGEST_KNOWN || !KNOWN_WORDS.has(first + second)) return false;
  if (!SYLLABLE.test(first) || !SYLLABLE.test(second)) return true;
  return (
    first.length + second.length >= 5 && /^[aeiouy]/.test(second) && !KNOWN_WORDS.has(first) && !KNOWN_WORDS.has(second)
  );
}

/** Each text that is no syllable and one slip (a letter too many, missing, wrong or swapped) from one known word only. */
function slips(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  for (const word of KNOWN_WORDS) {
    if (word.length < 4) continue;
    const around = new Set<string>();
    for (let index = 0; index <= word.length; index++) {
      const [head, tail] = [word.slice(0, index), word.slice(index)];
      if (tail.length > 1) around.add(head + tail[1] + tail[0] + tail.slice(2));
      around.add(head + tail.slice(1));
      for (const letter of letters) around.add(head + letter + tail).add(head + letter + tail.slice(1));
    }
    for (const slip of around) {
      if (KNOWN_WORDS.has(slip) || SYLLABLE.test(slip)) continue;
      // Near to two words it says neither.
      found.set(slip, found.has(slip) && found.get(slip) !== word ? '' : word);
    }
  }
  return found;
}
