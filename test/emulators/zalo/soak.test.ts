import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Message } from 'zca-js';
import { type Connected, connectZalo } from './connected.ts';

let connected: Connected;
let now = Date.UTC(2026, 2, 13);
beforeEach(async () => {
  connected = await connectZalo({ now: () => now, keep: 20 });
});
afterEach(() => connected.close());

test('an hour with a cut every minute: what is heard and what is fetched afterwards make up everything said, once', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const credentials = zalo.bot.credentials();
  const said: number[] = [];
  const heard = new Set<number>();
  const fetched = new Set<number>();

  for (let minute = 0; minute < 60; minute += 1) {
    const bot = await connected.listening(await connected.login(structuredClone(credentials)));
    const { listener } = bot.api;
    const answer = once(listener, 'old_messages');
    listener.requestOldMessages(0);
    const [old] = (await answer) as [Message[]];
    for (const { data } of old) if (!heard.has(Number(data.msgId))) fetched.add(Number(data.msgId));

    said.push(lan.says(`đang nghe ${minute}`));
    await vi.waitFor(() => expect(bot.messages).toHaveLength(1), { interval: 2, timeout: 10_000 });
    heard.add(Number(bot.messages[0]?.data.msgId));
    zalo.bot.line.cut();
    now += 60_000;
    if (minute < 59) said.push(lan.says(`mất mạng ${minute}`));
    await vi.waitFor(() => expect(bot.closed).toEqual([1006]), { interval: 2, timeout: 10_000 });
  }

  expect([...heard, ...fetched].sort((a, b) => a - b)).toEqual(said);
  expect(zalo.bot.line).toMatchObject({ opened: 60, missed: 59 });
});

test('a run of any length keeps the last messages and calls only, and counts all', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const api = await connected.login();
  const first = lan.says('đầu tiên');
  for (let one = 0; one < 100; one += 1) {
    lan.says(`hỏi ${one}`);
    await api.sendMessage(`đáp ${one}`, lan.idAt());
  }
  expect([zalo.sent().length, zalo.calls().length, lan.chat.messages().length]).toEqual([20, 20, 20]);
  expect([zalo.sentCount, zalo.countOf('sendMessage')]).toEqual([100, 100]);
  expect(lan.chat.messages().at(-1)?.text).toBe('đáp 99');
  expect(() => lan.says('câu nào', { quote: first })).toThrow('too long ago');
});

test('who never hears what is expected is told what was said instead', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const api = await connected.login();
  await api.sendMessage('chào chị', lan.idAt());
  await expect(lan.chat.next(/#3/, { timeoutMs: 20 })).rejects.toThrow('«Lan» never heard /#3/; heard «chào chị»');
  expect(lan.chat.unheard()).toHaveLength(1);
  await lan.chat.next(/chào/);
  expect(lan.chat.unheard()).toEqual([]);
});
