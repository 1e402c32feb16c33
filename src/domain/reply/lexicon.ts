import { fold } from '../fold.ts';
import { type Mark, ONLY_AS_SPELLED, WORDS } from './words.ts';

interface Entry {
  readonly mark: Mark;
  readonly words: readonly string[];
}

const LEXICON = new Map<string, Entry[]>();
/** The single words of all phrases, folded: what a word without its spaces may be made of. */
const SYLLABLES = new Set<string>();
for (const [mark, list] of Object.entries(WORDS) as [Mark, string][]) {
  for (const phrase of list.split(',').map((each) => each.trim())) {
    const words = phrase.normalize('NFC').split(' ');
    LEXICON.set(fold(phrase), [...(LEXICON.get(fold(phrase)) ?? []), { mark, words }]);
    for (const word of words) if (/^\p{L}+$/u.test(word)) SYLLABLES.add(fold(word));
  }
}
const LONGEST_PHRASE = Math.max(...[...LEXICON.keys()].map((key) => key.split(' ').length));

/** The longest phrase that stands at a place, spelled exactly so before spelled without marks. */
export function phraseAt(words: readonly string[], start: number): { mark: Mark; length: number } | null {
  for (let length = Math.min(LONGEST_PHRASE, words.length - start); length > 0; length--) {
    const typed = words.slice(start, start + length);
    const entries = LEXICON.get(fold(typed.join(' '))) ?? [];
    const entry = entries.find((each) => typed.join(' ') === each.words.join(' ')) ?? entries.find(sameSound(typed));
    if (entry) return { mark: entry.mark, length };
  }
  return null;
}

/** Typed without any marks, or with the tone on the other vowel («huỷ»); other marks make another word («đâu», «đầu»). */
function sameSound(typed: readonly string[]): (entry: Entry) => boolean {
  return ({ words }) => {
    const asSpelled = words.length === 1 && ONLY_AS_SPELLED.has(words[0]!);
    return words.every((word, i) => {
      const marks = marksOf(typed[i]!);
      return marks === marksOf(word) || (marks === '' && !asSpelled);
    });
  };
}

/** The diacritics of a word, sorted; «đ» counts as one. */
function marksOf(word: string): string {
  return [...word.normalize('NFD')]
    .filter((c) => c === 'đ' || /\p{M}/u.test(c))
    .sort()
    .join('');
}

const ONE_SYLLABLE = /^(?:ngh|[cgknpt]h|ng|gi|qu|tr|[a-z])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/;
const LONGEST_GLUED = 24;

/** «xongroi», «dagui», «xongr»: a word that is no syllable, taken apart into ones that are understood; else itself. */
export function unglued(word: string): string[] {
  const letters = [...word];
  const plain = fold(word);
  if (letters.length > LONGEST_GLUED || plain.length !== letters.length || !/^[a-z]+$/.test(plain)) return [word];
  if (LEXICON.has(plain) || SYLLABLES.has(plain) || ONE_SYLLABLE.test(plain)) return [word];
  // Fewest parts from each place to the end.
  const best: (string[] | null)[] = Array.from({ length: letters.length + 1 }, () => null);
  best[letters.length] = [];
  for (let from = letters.length - 1; from >= 0; from--) {
    for (let to = letters.length; to > from; to--) {
      const rest = best[to];
      const part = plain.slice(from, to);
      const known = part.length > 1 ? SYLLABLES.has(part) : to === letters.length && /^[rae]$/.test(part);
      if (!rest || !known || rest.length + 1 >= (best[from]?.length ?? Number.POSITIVE_INFINITY)) continue;
      best[from] = [letters.slice(from, to).join(''), ...rest];
    }
  }
  // Letters alone («ahkh») could be anything.
  return best[0]?.some((part) => part.length > 2) ? best[0] : [word];
}

/** «xonggg», «okkk», «nhéee», «xooong»: letters held down. Of the words that are understood only «all» ends in two. */
export function unstretched(word: string): string {
  if (word === 'all' || /^kk+$|\d/.test(word)) return word;
  const letters = [...word];
  const plain = letters.map(fold);
  const end = plain.findLastIndex((letter, i) => i > 0 && letter !== plain[i - 1]);
  return letters
    .filter((_, i) => {
      const repeats = i > 0 && plain[i] === plain[i - 1];
      const three = plain[i] === plain[i - 2] || plain[i] === plain[i + 1];
      return !repeats || (i <= end && !three);
    })
    .join('');
}
