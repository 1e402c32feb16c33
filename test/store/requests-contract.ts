import { describe, expect, it } from 'vitest';
import type { Change, Effect, RequestChange, RequestView } from '../../src/app/store.ts';
import type { Current } from './contract.ts';
import { CHAT, claim, day, deadlines, logged, MINUTE, officer, sent, T0, text, toPlan } from './office.ts';

export function requestsContract(store: Current): void {
  let updates = 0;
  const reply = async (officerId: number, effects: readonly Effect[], at = T0) => {
    updates += 1;
    const { id } = await store().journal(text(`request-${updates}`));
    const done = await store().commitReply({ inboundId: id, at, officerId, intent: 'test', effects, answers: [] });
    return { inboundId: id, done };
  };
  const request = (change: RequestChange): Change => ({ kind: 'request', change });
  const asking = (officerId: number, dueAt = T0) => ({
    officerId,
    message: { text: 'Thưa anh', buttons: [[{ label: 'Đồng ý', data: 'y' }]] },
    dueAt,
  });
  const extension = (occurrenceId: number, askerId: number, more: object = {}): Change =>
    request({
      ...{ act: 'ask-extension', occurrenceId, askerId, until: day('2026-03-18') },
      ...{ reason: 'chờ số liệu', granted: false, ask: [], ...more },
    });
  const decide = (requestId: number, decision: 'approved' | 'refused'): Change =>
    request({ act: 'decide', requestId, decision });
  const leave = (officerId: number, standIn: number | null, from = '2026-03-10', to = '2026-03-12'): Change =>
    request({
      ...{ act: 'add-leave', officerId, from: day(from), to: day(to) },
      standIn: standIn === null ? null : { officerId: standIn, agreed: false, ask: [asking(standIn)] },
    });
  const open = async (): Promise<number[]> => (await store().openRequests()).map((each) => each.id);
  const only = async (): Promise<RequestView> => {
    const [first, ...others] = await store().openRequests();
    if (!first || others.length > 0) throw new Error('not one request');
    return first;
  };

  const parts = async () => {
    const [lan, hung] = [await officer(store(), 'Lan'), await officer(store(), 'Hùng')];
    const [deadline] = await deadlines(store(), 1);
    return { lan, hung, deadline: deadline! };
  };

  describe('more time', () => {
    it('is asked of people in notices whose buttons name the request', async () => {
      const { lan, hung, deadline } = await parts();
      await reply(lan, [extension(deadline.id, lan, { ask: [asking(hung)] })]);
      const asked = await only();
      expect(asked).toMatchObject({
        ...{ kind: 'extension', state: 'open', askerId: lan, until: day('2026-03-18'), reason: 'chờ số liệu' },
        ...{ occurrence: { id: deadline.id }, askedAt: T0, decidedBy: null },
      });
      const [notice] = await claim(store(), T0);
      expect(notice).toMatchObject({ kind: 'notice', officer: { id: hung } });
      expect(notice?.message?.buttons).toEqual([[{ label: 'Đồng ý', data: `r:${asked.id}:y` }]]);
      const told = { officerId: hung, requestIds: [asked.id] };
      expect(await store().requestsToldTo(told)).toEqual([]);
      await store().settleDeliveries([sent(notice!, 'm-7')], T0);
      expect(await store().requestsToldTo(told)).toEqual([asked.id]);
      expect(await store().requestsToldTo({ ...told, officerId: lan })).toEqual([]);
      expect(await store().requestInMessage({ ...CHAT, externalId: 'm-7' })).toBe(asked.id);
      expect(await store().requestInMessage({ ...CHAT, externalId: 'm-8' })).toBeNull();
    });

    it('approved, changes what reminding aims at, nothing else, and has the task planned anew', async () => {
      const { lan, hung, deadline } = await parts();
      await reply(lan, [extension(deadline.id, lan)]);
      const before = await store().occurrence(deadline.id);
      const { id } = await only();
      expect(await toPlan(store())).toEqual([]);
      expect((await reply(hung, [decide(id, 'approved')])).done).toBe('committed');
      expect(await store().occurrence(deadline.id)).toEqual({ ...before, remindBy: day('2026-03-18') });
      expect(await toPlan(store())).toEqual(['1']);
      expect(await store().request(id)).toMatchObject({ state: 'approved', decidedBy: hung });
      expect(await open()).toEqual([]);
      expect((await reply(lan, [decide(id, 'refused')])).done).toBe('stale');
    });

    it('refused, changes nothing', async () => {
      const { lan, hung, deadline } = await parts();
      await reply(lan, [extension(deadline.id, lan)]);
      const before = await store().occurrence(deadline.id);
      const { id } = await only();
      await reply(hung, [decide(id, 'refused')]);
      expect(await store().occurrence(deadline.id)).toEqual(before);
      expect(await toPlan(store())).toEqual([]);
      expect(await store().request(id)).toMatchObject({ state: 'refused', decidedBy: hung });
    });

    it('decided, keeps nobody waiting for a question that has not gone out', async () => {
      const { lan, hung, deadline } = await parts();
      const nam = await officer(store(), 'Nam');
      const ask = [asking(hung, T0 + MINUTE), asking(nam, T0 + MINUTE)];
      await reply(lan, [extension(deadline.id, lan, { ask })]);
      const { id } = await only();
      await store().addNotices([{ ...asking(nam), key: `request:${id}0:1` }], T0);
      await reply(hung, [decide(id, 'approved')]);
      const pending = await store().deliveries({ states: ['pending'], limit: 9 });
      expect(pending.map((each) => each.officerId)).toEqual([nam]);
      const skipped = await store().deliveries({ states: ['skipped'], limit: 9 });
      expect(skipped.map((each) => [each.officerId, each.reason])).toEqual([
        [nam, 'decided'],
        [hung, 'decided'],
      ]);
    });

    it('asked again, takes the place of the open request', async () => {
      const { lan, deadline } = await parts();
      await reply(lan, [extension(deadline.id, lan)]);
      const first = await only();
      await reply(lan, [extension(deadline.id, lan, { until: day('2026-03-19') })]);
      expect((await only()).id).not.toBe(first.id);
      expect((await store().request(first.id))?.state).toBe('withdrawn');
      expect(await logged(store(), deadline.id)).toEqual(
        expect.arrayContaining(['request-asked', 'request-withdrawn']),
      );
    });

    it('is withdrawn with the closing of its deadline, and cannot be asked for a closed one', async () => {
      const { lan, hung, deadline } = await parts();
      await reply(lan, [extension(deadline.id, lan)]);
      const { id } = await only();
      const ids = { occurrenceId: deadline.id, officerId: lan };
      await reply(lan, [{ kind: 'complete', ...ids, closes: true, documentNumber: null }]);
      expect((await store().request(id))?.state).toBe('withdrawn');
      expect((await reply(hung, [decide(id, 'approved')])).done).toBe('stale');
      expect((await reply(lan, [extension(deadline.id, lan)])).done).toBe('stale');
      expect(await open()).toEqual([]);
    });

    it('granted to oneself, is logged as one’s own decision', async () => {
      const { lan, deadline } = await parts();
      await reply(lan, [extension(deadline.id, lan, { granted: true })]);
      expect((await store().occurrence(deadline.id))?.remindBy).toBe(day('2026-03-18'));
      const [approved] = (await store().events({ limit: 1000 })).filter(({ kind }) => kind === 'request-approved');
      expect(approved).toMatchObject({ officerId: lan, data: { own: true } });
    });

    it('keeps its reason out of the log', async () => {
      const { lan, deadline } = await parts();
      await reply(lan, [extension(deadline.id, lan)]);
      expect(JSON.stringify(await store().events({ limit: 1000 }))).not.toContain('số liệu');
    });
  });

  describe('taking back', () => {
    const undo = (officerId: number, inboundId: number): Effect => ({ kind: 'undo', officerId, inboundId });

    it('withdraws a request that nobody has decided; a decided one is stale', async () => {
      const { lan, hung, deadline } = await parts();
      const first = await reply(lan, [extension(deadline.id, lan)]);
      expect((await reply(lan, [undo(lan, first.inboundId)])).done).toBe('committed');
      expect(await open()).toEqual([]);
      const second = await reply(lan, [extension(deadline.id, lan)]);
      await reply(hung, [decide((await only()).id, 'refused')]);
      expect((await reply(lan, [undo(lan, second.inboundId)])).done).toBe('stale');
    });

    it('gives a decision back to those who decide, with what reminding aimed at before', async () => {
      const { lan, hung, deadline } = await parts();
      await reply(lan, [extension(deadline.id, lan)]);
      await reply(hung, [decide((await only()).id, 'approved')]);
      await reply(lan, [extension(deadline.id, lan, { until: day('2026-03-20') })]);
      const { id } = await only();
      const decision = await reply(hung, [decide(id, 'approved')]);
      expect((await reply(hung, [undo(hung, decision.inboundId)])).done).toBe('committed');
      expect((await store().occurrence(deadline.id))?.remindBy).toBe(day('2026-03-18'));
      expect(await open()).toEqual([id]);
    });
  });

  describe('leave', () => {
    it('makes the stand-in hear only after consent', async () => {
      const { lan, hung } = await parts();
      await reply(lan, [leave(lan, hung)]);
      expect((await store().roster()).leaves).toMatchObject([{ officerId: lan, standInId: null }]);
      expect(await store().leaves({ from: day('2026-03-12') })).toMatchObject([
        { officerId: lan, standInId: null, asked: { officerId: hung, state: 'open' } },
      ]);
      const asked = await only();
      expect(asked).toMatchObject({ kind: 'stand-in', askerId: lan, deciderId: hung });
      await reply(hung, [decide(asked.id, 'approved')]);
      expect((await store().roster()).leaves).toMatchObject([{ officerId: lan, standInId: hung }]);
      expect(await store().leaves({ from: day('2026-03-13') })).toEqual([]);
    });

    it('refused by the stand-in, is nobody’s to hear', async () => {
      const { lan, hung } = await parts();
      await reply(lan, [leave(lan, hung)]);
      await reply(hung, [decide((await only()).id, 'refused')]);
      expect(await store().leaves({ from: day('2026-03-01') })).toMatchObject([
        { standInId: null, asked: { officerId: hung, state: 'refused' } },
      ]);
    });

    it('does not overlap another of the same officer, unless that one was cancelled', async () => {
      const { lan, hung } = await parts();
      await reply(lan, [leave(lan, null)]);
      expect((await reply(lan, [leave(lan, null, '2026-03-12', '2026-03-20')])).done).toBe('stale');
      expect((await reply(lan, [leave(lan, null, '2026-03-13', '2026-03-20')])).done).toBe('committed');
      expect((await reply(hung, [leave(hung, null)])).done).toBe('committed');
      const [first] = await store().leaves({ from: day('2026-03-01') });
      expect((await reply(lan, [request({ act: 'cancel-leave', leaveId: first!.id })])).done).toBe('committed');
      expect((await reply(lan, [request({ act: 'cancel-leave', leaveId: first!.id })])).done).toBe('stale');
      expect((await reply(lan, [leave(lan, null)])).done).toBe('committed');
    });

    it('cancelled, is out of the roster, and its question is withdrawn', async () => {
      const { lan, hung } = await parts();
      await reply(lan, [leave(lan, hung)]);
      const { id } = await only();
      const [first] = await store().leaves({ from: day('2026-03-01') });
      await reply(lan, [request({ act: 'cancel-leave', leaveId: first!.id })]);
      expect((await store().roster()).leaves).toEqual([]);
      expect(await open()).toEqual([]);
      expect((await store().request(id))?.state).toBe('withdrawn');
      expect(await store().deliveries({ officerId: hung, states: ['pending'], limit: 9 })).toEqual([]);
    });

    it('can be changed from the command line too', async () => {
      const { lan } = await parts();
      expect(await store().applyChanges({ changes: [leave(lan, null)], at: T0, officerId: null })).toBe('applied');
      expect(await store().applyChanges({ changes: [leave(lan, null)], at: T0, officerId: null })).toBe('stale');
    });
  });
}
