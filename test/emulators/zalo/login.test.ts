import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Connected, connectZalo } from './connected.ts';
import { faults } from './faults.ts';
import type { EmulatedCredentials } from './sessions.ts';

let connected: Connected;
beforeEach(async () => {
  connected = await connectZalo();
});
afterEach(() => connected.close());

/** The jar as the product would keep it. */
const jarOf = (api: { getCookie(): { toJSON(): unknown } }) =>
  (api.getCookie().toJSON() as { cookies: EmulatedCredentials['cookie'] }).cookies;

test('a cookie logs in as the account that it belongs to', async () => {
  const { zalo } = connected;
  const other = zalo.account('Máy khác');
  expect((await connected.login()).getOwnId()).toBe(zalo.bot.uid);
  const api = await connected.login(other.credentials());
  expect(api.getOwnId()).toBe(other.uid);
  expect(await api.fetchAccountInfo()).toMatchObject({ profile: { userId: other.uid, displayName: 'Máy khác' } });
  expect(await api.keepAlive()).toMatchObject({ config_vesion: 0 });
});

test('another account sees the same person under another uid', async () => {
  const { zalo } = connected;
  const other = zalo.account('Máy khác');
  const lan = zalo.user('Lan', { phone: '0912345678' });
  const uids = await Promise.all(
    [zalo.bot, other].map(async (account) => {
      const api = await connected.login(account.credentials());
      return (await api.findUser('0912345678')).uid;
    }),
  );
  expect(uids).toEqual([lan.idAt(), lan.idAt(other)]);
  expect(uids[0]).not.toBe(uids[1]);
});

test('a dead session fails calls with 102, and logins without a code', async () => {
  const credentials = connected.zalo.bot.credentials();
  const api = await connected.login(structuredClone(credentials));
  connected.zalo.bot.expireSession();
  await expect(api.keepAlive()).rejects.toMatchObject({ code: 102 });
  const login = connected.login(credentials);
  await expect(login).rejects.toThrow('Failed to fetch server info: Phiên đăng nhập đã hết hạn');
  await expect(login).rejects.toMatchObject({ code: null });
});

test('a rotated cookie comes with an answer; the jar then logs in, the first credentials no longer', async () => {
  const { zalo } = connected;
  const first = zalo.bot.credentials();
  const api = await connected.login(structuredClone(first));
  zalo.bot.rotateCookies();
  await api.keepAlive();
  await api.keepAlive();
  await expect(connected.login(structuredClone(first))).rejects.toThrow('Failed to fetch server info');
  expect((await connected.login({ ...first, cookie: jarOf(api) })).getOwnId()).toBe(zalo.bot.uid);
});

test('a login fails as told, for as long as told', async () => {
  const { zalo } = connected;
  zalo.inject('getLoginInfo', faults.http(502), 2);
  await expect(connected.login()).rejects.toThrow('Failed to fetch login info: Bad Gateway');
  await expect(connected.login()).rejects.toThrow('Failed to fetch login info');
  zalo.inject('getServerInfo', faults.expired, Number.POSITIVE_INFINITY);
  await expect(connected.login()).rejects.toThrow('hết hạn');
  await expect(connected.login()).rejects.toThrow('hết hạn');
  zalo.heal();
  await connected.login();
  zalo.inject('getLoginInfo', faults.resetBefore);
  await expect(connected.login()).rejects.toThrow('fetch failed');
  await zalo.goDown();
  await expect(connected.login()).rejects.toThrow('fetch failed');
  await zalo.comeUp();
  await connected.login();
});
