import { fold } from '../fold.ts';
import { isSyllable, isWord, phraseAt } from './lexicon.ts';
import { fromTelex } from './telex.ts';

const ONE_SYLLABLE = /^(?:ngh|[cgknpt]h|ng|gi|qu|tr|[a-z])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/;
const LONGEST_GLUED = 24;

/**
 * A word that is no syllable, as what it was meant to be: «roofi» is «rồi»; «xongroi», «dagui», «xongr» are taken apart
 * into words that are understood; else itself.
 */
export function unglued(word: string): string[] {
  const letters = [...word];
  const plain = fold(word);
  if (letters.length > LONGEST_GLUED || plain.length !== letters.length || !/^[a-z]+$/.test(plain)) return [word];
  if (isWord(plain)) return [word];
  const meant = fromTelex(word);
  if (meant !== null && phraseAt([meant], 0) !== null) return [meant];
  if (ONE_SYLLABLE.test(plain)) return [word];
  if (isMistyped(plain, 'xong')) return ['xong'];
  // Fewest parts from each place to the end.
  const best: (string[] | null)[] = Array.from({ length: letters.length + 1 }, () => null);
  best[letters.length] = [];
  for (let from = letters.length - 1; from >= 0; from--) {
    for (let to = letters.length; to > from; to--) {
      const rest = best[to];
      const part = plain.slice(from, to);
      const known = part.length > 1 ? isSyllable(part) : to === letters.length && /^[raek]$/.test(part);
      if (!rest || !known || rest.length + 1 >= (best[from]?.length ?? Number.POSITIVE_INFINITY)) continue;
      best[from] = [letters.slice(from, to).join(''), ...rest];
    }
  }
  // Letters alone («ahkh») could be anything.
  return best[0]?.some((part) => part.length > 2) ? best[0] : [word];
}

/**
 * «xomg», «xnog»: one letter wrong, missing, too many, or two exchanged; the first one is right. «xongk» and «xonk» may
 * ask, as «xong k» does.
 */
function isMistyped(word: string, meant: string): boolean {
  if (word[0] !== meant[0] || word.startsWith(meant) || /[kch]/.test(word)) return false;
  let start = 0;
  while (start < meant.length && word[start] === meant[start]) start++;
  const [typed, rest] = [word.slice(start), meant.slice(start)];
  return (
    typed.slice(1) === rest.slice(1) ||
    typed === rest.slice(1) ||
    typed.slice(1) === rest ||
    (typed.slice(2) === rest.slice(2) && typed[0] === rest[1] && typed[1] === rest[0])
  );
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
