/**
 * The form in which texts are compared: lower case, without diacritics, with single spaces, plain hyphens and quotes.
 * «Đã  Xong – nhé» becomes `da xong - nhe`. People leave marks out, phones add typographic signs and invisible
 * characters, and the same letter can be encoded in two ways; none of that may decide whether a name or a word matches.
 */
export function fold(text: string): string {
  return (
    text
      .toLowerCase()
      .normalize('NFD')
      // Combining marks, and format characters (zero-width spaces, soft hyphens) that nobody sees.
      .replace(/[\p{M}\p{Cf}]/gu, '')
      // «đ» is a letter of its own and does not decompose.
      .replace(/đ/g, 'd')
      .replace(/\p{Pd}|−/gu, '-')
      .replace(/[«»“”„‟"]/g, '"')
      .replace(/[‘’‚‛‹›`´']/g, "'")
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/**
 * True where `typed` can be the wanted words, each written with its marks or without any: «moi» is «mời», «mới» is another
 * word. Which vowel of a syllable the tone stands on does not matter («hòa», «hoà»).
 */
export function isWritten(typed: string, wanted: string): boolean {
  const words = wordsOf(typed);
  const wantedWords = wordsOf(wanted);
  return (
    words.length === wantedWords.length &&
    words.every((word, index) => {
      const other = wantedWords[index]!;
      return fold(word) === fold(other) && (marksOf(word) === '' || marksOf(word) === marksOf(other));
    })
  );
}

const wordsOf = (text: string): string[] => text.trim().split(/\s+/);

function marksOf(word: string): string {
  const decomposed = word.toLowerCase().normalize('NFD').replace(/đ/g, 'd\u0335');
  return (decomposed.match(/\p{M}/gu) ?? []).sort().join('');
}
