import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { logInByCode } from '../../src/channel/zalo/login.ts';
import { faults } from '../emulators/zalo/faults.ts';
import type { ZaloEmulator } from '../emulators/zalo/server.ts';
import { realClock } from './clocks.ts';
import { until } from './journal.ts';
import { logIn, QUICK, tempHome, zaloOffice } from './zalo-office.ts';

const kept = (home: string) => JSON.parse(readFileSync(join(home, 'zalo.json'), 'utf8'));
const isRunning = (channel: { health(): { state: string } }) => until(() => channel.health().state === 'running');
const isStopped = (channel: { health(): { state: string } }) => until(() => channel.health().state === 'stopped');

async function scan({ phone }: ZaloEmulator, account?: Parameters<typeof phone.scans>[0]) {
  await phone.untilShown();
  phone.scans(account);
  await phone.untilAskedToConfirm();
  phone.confirms();
}

/** zca-js lets a code live for 100 s, on the global timer. */
function shortenCodes(ms: number): void {
  const real = globalThis.setTimeout;
  const spy = vi
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation(((act: () => void, after?: number) =>
      real(act, after === 100_000 ? ms : after)) as typeof setTimeout);
  onTestFinished(() => spy.mockRestore());
}

test('without a login the channel says so, shows a code, and runs once it is scanned', async () => {
  const { zalo, channel, journal, home, log } = await zaloOffice({ loggedIn: false });
  expect(channel.account).toBe('');
  await channel.start(journal);
  await isStopped(channel);
  expect(channel.health().problem).toMatch(/nv zalo login/);
  expect(await channel.send({ chatId: '1', urgency: 'answer' }, { text: 'x' })).toMatchObject({ kind: 'stopped' });
  await until(() => journal.logins.length === 1);
  const [login] = journal.logins;
  expect(login!.expiresAt - Date.now()).toBeGreaterThan(90_000);
  const png = Buffer.from(login!.picture.base64, 'base64');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(readFileSync(join(home, 'zalo-qr.png')).equals(png)).toBe(true);
  expect(statSync(join(home, 'zalo-qr.png')).mode & 0o777).toBe(0o600);
  expect(channel.health().problem).toContain(join(home, 'zalo-qr.png'));

  await scan(zalo);
  await isRunning(channel);
  expect(channel.account).toBe(zalo.bot.uid);
  expect(journal.accounts).toEqual([]);
  expect(statSync(join(home, 'zalo.json')).mode & 0o777).toBe(0o600);
  expect(existsSync(join(home, 'zalo-qr.png'))).toBe(false);
  const secrets = kept(home).cookies.map(({ value }: { value: string }) => value);
  expect(secrets.length).toBeGreaterThan(0);
  for (const secret of [...secrets, kept(home).imei]) expect(JSON.stringify(log.lines)).not.toContain(secret);
});

test('a few codes are shown unasked, one after another, then only on request', async () => {
  const { zalo, channel, journal } = await zaloOffice({ loggedIn: false });
  await channel.start(journal);
  for (let code = 1; code <= 3; code += 1) {
    await zalo.phone.untilShown();
    zalo.phone.scans();
    await zalo.phone.untilAskedToConfirm();
    zalo.phone.declines();
    if (code < 3) await until(() => journal.logins.length === code + 1);
  }
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(journal.logins).toHaveLength(3);
  expect(await channel.login?.begin()).toBe('begun');
  await until(() => journal.logins.length === 4);
  await scan(zalo);
  await isRunning(channel);
  expect(await channel.login?.begin()).toBe('running');
});

test('a code that nobody scans is followed by the next one', async () => {
  shortenCodes(60);
  const { zalo, channel, journal } = await zaloOffice({ loggedIn: false });
  await channel.start(journal);
  await until(() => journal.logins.length === 3);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(journal.logins).toHaveLength(3);
  expect(new Set(journal.logins.map(({ picture }) => picture.base64)).size).toBe(3);
  expect(zalo.phone.shown).toBe(3);
});

test('asking for a code while one is shown brings another', async () => {
  const { zalo, channel, journal } = await zaloOffice({ loggedIn: false });
  await channel.start(journal);
  await zalo.phone.untilShown();
  expect(await channel.login?.begin()).toBe('begun');
  await until(() => journal.logins.length === 2);
  await scan(zalo);
  await isRunning(channel);
});

test('codes wait for a platform that is away', async () => {
  const { zalo, channel, journal } = await zaloOffice({ loggedIn: false, down: true });
  await channel.start(journal);
  await isStopped(channel);
  await zalo.comeUp();
  await scan(zalo);
  await isRunning(channel);
});

test('a hiccup of the network after the scan costs nobody another code', async () => {
  const { zalo, channel, journal } = await zaloOffice({ loggedIn: false });
  await channel.start(journal);
  zalo.inject('getLoginInfo', faults.http(502));
  await scan(zalo);
  await isRunning(channel);
  expect(journal.logins).toHaveLength(1);
});

test('an expired session stops the account, is told once, and mends with the next scan', async () => {
  const { zalo, channel, journal, start, send } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  await start();
  zalo.bot.expireSession();
  expect(await send(lan.idAt(), 'một')).toEqual({ kind: 'stopped', reason: 'session-expired' });
  await isStopped(channel);
  expect(channel.health().problem).toMatch(/hết hạn/);
  expect(await send(lan.idAt(), 'hai')).toEqual({ kind: 'stopped', reason: 'logged-out' });
  await scan(zalo);
  await isRunning(channel);
  expect(journal.logins).toHaveLength(1);
  expect(journal.accounts).toEqual([]);
  expect(await send(lan.idAt(), 'ba')).toEqual({ kind: 'sent', externalId: expect.any(String) });
  expect(zalo.sent().map(({ text }) => text)).toEqual(['ba']);
});

test('a session that ends in the middle of a burst loses nothing and sends nothing twice', async () => {
  const { zalo, channel, start } = await zaloOffice();
  const chats = Array.from({ length: 10 }, (_, i) => zalo.user(`Người ${i}`, { friend: true }).idAt());
  await start();
  zalo.after('sendMessage', 3, () => zalo.bot.expireSession());
  let waiting = chats;
  const sendAll = async () => {
    const sends = waiting.map((chatId) => channel.send({ chatId, urgency: 'unasked' }, { text: `cho ${chatId}` }));
    const outcomes = await Promise.all(sends);
    waiting = waiting.filter((_, i) => outcomes[i]?.kind !== 'sent');
    return outcomes.map(({ kind }) => kind);
  };
  const kinds = await sendAll();
  expect(kinds.filter((kind) => kind === 'sent')).toHaveLength(3);
  expect(kinds).not.toContain('unknown');
  await scan(zalo);
  await isRunning(channel);
  while (waiting.length > 0) await sendAll();
  expect(
    zalo
      .sent()
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual(chats.toSorted());
});

test('a session that is refused once is tried again before anybody is asked to scan', async () => {
  const { zalo, channel, journal } = await zaloOffice();
  zalo.inject('getLoginInfo', faults.expired);
  zalo.inject('getServerInfo', faults.expired);
  await channel.start(journal);
  await isRunning(channel);
  expect(journal.logins).toEqual([]);
});

test('what is no answer of Zalo is no expired session', async () => {
  const { zalo, channel, journal } = await zaloOffice();
  for (const fault of [
    faults.http(503),
    faults.garbage,
    faults.cut,
    faults.truncated,
    faults.hang,
    faults.resetBefore,
  ]) {
    zalo.inject('getLoginInfo', fault);
  }
  zalo.inject('getServerInfo', faults.http(500));
  await channel.start(journal);
  await until(() => channel.health().problem !== undefined);
  expect(channel.health().state).toBe('starting');
  await until(() => channel.health().state === 'running', 15_000);
  expect(journal.logins).toEqual([]);
});

test('a login from another terminal is taken up, logged out or not', async () => {
  const { zalo, channel, journal, home } = await zaloOffice({ loggedIn: false });
  await channel.start(journal);
  await isStopped(channel);
  logIn(home, zalo.bot);
  await isRunning(channel);
  const logins = zalo.countOf('getLoginInfo');
  logIn(home, zalo.bot);
  const { imei } = kept(home);
  await until(() => zalo.countOf('getLoginInfo') > logins);
  await isRunning(channel);
  expect(kept(home).imei).toBe(imei);
});

test('another account is reported before anything of it, until that is written down', async () => {
  const { zalo, channel, journal, home, start } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  const other = zalo.account('Nhắc Việc 2');
  const order: string[] = [];
  const offered = journal.onInbound;
  let refusals = 2;
  Object.assign(journal, {
    onAccountChanged: async (from: string, to: string) => {
      order.push(`${from}>${to} as ${channel.account}`);
      refusals -= 1;
      if (refusals >= 0) throw new Error('disk full');
    },
    onInbound: async (inbound: Parameters<typeof offered>[0]) => {
      order.push(`from ${inbound.chatId}`);
      await offered(inbound);
    },
  });
  await start();
  logIn(home, other);
  await other.line.untilOpen();
  lan.says('xin chào', { to: other });
  await journal.takes(() => true);
  const change = `${zalo.bot.uid}>${other.uid} as ${other.uid}`;
  expect(order).toEqual([change, change, change, `from ${lan.idAt(other)}`]);
  expect(kept(home)).toMatchObject({ ownId: other.uid, replaced: [] });
});

test('an account that changed while nobody was running is reported at the start', async () => {
  const { zalo, channel, journal, home } = await zaloOffice();
  const other = zalo.account('Nhắc Việc 2');
  const third = zalo.account('Nhắc Việc 3');
  logIn(home, other);
  logIn(home, third);
  await channel.start(journal);
  await isRunning(channel);
  expect(journal.accounts).toEqual([
    [zalo.bot.uid, third.uid],
    [other.uid, third.uid],
  ]);
});

test('another account is noticed also where the old credentials were lost', async () => {
  const { zalo, channel, journal, home, start, makeChannel } = await zaloOffice();
  const other = zalo.account('Nhắc Việc 2');
  await start();
  await channel.stop();
  rmSync(join(home, 'zalo.json'));
  const later = makeChannel();
  expect(later.account).toBe(zalo.bot.uid);
  await later.start(journal);
  await isStopped(later);
  logIn(home, other);
  await isRunning(later);
  expect(journal.accounts).toEqual([[zalo.bot.uid, other.uid]]);
});

test('changed cookies are kept, and a later start logs in with them', async () => {
  const { zalo, channel, journal, home, start, send, makeChannel } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  await start();
  const before = kept(home).cookies;
  zalo.bot.rotateCookies();
  expect(await send(lan.idAt())).toMatchObject({ kind: 'sent' });
  await until(() => JSON.stringify(kept(home).cookies) !== JSON.stringify(before));
  zalo.bot.rotateCookies();
  expect(await send(lan.idAt())).toMatchObject({ kind: 'sent' });
  await channel.stop();
  const later = makeChannel();
  await later.start(journal);
  await isRunning(later);
  expect(journal.logins).toEqual([]);
});

test('cookies of an old login never cover those of a newer one', async () => {
  const { zalo, channel, home, start } = await zaloOffice({ timings: { fileMs: 60_000, rotationMs: 60_000 } });
  await start();
  logIn(home, zalo.bot);
  const { imei } = kept(home);
  await channel.stop();
  expect(kept(home).imei).toBe(imei);
});

test.each(['', '{', '{"imei":1}', 'null'])('a file that says «%s» counts as no login', async (text) => {
  const { writeFileSync } = await import('node:fs');
  const { channel, journal, home } = await zaloOffice({ loggedIn: false });
  writeFileSync(join(home, 'zalo.json'), text);
  await channel.start(journal);
  await isStopped(channel);
});

test('it stops at once during a login that hangs, and while a code is shown', async () => {
  const hanging = await zaloOffice();
  hanging.zalo.inject('getLoginInfo', faults.hang);
  await hanging.channel.start(hanging.journal);
  await until(() => hanging.zalo.countOf('getLoginInfo') === 1);
  let before = performance.now();
  await hanging.channel.stop();
  expect(performance.now() - before).toBeLessThan(1_000);

  const showing = await zaloOffice({ loggedIn: false });
  await showing.channel.start(showing.journal);
  await showing.zalo.phone.untilShown();
  before = performance.now();
  await showing.channel.stop();
  expect(performance.now() - before).toBeLessThan(1_000);
});

test('logging in by hand tells each step, and keeps the account', async () => {
  shortenCodes(80);
  const { zalo } = await zaloOffice({ loggedIn: false });
  const home = tempHome();
  const steps: string[] = [];
  const end = logInByCode({
    home,
    clock: realClock,
    signal: new AbortController().signal,
    timings: QUICK,
    onStep(step) {
      steps.push(step.kind);
      if (step.kind === 'code') expect(readFileSync(step.path).equals(step.png)).toBe(true);
      // The first code is left to expire.
      if (steps.filter((kind) => kind === 'code').length === 2 && step.kind === 'code') void scan(zalo);
    },
  });
  expect(await end).toEqual({ kind: 'in', replaced: false });
  expect(steps).toEqual(['code', 'expired', 'code', 'scanned']);
  expect(kept(home)).toMatchObject({ ownId: zalo.bot.uid, replaced: [] });
  expect(existsSync(join(home, 'zalo-login.png'))).toBe(false);
});
