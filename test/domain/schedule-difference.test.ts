import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Plannable, wantedOccurrences } from '../../src/domain/schedule.ts';
import { difference, type ExistingOccurrence, type ExistingReminder } from '../../src/domain/schedule-difference.ts';
import { applied } from './applied.ts';
import { at, calendar, day, policies, rule, zone } from './shipped.ts';

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
const monthly = (dayOfMonth: number) => task([{ kind: 'monthly', day: dayOfMonth, bound: 'on' }]);

interface When {
  readonly from: string;
  readonly through: string;
  readonly knownSince?: number;
}
const usual: When = { from: '2024-03-01', through: '2024-04-20' };

function differenceFor(existing: readonly ExistingOccurrence[], plannable: Plannable, when: When = usual) {
  const from = day(when.from);
  const through = day(when.through);
  const wanted = wantedOccurrences(plannable, [], { calendar, policies, zone, from, through, since: from });
  return difference(existing, wanted, {
    knownSince: when.knownSince ?? zone.instant(from, 0),
    throughAt: zone.instant(through + 1, 0),
    cancelFrom: from,
    cancelReason: plannable.state === 'removed' ? 'task-removed' : 'rule-changed',
    now: 0,
    paused: false,
  });
}

const planned = (plannable: Plannable, when: When = usual) => applied([], differenceFor([], plannable, when));
const nothing = { insert: [], redate: [], cancel: [], addReminders: [], moveReminders: [], skipReminders: [] };

describe('planning again', () => {
  test('changes nothing, whatever the rule and the day', () => {
    const number = fc.integer({ min: 1, max: 31 });
    const written = fc.oneof(
      fc.record({ kind: fc.constant('monthly'), day: number }),
      fc.record({ kind: fc.constant('quarterly'), monthOfQuarter: fc.integer({ min: 1, max: 3 }), day: number }),
      fc.record({ kind: fc.constant('weekly'), weekday: fc.integer({ min: 1, max: 7 }) }),
      fc.record({ kind: fc.constant('once'), date: fc.constantFrom('2024-02-29', '2024-03-30', '2024-05-01') }),
      fc.record({ kind: fc.constant('month'), year: fc.constant(2024), month: fc.integer({ min: 1, max: 12 }) }),
    );
    fc.assert(
      fc.property(
        written,
        written,
        fc.constantFrom('2024-01-15', '2024-03-01', '2024-04-29'),
        (first, second, from) => {
          const both = task([first, second]);
          const when = { from, through: '2024-06-30' };
          expect(differenceFor(planned(both, when), both, when)).toEqual(nothing);
        },
      ),
    );
  });

  test('a week later only adds what is new', () => {
    const change = differenceFor(planned(monthly(5)), monthly(5), { ...usual, through: '2024-05-07' });
    expect(change.insert.map((w) => w.period)).toEqual(['2024-05']);
    expect(change.addReminders.every((r) => r.fireAt >= at('2024-04-21 00:00'))).toBe(true);
    expect({ ...change, insert: [], addReminders: [] }).toEqual(nothing);
  });

  test('a change and the change back lead to where one was', () => {
    const before = planned(monthly(5));
    const changed = applied(before, differenceFor(before, monthly(12)));
    const back = applied(changed, differenceFor(changed, monthly(5)));
    const plain = (list: ExistingOccurrence[]) =>
      list.map((o) => [
        o.period,
        o.target,
        o.reminders.map((r) => `${r.state === 'planned' ? r.fireAt : 'never'} ${r.step} ${r.state}`).sort(),
      ]);
    expect(plain(changed)).not.toEqual(plain(before));
    expect(plain(back)).toEqual(plain(before));
  });
});

describe('a step', () => {
  test('from before the bot knew the task is skipped, and a later one that is past is still planned', () => {
    const [march] = planned(monthly(5), { ...usual, knownSince: at('2024-03-01 10:00') });
    expect(march?.reminders.slice(0, 4).map((r) => [r.step, r.state, r.reason])).toEqual([
      ['before-5', 'skipped', 'before-known'],
      ['before-2', 'skipped', 'before-known'],
      ['before-1', 'planned', null],
      ['due', 'planned', null],
    ]);
  });

  test('that has fired stays as it was when the date moves, the others move along', () => {
    const [march, april] = planned(monthly(5));
    const fired: ExistingOccurrence = {
      ...march!,
      reminders: march!.reminders.map((r) => (r.step === 'before-2' ? { ...r, state: 'fired' as const } : r)),
    };
    const change = differenceFor([fired, april!], monthly(8));
    expect(change.redate.map((r) => r.occurrenceId)).toContain(march!.id);
    const movedIds = change.moveReminders.map((m) => m.reminderId);
    const byStep = (step: string) => march!.reminders.find((r) => r.step === step)!.id;
    expect(movedIds).not.toContain(byStep('before-2'));
    expect(change.moveReminders).toContainEqual({ reminderId: byStep('due'), fireAt: at('2024-03-08 07:30') });
  });

  test('that the policy has no more is dropped, unless it lies beyond the horizon', () => {
    const [march] = planned(monthly(5));
    const reminders: ExistingReminder[] = [
      ...march!.reminders,
      { id: 901, step: 'before-3', fireAt: at('2024-03-01 07:30'), state: 'planned', reason: null },
      { id: 902, step: 'monday-2024-06-03', fireAt: at('2024-06-03 07:30'), state: 'planned', reason: null },
      { id: 903, step: 'before-4', fireAt: at('2024-03-01 07:30'), state: 'fired', reason: null },
    ];
    const change = differenceFor([{ ...march!, reminders }], monthly(5));
    expect(change.skipReminders).toEqual([{ reminderId: 901, reason: 'policy-changed' }]);
  });

  test('skipped only because it lay before the task was known is planned when the date moves away', () => {
    const when = { ...usual, knownSince: at('2024-03-04 10:00') };
    const before = planned(monthly(5), when);
    const after = applied(before, differenceFor(before, monthly(29), when));
    const march = after.find((o) => o.period === '2024-03')!;
    const ahead = march.reminders.filter((r) => r.fireAt >= when.knownSince && r.step.startsWith('before-'));
    expect(ahead.map((r) => [r.step, r.state])).toEqual([
      ['before-5', 'planned'],
      ['before-2', 'planned'],
      ['before-1', 'planned'],
    ]);
  });
});

describe('an occurrence', () => {
  test('that is held has no steps', () => {
    const [held] = planned(task([{ kind: 'month', year: 2024, month: 3 }]), {
      from: '2024-03-01',
      through: '2024-05-01',
    });
    expect(held!.state).toBe('open');
    const once = task([{ kind: 'once', date: '2024-02-29', shift: 'none' }]);
    const wanted = wantedOccurrences(once, [], {
      ...{ calendar, policies, zone, from: day('2024-03-01') },
      ...{ through: day('2024-05-01'), since: day('2024-01-01') },
    });
    const { insert } = difference([], wanted, {
      ...{ knownSince: 0, throughAt: at('2024-05-01 00:00') },
      ...{ cancelFrom: day('2024-01-01'), cancelReason: 'rule-changed', now: 0, paused: false },
    });
    expect(insert.map((w) => [w.state, w.rows])).toEqual([['held', []]]);
  });

  test('that is closed is not touched', () => {
    for (const state of ['done', 'cancelled', 'skipped'] as const) {
      const closed = planned(monthly(5)).map((o) => ({ ...o, state }));
      expect(differenceFor(closed, monthly(8))).toEqual(nothing);
    }
  });

  test('of a removed task is cancelled, if it is open and not past', () => {
    const [march, april] = planned(monthly(5));
    const past = { ...march!, id: 77, period: '2024-02', target: day('2024-02-05') };
    const done = { ...april!, id: 78, period: '2024-01', state: 'done' as const };
    const change = differenceFor([past, done, march!, april!], task([], { state: 'removed' }));
    expect(change).toEqual({
      ...nothing,
      cancel: [march!, april!].map((o) => ({ occurrenceId: o.id, reason: 'task-removed' })),
    });
  });

  test('that was given another date is dated again, and only then', () => {
    const [march] = planned(monthly(5));
    const provisional = { ...march!, certainty: 'provisional' as const };
    expect(differenceFor([march!], monthly(5)).redate).toEqual([]);
    expect(differenceFor([provisional], monthly(5)).redate.map((r) => r.occurrenceId)).toEqual([march!.id]);
  });
});
