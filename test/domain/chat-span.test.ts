import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesSpan, readSpan } from '../../src/domain/chat-span.ts';
import { civilDate, dayOf, daysInMonth, isoDate } from '../../src/domain/civil-day.ts';
import { day } from './shipped.ts';

/** A Wednesday. */
const today = day('2024-03-13');
const read = (text: string): string => {
  const span = readSpan(text, today);
  return span.kind === 'period' ? `${isoDate(span.from)}..${isoDate(span.to)}` : span.kind;
};

describe('the days that somebody wants to look at', () => {
  test.each([
    ['tuần', '2024-03-13..2024-03-17'],
    ['tuần này', '2024-03-13..2024-03-17'],
    ['tuan sau', '2024-03-18..2024-03-24'],
    ['2 tuần tới', '2024-03-13..2024-03-26'],
    ['tháng', '2024-03-13..2024-03-31'],
    ['tháng sau', '2024-04-01..2024-04-30'],
    ['tháng 12', '2024-12-01..2024-12-31'],
    ['THÁNG 2', '2025-02-01..2025-02-28'],
    ['tháng 12/2024', '2024-12-01..2024-12-31'],
    ['tháng 2 năm 2024', '2024-02-01..2024-02-29'],
    ['t12/2024', '2024-12-01..2024-12-31'],
    ['quý I', '2024-03-13..2024-03-31'],
    ['quý này', '2024-03-13..2024-03-31'],
    ['quý sau', '2024-04-01..2024-06-30'],
    ['quý 4', '2024-10-01..2024-12-31'],
    ['quý IV/2025', '2025-10-01..2025-12-31'],
    ['20/12', '2024-12-20..2024-12-20'],
    ['20/12 đến 31/12', '2024-12-20..2024-12-31'],
    ['hôm nay', '2024-03-13..2024-03-13'],
    ['mai', '2024-03-14..2024-03-14'],
    ['tháng 13/2024', 'impossible'],
    ['tháng 13', 'impossible'],
    ['tháng 1/1999', 'impossible'],
    ['này em xong rồi', 'none'],
    ['tuần này em xong', 'none'],
    ['tháng 12 xong', 'none'],
    ['', 'none'],
    ['lại xem', 'none'],
  ])('«%s»', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('a month with its year is the whole month, whenever it is said', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2001, max: 2098 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: dayOf(2001, 1, 1), max: dayOf(2098, 12, 31) }),
        (year, month, on) => {
          const span = readSpan(`tháng ${month}/${year}`, on);
          const to = dayOf(year, month, daysInMonth(year, month));
          expect(span).toEqual({ kind: 'period', from: dayOf(year, month, 1), to });
        },
      ),
    );
  });

  test('a quarter without a year is never past, and at most a year ahead', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: dayOf(2001, 1, 1), max: dayOf(2090, 12, 31) }),
        (quarter, on) => {
          const span = readSpan(`quý ${quarter}`, on);
          if (span.kind !== 'period') throw new Error('no period');
          expect(span.from).toBeGreaterThanOrEqual(on);
          expect(span.to - on).toBeLessThan(366);
          expect(Math.ceil(civilDate(span.to).month / 3)).toBe(quarter);
        },
      ),
    );
  });

  test('no text makes it throw, and whether words name days does not depend on the day', () => {
    const words = fc.constantFrom(
      'tuần',
      'tháng',
      'quý',
      'này',
      'sau',
      '12',
      '4',
      '/',
      '2025',
      'đến',
      'IV',
      'mai',
      'em',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 6 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(readSpan(text, today).kind !== 'none').toBe(namesSpan(text));
      }),
    );
  });
});
