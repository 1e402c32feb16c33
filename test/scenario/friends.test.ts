import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { inviteOfficer } from '../../src/app/people.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { LAN, openOffices, type World, ZALO } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true, linked: ['telegram'] };

function here(extra: Partial<Parameters<typeof office>[0]> = {}): Promise<World> {
  const people = [NAM, { ...LAN, linked: false as const }];
  return office({ at: '2024-03-12T09:00:00+07:00', people, channels: [ZALO, 'telegram'], ...extra });
}

const asks = (world: World, name: string, text = '') =>
  world.phone(name, 'zalo').sends({ kind: 'friend-request', text });
const codeOf = async (world: World) =>
  (await inviteOfficer({ store: world.store, codes: inviteCodes }, world.officerId(LAN.name), world.clock.now())).code;

describe('a friend request', () => {
  test('of a stranger is not accepted, and nothing is said', async () => {
    const world = await here();
    await asks(world, 'Người lạ', 'Chào shop, tư vấn giúp mình');
    await world.advance('2d');
    expect(world.channel('zalo').friends).toEqual([]);
    world.nobodyElseHears();
    expect(await world.store.openFriendRequests({ now: world.clock.now(), limit: 9 })).toEqual([]);
  });

  test('is accepted when a good code follows within a day', async () => {
    const world = await here();
    const code = await codeOf(world);
    await asks(world, LAN.name);
    await world.advance('20h');
    const lan = world.phone(LAN.name, 'zalo');
    await lan.replies('K7MP-3QX2');
    lan.receives(/^Mã này không đúng|Mã/);
    expect(world.channel('zalo').friends).toEqual([]);
    await lan.replies(code);
    lan.receives(/^Chào chị Lan/);
    expect(world.channel('zalo').friends).toEqual([lan.chatId]);
  });

  test('with a code in its words links at once; a wrong one changes nothing', async () => {
    const world = await here();
    const code = await codeOf(world);
    await asks(world, 'Người lạ', 'Em là Lan, mã ABCD-2345 ạ');
    world.nobodyElseHears();
    await asks(world, LAN.name, `Em là Lan, mã ${code.toLowerCase()}, anh kết bạn giúp`);
    world.phone(LAN.name, 'zalo').receives(/^Chào chị Lan/);
    expect(world.channel('zalo').friends).toEqual([`chat-${LAN.name}`]);
  });

  test('of somebody who is linked already is accepted', async () => {
    const world = await here({ people: [NAM, { ...LAN, linked: ['zalo'] }] });
    await asks(world, LAN.name);
    expect(world.channel('zalo').friends).toEqual([`chat-${LAN.name}`]);
    world.nobodyElseHears();
  });

  test('is tried again until the platform takes it, also after a crash', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nhacviec-test-'));
    try {
      const world = await here({ people: [NAM, { ...LAN, linked: ['zalo'] }], path: join(folder, 'x.db') });
      world.channel('zalo').failsToAccept(2);
      await asks(world, LAN.name);
      expect(world.channel('zalo').friends).toEqual([]);
      await world.restart();
      for (let minute = 0; minute < 6; minute++) await world.advance('1m');
      expect(world.channel('zalo').friends).toEqual([`chat-${LAN.name}`]);
      await closeAll();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a telephone number', () => {
  test.each([
    'cán bộ Lan điện thoại 0912 345 678',
    'điện thoại Lan 0912345678',
    'cán bộ Nguyễn Thị Lan; điện thoại: +84 912 345 678',
    'cán bộ sửa Lan; điện thoại: 0912.345.678',
  ])('«%s» is kept, shown masked, and lets its owner in', async (line) => {
    const world = await here();
    const nam = world.phone(NAM.name, 'telegram');
    await nam.replies(line);
    nam.receives(/091\*\*\*\*\*78/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã (?:ghi|sửa)/);
    await nam.replies('cán bộ Lan');
    nam.receives(/điện thoại 091\*\*\*\*\*78/);
    const zalo = world.channel('zalo');
    zalo.phones.set('0912345678', `chat-${LAN.name}`);
    await asks(world, 'Người lạ');
    await asks(world, LAN.name);
    expect(zalo.friends).toEqual([`chat-${LAN.name}`]);
    // Asked once, remembered for the next stranger.
    await asks(world, 'Người lạ khác');
    expect(zalo.askedPhones).toEqual(['0912345678']);
    expect(zalo.friends).toEqual([`chat-${LAN.name}`]);
    const events = JSON.stringify(await world.store.events({ limit: 10_000 }));
    expect(events + JSON.stringify(world.logged)).not.toMatch(/912345678/);
    world.nobodyElseHears();
  });

  test.each([
    ['điện thoại Lan 0212345678', /không phải số di động/],
    ['cán bộ Lan điện thoại 09123', /không phải số di động/],
    ['cán bộ Lan điện thoại', /^Số điện thoại di động là gì/],
    ['điện thoại Lan không', /chưa ghi số điện thoại nào/],
  ])('«%s» saves nothing', async (line, answer) => {
    const world = await here();
    const nam = world.phone(NAM.name, 'telegram');
    await nam.replies(line);
    nam.receives(answer);
    expect((await world.store.officers(19_800)).map((each) => each.phone)).toEqual([null, null]);
  });

  test('entered after the request, it still lets its owner in; taken away, it does not', async () => {
    const world = await here();
    const zalo = world.channel('zalo');
    zalo.phones.set('0912345678', `chat-${LAN.name}`);
    await asks(world, LAN.name);
    const nam = world.phone(NAM.name, 'telegram');
    await nam.replies('điện thoại Lan 0912345678');
    nam.takeAll();
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi/);
    await world.advance('2m');
    expect(zalo.friends).toEqual([`chat-${LAN.name}`]);
    await nam.replies('điện thoại Lan không');
    nam.receives(/^Em sẽ bỏ số điện thoại/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã bỏ số/);
    await asks(world, LAN.name);
    await world.advance('2m');
    expect(zalo.friends).toEqual([`chat-${LAN.name}`]);
  });
});
