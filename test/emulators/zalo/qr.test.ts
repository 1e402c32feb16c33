import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LoginQRCallback, LoginQRCallbackEvent } from 'zca-js';
import { type Connected, connectZalo } from './connected.ts';

let connected: Connected;
beforeEach(async () => {
  connected = await connectZalo();
});
afterEach(async () => {
  vi.useRealTimers();
  await connected.close();
});

// As in LoginQRCallbackEventType.
const [GENERATED, EXPIRED, SCANNED, DECLINED, GOT_LOGIN] = [0, 1, 2, 3, 4];

async function scan(onEvent: LoginQRCallback = () => {}) {
  const events: LoginQRCallbackEvent[] = [];
  const client = await connected.client();
  const login = client.loginQR({}, (event) => {
    events.push(event);
    onEvent(event);
  });
  login.catch(() => {});
  return { login, events, kinds: () => events.map(({ type }) => type) };
}

test('a code that is scanned and confirmed logs in, and its credentials log in again', async () => {
  const { zalo } = connected;
  const { login, events, kinds } = await scan();
  const code = await zalo.phone.untilShown();
  expect(events[0]?.data).toMatchObject({ code, image: expect.stringMatching(/^iVBORw0KGgo/) });

  zalo.phone.scans();
  await zalo.phone.untilAskedToConfirm();
  expect(events[1]).toMatchObject({ type: SCANNED, data: { display_name: 'Nhắc Việc' } });

  zalo.phone.confirms();
  expect((await login).getOwnId()).toBe(zalo.bot.uid);
  expect(kinds()).toEqual([GENERATED, SCANNED, GOT_LOGIN]);
  const { cookie, imei, userAgent } = events[2]!.data as unknown as { cookie: never; imei: string; userAgent: string };
  expect((await connected.login({ cookie, imei, userAgent, language: 'vi' })).getOwnId()).toBe(zalo.bot.uid);
});

test('the phone of another account logs in as that one', async () => {
  const other = connected.zalo.account('Máy khác');
  const { login } = await scan();
  await connected.zalo.phone.untilShown();
  connected.zalo.phone.scans(other);
  connected.zalo.phone.confirms();
  expect((await login).getOwnId()).toBe(other.uid);
});

test('zca-js asks again while the phone dawdles', async () => {
  const { zalo } = connected;
  const { login } = await scan();
  await zalo.phone.untilShown();
  zalo.phone.dawdles();
  await zalo.phone.untilShown();
  zalo.phone.scans();
  await zalo.phone.untilAskedToConfirm();
  zalo.phone.dawdles();
  await zalo.phone.untilAskedToConfirm();
  zalo.phone.confirms();
  await login;
  expect(zalo.countOf('qrWaitingScan')).toBe(2);
  expect(zalo.countOf('qrWaitingConfirm')).toBe(2);
});

test('a code that is declined is told, and can be tried again with a new one', async () => {
  const { zalo } = connected;
  const { login, kinds } = await scan((event) => {
    if (event.type === DECLINED) event.actions?.retry();
  });
  const first = await zalo.phone.untilShown();
  zalo.phone.scans();
  zalo.phone.declines();
  const second = await zalo.phone.untilShown();
  expect(second).not.toBe(first);
  zalo.phone.scans();
  zalo.phone.confirms();
  expect((await login).getOwnId()).toBe(zalo.bot.uid);
  expect(kinds()).toEqual([GENERATED, SCANNED, DECLINED, GENERATED, SCANNED, GOT_LOGIN]);
});

test('a declined code can be given up', async () => {
  const { zalo } = connected;
  const { login } = await scan((event) => {
    if (event.type === DECLINED) event.actions?.abort();
  });
  await zalo.phone.untilShown();
  zalo.phone.scans();
  zalo.phone.declines();
  await expect(login).rejects.toMatchObject({ name: 'ZaloApiLoginQRAborted' });
});

test('a code that nobody scans within 100 seconds expires in zca-js, which may show another', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { zalo } = connected;
  const { login, kinds } = await scan((event) => {
    if (event.type === EXPIRED) event.actions?.retry();
  });
  const first = await zalo.phone.untilShown();
  vi.advanceTimersByTime(100_000);
  await vi.waitFor(() => expect(zalo.phone.shown).toBe(2), { timeout: 10_000 });
  expect(await zalo.phone.untilShown()).not.toBe(first);
  zalo.phone.scans();
  zalo.phone.confirms();
  await login;
  expect(kinds()).toEqual([GENERATED, EXPIRED, GENERATED, SCANNED, GOT_LOGIN]);
});

test('a code that the server gives up fails the login', async () => {
  const { login } = await scan();
  await connected.zalo.phone.untilShown();
  connected.zalo.phone.expires();
  await expect(login).rejects.toThrow('Cannot get scan result');
});
