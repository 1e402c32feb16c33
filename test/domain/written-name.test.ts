import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readName } from '../../src/domain/written-name.ts';

describe('a typed name', () => {
  test.each([
    ['  Lê   Văn Tám ', 'Lê Văn Tám'],
    ['Lê Văn Tám'.normalize('NFD'), 'Lê Văn Tám'],
    ['Nguyễn Thị Lan (Tư pháp)', 'Nguyễn Thị Lan (Tư pháp)'],
    ['K’Brế', 'K’Brế'],
    ['Tư pháp - Hộ tịch', 'Tư pháp - Hộ tịch'],
    ['Tổ 4, ấp Phú Đông', 'Tổ 4, ấp Phú Đông'],
  ])('«%s» is tidied', (typed, name) => {
    expect(readName(typed, 80)).toEqual({ kind: 'name', name });
  });

  test.each([
    ['', 'empty'],
    [' \n\t ', 'empty'],
    ['Lê '.repeat(28), 'long'],
    ['<i>Lan</i>', 'odd'],
    ['**Lan**', 'odd'],
    ['Lan\u202E', 'odd'],
    ['Lan\u0000', 'odd'],
    ['123', 'odd'],
    ['- Lan', 'odd'],
    ['Lan; Minh', 'odd'],
    ['😀 Lan', 'odd'],
  ])('«%s» is none: %s', (typed, kind) => {
    expect(readName(typed, 80)).toEqual({ kind });
  });

  test('what is a name stays one, is short enough, and holds nothing that markup or a log could trip over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (typed) => {
        const read = readName(typed, 80);
        if (read.kind !== 'name') return;
        expect([...read.name].length).toBeLessThanOrEqual(80);
        expect(read.name).not.toMatch(/[<>*_`[\]{}\p{Cc}\p{Cf}\n;]/u);
        expect(readName(read.name, 80)).toEqual(read);
      }),
    );
  });
});
