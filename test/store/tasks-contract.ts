import { describe, expect, it } from 'vitest';
import type { TaskChange, TaskContent, TaskView } from '../../src/app/store.ts';
import type { Current } from './contract.ts';
import {
  application,
  change,
  DAY,
  dates,
  day,
  deadlines,
  logged,
  officer,
  reminderStates,
  save,
  schedule,
  states,
  T0,
  task,
  toPlan,
} from './office.ts';

const TODAY = day('2026-03-02');

export function tasksContract(store: Current): void {
  const take = (...changes: readonly TaskChange[]) =>
    store().applyChanges({ changes: changes.map((one) => ({ kind: 'task', change: one })), at: T0, officerId: null });
  const content = (ref: string, over: Partial<TaskContent> = {}): TaskContent => ({
    ...task(ref),
    lead: [{ kind: 'position', name: 'Văn phòng' }],
    cooperating: [],
    ...over,
  });
  const add = (ref: string, over: Partial<TaskContent> = {}): TaskChange => {
    return { act: 'add', task: content(ref, over), from: TODAY, knownSince: T0 };
  };
  const edit = (taskId: number, set: Extract<TaskChange, { act: 'edit' }>['set']): TaskChange => {
    return { act: 'edit', taskId, set, from: TODAY, knownSince: T0 };
  };
  const only = async (): Promise<TaskView> => (await store().tasks())[0]!;
  const ofYear = async (year: number): Promise<TaskView> => (await store().tasks()).find((each) => each.year === year)!;
  const apply2027 = () =>
    store().applyPlan(application([task('1')], { year: 2027, from: day('2027-01-04'), knownSince: T0 + 300 * DAY }));

  describe('tasks of the office’s own', () => {
    it('are led by positions, by any of their names, and by people', async () => {
      await store().applyPlan(application([task('1')]));
      const lan = await officer(store(), 'Lan');
      const lead = [
        { kind: 'position', name: 'vp ubnd' },
        { kind: 'officer', officerId: lan },
      ] as const;
      expect(await take(add('T1', { lead, completion: 'each' }))).toBe('applied');
      const own = (await store().tasks()).find((each) => each.ref === 'T1');
      expect(own).toMatchObject({
        ...{ planId: 'own', year: 2026, state: 'active', completion: 'each', title: 'Báo cáo T1' },
        ...{ lead: ['Văn phòng', 'Lan'], cooperating: [], validFrom: TODAY, validTo: null, pausedOn: null },
      });
      expect(await toPlan(store())).toContain('T1');
    });

    it('have the officer as the only holder of a position that is no position of theirs otherwise', async () => {
      const lan = await officer(store(), 'Lan', { positions: [] });
      const person = [{ kind: 'officer', officerId: lan }] as const;
      await take(add('T1', { lead: person }), add('T2', { lead: person }));
      const personal = (await store().positions()).filter((each) => each.place === 'person');
      expect(personal).toEqual([{ id: expect.any(Number), name: 'Lan', place: 'person' }]);
      const { holdings } = await store().roster();
      expect(holdings).toEqual([{ officerId: lan, positionId: personal[0]!.id, from: expect.any(Number), to: null }]);
      expect((await store().officers(TODAY))[0]!.positions).toEqual([]);
      expect(await store().positionAliases()).toEqual([]);
    });

    it('are all saved or none: a reference that is taken, or a person who is not here, is stale', async () => {
      expect(await take(add('T1'))).toBe('applied');
      expect(await take(add('T2'), add('T1'))).toBe('stale');
      expect(await take(add('T3', { lead: [{ kind: 'officer', officerId: 99 }] }))).toBe('stale');
      expect((await store().tasks()).map((each) => each.ref)).toEqual(['T1']);
    });
  });

  describe('a task of a plan that people changed', () => {
    const changes = { title: 'Tên khác', recipient: null, policy: 'weekly', notes: 'gửi bản giấy' } as const;

    it('stays as they changed it when the plan is applied again, and follows the plan in the rest', async () => {
      await store().applyPlan(application([task('1'), task('2')]));
      const lan = await officer(store(), 'Lan');
      const { id } = await only();
      await take(edit(id, { ...changes, lead: [{ kind: 'officer', officerId: lan }] }));
      const again = await store().applyPlan(application([task('1'), task('2')]));
      expect(again).toEqual({ added: 0, changed: 0, unchanged: 2, removed: 0, edited: 1 });
      expect(await only()).toMatchObject({ ...changes, lead: ['Lan'], cooperating: ['Công an xã'] });
      const rules = [{ kind: 'monthly', day: 20, bound: 'before' }] as const;
      const other = await store().applyPlan(application([task('1', { rules, result: 'Tờ trình' }), task('2')]));
      expect(other).toMatchObject({ changed: 1, unchanged: 1, edited: 1 });
      expect(await only()).toMatchObject({ ...changes, lead: ['Lan'], rules, result: 'Tờ trình' });
    });

    it('is planned anew by other rules from the day of the change on', async () => {
      await store().applyPlan(application([task('1')]));
      const { id } = await only();
      await save(store(), [change(id)]);
      const rules = [{ kind: 'weekly', weekday: 5, bound: 'by' }] as const;
      const later = { from: TODAY + 9, knownSince: T0 + 9 * DAY };
      await take({ act: 'edit', taskId: id, set: { rules, deadlineText: 'thứ Sáu hằng tuần' }, ...later });
      expect(await toPlan(store())).toEqual(['1']);
      expect(await schedule(store(), id)).toMatchObject({ ...later, task: { rules } });
      await store().applyPlan(application([task('1')]));
      expect(await only()).toMatchObject({ rules, deadlineText: 'thứ Sáu hằng tuần' });
    });

    it('keeps who answers, how it is reminded of and that it is paused in the next year’s plan', async () => {
      await store().applyPlan(application([task('1')]));
      const lan = await officer(store(), 'Lan');
      const { id } = await only();
      await take(edit(id, { ...changes, lead: [{ kind: 'officer', officerId: lan }], completion: 'each' }));
      await take({ act: 'pause', taskId: id, from: TODAY });
      expect(await apply2027()).toMatchObject({ added: 1, edited: 1 });
      expect(await ofYear(2027)).toMatchObject({
        ...{ lead: ['Lan'], completion: 'each', policy: 'weekly', pausedOn: TODAY },
        ...{ title: 'Báo cáo 1', recipient: 'UBND huyện', notes: '' },
      });
    });

    it('takes later years that are applied already along, but not in what they say of themselves', async () => {
      await store().applyPlan(application([task('1')]));
      await apply2027();
      const lan = await officer(store(), 'Lan');
      const { id } = await ofYear(2026);
      await take(edit(id, { ...changes, lead: [{ kind: 'officer', officerId: lan }] }));
      await take({ act: 'pause', taskId: id, from: TODAY });
      expect(await ofYear(2027)).toMatchObject({
        ...{ lead: ['Lan'], policy: 'weekly', pausedOn: TODAY, title: 'Báo cáo 1', notes: '' },
      });
      await take({ act: 'resume', taskId: id });
      expect((await store().tasks()).map((each) => each.pausedOn)).toEqual([null, null]);
      await take({ act: 'remove', taskId: id });
      expect((await store().tasks()).map((each) => each.state)).toEqual(['removed', 'removed']);
    });
  });

  describe('pausing, resuming and removing', () => {
    it('skip what is planned with its reason; pausing twice and resuming twice are stale', async () => {
      const [one] = await deadlines(store(), 1);
      const pause = { act: 'pause', taskId: one!.taskId, from: TODAY } as const;
      const resume = { act: 'resume', taskId: one!.taskId } as const;
      expect(await take(resume)).toBe('stale');
      expect(await take(pause)).toBe('applied');
      expect(await take(pause)).toBe('stale');
      expect(new Set(Object.values(await reminderStates(store(), one!)))).toEqual(new Set(['skipped: paused']));
      expect(await states(store(), [one!.id])).toEqual(['open']);
      expect(await schedule(store(), one!.taskId)).toMatchObject({ task: { pausedOn: TODAY } });
      expect(await take(resume)).toBe('applied');
      expect(await schedule(store(), one!.taskId)).toMatchObject({ knownSince: T0, task: { pausedOn: null } });
    });

    it('let planning bring paused steps back', async () => {
      const [one] = await deadlines(store(), 1);
      await take({ act: 'pause', taskId: one!.taskId, from: TODAY }, { act: 'resume', taskId: one!.taskId });
      await save(store(), [
        change(one!.taskId, { moveReminders: [{ reminderId: one!.steps.day!, fireAt: T0 + 11 * DAY }] }),
      ]);
      expect(await reminderStates(store(), one!)).toMatchObject({ early: 'skipped: paused', day: 'planned' });
    });

    it('leave a removed task out of its plan when that is applied again', async () => {
      const [one] = await deadlines(store(), 1);
      const remove = { act: 'remove', taskId: one!.taskId } as const;
      expect(await take(remove)).toBe('applied');
      expect(await take(remove)).toBe('stale');
      expect(await states(store(), [one!.id])).toEqual(['cancelled']);
      expect(await store().applyPlan(application([task('1')]))).toMatchObject({ unchanged: 1, edited: 1, removed: 0 });
      expect((await only()).state).toBe('removed');
      expect(await toPlan(store())).toEqual([]);
    });
  });

  describe('one deadline', () => {
    it('that is left out stays so, with nothing more to be sent', async () => {
      const [one] = await deadlines(store(), 1);
      const skip = { act: 'skip-occurrence', occurrenceId: one!.id } as const;
      expect(await take(skip)).toBe('applied');
      expect(await take(skip)).toBe('stale');
      expect(await states(store(), [one!.id])).toEqual(['skipped']);
      expect(new Set(Object.values(await reminderStates(store(), one!)))).toEqual(new Set(['skipped: left-out']));
      const insert = [{ period: '2026-03', state: 'open', ...dates('2026-03-13'), reminders: [] }] as const;
      await save(store(), [change(one!.taskId, { insert })]);
      expect(await states(store(), [one!.id])).toEqual(['skipped']);
    });

    it('that is moved is shown to planning with its day, while it is open', async () => {
      const [one] = await deadlines(store(), 1);
      const move = { act: 'move-occurrence', occurrenceId: one!.id, lastDay: day('2026-03-20') } as const;
      expect(await take(move)).toBe('applied');
      expect(await toPlan(store())).toEqual(['1']);
      const { occurrences } = await schedule(store(), one!.taskId);
      expect(occurrences).toMatchObject([{ movedTo: day('2026-03-20'), remindBy: null, target: day('2026-03-13') }]);
      expect(await store().occurrence(one!.id)).toMatchObject({ movedTo: day('2026-03-20') });
      await take({ act: 'skip-occurrence', occurrenceId: one!.id });
      expect(await take(move)).toBe('stale');
    });
  });

  it('logs what was done to tasks and by whom, and no words of people', async () => {
    const [one] = await deadlines(store(), 1);
    const lan = await officer(store(), 'Lan');
    const before = (await logged(store())).length;
    await store().applyChanges({
      changes: [
        { kind: 'task', change: add('T1', { title: 'Việc kín' }) },
        { kind: 'task', change: edit(one!.taskId, { notes: 'chuyện kín' }) },
        { kind: 'task', change: { act: 'move-occurrence', occurrenceId: one!.id, lastDay: day('2026-03-20') } },
        { kind: 'task', change: { act: 'pause', taskId: one!.taskId, from: TODAY } },
        { kind: 'task', change: { act: 'resume', taskId: one!.taskId } },
      ],
      at: T0,
      officerId: lan,
    });
    const facts = (await store().events({ limit: 1000 })).slice(before).filter((each) => each.officerId === lan);
    expect(facts.map(({ kind, data }) => [kind, data])).toEqual([
      ['task-added', { taskId: expect.any(Number) }],
      ['task-edited', { taskId: one!.taskId, fields: ['notes'] }],
      ['occurrence-moved', { from: '2026-03-13', to: '2026-03-20' }],
      ['task-paused', { taskId: one!.taskId }],
      ['task-resumed', { taskId: one!.taskId }],
    ]);
    expect(JSON.stringify(await store().events({ limit: 1000 }))).not.toContain('kín');
  });
}
