import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalendarYear, calendarYearSchema, makeCalendar } from '../../src/domain/calendar.ts';
import { weekdayOf } from '../../src/domain/civil-day.ts';
import { calendar, day, iso } from './shipped.ts';

const first = day('2024-01-01');
const last = day('2027-12-31');
const anyDay = fc.integer({ min: first, max: last });
const steps = fc.integer({ min: 1, max: 300 });

/** One day at a time: the definition, without any table. */
function slowAdd(from: number, n: number): number {
  let current = from;
  for (let left = Math.abs(n); left > 0; ) {
    current += Math.sign(n);
    if (calendar.isWorkingDay(current)) left--;
  }
  return current;
}

const year = (days: CalendarYear['days'], announced = true): CalendarYear => ({
  year: 2024,
  announced,
  source: 'thử',
  days,
});
const off = (date: string, certainty: 'official' | 'computed' | 'pending' = 'official') =>
  ({ date, kind: 'off', certainty, name: 'nghỉ' }) as const;
const worked = (date: string, certainty: 'official' | 'pending' = 'official') =>
  ({ date, kind: 'worked', certainty, name: 'làm bù' }) as const;

describe('working days', () => {
  test('are Monday to Friday except listed days, for every day of the shipped years', () => {
    for (let d = first; d <= last; d++) {
      const listed = calendar.entry(d);
      const plain = weekdayOf(d) <= 5;
      const expected = listed && listed.certainty !== 'pending' ? listed.kind === 'worked' : plain;
      expect(calendar.isWorkingDay(d), iso(d)).toBe(expected);
    }
  });

  test('are counted like by walking one day at a time', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -120, max: 120 }), (from, n) => {
        fc.pre(n !== 0);
        expect(calendar.addWorkingDays(from, n)).toBe(slowAdd(from, n));
      }),
    );
  });

  test('between two days are counted like by walking', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 200 }), (from, length) => {
        let count = 0;
        for (let d = from + 1; d <= from + length; d++) if (calendar.isWorkingDay(d)) count++;
        expect(calendar.workingDaysBetween(from, from + length)).toBe(count);
        expect(calendar.workingDaysBetween(from + length, from)).toBe(count === 0 ? 0 : -count);
      }),
    );
  });

  test('added and then counted give the same number', () => {
    fc.assert(
      fc.property(anyDay, steps, (from, n) => {
        expect(calendar.workingDaysBetween(from, calendar.addWorkingDays(from, n))).toBe(n);
      }),
    );
  });

  test('added and taken away lead back to the same working day', () => {
    fc.assert(
      fc.property(anyDay, steps, (from, n) => {
        const start = calendar.firstWorkingDayOnOrAfter(from);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(start, n), -n)).toBe(start);
      }),
    );
  });

  test('next to a day are the nearest ones on each side', () => {
    for (let d = first; d <= last; d++) {
      const before = calendar.lastWorkingDayOnOrBefore(d);
      const after = calendar.firstWorkingDayOnOrAfter(d);
      expect([before === d, after === d]).toEqual([calendar.isWorkingDay(d), calendar.isWorkingDay(d)]);
      expect(calendar.isWorkingDay(before) && calendar.isWorkingDay(after)).toBe(true);
      for (let between = before + 1; between < after; between++) expect(calendar.isWorkingDay(between)).toBe(false);
    }
  });

  test('include the Saturdays worked in exchange, and nothing else at a weekend', () => {
    const weekends: string[] = [];
    for (let d = first; d <= last; d++) if (weekdayOf(d) > 5 && calendar.isWorkingDay(d)) weekends.push(iso(d));
    expect(weekends).toEqual(['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22']);
  });
});

describe('a pending day', () => {
  test('changes no working day and makes the dates across it provisional', () => {
    const plain = makeCalendar([year([])]);
    const pending = makeCalendar([year([off('2024-06-03', 'pending'), worked('2024-06-08', 'pending')])]);
    for (let d = first; d <= first + 365; d++) expect(pending.isWorkingDay(d)).toBe(plain.isWorkingDay(d));
    expect(pending.certainty(day('2024-06-03'), day('2024-06-03'))).toBe('provisional');
    expect(pending.certainty(day('2024-06-04'), day('2024-06-07'))).toBe('official');
    expect(pending.certainty(day('2024-06-04'), day('2024-06-08'))).toBe('provisional');
  });

  test('counts once it is confirmed, and the version tells', () => {
    const pending = makeCalendar([year([off('2024-06-03', 'pending')])]);
    const confirmed = makeCalendar([year([off('2024-06-03')])]);
    expect(pending.isWorkingDay(day('2024-06-03'))).toBe(true);
    expect(confirmed.isWorkingDay(day('2024-06-03'))).toBe(false);
    expect(confirmed.version).not.toBe(pending.version);
  });
});

describe('how sure a date is', () => {
  test('a date in the last announced year is official, one past it provisional', () => {
    expect(calendar.announcedThrough).toBe(2026);
    expect(calendar.certainty(day('2026-12-31'), day('2026-12-31'))).toBe('official');
    expect(calendar.certainty(day('2026-12-31'), day('2027-01-01'))).toBe('provisional');
    expect(calendar.certainty(day('2035-06-01'), day('2035-06-01'))).toBe('provisional');
  });

  test('a year without a file is provisional, before the first file too', () => {
    expect(calendar.certainty(day('2023-06-01'), day('2023-06-01'))).toBe('provisional');
  });
});

describe('the version', () => {
  test('does not depend on the order of files or days', () => {
    const a = makeCalendar([year([off('2024-06-03'), off('2024-06-04')]), { ...year([]), year: 2025 }]);
    const b = makeCalendar([{ ...year([]), year: 2025 }, year([off('2024-06-04'), off('2024-06-03')])]);
    expect(a.version).toBe(b.version);
  });

  test('changes when a year becomes announced', () => {
    expect(makeCalendar([year([], true)]).version).not.toBe(makeCalendar([year([], false)]).version);
  });

  test('of two files for one year the later one counts alone', () => {
    const both = makeCalendar([year([off('2024-06-03')]), year([off('2024-06-04')])]);
    expect([both.isWorkingDay(day('2024-06-03')), both.isWorkingDay(day('2024-06-04'))]).toEqual([true, false]);
  });
});

describe('a calendar file', () => {
  test.each([
    ['a date that does not exist', year([off('2024-02-30')])],
    ['a day of another year', year([off('2025-06-03')])],
    ['a day listed twice', year([off('2024-06-03'), off('2024-06-03')])],
    ['a day without a name', year([{ ...off('2024-06-03'), name: '' }])],
    ['an unknown field', { ...year([]), note: 'x' }],
    ['a year out of range', { ...year([]), year: 1999 }],
  ])('with %s is refused', (_, file) => {
    expect(calendarYearSchema.safeParse(file).success).toBe(false);
  });

  test('outside the supported years a question is refused rather than guessed', () => {
    expect(() => calendar.isWorkingDay(day('2000-01-01') - 400)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays(day('2099-12-31'), 400)).toThrow(RangeError);
  });
});
