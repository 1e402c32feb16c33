import { describe, expect, it } from 'vitest';
import type { PeopleChange } from '../../src/app/store.ts';
import type { Current } from './contract.ts';
import { CHAT, DAY, day, logged, officer, T0, text } from './office.ts';

const ON = day('2026-03-02');

export function peopleChangesContract(store: Current): void {
  const apply = (...changes: PeopleChange[]) =>
    store().applyChanges({ changes: changes.map((change) => ({ kind: 'people', change })), at: T0, officerId: null });
  const link = async (officerId: number, chatId: string, channel = 'telegram') => {
    const codeHash = `${officerId} ${channel} ${chatId}`;
    await store().addInvite({ officerId, codeHash, expiresAt: T0 + DAY, at: T0 });
    await store().redeemInvite({ ...CHAT, channel, chatId, codeHash, at: T0, maxWrong: 5, lockMs: 1 });
  };
  const admin = (name: string) => officer(store(), name, { isAdmin: true, positions: [] });
  const holds = async (iso: string) =>
    (await store().officers(day(iso))).flatMap(({ name, positions }) => positions.map((each) => `${name}: ${each}`));

  describe('changes about officers', () => {
    it('adds one, unless the name is taken meanwhile', async () => {
      const add = {
        act: 'add-officer',
        officer: {
          ...{ name: 'Lê Tám', address: 'anh', isAdmin: false, isLeader: false, supervisorId: null },
          ...{ positions: ['Văn phòng'], from: ON },
        },
      } as const;
      expect(await apply(add)).toBe('applied');
      expect(await apply(add)).toBe('stale');
      expect(await store().officers(ON)).toHaveLength(1);
    });

    it('adds many who are above each other, or none of them', async () => {
      const one = { address: null, isAdmin: false, isLeader: false, positions: [], from: ON };
      const lan = { ...one, name: 'Lan', supervisor: 'Hùng' };
      expect(
        await apply({ act: 'add-officers', officers: [lan, { ...one, name: 'Minh', supervisor: 'Không Ai' }] }),
      ).toBe('stale');
      expect(await store().officers(ON)).toEqual([]);
      await apply({ act: 'add-officers', officers: [lan, { ...one, name: 'Hùng', supervisor: null }] });
      const [added, above] = await store().officers(ON);
      expect(added).toMatchObject({ name: 'Lan', supervisorId: above!.id });
      expect(above).toMatchObject({ name: 'Hùng', supervisorId: null });
    });

    it('changes what is given and keeps the rest', async () => {
      const [lan, minh] = [await officer(store(), 'Lan'), await officer(store(), 'Minh')];
      await apply({ act: 'edit-officer', officerId: lan, set: { address: 'chị', supervisorId: minh, isLeader: true } });
      expect((await store().officers(ON))[0]).toMatchObject({
        ...{ name: 'Lan', address: 'chị', supervisorId: minh, isLeader: true, isAdmin: false },
      });
      expect(await apply({ act: 'edit-officer', officerId: lan, set: { name: 'MINH' } })).toBe('stale');
      expect(await apply({ act: 'edit-officer', officerId: lan, set: { name: 'LAN' } })).toBe('applied');
      expect(await apply({ act: 'edit-officer', officerId: 99, set: { name: 'Ai' } })).toBe('stale');
    });

    it('takes everything from one who leaves, but not the history', async () => {
      await link(await admin('Nam'), '1');
      const [lan, minh] = [await officer(store(), 'Lan'), await officer(store(), 'Minh')];
      await apply({ act: 'edit-officer', officerId: minh, set: { supervisorId: lan } });
      await link(lan, '100');
      await store().addInvite({ officerId: lan, codeHash: 'later', expiresAt: T0 + DAY, at: T0 });
      const notice = { key: 'n', officerId: lan, message: { text: 'chào' }, dueAt: T0 };
      await store().addNotices([notice], T0);
      expect(await apply({ act: 'remove-officer', officerId: lan, on: ON - 1 })).toBe('applied');
      expect(await store().officerOfChat(CHAT)).toBeNull();
      expect((await store().officers(ON)).map(({ name, supervisorId }) => `${name} ${supervisorId}`)).toEqual([
        'Nam null',
        'Minh null',
      ]);
      expect(await store().deliveries({ officerId: lan, limit: 9 })).toMatchObject([
        { state: 'skipped', reason: 'officer-left' },
      ]);
      const redeemed = await store().redeemInvite({ ...CHAT, codeHash: 'later', at: T0, maxWrong: 5, lockMs: 1 });
      expect(redeemed.kind).toBe('wrong');
      expect(await apply({ act: 'remove-officer', officerId: lan, on: ON })).toBe('stale');
      expect(await logged(store())).toContain('officer-left');
      // The name is free again.
      expect(await officer(store(), 'Lan')).toBeGreaterThan(minh);
    });

    it('never leaves the office without an administrator who can be reached', async () => {
      const [nam, ba] = [await admin('Nam'), await admin('Ba')];
      await link(nam, '1');
      const linkId = (await store().officers(ON))[0]!.links[0]!.id;
      for (const change of [
        { act: 'edit-officer', officerId: nam, set: { isAdmin: false } },
        { act: 'remove-officer', officerId: nam, on: ON },
        { act: 'unlink', officerId: nam, linkId },
      ] as const) {
        expect(await apply(change)).toBe('stale');
      }
      expect((await store().officers(ON)).map((each) => each.links.length)).toEqual([1, 0]);
      await link(ba, '2');
      expect(await apply({ act: 'unlink', officerId: nam, linkId })).toBe('applied');
      expect(await apply({ act: 'edit-officer', officerId: ba, set: { isAdmin: false } })).toBe('stale');
    });

    it('lets an administrator go before anybody can be reached, but not the only one', async () => {
      const [nam, ba] = [await admin('Nam'), await admin('Ba')];
      expect(await apply({ act: 'edit-officer', officerId: nam, set: { isAdmin: false } })).toBe('applied');
      expect(await apply({ act: 'remove-officer', officerId: ba, on: ON })).toBe('stale');
    });

    it('keeps the only administrator’s chat from a code of somebody else', async () => {
      const nam = await admin('Nam');
      await link(nam, '100');
      const lan = await officer(store(), 'Lan');
      await store().addInvite({ officerId: lan, codeHash: 'of Lan', expiresAt: T0 + DAY, at: T0 });
      const redeem = (chatId: string) =>
        store().redeemInvite({ ...CHAT, chatId, codeHash: 'of Lan', at: T0, maxWrong: 5, lockMs: 1 });
      expect(await redeem('100')).toEqual({ kind: 'last-administrator' });
      expect(await redeem('200')).toEqual({ kind: 'linked', officerId: lan });
    });

    it('removes a link, and puts one first', async () => {
      const lan = await officer(store(), 'Lan');
      for (const chatId of ['1', '2', '3']) await link(lan, chatId);
      const links = async () => (await store().officers(ON))[0]!.links;
      const [first, , third] = await links();
      await apply({ act: 'prefer-link', officerId: lan, linkId: third!.id });
      expect((await links()).map((each) => each.chatId)).toEqual(['3', '1', '2']);
      await apply({ act: 'unlink', officerId: lan, linkId: first!.id });
      expect((await links()).map((each) => each.chatId)).toEqual(['3', '2']);
      expect(await apply({ act: 'unlink', officerId: lan, linkId: first!.id })).toBe('stale');
      expect(await apply({ act: 'prefer-link', officerId: lan + 1, linkId: third!.id })).toBe('stale');
    });
  });

  describe('changes about positions', () => {
    it('makes positions under names that are free', async () => {
      expect(await apply({ act: 'add-position', name: 'Địa chính', aliases: ['Môi trường'] })).toBe('applied');
      expect(await apply({ act: 'add-position', name: 'moi truong', aliases: [] })).toBe('stale');
      expect(await apply({ act: 'add-alias', positionId: 1, alias: 'Nông nghiệp' })).toBe('applied');
      expect(await apply({ act: 'add-alias', positionId: 1, alias: 'ĐỊA CHÍNH' })).toBe('stale');
      expect(await apply({ act: 'add-alias', positionId: 7, alias: 'Khác' })).toBe('stale');
      expect((await store().positionAliases()).map((alias) => alias.folded)).toEqual([
        'dia chinh',
        'moi truong',
        'nong nghiep',
      ]);
    });

    it('gives them for a time, never twice at once, and ends them', async () => {
      const lan = await officer(store(), 'Lan', { positions: [] });
      const position = { kind: 'new', name: 'Địa chính' } as const;
      const from = day('2026-04-01');
      expect(await apply({ act: 'hold', officerId: lan, position, from, to: day('2026-06-30') })).toBe('applied');
      const known = { kind: 'known', id: 1, name: 'Địa chính' } as const;
      expect(await apply({ act: 'hold', officerId: lan, position: known, from: day('2026-06-30'), to: null })).toBe(
        'stale',
      );
      expect(await apply({ act: 'hold', officerId: lan, position: known, from: day('2026-07-01'), to: null })).toBe(
        'applied',
      );
      expect(await holds('2026-03-31')).toEqual([]);
      expect(await holds('2026-06-30')).toEqual(['Lan: Địa chính']);
      expect(await apply({ act: 'end-holding', officerId: lan, positionId: 1, lastDay: day('2026-04-30') })).toBe(
        'applied',
      );
      expect(await holds('2026-04-30')).toEqual(['Lan: Địa chính']);
      expect(await holds('2026-05-01')).toEqual([]);
      expect(await holds('2026-08-01')).toEqual([]);
      expect(await apply({ act: 'end-holding', officerId: lan, positionId: 1, lastDay: day('2026-04-30') })).toBe(
        'stale',
      );
    });

    it('hands all of them over on a day, for as long as they would have been held', async () => {
      const lan = await officer(store(), 'Lan', { positions: ['Một', 'Hai'] });
      const minh = await officer(store(), 'Minh', { positions: ['Hai'] });
      const from = day('2026-04-01');
      await apply({ act: 'end-holding', officerId: lan, positionId: 1, lastDay: day('2026-05-31') });
      expect(await apply({ act: 'hand-over', fromId: lan, toId: minh, from })).toBe('applied');
      expect(await holds('2026-03-31')).toEqual(['Lan: Một', 'Lan: Hai', 'Minh: Hai']);
      expect((await holds('2026-04-01')).sort()).toEqual(['Minh: Hai', 'Minh: Một']);
      expect(await holds('2026-06-01')).toEqual(['Minh: Hai']);
      expect((await store().roster()).holdings.filter((each) => each.officerId === minh)).toHaveLength(2);
      expect(await apply({ act: 'hand-over', fromId: lan, toId: minh, from })).toBe('stale');
    });
  });

  describe('groups', () => {
    const group = { ...CHAT, chatId: '-100' };
    const linked = async () => {
      const nam = await admin('Nam');
      const code = { act: 'invite-group', name: 'Văn phòng', codeHash: 'code', expiresAt: T0 + DAY } as const;
      await store().applyChanges({ changes: [{ kind: 'people', change: code }], at: T0, officerId: nam });
      const change = { act: 'link-group', chat: group, codeHash: 'code', linkedBy: nam } as const;
      expect(await apply(change)).toBe('applied');
      return change;
    };
    const digest = (chatId = '-100') =>
      store().addGroupDigests([{ key: 'week 10', chat: { ...group, chatId }, slotAt: T0 + DAY }], T0);

    it('are linked by a code once, before it expires', async () => {
      const change = await linked();
      expect(await store().groups()).toEqual([{ id: 1, name: 'Văn phòng', ...group, linkedAt: T0 }]);
      expect(await store().groupCode({ codeHash: 'code', at: T0 })).toBeNull();
      expect(await apply({ ...change, chat: { ...group, chatId: '-200' } })).toBe('stale');
      const late = { act: 'invite-group', name: 'Khác', codeHash: 'late', expiresAt: T0 } as const;
      await store().applyChanges({ changes: [{ kind: 'people', change: late }], at: T0, officerId: 1 });
      expect(await store().groupCode({ codeHash: 'late', at: T0 })).toBeNull();
      expect(await store().groupCode({ codeHash: 'late', at: T0 - 1 })).toEqual({ name: 'Khác' });
    });

    it('get a digest once for each key, which waits for its slot', async () => {
      await linked();
      await digest();
      await digest();
      const claim = { limit: 9, leaseMs: 1, unasked: true };
      expect(await store().claimDeliveries({ ...claim, now: T0 + DAY - 1 })).toEqual([]);
      expect(await store().nextDueAt()).toBe(T0 + DAY);
      expect(await store().claimDeliveries({ ...claim, now: T0 + DAY })).toMatchObject([
        { kind: 'digest', officer: null, chat: group, message: null, items: [] },
      ]);
    });

    it('that are left get nothing that still waits', async () => {
      await linked();
      await digest();
      expect(await apply({ act: 'unlink-group', groupId: 1, reason: 'dropped' })).toBe('applied');
      expect(await store().groups()).toEqual([]);
      expect(await store().deliveries({ limit: 9 })).toMatchObject([{ state: 'skipped', reason: 'group-left' }]);
      expect(await apply({ act: 'unlink-group', groupId: 1, reason: 'dropped' })).toBe('stale');
    });

    it('move with what waits for them', async () => {
      await linked();
      await digest();
      await store().moveChat({ channel: group.channel, account: group.account, from: '-100', to: '-1009', at: T0 });
      expect(await store().groups()).toMatchObject([{ id: 1, chatId: '-1009' }]);
      const claim = { now: T0 + DAY, limit: 9, leaseMs: 1, unasked: true };
      expect(await store().claimDeliveries(claim)).toMatchObject([{ chat: { chatId: '-1009' } }]);
    });

    it('remember who wrote in them', async () => {
      const entry = { ...text('u1', 'việc', { chatId: '-100' }), chatKind: 'group', author: '7' } as const;
      await store().journal(entry);
      expect(await store().unhandledInbound(9)).toMatchObject([{ chatId: '-100', author: '7' }]);
    });

    it('leave no name and no code in the log', async () => {
      await linked();
      const log = JSON.stringify(await store().events({ limit: 100 }));
      for (const secret of ['Văn phòng', 'code', '-100', 'Nam']) expect(log).not.toContain(secret);
    });
  });
}
