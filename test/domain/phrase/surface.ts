import fc from 'fast-check';

/** «trước ngày» as «truoc ngay». */
export const plainLetters = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

/** Ways in which the same words arrive from keyboards, phones and scanners. */
const CHANGES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.normalize('NFD'),
  plainLetters,
  (text) => text.toUpperCase(),
  (text) => text.charAt(0).toUpperCase() + text.slice(1),
  (text) => text.replace(/ /g, '  '),
  (text) => text.replace(/hằng/g, 'hàng'),
  (text) => text.replace(/quý/g, 'quí'),
  (text) => text.replace(/(\p{L}) (\d)/gu, '$1$2').replace(/t(\d)/gi, 't $1'),
  (text) => text.replace(/trước ngày/g, 'trướcngày').replace(/hằng tháng/g, 'hằngtháng'),
  (text) => text.replace(/ tháng/g, ' th áng'),
  (text) => text.replace(/\//g, ' / '),
  (text) => `- ${text};`,
  (text) => `(${text})`,
  (text) => `«${text}».`,
  (text) => text.replace(/(?<![\p{L}\p{M}])0(?=\d)/gu, 'O'),
];

export const change = fc
  .array(fc.constantFrom(...CHANGES), { maxLength: 3 })
  .map((changes) => (text: string) => changes.reduce((changed, each) => each(changed), text));
