import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  civilDate,
  clockFromMinute,
  dayFromIso,
  dayInMonth,
  dayOf,
  daysInMonth,
  FIRST_YEAR,
  isoDate,
  LAST_YEAR,
  minuteFromClock,
  monthIndex,
  monthOfIndex,
  parseIsoDate,
  weekdayOf,
} from '../../src/domain/civil-day.ts';

const DAY_MS = 86_400_000;
const first = dayOf(FIRST_YEAR, 1, 1);
const last = dayOf(LAST_YEAR, 12, 31);
const anyDay = fc.integer({ min: first, max: last });

describe('a day', () => {
  test('is the same as in a calendar by milliseconds, for every day from 1960 to 2110', () => {
    const wrong: string[] = [];
    const from = Date.UTC(1960, 0, 1) / DAY_MS;
    const to = Date.UTC(2110, 11, 31) / DAY_MS;
    for (let day = from; day <= to; day++) {
      const date = new Date(day * DAY_MS);
      const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      const civil = civilDate(day);
      const same =
        civil.year === year &&
        civil.month === month &&
        civil.day === dayOfMonth &&
        dayOf(year, month, dayOfMonth) === day &&
        weekdayOf(day) === (date.getUTCDay() || 7) &&
        isoDate(day) === date.toISOString().slice(0, 10);
      if (!same) wrong.push(date.toISOString());
    }
    expect(wrong).toEqual([]);
  });

  test('is written and read back as the same ISO date', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(parseIsoDate(isoDate(day))).toBe(day);
      }),
    );
  });

  test('is a date that exists whenever ISO text is accepted at all', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2110 }), two(14), two(33), (year, month, dayOfMonth) => {
        const text = `${year}-${month}-${dayOfMonth}`;
        const reference = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(reference.getTime()) && reference.toISOString().startsWith(text);
        const supported = year >= FIRST_YEAR && year <= LAST_YEAR;
        expect(parseIsoDate(text)).toBe(exists && supported ? reference.getTime() / DAY_MS : null);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['2024-2-3', '2024-02-3', '24-02-03', '2024-02-03 ', '2024-02-03T00:00', '2024/02/03', '', '٢٠٢٤-٠٢-٠٣'])(
    'is not read from «%s»',
    (text) => {
      expect(parseIsoDate(text)).toBeNull();
    },
  );
});

describe('a date that does not exist', () => {
  test.each([
    [2026, 2, 30],
    [2025, 2, 29],
    [2100, 2, 29],
    [2024, 4, 31],
    [2024, 1, 0],
    [2024, 1, 32],
    [2024, 0, 1],
    [2024, 13, 1],
    [2024, 1, 1.5],
    [2024, 1, Number.NaN],
  ])('is refused, not rolled over: %d-%d-%d', (year, month, dayOfMonth) => {
    expect(() => dayOf(year, month, dayOfMonth)).toThrow(RangeError);
  });

  test('is refused with its text when it stands in data', () => {
    expect(() => dayFromIso('2026-02-30')).toThrow('2026-02-30');
  });
});

describe('day N of a month', () => {
  test.each([
    [2024, 1, 31, '2024-01-31'],
    [2024, 4, 31, '2024-04-30'],
    [2024, 2, 29, '2024-02-29'],
    [2024, 2, 30, '2024-02-29'],
    [2024, 2, 31, '2024-02-29'],
    [2023, 2, 29, '2023-02-28'],
    [2023, 2, 30, '2023-02-28'],
    [2023, 2, 28, '2023-02-28'],
    [2000, 2, 31, '2000-02-29'],
  ])('of %d-%d, day %d, is %s', (year, month, dayOfMonth, expected) => {
    expect(isoDate(dayInMonth(year, month, dayOfMonth))).toBe(expected);
  });

  test('is the month’s last day where the month is shorter, in every month of a century', () => {
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      for (let month = 1; month <= 12; month++) {
        const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
        expect(dayInMonth(year, month, 31)).toBe(next - 1);
        expect(daysInMonth(year, month)).toBe(next - dayOf(year, month, 1));
      }
    }
  });
});

test('leap years follow the Gregorian rule', () => {
  expect([1900, 2000, 2023, 2024, 2100, 2400].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29, 28, 29]);
});

test('months are added as integers', () => {
  expect(monthOfIndex(monthIndex(2024, 11) + 3)).toEqual({ year: 2025, month: 2 });
  expect(monthOfIndex(monthIndex(2024, 1) - 1)).toEqual({ year: 2023, month: 12 });
});

describe('a time of day', () => {
  test('is read and written back, for every minute', () => {
    for (let minute = 0; minute < 1440; minute++) expect(minuteFromClock(clockFromMinute(minute))).toBe(minute);
    expect(clockFromMinute(450)).toBe('07:30');
  });

  test.each(['24:00', '7:30', '07:60', '0730', '07:30 ', ''])('is not read from «%s»', (text) => {
    expect(() => minuteFromClock(text)).toThrow(RangeError);
  });
});
