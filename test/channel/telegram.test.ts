import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { telegramChannel } from '../../src/channel/telegram/channel.ts';
import { type Fault, faults } from '../emulators/telegram/faults.ts';
import { realClock } from './clocks.ts';
import { testLog, until } from './journal.ts';
import { QUICK, telegramOffice } from './telegram-office.ts';

describe('what a failed send means', () => {
  const refused: [string, Fault][] = [
    ['blocked', faults.blocked],
    ['user-deactivated', faults.deactivated],
    ['never-started', faults.neverStarted],
    ['kicked', faults.kicked],
    ['not-a-member', faults.notMember],
    ['chat-not-found', faults.chatNotFound],
    ['chat-not-found', faults.peerInvalid],
    ['group-deleted', faults.groupDeactivated],
    ['group-deleted', faults.forbidden('the group chat was deleted')],
  ];
  const retried: [string, Fault][] = [
    ['http-403', faults.forbidden('something Telegram never said before')],
    ['http-400', faults.badRequest("can't parse entities")],
    ['http-409', faults.secondPoller],
  ];
  const unknown: [string, Fault][] = [
    ['http-500', faults.http(500)],
    ['http-502', faults.http(502)],
    ['http-504', faults.http(504, true)],
    ['reset', faults.resetBefore],
    ['reset', faults.resetAfter],
    ['timeout', faults.hang],
    ['timeout', faults.hangAfter],
    ['timeout', faults.truncated],
    ['timeout', faults.cut],
    ['bad-answer', faults.garbage],
    ['bad-answer', faults.body('null')],
    ['bad-answer', faults.body('{}')],
    ['bad-answer', faults.body('{"ok":true,"result":{}}')],
    ['bad-answer', faults.body('{"ok":false,"error_code":"x"}')],
    ['timeout', faults.slow(400)],
  ];
  const cases = [
    ...refused.map(([reason, fault]) => ({ kind: 'refused', reason, fault })),
    ...retried.map(([reason, fault]) => ({ kind: 'retry', reason, fault })),
    ...unknown.map(([reason, fault]) => ({ kind: 'unknown', reason, fault })),
  ];

  test.each(cases)('$kind $reason: $fault', async ({ kind, reason, fault }) => {
    const { telegram, send } = await telegramOffice();
    const lan = telegram.user('Lan');
    telegram.inject('sendMessage', fault);
    expect(await send(lan.chat.id)).toEqual({ kind, reason });
    expect(telegram.countOf('sendMessage')).toBe(1);
  });

  test('a person who blocked the bot is refused by the server itself', async () => {
    const { telegram, send } = await telegramOffice();
    const lan = telegram.user('Lan');
    lan.blocks();
    expect(await send(lan.chat.id)).toEqual({ kind: 'refused', reason: 'blocked' });
    expect(await send(telegram.user('Minh', { started: false }).chat.id)).toMatchObject({ reason: 'never-started' });
    expect(await send(123)).toEqual({ kind: 'refused', reason: 'chat-not-found' });
  });

  test('a chat id that is none never leaves for Telegram', async () => {
    const { telegram, channel } = await telegramOffice();
    const outcome = await channel.send({ chatId: '@kenh_cong_khai', urgency: 'answer' }, { text: 'x' });
    expect(outcome.kind).toBe('refused');
    expect(telegram.calls).toEqual([]);
  });

  test('nobody listens: retry', async () => {
    const { telegram, send } = await telegramOffice({ down: true });
    expect(await send(telegram.user('Lan').chat.id)).toEqual({ kind: 'retry', reason: 'connection-refused' });
  });

  const elsewhere = (apiRoot: string) =>
    telegramChannel({ token: '1:secret', apiRoot, clock: realClock, log: testLog(), timings: QUICK });

  test('a name that does not exist: retry', async () => {
    const channel = elsewhere('http://nhacviec.invalid');
    const outcome = await channel.send({ chatId: '1', urgency: 'answer' }, { text: 'x' });
    expect(outcome.kind).toBe('retry');
    await channel.stop();
  });

  test('a server that takes the connection and never finishes the TLS handshake: retry', async () => {
    const silent = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const channel = elsewhere(`https://127.0.0.1:${port}`);
    const outcome = await channel.send({ chatId: '1', urgency: 'answer' }, { text: 'x' });
    expect(outcome).toEqual({ kind: 'retry', reason: 'connect-timeout' });
    await channel.stop();
    silent.close();
  });

  test('https where http is spoken: retry', async () => {
    const { telegram } = await telegramOffice();
    const channel = elsewhere(telegram.apiRoot.replace('http:', 'https:'));
    const outcome = await channel.send({ chatId: '1', urgency: 'answer' }, { text: 'x' });
    expect(outcome).toEqual({ kind: 'retry', reason: 'tls' });
    await channel.stop();
  });

  test('429 says when, and holds that chat and no other', async () => {
    const { telegram, send } = await telegramOffice({ timings: { patienceMs: 5_000 } });
    const [lan, minh] = [telegram.user('Lan'), telegram.user('Minh')];
    telegram.inject('sendMessage', faults.tooMany(60));
    expect(await send(lan.chat.id)).toEqual({ kind: 'retry', afterMs: 60_000, reason: 'rate-limited' });
    expect(await send(lan.chat.id)).toEqual({ kind: 'retry', afterMs: expect.closeTo(60_000, -3), reason: 'paced' });
    expect(await send(minh.chat.id)).toMatchObject({ kind: 'sent' });
    expect(telegram.countOf('sendMessage')).toBe(2);
  });
});

describe('what is sent', () => {
  test('plain text without previews, a quote that may be missing, and buttons', async () => {
    const { telegram, channel } = await telegramOffice();
    const lan = telegram.user('Lan');
    const asked = lan.says('việc');
    const buttons = [[{ label: 'Xong', data: 'done:3' }], [{ label: 'Nhận', data: 'ack:3' }]];
    const message = { text: 'a_b <i>', buttons, replyTo: String(asked) };
    const sent = await channel.send({ chatId: String(lan.chat.id), urgency: 'answer' }, message);
    const shown = await lan.chat.next(/a_b/);
    expect(sent).toEqual({ kind: 'sent', externalId: String(shown.messageId) });
    expect(shown.replyTo).toBe(asked);
    expect(shown.buttons).toEqual([
      [{ text: 'Xong', callback_data: 'done:3' }],
      [{ text: 'Nhận', callback_data: 'ack:3' }],
    ]);
    expect(shown.payload).toMatchObject({ link_preview_options: { is_disabled: true } });
    expect(shown.payload).not.toHaveProperty('parse_mode');
  });

  test('a text that is too long is cut between characters, and the log says so', async () => {
    const { telegram, send, log } = await telegramOffice();
    const lan = telegram.user('Lan');
    await send(lan.chat.id, `${'a'.repeat(4094)}🎉🎉`);
    const { text } = await lan.chat.next(/a/);
    expect(text).toBe(`${'a'.repeat(4094)}…`);
    expect(log.lines.some(({ level }) => level === 'error')).toBe(true);
  });

  test('a send that is under way ends before a stop is complete', async () => {
    const { telegram, channel, send } = await telegramOffice();
    telegram.inject('sendMessage', faults.slow(120));
    const sending = send(telegram.user('Lan').chat.id);
    await until(() => telegram.countOf('sendMessage') === 1);
    await channel.stop();
    expect(telegram.calls[0]?.status).toBe(200);
    expect(await sending).toMatchObject({ kind: 'sent' });
  });

  test('messages of groups are named with their group', async () => {
    const { telegram, send, channel } = await telegramOffice();
    const group = telegram.group('Văn phòng', { supergroup: true });
    const sent = await send(group.id);
    expect(sent).toEqual({ kind: 'sent', externalId: `${group.id}:2` });
    const replyTo = sent.kind === 'sent' ? sent.externalId : '';
    await channel.send({ chatId: String(group.id), urgency: 'answer' }, { text: 'tiếp', replyTo });
    expect((await group.next(/tiếp/)).replyTo).toBe(2);
  });

  test('a group that became a supergroup is saved under its new id and written to there', async () => {
    const { telegram, start, send, journal } = await telegramOffice();
    await start();
    const group = telegram.group('Văn phòng');
    const before = group.id;
    group.becomesSupergroup({ silent: true });
    expect(await send(before)).toEqual({ kind: 'sent', externalId: `${group.id}:2` });
    expect(journal.moves).toEqual([[String(before), String(group.id)]]);
    expect(telegram.countOf('sendMessage')).toBe(2);
  });

  test('a group that moves in circles is given up after one more try', async () => {
    const { telegram, send } = await telegramOffice();
    const group = telegram.group('Văn phòng');
    telegram.inject('sendMessage', faults.migrated(-100200), 2);
    expect(await send(group.id)).toEqual({ kind: 'retry', reason: 'chat-moved' });
  });
});

describe('the pace, with the limits of Telegram enforced', () => {
  // Arrivals are real ones: a machine that stands still for a moment bunches them.
  test('sixty messages to sixty chats meet no 429', { retry: 2 }, async () => {
    const { telegram, channel } = await telegramOffice({ limits: true });
    const chats = Array.from({ length: 60 }, (_, i) => String(telegram.user(`Cán bộ ${i}`).chat.id));
    const began = performance.now();
    const outcomes = await Promise.all(
      chats.map((chatId) => channel.send({ chatId, urgency: 'unasked' }, { text: 'nhắc' })),
    );
    expect(outcomes.every(({ kind }) => kind === 'sent')).toBe(true);
    expect(telegram.calls.every(({ status }) => status === 200)).toBe(true);
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  test('a few messages to one chat meet no 429', async () => {
    const { telegram, send } = await telegramOffice({ limits: true });
    const lan = telegram.user('Lan');
    const outcomes = await Promise.all([send(lan.chat.id), send(lan.chat.id), send(lan.chat.id)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent']);
  });
});

describe('the token', () => {
  test('is never logged, stored in a reason or shown, whatever breaks', async () => {
    const { telegram, channel, journal, log, send } = await telegramOffice();
    // Somebody else each time, so that nothing waits for the pace of one chat.
    const sendToAnother = () => send(telegram.user('Lan').chat.id, 'Nội dung riêng');
    const secret = telegram.token.split(':')[1] ?? '';
    const shown: unknown[] = [];
    await channel.start(journal);
    const all = [
      ...[faults.garbage, faults.body(`{"ok":false,"error_code":400,"description":"bad ${telegram.token} here"}`)],
      ...[faults.resetAfter, faults.hang, faults.truncated, faults.http(502), faults.unauthorized],
    ];
    for (const fault of all) {
      for (const method of ['getMe', 'getUpdates', 'deleteWebhook']) telegram.inject(method, fault);
      telegram.inject('sendMessage', fault);
      shown.push(await sendToAnother(), channel.health());
      await until(() => channel.health().state !== 'stopped');
    }
    await telegram.goDown();
    shown.push(await sendToAnother(), channel.health());
    await channel.stop();
    const everything = JSON.stringify([log.lines, shown]);
    expect(log.lines.length).toBeGreaterThan(all.length);
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain('Nội dung riêng');
    expect(everything).not.toMatch(/50000000\d\d/);
  });

  test.each(['', 'abc', '123:', '123 :x'])(
    'of the wrong shape «%s» is refused at once, without repeating it',
    (token) => {
      const make = () => telegramChannel({ token, clock: realClock, log: testLog() });
      expect(make).toThrow(/must look like/);
    },
  );
});

describe('a picture', () => {
  const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

  test('goes with its text below it, its buttons and what it replies to', async () => {
    const { telegram, channel, start, journal } = await telegramOffice();
    const lan = telegram.user('Lan');
    await start();
    const said = lan.says('đăng nhập zalo');
    await until(() => journal.taken.length === 1);
    const outcome = await channel.send(
      { chatId: String(lan.chat.id), urgency: 'answer' },
      {
        text: 'quét mã này',
        picture: { base64: PNG },
        buttons: [[{ label: 'Mã khác', data: 'x' }]],
        replyTo: String(said),
      },
    );
    expect(outcome.kind).toBe('sent');
    const [message] = lan.chat.messages;
    expect(message).toMatchObject({ text: 'quét mã này', replyTo: said, buttons: [[{ text: 'Mã khác' }]] });
    expect(message?.photo?.toString('base64')).toBe(PNG);
  });

  test('refused, or in doubt, is so as any other message is', async () => {
    const { telegram, channel } = await telegramOffice();
    const lan = telegram.user('Lan');
    const send = () => {
      const to = { chatId: String(lan.chat.id), urgency: 'answer' } as const;
      return channel.send(to, { text: 'quét mã này', picture: { base64: PNG } });
    };
    lan.blocks();
    expect(await send()).toEqual({ kind: 'refused', reason: 'blocked' });
    lan.unblocks();
    telegram.inject('sendPhoto', faults.http(502));
    expect(await send()).toEqual({ kind: 'unknown', reason: 'http-502' });
  });
});
