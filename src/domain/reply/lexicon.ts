import { fold } from '../fold.ts';
import { lazy } from '../lazy.ts';
import { type Mark, ONLY_AS_SPELLED, SPELLINGS, WORDS } from './words.ts';

interface Entry {
  readonly mark: Mark;
  readonly words: readonly string[];
}

const OTHER_SPELLINGS = new Set(Object.values(SPELLINGS).flatMap((list) => list.normalize('NFC').split(', ')));

interface Lexicon {
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** The single words of all phrases, folded: what a word without its spaces may be made of. */
  readonly syllables: ReadonlySet<string>;
  /** Words of the longest phrase. */
  readonly longest: number;
}

const lexicon = lazy((): Lexicon => {
  const entries = new Map<string, Entry[]>();
  const syllables = new Set<string>();
  for (const [mark, list] of Object.entries(WORDS) as [Mark, string][]) {
    for (const phrase of list.split(',').map((each) => each.trim())) {
      for (const words of spelled(phrase.normalize('NFC').split(' '))) {
        const key = fold(words.join(' '));
        entries.set(key, [...(entries.get(key) ?? []), { mark, words }]);
        for (const word of words)
          if (/^\p{L}+$/u.test(word) && !(OTHER_SPELLINGS.has(word) && word.length < 3)) syllables.add(fold(word));
      }
    }
  }
  return { entries, syllables, longest: Math.max(...[...entries.keys()].map((key) => key.split(' ').length)) };
});

/** A word of a phrase, or a phrase without its spaces; folded. */
export const isWord = (plain: string): boolean => lexicon().syllables.has(plain) || lexicon().entries.has(plain);
export const isSyllable = (plain: string): boolean => lexicon().syllables.has(plain);

/** A phrase in every spelling of its words. */
function spelled(phrase: readonly string[]): string[][] {
  let ways: string[][] = [[]];
  for (const word of phrase) {
    const spellings = [word, ...(SPELLINGS[word]?.split(', ') ?? [])];
    ways = ways.flatMap((way) => spellings.map((spelling) => [...way, spelling.normalize('NFC')]));
  }
  return ways;
}

/** The longest phrase that stands at a place, spelled exactly so before spelled without marks. */
export function phraseAt(words: readonly string[], start: number): { mark: Mark; length: number } | null {
  const { entries, longest } = lexicon();
  for (let length = Math.min(longest, words.length - start); length > 0; length--) {
    const typed = words.slice(start, start + length);
    const found = entries.get(fold(typed.join(' '))) ?? [];
    const entry =
      found.find((each) => typed.join(' ') === each.words.join(' ')) ??
      found.find(sameSound(typed)) ??
      found.find(lacksTones(typed));
    if (entry) return { mark: entry.mark, length };
  }
  return null;
}

/** Typed without any marks, or with the tone on the other vowel («huỷ»); other marks make another word («đâu», «đầu»). */
function sameSound(typed: readonly string[]): (entry: Entry) => boolean {
  return ({ words }) => {
    return words.every((word, i) => {
      const asSpelled = ONLY_AS_SPELLED.has(word) && (words.length === 1 || OTHER_SPELLINGS.has(word));
      const marks = marksOf(typed[i]!);
      return marks === marksOf(word) || (marks === '' && !asSpelled);
    });
  };
}

/** Words beside which a missing tone is not made up for: «cô» is never «cố», and a name is no form of address. */
const EXACT: readonly Mark[] = [
  'polite',
  'please',
  'self',
  'pronoun',
  'title',
  'object',
  'respect',
  'yes',
  'tag',
  'asks',
  'all',
];

/** «rôi», «gưi», «nôp», «săp»: the letters have their marks, but the tones were left out. */
function lacksTones(typed: readonly string[]): (entry: Entry) => boolean {
  return ({ mark, words }) =>
    !EXACT.includes(mark) &&
    !words.some((word) => ONLY_AS_SPELLED.has(word)) &&
    words.every((word, i) => typed[i] === word || (marksOf(typed[i]!) !== '' && typed[i] === withoutTone(word)));
}

function withoutTone(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC');
}

/** The diacritics of a word, sorted; «đ» counts as one. */
function marksOf(word: string): string {
  return [...word.normalize('NFD')]
    .filter((c) => c === 'đ' || /\p{M}/u.test(c))
    .sort()
    .join('');
}
