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
