import { describe, expect, it } from 'vitest';
import type { Current } from './contract.ts';
import { CHAT, DAY, day, logged, MINUTE, officer, T0, text } from './office.ts';

const ON = day('2026-03-02');

export function peopleContract(store: Current): void {
  const invite = (officerId: number, codeHash: string, at = T0) =>
    store().addInvite({ officerId, codeHash, expiresAt: at + DAY, at });
  const redeem = (codeHash: string, over: { chatId?: string; at?: number; channel?: string } = {}) =>
    store().redeemInvite({ ...CHAT, at: T0, maxWrong: 5, lockMs: 15 * MINUTE, codeHash, ...over });
  const linked = async (name: string, chatId: string) => {
    const id = await officer(store(), name);
    await invite(id, `code of ${name}`);
    expect(await redeem(`code of ${name}`, { chatId })).toEqual({ kind: 'linked', officerId: id });
    return id;
  };

  describe('officers and positions', () => {
    it('adds officers with the positions that they hold, and creates positions it does not know', async () => {
      const supervisor = await officer(store(), 'Hùng', { isLeader: true, positions: [] });
      const added = await store().addOfficer({
        name: 'Lan',
        address: 'chị',
        isAdmin: true,
        isLeader: false,
        supervisorId: supervisor,
        positions: ['Tư pháp', 'Văn phòng', 'tu  phap'],
        from: day('2026-03-02'),
        at: T0,
      });
      expect(added).toMatchObject({ kind: 'added', newPositions: ['Tư pháp', 'Văn phòng'] });
      const [hung, lan] = await store().officers(ON);
      expect(hung).toMatchObject({ name: 'Hùng', isLeader: true, isAdmin: false, positions: [], links: [] });
      expect(lan).toEqual({
        id: 2,
        name: 'Lan',
        address: 'chị',
        isAdmin: true,
        isLeader: false,
        supervisorId: supervisor,
        phone: null,
        positions: ['Tư pháp', 'Văn phòng'],
        links: [],
      });
      expect(await store().positions()).toEqual([
        { id: 1, name: 'Tư pháp', place: 'office' },
        { id: 2, name: 'Văn phòng', place: 'office' },
      ]);
    });

    it('refuses a second officer of the same name, however it is written', async () => {
      await officer(store(), 'Nguyễn Thị Đào');
      const again = { address: null, isAdmin: false, isLeader: false, supervisorId: null, positions: ['Mới'] };
      expect(await store().addOfficer({ ...again, name: ' nguyen thi  DAO', from: ON, at: T0 })).toEqual({
        kind: 'name-taken',
      });
      expect(await store().positions()).toHaveLength(1);
      expect(await store().officers(ON)).toHaveLength(1);
    });

    it('shows the positions held on the asked day', async () => {
      await officer(store(), 'Lan', { from: day('2026-04-01') });
      expect((await store().officers(day('2026-03-31')))[0]?.positions).toEqual([]);
      expect((await store().officers(day('2026-04-01')))[0]?.positions).toEqual(['Văn phòng']);
    });

    it('tells who holds what and who stands in for whom, as civil days', async () => {
      const lan = await officer(store(), 'Lan', { isAdmin: true });
      const minh = await officer(store(), 'Minh', { supervisorId: lan });
      const leave = { officerId: lan, from: day('2026-03-20'), to: day('2026-03-25') };
      await store().addLeave({ ...leave, standInId: minh, at: T0 });
      const from = day('2026-01-01');
      expect(await store().roster()).toEqual({
        officers: [
          { id: lan, isAdmin: true, isLeader: false, supervisorId: null },
          { id: minh, isAdmin: false, isLeader: false, supervisorId: lan },
        ],
        holdings: [
          { officerId: lan, positionId: 1, from, to: null },
          { officerId: minh, positionId: 1, from, to: null },
        ],
        leaves: [{ ...leave, standInId: minh }],
      });
    });
  });

  describe('linking a chat', () => {
    it('links the chat to the officer of the code', async () => {
      const lan = await linked('Lan', '100');
      const found = await store().officerOfChat(CHAT);
      expect(found).toMatchObject({ id: lan, positions: ['Văn phòng'], links: [{ ...CHAT, state: 'active' }] });
      expect(await store().officerOfChat({ ...CHAT, account: 'bot-2' })).toBeNull();
      expect(await logged(store())).toContain('link-made');
    });

    it('takes a code once only', async () => {
      await linked('Lan', '100');
      expect(await redeem('code of Lan', { chatId: '200' })).toEqual({ kind: 'used' });
      expect(await store().officerOfChat({ ...CHAT, chatId: '200' })).toBeNull();
    });

    it('refuses a code at the instant it expires', async () => {
      await invite(await officer(store(), 'Lan'), 'code');
      expect(await redeem('code', { at: T0 + DAY })).toEqual({ kind: 'expired' });
      expect(await redeem('code', { at: T0 + DAY - 1 })).toMatchObject({ kind: 'linked' });
    });

    it('stops earlier codes when a new one is given', async () => {
      const lan = await officer(store(), 'Lan');
      await invite(lan, 'old');
      await invite(await officer(store(), 'Minh'), 'of another');
      await invite(lan, 'new', T0 + 1);
      expect(await redeem('old')).toEqual({ kind: 'expired' });
      expect(await redeem('new')).toMatchObject({ kind: 'linked', officerId: lan });
      expect(await redeem('of another', { chatId: '200' })).toMatchObject({ kind: 'linked' });
    });

    it('closes a chat for a while after five wrong codes, even for the right one', async () => {
      const lan = await officer(store(), 'Lan');
      await invite(lan, 'right');
      for (let tries = 1; tries <= 5; tries += 1) {
        expect(await redeem(`wrong ${tries}`)).toEqual({ kind: 'wrong', wrongTries: tries });
      }
      const until = T0 + 15 * MINUTE;
      expect(await redeem('right', { at: until - 1 })).toEqual({ kind: 'throttled', until });
      expect(await redeem('wrong', { chatId: '200' })).toEqual({ kind: 'wrong', wrongTries: 1 });
      expect(await redeem('right', { at: until })).toEqual({ kind: 'linked', officerId: lan });
      await invite(lan, 'another');
      expect(await redeem('wrong', { at: until })).toEqual({ kind: 'wrong', wrongTries: 1 });
    });

    it('locks again after five more wrong codes', async () => {
      for (let tries = 1; tries <= 5; tries += 1) await redeem('wrong');
      const later = T0 + DAY;
      expect(await redeem('wrong', { at: later })).toEqual({ kind: 'wrong', wrongTries: 6 });
      for (let tries = 7; tries <= 10; tries += 1) await redeem('wrong', { at: later });
      expect(await redeem('wrong', { at: later })).toMatchObject({ kind: 'throttled' });
    });

    it('gives a chat to the officer who linked it last', async () => {
      const lan = await linked('Lan', '100');
      const minh = await linked('Minh', '100');
      expect(await store().officerOfChat(CHAT)).toMatchObject({ id: minh });
      expect((await store().officers(ON)).find((each) => each.id === lan)?.links).toEqual([]);
    });

    it('keeps several chats in the order in which they were linked', async () => {
      const lan = await linked('Lan', '100');
      await invite(lan, 'second');
      await redeem('second', { channel: 'zalo', chatId: '7' });
      await invite(lan, 'first again');
      await redeem('first again');
      const [view] = await store().officers(ON);
      expect(view?.links.map((link) => `${link.channel} ${link.chatId}`)).toEqual(['telegram 100', 'zalo 7']);
    });

    it('marks a link as broken, once, and linking the same chat repairs it', async () => {
      const lan = await linked('Lan', '100');
      const linkId = (await store().officers(ON))[0]!.links[0]!.id;
      await store().breakLink({ linkId, reason: 'blocked', at: T0 });
      await store().breakLink({ linkId, reason: 'blocked', at: T0 + 1 });
      expect((await store().officerOfChat(CHAT))?.links).toMatchObject([{ id: linkId, state: 'broken' }]);
      expect((await logged(store())).filter((kind) => kind === 'link-broken')).toHaveLength(1);
      await invite(lan, 'again');
      await redeem('again');
      expect((await store().officerOfChat(CHAT))?.links).toMatchObject([{ id: linkId, state: 'active' }]);
    });

    it('follows a chat that moved, with answers and updates that are on their way', async () => {
      const lan = await linked('Lan', '100');
      const first = await store().journal(text('u1'));
      await store().journal(text('u2'));
      const answer = { ...CHAT, message: { text: 'Đã ghi' } };
      const reply = { inboundId: first.id, at: T0, officerId: lan, intent: 'help', effects: [], answers: [answer] };
      await store().commitReply(reply);
      await store().moveChat({ channel: 'telegram', account: 'bot-1', from: '100', to: '-200', at: T0 });
      expect(await store().officerOfChat(CHAT)).toBeNull();
      expect(await store().officerOfChat({ ...CHAT, chatId: '-200' })).toMatchObject({ id: lan });
      expect(await store().unhandledInbound(9)).toMatchObject([{ externalId: 'u2', chatId: '-200' }]);
      const claimed = await store().claimDeliveries({ now: T0, limit: 9, leaseMs: 1, unasked: true });
      expect(claimed).toMatchObject([{ chat: { ...CHAT, chatId: '-200' } }]);
    });

    it('breaks the old link when the chat that it moved to is linked already', async () => {
      await linked('Lan', '100');
      const minh = await linked('Minh', '-200');
      await store().moveChat({ channel: 'telegram', account: 'bot-1', from: '100', to: '-200', at: T0 });
      expect(await store().officerOfChat({ ...CHAT, chatId: '-200' })).toMatchObject({ id: minh });
      expect((await store().officerOfChat(CHAT))?.links).toMatchObject([{ state: 'broken' }]);
    });
  });
}
