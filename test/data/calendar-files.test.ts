import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { calendarYearSchema, makeCalendar } from '../../src/domain/calendar.ts';
import { dayFromIso, weekdayOf } from '../../src/domain/civil-day.ts';

const folder = new URL('../../data/calendar/', import.meta.url);
const read = (year: number) => readFileSync(new URL(`${year}.json`, folder), 'utf8');

const expected = [
  {
    year: 2024,
    announced: true,
    official: `01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03`,
    computed: '',
    pending: '',
    worked: '05-04',
    workedPending: '',
    workingDays: 251,
  },
  {
    year: 2025,
    announced: true,
    official: `01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02`,
    computed: '',
    pending: '',
    worked: '04-26',
    workedPending: '',
    workingDays: 250,
  },
  {
    year: 2026,
    announced: true,
    official: `01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24`,
    computed: '',
    pending: '11-23',
    worked: '01-10 08-22',
    workedPending: '11-28',
    workingDays: 249,
  },
  {
    year: 2027,
    announced: false,
    official: '',
    computed: '01-01 04-16 04-30 05-03 09-02 11-24',
    pending: '02-05 02-08 02-09 02-10 09-03',
    worked: '',
    workedPending: '',
    workingDays: 255,
  },
];

test('there is a calendar file for each year from 2024 to 2027', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  expect(names.sort()).toEqual(expected.map((each) => `${each.year}.json`));
});

describe.each(expected)('the calendar of $year', (want) => {
  const text = read(want.year);
  const file = calendarYearSchema.parse(JSON.parse(text));
  const days = (kind: string, certainty: string) =>
    file.days
      .filter((day) => day.kind === kind && day.certainty === certainty)
      .map((day) => day.date.slice(5))
      .join(' ');

  test('is announced or not, as the official notices are', () => {
    expect(file.year).toBe(want.year);
    expect(file.announced).toBe(want.announced);
  });

  test('lists the days off and the worked Saturdays, each with how sure it is', () => {
    expect({
      official: days('off', 'official'),
      computed: days('off', 'computed'),
      pending: days('off', 'pending'),
      worked: days('worked', 'official'),
      workedPending: days('worked', 'pending'),
    }).toEqual({
      official: want.official,
      computed: want.computed,
      pending: want.pending,
      worked: want.worked,
      workedPending: want.workedPending,
    });
    expect(days('worked', 'computed')).toBe('');
  });

  test('lists only weekdays as days off and only Saturdays as worked, in order', () => {
    const dates = file.days.map((day) => day.date);
    expect(dates).toEqual([...dates].sort());
    for (const day of file.days) {
      const weekday = weekdayOf(dayFromIso(day.date));
      if (day.kind === 'off') expect(weekday, day.date).toBeLessThanOrEqual(5);
      else expect(weekday, day.date).toBe(6);
    }
  });

  test('gives every day a Vietnamese name and where it comes from', () => {
    for (const day of file.days) {
      expect(day.name, day.date).toMatch(/^(Tết|Giỗ Tổ|Ngày|Quốc khánh|nghỉ bù|nghỉ hoán đổi|làm bù)/u);
      expect(day.source ?? '', day.date).not.toBe('');
    }
    expect(text).toBe(text.normalize('NFC'));
  });

  test('changes the number of working days by the days that are sure, and by no pending one', () => {
    const calendar = makeCalendar([file]);
    const first = dayFromIso(`${want.year}-01-01`);
    const last = dayFromIso(`${want.year}-12-31`);
    expect(calendar.workingDaysBetween(first - 1, last)).toBe(want.workingDays);
  });
});

describe('the calendars together', () => {
  const calendar = makeCalendar(expected.map((each) => calendarYearSchema.parse(JSON.parse(read(each.year)))));
  const day = dayFromIso;

  test('are announced through 2026', () => {
    expect(calendar.announcedThrough).toBe(2026);
    expect(calendar.years).toEqual([2024, 2025, 2026, 2027]);
  });

  test('go back over a swapped Monday: nothing is worked between Friday 26/4 and Thursday 2/5/2024', () => {
    expect(calendar.lastWorkingDayOnOrBefore(day('2024-04-29'))).toBe(day('2024-04-26'));
    expect(calendar.firstWorkingDayOnOrAfter(day('2024-04-27'))).toBe(day('2024-05-02'));
    expect(calendar.lastWorkingDayOnOrBefore(day('2024-05-05'))).toBe(day('2024-05-04'));
  });

  test('count working days over the swaps of each year', () => {
    expect(calendar.addWorkingDays(day('2024-04-25'), 10)).toBe(day('2024-05-13'));
    expect(calendar.addWorkingDays(day('2024-04-26'), 3)).toBe(day('2024-05-04'));
    expect(calendar.addWorkingDays(day('2025-12-31'), 2)).toBe(day('2026-01-06'));
    expect(calendar.addWorkingDays(day('2026-11-20'), 3)).toBe(day('2026-11-26'));
  });

  test('make dates near an unconfirmed swap and in a year not announced provisional', () => {
    expect(calendar.certainty(day('2026-11-16'), day('2026-11-20'))).toBe('official');
    expect(calendar.certainty(day('2026-11-20'), day('2026-11-24'))).toBe('provisional');
    expect(calendar.certainty(day('2027-06-01'), day('2027-06-02'))).toBe('provisional');
  });
});
