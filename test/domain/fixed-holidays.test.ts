import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeCalendar, overlaid } from '../../src/domain/calendar.ts';
import { dayFromIso, isoDate, weekdayOf } from '../../src/domain/civil-day.ts';
import { fixedYear } from '../../src/domain/fixed-holidays.ts';
import { loadCalendarFiles } from '../../src/runtime/data.ts';
import { day } from './shipped.ts';

const NOTHING = { days: [], announcedYears: [] };
const offIn = (year: number) => fixedYear(year).days.map((each) => each.date.slice(5));
const anyYear = fc.integer({ min: 2000, max: 2099 });

describe('the days off that the law names', () => {
  test.each([
    [2027, '01-01 04-30 05-03 09-02 11-24'],
    // 30 April 2028 is a Sunday and 1 May a day off already, so it is made up on the 2nd.
    [2028, '01-03 05-02 05-01 09-04 11-24'],
    [2033, '01-03 05-02 05-03 09-02 11-24'],
    [2025, '01-01 04-30 05-01 09-02'],
  ])('in %i, with those of a weekend made up on the next working day', (year, days) => {
    expect(offIn(year).join(' ')).toBe(days);
  });

  test('are as many weekdays in every year, each on a day of its own', () => {
    fc.assert(
      fc.property(anyYear, (year) => {
        const days = fixedYear(year).days.map((each) => dayFromIso(each.date));
        expect(days.every((each) => weekdayOf(each) <= 5)).toBe(true);
        expect(new Set(days).size).toBe(year >= 2026 ? 5 : 4);
      }),
    );
  });

  test('are off in every year that is shipped, too', () => {
    for (const file of loadCalendarFiles()) {
      const off = file.days.filter((each) => each.kind === 'off').map((each) => each.date);
      expect(off).toEqual(expect.arrayContaining(fixedYear(file.year).days.map((each) => each.date)));
    }
  });
});

describe('a year without a file', () => {
  const calendar = makeCalendar(overlaid(loadCalendarFiles(), NOTHING));

  test('has those days off, and its dates stay provisional', () => {
    expect(calendar.isWorkingDay(day('2028-01-03'))).toBe(false);
    expect(calendar.isWorkingDay(day('2028-02-01'))).toBe(true);
    expect(calendar.entry(day('2028-11-24'))?.certainty).toBe('computed');
    expect(calendar.certainty(day('2028-06-01'), day('2028-06-01'))).toBe('provisional');
  });

  test('keeps them when the office enters its own', () => {
    const tet = { day: day('2028-01-26'), kind: 'off', name: 'Tết', source: '' } as const;
    const entered = makeCalendar(overlaid(loadCalendarFiles(), { days: [tet], announcedYears: [2028] }));
    expect(entered.isWorkingDay(day('2028-01-26'))).toBe(false);
    expect(entered.isWorkingDay(day('2028-09-04'))).toBe(false);
    expect(entered.certainty(day('2028-06-01'), day('2028-06-01'))).toBe('official');
  });
});

describe('what the office enters over the shipped calendar', () => {
  const files = loadCalendarFiles();

  test('wins, and only for its own day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: day('2024-01-01'), max: day('2029-12-31') }),
        fc.constantFrom('off' as const, 'worked' as const, 'plain' as const),
        (on, kind) => {
          const before = makeCalendar(overlaid(files, NOTHING));
          const after = makeCalendar(
            overlaid(files, { days: [{ day: on, kind, name: 'x', source: '' }], announcedYears: [] }),
          );
          expect(after.isWorkingDay(on)).toBe(kind === 'plain' ? weekdayOf(on) <= 5 : kind === 'worked');
          for (const other of [on - 1, on + 1, on + 7]) {
            expect(after.entry(other), isoDate(other)).toEqual(before.entry(other));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('waits for nothing any more once the notice of the year is in', () => {
    const tet = day('2027-02-08');
    const announced = { days: [], announcedYears: [2027] };
    expect(makeCalendar(overlaid(files, NOTHING)).entry(tet)?.certainty).toBe('pending');
    expect(makeCalendar(overlaid(files, announced)).entry(tet)).toBeUndefined();
    expect(makeCalendar(overlaid(files, announced)).certainty(tet, tet)).toBe('official');
  });
});
