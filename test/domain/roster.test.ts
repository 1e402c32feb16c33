import { describe, expect, test } from 'vitest';
import type { StepAudience } from '../../src/domain/policy.ts';
import { hearersOf, holdersOf, type Leave, presentFor, type Roster } from '../../src/domain/roster.ts';
import { day } from './shipped.ts';

const LAN = 1;
const HUNG = 2;
const MAI = 3;
const CHIEF = 4;
const CHAIR = 5;
const ADMIN = 6;
const today = day('2024-03-15');

const officer = (id: number, more: object = {}) => ({
  id,
  isAdmin: false,
  isLeader: false,
  supervisorId: CHIEF,
  ...more,
});
const holds = (officerId: number, positionId: number, from = '2024-01-01', to: string | null = null) => ({
  officerId,
  positionId,
  from: day(from),
  to: to === null ? null : day(to),
});
const away = (officerId: number, standInId: number | null, from = '2024-03-14', to = '2024-03-18'): Leave => ({
  officerId,
  from: day(from),
  to: day(to),
  standInId,
});

function roster(more: Partial<Roster> = {}): Roster {
  return {
    officers: [
      officer(LAN),
      officer(HUNG),
      officer(MAI),
      officer(CHIEF, { supervisorId: CHAIR }),
      officer(CHAIR, { isLeader: true, supervisorId: null }),
      officer(ADMIN, { isAdmin: true, supervisorId: null }),
    ],
    holdings: [holds(LAN, 10), holds(HUNG, 20), holds(MAI, 30)],
    leaves: [],
    ...more,
  };
}

const nobody: StepAudience = {
  lead: false,
  cooperating: false,
  supervisor: false,
  leader: false,
  unlessAcknowledged: false,
};
const task = (more: object = {}) => ({ leadIds: [10], cooperatingIds: [20], doneBy: [], ...more });
const hears = (audience: Partial<StepAudience>, people: Roster = roster(), who = task(), on = today) =>
  hearersOf(people, who, { ...nobody, ...audience }, on).map(
    ({ officerId, role, aboutIds }) => `${officerId} ${role}${aboutIds.length > 0 ? ` about ${aboutIds}` : ''}`,
  );

describe('who holds a position', () => {
  test('is decided on the day, first and last day included', () => {
    const people = roster({ holdings: [holds(LAN, 10, '2024-01-01', '2024-03-15'), holds(HUNG, 10, '2024-03-16')] });
    expect(holdersOf(people, [10], day('2023-12-31'))).toEqual([]);
    expect(holdersOf(people, [10], day('2024-03-15'))).toEqual([LAN]);
    expect(holdersOf(people, [10], day('2024-03-16'))).toEqual([HUNG]);
  });

  test('names a person once who holds two of the positions, and nobody who has left', () => {
    const people = roster({ holdings: [holds(LAN, 10), holds(LAN, 20), holds(99, 10)] });
    expect(holdersOf(people, [10, 20], today)).toEqual([LAN]);
  });
});

describe('who hears in place of an officer', () => {
  test('is the officer while present, on the days around the leave too', () => {
    const people = roster({ leaves: [away(LAN, HUNG)] });
    expect([13, 14, 18, 19].map((d) => presentFor(people, LAN, day(`2024-03-${d}`)))).toEqual([LAN, HUNG, HUNG, LAN]);
  });

  test('is the stand-in’s stand-in where that one is away as well', () => {
    expect(presentFor(roster({ leaves: [away(LAN, HUNG), away(HUNG, MAI)] }), LAN, today)).toBe(MAI);
  });

  test.each([
    ['nobody was named', [away(LAN, null)]],
    ['two stand in for each other', [away(LAN, HUNG), away(HUNG, LAN)]],
    ['an officer was named to stand in for themselves', [away(LAN, LAN)]],
    ['the stand-in is away and named nobody', [away(LAN, HUNG), away(HUNG, null)]],
    ['the stand-in has left', [away(LAN, 99)]],
    ['the circle does not lead back', [away(LAN, HUNG), away(HUNG, MAI), away(MAI, HUNG)]],
  ])('is the officer all the same where %s', (_, leaves) => {
    expect(presentFor(roster({ leaves }), LAN, today)).toBe(LAN);
  });
});

describe('who hears a step', () => {
  test('is whoever leads and cooperates', () => {
    expect(hears({ lead: true, cooperating: true })).toEqual(['1 lead', '2 cooperating']);
    expect(hears({ lead: true })).toEqual(['1 lead']);
  });

  test('hears once, in the strongest role', () => {
    const people = roster({ holdings: [holds(LAN, 10), holds(LAN, 20)] });
    expect(hears({ lead: true, cooperating: true }, people)).toEqual(['1 lead']);
  });

  test('is not the lead who has reported it done', () => {
    const people = roster({ holdings: [holds(LAN, 10), holds(MAI, 10)] });
    expect(hears({ lead: true, supervisor: true }, people, task({ doneBy: [LAN] }))).toEqual([
      '3 lead',
      '4 supervisor about 3',
    ]);
  });

  test('is the stand-in, who is told for whom', () => {
    const people = roster({ leaves: [away(LAN, MAI)] });
    expect(hears({ lead: true }, people)).toEqual(['3 lead about 1']);
  });

  test('is one person for two who are away', () => {
    const people = roster({ holdings: [holds(LAN, 10), holds(HUNG, 10)], leaves: [away(LAN, MAI), away(HUNG, MAI)] });
    expect(hears({ lead: true }, people)).toEqual(['3 lead about 1,2']);
  });

  test('is the supervisor with all who are late, and the leaders', () => {
    const people = roster({ holdings: [holds(LAN, 10), holds(HUNG, 10)] });
    expect(hears({ supervisor: true, leader: true }, people)).toEqual(['4 supervisor about 1,2', '5 leader about 1,2']);
  });

  test('is the supervisor’s stand-in', () => {
    expect(hears({ supervisor: true }, roster({ leaves: [away(CHIEF, HUNG)] }))).toEqual(['2 supervisor about 1']);
  });

  test('is nobody above who leads the task alone', () => {
    const people = roster({ holdings: [holds(CHAIR, 10)] });
    expect(hears({ lead: true, supervisor: true, leader: true }, people)).toEqual(['5 lead']);
  });

  test('is not a supervisor who has left the office', () => {
    const people = roster({ officers: [officer(LAN, { supervisorId: 99 })] });
    expect(hears({ supervisor: true }, people)).toEqual([]);
  });

  test('is the administrators where nobody leads, at the steps of those who cooperate', () => {
    const people = roster({ holdings: [holds(HUNG, 20)] });
    expect(hears({ lead: true }, people)).toEqual([]);
    expect(hears({ lead: true, cooperating: true }, people)).toEqual(['2 cooperating', '6 unassigned']);
    expect(hears({ leader: true }, people)).toEqual(['5 leader']);
  });

  test('is no leader once all leads have reported it done', () => {
    expect(hears({ lead: true, supervisor: true, leader: true }, roster(), task({ doneBy: [LAN] }))).toEqual([]);
  });
});
