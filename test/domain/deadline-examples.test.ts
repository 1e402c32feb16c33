import { describe, expect, test } from 'vitest';
import { calendarDeadlines, eventDeadline } from '../../src/domain/deadline.ts';
import { isEventRule } from '../../src/domain/rule.ts';
import { calendar, calendarRule, day, iso, rule } from './shipped.ts';

/** Deadlines worked out by hand with the official days off of each year. */
const fixed = [
  ['ngày 05 hàng tháng, 10/2024', { kind: 'monthly', day: 5, bound: 'on' }, '2024-10', '2024-10-05', '2024-10-04'],
  [
    'chậm nhất ngày 17 tháng cuối quý, quý I/2024',
    { kind: 'quarterly', monthOfQuarter: 3, day: 17 },
    '2024-Q1',
    '2024-03-17',
    '2024-03-15',
  ],
  [
    'trước ngày 23 hàng tháng, 12/2024',
    { kind: 'monthly', day: 23, bound: 'before' },
    '2024-12',
    '2024-12-22',
    '2024-12-20',
  ],
  ['trước 30/3/2024', { kind: 'once', date: '2024-03-30', bound: 'before' }, 'once', '2024-03-29', '2024-03-29'],
  [
    'trước 30/4/2024, ngày 29/4 nghỉ hoán đổi',
    { kind: 'once', date: '2024-04-30', bound: 'before' },
    'once',
    '2024-04-29',
    '2024-04-26',
  ],
  ['quý I/2024', { kind: 'quarter', year: 2024, quarter: 1 }, '2024-Q1', '2024-03-31', '2024-03-29'],
] as const;

describe('a fixed date keeps its legal day and is aimed at on the last working day before', () => {
  test.each(fixed)('%s', (_, written, key, legal, target) => {
    const [found] = calendarDeadlines(calendarRule(written), calendar, day(target), day(target));
    expect(found?.key).toBe(key);
    expect([iso(found!.lastDay), iso(found!.legalLastDay), iso(found!.target)]).toEqual([legal, legal, target]);
  });
});

const within = (n: number, unit: 'day' | 'working-day') => ({ kind: 'within', n, unit, event: 'tiếp nhận' });
const counted = [
  ['10 ngày, nhận 17/4/2024', within(10, 'day'), '2024-04-17', '2024-04-27', '2024-05-02', '2024-04-26'],
  ['10 ngày, nhận 25/4/2024', within(10, 'day'), '2024-04-25', '2024-05-05', '2024-05-06', '2024-05-04'],
  ['10 ngày làm việc từ 25/4/2024', within(10, 'working-day'), '2024-04-25', '2024-05-13', '2024-05-13', '2024-05-13'],
  ['3 ngày làm việc từ 26/4/2024', within(3, 'working-day'), '2024-04-26', '2024-05-04', '2024-05-04', '2024-05-04'],
  ['2 ngày làm việc từ 31/12/2025', within(2, 'working-day'), '2025-12-31', '2026-01-06', '2026-01-06', '2026-01-06'],
  ['3 ngày làm việc từ 20/11/2026', within(3, 'working-day'), '2026-11-20', '2026-11-26', '2026-11-26', '2026-11-26'],
  [
    'trước 1 ngày, đến hạn thứ Hai 20/5/2024',
    { kind: 'before-due', n: 1, unit: 'day', event: 'hồ sơ đến hạn' },
    '2024-05-20',
    '2024-05-19',
    '2024-05-19',
    '2024-05-17',
  ],
  [
    'trước 1 ngày làm việc, đến hạn thứ Hai 20/5/2024',
    { kind: 'before-due', n: 1, unit: 'working-day', event: 'hồ sơ đến hạn' },
    '2024-05-20',
    '2024-05-17',
    '2024-05-17',
    '2024-05-17',
  ],
  [
    'ngay sau sự việc thứ Sáu 26/4/2024, ngày làm việc kế tiếp',
    { kind: 'immediately-after', event: 'có quyết định', grace: 'next-working-day' },
    '2024-04-26',
    '2024-05-02',
    '2024-05-02',
    '2024-05-02',
  ],
  [
    'ngay trong ngày, sự việc Chủ nhật 17/3/2024: không nhắc gửi trước khi có sự việc',
    { kind: 'immediately-after', event: 'có quyết định' },
    '2024-03-17',
    '2024-03-17',
    '2024-03-18',
    '2024-03-18',
  ],
] as const;

describe('a term counted from an event does not count the event’s day, and runs on over days off', () => {
  test.each(counted)('%s', (_, written, event, lastDay, legal, target) => {
    const parsed = rule(written);
    if (!isEventRule(parsed)) throw new Error('not an event rule');
    const found = eventDeadline(parsed, calendar, { id: 7, day: day(event) });
    expect(found.key).toBe('e7');
    expect([iso(found.lastDay), iso(found.legalLastDay), iso(found.target)]).toEqual([lastDay, legal, target]);
  });
});

describe('the data to report', () => {
  const cutoffs = (written: unknown, from: string, to: string) =>
    calendarDeadlines(calendarRule(written), calendar, day(from), day(to)).map((d) => [
      d.key,
      iso(d.cutoff!.from),
      iso(d.cutoff!.to),
    ]);

  test('run from the 21st of the month before to the 20th, also over the year’s end', () => {
    const written = { kind: 'monthly', day: 23, bound: 'before', cutoff: { fromDay: 21, toDay: 20 } };
    expect(cutoffs(written, '2024-12-20', '2025-01-22')).toEqual([
      ['2024-12', '2024-11-21', '2024-12-20'],
      ['2025-01', '2024-12-21', '2025-01-20'],
    ]);
  });

  test('of a quarter run over three months', () => {
    const cutoff = { fromDay: 15, toDay: 14, months: 3 };
    const written = { kind: 'quarterly', monthOfQuarter: 3, day: 17, cutoff };
    expect(cutoffs(written, '2024-03-15', '2024-03-17')).toEqual([['2024-Q1', '2023-12-15', '2024-03-14']]);
  });

  test('of one whole calendar month before the report are that month alone', () => {
    const cutoff = { fromDay: 1, toDay: 31, toMonthsBack: 1, months: 1 };
    const written = { kind: 'monthly', day: 5, cutoff };
    expect(cutoffs(written, '2024-04-05', '2024-04-05')).toEqual([['2024-04', '2024-03-01', '2024-03-31']]);
  });
});

describe('a date near days off that are not confirmed', () => {
  test('is provisional: 23/11/2026 may become a day off', () => {
    const parsed = rule(within(3, 'working-day'));
    if (!isEventRule(parsed)) throw new Error('not an event rule');
    expect(eventDeadline(parsed, calendar, { id: 1, day: day('2026-11-20') }).certainty).toBe('provisional');
    expect(eventDeadline(parsed, calendar, { id: 1, day: day('2026-11-16') }).certainty).toBe('official');
  });

  test('is provisional in a year not announced', () => {
    const monthly = calendarRule({ kind: 'monthly', day: 15 });
    const found = calendarDeadlines(monthly, calendar, day('2026-12-01'), day('2027-01-20'));
    expect(found.map((d) => [d.key, d.certainty])).toEqual([
      ['2026-12', 'official'],
      ['2027-01', 'provisional'],
    ]);
  });
});
