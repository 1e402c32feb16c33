import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/app/store.ts';
import { emptyDeliveries, foldDelivery } from '../../src/domain/audit/fold.ts';
import { CHAT, claim, DAY, deadlines, fire, MINUTE, officer, sendAll, T0, text } from './office.ts';

const ALL = { after: 0, to: 1_000_000 };

export function ledgerContract(store: () => Store): void {
  describe('the ledger', () => {
    it('shows deadlines with their steps, what was told of them, and their log', async () => {
      const lan = await officer(store(), 'Lan');
      const [first, second] = await deadlines(store(), 2);
      await fire(store(), [first!], [lan]);
      const tasks = await store().ledgerTasks({ afterId: 0, limit: 9 });
      expect(tasks.map(({ id }) => id)).toEqual([first!.taskId, second!.taskId]);
      const [occurrence] = tasks[0]!.occurrences;
      expect(occurrence).toMatchObject({ id: first!.id, state: 'open', completions: [], acknowledgements: [] });
      const fired = occurrence!.reminders.find(({ state }) => state === 'fired');
      expect(fired?.items).toMatchObject([{ officerId: lan, role: 'lead', dropped: false }]);
      const [item] = fired!.items;
      expect(occurrence!.log.map(({ kind }) => kind)).toEqual([
        'occurrence-opened',
        'reminders-planned',
        'reminder-fired',
      ]);
      expect(occurrence!.log.at(-1)?.data).toEqual({
        reminderId: fired!.id,
        items: [[item!.id, lan, 'lead', item!.deliveryId]],
      });
      const some = await store().ledgerTasks({ occurrenceIds: [second!.id] });
      expect(some.map(({ id, occurrences }) => [id, occurrences.length])).toEqual([[second!.taskId, 1]]);
      expect(await store().ledgerTasks({ afterId: second!.taskId, limit: 9 })).toEqual([]);
      expect(await store().occurrencesLogged(ALL)).toEqual([first!.id, second!.id]);
    });

    it('tells of messages in its log what their rows say', async () => {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), 2);
      await fire(store(), list, [lan]);
      await sendAll(store(), T0);
      const log = emptyDeliveries();
      for (const event of await store().ledgerEvents({ ...ALL, limit: 100 })) foldDelivery(log, event);
      const { rows, upTo } = await store().ledgerDeliveries({ afterId: 0, limit: 9 });
      expect(upTo).toBe((await store().lastEvent()).event);
      expect(rows).toMatchObject([{ kind: 'digest', state: 'sent', officerId: lan }]);
      expect(log.deliveries.get(rows[0]!.id)).toMatchObject({ state: 'sent', sent: 1, claimedAt: T0, broken: null });
      expect(rows[0]!.items.map(({ id }) => log.places.get(id))).toEqual([rows[0]!.id, rows[0]!.id]);
      expect((await store().ledgerDeliveries({ ids: [rows[0]!.id] })).rows).toEqual(rows);
    });

    it('knows what waits the longest, and how much', async () => {
      const lan = await officer(store(), 'Lan');
      expect(await store().ledgerWaits()).toEqual({
        step: null,
        answer: null,
        unasked: null,
        lease: null,
        inbound: null,
        settledAt: null,
      });
      const [first, second] = await deadlines(store(), 2);
      await fire(store(), [first!], [lan]);
      const { id } = await store().journal(text('u1'));
      const reply = { inboundId: id, at: T0, officerId: lan, intent: 'help', effects: [] };
      await store().commitReply({ ...reply, answers: [{ ...CHAT, message: { text: 'y' } }] });
      await store().journal(text('u2'));
      const waits = await store().ledgerWaits();
      expect(waits.step).toMatchObject({ occurrenceId: second!.id, at: T0 });
      expect(waits.answer).toMatchObject({ at: T0 });
      expect(waits.unasked).toMatchObject({ at: T0 });
      expect(waits.inbound).not.toBeNull();
      expect(await store().queue(T0)).toEqual({ steps: 1, messages: 2 });
      await claim(store(), T0);
      expect((await store().ledgerWaits()).lease).toMatchObject({ at: T0 + 2 * MINUTE });
      expect(await store().queue(T0)).toEqual({ steps: 1, messages: 0 });
    });

    it('remembers what an audit found until it is gone', async () => {
      const found = { difference: { kind: 'step-late', reminderId: 3 } as const, foundAt: T0 };
      const other = { difference: { kind: 'sent-twice', deliveryId: 4 } as const, foundAt: T0 + 1 };
      expect(await store().auditMark('read')).toBeNull();
      await store().saveAudit({ marks: { read: '{"event":1}' }, standing: [found, other] });
      expect(await store().standingDifferences()).toEqual([found, other]);
      await store().saveAudit({ marks: { read: '{"event":2}' }, standing: [other] });
      expect(await store().standingDifferences()).toEqual([other]);
      expect(await store().auditMark('read')).toBe('{"event":2}');
    });

    it('finds the newest act of some kinds', async () => {
      expect(await store().newestEvent(['officer-added'])).toEqual({ event: 0, at: 0 });
      await officer(store(), 'Lan');
      expect(await store().newestEvent(['officer-added', 'officer-left'])).toEqual({ event: 1, at: T0 });
      expect(await store().lastEvent()).toEqual({ event: expect.any(Number), at: T0 });
    });
  });

  describe('after a restore', () => {
    it('what was due and what was waiting is held back, until somebody decides once', async () => {
      const lan = await officer(store(), 'Lan');
      const [first, second] = await deadlines(store(), 2);
      await fire(store(), [first!], [lan]);
      expect(await store().restored()).toBeNull();
      const held = { from: T0 - DAY, at: T0 + MINUTE };
      expect(await store().holdRestored(held)).toEqual({ steps: 1, messages: 1 });
      expect(await store().restored()).toEqual({ from: T0 - DAY, to: T0 + MINUTE, state: 'asking' });
      expect(await claim(store(), T0 + MINUTE)).toEqual([]);
      expect(await store().heldSteps()).toMatchObject([{ occurrenceId: second!.id, fireAt: T0 }]);
      const decide = (decision: 'send' | 'skip') =>
        store().applyChanges({
          changes: [{ kind: 'restored', change: { decision } }],
          at: T0 + MINUTE,
          officerId: lan,
        });
      expect(await decide('send')).toBe('applied');
      expect(await store().newestDueReminderAt(T0 + MINUTE)).toBe(T0);
      expect(await store().heldSteps()).toEqual([]);
      expect(await decide('skip')).toBe('stale');
    });
  });
}
