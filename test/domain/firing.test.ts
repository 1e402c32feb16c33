import { describe, expect, test } from 'vitest';
import { type DueSteps, decideFire } from '../../src/domain/firing.ts';
import type { Roster } from '../../src/domain/roster.ts';
import { day, policies, rule } from './shipped.ts';

const LAN = 1;
const HUNG = 2;
const CHIEF = 3;
const today = day('2024-03-15');

const roster: Roster = {
  officers: [
    { id: LAN, isAdmin: false, isLeader: false, supervisorId: CHIEF },
    { id: HUNG, isAdmin: false, isLeader: false, supervisorId: CHIEF },
    { id: CHIEF, isAdmin: false, isLeader: false, supervisorId: null },
  ],
  holdings: [
    { officerId: LAN, positionId: 10, from: day('2024-01-01'), to: null },
    { officerId: HUNG, positionId: 20, from: day('2024-01-01'), to: null },
  ],
  leaves: [],
};

const due = (steps: string[], more: Partial<DueSteps> = {}): DueSteps => ({
  state: 'open',
  period: '2024-Q1',
  rules: [rule({ kind: 'quarterly', monthOfQuarter: 3, day: 17 })],
  policy: null,
  leadIds: [10],
  cooperatingIds: [20],
  doneBy: [],
  acknowledgedToday: [],
  due: steps.map((step, index) => ({ id: index + 1, step })),
  ...more,
});
const decide = (steps: string[], more: Partial<DueSteps> = {}) => decideFire(due(steps, more), policies, roster, today);
const skipped = (count: number, reason: string) =>
  Array.from({ length: count }, (_, index) => ({ reminderId: index + 1, reason }));

describe('a step that is due', () => {
  test('is told to those whom it concerns', () => {
    const { fire, skip } = decide(['due']);
    expect(fire).toEqual({
      reminderId: 1,
      hearers: [
        { officerId: LAN, role: 'lead', aboutIds: [] },
        { officerId: HUNG, role: 'cooperating', aboutIds: [] },
      ],
    });
    expect(skip).toEqual([]);
  });

  test('tells for older ones that are due as well, which are skipped', () => {
    const { fire, skip } = decide(['before-2', 'before-1', 'due']);
    expect(fire?.reminderId).toBe(3);
    expect(skip).toEqual(skipped(2, 'newer-step'));
  });

  test('is told to nobody once the task is closed or waits for the administrator', () => {
    for (const state of ['done', 'cancelled', 'skipped', 'held'] as const) {
      expect(decide(['before-1', 'due'], { state })).toEqual({ fire: null, skip: skipped(2, 'closed') });
    }
  });

  test('is skipped where the policy does not have it any more', () => {
    expect(decide(['before-5', 'before-20'])).toEqual({ fire: null, skip: skipped(2, 'policy-changed') });
  });

  test('is skipped where the rule of its period is gone', () => {
    expect(decide(['due'], { period: '2024-Q1/2' })).toEqual({ fire: null, skip: skipped(1, 'policy-changed') });
  });

  test('follows the policy of the second rule for a period of that rule', () => {
    const rules = [rule({ kind: 'ongoing' }), rule({ kind: 'weekly', weekday: 5 })];
    expect(decide(['before-1'], { period: '2024-W11/2', rules }).fire?.hearers).toHaveLength(2);
    expect(decide(['before-2'], { period: '2024-W11/2', rules }).skip).toEqual(skipped(1, 'policy-changed'));
  });

  test('has nobody to go to where nobody holds the positions', () => {
    expect(decide(['before-1', 'due'], { leadIds: [], cooperatingIds: [] })).toEqual({
      fire: null,
      skip: [...skipped(1, 'newer-step'), { reminderId: 2, reason: 'nobody' }],
    });
  });

  test('goes to the supervisor too once overdue, and not to those who are done', () => {
    expect(decide(['overdue-1']).fire?.hearers.map((h) => [h.officerId, h.role])).toEqual([
      [LAN, 'lead'],
      [CHIEF, 'supervisor'],
    ]);
    expect(decide(['overdue-1'], { doneBy: [LAN] })).toEqual({ fire: null, skip: skipped(1, 'nobody') });
  });
});

describe('who acknowledged today', () => {
  test('is not told again in the afternoon', () => {
    expect(decide(['due-again'], { acknowledgedToday: [LAN] })).toEqual({
      fire: null,
      skip: skipped(1, 'acknowledged'),
    });
  });

  test('is told all other steps all the same', () => {
    expect(decide(['due'], { acknowledgedToday: [LAN] }).fire?.hearers).toHaveLength(2);
  });

  test('keeps nobody else from being told', () => {
    const both = decide(['due-again'], { leadIds: [10, 20], acknowledgedToday: [LAN] });
    expect(both.fire?.hearers.map((h) => h.officerId)).toEqual([HUNG]);
  });
});
