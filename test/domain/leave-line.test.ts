import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameIn, namesDays, splitLeave } from '../../src/domain/leave-line.ts';
import { day } from './shipped.ts';

const today = day('2024-03-12');

describe('a leave in one line', () => {
  test.each([
    ['20/3–25/3 nhờ Minh', { days: '20/3–25/3', standIn: 'Minh' }],
    ['từ 20/3 đến 25/3, nhờ anh Minh trực thay ạ', { days: 'từ 20/3 đến 25/3', standIn: 'anh Minh' }],
    ['mai', { days: 'mai' }],
    ['tuần sau nhờ anh Hòa làm thay giúp em', { days: 'tuần sau', standIn: 'anh Hòa' }],
    ['chị Lan 20/3–25/3 nhờ anh Minh', { who: 'chị Lan', days: '20/3–25/3', standIn: 'anh Minh' }],
    ['Lan từ mai đến thứ 6', { who: 'Lan', days: 'từ mai đến thứ 6' }],
    ['chị Mai 20/3', { who: 'chị Mai', days: '20/3' }],
    ['em nghỉ phép mai nhờ chị Mai', { days: 'mai', standIn: 'chị Mai' }],
    ['mai vì ốm nhờ Minh', { days: 'mai', standIn: 'Minh' }],
    ['20/3 đi công tác', { days: '20/3' }],
    ['20/3 - 25/3; anh Minh', { days: '20/3 - 25/3', standIn: 'anh Minh' }],
    ['Nguyễn Thị Lan; 20/3; nhờ Minh', { who: 'Nguyễn Thị Lan', days: '20/3', standIn: 'Minh' }],
    ['Nguyễn Thị Lan; 20/3', { who: 'Nguyễn Thị Lan', days: '20/3' }],
    ['Minh 20/3 nhờ Hoa', { who: 'Minh', days: '20/3', standIn: 'Hoa' }],
    ['anh Minh 20/3', { who: 'anh Minh', days: '20/3' }],
    ['Trần Văn Minh 20/3', { who: 'Trần Văn Minh', days: '20/3' }],
    ['Bảo 20/3', { who: 'Bảo', days: '20/3' }],
    ['anh Bao 20/3', { who: 'anh Bao', days: '20/3' }],
    ['thai sản từ 1/4 đến 1/7', { days: 'từ 1/4 đến 1/7' }],
    ['em bị ốm xin nghỉ mai', { days: 'mai' }],
    ['mình 20/3', { days: '20/3' }],
    ['cho minh nghỉ từ 20/3 đến 22/3', { days: 'từ 20/3 đến 22/3' }],
    ['30/2', { days: '30/2' }],
    ['chị Lan', { days: 'chị Lan' }],
    ['', {}],
  ])('«%s»', (text, expected) => {
    expect(splitLeave(text, today)).toEqual(expected);
  });

  test('a name that is also a word is somebody where the office has such a person', () => {
    const named = (words: string) => words === 'minh';
    expect(splitLeave('minh 20/3', today, named)).toEqual({ who: 'minh', days: '20/3' });
    expect(splitLeave('minh 20/3', today)).toEqual({ days: '20/3' });
  });

  test('whatever is typed is split without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void splitLeave(text, today)));
  });

  test.each([
    ['20/3 nhờ Minh', true],
    ['30/2', true],
    ['nên chưa làm được', false],
    ['', false],
  ])('«%s» names days: %s', (text, expected) => {
    expect(namesDays(text)).toBe(expected);
  });

  test.each([
    ['anh Minh', 'anh Minh'],
    ['nhờ anh Minh nhận việc thay giúp em ạ', 'anh Minh'],
    ['Lê Minh thay.', 'Lê Minh'],
    ['thay', 'thay'],
  ])('«%s» names «%s»', (typed, name) => {
    expect(nameIn(typed)).toBe(name);
  });
});
