import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaseState, type CaseStep, caseMoves, EVENT_NAMES, eventKindOf } from '../../src/domain/case.ts';
import { calendar, day } from './shipped.ts';

const REPLY = 1;
const PUBLISH = 2;
const TRACKING = 3;
const PLAN_ROW = 4;

const step = (occurrenceId: number, taskId: number, more: Partial<CaseStep> = {}): CaseStep => ({
  occurrenceId,
  taskId,
  state: 'open',
  legalLastDay: day('2026-10-22'),
  closedOn: null,
  settled: false,
  followUp: false,
  ...more,
});

const done = { state: 'done', closedOn: day('2026-10-15') } as const;
const DUE = { legalLastDay: day('2026-10-16') } as const;
const settled = { state: 'skipped', settled: true } as const;

const petition = (steps: readonly CaseStep[], followUp: CaseState['followUp'] = null): CaseState => ({
  kind: 'petition',
  followUp,
  taskId: null,
  publishing: new Set([PUBLISH]),
  steps,
});

const dossier = (steps: readonly CaseStep[], followUp: CaseState['followUp'] = null): CaseState => ({
  kind: 'dossier',
  followUp,
  taskId: TRACKING,
  publishing: new Set(),
  steps,
});

const TODAY = day('2026-10-15');
const moves = (state: CaseState, today = TODAY) => caseMoves(state, today, calendar);

describe('a petition', () => {
  test('waits while its answer does', () => {
    expect(moves(petition([step(1, REPLY), step(2, PUBLISH)]))).toEqual([]);
  });

  test('is published from the day of its answer on', () => {
    expect(moves(petition([step(1, REPLY, done), step(2, PUBLISH)]))).toEqual([
      { kind: 'publish', day: day('2026-10-15') },
    ]);
  });

  test('needs one publication: the earlier of the two', () => {
    const soon = step(3, PUBLISH, { followUp: true, legalLastDay: day('2026-10-16') });
    const state = petition([step(1, REPLY, done), step(2, PUBLISH), soon], { eventId: 9 });
    expect(moves(state)).toEqual([{ kind: 'settle', occurrenceId: 2 }]);
    const late = { ...soon, legalLastDay: day('2026-10-30') };
    expect(moves(petition([step(1, REPLY, done), step(2, PUBLISH), late], { eventId: 9 }))).toEqual([
      { kind: 'settle', occurrenceId: 3 },
    ]);
  });

  test('that was published in the one step needs the other no more', () => {
    const soon = step(3, PUBLISH, { followUp: true, ...done });
    expect(moves(petition([step(1, REPLY, done), step(2, PUBLISH), soon], { eventId: 9 }))).toEqual([
      { kind: 'settle', occurrenceId: 2 },
    ]);
  });

  test('goes back to waiting where the answer is taken back', () => {
    const soon = step(3, PUBLISH, { followUp: true, legalLastDay: day('2026-10-16') });
    expect(moves(petition([step(1, REPLY), step(2, PUBLISH, settled), soon], { eventId: 9 }))).toContainEqual({
      kind: 'unpublish',
      eventId: 9,
    });
    expect(moves(petition([step(1, REPLY), step(2, PUBLISH, settled)], 'once'))).toEqual([
      { kind: 'unsettle', occurrenceId: 2 },
    ]);
  });
});

describe('a dossier', () => {
  test('is late the day after its day, and asks for the explanation by the next working day', () => {
    const state = dossier([step(1, TRACKING, DUE), step(2, PLAN_ROW)]);
    expect(moves(state, day('2026-10-16'))).toEqual([]);
    expect(moves(state, day('2026-10-17'))).toEqual([{ kind: 'late', due: day('2026-10-19') }]);
  });

  test('is asked about once', () => {
    expect(moves(dossier([step(1, TRACKING, DUE)], 'once'), day('2026-10-19'))).toEqual([]);
    expect(moves(dossier([step(1, TRACKING, DUE)], { eventId: 9 }), day('2026-10-19'))).toEqual([]);
  });

  test('recorded without a task of its own is left to the plan', () => {
    expect(moves({ ...dossier([step(2, PLAN_ROW)]), taskId: null }, day('2026-10-30'))).toEqual([]);
  });
});

test('settling what is needless leaves nothing to settle', () => {
  const states = fc.constantFrom<Partial<CaseStep>>({}, done, settled, { state: 'cancelled' });
  const steps = fc.array(fc.tuple(fc.constantFrom(REPLY, PUBLISH), states, fc.boolean(), fc.nat(20)), { maxLength: 6 });
  fc.assert(
    fc.property(steps, (drawn) => {
      const all = drawn.map(([taskId, more, followUp, days], index) =>
        step(index, taskId, { legalLastDay: TODAY + days, ...more, followUp: followUp && taskId === PUBLISH }),
      );
      const state = petition(all, { eventId: 9 });
      const after = moves(state).reduce<readonly CaseStep[]>((now, move) => {
        if (move.kind !== 'settle' && move.kind !== 'unsettle') return now;
        const to = move.kind === 'settle' ? settled : ({ state: 'open', settled: false } as const);
        return now.map((each) => (each.occurrenceId === move.occurrenceId ? { ...each, ...to } : each));
      }, all);
      const again = moves(petition(after, { eventId: 9 })).filter(({ kind }) => /settle/.test(kind));
      expect(again).toEqual([]);
      // Never two open publications of one task, once there is the one that follows the answer.
      const publications = after.filter(({ taskId, state: now }) => taskId === PUBLISH && now === 'open');
      if (after.some((each) => each.followUp)) expect(publications.length).toBeLessThanOrEqual(1);
    }),
  );
});

test.each([
  ['tiếp nhận phản ánh, kiến nghị', 'petition'],
  ['Tiep nhan kien nghi cua nguoi dan', 'petition'],
  ['có kết quả xử lý phản ánh, kiến nghị', 'petition-result'],
  ['hồ sơ đến hạn trả kết quả', 'dossier'],
  ['Chủ tịch UBND tỉnh phê duyệt quy trình nội bộ', 'event'],
  ['phản ánh của báo chí', 'event'],
] as const)('«%s» is a %s', (name, kind) => {
  expect(eventKindOf(name)).toBe(kind);
});

test('the names of our own are of their kinds', () => {
  const { petition: received, dossier: due } = EVENT_NAMES;
  expect(eventKindOf(received)).toBe('petition');
  expect(eventKindOf(EVENT_NAMES['petition-result'])).toBe('petition-result');
  expect(eventKindOf(due)).toBe('dossier');
});
