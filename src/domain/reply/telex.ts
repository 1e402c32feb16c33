const TONES: Readonly<Record<string, string>> = { s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323' };
/** In this order; a letter may be changed late («dangd», «chuaw», «guiwr»). */
const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/^d(.*)d/, 'đ$1'],
  [/aa/, 'â'],
  [/ee/, 'ê'],
  [/oo/, 'ô'],
  [/uw?o(.*)w/, 'ươ$1'],
  [/u([ai]?.*)w/, 'ư$1'],
  [/a(.*)w/, 'ă$1'],
  [/o(.*)w/, 'ơ$1'],
];

/**
 * «roofi» is «rồi», «ddax» is «đã»: a word typed for an input method that was switched off, in lower case. Null where
 * its letters spell nothing so.
 */
export function fromTelex(word: string): string | null {
  const vowel = word.search(/[aeiouy]/);
  if (vowel === -1 || !/^[a-z]{2,9}$/.test(word)) return null;
  // The first letter of a tone behind the vowel; «x» and «s» in front of it are consonants.
  const tone = /[sfrxj]/.exec(word.slice(vowel));
  const at = tone ? vowel + tone.index : word.length;
  const letters = LETTERS.reduce(
    (spelled, [typed, meant]) => spelled.replace(typed, meant),
    word.slice(0, at) + word.slice(at + 1),
  );
  if (letters === word || /[fjwz]|[sxr]$/.test(letters)) return null;
  const carrier = letters.search(/[âêôơă]/);
  const under = (carrier === -1 ? letters.search(/[aeiouyư]/) : carrier) + 1;
  return `${letters.slice(0, under)}${tone ? TONES[tone[0]] : ''}${letters.slice(under)}`.normalize('NFC');
}
