import { describe, expect, it } from 'vitest';
import type { Current } from './contract.ts';
import { CHAT, claim, DAY, day, deadlines, fire, logged, MINUTE, officer, sendAll, sent, T0, text } from './office.ts';

const HOUR = 60 * MINUTE;
const ZALO = { channel: 'zalo', account: 'a', chatId: '200' };

/** Several channels together: accounts that change, falling back, friends, pictures. */
export function channelsContract(store: Current): void {
  async function link(officerId: number, chat = CHAT, at = T0): Promise<void> {
    const codeHash = `${officerId} ${JSON.stringify(chat)} ${at}`;
    await store().addInvite({ officerId, codeHash, expiresAt: at + DAY, at });
    expect(await store().redeemInvite({ ...chat, codeHash, at, maxWrong: 5, lockMs: 1 })).toMatchObject({
      kind: 'linked',
    });
  }
  const linksOf = async (officerId: number) =>
    (await store().officers(day('2026-03-02'))).find((each) => each.id === officerId)!.links;

  describe('an account that changes', () => {
    const change = (accounts: string[], at = T0, officerId = 1) =>
      store().changeAccount({
        channel: 'zalo',
        accounts,
        at,
        notices: [{ key: `changed:${at}`, officerId, message: { text: 'x' }, dueAt: at }],
      });

    it('breaks the links of the old one, leaves those of other channels, and tells it once', async () => {
      const lan = await officer(store(), 'Lan');
      await link(lan, ZALO);
      await link(lan, CHAT);
      expect(await change(['b'])).toEqual({ links: 1, groups: 0 });
      expect(await linksOf(lan)).toMatchObject([
        { channel: 'zalo', state: 'broken', reason: 'account-changed' },
        { channel: 'telegram', state: 'active', reason: null },
      ]);
      expect(await change(['b'], T0 + 1)).toEqual({ links: 0, groups: 0 });
      expect(await claim(store(), T0 + 2)).toHaveLength(1);
    });

    it('gives the links back with the account, and a new code replaces the old link in its place', async () => {
      const lan = await officer(store(), 'Lan');
      await link(lan, ZALO);
      await link(lan, CHAT);
      await change(['b']);
      await change(['a'], T0 + 1);
      expect(await linksOf(lan)).toMatchObject([{ state: 'active', account: 'a' }, { channel: 'telegram' }]);
      await change(['b'], T0 + 2);
      await link(lan, { ...ZALO, account: 'b', chatId: '300' }, T0 + 3);
      expect(await linksOf(lan)).toMatchObject([
        { channel: 'zalo', account: 'b', chatId: '300', state: 'active' },
        { channel: 'telegram' },
      ]);
    });

    it('is not mended by what was written under the old account', async () => {
      const lan = await officer(store(), 'Lan');
      await link(lan, ZALO);
      await change(['b']);
      const linkId = (await linksOf(lan))[0]!.id;
      await store().mendLink({ linkId, at: T0 + 1 });
      expect(await linksOf(lan)).toMatchObject([{ state: 'broken' }]);
    });

    it('leaves its groups, and skips answers that were on their way to it', async () => {
      const nam = await officer(store(), 'Nam', { isAdmin: true });
      await store().applyChanges({
        changes: [
          { kind: 'people', change: { act: 'invite-group', name: 'Xã', codeHash: 'g', expiresAt: T0 + DAY } },
          {
            kind: 'people',
            change: { act: 'link-group', chat: { ...ZALO, chatId: 'g1' }, codeHash: 'g', linkedBy: nam },
          },
        ],
        at: T0,
        officerId: nam,
      });
      const { id } = await store().journal({ ...text('u1'), ...ZALO });
      const answers = [{ ...ZALO, message: { text: 'x' } }];
      await store().commitReply({ inboundId: id, at: T0, officerId: nam, intent: 'help', effects: [], answers });
      expect(await change(['b'], T0, nam)).toEqual({ links: 0, groups: 1 });
      expect(await store().groups()).toEqual([]);
      expect((await store().deliveries({ states: ['skipped'], limit: 9 })).map((each) => each.reason)).toEqual([
        'account-changed',
      ]);
    });
  });

  it('remembers how channels are, and since when', async () => {
    const note = (state: 'running' | 'stopped', problem: string | null, at: number) =>
      store().noteChannel({ channel: 'zalo', account: 'a', state, problem, at });
    await note('running', null, T0);
    await note('running', null, T0 + 1);
    await note('stopped', 'scan the code', T0 + 2);
    await note('stopped', 'scan the other code', T0 + 3);
    expect(await store().channelStates()).toEqual([
      { channel: 'zalo', account: 'a', state: 'stopped', problem: 'scan the other code', since: T0 + 2 },
    ]);
    expect(await logged(store())).toEqual(['channel-state', 'channel-state']);
  });

  it('keeps a prompt message until it went out, and forgets what it showed', async () => {
    const nam = await officer(store(), 'Nam');
    const prompt = { key: 'login:1', officerId: nam, chat: CHAT, message: { text: 'quét mã' }, expiresAt: T0 + MINUTE };
    await store().addPrompt([prompt], T0);
    await store().addPrompt([prompt], T0);
    const [claimed, ...more] = await claim(store(), T0, { unasked: false });
    expect(more).toEqual([]);
    expect(claimed).toMatchObject({ chat: CHAT, message: { text: 'quét mã' }, expiresAt: T0 + MINUTE });
    await store().settleDeliveries([sent(claimed!, 'm1')], T0);
    expect(await store().deliveries({ limit: 9 })).toMatchObject([{ state: 'sent' }]);
  });

  it('cuts a claimed notice into several, once', async () => {
    const nam = await officer(store(), 'Nam');
    await store().addNotices([{ key: 'n', officerId: nam, message: { text: 'một hai' }, dueAt: T0 }], T0);
    const [claimed] = await claim(store(), T0);
    const { id: deliveryId, attempt } = claimed!;
    const messages = [{ text: 'một' }, { text: 'hai' }];
    await store().splitNotice({ deliveryId, attempt, messages, at: T0 });
    await store().splitNotice({ deliveryId, attempt, messages, at: T0 });
    await store().splitNotice({ deliveryId, attempt: attempt + 1, messages: [{ text: 'ba' }], at: T0 });
    expect((await claim(store(), T0)).map((each) => each.message?.text)).toEqual(['hai']);
    await store().settleDeliveries([sent(claimed!, 'm1')], T0);
    expect(await claim(store(), T0)).toEqual([]);
  });

  describe('falling back', () => {
    /** One task, told to Lan at T0 through Telegram and waited on for two hours. */
    async function told(count = 1) {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), count);
      await fire(store(), list, [lan]);
      const [digest] = await claim(store(), T0);
      const waitsFor = digest!.items.map((item) => ({ itemId: item.id, at: T0 + 2 * HOUR }));
      await store().settleDeliveries([{ ...sent(digest!, 'm1'), waitsFor }], T0);
      return { lan, list, digest: digest! };
    }
    const due = (now = T0 + 2 * HOUR) => store().dueFallbacks({ now, limit: 100 });

    it('finds what nobody answered in time, where it was told, and when', async () => {
      const { lan, list } = await told();
      expect(await store().nextDueAt()).toBe(T0 + 2 * HOUR);
      expect(await due(T0 + 2 * HOUR - 1)).toEqual([]);
      expect(await due()).toMatchObject([
        {
          officerId: lan,
          role: 'lead',
          toldAt: T0,
          channels: ['telegram'],
          newerStep: false,
          occurrence: { id: list[0]!.id },
        },
      ]);
    });

    it('tells the items once more, in one message with the same meaning, and once only', async () => {
      const { lan, list } = await told(2);
      const itemIds = (await due()).map((each) => each.itemId);
      const fallback = { why: 'no-answer', channels: ['telegram'], at: T0 } as const;
      const commit = { at: T0 + 2 * HOUR, told: [{ officerId: lan, itemIds, fallback }], settled: [] };
      await store().commitFallbacks(commit);
      await store().commitFallbacks(commit);
      expect(await due()).toEqual([]);
      const claimed = await claim(store(), T0 + 2 * HOUR);
      expect(claimed).toMatchObject([{ fallback, items: [{ step: 'early' }, { step: 'early' }] }]);
      await store().settleDeliveries([sent(claimed[0]!, 'z1', { chatId: '200' })], T0 + 2 * HOUR);
      const chat = { ...CHAT, chatId: '200', externalId: 'z1' };
      expect(await store().occurrencesInMessage(chat)).toEqual(list.map((each) => each.id));
      expect((await logged(store())).filter((kind) => kind === 'fallback-made')).toHaveLength(2);
    });

    it('waits no longer for what is settled', async () => {
      const { list } = await told();
      const settled = (await due()).map(({ itemId }) => ({ itemId, reason: 'answered' as const }));
      await store().commitFallbacks({ at: T0 + 2 * HOUR, told: [], settled });
      await store().commitFallbacks({ at: T0 + 2 * HOUR, told: [], settled });
      expect(await due()).toEqual([]);
      expect((await logged(store(), list[0]!.id)).filter((kind) => kind === 'fallback-settled')).toHaveLength(1);
    });

    it('sees that a newer step was told, and that the officer wrote', async () => {
      const { lan, list } = await told();
      await link(lan);
      await store().journal({ ...text('u1'), receivedAt: T0 + HOUR });
      expect(await store().lastHeardAt(lan)).toBe(T0 + HOUR);
      await fire(store(), list, [lan], { step: 'eve', slotAt: T0 + HOUR });
      expect(await due()).toMatchObject([{ newerStep: true, heardAt: T0 + HOUR }]);
    });

    it('puts nothing new into the message that is told again', async () => {
      const { lan, list } = await told();
      const itemIds = (await due()).map((each) => each.itemId);
      const at = T0 + 2 * HOUR;
      const fallback = { why: 'no-answer', channels: ['telegram'], at: T0 } as const;
      await store().commitFallbacks({ at, told: [{ officerId: lan, itemIds, fallback }], settled: [] });
      await fire(store(), list, [lan], { step: 'eve', slotAt: at });
      const claimed = await claim(store(), at);
      expect(claimed.map((each) => [each.fallback?.why, each.items.map((item) => item.step)])).toEqual([
        ['no-answer', ['early']],
        [undefined, ['eve']],
      ]);
    });
  });

  describe('friends', () => {
    const open = (now = T0) => store().openFriendRequests({ now, limit: 9 });
    async function asks(chatId: string, known = false, at = T0): Promise<void> {
      const chat = { ...ZALO, chatId };
      const { id } = await store().journal({
        ...text(`friend ${chatId} ${at}`),
        ...chat,
        content: { kind: 'friend-request', text: '' },
      });
      const effects = [{ kind: 'friend-request', chat, known }] as const;
      await store().commitReply({ inboundId: id, at, officerId: null, intent: 'friend', effects, answers: [] });
    }

    it('waits for strangers, and takes people of the office at once, until the platform has', async () => {
      await asks('1');
      await asks('2', true);
      expect((await open()).map((each) => [each.chatId, each.state])).toEqual([
        ['2', 'accepting'],
        ['1', 'waiting'],
      ]);
      const [known, stranger] = await open();
      await store().settleFriendRequest({ id: known!.id, to: { state: 'accepting', dueAt: T0 + MINUTE }, at: T0 });
      expect((await open()).map((each) => each.chatId)).toEqual(['1']);
      expect(await open(T0 + MINUTE)).toMatchObject([{ chatId: '2', tries: 1 }, { chatId: '1' }]);
      await store().settleFriendRequest({ id: known!.id, to: { state: 'accepted' }, at: T0 + MINUTE });
      await store().settleFriendRequest({ id: stranger!.id, to: { state: 'expired' }, at: T0 + DAY });
      expect(await open(T0 + DAY)).toEqual([]);
      await asks('1', true, T0 + 2 * DAY);
      expect(await open(T0 + 2 * DAY)).toMatchObject([{ chatId: '1', state: 'accepting', tries: 0 }]);
    });

    it('a good code speaks for a request of the same day, and for no older one', async () => {
      const lan = await officer(store(), 'Lan');
      await asks('1');
      await asks('2');
      await link(lan, { ...ZALO, chatId: '1' }, T0 + HOUR);
      await link(lan, { ...ZALO, chatId: '2' }, T0 + DAY + HOUR);
      expect((await open(T0 + 2 * DAY)).map((each) => [each.chatId, each.state])).toEqual([
        ['1', 'accepting'],
        ['2', 'waiting'],
      ]);
    });

    it('knows numbers of officers without a chat there, and what the platform said about them lately', async () => {
      const lan = await officer(store(), 'Lan');
      const edit = (phone: string | null) =>
        store().applyChanges({
          changes: [{ kind: 'people', change: { act: 'edit-officer', officerId: lan, set: { phone } } }],
          at: T0,
          officerId: null,
        });
      const phones = (since = T0) => store().phonesWithoutChat({ channel: 'zalo', account: 'a', since });
      await edit('0912345678');
      expect(await phones()).toEqual([{ officerId: lan, phone: '0912345678' }]);
      await store().keepPhoneChat({ channel: 'zalo', account: 'a', officerId: lan, chatId: null, at: T0 });
      expect(await phones()).toEqual([{ officerId: lan, phone: '0912345678', chatId: null }]);
      expect(await phones(T0 + 1)).toEqual([{ officerId: lan, phone: '0912345678' }]);
      await store().keepPhoneChat({ channel: 'zalo', account: 'a', officerId: lan, chatId: '7', at: T0 });
      expect(await phones()).toMatchObject([{ chatId: '7' }]);
      await edit('0987654321');
      expect(await phones()).toEqual([{ officerId: lan, phone: '0987654321' }]);
      await link(lan, ZALO);
      expect(await phones()).toEqual([]);
      expect(JSON.stringify(await store().events({ limit: 100 }))).not.toMatch(/0912345678|0987654321/);
    });
  });

  describe('pictures', () => {
    async function completed(externalId: string, ids: readonly number[], lan: number, at = T0): Promise<number> {
      const { id } = await store().journal(text(externalId));
      const effects = ids.map((occurrenceId) => {
        return { kind: 'complete', occurrenceId, officerId: lan, closes: true, documentNumber: null } as const;
      });
      const answers = [{ ...CHAT, message: { text: 'Đã ghi' } }];
      await store().commitReply({ inboundId: id, at, officerId: lan, intent: 'done', effects, answers });
      return id;
    }
    async function picture(externalId: string, lan: number, occurrenceIds: readonly number[]): Promise<string> {
      const content = { kind: 'unreadable', what: 'photo', messageId: externalId, file: 'f1' } as const;
      const { id } = await store().journal({ ...text(externalId), content });
      const kept = { what: 'photo', file: 'f1', messageId: externalId };
      const effects = [{ kind: 'keep-evidence', officerId: lan, occurrenceIds, ...kept }] as const;
      return store().commitReply({ inboundId: id, at: T0, officerId: lan, intent: 'evidence', effects, answers: [] });
    }
    const query = (officerId: number, over = {}) => ({ officerId, chat: CHAT, since: T0, quotes: null, ...over });

    it('belong to what was last reported in that chat, or to what the quoted answer was about', async () => {
      const lan = await officer(store(), 'Lan');
      const [one, two] = await deadlines(store(), 2);
      const first = await completed('u1', [one!.id], lan);
      await sendAll(store(), T0, 'answer-1');
      const second = await completed('u2', [two!.id], lan, T0 + 1);
      expect(await store().completedInChat(query(lan))).toEqual({ inboundId: second, occurrenceIds: [two!.id] });
      const quoted = await store().completedInChat(query(lan, { quotes: 'answer-1', since: T0 + DAY }));
      expect(quoted).toEqual({ inboundId: first, occurrenceIds: [one!.id] });
      expect(await store().completedInChat(query(lan, { since: T0 + 2 }))).toBeNull();
      expect(await store().completedInChat(query(lan, { chat: ZALO }))).toBeNull();
    });

    it('stay with the completion until it is taken back', async () => {
      const lan = await officer(store(), 'Lan');
      const [one] = await deadlines(store(), 1);
      const inboundId = await completed('u1', [one!.id], lan);
      expect(await picture('p1', lan, [one!.id])).toBe('committed');
      expect(await store().evidence([one!.id])).toEqual([
        { occurrenceId: one!.id, officerId: lan, what: 'photo', file: 'f1', messageId: 'p1', at: T0 },
      ]);
      expect(await logged(store(), one!.id)).toContain('evidence-kept');
      // Pictures are no act of their own: «hoàn tác» takes back the report.
      expect(await store().lastAct({ officerId: lan, since: T0 })).toMatchObject({ inboundId });
      const { id } = await store().journal(text('u2', 'hoàn tác'));
      const undo = { kind: 'undo', officerId: lan, inboundId } as const;
      await store().commitReply({
        inboundId: id,
        at: T0,
        officerId: lan,
        intent: 'undo',
        effects: [undo],
        answers: [],
      });
      expect(await store().evidence([one!.id])).toEqual([]);
      expect(await picture('p2', lan, [one!.id])).toBe('stale');
    });
  });
}
