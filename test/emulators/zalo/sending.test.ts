import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { API } from 'zca-js';
import { type Connected, connectZalo } from './connected.ts';
import { faults } from './faults.ts';
import type { EmulatedUser } from './people.ts';

let connected: Connected;
let api: API;
let lan: EmulatedUser;
beforeEach(async () => {
  connected = await connectZalo({ now: () => 1_772_000_000_000 });
  lan = connected.zalo.user('Lan', { friend: true });
  api = await connected.login();
});
afterEach(() => connected.close());

const heard = () => lan.chat.messages().map(({ text }) => text);

test('what is sent is recorded with its instant, its client id and its parameters', async () => {
  await api.sendMessage({ msg: 'việc #3', styles: [{ start: 0, len: 4, st: 'b' as never }] }, lan.idAt());
  const [sent] = connected.zalo.sent();
  expect(sent).toMatchObject({ at: 1_772_000_000_000, from: connected.zalo.bot.uid, to: lan.idAt(), text: 'việc #3' });
  expect(Math.abs(sent!.cliMsgId - Date.now())).toBeLessThan(60_000);
  expect(sent?.params.textProperties).toContain('"st":"b"');
  expect(connected.zalo.calls().at(-1)).toMatchObject({ call: 'sendMessage', status: 200 });
});

test('a picture reaches the person with its caption', async () => {
  const picture = {
    data: Buffer.from('png'),
    filename: 'qr.png' as const,
    metadata: { totalSize: 3, width: 2, height: 2 },
  };
  const { attachment } = await api.sendMessage({ msg: 'quét mã này', attachments: picture }, lan.idAt());
  expect(await lan.chat.next(/quét/)).toMatchObject({ picture: true, msgId: attachment[0]?.msgId });
});

test('a message can be reacted to, undone, seen and typed about', async () => {
  const bot = await connected.listening(api);
  lan.says('xong 3');
  await vi.waitFor(() => expect(bot.messages).toHaveLength(1), { timeout: 10_000 });
  const message = bot.messages[0]!;
  expect((await api.addReaction('/-strong' as never, message as never)).msgIds).toHaveLength(1);
  const { message: sent } = await api.sendMessage('nhầm', lan.idAt());
  expect(await api.undo({ msgId: sent!.msgId, cliMsgId: 1 }, lan.idAt())).toEqual({ status: 0 });
  await api.sendSeenEvent(message.data);
  await api.sendDeliveredEvent(false, message.data);
  await api.sendTypingEvent(lan.idAt());
  expect(connected.zalo.unknown).toEqual([]);
});

test.each([
  ['tooMany', 221],
  ['refusesStrangers', 122],
  ['throttled', 123],
  ['retryLimit', -69],
  ['expired', 102],
] as const)('%s fails the next sends with %d, and nobody hears them', async (name, code) => {
  connected.zalo.inject('sendMessage', faults[name], 2);
  await expect(api.sendMessage('một', lan.idAt())).rejects.toMatchObject({ code });
  await expect(api.sendMessage('hai', lan.idAt())).rejects.toMatchObject({ code });
  await api.sendMessage('ba', lan.idAt());
  expect(heard()).toEqual(['ba']);
});

test('an empty result is a success without a message', async () => {
  connected.zalo.inject('sendMessage', faults.emptyResult);
  connected.zalo.inject('sendMessage', faults.nullResult);
  expect(await api.sendMessage('một', lan.idAt())).toEqual({ message: {}, attachment: [] });
  expect(await api.sendMessage('hai', lan.idAt())).toEqual({ message: null, attachment: [] });
  expect(heard()).toEqual([]);
});

test.each([
  ['http(502)', faults.http(502), 'status code 502', false],
  ['http(502) afterwards', faults.http(502, true), 'status code 502', true],
  ['resetBefore', faults.resetBefore, 'fetch failed', false],
  ['resetAfter', faults.resetAfter, 'fetch failed', true],
  ['cut', faults.cut, 'Failed to parse', true],
  ['garbage', faults.garbage, 'Failed to parse', true],
] as const)('%s leaves the sender with an error', async (_name, fault, words, carriedOut) => {
  connected.zalo.inject('sendMessage', fault);
  await expect(api.sendMessage('một', lan.idAt())).rejects.toThrow(words);
  expect(heard()).toEqual(carriedOut ? ['một'] : []);
});

test.each([
  ['hang', faults.hang, false],
  ['hangAfter', faults.hangAfter, true],
  ['truncated', faults.truncated, true],
] as const)('%s leaves the sender waiting', async (_name, fault, carriedOut) => {
  connected.zalo.inject('sendMessage', fault);
  let settled = false;
  const sending = api.sendMessage('một', lan.idAt()).finally(() => {
    settled = true;
  });
  sending.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(settled).toBe(false);
  expect(heard()).toEqual(carriedOut ? ['một'] : []);
});

test('a slow answer comes when the clock given says so', async () => {
  await connected.close();
  const asleep = Promise.withResolvers<number>();
  const awake = Promise.withResolvers<void>();
  connected = await connectZalo({
    sleep(ms) {
      asleep.resolve(ms);
      return awake.promise;
    },
  });
  const hung = connected.zalo.user('Hùng');
  const client = await connected.login();
  connected.zalo.inject('sendMessage', faults.slow(60_000));
  const sending = client.sendMessage('một', hung.idAt());
  expect(await asleep.promise).toBe(60_000);
  await hung.chat.next(/một/);
  awake.resolve();
  expect((await sending).message?.msgId).toBeGreaterThan(0);
});

test('something can happen after so many calls: a session that ends in the middle of a burst', async () => {
  connected.zalo.after('sendMessage', 2, () => connected.zalo.bot.expireSession());
  await api.sendMessage('một', lan.idAt());
  await api.sendMessage('hai', lan.idAt());
  await expect(api.sendMessage('ba', lan.idAt())).rejects.toMatchObject({ code: 102 });
  expect(heard()).toEqual(['một', 'hai']);
});

test('strangers who refuse strangers, and those who blocked the account, are refused with 122', async () => {
  const { zalo } = connected;
  const shy = zalo.user('Người lạ', { acceptsStrangers: false });
  await expect(api.sendMessage('chào', shy.idAt())).rejects.toMatchObject({ code: 122 });
  lan.blocks();
  await expect(api.sendMessage('chào', lan.idAt())).rejects.toMatchObject({ code: 122 });
  lan.unblocks();
  await api.sendMessage('chào', lan.idAt());
  await expect(api.sendMessage('chào', '123')).rejects.toMatchObject({ code: 114 });
  await expect(api.sendMessage('dài'.repeat(700), lan.idAt())).rejects.toMatchObject({ code: 118 });
});
