/** Folded text whose every letter knows where it came from, so that words can be quoted as they were written. */
export interface Letters {
  /** Lower case, without marks; hyphens and spaces are plain, line breaks are kept. */
  readonly text: string;
  /** For each folded letter, the index in the original text; one more entry holds the original length. */
  readonly at: readonly number[];
}

/** Folding one character costs a normalisation; Vietnamese has few enough of them to remember. */
const remembered = new Map<string, string>();
const REMEMBER_BELOW = 0x3000;

export function foldLetters(original: string): Letters {
  const at: number[] = [];
  let text = '';
  for (let index = 0; index < original.length; ) {
    const code = original.codePointAt(index) ?? 0;
    const folded = foldOne(code);
    text += folded;
    for (let letter = 0; letter < folded.length; letter++) at.push(index);
    index += code > 0xffff ? 2 : 1;
  }
  at.push(original.length);
  return { text, at };
}

function foldOne(code: number): string {
  if (code < 128) {
    if (code >= 65 && code <= 90) return String.fromCharCode(code + 32);
    return code < 32 && code !== 10 ? ' ' : String.fromCharCode(code);
  }
  const character = String.fromCodePoint(code);
  const known = remembered.get(character);
  if (known !== undefined) return known;
  // The compatibility form also opens «Ⅱ», full-width digits and the no-break space.
  const folded = character
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/đ/g, 'd')
    .replace(/\p{Pd}|−/gu, '-')
    .replace(/\u2044/g, '/')
    .replace(/×/g, 'x')
    .replace(/[«»“”„‟]/g, '"')
    // Bullets, emoji and the like separate words and say nothing.
    .replace(/[^\p{L}\p{N}\p{ASCII}]/gu, ' ')
    .replace(/\s/g, ' ');
  if (code < REMEMBER_BELOW) remembered.set(character, folded);
  return folded;
}
