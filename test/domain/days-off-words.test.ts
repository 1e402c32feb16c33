import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weekdayOf } from '../../src/domain/civil-day.ts';
import { readDays, readDaysOff, splitDaysOff } from '../../src/domain/days-off-words.ts';
import { fullDate } from '../../src/text/dates.ts';
import { calendar, day, iso } from './shipped.ts';

/** A Monday. */
const TODAY = day('2026-11-16');

function read(text: string): string {
  const reading = readDaysOff(text, calendar, TODAY);
  if (reading.kind === 'days') {
    const { off, worked } = reading.days;
    return [off.map(iso).join(' '), ...(worked.length > 0 ? [`worked ${worked.map(iso).join(' ')}`] : [])]
      .filter((part) => part !== '')
      .join(', ');
  }
  return reading.kind === 'refused' ? reading.why.kind : reading.kind;
}

describe('days off as they are typed', () => {
  test.each([
    ['23/11/2026', '2026-11-23'],
    ['thứ Hai 23/11', '2026-11-23'],
    ['thu hai tuan sau', '2026-11-23'],
    ['nghỉ ngày 23/11', '2026-11-23'],
    ['23, 25 và 26/11/2026', '2026-11-23 2026-11-25 2026-11-26'],
    ['16–19/2/2027', '2027-02-16 2027-02-17 2027-02-18 2027-02-19'],
    // Weekends within are off anyway.
    ['từ thứ Bảy 6/2/2027 đến hết Chủ nhật 14/2/2027', '2027-02-08 2027-02-09 2027-02-10 2027-02-11 2027-02-12'],
    ['23/11; làm bù 28/11', '2026-11-23, worked 2026-11-28'],
    ['23/11, lam bu thu Bay 28/11', '2026-11-23, worked 2026-11-28'],
    ['23/11 đi làm bù ngày 28/11', '2026-11-23, worked 2026-11-28'],
    ['23/11 làm bù ngày 28/11', '2026-11-23, worked 2026-11-28'],
    // A Saturday off in exchange can only mean one that is worked; a Monday is off.
    ['nghỉ bù 28/11', 'worked 2026-11-28'],
    ['nghỉ bù 30/11', '2026-11-30'],
    ['bù 28/11', 'worked 2026-11-28'],
    // The day in exchange is of the same year as the day off.
    ['24/11/2027; làm bù 27/11', '2027-11-24, worked 2027-11-27'],
  ])('«%s»', (text, days) => {
    expect(read(text)).toBe(days);
  });

  test.each([
    ['30/2/2027', 'impossible'],
    ['31/11', 'impossible'],
    ['10/2 - 5/2/2027', 'reversed'],
    ['từ 10/2 đến 30/2/2027', 'impossible'],
    ['Tết', 'none'],
    ['', 'none'],
    ['   ;  ; ', 'none'],
    ['13/11/2026', 'past'],
    // Not next year's.
    ['13/11', 'past'],
    ['2/9/2062', 'far'],
    ['1/2–30/4/2027', 'many'],
    ['28/11', 'free'],
    ['làm bù 24/12', 'weekday'],
  ])('«%s» is refused: %s', (text, why) => {
    expect(read(text)).toBe(why);
  });

  test('a Saturday that is worked already has to be taken back first', () => {
    const reading = readDaysOff('22/8/2026', calendar, day('2026-08-01'));
    expect(reading).toMatchObject({ kind: 'refused', why: { kind: 'worked' } });
  });

  test('whatever is typed leads to days or to a reason, never to a day that is over or of the wrong kind', () => {
    const words = fc.constantFrom(
      'nghỉ',
      'làm bù',
      '23/11',
      '30/2',
      '28/11/2026',
      '–',
      ';',
      ',',
      'và',
      'mai',
      'Tết',
      'x',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (parts) => {
        const reading = readDaysOff(parts.join(' '), calendar, TODAY);
        if (reading.kind !== 'days') return;
        const { off, worked } = reading.days;
        expect(off.length + worked.length).toBeGreaterThan(0);
        expect(off.every((each) => each >= TODAY && weekdayOf(each) <= 5)).toBe(true);
        expect(worked.every((each) => each >= TODAY && weekdayOf(each) > 5)).toBe(true);
      }),
    );
  });

  test('every coming weekday can be typed with its year', () => {
    fc.assert(
      fc.property(fc.integer({ min: TODAY, max: TODAY + 700 }), (on) => {
        const reading = readDays(fullDate(on), TODAY);
        expect(reading).toEqual({ kind: 'periods', periods: [{ from: on, to: on }] });
      }),
    );
  });
});

describe('a line about days off', () => {
  test.each([
    ['23/11/2026', { days: '23/11/2026' }],
    [
      '23/11/2026; nghỉ bù 28/11; Thông báo số 12/TB-UBND',
      { days: '23/11/2026; nghỉ bù 28/11', source: 'Thông báo số 12/TB-UBND' },
    ],
    ['23/11 làm bù 28/11; theo CV 3/VPCP', { days: '23/11; làm bù 28/11', source: 'CV 3/VPCP' }],
    ['16–19/2; Tết; TB số 5', { days: '16–19/2', name: 'Tết', source: 'TB số 5' }],
    // Whichever comes first: what has a number is the document.
    ['16–19/2; Quyết định 5/QĐ; Tết', { days: '16–19/2', name: 'Tết', source: 'Quyết định 5/QĐ' }],
    ['23/11; làm bù cho ngày 16/11; không có', { days: '23/11', name: 'làm bù cho ngày 16/11', source: 'không có' }],
    ['28/11; làm bù đợt 2; không có', { days: '28/11', name: 'làm bù đợt 2', source: 'không có' }],
    ['Tết Nguyên đán từ 5/2 đến 10/2/2027', { days: 'từ 5/2 đến 10/2/2027', name: 'Tết Nguyên đán' }],
    ['từ 5/2 đến 10/2/2027; Tết', { days: 'từ 5/2 đến 10/2/2027', name: 'Tết' }],
    ['thứ Hai 23/11; không có', { days: 'thứ Hai 23/11', source: 'không có' }],
    ['cả tháng 2/2027', { days: 'cả tháng 2/2027' }],
    ['', {}],
  ])('«%s»', (line, parts) => {
    expect(splitDaysOff(line)).toEqual(parts);
  });

  test('is read the same in decomposed letters', () => {
    const line = '23/11 làm bù 28/11; nghỉ hoán đổi';
    expect(splitDaysOff(line.normalize('NFD'))).toEqual(splitDaysOff(line));
  });
});
