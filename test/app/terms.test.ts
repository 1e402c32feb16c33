import { describe, expect, test } from 'vitest';
import { readLastDay, readStart, readTerm } from '../../src/app/conversation/commands/people/terms.ts';
import { isoDate } from '../../src/domain/civil-day.ts';
import { day } from '../domain/shipped.ts';

const TODAY = day('2024-03-13');
const iso = (value: number | null) => (value === null ? null : isoDate(value));

describe('the time for which a position is held', () => {
  test.each([
    ['từ 1/4', '2024-04-01', null],
    ['từ ngày 1/4', '2024-04-01', null],
    ['tu 1/3/2025', '2025-03-01', null],
    ['1/4', '2024-04-01', null],
    ['từ hôm nay', '2024-03-13', null],
    // Entered some days late, this year's day is meant.
    ['từ 1/3', '2024-03-01', null],
    ['từ 1/4 đến 30/6', '2024-04-01', '2024-06-30'],
    ['1/4 - 30/6', '2024-04-01', '2024-06-30'],
    ['đến 30/6', '2024-03-13', '2024-06-30'],
    ['đến hết 30/6', '2024-03-13', '2024-06-30'],
  ])('«%s»', (typed, from, to) => {
    const read = readTerm(typed, TODAY);
    expect(read.kind === 'value' && [iso(read.value.from), iso(read.value.to)]).toEqual([from, to]);
  });

  test.each([
    ['từ 30/2', /không có trong lịch/],
    ['từ 1/4/2025', /còn hơn một năm nữa/],
    ['từ 30/6/2024 đến 1/4/2024', /không có trong lịch, hoặc kết thúc trước/],
    ['mãi mãi', /^Em chưa hiểu thời gian «mãi mãi»/],
    ['', /^Em chưa hiểu/],
  ])('«%s» is none', (typed, why) => {
    expect(readTerm(typed, TODAY)).toMatchObject({ kind: 'again', text: expect.stringMatching(why) });
  });
});

test.each([
  ['từ 1/4', '2024-03-31'],
  ['1/4', '2024-03-31'],
  ['hôm nay', '2024-03-12'],
  ['đến hết 31/3', '2024-03-31'],
  ['hết 31/3', '2024-03-31'],
])('a position given up «%s» is held up to %s', (typed, last) => {
  const read = readLastDay(typed, TODAY);
  expect(read.kind === 'value' && iso(read.value)).toBe(last);
});

test('a start that is no day is said to be none', () => {
  expect(readStart('khi nào rảnh', TODAY)).toMatchObject({ text: expect.stringMatching(/^Em chưa hiểu ngày/) });
  expect(readStart('31/4', TODAY)).toMatchObject({ text: expect.stringMatching(/không có trong lịch/) });
});
