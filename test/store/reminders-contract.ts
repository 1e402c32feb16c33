import { describe, expect, it } from 'vitest';
import type { Current } from './contract.ts';
import {
  change,
  claim,
  DAY,
  dates,
  day,
  deadlines,
  fire,
  logged,
  officer,
  reminderStates,
  save,
  schedule,
  sendAll,
  settled,
  T0,
  text,
} from './office.ts';

export function remindersContract(store: Current): void {
  describe('due reminders', () => {
    it('says when something is due next: a planned step or a pending message', async () => {
      expect(await store().nextDueAt()).toBeNull();
      await deadlines(store(), 2);
      expect(await store().nextDueAt()).toBe(T0);
      const lan = await officer(store(), 'Lan');
      const notice = { key: 'n', officerId: lan, message: { text: 'x' } };
      await store().addNotices([{ ...notice, dueAt: T0 - 5 }], T0);
      expect(await store().nextDueAt()).toBe(T0 - 5);
      await sendAll(store(), T0);
      expect(await store().nextDueAt()).toBe(T0);
    });

    it('knows the newest step that is due', async () => {
      await deadlines(store(), 1);
      expect(await store().newestDueReminderAt(T0 - 1)).toBeNull();
      expect(await store().newestDueReminderAt(T0)).toBe(T0);
      expect(await store().newestDueReminderAt(T0 + 10 * DAY + 5)).toBe(T0 + 10 * DAY);
    });

    it('gives each deadline with all of its due steps, oldest first, the longest waiting deadlines first', async () => {
      const [first, second, third] = await deadlines(store(), 3);
      await save(store(), [
        change(third!.taskId, { moveReminders: [{ reminderId: third!.steps.early!, fireAt: T0 - DAY }] }),
        change(first!.taskId, { moveReminders: [{ reminderId: first!.steps.early!, fireAt: T0 + 12 * DAY }] }),
      ]);
      const due = await store().dueOccurrences({ now: T0 + 10 * DAY, limit: 2 });
      expect(due.map((each) => each.occurrence.id)).toEqual([third!.id, second!.id]);
      expect(due[1]!.due).toEqual([
        { id: second!.steps.early, step: 'early', fireAt: T0 },
        { id: second!.steps.eve, step: 'eve', fireAt: T0 + 10 * DAY },
      ]);
      expect((await store().dueOccurrences({ now: T0 - 1, limit: 9 })).map((each) => each.occurrence.id)).toEqual([
        third!.id,
      ]);
    });

    it('shows a deadline with its task, positions, completions and newest acknowledgements', async () => {
      const lan = await officer(store(), 'Lan');
      const minh = await officer(store(), 'Minh');
      const [first] = await deadlines(store(), 1, { completion: 'each' });
      const reply = async (externalId: string, at: number, effect: object) => {
        const { id } = await store().journal(text(externalId));
        const effects = [{ occurrenceId: first!.id, ...effect }] as never;
        await store().commitReply({ inboundId: id, at, officerId: lan, intent: 'x', effects, answers: [] });
      };
      await reply('u1', T0, { kind: 'acknowledge', officerId: lan });
      await reply('u2', T0 + 9, { kind: 'acknowledge', officerId: lan });
      await reply('u3', T0, { kind: 'complete', officerId: minh, closes: false, documentNumber: null });
      expect(await store().occurrence(first!.id)).toEqual({
        ...dates('2026-03-13'),
        id: first!.id,
        period: '2026-03',
        state: 'open',
        eventDay: null,
        remindBy: null,
        movedTo: null,
        doneBy: [minh],
        acknowledged: [{ officerId: lan, at: T0 + 9 }],
        task: {
          id: first!.taskId,
          ref: '1',
          kind: 'task',
          title: 'Báo cáo 1',
          completion: 'each',
          policy: null,
          rules: [{ kind: 'monthly', day: 15, bound: 'before' }],
          leadIds: [1],
          cooperatingIds: [2],
          recipient: 'UBND huyện',
          deadlineText: 'trước ngày 15 hằng tháng',
          result: 'Báo cáo',
          notes: '',
        },
      });
      expect(await store().occurrence(999)).toBeNull();
    });

    it('finds deadlines by state and target day', async () => {
      const [first] = await deadlines(store(), 1);
      await save(store(), [
        change(first!.taskId, {
          insert: [
            { period: '2026-04', state: 'open', ...dates('2026-04-14'), reminders: [] },
            { period: '2026-02', state: 'held', ...dates('2026-02-13'), reminders: [] },
          ],
        }),
      ]);
      const periods = async (query: Parameters<ReturnType<Current>['occurrences']>[0]) =>
        (await store().occurrences(query)).map((each) => each.period);
      expect(await periods({ states: ['open', 'held'] })).toEqual(['2026-02', '2026-03', '2026-04']);
      expect(await periods({ states: ['open'], targetTo: day('2026-03-13') })).toEqual(['2026-03']);
      expect(await periods({ states: ['open'], targetFrom: day('2026-03-14') })).toEqual(['2026-04']);
      expect(await periods({ states: [] })).toEqual([]);
    });
  });

  describe('firing', () => {
    it('marks steps fired or skipped and puts one digest a person together', async () => {
      const [lan, minh] = [await officer(store(), 'Lan'), await officer(store(), 'Minh')];
      const [first, second] = await deadlines(store(), 2);
      const item = (of: typeof first, role: 'lead' | 'supervisor', aboutIds: number[] = []) => {
        return { reminderId: of!.steps.eve!, occurrenceId: of!.id, role, aboutIds };
      };
      await store().commitFire({
        at: T0 + 10 * DAY,
        slotAt: T0 + 10 * DAY,
        fired: [first!.steps.eve!, second!.steps.eve!],
        skipped: [
          { reminderId: first!.steps.early!, reason: 'newer-step' },
          { reminderId: second!.steps.early!, reason: 'newer-step' },
        ],
        digests: [
          { officerId: lan, items: [item(first, 'lead'), item(second, 'lead')] },
          { officerId: minh, items: [item(first, 'supervisor', [lan])] },
        ],
      });
      expect(await reminderStates(store(), first!)).toEqual({
        early: 'skipped: newer-step',
        eve: 'fired',
        day: 'planned',
      });
      const claimed = await claim(store(), T0 + 10 * DAY);
      expect(claimed).toMatchObject([
        {
          kind: 'digest',
          attempt: 1,
          tries: 1,
          part: 1,
          resend: false,
          chat: null,
          message: null,
          officer: { id: lan, name: 'Lan' },
          items: [
            { step: 'eve', role: 'lead', code: 1, aboutIds: [], occurrence: { id: first!.id } },
            { step: 'eve', role: 'lead', code: 2, occurrence: { id: second!.id } },
          ],
        },
        { officer: { id: minh }, items: [{ role: 'supervisor', code: null, aboutIds: [lan] }] },
      ]);
      expect(await logged(store(), first!.id)).toEqual([
        'occurrence-opened',
        'reminders-planned',
        'reminder-fired',
        'reminder-skipped',
      ]);
    });

    it('fires a step once, and tells nobody of a step that was closed meanwhile', async () => {
      const lan = await officer(store(), 'Lan');
      const [first, second] = await deadlines(store(), 2);
      await save(store(), [
        change(first!.taskId, { skipReminders: [{ reminderId: first!.steps.early!, reason: 'closed' }] }),
      ]);
      await fire(store(), [first!, second!], [lan]);
      await fire(store(), [first!, second!], [lan]);
      expect((await claim(store(), T0)).map((each) => each.items.map((item) => item.occurrence.id))).toEqual([
        [second!.id],
      ]);
    });

    it('makes no message where nothing is left to tell', async () => {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), 1);
      await fire(store(), list, []);
      await fire(store(), list, [lan]);
      expect(await store().deliveries({ limit: 9 })).toEqual([]);
    });

    it('adds to the digest of the slot while it still waits', async () => {
      const lan = await officer(store(), 'Lan');
      const [first, second] = await deadlines(store(), 2);
      await fire(store(), [first!], [lan]);
      await fire(store(), [second!], [lan]);
      expect((await claim(store(), T0)).map((each) => each.items.length)).toEqual([2]);
    });

    it('makes another message of the slot when the first one is on its way', async () => {
      const lan = await officer(store(), 'Lan');
      const [first, second] = await deadlines(store(), 2);
      await fire(store(), [first!], [lan]);
      const [sending] = await claim(store(), T0);
      await fire(store(), [second!], [lan]);
      const [other] = await claim(store(), T0);
      expect(other!.id).not.toBe(sending!.id);
      expect(other!.items.map((item) => item.occurrence.id)).toEqual([second!.id]);
    });

    it('merges a digest that still waits into that of a later slot', async () => {
      const lan = await officer(store(), 'Lan');
      const [first, second] = await deadlines(store(), 2);
      await fire(store(), [first!], [lan]);
      await fire(store(), [second!], [lan], { slotAt: T0 + DAY });
      expect((await store().deliveries({ limit: 9 })).map(({ state, reason }) => [state, reason])).toEqual([
        ['pending', null],
        ['skipped', 'merged'],
      ]);
      const [merged, ...others] = await claim(store(), T0 + DAY);
      expect(others).toEqual([]);
      expect(merged!.items.map((item) => item.occurrence.id)).toEqual([first!.id, second!.id]);
    });

    it('leaves alone a digest that may have gone out, and those of other people', async () => {
      const [lan, minh] = [await officer(store(), 'Lan'), await officer(store(), 'Minh')];
      const [first, second] = await deadlines(store(), 2);
      await fire(store(), [first!], [lan, minh]);
      const lans = (await claim(store(), T0)).find((each) => each.officer?.id === lan)!;
      const to = { state: 'pending', dueAt: T0 + DAY, resend: true, burn: true, reason: 'timeout' } as const;
      await store().settleDeliveries([{ ...settled(lans, { state: 'failed', reason: '' }), to }], T0);
      await fire(store(), [second!], [lan], { slotAt: T0 + DAY });
      const claimed = await claim(store(), T0 + DAY);
      expect(claimed.map((each) => [each.resend, each.items.length])).toEqual([
        [true, 1],
        [false, 1],
      ]);
    });

    it('keeps steps of a closed deadline from coming up again', async () => {
      const lan = await officer(store(), 'Lan');
      const [first] = await deadlines(store(), 1);
      const { id } = await store().journal(text('u1'));
      const effects = [
        { kind: 'complete', occurrenceId: first!.id, officerId: lan, closes: true, documentNumber: null },
      ] as const;
      await store().commitReply({ inboundId: id, at: T0, officerId: lan, intent: 'done', effects, answers: [] });
      expect(await reminderStates(store(), first!)).toEqual({
        early: 'skipped: closed',
        eve: 'skipped: closed',
        day: 'skipped: closed',
      });
      expect(await store().dueOccurrences({ now: T0 + 99 * DAY, limit: 9 })).toEqual([]);
    });

    it('fires for two hundred deadlines and thirty people at once', async () => {
      const people: number[] = [];
      for (let index = 0; index < 30; index += 1) people.push(await officer(store(), `Người ${index}`));
      const list = await deadlines(store(), 200);
      expect(await store().dueOccurrences({ now: T0, limit: 500 })).toHaveLength(200);
      await fire(store(), list, people);
      const claimed = await claim(store(), T0);
      expect(claimed).toHaveLength(30);
      expect(claimed.every((each) => each.items.length === 200)).toBe(true);
      expect(claimed[7]!.items.map((item) => item.code)).toEqual(list.map((_, index) => index + 1));
      expect((await schedule(store(), list[0]!.taskId)).occurrences).toHaveLength(1);
    });
  });
}
