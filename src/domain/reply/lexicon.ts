import { fold } from '../fold.ts';
import { type Mark, ONLY_AS_SPELLED, SPELLINGS, WORDS } from './words.ts';

interface Entry {
  readonly mark: Mark;
  readonly words: readonly string[];
}

const OTHER_SPELLINGS = new Set(Object.values(SPELLINGS).flatMap((list) => list.normalize('NFC').split(', ')));
const LEXICON = new Map<string, Entry[]>();
/** The single words of all phrases, folded: what a word without its spaces may be made of. */
const SYLLABLES = new Set<string>();
for (const [mark, list] of Object.entries(WORDS) as [Mark, string][]) {
  for (const phrase of list.split(',').map((each) => each.trim())) {
    for (const words of spelled(phrase.normalize('NFC').split(' '))) {
      const key = fold(words.join(' '));
      LEXICON.set(key, [...(LEXICON.get(key) ?? []), { mark, words }]);
      for (const word of words)
        if (/^\p{L}+$/u.test(word) && !(OTHER_SPELLINGS.has(word) && word.length < 3)) SYLLABLES.add(fold(word));
    }
  }
}

/** A word of a phrase, or a phrase without its spaces; folded. */
export const isWord = (plain: string): boolean => SYLLABLES.has(plain) || LEXICON.has(plain);
export const isSyllable = (plain: string): boolean => SYLLABLES.has(plain);

/** A phrase in every spelling of its words. */
function spelled(phrase: readonly string[]): string[][] {
  let ways: string[][] = [[]];
  for (const word of phrase) {
    const spellings = [word, ...(SPELLINGS[word]?.split(', ') ?? [])];
    ways = ways.flatMap((way) => spellings.map((spelling) => [...way, spelling.normalize('NFC')]));
  }
  return ways;
}

const LONGEST_PHRASE = Math.max(...[...LEXICON.keys()].map((key) => key.split(' ').length));

/** The longest phrase that stands at a place, spelled exactly so before spelled without marks. */
export function phraseAt(words: readonly string[], start: number): { mark: Mark; length: number } | null {
  for (let length = Math.min(LONGEST_PHRASE, words.length - start); length > 0; length--) {
    const typed = words.slice(start, start + length);
    const entries = LEXICON.get(fold(typed.join(' '))) ?? [];
    const entry =
      entries.find((each) => typed.join(' ') === each.words.join(' ')) ??
      entries.find(sameSound(typed)) ??
      entries.find(lacksTones(typed));
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
