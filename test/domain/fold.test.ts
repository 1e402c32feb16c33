import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, isWritten } from '../../src/domain/fold.ts';

describe('folding', () => {
  test.each([
    ['Đã  Xong – nhé', 'da xong - nhe'],
    ['ĐỒNG Ý', 'dong y'],
    ['Nguyễn Thị Hường', 'nguyen thi huong'],
    ['đơn vị ủy ban', 'don vi uy ban'],
    ['\u200Bxo\u00ADng\uFEFF', 'xong'],
    ['a‐b‑c‒d–e—f−g', 'a-b-c-d-e-f-g'],
    ['«một» “hai” „ba”', '"mot" "hai" "ba"'],
    ['ʻ‘bốn’ ´năm`', "ʻ'bon' 'nam'"],
    ['\t việc\u00A0\u3000này \n', 'viec nay'],
    ['', ''],
  ])('«%s» becomes «%s»', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('gives the same for composed and decomposed Vietnamese', () => {
    const letters = [...'aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ'];
    const marks = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
    const syllable = fc.tuple(fc.constantFrom(...letters), fc.constantFrom(...marks)).map((parts) => parts.join(''));
    const text = fc.array(fc.oneof(syllable, fc.constantFrom(' ', 'n', 'X', '–', '/')), { maxLength: 60 });
    fc.assert(
      fc.property(text, (parts) => {
        const typed = parts.join('');
        expect(fold(typed.normalize('NFD'))).toBe(fold(typed.normalize('NFC')));
        expect(fold(typed)).toMatch(/^[a-z /-]*$/);
      }),
    );
  });

  test('done twice changes nothing more, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('what was typed can be the word', () => {
  test.each([
    ['mời', 'mời', true],
    ['moi', 'mời', true],
    ['MỜI', 'mời', true],
    ['mới', 'mời', false],
    ['mọi', 'mời', false],
    ['môi', 'mời', false],
    ['vâng', 'vắng', false],
    ['vang', 'vắng', true],
    ['đổi', 'dổi', false],
    ['doi', 'đổi', true],
    ['can bộ', 'cán bộ', true],
    ['càn bộ', 'cán bộ', false],
    ['hoà giải', 'hòa giải', true],
    ['mời', 'moi', false],
    ['mời anh', 'mời', false],
  ])('«%s» for «%s»: %s', (typed, wanted, expected) => {
    expect(isWritten(typed, wanted)).toBe(expected);
    expect(isWritten(typed.normalize('NFD'), wanted)).toBe(expected);
  });

  test('with all its marks, or with none at all, every word is itself', () => {
    const word = fc.constantFrom('cán bộ', 'ngắt liên kết', 'bàn giao', 'đồng ý', 'chức danh thôi', 'ưu tiên kênh');
    fc.assert(
      fc.property(word, (wanted) => {
        expect(isWritten(wanted.toUpperCase(), wanted)).toBe(true);
        expect(isWritten(fold(wanted), wanted)).toBe(true);
      }),
    );
  });
});
