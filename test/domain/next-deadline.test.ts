import { describe, expect, test } from 'vitest';
import { nextDeadline } from '../../src/domain/next-deadline.ts';
import { calendar, day, iso, rule } from './shipped.ts';

const next = (written: unknown, on: string): string | null => {
  const found = nextDeadline(rule(written), calendar, day(on), day(on) + 14);
  return found && iso(found.lastDay);
};

describe('the deadline that comes next is the first that can still be met', () => {
  test.each([
    ['on its own day', { kind: 'monthly', day: 5 }, '2026-03-05', '2026-03-05'],
    ['a day later', { kind: 'monthly', day: 5 }, '2026-03-06', '2026-04-05'],
    ['before the 1st', { kind: 'monthly', day: 1, bound: 'before' }, '2026-03-01', '2026-03-31'],
    ['quarterly', { kind: 'quarterly', monthOfQuarter: 1, day: 10 }, '2026-01-11', '2026-04-10'],
    ['weekly', { kind: 'weekly', weekday: 3 }, '2026-03-05', '2026-03-11'],
    ['yearly', { kind: 'yearly', month: 1, day: 5 }, '2026-01-06', '2027-01-05'],
    ['every five years', { kind: 'every-n-months', n: 60, anchor: '2024-02', day: 1 }, '2024-02-02', '2029-02-01'],
    ['a fixed date that is past stays', { kind: 'once', date: '2024-04-30' }, '2026-03-04', '2024-04-30'],
    ['a term from today', { kind: 'within', n: 10, unit: 'day', event: 'x' }, '2026-03-04', '2026-03-14'],
    ['a case due in two weeks', { kind: 'before-due', n: 1, unit: 'day', event: 'x' }, '2026-03-04', '2026-03-17'],
    ['never', { kind: 'ongoing' }, '2026-03-04', null],
    ['on request', { kind: 'on-request' }, '2026-03-04', null],
  ])('%s', (_, written, on, expected) => {
    expect(next(written, on)).toBe(expected);
  });
});

describe('at the end of the supported years nothing fails', () => {
  test.each([
    ['no month is left', { kind: 'monthly', day: 5 }, null],
    ['no term ends', { kind: 'within', n: 3650, unit: 'working-day', event: 'x' }, null],
    ['the year itself', { kind: 'year', year: 2099 }, '2099-12-31'],
  ])('%s', (_, written, expected) => {
    expect(next(written, '2099-12-30')).toBe(expected);
  });
});
