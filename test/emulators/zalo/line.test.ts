import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Connected, connectZalo } from './connected.ts';

let connected: Connected;
beforeEach(async () => {
  connected = await connectZalo();
});
afterEach(() => connected.close());

test.each([
  ['cut', 1006],
  ['kick', 3003],
  ['tellDuplicate', 3000],
] as const)('%s closes the listener with %d', async (act, code) => {
  const bot = await connected.listening();
  connected.zalo.bot.line[act]();
  await vi.waitFor(() => expect(bot.closed).toEqual([code]), { timeout: 10_000 });
  expect(connected.zalo.bot.line.isOpen).toBe(false);
});

test('a second listener of the account puts the first one out', async () => {
  const lan = connected.zalo.user('Lan');
  const first = await connected.listening();
  const second = await connected.listening();
  await vi.waitFor(() => expect(first.closed).toEqual([3000]), { timeout: 10_000 });
  lan.says('việc');
  await vi.waitFor(() => expect(second.messages).toHaveLength(1), { timeout: 10_000 });
  expect(first.messages).toEqual([]);
  expect(connected.zalo.bot.line.opened).toBe(2);
});

test('what is said between two connections is not told again, but is among the old messages', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const api = await connected.login();
  const bot = await connected.listening(api);
  zalo.bot.line.cut();
  await vi.waitFor(() => expect(bot.closed).toEqual([1006]), { timeout: 10_000 });
  const id = lan.says('lúc mất mạng');
  expect(zalo.bot.line.missed).toBe(1);
  const again = await connected.listening(api);
  again.api.listener.requestOldMessages(0);
  await vi.waitFor(() => expect(again.old).toHaveLength(1), { timeout: 10_000 });
  expect(again.old[0]?.data.msgId).toBe(String(id));
  expect(again.messages).toEqual([]);
});

test('a half-open connection says nothing, answers no ping and does not close', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const bot = await connected.listening();
  const { ws } = bot.api.listener as unknown as { ws: import('ws').WebSocket };
  ws.ping();
  await once(ws, 'pong');

  zalo.bot.line.stall();
  let pongs = 0;
  ws.on('pong', () => {
    pongs += 1;
  });
  ws.ping();
  lan.says('vào hư không');
  ws.close(1000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect({ pongs, heard: bot.messages.length, closed: bot.closed }).toEqual({ pongs: 0, heard: 0, closed: [] });

  const again = await connected.listening();
  lan.says('nghe rõ');
  await vi.waitFor(() => expect(again.messages).toHaveLength(1), { timeout: 10_000 });
  ws.terminate();
});

test('zca-js pings as often as the settings of the login say', async () => {
  await connected.close();
  connected = await connectZalo({ pingIntervalMs: 10 });
  await connected.listening();
  await vi.waitFor(() => expect(connected.zalo.bot.line.pings).toBeGreaterThan(1), { timeout: 10_000 });
});

test('a handshake without an answer leaves the listener waiting', async () => {
  const { listener } = await connected.login();
  connected.zalo.bot.line.spoilHandshakes('unanswered');
  let opened = false;
  listener.on('connected', () => {
    opened = true;
  });
  listener.on('error', () => {});
  listener.start();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(opened).toBe(false);
  listener.stop();
});

test('a handshake without a key leaves the listener connected and deaf', async () => {
  const lan = connected.zalo.user('Lan');
  const { listener } = await connected.login();
  connected.zalo.bot.line.spoilHandshakes('keyless');
  const heard: string[] = [];
  listener.on('cipher_key', () => void heard.push('key'));
  listener.on('message', () => void heard.push('message'));
  listener.start();
  await once(listener, 'connected');
  lan.says('việc');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard).toEqual([]);
  expect(connected.zalo.bot.line.isOpen).toBe(false);
  listener.stop();
});

test('a refused handshake, and one with a dead session, end in an error and 1006', async () => {
  const { bot } = connected.zalo;
  for (const spoil of [() => bot.line.spoilHandshakes({ status: 502 }), () => bot.expireSession()]) {
    const { listener } = await connected.login();
    spoil();
    const errors: unknown[] = [];
    listener.on('error', (error) => void errors.push(error));
    const closed = new Promise((resolve) => listener.once('closed', resolve));
    listener.start();
    expect(await closed).toBe(1006);
    expect(errors).toHaveLength(1);
  }
});

test('when the server goes down the listener closes, and when it is up again a new one opens', async () => {
  const bot = await connected.listening();
  await connected.zalo.goDown();
  await vi.waitFor(() => expect(bot.closed).toEqual([1006]), { timeout: 10_000 });
  await connected.zalo.comeUp();
  await connected.listening();
  expect(connected.zalo.bot.line.isOpen).toBe(true);
});
