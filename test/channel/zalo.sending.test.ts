import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Fault, faults } from '../emulators/zalo/faults.ts';
import { until } from './journal.ts';
import { QUICK, zaloOffice } from './zalo-office.ts';

async function office(options: Parameters<typeof zaloOffice>[0] = {}) {
  const made = await zaloOffice(options);
  const lan = made.zalo.user('Lan', { friend: true });
  await made.start();
  return { ...made, lan, chatId: lan.idAt() };
}

test.each<[string, Fault, object]>([
  ['122', faults.refusesStrangers, { kind: 'refused', reason: 'strangers-refused' }],
  ['114', faults.badParameters, { kind: 'retry', reason: 'zalo-114' }],
  ['102', faults.expired, { kind: 'stopped', reason: 'session-expired' }],
  ['a success without a message id', faults.emptyResult, { kind: 'retry', reason: 'no-message-id' }],
  ['a success with nothing', faults.nullResult, { kind: 'retry', reason: 'no-message-id' }],
  ['a page of a gateway, 502', faults.http(502), { kind: 'unknown', reason: 'http-502' }],
  ['a page of a gateway, 429', faults.http(429), { kind: 'retry', reason: 'http-429' }],
  ['a hang', faults.hangAfter, { kind: 'unknown', reason: 'timeout' }],
  ['a cut before the answer', faults.resetAfter, { kind: 'unknown', reason: 'reset' }],
  ['half an answer', faults.cut, { kind: 'unknown', reason: 'reset' }],
  ['half an answer on an open connection', faults.truncated, { kind: 'unknown', reason: 'timeout' }],
  ['an answer that is none', faults.garbage, { kind: 'unknown', reason: 'bad-answer' }],
])('%s is what it is, and the next message goes', async (_name, fault, outcome) => {
  const { zalo, channel, chatId, send, log } = await office();
  zalo.inject('sendMessage', fault);
  expect(await send(chatId, 'bí mật')).toEqual(outcome);
  await until(() => channel.health().state === 'running');
  let next = await send(chatId, 'tiếp');
  // After 102 the account logs in anew.
  if (next.kind === 'retry')
    next = await new Promise((resolve) => setTimeout(() => resolve(send(chatId, 'tiếp')), 200));
  expect(next).toMatchObject({ kind: 'sent' });
  expect(JSON.stringify(log.lines)).not.toContain('bí mật');
  expect(JSON.stringify(log.lines)).not.toContain(chatId);
});

test('a platform that is away has been sent nothing', async () => {
  const { zalo, chatId, send } = await office();
  await zalo.goDown();
  expect(await send(chatId)).toEqual({ kind: 'retry', reason: 'connection-refused' });
});

test.each([
  ['221', faults.tooMany],
  ['123', faults.throttled],
  ['-69', faults.retryLimit],
])('after %s the account rests, twice as long each time, and says so', async (_code, fault) => {
  const { zalo, channel, chatId, send } = await office();
  zalo.inject('sendMessage', fault);
  const first = await send(chatId);
  expect(first).toMatchObject({ kind: 'retry', reason: 'rate-limited' });
  expect(first.kind === 'retry' && first.afterMs).toBeGreaterThanOrEqual(QUICK.restMs[0]);
  expect(channel.health()).toMatchObject({ state: 'running', problem: expect.stringMatching(/nghỉ gửi thêm/) });
  const calls = zalo.countOf('sendMessage');
  const began = performance.now();
  expect(await send(chatId)).toMatchObject({ kind: 'sent' });
  expect(performance.now() - began).toBeGreaterThan(QUICK.restMs[0] * 0.8);
  expect(zalo.countOf('sendMessage')).toBe(calls + 1);
  expect(channel.health().problem).toBeUndefined();
  zalo.inject('sendMessage', fault);
  const second = await send(chatId);
  expect(second.kind === 'retry' && second.afterMs).toBeGreaterThanOrEqual(QUICK.restMs[0] * 2);
});

test('a rest that is longer than a message may wait sends it back at once, with the time', async () => {
  const { zalo, chatId, send } = await office({ timings: { restMs: [3_600_000, 4 * 3_600_000] } });
  zalo.inject('sendMessage', faults.tooMany);
  await send(chatId);
  const began = performance.now();
  const outcome = await send(chatId);
  expect(performance.now() - began).toBeLessThan(200);
  expect(outcome).toMatchObject({ kind: 'retry', reason: 'paced' });
  expect(outcome.kind === 'retry' && outcome.afterMs).toBeGreaterThan(3_500_000);
});

test('three empty successes in a row are a sign to rest', async () => {
  const { zalo, channel, chatId, send } = await office();
  zalo.inject('sendMessage', faults.emptyResult, 3);
  expect(await send(chatId)).toEqual({ kind: 'retry', reason: 'no-message-id' });
  expect(await send(chatId)).toEqual({ kind: 'retry', reason: 'no-message-id' });
  expect(await send(chatId)).toMatchObject({ kind: 'retry', reason: 'rate-limited' });
  expect(channel.health().problem).toMatch(/nghỉ/);
});

test('a rest and the counts outlive a restart', async () => {
  const { zalo, channel, chatId, send, makeChannel, journal, home } = await office({
    timings: { restMs: [3_600_000, 4 * 3_600_000] },
  });
  await channel.send({ chatId, urgency: 'unasked' }, { text: 'nhắc' });
  zalo.inject('sendMessage', faults.tooMany);
  await send(chatId);
  await channel.stop();
  expect(JSON.parse(readFileSync(join(home, 'zalo-state.json'), 'utf8')).unasked).toHaveLength(1);
  const later = makeChannel();
  await later.start(journal);
  await until(() => later.health().state === 'running');
  expect(await later.send({ chatId, urgency: 'answer' }, { text: 'x' })).toMatchObject({
    kind: 'retry',
    reason: 'paced',
  });
  expect(zalo.sentCount).toBe(1);
});

test('the day’s count outlives a restart, and answers are not held to it', async () => {
  const { zalo, channel, chatId, makeChannel, journal } = await office({ pace: { maxPerHour: 3, maxPerDay: 3 } });
  const unasked = (of: typeof channel) => of.send({ chatId, urgency: 'unasked' }, { text: 'nhắc' });
  expect((await Promise.all([unasked(channel), unasked(channel)])).map(({ kind }) => kind)).toEqual(['sent', 'sent']);
  await channel.stop();
  const later = makeChannel();
  await later.start(journal);
  await until(() => later.health().state === 'running');
  expect(await unasked(later)).toMatchObject({ kind: 'sent' });
  const late = await unasked(later);
  expect(late).toMatchObject({ kind: 'retry', reason: 'paced' });
  expect(late.kind === 'retry' && late.afterMs).toBeGreaterThan(23 * 3_600_000);
  expect(await later.send({ chatId, urgency: 'answer' }, { text: 'đáp' })).toMatchObject({ kind: 'sent' });
  expect(zalo.sentCount).toBe(4);
});

test('a file of counts that cannot be read counts as none', async () => {
  const { channel, chatId, home, makeChannel, journal } = await office();
  await channel.stop();
  writeFileSync(join(home, 'zalo-state.json'), '{"unasked":');
  const later = makeChannel();
  await later.start(journal);
  await until(() => later.health().state === 'running');
  expect(await later.send({ chatId, urgency: 'unasked' }, { text: 'x' })).toMatchObject({ kind: 'sent' });
});

test('one message is under way at a time, so that no two share the millisecond that names them', async () => {
  const { zalo, channel } = await office();
  const chats = Array.from({ length: 8 }, () => zalo.user('Minh', { friend: true }).idAt());
  zalo.inject('sendMessage', faults.slow(20), Number.POSITIVE_INFINITY);
  await Promise.all(chats.map((chatId) => channel.send({ chatId, urgency: 'answer' }, { text: 'x' })));
  const ids = zalo.sent().map(({ cliMsgId }) => cliMsgId);
  expect(new Set(ids).size).toBe(8);
  for (let i = 1; i < ids.length; i += 1) expect(ids[i]! - ids[i - 1]!).toBeGreaterThanOrEqual(19);
});

test('an answer quotes what it answers, as long as that is known', async () => {
  const { zalo, lan, chatId, journal, send } = await office();
  const id = lan.says('việc');
  await journal.takes(() => true);
  await send(chatId, 'Chị có 1 việc', String(id));
  await send(chatId, 'Chào chị', '123');
  expect(zalo.sent().map(({ quote }) => quote)).toEqual([id, null]);
});

test('a chat id of another platform is refused, and nothing leaves', async () => {
  const { zalo, send } = await office();
  for (const chatId of ['', '-100123', 'Lan', 'g', '12 34']) {
    expect(await send(chatId)).toEqual({ kind: 'refused', reason: 'chat-not-found' });
  }
  expect(zalo.countOf('sendMessage')).toBe(0);
});

test('a stop waits a little for what has left, and no longer', async () => {
  const { zalo, channel, chatId, send } = await office();
  zalo.inject('sendMessage', faults.slow(100));
  const sending = send(chatId, 'kịp');
  await until(() => zalo.countOf('sendMessage') === 1);
  await channel.stop();
  expect(await sending).toMatchObject({ kind: 'sent' });

  const hanging = await office({ timings: { callMs: 30_000 } });
  hanging.zalo.inject('sendMessage', faults.hangAfter);
  const lost = hanging.send(hanging.chatId, 'treo');
  await until(() => hanging.zalo.countOf('sendMessage') === 1);
  const began = performance.now();
  await hanging.channel.stop();
  expect(performance.now() - began).toBeLessThan(QUICK.graceMs + 1_000);
  expect(await lost).toEqual({ kind: 'unknown', reason: 'shutting-down' });
});

test('a fetch that is replaced later is the one that is used', async () => {
  const { chatId, send } = await office();
  const former = globalThis.fetch;
  let calls = 0;
  globalThis.fetch = (...args) => {
    calls += 1;
    return former(...args);
  };
  try {
    expect(await send(chatId)).toMatchObject({ kind: 'sent' });
  } finally {
    globalThis.fetch = former;
  }
  expect(calls).toBe(1);
});
