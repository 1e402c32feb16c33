import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/app/store.ts';
import type { Current } from './contract.ts';
import {
  application,
  claim,
  DAY,
  day,
  deadlines,
  fire,
  officer,
  sendAll,
  sent,
  settled,
  T0,
  task,
  text,
} from './office.ts';

/** What people look at: messages, steps, words and results of some deadlines. */
export function lookingContract(store: Current): void {
  describe('looking', () => {
    let sequence = 0;
    async function says(officerId: number, effects: readonly Effect[], at = T0): Promise<number> {
      const { id: inboundId } = await store().journal(text(`look-${++sequence}`));
      const committed = await store().commitReply({ inboundId, at, officerId, intent: 'x', effects, answers: [] });
      expect(committed).toBe('committed');
      return inboundId;
    }

    it('gives the messages about a deadline with what became of them', async () => {
      const [lan, minh] = [await officer(store(), 'Lan'), await officer(store(), 'Minh')];
      const [one, two] = await deadlines(store(), 2);
      await fire(store(), [one!, two!], [lan]);
      await sendAll(store(), T0);
      await fire(store(), [one!], [lan, minh], { step: 'eve', slotAt: T0 + DAY, role: 'supervisor' });
      const claimed = await claim(store(), T0 + DAY);
      const toMinh = claimed.find((delivery) => delivery.officer?.id === minh)!;
      await store().settleDeliveries([settled(toMinh, { state: 'failed', reason: 'blocked' })], T0 + DAY + 5);

      const told = await store().tellings([one!.id]);
      expect(
        told.map(({ officerId, role, step, state, reason, channel, settledAt }) => ({
          officerId,
          role,
          step,
          state,
          reason,
          channel,
          settledAt,
        })),
      ).toEqual([
        {
          officerId: lan,
          role: 'lead',
          step: 'early',
          state: 'sent',
          reason: null,
          channel: 'telegram',
          settledAt: T0,
        },
        {
          officerId: lan,
          role: 'supervisor',
          step: 'eve',
          state: 'sending',
          reason: null,
          channel: null,
          settledAt: null,
        },
        {
          officerId: minh,
          role: 'supervisor',
          step: 'eve',
          state: 'failed',
          reason: 'blocked',
          channel: null,
          settledAt: T0 + DAY + 5,
        },
      ]);
      expect(new Set(told.map((each) => each.occurrenceId))).toEqual(new Set([one!.id]));
      expect(await store().tellings([two!.id])).toHaveLength(1);
      expect(await store().tellings([])).toEqual([]);
    });

    it('leaves out what was left out of the message', async () => {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), 2);
      await fire(store(), list, [lan]);
      const [delivery] = await claim(store(), T0);
      const dropped = delivery!.items.filter((item) => item.occurrence.id === list[0]!.id).map((item) => item.id);
      await store().settleDeliveries([sent(delivery!, 'm1', { dropped })], T0);
      expect(await store().tellings([list[0]!.id])).toEqual([]);
      expect(await store().tellings([list[1]!.id])).toHaveLength(1);
    });

    it('gives the steps by their instants', async () => {
      const lan = await officer(store(), 'Lan');
      const [one] = await deadlines(store(), 1);
      await fire(store(), [one!], [lan]);
      const steps = await store().steps([one!.id]);
      expect(steps.map(({ step, state, fireAt, settledAt }) => ({ step, state, fireAt, settledAt }))).toEqual([
        { step: 'early', state: 'fired', fireAt: T0, settledAt: T0 },
        { step: 'eve', state: 'planned', fireAt: T0 + 10 * DAY, settledAt: null },
        { step: 'day', state: 'planned', fireAt: T0 + 11 * DAY, settledAt: null },
      ]);
    });

    it('gives promises, and the newest word of each officer about each deadline', async () => {
      const [lan, minh] = [await officer(store(), 'Lan'), await officer(store(), 'Minh')];
      const [one, two] = await deadlines(store(), 2);
      const about = (deadline: typeof one, officerId: number) => ({ occurrenceId: deadline!.id, officerId });
      await says(lan, [{ kind: 'acknowledge', ...about(one, lan) }]);
      await says(minh, [{ kind: 'remark', what: 'not-done', ...about(one, minh) }], T0 + 1);
      await says(lan, [{ kind: 'promise', day: day('2026-03-12'), ...about(one, lan) }], T0 + 2);
      await says(lan, [{ kind: 'acknowledge', ...about(two, lan) }], T0 + 3);

      expect(await store().promises([one!.id, two!.id])).toEqual([
        { ...about(one, lan), day: day('2026-03-12'), at: T0 + 2 },
      ]);
      expect(await store().lastWords([one!.id])).toEqual([
        { ...about(one, minh), kind: 'remark', at: T0 + 1 },
        { ...about(one, lan), kind: 'promised', at: T0 + 2 },
      ]);
      expect(await store().lastWords([])).toEqual([]);
    });

    it('gives results with the messages that reported them', async () => {
      const lan = await officer(store(), 'Lan');
      const [one] = await deadlines(store(), 1);
      const complete = {
        kind: 'complete',
        occurrenceId: one!.id,
        officerId: lan,
        closes: true,
        documentNumber: '45/BC',
      } as const;
      const inboundId = await says(lan, [complete]);
      expect(await store().results([one!.id])).toEqual([
        { occurrenceId: one!.id, officerId: lan, inboundId, documentNumber: '45/BC' },
      ]);
    });

    it('gives the deadlines of one task in any state, the latest first', async () => {
      const lan = await officer(store(), 'Lan');
      const [one, two] = await deadlines(store(), 2);
      await says(lan, [
        { kind: 'complete', occurrenceId: one!.id, officerId: lan, closes: true, documentNumber: null },
      ]);
      const found = await store().occurrencesOfTask({ taskId: one!.taskId, limit: 10 });
      expect(found.map(({ id, state, doneBy }) => ({ id, state, doneBy }))).toEqual([
        { id: one!.id, state: 'done', doneBy: [lan] },
      ]);
      expect(await store().occurrencesOfTask({ taskId: two!.taskId, limit: 0 })).toEqual([]);
    });

    it('gives what people changed about one task, and nothing about another', async () => {
      await store().applyPlan(application([task('1'), task('2')]));
      const [one, two] = await store().tasks();
      const pause = (taskId: number) =>
        ({ kind: 'task', change: { act: 'pause', taskId, from: day('2026-03-03') } }) as const;
      await store().applyChanges({ changes: [pause(one!.id)], at: T0, officerId: null });
      await store().applyChanges({ changes: [pause(two!.id)], at: T0 + 1, officerId: null });
      const events = await store().taskEvents(one!.id);
      expect(events.map(({ kind, at }) => ({ kind, at }))).toEqual([{ kind: 'task-paused', at: T0 }]);
    });
  });
}
