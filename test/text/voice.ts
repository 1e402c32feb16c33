import { describe, expect, test } from 'vitest';

/** Names and abbreviations that are no Vietnamese syllables, and are said all the same. */
const NAMES = new Set([
  'telegram',
  'zalo',
  'tthc',
  'ubnd',
  'bc',
  'tb',
  'i',
  'ii',
  'iii',
  'iv',
  'pakn',
  'qđ',
  'ttg',
  'qr',
]);
const SYLLABLE = /^(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?$/u;

/** True for what can be a Vietnamese syllable; one that ends in a stop has an acute or a dot. «bot» and «list» are none. */
export function isVietnamese(word: string): boolean {
  if (NAMES.has(word)) return true;
  const decomposed = word.normalize('NFD');
  const plain = decomposed.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '').normalize('NFC');
  return SYLLABLE.test(plain) && (!/(?:ch|[cpt])$/.test(plain) || /[\u0301\u0323]/.test(decomposed));
}

/** Holds the texts of modules to how the bot speaks. `samples` has each text with the values that change what it says. */
export function holdToVoice(modules: readonly object[], samples: Record<string, readonly string[]>): void {
  const all = Object.entries(samples).flatMap(([name, texts]) => texts.map((text) => [name, text] as const));

  describe('every text', () => {
    test('is among the samples', () => {
      const exported = modules
        .flatMap((each) => Object.entries(each))
        .filter(([, value]) => typeof value === 'function');
      expect(
        exported
          .map(([name]) => name)
          .sort()
          .filter((name) => !(name in samples)),
      ).toEqual([]);
    });

    test('has no exclamation mark', () => {
      expect(all.filter(([, text]) => text.includes('!'))).toEqual([]);
    });

    test('is Vietnamese throughout', () => {
      const foreign = all.flatMap(([name, text]) =>
        (
          text
            .replace(/\b[A-Z\d]{4}-[A-Z\d]{4}\b/g, '')
            .toLocaleLowerCase('vi')
            .match(/\p{L}+/gu) ?? []
        )
          .filter((word) => !isVietnamese(word))
          .map((word) => `${name}: ${word}`),
      );
      expect(foreign).toEqual([]);
    });

    test('is composed, tidy and without leftovers', () => {
      for (const [name, text] of all) {
        expect(text, name).toBe(text.normalize('NFC'));
        expect(text, name).not.toMatch(/undefined|null|NaN|\[object|\{|\}/);
        expect(text, name).not.toMatch(/[ \t]\n|[ \t]$|\S {2,}|\s[,.;:](?:\s|$)|\.\.|,,|;;|\( | \)/);
      }
    });
  });
}
