import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilDate, daysInMonth, monthIndex, weekdayOf } from '../../src/domain/civil-day.ts';
import { calendarDeadlines, eventDeadline, isOneOff, moveToYear } from '../../src/domain/deadline.ts';
import { type EventRule, ruleSchema, shiftOf } from '../../src/domain/rule.ts';
import { calendar, calendarRule, day, iso, rule } from './shipped.ts';

const deadlines = (written: unknown, from: string, to: string) =>
  calendarDeadlines(calendarRule(written), calendar, day(from), day(to));
const nominals = (written: unknown, from: string, to: string) =>
  deadlines(written, from, to).map((d) => `${d.key} ${iso(d.nominal)}`);

describe('each kind of rule', () => {
  test.each([
    [
      'monthly, day 31',
      { kind: 'monthly', day: 31 },
      ['2024-02 2024-02-29', '2024-03 2024-03-31', '2024-04 2024-04-30'],
    ],
    ['quarterly', { kind: 'quarterly', monthOfQuarter: 1, day: 10 }, ['2024-Q2 2024-04-10']],
    ['every 3 months', { kind: 'every-n-months', n: 3, anchor: '2024-08', day: 5 }, ['2024-02 2024-02-05']],
    ['yearly on 29 February', { kind: 'yearly', month: 2, day: 29 }, ['2024 2024-02-29']],
    ['once', { kind: 'once', date: '2024-03-04' }, ['once 2024-03-04']],
    ['a month', { kind: 'month', year: 2024, month: 2 }, ['2024-02 2024-02-29']],
    ['a quarter', { kind: 'quarter', year: 2024, quarter: 1 }, ['2024-Q1 2024-03-31']],
    ['the first half', { kind: 'half', year: 2024, half: 1 }, []],
    ['weekly', { kind: 'weekly', weekday: 5 }, 13],
  ])('%s gives its days of February to April 2024', (_, written, expected) => {
    const found = nominals(written, '2024-02-01', '2024-04-30');
    if (typeof expected === 'number') expect(found).toHaveLength(expected);
    else expect(found).toEqual(expected);
  });

  test('half years end on 30 June and 31 December, years on 31 December', () => {
    expect(nominals({ kind: 'half', year: 2024, half: 1 }, '2024-01-01', '2024-12-31')).toEqual(['2024-H1 2024-06-30']);
    expect(nominals({ kind: 'half', year: 2024, half: 2 }, '2024-01-01', '2024-12-31')).toEqual(['2024-H2 2024-12-31']);
    expect(nominals({ kind: 'year', year: 2024 }, '2024-01-01', '2024-12-31')).toEqual(['2024 2024-12-31']);
  });

  test('weeks are named by ISO 8601, across the year’s end too', () => {
    expect(nominals({ kind: 'weekly', weekday: 5 }, '2024-12-23', '2025-01-12')).toEqual([
      '2024-W52 2024-12-27',
      '2025-W01 2025-01-03',
      '2025-W02 2025-01-10',
    ]);
    expect(nominals({ kind: 'weekly', weekday: 1 }, '2026-12-28', '2027-01-04')[0]).toBe('2026-W53 2026-12-28');
  });

  test('every six months keeps its months before and after the anchor', () => {
    const found = nominals({ kind: 'every-n-months', n: 6, anchor: '2025-06', day: 15 }, '2024-01-01', '2026-12-31');
    expect(found.map((text) => text.slice(0, 7))).toEqual([
      '2024-06',
      '2024-12',
      '2025-06',
      '2025-12',
      '2026-06',
      '2026-12',
    ]);
  });
});

describe('days counted in working days', () => {
  test.each([
    ['the last of the month', { kind: 'monthly', day: 31 }, ['2026-02-27', '2026-03-31', '2026-04-29']],
    ['the first of the month', { kind: 'monthly', day: 1 }, ['2026-02-02', '2026-03-02', '2026-04-01']],
    ['the third of the quarter', { kind: 'quarterly', monthOfQuarter: 2, day: 3 }, ['2026-02-04']],
  ])('%s', (_, written, expected) => {
    const found = deadlines({ ...written, counting: 'working-days' }, '2026-02-01', '2026-04-30');
    expect(found.map((d) => iso(d.lastDay))).toEqual(expected);
  });
});

test('a term of months ends on the same day of the month, or on its last one', () => {
  const end = (kind: string, n: number, from: string) =>
    iso(
      eventDeadline(rule({ kind, n, unit: 'month', event: 'x' }) as EventRule, calendar, { id: 1, day: day(from) })
        .lastDay,
    );
  expect(end('within', 1, '2026-01-31')).toBe('2026-02-28');
  expect(end('within', 3, '2025-12-15')).toBe('2026-03-15');
  expect(end('before-due', 1, '2026-03-31')).toBe('2026-02-28');
});

describe('the bound', () => {
  const one = (more: object) =>
    deadlines({ kind: 'once', date: '2024-03-28', ...more }, '2024-03-01', '2024-03-31')[0]!;

  test('«trước» excludes the day; «chậm nhất» and «ngày» include it', () => {
    expect(iso(one({ bound: 'before' }).lastDay)).toBe('2024-03-27');
    expect(iso(one({ bound: 'by' }).lastDay)).toBe('2024-03-28');
    expect(iso(one({ bound: 'on' }).lastDay)).toBe('2024-03-28');
  });

  test('«trước 16 giờ ngày D» is due on D itself', () => {
    const found = one({ bound: 'before', time: '16:00' });
    expect([iso(found.lastDay), iso(found.target), found.time]).toEqual(['2024-03-28', '2024-03-28', 960]);
  });

  test('«trước ngày 1» falls into the month before and keeps its own period', () => {
    const [found] = deadlines({ kind: 'monthly', day: 1, bound: 'before' }, '2025-01-31', '2025-01-31');
    expect([found!.key, iso(found!.lastDay)]).toEqual(['2025-02', '2025-01-31']);
  });
});

describe('a day off', () => {
  const sunday = (shift?: string) =>
    deadlines({ kind: 'once', date: '2024-03-17', ...(shift ? { shift } : {}) }, '2024-03-01', '2024-03-31')[0]!;
  const days = (d: { lastDay: number; legalLastDay: number; target: number }) => [
    iso(d.lastDay),
    iso(d.legalLastDay),
    iso(d.target),
  ];

  test('moves nothing but the day to aim at, unless the rule says otherwise', () => {
    expect(days(sunday())).toEqual(['2024-03-17', '2024-03-17', '2024-03-15']);
    expect(days(sunday('earlier'))).toEqual(days(sunday()));
  });

  test('runs on to the next working day where the rule says later', () => {
    expect(days(sunday('later'))).toEqual(['2024-03-17', '2024-03-18', '2024-03-15']);
  });

  test('changes nothing at all where the rule says none', () => {
    expect(days(sunday('none'))).toEqual(['2024-03-17', '2024-03-17', '2024-03-17']);
  });

  test('extends counted terms by default and no others', () => {
    const counted = { event: 'x', n: 1, unit: 'day' };
    expect(
      [
        { kind: 'within', ...counted },
        { kind: 'immediately-after', event: 'x' },
        { kind: 'before-due', ...counted },
        { kind: 'monthly', day: 5 },
      ].map((written) => shiftOf(rule(written) as Parameters<typeof shiftOf>[0])),
    ).toEqual(['later', 'later', 'earlier', 'earlier']);
  });
});

const shift = fc.constantFrom('earlier', 'later', 'none');
const bound = fc.constantFrom('on', 'by', 'before');
const number = fc.integer({ min: 1, max: 31 });
const recurring = fc.oneof(
  fc.record({ kind: fc.constant('monthly'), day: number, bound, shift }),
  fc.record({
    kind: fc.constant('quarterly'),
    monthOfQuarter: fc.integer({ min: 1, max: 3 }),
    day: number,
    bound,
    shift,
  }),
  fc.record({ kind: fc.constant('weekly'), weekday: fc.integer({ min: 1, max: 7 }), bound, shift }),
  fc.record({
    kind: fc.constant('every-n-months'),
    n: fc.integer({ min: 1, max: 24 }),
    anchor: fc.constantFrom('2023-05', '2024-01', '2026-12', '2029-07'),
    day: number,
    bound,
    shift,
  }),
  fc.record({ kind: fc.constant('yearly'), month: fc.integer({ min: 1, max: 12 }), day: number, bound, shift }),
);
const window = fc.integer({ min: day('2023-06-01'), max: day('2027-06-01') });
const length = fc.integer({ min: 0, max: 500 });

describe('whatever the rule', () => {
  test('the target is no later than the last day, and that no later than the legal one', () => {
    fc.assert(
      fc.property(recurring, window, length, (written, from, days) => {
        for (const d of calendarDeadlines(calendarRule(written), calendar, from, from + days)) {
          expect(d.target <= d.lastDay && d.lastDay <= d.legalLastDay).toBe(true);
          if (written.shift !== 'none') expect(calendar.isWorkingDay(d.target)).toBe(true);
          if (written.shift === 'later') expect(calendar.isWorkingDay(d.legalLastDay)).toBe(true);
          expect(d.target <= from + days && d.legalLastDay >= from).toBe(true);
        }
      }),
    );
  });

  test('two windows side by side give what one large window gives', () => {
    fc.assert(
      fc.property(recurring, window, length, length, (written, from, first, second) => {
        const parsed = calendarRule(written);
        const split = from + first;
        const end = split + 1 + second;
        const whole = calendarDeadlines(parsed, calendar, from, end);
        const parts = [
          ...calendarDeadlines(parsed, calendar, from, split),
          ...calendarDeadlines(parsed, calendar, split + 1, end),
        ];
        const once = [...new Map(parts.map((d) => [d.key, d])).values()];
        expect(once).toEqual(whole);
      }),
    );
  });

  test('keys are unique and days in order', () => {
    fc.assert(
      fc.property(recurring, window, length, (written, from, days) => {
        const found = calendarDeadlines(calendarRule(written), calendar, from, from + days);
        expect(new Set(found.map((d) => d.key)).size).toBe(found.length);
        const order = found.map((d) => d.nominal);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });
});

test.each([1, 5, 28, 29, 30, 31])('day %d of every month comes exactly once a month', (dayOfMonth) => {
  const found = deadlines({ kind: 'monthly', day: dayOfMonth, shift: 'none' }, '2023-01-01', '2028-12-31');
  expect(found.map((d) => d.key)).toEqual([...new Set(found.map((d) => d.key))]);
  const months = found.map(({ nominal }) => {
    const { year, month, day: actual } = civilDate(nominal);
    expect(actual).toBe(Math.min(dayOfMonth, daysInMonth(year, month)));
    return monthIndex(year, month);
  });
  expect(months).toEqual(Array.from({ length: 72 }, (_, index) => monthIndex(2023, 1) + index));
});

test.each([1, 2, 3, 4, 5, 6, 7])('weekday %d comes exactly once a week', (weekday) => {
  const found = deadlines({ kind: 'weekly', weekday, shift: 'none' }, '2024-01-01', '2027-12-26');
  expect(found.every((d, index) => index === 0 || d.nominal - found[index - 1]!.nominal === 7)).toBe(true);
  expect(found.every((d) => weekdayOf(d.nominal) === weekday)).toBe(true);
  expect(found).toHaveLength(208);
});

describe('a plan applied to another year', () => {
  test('moves one-off rules by whole years, and 29 February to the month’s last day', () => {
    const moved = (written: unknown, years: number) => moveToYear(rule(written), years);
    expect(moved({ kind: 'once', date: '2024-02-29' }, 2)).toMatchObject({ date: '2026-02-28' });
    expect(moved({ kind: 'once', date: '2024-02-29' }, 4)).toMatchObject({ date: '2028-02-29' });
    expect(moved({ kind: 'once', date: '2024-09-05', bound: 'before' }, 2)).toMatchObject({
      date: '2026-09-05',
      bound: 'before',
    });
    for (const written of [
      { kind: 'month', year: 2024, month: 3 },
      { kind: 'quarter', year: 2024, quarter: 3 },
      { kind: 'half', year: 2024, half: 2 },
      { kind: 'year', year: 2024 },
    ]) {
      expect(moved(written, 2)).toEqual({ ...rule(written), year: 2026 });
      expect(isOneOff(rule(written))).toBe(true);
    }
  });

  test('keeps recurring rules as they are', () => {
    fc.assert(
      fc.property(recurring, fc.integer({ min: -5, max: 5 }), (written, years) => {
        const parsed = rule(written);
        expect(moveToYear(parsed, years)).toEqual(parsed);
        expect(isOneOff(parsed)).toBe(false);
      }),
    );
  });
});

test.each([
  ['30 February', { kind: 'once', date: '2026-02-30' }],
  ['an unknown kind', { kind: 'sometimes' }],
  ['an unknown field', { kind: 'monthly', day: 5, dya: 6 }],
  ['day 0', { kind: 'monthly', day: 0 }],
  ['a quarter with four months', { kind: 'quarterly', monthOfQuarter: 4, day: 1 }],
  ['an impossible clock time', { kind: 'monthly', day: 5, time: '25:00' }],
  ['a date for an ongoing task', { kind: 'ongoing', date: '2024-01-01' }],
  ['a term of no days', { kind: 'within', n: 0, unit: 'day', event: 'x' }],
])('a rule with %s is refused', (_, written) => {
  expect(ruleSchema.safeParse(written).success).toBe(false);
});
