import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Override, type Plannable, wantedOccurrences } from '../../src/domain/schedule.ts';
import { difference, type ExistingOccurrence } from '../../src/domain/schedule-difference.ts';
import { applied } from './applied.ts';
import { at, calendar, day, iso, policies, rule, zone } from './shipped.ts';

const task = (rules: unknown[], more: Partial<Plannable> = {}): Plannable => ({
  rules: rules.map(rule),
  policy: null,
  validFrom: day('2024-01-01'),
  validTo: null,
  handedOverOn: null,
  pausedOn: null,
  state: 'active',
  ...more,
});
const MONTHLY = task([{ kind: 'monthly', day: 15 }]);

interface Moment {
  readonly now: string;
  readonly knownSince?: string;
  readonly through?: string;
}
const LOADED: Moment = { now: '2024-03-01 08:00' };

function planned(
  before: readonly ExistingOccurrence[],
  plannable: Plannable,
  { now, knownSince = '2024-03-01 00:00', through = '2024-05-10' }: Moment,
  overrides: readonly Override[] = [],
) {
  const today = day(now.slice(0, 10));
  const since = Math.min(today, ...before.filter((one) => one.state === 'open').map((one) => one.target));
  const context = { calendar, policies, zone, from: day('2024-03-01'), through: day(through), since };
  const change = difference(before, wantedOccurrences(plannable, [], context, overrides), {
    ...{ now: at(now), knownSince: at(knownSince), throughAt: zone.instant(day(through) + 1, 0) },
    ...{ cancelFrom: since, cancelReason: 'rule-changed', paused: plannable.pausedOn !== null },
  });
  return { change, after: applied(before, change) };
}

/** As if everything up to then had been told. */
const fired = (list: readonly ExistingOccurrence[], until: string): ExistingOccurrence[] =>
  list.map((one) => ({
    ...one,
    reminders: one.reminders.map((each) =>
      each.state === 'planned' && each.fireAt <= at(until) ? { ...each, state: 'fired' as const } : each,
    ),
  }));

const march = (list: readonly ExistingOccurrence[]) => list.find((one) => one.period === '2024-03')!;
const steps = (one: ExistingOccurrence, state: string) =>
  one.reminders
    .filter((each) => each.state === state && !each.step.startsWith('monday'))
    .sort((a, b) => a.fireAt - b.fireAt)
    .map((each) => `${iso(zone.dayOf(each.fireAt)).slice(5)} ${each.step}`);
const nothing = { insert: [], redate: [], cancel: [], addReminders: [], moveReminders: [], skipReminders: [] };

const moved = (to: string): Override => ({
  period: '2024-03',
  nominal: day('2024-03-15'),
  movedTo: day(to),
  remindBy: null,
});
const extended = (by: string): Override => ({ ...moved(by), movedTo: null, remindBy: day(by) });

describe('a deadline that was moved', () => {
  test('is neither cancelled nor doubled, wherever it goes, and planning again changes nothing', () => {
    const rules = fc.constantFrom(
      { kind: 'monthly', day: 15 },
      { kind: 'monthly', day: 1, bound: 'before' },
      { kind: 'quarterly', monthOfQuarter: 1, day: 20 },
      { kind: 'weekly', weekday: 5 },
      { kind: 'once', date: '2024-03-20' },
    );
    fc.assert(
      fc.property(rules, fc.nat({ max: 2 }), fc.integer({ min: -25, max: 120 }), (written, index, days) => {
        const plannable = task([written]);
        const before = planned([], plannable, LOADED).after;
        const one = before[index % before.length]!;
        const override = { ...one, movedTo: Math.max(day('2024-03-01'), one.lastDay + days), remindBy: null };
        const { after } = planned(before, plannable, LOADED, [override]);
        expect(after.map((each) => each.period)).toEqual(before.map((each) => each.period));
        const found = after.find((each) => each.period === one.period)!;
        expect([found.lastDay, found.legalLastDay]).toEqual([override.movedTo, override.movedTo]);
        expect(found.target).toBe(calendar.lastWorkingDayOnOrBefore(override.movedTo));
        expect(planned(after, plannable, LOADED, [override]).change).toEqual(nothing);
      }),
    );
  });

  test('is still there when its own day and the new one are long past', () => {
    const before = planned([], MONTHLY, LOADED).after;
    const later: Moment = { now: '2024-05-06 08:00', through: '2024-06-30' };
    const { after } = planned(planned(before, MONTHLY, LOADED, [moved('2024-04-26')]).after, MONTHLY, later, [
      moved('2024-04-26'),
    ]);
    expect(march(after)).toMatchObject({ state: 'open', lastDay: day('2024-04-26') });
  });

  test('has the steps of its new day; those that were told already come again, if they are still to come', () => {
    const told = fired(planned([], MONTHLY, LOADED).after, '2024-03-15 10:00');
    const { after } = planned(told, MONTHLY, { now: '2024-03-15 10:00' }, [moved('2024-03-20')]);
    expect(steps(march(after), 'planned')).toEqual([
      '03-18 before-2@2024-03-20',
      '03-19 before-1@2024-03-20',
      '03-20 due@2024-03-20',
      '03-20 due-again',
      '03-21 overdue-1',
      '03-22 overdue-2',
      '03-25 overdue-3',
      '03-26 overdue-4',
      '03-27 overdue-5',
    ]);
    const nextDay = fired(after, '2024-03-18 08:00');
    expect(planned(nextDay, MONTHLY, { now: '2024-03-19 08:00' }, [moved('2024-03-20')]).change).toEqual(nothing);
  });

  test('is cancelled when the rule has no such period any more', () => {
    const before = planned([], MONTHLY, LOADED).after;
    const weekly = task([{ kind: 'weekly', weekday: 5 }]);
    const { change } = planned(before, weekly, LOADED, [moved('2024-03-20')]);
    expect(change.cancel.map((each) => each.occurrenceId)).toContain(march(before).id);
  });
});

describe('an extension', () => {
  test('leaves the dates and aims the steps at its day; overdue begins behind it', () => {
    const told = fired(planned([], MONTHLY, LOADED).after, '2024-03-14 08:00');
    const { after, change } = planned(told, MONTHLY, { now: '2024-03-14 09:00' }, [extended('2024-03-20')]);
    expect(change.redate).toEqual([]);
    expect(march(after)).toMatchObject({ target: day('2024-03-15'), legalLastDay: day('2024-03-15') });
    expect(steps(march(after), 'planned')).toEqual([
      '03-18 before-2@2024-03-20',
      '03-19 before-1@2024-03-20',
      '03-20 due',
      '03-20 due-again',
      '03-21 overdue-1',
      '03-22 overdue-2',
      '03-25 overdue-3',
      '03-26 overdue-4',
      '03-27 overdue-5',
    ]);
  });

  test('taken back leads to the steps of the deadline itself', () => {
    const before = planned([], MONTHLY, LOADED).after;
    const there = planned(before, MONTHLY, LOADED, [extended('2024-03-20')]).after;
    const back = planned(there, MONTHLY, LOADED).after;
    expect(steps(march(back), 'planned')).toEqual(steps(march(before), 'planned'));
  });
});

describe('a paused task', () => {
  const paused = { ...MONTHLY, pausedOn: day('2024-03-11') };
  const at11: Moment = { now: '2024-03-11 09:00' };

  test('keeps its deadlines; every step is skipped with that reason, also of deadlines that come later', () => {
    const before = fired(planned([], MONTHLY, LOADED).after, '2024-03-08 08:00');
    const { after } = planned(before, paused, at11);
    expect(after.map((one) => [one.period, one.state])).toEqual(before.map((one) => [one.period, one.state]));
    expect(after.flatMap((one) => steps(one, 'planned'))).toEqual([]);
    expect(steps(march(after), 'fired')).toEqual(['03-08 before-5']);
    const later = planned(after, paused, { now: '2024-05-06 09:00', through: '2024-07-01' }).after;
    expect(later.map((one) => one.period)).toContain('2024-06');
    expect(later.flatMap((one) => steps(one, 'planned'))).toEqual([]);
    const reasons = new Set(later.flatMap((one) => one.reminders.map((each) => `${each.state} ${each.reason ?? ''}`)));
    expect([...reasons].sort()).toEqual(['fired ', 'skipped paused']);
    expect(planned(later, paused, { now: '2024-05-06 09:00', through: '2024-07-01' }).change).toEqual(nothing);
  });

  test('that is resumed is reminded of from then on, and nothing is made up for', () => {
    const before = planned([], MONTHLY, LOADED).after;
    const there = planned(before, paused, at11).after;
    const resumed: Moment = { now: '2024-03-14 10:00', knownSince: '2024-03-14 10:00' };
    const { after } = planned(there, MONTHLY, resumed);
    expect(steps(march(after), 'planned')[0]).toBe('03-15 due');
    const all = after.flatMap((one) => one.reminders.filter((each) => each.state === 'planned'));
    expect(all.every((each) => each.fireAt >= at('2024-03-14 10:00'))).toBe(true);
    expect(planned(after, MONTHLY, resumed).change).toEqual(nothing);
  });
});

test('a rule that was changed tells again what was told for another day', () => {
  const told = fired(planned([], MONTHLY, LOADED).after, '2024-03-15 08:00');
  const edited: Moment = { now: '2024-03-15 10:00', knownSince: '2024-03-15 10:00' };
  const { after } = planned(told, task([{ kind: 'monthly', day: 28 }]), edited);
  expect(steps(march(after), 'planned').slice(0, 4)).toEqual([
    '03-21 before-5@2024-03-28',
    '03-26 before-2@2024-03-28',
    '03-27 before-1@2024-03-28',
    '03-28 due@2024-03-28',
  ]);
});
