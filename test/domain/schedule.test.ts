import { describe, expect, test } from 'vitest';
import { calendarYearSchema, makeCalendar } from '../../src/domain/calendar.ts';
import { type Plannable, ruleOfPeriod, type ScheduleContext, wantedOccurrences } from '../../src/domain/schedule.ts';
import { at, calendar, day, iso, policies, rule, zone } from './shipped.ts';

const task = (rules: unknown[], more: Partial<Plannable> = {}): Plannable => ({
  rules: rules.map(rule),
  policy: null,
  validFrom: day('2024-01-01'),
  validTo: day('2024-12-31'),
  handedOverOn: null,
  pausedOn: null,
  state: 'active',
  ...more,
});
const context = (from: string, through: string, more: Partial<ScheduleContext> = {}): ScheduleContext => ({
  calendar,
  policies,
  zone,
  from: day(from),
  through: day(through),
  since: day('2024-01-01'),
  ...more,
});
const wanted = (plannable: Plannable, from: string, through: string, more: Partial<ScheduleContext> = {}) =>
  wantedOccurrences(plannable, [], context(from, through, more)).map((w) => `${w.period} ${w.state}`);

const monthly5 = { kind: 'monthly', day: 5, bound: 'on' };

describe('a recurring deadline', () => {
  test('begins with the first period whose target is not past', () => {
    expect(wanted(task([monthly5]), '2024-03-05', '2024-05-10')).toEqual([
      '2024-03 open',
      '2024-04 open',
      '2024-05 open',
    ]);
    expect(wanted(task([monthly5]), '2024-03-06', '2024-05-10')).toEqual(['2024-04 open', '2024-05 open']);
  });

  test('is past once its target is, even if its Sunday is still to come', () => {
    const quarterly = task([{ kind: 'quarterly', monthOfQuarter: 3, day: 17 }]);
    expect(wanted(quarterly, '2024-03-15', '2024-06-30')[0]).toBe('2024-Q1 open');
    expect(wanted(quarterly, '2024-03-16', '2024-06-30')[0]).toBe('2024-Q2 open');
  });

  test('ends with the year of its plan', () => {
    expect(wanted(task([monthly5]), '2024-11-01', '2025-03-01')).toEqual(['2024-11 open', '2024-12 open']);
  });

  test('is told at its hours in the office’s zone', () => {
    const [first] = wantedOccurrences(task([monthly5]), [], context('2024-03-01', '2024-03-06'));
    expect(first?.reminders.slice(-3)).toEqual([
      { step: 'due', fireAt: at('2024-03-05 07:30') },
      { step: 'due-again', fireAt: at('2024-03-05 14:00') },
      { step: 'overdue-1', fireAt: at('2024-03-06 07:30') },
    ]);
    expect(first?.reminders[0]?.fireAt).toBe(Date.parse('2024-02-27T07:30:00+07:00'));
  });
});

describe('a plan that the next year’s plan takes over from on 5/3/2025', () => {
  const old = task([monthly5], { handedOverOn: day('2025-03-05') });
  const next = task([monthly5], { validFrom: day('2025-01-01'), validTo: day('2025-12-31') });

  test('goes on until then, and no deadline is missed or told twice', () => {
    expect(wanted(old, '2024-12-01', '2025-06-30')).toEqual(['2024-12 open', '2025-01 open', '2025-02 open']);
    expect(wanted(next, '2025-03-05', '2025-06-30')).toEqual([
      '2025-03 open',
      '2025-04 open',
      '2025-05 open',
      '2025-06 open',
    ]);
  });
});

describe('a one-off deadline', () => {
  const once = task([{ kind: 'once', date: '2024-03-04' }]);

  test('that is past when the task becomes known is held', () => {
    expect(wanted(once, '2024-03-04', '2024-05-01')).toEqual(['once open']);
    expect(wanted(once, '2024-03-05', '2024-05-01')).toEqual(['once held']);
  });

  test('is open as long as the law still gives time', () => {
    const later = task([{ kind: 'once', date: '2024-04-27', shift: 'later' }]);
    expect(wanted(later, '2024-05-02', '2024-06-01')).toEqual(['once open']);
    expect(wanted(later, '2024-05-03', '2024-06-01')).toEqual(['once held']);
  });

  test('of another year’s plan is not wanted', () => {
    expect(wanted(task([{ kind: 'once', date: '2025-01-10' }]), '2024-03-05', '2025-06-01')).toEqual([]);
  });
});

describe('a deadline counted from an event', () => {
  const petitions = task([{ kind: 'within', n: 10, unit: 'day', event: 'tiếp nhận' }]);
  const events = [
    { id: 1, day: day('2024-04-17'), name: 'tiếp nhận' },
    { id: 2, day: day('2024-04-25'), name: 'tiếp nhận' },
    { id: 3, day: day('2024-04-25'), name: 'việc khác' },
  ];

  test('is wanted for every event of its name, also for one long past', () => {
    const found = wantedOccurrences(petitions, events, context('2024-08-01', '2024-09-01'));
    expect(found.map((w) => [w.period, w.state, iso(w.deadline.legalLastDay)])).toEqual([
      ['e1', 'open', '2024-05-02'],
      ['e2', 'open', '2024-05-06'],
    ]);
  });
});

describe('a task', () => {
  test('that is removed wants nothing', () => {
    expect(wanted(task([monthly5], { state: 'removed' }), '2024-03-01', '2024-06-01')).toEqual([]);
  });

  test('that is ongoing or on request has no deadline', () => {
    expect(wanted(task([{ kind: 'ongoing' }, { kind: 'on-request' }]), '2024-03-01', '2024-12-31')).toEqual([]);
  });

  test('with several rules names the rule in the period, and finds it again', () => {
    const rules = [{ kind: 'ongoing' }, monthly5, { kind: 'yearly', month: 3, day: 20 }];
    const periods = wanted(task(rules), '2024-03-01', '2024-03-31');
    expect(periods).toEqual(['2024-03/2 open', '2024/3 open']);
    const parsed = rules.map(rule);
    expect(ruleOfPeriod(parsed, '2024-03/2')).toBe(parsed[1]);
    expect(ruleOfPeriod(parsed, '2024/3')).toBe(parsed[2]);
    expect(ruleOfPeriod(parsed, '2024-Q1')).toBe(parsed[0]);
    expect(ruleOfPeriod(parsed, '2024-Q1/9')).toBeUndefined();
  });
});

test('a day off that is announced later moves the day to aim at', () => {
  const announced = makeCalendar([
    calendarYearSchema.parse({
      year: 2024,
      announced: true,
      source: 'thử',
      days: [{ date: '2024-03-05', kind: 'off', certainty: 'official', name: 'nghỉ' }],
    }),
  ]);
  const [found] = wantedOccurrences(task([monthly5]), [], context('2024-03-01', '2024-03-05', { calendar: announced }));
  expect(iso(found!.deadline.target)).toBe('2024-03-04');
});
