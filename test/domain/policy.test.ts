import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockFromMinute } from '../../src/domain/civil-day.ts';
import { leadDaysOf, leadDaysPolicy } from '../../src/domain/lead-days.ts';
import {
  aimedStep,
  audienceOf,
  hoursOf,
  isPolicyName,
  type Policy,
  policiesSchema,
  policyFor,
  stepsOf,
} from '../../src/domain/policy.ts';
import { calendar, day, iso, policies, rule } from './shipped.ts';

const policy = (name: string): Policy => policyFor(policies, name, rule({ kind: 'monthly', day: 5 }));

/** «2024-03-15 07:30 due», in order. */
function steps(
  name: string | Policy,
  target: string,
  lastDay: string,
  legalLastDay: string,
  through: string,
): string[] {
  const dates = { target: day(target), lastDay: day(lastDay), legalLastDay: day(legalLastDay) };
  const chosen = typeof name === 'string' ? policy(name) : name;
  return stepsOf(chosen, policies, calendar, dates, day(through)).map(
    (s) => `${iso(s.day)} ${clockFromMinute(s.minute)} ${s.step}`,
  );
}

describe('a report due on Sunday 17/3/2024 and aimed at on Friday 15/3', () => {
  const all = (through: string) => steps('report', '2024-03-15', '2024-03-17', '2024-03-17', through);

  test('is reminded of five, two and one working days before and twice on the day', () => {
    expect(all('2024-03-17')).toEqual([
      '2024-03-08 07:30 before-5',
      '2024-03-13 07:30 before-2',
      '2024-03-14 07:30 before-1',
      '2024-03-15 07:30 due',
      '2024-03-15 14:00 due-again',
    ]);
  });

  test('is overdue from Monday 18/3, daily for five days and then on Mondays', () => {
    expect(all('2024-04-08').slice(5)).toEqual([
      '2024-03-18 07:30 overdue-1',
      '2024-03-19 07:30 overdue-2',
      '2024-03-20 07:30 overdue-3',
      '2024-03-21 07:30 overdue-4',
      '2024-03-22 07:30 overdue-5',
      '2024-03-25 07:30 monday-2024-03-25',
      '2024-04-01 07:30 monday-2024-04-01',
      '2024-04-08 07:30 monday-2024-04-08',
    ]);
  });
});

test('a Monday off waits for the next working morning', () => {
  const found = steps('report', '2024-04-10', '2024-04-10', '2024-04-10', '2024-05-06');
  expect(found.slice(-4)).toEqual([
    '2024-04-17 07:30 overdue-5',
    '2024-04-22 07:30 monday-2024-04-22',
    '2024-05-02 07:30 monday-2024-04-29',
    '2024-05-06 07:30 monday-2024-05-06',
  ]);
});

test('a term extended by law gets a step on its legal day, and is overdue only after that', () => {
  expect(steps('report', '2024-04-26', '2024-04-27', '2024-05-02', '2024-05-04').slice(2)).toEqual([
    '2024-04-25 07:30 before-1',
    '2024-04-26 07:30 due',
    '2024-04-26 14:00 due-again',
    '2024-05-02 07:30 legal',
    '2024-05-03 07:30 overdue-1',
    '2024-05-04 07:30 overdue-2',
  ]);
});

test('a period is announced twenty and ten working days before', () => {
  expect(steps('period', '2024-03-29', '2024-03-31', '2024-03-31', '2024-04-01')).toEqual([
    '2024-03-01 07:30 before-20',
    '2024-03-15 07:30 before-10',
    '2024-03-22 07:30 before-5',
    '2024-03-27 07:30 before-2',
    '2024-03-28 07:30 before-1',
    '2024-03-29 07:30 due',
    '2024-03-29 14:00 due-again',
    '2024-04-01 07:30 overdue-1',
  ]);
});

test('a weekly task is told the day before and the day itself, and no longer than five days after', () => {
  expect(steps('weekly', '2024-03-15', '2024-03-15', '2024-03-15', '2024-06-01')).toEqual([
    '2024-03-14 07:30 before-1',
    '2024-03-15 07:30 due',
    '2024-03-18 07:30 overdue-1',
    '2024-03-19 07:30 overdue-2',
    '2024-03-20 07:30 overdue-3',
    '2024-03-21 07:30 overdue-4',
    '2024-03-22 07:30 overdue-5',
  ]);
});

test('an indicator is never overdue', () => {
  expect(steps('indicator', '2024-12-31', '2024-12-31', '2024-12-31', '2025-06-01')).toEqual([
    '2024-12-03 07:30 before-20',
    '2024-12-24 07:30 before-5',
    '2024-12-31 07:30 due',
  ]);
});

test('a target on a day off is prepared for on the working day before it', () => {
  const found = steps('report', '2024-03-17', '2024-03-17', '2024-03-17', '2024-03-18');
  expect(found.slice(2)).toEqual([
    '2024-03-14 07:30 before-1',
    '2024-03-15 07:30 due',
    '2024-03-15 14:00 due-again',
    '2024-03-18 07:30 overdue-1',
  ]);
});

describe('a step outside office hours waits', () => {
  const own = (clock: string): Policy => ({
    steps: [{ id: 'own', offset: 0, at: clock, to: ['lead'], unlessAcknowledged: false }],
    overdue: null,
  });

  test.each([
    ['06:59', '2024-03-15 07:30 own'],
    ['07:00', '2024-03-15 07:00 own'],
    ['16:59', '2024-03-15 16:59 own'],
    ['17:00', '2024-03-18 07:30 own'],
    ['23:00', '2024-03-18 07:30 own'],
  ])('from %s to %s', (clock, expected) => {
    expect(steps(own(clock), '2024-03-15', '2024-03-15', '2024-03-15', '2024-03-20')).toEqual([expected]);
  });
});

describe('which policy applies', () => {
  test.each([
    [{ kind: 'monthly', day: 5 }, 'report'],
    [{ kind: 'once', date: '2024-03-04' }, 'report'],
    [{ kind: 'within', n: 10, unit: 'day', event: 'x' }, 'report'],
    [{ kind: 'month', year: 2024, month: 3 }, 'period'],
    [{ kind: 'year', year: 2024 }, 'period'],
    [{ kind: 'weekly', weekday: 5 }, 'weekly'],
  ])('%o is reminded of by %s', (written, name) => {
    expect(policyFor(policies, null, rule(written))).toBe(policies.policies[name]);
  });

  test('a task may name its own, and one that does not exist is an error', () => {
    const weekly = rule({ kind: 'weekly', weekday: 5 });
    expect(policyFor(policies, 'indicator', weekly)).toBe(policies.policies.indicator);
    expect(() => policyFor(policies, 'monthly', weekly)).toThrow('monthly');
  });
});

describe('lead days of a task’s own', () => {
  const monthly = rule({ kind: 'monthly', day: 5 });
  const before = (name: string) => policyFor(policies, name, monthly).steps.map(({ id }) => id);

  test('take the place of the days before in the policy of the rule’s kind; the rest stays', () => {
    expect(before('lead:10,3')).toEqual(['before-10', 'before-3', 'due', 'due-again', 'legal']);
    const own = policyFor(policies, 'lead:10,3', monthly);
    expect(own.overdue).toEqual(policies.policies.report!.overdue);
    expect(audienceOf(own, 'before-10')).toMatchObject({ lead: true, cooperating: true });
    expect(audienceOf(own, 'before-3')).toMatchObject({ lead: true, cooperating: false });
    expect(audienceOf(own, 'before-5')).toBeNull();
    expect(
      policiesSchema.safeParse({ ...policies, policies: { report: own }, byRule: { '*': 'report' } }).success,
    ).toBe(true);
  });

  test('are named in one way, however they are given, and only within bounds', () => {
    expect(leadDaysPolicy([3, 10, 3])).toBe('lead:10,3');
    expect(leadDaysOf('lead:10,3')).toEqual([10, 3]);
    for (const days of [[], [0], [61], [1.5], Array.from({ length: 9 }, (_, index) => index + 1)]) {
      expect(leadDaysPolicy(days)).toBeNull();
    }
    for (const name of ['report', 'lead:60,1']) expect(isPolicyName(policies, name)).toBe(true);
    for (const name of ['lead:', 'lead:0', 'lead:61', 'lead:3;2', 'toString', '']) {
      expect(isPolicyName(policies, name)).toBe(false);
    }
  });

  test('a step that came again is heard as the step that it is', () => {
    const report = policyFor(policies, null, monthly);
    expect(audienceOf(report, aimedStep('before-1', day('2024-03-20')))).toEqual(audienceOf(report, 'before-1'));
    expect(audienceOf(report, aimedStep('overdue-3', day('2024-03-20')))).toEqual(audienceOf(report, 'overdue-3'));
  });
});

describe('who hears', () => {
  const who = (step: string, name = 'report') => {
    const audience = audienceOf(policy(name), step);
    if (!audience) return null;
    const roles = (['lead', 'cooperating', 'supervisor', 'leader'] as const).filter((role) => audience[role]);
    return `${roles.join(' ')}${audience.unlessAcknowledged ? ' unless acknowledged' : ''}`;
  };

  test.each([
    ['before-5', 'lead cooperating'],
    ['before-1', 'lead'],
    ['due', 'lead cooperating'],
    ['due-again', 'lead unless acknowledged'],
    ['legal', 'lead'],
    ['overdue-1', 'lead supervisor'],
    ['overdue-2', 'lead supervisor'],
    ['overdue-3', 'lead supervisor leader'],
    ['overdue-5', 'lead supervisor leader'],
    ['monday-2024-03-25', 'lead supervisor leader'],
    ['before-20', null],
    ['overdue-', null],
    ['', null],
  ])('step «%s»: %s', (step, expected) => {
    expect(who(step)).toBe(expected);
  });

  test.each([
    ['overdue-6', 'report'],
    ['monday-2024-03-25', 'weekly'],
    ['overdue-1', 'indicator'],
  ])('nobody hears step «%s» that the policy %s does not have', (step, name) => {
    expect(who(step, name)).toBeNull();
  });
});

test('all steps are on working days in office hours and in order, whatever the dates', () => {
  const { opens, closes } = hoursOf(policies);
  const clock = fc.integer({ min: 0, max: 1439 }).map(clockFromMinute);
  const anyPolicy = fc.record({
    steps: fc.array(
      fc.record({
        id: fc.constant('own'),
        offset: fc.oneof(fc.integer({ min: -60, max: 0 }), fc.constant('legal' as const)),
        at: clock,
        to: fc.constant<('lead' | 'cooperating')[]>(['lead']),
        unlessAcknowledged: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    overdue: fc.record({
      at: clock,
      days: fc.integer({ min: 0, max: 30 }),
      afterwards: fc.constantFrom('mondays' as const, 'never' as const),
      supervisorFrom: fc.constant(1),
      leaderFrom: fc.constant(null),
    }),
  });
  const gap = fc.integer({ min: 0, max: 12 });
  fc.assert(
    fc.property(
      anyPolicy,
      fc.integer({ min: day('2024-04-01'), max: day('2027-06-01') }),
      gap,
      gap,
      (own, target, toLast, toLegal) => {
        const dates = { target, lastDay: target + toLast, legalLastDay: target + toLast + toLegal };
        const found = stepsOf(own, policies, calendar, dates, target + 90);
        for (const step of found) {
          expect(calendar.isWorkingDay(step.day)).toBe(true);
          expect(step.minute >= opens && step.minute < closes).toBe(true);
          if (step.step.startsWith('overdue-')) expect(step.day).toBeGreaterThan(dates.legalLastDay);
        }
        const order = found.map((s) => s.day * 1440 + s.minute);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      },
    ),
  );
});
