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
  // «qua tuần» is next week; «qua tuần sau» has a day of its own.
  if (
    /^(?:qua|sang) (?:tuần|tuan|tháng|thang|năm|nam)$/.test(words.slice(i, i + 2).join(' ')) &&
    !hasOwnDay(words[i + 2])
  )
    return { mark: 'future', length: 2 };
  // «để chị Hoa làm» is not «để chị làm».
  if (/^(?:để|de) (?:anh|chị|chi|em)$/.test(words.slice(i, i + 2).join(' ')) && isName(words, i + 2))
    return { mark: 'hand', length: 2 };
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
    // «con xong rồi cô ơi», «dạ con gửi rồi»: a young officer to an old one; «còn» joins what was said before.
    case 'con': {
      const next = phraseAt(words, i + 1)?.mark;
      const verb = next === 'done' || next === 'complete' || next === 'sent' || next === 'already' || next === 'work';
      return verb && before.every(({ mark }) => mark === 'respect') ? { mark: 'self', length: 1 } : phrase;
    }
    // «xong rồi đk» is «đúng không»; elsewhere it is «được».
    case 'dk':
    case 'đk':
      return before.some(({ mark }) => mark === 'since') ? { mark: 'asks', length: 1 } : phrase;
    default:
      return phrase;
  }
}

function hasOwnDay(behind: string | undefined): boolean {
  return behind !== undefined && /^(?:sau|tới|toi|này|nay|\d.*)$/.test(behind);
}

function isName(words: readonly string[], i: number): boolean {
  return /^\p{L}{2,}$/u.test(words[i] ?? '') && phraseAt(words, i) === null;
}
