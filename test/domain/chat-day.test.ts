import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasJustPassed, readDay, readPeriod } from '../../src/domain/chat-day.ts';
import { civilDate, type Day, dayFromIso, isoDate, weekdayOf } from '../../src/domain/civil-day.ts';
import { fullDate, sayDay, sayNearDay } from '../../src/text/dates.ts';

/** A Wednesday. */
const TODAY = dayFromIso('2026-03-11');

function day(text: string, lean: 'future' | 'past' = 'future', today: Day = TODAY): string {
  const reading = readDay(text, today, lean);
  return reading.kind === 'day' ? isoDate(reading.day) : reading.kind;
}

function period(text: string, today: Day = TODAY): string {
  const reading = readPeriod(text, today);
  return reading.kind === 'period' ? `${isoDate(reading.from)} ${isoDate(reading.to)}` : reading.kind;
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

const DAYS: readonly (readonly [expected: string, texts: readonly string[]])[] = [
  ['2026-03-11', ['hôm nay', 'nay', 'bữa nay', 'chiều nay', 'tối', 'sáng nay ạ', '2026-03-11']],
  [
    '2026-03-12',
    ['mai', 'ngày mai', 'dạ mai ạ', 'sáng mai', '9h sáng mai', 'mai 16h30', 'thứ năm', 'T5', '1 ngày nữa'],
  ],
  [
    '2026-03-13',
    ['mốt', 'ngày kia', 'bữa mốt', 'thứ Sáu', 'thứ 6', 't6', 'thứ6', 'Thứ 6 này', 'cuối tuần', 'hết tuần'],
  ],
  ['2026-03-14', ['3 ngày nữa', 'ba hôm nữa', 'trong 3 ngày', 'thứ bảy', 'thứ 7 tuần này']],
  ['2026-03-15', ['chủ nhật', 'CN', 'giữa tháng']],
  ['2026-03-16', ['đầu tuần sau', 'thứ hai', 'thứ 2 tuần sau', 't2 tuần tới']],
  ['2026-03-20', ['thứ 6 tuần sau', 'tuần sau', 'cuối tuần sau', 'thứ Sáu, 20/3', 'thứ 6 ngày 20/3/2026']],
  [
    '2026-03-20',
    ['20/3', '20.3', '20-3', '20/03', '20/3/26', '20-3-2026', '20.3.2026', '2026-03-20', '2026/3/20', '20/T3'],
  ],
  [
    '2026-03-20',
    ['ngày 20', 'hôm 20', '20 tháng 3', 'ngày 20 tháng 3 năm 2026', '20 tháng này', '20 tháng 3/2026', '(20/3)'],
  ],
  ['2026-03-25', ['2 tuần nữa']],
  ['2026-03-31', ['cuối tháng', 'hết tháng', 'cuối tháng này']],
  ['2026-04-01', ['đầu tháng']],
  ['2026-04-05', ['mùng 5', 'ngày 5', 'ngày mùng 5', 'mồng 5 tháng sau', '5 tháng tới']],
  ['2026-04-30', ['cuối tháng 4', 'tháng 4', 'tháng sau']],
  ['2026-03-10', ['hôm qua', 'bữa qua', 'sáng hôm qua', '1 ngày trước', 'cách đây 1 ngày']],
  ['2027-03-10', ['10/3', '10/3/2027']],
  ['2026-03-18', ['thứ tư', 'thứ 4']],
  [
    'impossible',
    ['30/2', '30/02/2026', '31/4', 'ngày 32', '29/2/2026', '20/13', '0/3', '20/3/1999', 'thứ Năm 20/3', '31/11'],
  ],
  [
    'none',
    [
      '',
      'xong',
      '12',
      'mai mốt',
      'vài ngày nữa',
      'thứ 8',
      '2 ngày',
      'mai gửi nhé anh Nam',
      'thường xuyên',
      '50%',
      '16h',
      'trước 20/3',
      '45/BC-UBND',
    ],
  ],
];

describe('a day in a chat', () => {
  const cases = DAYS.flatMap(([expected, texts]) => texts.map((text) => [text, expected] as const));

  test.each(cases)('«%s» is %s', (text, expected) => {
    expect(day(text)).toBe(expected);
  });

  test.each([
    ['decomposed', (text: string) => text.normalize('NFD')],
    ['in capitals', (text: string) => text.toLocaleUpperCase('vi')],
    ['without diacritics', plain],
  ])('%s it is the same', (_, typed) => {
    expect(cases.filter(([text, expected]) => day(typed(text)) !== expected)).toEqual([]);
  });

  test.each([
    ['10/3', '2026-03-10'],
    ['11/3', '2026-03-11'],
    ['12/3', '2025-03-12'],
    ['ngày 20', '2026-02-20'],
    ['ngày 5', '2026-03-05'],
    ['thứ 6', '2026-03-06'],
    ['thứ 4', '2026-03-11'],
    ['thứ Hai tuần trước', '2026-03-02'],
    ['20/12', '2025-12-20'],
    ['cuối tháng', '2026-02-28'],
    ['hôm qua', '2026-03-10'],
    ['ngày 30', 'impossible'],
  ])('of what was received, «%s» is %s', (text, expected) => {
    expect(day(text, 'past')).toBe(expected);
  });

  test('what was not written is marked as assumed', () => {
    const assumed = (text: string) => {
      const reading = readDay(text, TODAY);
      return reading.kind === 'day' && reading.assumed;
    };
    expect(['20/3', 'ngày 20', 'thứ 6', 'cuối tháng'].map(assumed)).toEqual([true, true, true, true]);
    expect(['20/3/2026', 'mai', 'thứ 6 tuần sau', '2 tuần nữa'].map(assumed)).toEqual([false, false, false, false]);
  });
});

describe('days without their year', () => {
  test.each(['15/3 đến 13/3', 'từ 20/3 - 12/3', '15/3 đến 13/3/2026', '1/4 đến 31/3'])(
    '«%s» is the wrong way round, not a year long',
    (text) => {
      expect(period(text)).toBe('impossible');
    },
  );

  test.each([
    ['20/12 đến 5/1', '2026-12-20 2027-01-05'],
    ['1/4 đến 31/12', '2026-04-01 2026-12-31'],
    ['15/3/2025 đến 13/3/2026', '2025-03-15 2026-03-13'],
  ])('«%s» is %s', (text, expected) => {
    expect(period(text)).toBe(expected);
  });

  test.each([
    ['10/3', true],
    ['1/2', true],
    ['2/3 đến 6/3', true],
    ['10/3/2027', false],
    ['20/3', false],
    ['1/1', false],
    ['mai', false],
    ['thứ 6', false],
    ['hôm qua', false],
    ['30/2', false],
  ])('«%s» has just passed: %s', (text, expected) => {
    expect(hasJustPassed(text, TODAY)).toBe(expected);
  });
});

/** Days and todays well inside the supported years. */
const anyDay = fc.integer({ min: dayFromIso('2002-01-01'), max: dayFromIso('2097-12-31') });

describe('every day', () => {
  test('reads back as itself, however it was formatted', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.constantFrom('future', 'past'), (written, today, lean) => {
        for (const text of [isoDate(written), fullDate(written), `ngày ${fullDate(written)}`, sayDay(written, today)]) {
          expect([text, day(text, lean, today)]).toEqual([text, isoDate(written)]);
        }
      }),
    );
  });

  test('near today reads back as itself', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3, max: 3 }), (today, away) => {
        expect(day(sayNearDay(today + away, today), 'future', today)).toBe(isoDate(today + away));
      }),
    );
  });

  test('named without its year lies on the side that is meant, less than a leap year away', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (written, today) => {
        const { day: d, month } = civilDate(written);
        fc.pre(!(d === 29 && month === 2));
        const ahead = readDay(`${d}/${month}`, today, 'future');
        const behind = readDay(`${d}/${month}`, today, 'past');
        if (ahead.kind !== 'day' || behind.kind !== 'day') throw new Error(`${d}/${month} is a day`);
        expect(ahead.day - today).toBeGreaterThanOrEqual(0);
        expect(ahead.day - today).toBeLessThanOrEqual(365);
        expect(today - behind.day).toBeGreaterThanOrEqual(0);
        expect(today - behind.day).toBeLessThanOrEqual(365);
      }),
    );
  });

  test('of the week lies within the next seven or the last, today only behind', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 2, max: 7 }), (today, n) => {
        const ahead = readDay(`thứ ${n}`, today, 'future');
        const behind = readDay(`thứ ${n}`, today, 'past');
        if (ahead.kind !== 'day' || behind.kind !== 'day') throw new Error(`thứ ${n} is a day`);
        expect([weekdayOf(ahead.day), weekdayOf(behind.day)]).toEqual([n - 1, n - 1]);
        expect(ahead.day - today).toBeGreaterThan(0);
        expect(ahead.day - behind.day).toBe(7);
      }),
    );
  });

  test('is never one that no calendar has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 15 }), anyDay, (d, m, today) => {
        const reading = readDay(`${d}/${m}`, today);
        if (reading.kind === 'day') expect(civilDate(reading.day)).toMatchObject({ day: d, month: m });
        else expect(reading.kind).toBe('impossible');
      }),
    );
  });
});

describe('a leave', () => {
  test.each([
    ['20/3–25/3', '2026-03-20 2026-03-25'],
    ['từ 20/3 đến 25/3', '2026-03-20 2026-03-25'],
    ['từ ngày 20/3 đến hết ngày 25/3', '2026-03-20 2026-03-25'],
    ['từ thứ 6 ngày 20/3 tới 25/3 ạ', '2026-03-20 2026-03-25'],
    ['20-25/3', '2026-03-20 2026-03-25'],
    ['20 đến 25/3', '2026-03-20 2026-03-25'],
    ['20/3 đến 25', '2026-03-20 2026-03-25'],
    ['từ 20 tới 25 tháng 3', '2026-03-20 2026-03-25'],
    ['20.3-25.3', '2026-03-20 2026-03-25'],
    ['20-3-2026 - 25-3-2026', '2026-03-20 2026-03-25'],
    ['2026-03-20 – 2026-03-25', '2026-03-20 2026-03-25'],
    ['20/3 -> 25/3/2026', '2026-03-20 2026-03-25'],
    ['từ 28 đến 3/4', '2026-03-28 2026-04-03'],
    ['28/12-3/1', '2026-12-28 2027-01-03'],
    ['mùng 5 tới mùng 8', '2026-04-05 2026-04-08'],
    ['mai', '2026-03-12 2026-03-12'],
    ['chiều mai', '2026-03-12 2026-03-12'],
    ['mai và mốt', '2026-03-12 2026-03-13'],
    ['20, 21/3', '2026-03-20 2026-03-21'],
    ['từ mai đến thứ 6', '2026-03-12 2026-03-13'],
    ['từ hôm nay tới thứ 6', '2026-03-11 2026-03-13'],
    ['đến 25/3', '2026-03-11 2026-03-25'],
    ['thứ 2 đến thứ 4 tuần sau', '2026-03-16 2026-03-18'],
    ['từ thứ 6 đến thứ 3', '2026-03-13 2026-03-17'],
    ['tuần sau', '2026-03-16 2026-03-22'],
    ['cả tuần', '2026-03-11 2026-03-15'],
    ['tháng 4', '2026-04-01 2026-04-30'],
    ['3 ngày từ mai', '2026-03-12 2026-03-14'],
    ['từ 20/3 trong 3 ngày', '2026-03-20 2026-03-22'],
    ['3 ngày tới', '2026-03-12 2026-03-14'],
    ['30/2-3/3', 'impossible'],
    ['25/3/2026-20/3/2026', 'impossible'],
    ['20/3 và 25/3', 'none'],
    ['2 ngày', 'none'],
    ['từ mai', 'none'],
    ['nghỉ phép', 'none'],
    ['', 'none'],
  ])('«%s» is %s', (text, expected) => {
    expect(period(text)).toBe(expected);
    expect(period(text.normalize('NFD'))).toBe(expected);
    expect(period(plain(text))).toBe(expected);
  });

  test('that has begun is the one that runs', () => {
    expect(period('9/3–15/3')).toBe('2026-03-09 2026-03-15');
    expect(period('từ ngày 9 đến 12')).toBe('2026-03-09 2026-03-12');
    expect(period('1/3–9/3')).toBe('2027-03-01 2027-03-09');
  });

  test('reads back as itself', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), anyDay, (from, length, today) => {
        const to = from + length;
        const expected = `${isoDate(from)} ${isoDate(to)}`;
        for (const join of ['–', ' - ', ' đến ', ' tới ngày ']) {
          expect(period(`${fullDate(from)}${join}${fullDate(to)}`, today)).toBe(expected);
        }
        if (from <= today || to - today > 300) return;
        const { day: d, month } = civilDate(from);
        const last = civilDate(to);
        expect(period(`${d}/${month}-${last.day}/${last.month}`, today)).toBe(expected);
      }),
    );
  });
});

test('whatever is written, a day is read without an exception and quickly', () => {
  const words = fc.constantFrom(
    ...'mai 20/3 ngày thứ 6 tuần sau đến từ - 3 nữa tháng 2026 cuối 30/2 . , : h'.split(' '),
  );
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.array(words, { maxLength: 60 }).map((all) => all.join(' ')),
    fc.tuple(words, fc.integer({ min: 1, max: 300 })).map(([word, n]) => word.repeat(n).slice(0, 300)),
  );
  let slowest = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const took = [0, 1, 2].map(() => {
        const start = performance.now();
        readDay(text, TODAY);
        readPeriod(text, TODAY);
        return performance.now() - start;
      });
      slowest = Math.max(slowest, Math.min(...took));
    }),
    { numRuns: 300 },
  );
  expect(slowest).toBeLessThan(50);
});
