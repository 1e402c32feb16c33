import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '../../src/domain/civil-day.ts';
import {
  type ExtendedDates,
  type ExtensionLength,
  extensionAim,
  LONGEST_EXTENSION_DAYS,
  readExtensionLength,
  splitExtension,
} from '../../src/domain/extension.ts';
import { calendar, day } from './shipped.ts';

/** A Tuesday. */
const today = day('2024-03-12');
const said = (length: ReturnType<typeof readExtensionLength>): string | null =>
  length === null || length === 'impossible'
    ? length
    : length.kind === 'until'
      ? isoDate(length.day)
      : `${length.days}${length.working ? ' working' : ''}`;

describe('how long', () => {
  test.each([
    ['2 ngày', '2'],
    ['thêm 2 ngày', '2'],
    ['xin thêm hai bữa nữa ạ', '2'],
    ['them 3 ngay lam viec', '3 working'],
    ['1 tuần', '7'],
    ['một tháng', '30'],
    ['đến thứ Sáu', '2024-03-15'],
    ['den thu 6 tuan sau', '2024-03-22'],
    ['lùi đến 20/3 nhé', '2024-03-20'],
    ['đến 20', '2024-03-20'],
    ['sang tuần sau', '2024-03-22'],
    ['đến hết tuần', '2024-03-15'],
    ['20/3', '2024-03-20'],
    ['mai', '2024-03-13'],
    ['đến 30/2', 'impossible'],
    ['vài ngày', null],
    ['ít lâu', null],
    ['3', null],
    ['', null],
  ])('«%s» is %s', (text, expected) => {
    expect(said(readExtensionLength(text, today))).toBe(expected);
    expect(said(readExtensionLength(text.normalize('NFD').toUpperCase(), today))).toBe(expected);
  });
});

describe('one line', () => {
  test.each([
    ['3 thêm 2 ngày', { task: '3', length: 'thêm 2 ngày' }],
    ['#5 đến 20/3', { task: '#5', length: 'đến 20/3' }],
    ['3 thêm 2 ngày vì chờ số liệu', { task: '3', length: 'thêm 2 ngày', reason: 'chờ số liệu' }],
    ['3 thêm 2 ngày chờ số liệu', { task: '3', length: 'thêm 2 ngày', reason: 'chờ số liệu' }],
    ['3; 2 ngày; chờ số liệu; ốm', { task: '3', length: '2 ngày', reason: 'chờ số liệu; ốm' }],
    ['3 5 ngày', { task: '3', length: '5 ngày' }],
    ['việc 3 20/3', { task: 'việc 3', length: '20/3' }],
    ['việc 3 lùi đến 20/3 nhé', { task: 'việc 3', length: 'lùi đến 20/3 nhé' }],
    ['báo cáo tháng 3 thêm hai ngày', { task: 'báo cáo tháng 3', length: 'thêm hai ngày' }],
    ['báo cáo tháng 3', { task: 'báo cáo tháng 3' }],
    ['2 ngày', { length: '2 ngày' }],
    ['đến thứ 6', { length: 'đến thứ 6' }],
    ['3 vì chờ số liệu', { task: '3', reason: 'chờ số liệu' }],
    ['cho em lùi việc 1 đến thứ 6 tuần sau', { task: 'việc 1', length: 'đến thứ 6 tuần sau' }],
    ['#2 xin gia hạn đến 25/3', { task: '#2', length: 'đến 25/3' }],
    ['em xin thêm 2 ngày', { length: 'thêm 2 ngày' }],
    ['gh 1: 6 ngày', { task: '1', length: '6 ngày' }],
    ['xin lùi #1 sang 20/3 vì chờ số liệu ạ', { task: '#1', length: 'sang 20/3', reason: 'chờ số liệu' }],
    ['cho e xin thêm 2 bữa nữa', { length: 'thêm 2 bữa nữa' }],
    ['e xin nộp muộn 1 ngày', { length: '1 ngày' }],
    ['em xin nộp trễ 1 hôm vì thiếu số liệu', { length: 'trễ 1 hôm', reason: 'thiếu số liệu' }],
    ['sếp cho em xin thêm mấy hôm', {}],
    ['em xin thêm thời gian', {}],
    ['xin gia hạn', {}],
    ['', {}],
  ])('«%s»', (text, expected) => {
    expect(splitExtension(text, today)).toEqual(expected);
  });

  test('whatever is typed is split without failing, and what is read as a length is one', () => {
    const word = fc.constantFrom(
      '3',
      '#5',
      'thêm',
      '2',
      'ngày',
      'đến',
      'thứ',
      '6',
      '20/3',
      'báo',
      'cáo',
      'vì',
      ';',
      'tuần',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const { length } = splitExtension(text, today);
        if (length !== undefined && !text.includes(';')) expect(readExtensionLength(length, today)).not.toBeNull();
      }),
    );
  });
});

describe('the day aimed at', () => {
  /** Due on Sunday 17/3, so to be sent on Friday 15/3. */
  const dates: ExtendedDates = { target: day('2024-03-15'), legalLastDay: day('2024-03-17'), remindBy: null };
  const aim = (length: ExtensionLength, more: Partial<ExtendedDates> = {}, on = today) => {
    const found = extensionAim(length, { ...dates, ...more }, calendar, on);
    return found.kind === 'aim' ? isoDate(found.day) : found.kind;
  };
  const days = (n: number, working = false): ExtensionLength => ({ kind: 'days', days: n, working });
  const until = (date: string): ExtensionLength => ({ kind: 'until', day: day(date) });

  test('is counted on from the last day by law, in calendar days, and is a working day', () => {
    expect(aim(days(2))).toBe('2024-03-19');
    expect(aim(days(6))).toBe('2024-03-25');
    expect(aim(days(2, true))).toBe('2024-03-19');
    expect(aim(days(5, true))).toBe('2024-03-22');
  });

  test('is counted on from an extension that was approved before, and from today once that has passed', () => {
    expect(aim(days(2), { remindBy: day('2024-03-20') })).toBe('2024-03-22');
    expect(aim(days(2), {}, day('2024-03-26'))).toBe('2024-03-28');
  });

  test('named, is met by the last working day before it', () => {
    expect(aim(until('2024-03-20'))).toBe('2024-03-20');
    expect(aim(until('2024-03-24'))).toBe('2024-03-22');
    expect(aim(until('2024-03-23'), { legalLastDay: day('2024-03-22') })).toBe('2024-03-25');
  });

  test('is refused with the reason: past, no later than before, too far', () => {
    expect(aim(until('2024-03-11'))).toBe('past');
    expect(aim(until('2024-03-12'))).toBe('not-later');
    expect(aim(until('2024-03-17'))).toBe('not-later');
    expect(aim(until('2024-03-19'), { remindBy: day('2024-03-20') })).toBe('not-later');
    expect(aim(days(0))).toBe('not-later');
    expect(aim(days(30))).toBe('2024-04-16');
    expect(aim(days(31))).toBe('too-far');
    expect(aim(days(25, true))).toBe('too-far');
    expect(aim(until('2024-04-17'))).toBe('too-far');
    expect(aim(days(999, true))).toBe('too-far');
  });

  test('where there is one, is a working day after the deadline as it stands, not before today, and near', () => {
    const length: fc.Arbitrary<ExtensionLength> = fc.oneof(
      fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 0, max: 60 }), working: fc.boolean() }),
      fc.record({ kind: fc.constant('until' as const), day: fc.integer({ min: today - 30, max: today + 120 }) }),
    );
    fc.assert(
      fc.property(length, fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 5 }), (asked, offset, ahead) => {
        const target = calendar.lastWorkingDayOnOrBefore(today + offset);
        const present = { target, legalLastDay: target + ahead, remindBy: null };
        const found = extensionAim(asked, present, calendar, today);
        if (found.kind !== 'aim') return;
        expect(calendar.isWorkingDay(found.day)).toBe(true);
        expect(found.day).toBeGreaterThan(present.legalLastDay);
        expect(found.day).toBeGreaterThanOrEqual(today);
        // A term that ends within a holiday ends after it.
        const furthest = Math.max(present.legalLastDay, today) + LONGEST_EXTENSION_DAYS;
        expect(found.day).toBeLessThanOrEqual(calendar.firstWorkingDayOnOrAfter(furthest));
      }),
    );
  });
});
