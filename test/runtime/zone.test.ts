import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilDate, dayFromIso, isoDate } from '../../src/domain/civil-day.ts';
import { isoInstant, isZone, makeZone, parseDayTyped, parseInstant } from '../../src/runtime/zone.ts';

const vietnam = makeZone('Asia/Ho_Chi_Minh');
const berlin = makeZone('Europe/Berlin');
const kolkata = makeZone('Asia/Kolkata');
const auckland = makeZone('Pacific/Auckland');

describe('an instant', () => {
  test.each([
    [vietnam, '2024-03-15', 450, '2024-03-15T07:30:00+07:00'],
    [vietnam, '2024-12-31', 1439, '2024-12-31T23:59:00+07:00'],
    [vietnam, '2024-01-01', 0, '2023-12-31T17:00:00Z'],
    [berlin, '2024-03-15', 450, '2024-03-15T07:30:00+01:00'],
    [berlin, '2024-07-15', 450, '2024-07-15T07:30:00+02:00'],
    [berlin, '2024-03-31', 450, '2024-03-31T07:30:00+02:00'],
    [berlin, '2024-10-27', 450, '2024-10-27T07:30:00+01:00'],
    [kolkata, '2024-03-15', 450, '2024-03-15T07:30:00+05:30'],
    [auckland, '2024-01-15', 450, '2024-01-15T07:30:00+13:00'],
  ])('in $name of %s, minute %d, is %s', (zone, date, minute, expected) => {
    expect(zone.instant(dayFromIso(date), minute)).toBe(Date.parse(expected));
  });

  test('of any minute in Vietnam is read back as that day and minute', () => {
    const day = fc.integer({ min: dayFromIso('2000-01-01'), max: dayFromIso('2099-12-31') });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1439 }), (given, minute) => {
        const instant = vietnam.instant(given, minute);
        expect([vietnam.dayOf(instant), vietnam.minuteOf(instant)]).toEqual([given, minute]);
      }),
    );
  });

  test('of any minute in office hours is read back in a zone with daylight saving', () => {
    const day = fc.integer({ min: dayFromIso('2020-01-01'), max: dayFromIso('2030-12-31') });
    const zone = fc.constantFrom(berlin, auckland, kolkata, makeZone('America/New_York'));
    fc.assert(
      fc.property(zone, day, fc.integer({ min: 360, max: 1200 }), (somewhere, given, minute) => {
        const instant = somewhere.instant(given, minute);
        expect([somewhere.dayOf(instant), somewhere.minuteOf(instant)]).toEqual([given, minute]);
      }),
    );
  });

  test('within a minute belongs to that minute', () => {
    expect(vietnam.minuteOf(Date.parse('2024-03-15T07:30:59.999+07:00'))).toBe(450);
    expect(isoDate(vietnam.dayOf(Date.parse('2024-03-15T23:59:59.999+07:00')))).toBe('2024-03-15');
    expect(isoDate(vietnam.dayOf(Date.parse('2024-03-16T00:00:00+07:00')))).toBe('2024-03-16');
  });

  test('does not depend on how many others were asked for', () => {
    const first = vietnam.instant(dayFromIso('2024-03-15'), 450);
    for (let day = 10_957; day < 10_957 + 5_000; day++) vietnam.instant(day, 0);
    expect(vietnam.instant(dayFromIso('2024-03-15'), 450)).toBe(first);
  });

  test('is written with the office’s offset and read back', () => {
    const text = isoInstant(Date.parse('2024-03-15T00:30:00Z'), vietnam);
    expect(text).toBe('2024-03-15T07:30:00+07:00');
    expect(parseInstant(text)).toBe(Date.parse('2024-03-15T00:30:00Z'));
  });
});

describe('an instant typed', () => {
  test.each(['2024-03-15T07:30+07:00', '2024-03-15T00:30:00Z', '2024-03-15T07:30:00.000+07:00'])(
    'as %s is read',
    (text) => {
      expect(parseInstant(text)).toBe(Date.parse('2024-03-15T00:30:00Z'));
    },
  );

  test.each(['', 'now', '2024-03-15', '2024-03-15T07:30', '15/3/2024 07:30', '2024-13-01T00:00Z', '1999-12-31T00:00Z'])(
    'as «%s» is refused',
    (text) => {
      expect(parseInstant(text)).toBeNull();
    },
  );

  test('on a day that does not exist is refused, not rolled over', () => {
    expect(parseInstant('2024-02-30T07:30:00+07:00')).toBeNull();
  });
});

describe('a day typed', () => {
  const today = dayFromIso('2024-03-15');
  const typed = (text: string) => {
    const day = parseDayTyped(text, today, (d) => civilDate(d).year);
    return day === null ? null : isoDate(day);
  };

  test.each([
    ['20/12', '2024-12-20'],
    ['20/12/2026', '2026-12-20'],
    ['5-3-2024', '2024-03-05'],
    ['05.03.2024', '2024-03-05'],
    ['2024-12-20', '2024-12-20'],
    ['29/2', '2024-02-29'],
  ])('as «%s» is %s', (text, expected) => {
    expect(typed(text)).toBe(expected);
  });

  test.each(['30/2', '31/4', '0/1', '1/13', '29/2/2025', '20/12/26', 'mai', '', '1/2/3/4'])(
    'as «%s» is refused',
    (text) => {
      expect(typed(text)).toBeNull();
    },
  );

  test('in a year that cannot be planned is refused', () => {
    expect(typed('1/1/1999')).toBeNull();
    expect(typed('1/1/3000')).toBeNull();
  });
});

test.each([
  ['Asia/Ho_Chi_Minh', true],
  ['UTC', true],
  ['Asia/Saigonn', false],
  ['', false],
])('the name «%s» is a zone: %s', (name, expected) => {
  expect(isZone(name)).toBe(expected);
});
