import { describe, expect, it } from 'vitest';
import type { Current } from './contract.ts';
import {
  application,
  change,
  DAY,
  dates,
  day,
  deadlines,
  fire,
  logged,
  MINUTE,
  officer,
  reminderStates,
  save,
  schedule,
  states,
  T0,
  THROUGH,
  task,
  text,
  toPlan,
  VERSION,
} from './office.ts';

export function plansContract(store: Current): void {
  describe('applying a plan', () => {
    it('makes tasks with the positions that the plan names by name or alias', async () => {
      const tasks = [task('1', { lead: ['vp  ubnd', 'Công an xã'], cooperating: ['VĂN PHÒNG'] })];
      expect(await store().applyPlan(application(tasks))).toEqual({
        added: 1,
        changed: 0,
        unchanged: 0,
        removed: 0,
        edited: 0,
      });
      expect(await store().tasks()).toEqual([
        {
          ...task('1'),
          id: 1,
          lead: ['Văn phòng', 'Công an xã'],
          cooperating: ['Văn phòng'],
          planId: 'kstthc',
          year: 2026,
          state: 'active',
          validFrom: day('2026-01-01'),
          validTo: null,
          handedOverOn: null,
          pausedOn: null,
        },
      ]);
      expect(await store().positions()).toEqual([
        { id: 1, name: 'Văn phòng', place: 'office' },
        { id: 2, name: 'Công an xã', place: 'outside' },
      ]);
      expect(await store().appliedPlans()).toMatchObject([
        { planId: 'kstthc', year: 2026, from: day('2026-03-02'), tasks: 1 },
      ]);
    });

    it('finds a position that an officer was given before the plan came', async () => {
      await officer(store(), 'Lan', { positions: ['cong an xa'] });
      await store().applyPlan(application([task('1')]));
      expect((await store().positions()).map(({ name, place }) => `${name}: ${place}`)).toEqual([
        'cong an xa: outside',
        'Văn phòng: office',
      ]);
    });

    it('changes nothing when the same plan is applied again', async () => {
      await store().applyPlan(application([task('1'), task('2')]));
      await save(store(), [change(1), change(2)]);
      const before = await store().tasks();
      const again = application([task('1'), task('2')], {
        at: T0 + DAY,
        from: day('2026-04-01'),
        knownSince: T0 + DAY,
      });
      expect(await store().applyPlan(again)).toEqual({ added: 0, changed: 0, unchanged: 2, removed: 0, edited: 0 });
      expect(await store().tasks()).toEqual(before);
      expect(await toPlan(store())).toEqual([]);
      expect(await schedule(store(), 1)).toMatchObject({ from: day('2026-03-02'), knownSince: T0 - 7 * 60 * MINUTE });
    });

    it('plans a task anew when its rules, policy or positions changed, and not when its title did', async () => {
      const refs = ['1', '2', '3', '4', '5'];
      await store().applyPlan(application(refs.map((ref) => task(ref))));
      await save(
        store(),
        [1, 2, 3, 4, 5].map((id) => change(id)),
      );
      const changed = [
        task('1', { rules: [{ kind: 'monthly', day: 20, bound: 'by' }] }),
        task('2', { policy: 'quiet' }),
        task('3', { cooperating: [] }),
        task('4', { title: 'Tên mới' }),
        task('5'),
      ];
      const result = await store().applyPlan(application(changed));
      expect(result).toEqual({ added: 0, changed: 4, unchanged: 1, removed: 0, edited: 0 });
      expect(await toPlan(store())).toEqual(['1', '2', '3']);
      expect((await store().tasks())[3]?.title).toBe('Tên mới');
    });

    it('removes tasks that are gone, cancels what was open or held of them, and keeps them for history', async () => {
      const [first, second] = await deadlines(store(), 2);
      await save(store(), [
        change(first!.taskId, {
          insert: [{ period: 'once', state: 'held', ...dates('2026-02-02'), reminders: [] }],
        }),
      ]);
      const result = await store().applyPlan(application([task('2')]));
      expect(result).toEqual({ added: 0, changed: 0, unchanged: 1, removed: 1, edited: 0 });
      expect((await store().tasks()).map((each) => each.state)).toEqual(['removed', 'active']);
      expect(await states(store(), [first!.id, second!.id])).toEqual(['cancelled', 'open']);
      expect(await store().occurrences({ states: ['cancelled'] })).toHaveLength(2);
      expect(await store().dueOccurrences({ now: T0 + 30 * DAY, limit: 9 })).toMatchObject([
        { occurrence: { id: second!.id } },
      ]);
      expect(await logged(store(), first!.id)).toEqual([
        'occurrence-opened',
        'reminders-planned',
        'occurrence-cancelled',
        'reminder-skipped',
        'reminder-skipped',
        'reminder-skipped',
      ]);
      expect(await toPlan(store())).toEqual([]);
      expect(await store().appliedPlans()).toMatchObject([{ tasks: 1 }]);
    });

    it('takes a removed task back as it was known first, and its deadlines with it', async () => {
      const [first] = await deadlines(store(), 1);
      await store().applyPlan(application([task('9')]));
      const back = application([task('1'), task('9')], { at: T0 + DAY, knownSince: T0 + DAY });
      expect(await store().applyPlan(back)).toMatchObject({ added: 1, unchanged: 1 });
      const found = await schedule(store(), first!.taskId);
      expect(found).toMatchObject({ knownSince: T0 - 7 * 60 * MINUTE, plannedThrough: null, occurrences: [] });

      const reminders = [{ step: 'day', fireAt: T0 + 12 * DAY, state: 'planned', reason: null }] as const;
      await save(store(), [
        change(first!.taskId, {
          insert: [{ period: '2026-03', state: 'open', ...dates('2026-03-16'), reminders }],
        }),
      ]);
      expect(await states(store(), [first!.id])).toEqual(['open']);
      expect(await reminderStates(store(), first!)).toEqual({ day: 'planned' });
      expect((await schedule(store(), first!.taskId)).occurrences).toMatchObject([
        { id: first!.id, target: day('2026-03-16'), reminders: [{ fireAt: T0 + 12 * DAY }] },
      ]);
    });

    it('ends a year where the next applied one begins, in whichever order they are applied', async () => {
      await store().applyPlan(application([task('1')]));
      await save(store(), [change(1)]);
      expect(await toPlan(store())).toEqual([]);
      await store().applyPlan(application([task('1')], { year: 2028 }));
      await save(store(), [change(1), change(2)]);
      await store().applyPlan(application([task('1')], { year: 2025 }));
      const spans = (await store().tasks()).map(({ year, validFrom, validTo }) => [year, validFrom, validTo]);
      expect(spans).toEqual([
        [2026, day('2026-01-01'), day('2027-12-31')],
        [2028, day('2028-01-01'), null],
        [2025, day('2025-01-01'), day('2025-12-31')],
      ]);
      await store().applyPlan(application([task('1')], { year: 2027 }));
      expect((await store().tasks())[0]).toMatchObject({ year: 2026, validTo: day('2026-12-31') });
      const found = await store().tasksToPlan({
        through: THROUGH,
        version: VERSION,
        since: day('2026-01-01'),
        afterId: 0,
        limit: 9,
      });
      expect(found.map((each) => each.task.year)).toEqual([2026, 2025, 2027]);
    });

    it('keeps other plans apart', async () => {
      await store().applyPlan(application([task('1')]));
      await store().applyPlan(application([task('1')], { planId: 'cchc', year: 2027 }));
      expect((await store().tasks()).map((each) => each.validTo)).toEqual([null, null]);
      expect((await store().appliedPlans()).map((each) => each.planId)).toEqual(['cchc', 'kstthc']);
    });

    it('gives an applied plan back as it was written', async () => {
      const rules = [
        { kind: 'quarterly', monthOfQuarter: 3, day: 10, bound: 'by', what: 'báo cáo quý', shift: 'earlier' },
        { kind: 'within', n: 10, unit: 'working-day', event: 'tiếp nhận phản ánh', bound: 'by' },
      ] as const;
      const full = task('1', {
        rules,
        completion: 'each',
        policy: 'daily',
        kind: 'indicator',
        notes: 'x',
        recipient: null,
      });
      await store().applyPlan(application([full]));
      expect((await store().tasks())[0]).toMatchObject(full);
    });
  });

  describe('planning', () => {
    it('finds tasks that are planned short, with another version, or touched', async () => {
      await store().applyPlan(application([task('1'), task('2'), task('3')]));
      expect(await toPlan(store())).toEqual(['1', '2', '3']);
      await save(store(), [change(1), change(2), change(3)]);
      expect(await toPlan(store())).toEqual([]);
      expect(await toPlan(store(), THROUGH + 1)).toEqual(['1', '2', '3']);
      expect(await toPlan(store(), THROUGH, 'calendar-2')).toEqual(['1', '2', '3']);
      await store().touchTasks([2]);
      expect(await toPlan(store())).toEqual(['2']);
    });

    it('gives them in pages, by id', async () => {
      await store().applyPlan(application([task('1'), task('2'), task('3')]));
      const query = { through: THROUGH, version: VERSION, since: day('2026-01-01'), limit: 2 };
      const first = await store().tasksToPlan({ ...query, afterId: 0 });
      expect(first.map((each) => each.task.id)).toEqual([1, 2]);
      expect((await store().tasksToPlan({ ...query, afterId: 2 })).map((each) => each.task.id)).toEqual([3]);
    });

    it('does not plan on behind the last day of a task', async () => {
      await store().applyPlan(application([task('1')]));
      await store().applyPlan(application([task('1')], { year: 2027 }));
      const through = day('2026-12-31');
      await store().saveSchedules({ changes: [change(1), change(2)], through, version: VERSION, at: T0 });
      expect(await toPlan(store(), through + 60)).toEqual(['1']);
      expect((await store().tasks())[1]?.year).toBe(2027);
    });

    it('writes deadlines and steps once, however often they are saved', async () => {
      const [first] = await deadlines(store(), 1);
      const again = change(first!.taskId, {
        insert: [
          {
            period: '2026-03',
            state: 'open',
            ...dates('2026-05-05'),
            reminders: [{ step: 'early', fireAt: T0 + DAY, state: 'planned', reason: null }],
          },
        ],
        addReminders: [{ occurrenceId: first!.id, step: 'eve', fireAt: T0, state: 'planned', reason: null }],
      });
      const before = await schedule(store(), first!.taskId);
      await save(store(), [again]);
      expect(await schedule(store(), first!.taskId)).toEqual(before);
    });

    it('moves dates, adds, moves and skips steps, and cancels deadlines, logging each', async () => {
      const [first, second] = await deadlines(store(), 2);
      await save(store(), [
        change(first!.taskId, {
          redate: [{ occurrenceId: first!.id, dates: dates('2026-03-16', { time: 600, certainty: 'provisional' }) }],
          addReminders: [
            { occurrenceId: first!.id, step: 'late', fireAt: T0 + 20 * DAY, state: 'planned', reason: null },
            { occurrenceId: first!.id, step: 'past', fireAt: 1, state: 'skipped', reason: 'before-known' },
          ],
          moveReminders: [{ reminderId: first!.steps.eve!, fireAt: T0 + 13 * DAY }],
          skipReminders: [{ reminderId: first!.steps.day!, reason: 'policy-changed' }],
        }),
        change(second!.taskId, { cancel: [{ occurrenceId: second!.id, reason: 'rule-changed' }] }),
      ]);
      expect(await store().occurrence(first!.id)).toMatchObject({
        ...dates('2026-03-16', { time: 600, certainty: 'provisional' }),
      });
      expect(await reminderStates(store(), first!)).toEqual({
        past: 'skipped: before-known',
        early: 'planned',
        eve: 'planned',
        late: 'planned',
      });
      expect(await states(store(), [second!.id])).toEqual(['cancelled']);
      expect(await logged(store(), first!.id)).toEqual([
        'occurrence-opened',
        'reminders-planned',
        'occurrence-redated',
        'reminders-planned',
        'reminder-skipped',
        'reminder-moved',
        'reminder-skipped',
      ]);
      expect((await store().events({ occurrenceId: first!.id, limit: 9 }))[2]?.data).toEqual({
        from: '2026-03-13',
        to: '2026-03-16',
      });
    });

    it('brings a dropped step back when it is wanted again, but none that was fired or closed', async () => {
      const [first] = await deadlines(store(), 1);
      const lan = await officer(store(), 'Lan');
      await fire(store(), [first!], [lan]);
      await save(store(), [
        change(first!.taskId, {
          skipReminders: [
            { reminderId: first!.steps.eve!, reason: 'policy-changed' },
            { reminderId: first!.steps.day!, reason: 'acknowledged' },
          ],
        }),
      ]);
      const wanted = ['early', 'eve', 'day'].map((step) => {
        return { occurrenceId: first!.id, step, fireAt: T0 + 9 * DAY, state: 'planned', reason: null } as const;
      });
      await save(store(), [change(first!.taskId, { addReminders: wanted })]);
      expect(await reminderStates(store(), first!)).toEqual({
        early: 'fired',
        eve: 'planned',
        day: 'skipped: acknowledged',
      });
    });

    it('leaves closed deadlines alone', async () => {
      const [first] = await deadlines(store(), 1);
      const lan = await officer(store(), 'Lan');
      const { id } = await store().journal(text('u1'));
      const effects = [
        { kind: 'complete', occurrenceId: first!.id, officerId: lan, closes: true, documentNumber: null },
      ] as const;
      await store().commitReply({ inboundId: id, at: T0, officerId: lan, intent: 'done', effects, answers: [] });
      await save(store(), [
        change(first!.taskId, {
          redate: [{ occurrenceId: first!.id, dates: dates('2026-03-20') }],
          cancel: [{ occurrenceId: first!.id, reason: 'rule-changed' }],
          addReminders: [{ occurrenceId: first!.id, step: 'late', fireAt: T0, state: 'planned', reason: null }],
          moveReminders: [{ reminderId: first!.steps.eve!, fireAt: 5 }],
          insert: [{ period: '2026-03', state: 'open', ...dates('2026-03-20'), reminders: [] }],
        }),
      ]);
      expect(await store().occurrence(first!.id)).toMatchObject({ state: 'done', target: day('2026-03-13') });
      expect(await store().nextDueAt()).toBeNull();
    });

    it('writes nothing that was computed from a schedule that is another by now', async () => {
      await store().applyPlan(application([task('1'), task('2')]));
      const [one, two] = [await schedule(store(), 1), await schedule(store(), 2)];
      await store().touchTasks([1]);
      const insert = [{ period: '2026-03', state: 'open', ...dates('2026-03-13'), reminders: [] }] as const;
      await save(store(), [
        change(1, { revision: one.revision, insert }),
        change(2, { revision: two.revision, insert }),
      ]);
      expect((await store().occurrences({ states: ['open'] })).map((each) => each.task.ref)).toEqual(['2']);
      expect(await toPlan(store())).toEqual(['1']);
    });

    it('shows open and held deadlines always, and closed ones from the asked day on', async () => {
      const [first] = await deadlines(store(), 1);
      await save(store(), [
        change(first!.taskId, {
          insert: [
            { period: 'once', state: 'held', ...dates('2025-12-31', { label: '' }), reminders: [] },
            { period: '2026-02', state: 'open', ...dates('2026-02-13'), reminders: [] },
          ],
        }),
      ]);
      const lan = await officer(store(), 'Lan');
      const february = (await schedule(store(), first!.taskId)).occurrences.find((each) => each.period === '2026-02');
      const { id } = await store().journal(text('u1'));
      const effects = [
        { kind: 'complete', occurrenceId: february!.id, officerId: lan, closes: true, documentNumber: null },
      ] as const;
      await store().commitReply({ inboundId: id, at: T0, officerId: lan, intent: 'done', effects, answers: [] });
      const periods = async (since: string) =>
        (await schedule(store(), first!.taskId, since)).occurrences.map((each) => each.period);
      expect(await periods('2026-02-13')).toEqual(['2026-03', 'once', '2026-02']);
      expect(await periods('2026-02-14')).toEqual(['2026-03', 'once']);
    });

    it('gives a task the events that its rules name, and plans it anew when one is recorded', async () => {
      const within = (event: string) =>
        task('1', { rules: [{ kind: 'within', n: 10, unit: 'day', event, bound: 'by' }] });
      await store().applyPlan(application([within('Tiếp nhận phản ánh'), task('2')]));
      await save(store(), [change(1), change(2)]);
      const event = { name: 'tiếp nhận phản ánh', day: day('2026-03-03'), note: 'PA-12', at: T0 };
      const recorded = await store().recordEvent(event);
      expect(recorded).toMatchObject({ name: event.name, day: event.day, note: 'PA-12', recordedAt: T0 });
      await store().recordEvent({ ...event, name: 'việc khác' });
      expect(await toPlan(store())).toEqual(['1']);
      expect((await schedule(store(), 1)).events).toEqual([{ ...recorded, name: 'Tiếp nhận phản ánh' }]);
      expect((await schedule(store(), 2)).events).toEqual([]);

      const insert = [{ period: `e${recorded.id}/2`, state: 'open', ...dates('2026-03-13'), reminders: [] }] as const;
      await save(store(), [change(1, { insert })]);
      expect((await store().occurrences({ states: ['open'] }))[0]).toMatchObject({ eventDay: day('2026-03-03') });
    });
  });
}
