import { describe, expect, it } from 'vitest';
import type { Current } from './contract.ts';
import {
  CHAT,
  claim,
  DAY,
  day,
  deadlines,
  fire,
  logged,
  MINUTE,
  officer,
  sendAll,
  sent,
  settled,
  T0,
  text,
} from './office.ts';

export function deliveriesContract(store: Current): void {
  const notice = (key: string, officerId: number, dueAt: number) => {
    return { key, officerId, dueAt, message: { text: `tin ${key}` } };
  };
  const answer = async (externalId: string, at: number, officerId: number | null = null) => {
    const { id } = await store().journal(text(externalId));
    const message = { text: `trả lời ${externalId}`, buttons: [[{ label: 'Xong', data: 'd:1' }]], replyTo: 'm7' };
    const reply = { inboundId: id, at, officerId, intent: 'help', effects: [], answers: [{ ...CHAT, message }] };
    expect(await store().commitReply(reply)).toBe('committed');
  };
  const retry = (dueAt: number, over: { burn?: boolean; resend?: boolean } = {}) =>
    ({ state: 'pending', dueAt, resend: false, burn: true, reason: 'busy', ...over }) as const;

  describe('claiming', () => {
    it('gives answers first, then notices, then digests, each oldest first', async () => {
      const lan = await officer(store(), 'Lan');
      await fire(store(), await deadlines(store(), 1), [lan], { slotAt: T0 - 9 });
      await store().addNotices([notice('b', lan, T0 - 1), notice('a', lan, T0 - 2)], T0);
      await answer('u1', T0, lan);
      await answer('u2', T0 - 1);
      const claimed = await claim(store(), T0);
      expect(claimed.map((each) => each.message?.text ?? each.kind)).toEqual([
        'trả lời u2',
        'trả lời u1',
        'tin a',
        'tin b',
        'digest',
      ]);
      expect(claimed[0]).toMatchObject({ officer: null, chat: CHAT, items: [] });
      expect(claimed[1]).toMatchObject({ officer: { id: lan }, message: { replyTo: 'm7' } });
      expect(claimed[2]).toMatchObject({ chat: null, officer: { id: lan } });
    });

    it('stops at the limit and takes the rest the next time', async () => {
      const lan = await officer(store(), 'Lan');
      await answer('u1', T0);
      await store().addNotices([notice('a', lan, T0), notice('b', lan, T0)], T0);
      expect(await claim(store(), T0, { limit: 2 })).toHaveLength(2);
      expect(await claim(store(), T0, { limit: 2 })).toHaveLength(1);
      expect(await claim(store(), T0, { limit: 2 })).toHaveLength(0);
    });

    it('leaves what is not due yet, and outside hours all but answers', async () => {
      const lan = await officer(store(), 'Lan');
      await store().addNotices([notice('now', lan, T0), notice('later', lan, T0 + 1)], T0);
      await answer('u1', T0);
      expect((await claim(store(), T0, { unasked: false })).map((each) => each.kind)).toEqual(['answer']);
      expect((await claim(store(), T0)).map((each) => each.message?.text)).toEqual(['tin now']);
    });

    it('never gives one message to two senders', async () => {
      const lan = await officer(store(), 'Lan');
      await store().addNotices(
        Array.from({ length: 20 }, (_, index) => notice(`n${index}`, lan, T0)),
        T0,
      );
      const claims = await Promise.all([1, 2, 3, 4].map(() => claim(store(), T0, { limit: 10 })));
      const ids = claims.flat().map((each) => each.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(20);
    });
  });

  describe('settling', () => {
    it('goes together with claiming: what is settled is settled first, and only what is still in its attempt', async () => {
      const lan = await officer(store(), 'Lan');
      await store().addNotices([notice('a', lan, T0), notice('b', lan, T0), notice('c', lan, T0)], T0);
      const [a, b] = await claim(store(), T0, { limit: 2 });
      const late = { ...sent(b!, 'tg-9'), attempt: b!.attempt - 1 };
      const settle = [{ ...settled(a!, { state: 'failed', reason: 'x' }), to: retry(T0) }, late];
      const next = await store().claimDeliveries({ now: T0, limit: 9, leaseMs: MINUTE, unasked: true, settle });
      expect(next.map(({ id, attempt }) => [id, attempt])).toEqual([
        [a!.id, a!.attempt + 1],
        [b!.id + 1, 1],
      ]);
      const states = (await store().deliveries({ officerId: lan, limit: 9 })).map(({ id, state }) => [id, state]);
      expect(new Map(states as [number, string][]).get(b!.id)).toBe('sending');
      await store().claimDeliveries({ now: T0, limit: 9, leaseMs: MINUTE, unasked: true, settle: [sent(b!, 'tg-1')] });
      expect(await store().occurrencesInMessage({ ...CHAT, externalId: 'tg-9' })).toEqual([]);
      expect((await store().deliveries({ states: ['sent'], limit: 9 })).map(({ id }) => id)).toEqual([b!.id]);
    });

    it('writes down what was sent, and where', async () => {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), 1);
      await fire(store(), list, [lan]);
      const [delivery] = await claim(store(), T0);
      expect(await store().settleDeliveries([sent(delivery!, 'tg-1')], T0 + 5)).toEqual([delivery!.id]);
      expect(await store().deliveries({ officerId: lan, limit: 9 })).toEqual([
        {
          id: delivery!.id,
          kind: 'digest',
          officerId: lan,
          state: 'sent',
          reason: null,
          attempt: 1,
          createdAt: T0,
          dueAt: T0,
        },
      ]);
      expect(await store().occurrencesInMessage({ ...CHAT, externalId: 'tg-1' })).toEqual([list[0]!.id]);
    });

    it('settles an attempt once, and loses to a later one', async () => {
      const lan = await officer(store(), 'Lan');
      await store().addNotices([notice('a', lan, T0)], T0);
      const [first] = await claim(store(), T0);
      const back = { deliveryId: first!.id, attempt: first!.attempt, to: retry(T0), dropped: [], brokenLink: null };
      expect(await store().settleDeliveries([back], T0)).toEqual([first!.id]);
      expect(await store().settleDeliveries([sent(first!, 'x')], T0)).toEqual([]);
      const [second] = await claim(store(), T0);
      expect(second!.attempt).toBeGreaterThan(first!.attempt);
      expect(await store().settleDeliveries([sent(first!, 'x')], T0)).toEqual([]);
      expect(await store().settleDeliveries([sent(second!, 'y')], T0)).toEqual([second!.id]);
      expect(await store().settleDeliveries([settled(second!, { state: 'failed', reason: 'z' })], T0)).toEqual([]);
      expect(await store().deliveries({ limit: 9 })).toMatchObject([{ state: 'sent' }]);
    });

    it('gives an attempt back without ever repeating its number', async () => {
      const lan = await officer(store(), 'Lan');
      await store().addNotices([notice('a', lan, T0)], T0);
      const seen: [number, number][] = [];
      for (const burn of [true, false, false, true]) {
        const [delivery] = await claim(store(), T0);
        seen.push([delivery!.attempt, delivery!.tries]);
        const { id, attempt } = delivery!;
        const to = retry(T0, { burn });
        await store().settleDeliveries([{ deliveryId: id, attempt, to, dropped: [], brokenLink: null }], T0);
      }
      expect(seen).toEqual([
        [1, 1],
        [2, 2],
        [3, 2],
        [4, 2],
      ]);
      expect(await claim(store(), T0)).toMatchObject([{ attempt: 5, tries: 3 }]);
    });

    it('remembers that an earlier attempt may have gone out, and waits for the next one', async () => {
      const lan = await officer(store(), 'Lan');
      await store().addNotices([notice('a', lan, T0)], T0);
      const [delivery] = await claim(store(), T0);
      const to = retry(T0 + MINUTE, { resend: true });
      await store().settleDeliveries(
        [{ deliveryId: delivery!.id, attempt: delivery!.attempt, to, dropped: [], brokenLink: null }],
        T0,
      );
      expect(await claim(store(), T0 + MINUTE - 1)).toEqual([]);
      expect(await store().nextDueAt()).toBe(T0 + MINUTE);
      expect(await claim(store(), T0 + MINUTE)).toMatchObject([{ resend: true }]);
    });

    it('keeps the reason of what failed, was skipped or is unknown', async () => {
      const lan = await officer(store(), 'Lan');
      await store().addNotices([notice('a', lan, T0), notice('b', lan, T0), notice('c', lan, T0)], T0);
      const claimed = await claim(store(), T0);
      const ends = (['failed', 'skipped', 'unknown'] as const).map((state, index) =>
        settled(claimed[index]!, { state, reason: `because ${state}` }),
      );
      expect(await store().settleDeliveries(ends, T0)).toHaveLength(3);
      const found = await store().deliveries({ states: ['failed', 'skipped', 'unknown'], limit: 9 });
      expect(found.map((each) => each.reason).toSorted()).toEqual([
        'because failed',
        'because skipped',
        'because unknown',
      ]);
      expect((await logged(store())).slice(-3)).toEqual(['delivery-failed', 'delivery-skipped', 'delivery-unknown']);
    });

    it('breaks the link that turned out to be unusable', async () => {
      const lan = await officer(store(), 'Lan');
      await store().addInvite({ officerId: lan, codeHash: 'c', expiresAt: T0 + 9, at: T0 });
      await store().redeemInvite({ ...CHAT, codeHash: 'c', at: T0, maxWrong: 5, lockMs: 1 });
      await store().addNotices([notice('a', lan, T0)], T0);
      const [delivery] = await claim(store(), T0);
      const linkId = delivery!.officer!.links[0]!.id;
      const { id, attempt } = delivery!;
      const brokenLink = { linkId, reason: 'blocked' };
      await store().settleDeliveries([{ deliveryId: id, attempt, to: retry(T0), dropped: [], brokenLink }], T0);
      expect(await claim(store(), T0)).toMatchObject([{ officer: { links: [{ state: 'broken' }] } }]);
    });

    it('forgets items that were left out', async () => {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), 2);
      await fire(store(), list, [lan]);
      const [delivery] = await claim(store(), T0);
      await store().settleDeliveries([sent(delivery!, 'tg-1', { dropped: [delivery!.items[0]!.id] })], T0);
      expect(await store().occurrencesInMessage({ ...CHAT, externalId: 'tg-1' })).toEqual([list[1]!.id]);
      expect(await store().occurrencesInLastDigest(lan)).toEqual([list[1]!.id]);
      expect(await store().tellingHistory({ occurrenceId: list[0]!.id, officerId: lan })).toMatchObject({ sent: 0 });
    });
  });

  describe('leases', () => {
    it('shows deliveries whose sender died, which stay claimed until they are settled', async () => {
      const lan = await officer(store(), 'Lan');
      await fire(store(), await deadlines(store(), 1), [lan]);
      const [delivery] = await claim(store(), T0);
      expect(await store().expiredLeases({ now: T0 + 2 * MINUTE - 1, limit: 9 })).toEqual([]);
      const expired = await store().expiredLeases({ now: T0 + 2 * MINUTE, limit: 9 });
      expect(expired).toEqual([delivery]);
      expect(await claim(store(), T0 + DAY)).toEqual([]);
      const end = settled(expired[0]!, { state: 'unknown', reason: 'interrupted' });
      expect(await store().settleDeliveries([end], T0 + DAY)).toEqual([delivery!.id]);
      expect(await store().expiredLeases({ now: T0 + DAY, limit: 9 })).toEqual([]);
    });

    it('gives them oldest first, up to the limit', async () => {
      const lan = await officer(store(), 'Lan');
      await store().addNotices([notice('a', lan, T0), notice('b', lan, T0 + 1)], T0);
      const [a] = await claim(store(), T0);
      await claim(store(), T0 + 1);
      expect((await store().expiredLeases({ now: T0 + DAY, limit: 1 })).map((each) => each.id)).toEqual([a!.id]);
    });
  });

  describe('splitting', () => {
    it('keeps the first part and sends the others after it', async () => {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), 5);
      await fire(store(), list, [lan]);
      const [delivery] = await claim(store(), T0);
      const ids = delivery!.items.map((item) => item.id);
      const groups = [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)];
      const { id: deliveryId, attempt } = delivery!;
      await store().splitDelivery({ deliveryId, attempt, groups, at: T0 });
      await store().settleDeliveries([sent(delivery!, 'p1')], T0);
      const parts = await claim(store(), T0);
      expect(parts.map((each) => [each.part, each.items.map((item) => item.id)])).toEqual([
        [2, groups[1]],
        [3, groups[2]],
      ]);
      await store().settleDeliveries([sent(parts[0]!, 'p2'), sent(parts[1]!, 'p3')], T0 + 1);
      expect(await store().occurrencesInMessage({ ...CHAT, externalId: 'p2' })).toEqual([list[2]!.id, list[3]!.id]);
      expect(await store().occurrencesInLastDigest(lan)).toEqual(list.map((each) => each.id));
    });

    it('does nothing for an attempt that is over', async () => {
      const lan = await officer(store(), 'Lan');
      await fire(store(), await deadlines(store(), 2), [lan]);
      const [delivery] = await claim(store(), T0);
      const groups = delivery!.items.map((item) => [item.id]);
      await store().splitDelivery({ deliveryId: delivery!.id, attempt: 99, groups, at: T0 });
      await store().settleDeliveries([sent(delivery!, 'x')], T0);
      await store().splitDelivery({ deliveryId: delivery!.id, attempt: delivery!.attempt, groups, at: T0 });
      expect(await store().deliveries({ limit: 9 })).toHaveLength(1);
    });
  });

  describe('postponing', () => {
    it('moves digests and notices to the opening of the office, and no answers', async () => {
      const lan = await officer(store(), 'Lan');
      await fire(store(), await deadlines(store(), 1), [lan]);
      const until = T0 + 8 * 60 * MINUTE;
      await store().addNotices([notice('a', lan, T0), notice('late', lan, until + 1)], T0);
      await answer('u1', T0);
      expect(await store().postponeUnasked({ until, at: T0 })).toBe(2);
      expect(await store().postponeUnasked({ until, at: T0 })).toBe(0);
      expect((await claim(store(), until - 1)).map((each) => each.kind)).toEqual(['answer']);
      expect((await claim(store(), until)).map((each) => each.kind)).toEqual(['notice', 'digest']);
      expect(await store().nextDueAt()).toBe(until + 1);
    });
  });

  describe('hastening', () => {
    it('makes due what waits for one of the reasons, unless it was put off for longer', async () => {
      const lan = await officer(store(), 'Lan');
      await store().addNotices([notice('a', lan, T0), notice('b', lan, T0), notice('c', lan, T0)], T0);
      await answer('u1', T0);
      const claimed = await claim(store(), T0);
      const to = [
        { ...retry(T0 + 60), reason: 'stopped' },
        { ...retry(T0 + 60), reason: 'stopped' },
        { ...retry(T0 + 61), reason: 'stopped' },
        retry(T0 + 60),
      ];
      const waiting = claimed.map(({ id, attempt }, index) => {
        return { deliveryId: id, attempt, to: to[index]!, dropped: [], brokenLink: null };
      });
      await store().settleDeliveries(waiting, T0);
      expect(await store().hastenDeliveries({ reasons: ['stopped'], until: T0 + 60, at: T0 + 1 })).toBe(2);
      expect(await store().hastenDeliveries({ reasons: ['stopped'], until: T0 + 60, at: T0 + 1 })).toBe(0);
      expect(await claim(store(), T0 + 1)).toHaveLength(2);
      expect((await logged(store())).filter((kind) => kind === 'delivery-hastened')).toHaveLength(2);
    });
  });

  describe('notices', () => {
    it('makes the same notice once', async () => {
      const lan = await officer(store(), 'Lan');
      await store().addNotices([notice('a', lan, T0)], T0);
      await store().addNotices([notice('a', lan, T0 + DAY), notice('b', lan, T0)], T0);
      await sendAll(store(), T0);
      await store().addNotices([notice('a', lan, T0)], T0);
      expect(await store().deliveries({ states: ['pending'], limit: 9 })).toEqual([]);
      expect(await store().deliveries({ limit: 9 })).toHaveLength(2);
    });
  });

  describe('what an officer was told so far', () => {
    it('counts messages sent, and names a problem only while it is the newest', async () => {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), 1);
      const query = { occurrenceId: list[0]!.id, officerId: lan };
      expect(await store().tellingHistory(query)).toEqual({ sent: 0, lastSentAt: null, lastProblem: null, missed: 0 });

      await fire(store(), list, [lan]);
      const [first] = await claim(store(), T0);
      await store().settleDeliveries([settled(first!, { state: 'failed', reason: 'no-link' })], T0);
      expect(await store().tellingHistory(query)).toEqual({
        sent: 0,
        lastSentAt: null,
        lastProblem: 'no-link',
        missed: 0,
      });

      await fire(store(), list, [lan], { step: 'eve', slotAt: T0 + DAY });
      await sendAll(store(), T0 + DAY);
      expect(await store().tellingHistory(query)).toEqual({
        sent: 1,
        lastSentAt: T0 + DAY,
        lastProblem: null,
        missed: 0,
      });

      await fire(store(), list, [lan], { step: 'day', slotAt: T0 + 2 * DAY });
      const [third] = await claim(store(), T0 + 2 * DAY);
      await store().settleDeliveries([settled(third!, { state: 'unknown', reason: 'timeout' })], T0 + 2 * DAY);
      expect(await store().tellingHistory(query)).toEqual({
        sent: 1,
        lastSentAt: T0 + DAY,
        lastProblem: 'timeout',
        missed: 0,
      });
      // What may have arrived was told, as far as the next message is concerned; what failed was not.
      const toldSince = async (officerId: number, since: number) => [
        ...(await store().toldSince({ occurrenceIds: [list[0]!.id], officerId, since })),
      ];
      expect(await toldSince(lan, T0 + 2 * DAY)).toEqual([list[0]!.id]);
      expect(await toldSince(lan, T0 + 2 * DAY + 1)).toEqual([]);
      const other = await officer(store(), 'Minh');
      expect(await store().tellingHistory({ ...query, officerId: other })).toMatchObject({ sent: 0 });
      expect(await toldSince(other, T0)).toEqual([]);
      expect((await store().officers(day('2026-03-02'))).length).toBe(2);
    });
  });
}
