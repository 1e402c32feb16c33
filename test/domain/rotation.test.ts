import { expect, test } from 'vitest';
import { dayFromIso, isoDate } from '../../src/domain/civil-day.ts';
import { keptBackups } from '../../src/domain/rotation.ts';

const KEEP = { days: 7, weeks: 5, months: 12 };
const nightly = (from: string, to: string) => {
  const all = [];
  for (let day = dayFromIso(from); day <= dayFromIso(to); day++) all.push({ day, at: day * 24 });
  return all;
};
const days = (kept: Iterable<{ day: number }>) => [...kept].map(({ day }) => isoDate(day)).sort();

test('after two years of nights: seven days, five weeks and twelve months are left', () => {
  const kept = days(keptBackups(nightly('2025-01-01', '2026-11-27'), KEEP));
  expect(kept.slice(-7)).toEqual(nightly('2026-11-21', '2026-11-27').map(({ day }) => isoDate(day)));
  // The last day of each week …
  expect(kept).toEqual(expect.arrayContaining(['2026-11-22', '2026-11-15', '2026-11-08', '2026-11-01']));
  // … and of each month.
  expect(kept).toEqual(expect.arrayContaining(['2026-10-31', '2026-09-30', '2025-12-31']));
  expect(kept[0]).toBe('2025-12-31');
  expect(kept).toHaveLength(7 + 3 + 11);
});

test('the newest one of a day is kept, and the newest of all always', () => {
  const one = { day: 100, at: 1 };
  const two = { day: 100, at: 2 };
  expect([...keptBackups([one, two], KEEP)]).toEqual([two]);
  expect([...keptBackups([one, two], { days: 1, weeks: 0, months: 0 })]).toEqual([two]);
});

test('where the machine was off for a year, what is there stays', () => {
  const old = nightly('2025-01-01', '2025-01-03');
  expect(days(keptBackups([...old, { day: dayFromIso('2026-11-27'), at: 1e9 }], KEEP))).toEqual([
    '2025-01-01',
    '2025-01-02',
    '2025-01-03',
    '2026-11-27',
  ]);
});
