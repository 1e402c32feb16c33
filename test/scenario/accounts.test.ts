import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY, type World, ZALO } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true, linked: ['zalo', 'telegram'] };
const at = (clock: string) => `2024-03-12T${clock}:00+07:00`;
const CODE = /[A-Z\d]{4}-[A-Z\d]{4}/;

function here(extra: Partial<Parameters<typeof office>[0]> = {}): Promise<World> {
  return office({
    at: at('09:00'),
    people: [NAM, { ...LAN, linked: ['zalo'] }],
    plan: [QUARTERLY],
    channels: [ZALO, 'telegram'],
    ...extra,
  });
}

describe('another account', () => {
  test('everybody has to link again: the administrator hears it once, with the words that do it', async () => {
    const world = await here();
    const zalo = world.channel('zalo');
    await zalo.changeAccount('bot-2');
    const nam = world.phone(NAM.name, 'telegram');
    nam.receives(
      /^Thưa anh Nam, em vừa đổi sang tài khoản Zalo khác.*\nCần nối lại: anh Huỳnh Nam, chị Nguyễn Thị Lan\.\nAnh nhắn «mời Huỳnh Nam»/,
    );
    await world.advance(at('12:00'));
    world.nobodyElseHears();

    await nam.replies('mời Lan');
    nam.receives(/Chị Lan đang có kênh Zalo \(cần nối lại\)/);
    await nam.replies('đồng ý');
    const code = CODE.exec(nam.receives(/^Mã mời/).text)![0];
    // The platform gives the same person another id.
    const lan = world.phone('Lan, tài khoản mới', 'zalo');
    await lan.replies(code);
    lan.receives(/^Chào chị Lan/);
    await world.advance('2024-03-13T08:00:00+07:00');
    lan.receives(/^Chào chị Lan[\s\S]*Sắp tới/);
    await lan.replies('nhận');
    lan.takeAll();
    expect(
      await world.store.officerOfChat({ channel: 'zalo', account: 'bot', chatId: 'chat-Nguyễn Thị Lan' }),
    ).toBeNull();
  });

  test('until then nothing goes to the old chat, and whoever had no other way is not called reachable', async () => {
    const world = await here({ selfCheck: true });
    world.phone(NAM.name, 'zalo').takeAll();
    world.phone(NAM.name, 'telegram').takeAll();
    await world.channel('zalo').changeAccount('bot-2');
    world.phone(NAM.name, 'telegram').receives(/^Thưa anh Nam, em vừa đổi sang tài khoản Zalo khác/);
    await world.advance('2024-03-13T08:00:00+07:00');
    const texts = world
      .phone(NAM.name, 'telegram')
      .takeAll()
      .map((each) => each.text);
    expect(texts.some((text) => /Chưa nhắn được cho chị Nguyễn Thị Lan \(Zalo cần nối lại\)/.test(text))).toBe(true);
    expect(world.channel('zalo').sent.filter((text) => text.startsWith('Chào chị Lan, thứ'))).toEqual([]);
    world.nobodyElseHears();
  });

  test('changed while the service was down, it is noticed at the next start; back again, the links are as before', async () => {
    const world = await here();
    const zalo = world.channel('zalo');
    await zalo.changeAccount('bot-2');
    world.phone(NAM.name, 'telegram').receives(/tài khoản Zalo khác/);
    await zalo.changeAccount('bot');
    await world.advance('2024-03-13T08:00:00+07:00');
    world.phone(LAN.name, 'zalo').receives(/^Chào chị Lan/);
    zalo.setAccount('bot-3');
    await world.restart();
    await world.advance('2m');
    world.phone(NAM.name, 'telegram').receives(/tài khoản Zalo khác/);
  });
});

describe('a code to scan', () => {
  test('goes at once to administrators through another channel that shows pictures, and never late', async () => {
    const world = await here();
    const zalo = world.channel('zalo');
    zalo.setState('stopped', 'the session has ended');
    await zalo.asksForLogin(100_000);
    const nam = world.phone(NAM.name, 'telegram');
    const shown = nam.receives(
      /^Thưa anh Nam, Zalo bắt em đăng nhập lại\.[\s\S]*quét mã này trước 09:01\.\nMã hết hạn/,
    );
    expect(shown.message.picture?.base64).toMatch(/^iVBOR/);
    // Another one within the hour is no news; asked for, it comes at once.
    await zalo.asksForLogin(100_000);
    world.nobodyElseHears();
    await nam.replies('đăng nhập zalo');
    nam.receives(/^Em đang xin mã đăng nhập Zalo\. Mã đến ngay trong tin sau; anh quét/);
    expect(zalo.loginsBegun).toBe(1);
    await zalo.asksForLogin(100_000);
    nam.receives(/quét mã này/);
    world.channel('telegram').next({ kind: 'retry', afterMs: 120_000, reason: 'busy' });
    world.clock.set(world.clock.now() + 1000);
    await zalo.asksForLogin(100_000);
    await world.advance('10m');
    world.nobodyElseHears();
    const [expired] = await world.store.deliveries({ states: ['skipped'], limit: 9 });
    expect(expired).toMatchObject({ kind: 'answer', reason: 'expired' });
    zalo.setState('running');
    await nam.replies('đăng nhập');
    nam.receives(/^Zalo đang chạy/);
    world.forgetLog();
  });

  test('at night it waits for the morning, unless an administrator asks', async () => {
    const world = await here();
    await world.advance(at('22:00'));
    const zalo = world.channel('zalo');
    zalo.setState('stopped');
    await zalo.asksForLogin(100_000);
    world.nobodyElseHears();
    const nam = world.phone(NAM.name, 'telegram');
    await nam.replies('đăng nhập zalo');
    nam.receives(/^Em đang xin mã/);
    await zalo.asksForLogin(100_000);
    nam.receives(/quét mã này trước 22:01/);
    await world.advance('2024-03-13T07:31:00+07:00');
    nam.receives(/nhắn «đăng nhập zalo», em gửi mã QR để quét\.$/);
  });

  test('without another channel it is in the log, and whoever asks is sent to the server', async () => {
    const world = await here({ channels: [ZALO], people: [{ ...NAM, linked: ['zalo'] }] });
    const zalo = world.channel('zalo');
    zalo.setState('stopped', 'scan the code in zalo-login.png');
    await zalo.asksForLogin(100_000);
    await world.advance('2m');
    expect(world.logged.map((line) => line.message)).toContain(
      'the channel has to be logged in, and no other channel can show the code',
    );
    expect(await world.store.channelStates()).toMatchObject([
      { channel: 'zalo', state: 'stopped', problem: 'scan the code in zalo-login.png' },
    ]);
    world.forgetLog();
  });

  test('is for administrators, and for channels that have codes', async () => {
    const world = await here({ channels: [ZALO, 'telegram'] });
    await world.phone(LAN.name, 'zalo').replies('đăng nhập zalo');
    world.phone(LAN.name, 'zalo').receives(/^Lệnh «đăng nhập» chỉ người quản trị/);
    await world.phone(NAM.name, 'telegram').replies('đăng nhập facebook');
    world.phone(NAM.name, 'telegram').receives(/^Em không đăng nhập «facebook» bằng mã QR/);
  });
});
