import { phraseAt } from './lexicon.ts';
import type { Token } from './tokens.ts';
import type { Mark } from './words.ts';

/** What a phrase is at its place: what some words are without their marks depends on what stands around them. */
export function phraseInPlace(
  words: readonly string[],
  i: number,
  before: readonly Token[],
): { mark: Mark; length: number } | null {
  const phrase = phraseAt(words, i);
  if (!phrase || phrase.length > 1) return phrase;
  switch (words[i]) {
    // «da gui» is «đã gửi», «da em gui» is «dạ em gửi».
    case 'da': {
      const next = phraseAt(words, i + 1)?.mark;
      const verb = next === 'done' || next === 'complete' || next === 'sent';
      return { mark: verb ? 'already' : 'respect', length: 1 };
    }
    // «xong roi co» may be «cô», «có» or «cố»: it is «cô» only where somebody is addressed or speaks.
    case 'co':
      return words[i + 1] === 'oi' || (i === words.length - 1 && before.length > 0)
        ? { mark: 'pronoun', length: 1 }
        : { mark: 'state', length: 1 };
    case 'chu':
      return words[i + 1] === 'oi' || i === 0 ? phrase : null;
    // «toi xong» may be «tối xong», «xong toi roi» is another word altogether.
    case 'toi': {
      if (before.some(({ mark }) => mark === 'done' || mark === 'complete' || mark === 'sent')) return null;
      const past = words.slice(i).some((word) => /^(?:roi|rồi|r|da|đã)$/.test(word));
      return { mark: past ? 'self' : 'today', length: 1 };
    }
    default:
      return phrase;
  }
}
