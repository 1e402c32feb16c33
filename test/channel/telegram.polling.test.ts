import { describe, expect, test } from 'vitest';
import { faults } from '../emulators/telegram/faults.ts';
import { until } from './journal.ts';
import { telegramOffice } from './telegram-office.ts';

describe('receiving goes on', () => {
  const passing = [
    ['a gateway error', faults.http(502)],
    ['a broken connection', faults.resetBefore],
    ['a call that hangs', faults.hang],
    ['a body cut midway on an open connection', faults.truncated],
    ['a body cut midway', faults.cut],
    ['an answer that is no JSON', faults.garbage],
    ['an answer that is no list', faults.body('{"ok":true,"result":7}')],
    ['updates that are none', faults.body('{"ok":true,"result":[null, {}, {"update_id":"x"}]}')],
    ['429', faults.tooMany(0.02)],
    ['401', faults.unauthorized],
    ['409', faults.secondPoller],
    ['another refusal', faults.badRequest('something new')],
  ] as const;

  test.each(passing)('after %s', async (_, fault) => {
    const { telegram, journal, start } = await telegramOffice();
    await start();
    const lan = telegram.user('Lan');
    telegram.inject('getUpdates', fault, 2);
    lan.says('việc');
    await journal.takes(({ content }) => content.kind === 'text');
    expect(journal.taken).toHaveLength(1);
  });

  test.each(['getMe', 'deleteWebhook'])('after a failing %s at the start', async (method) => {
    const { telegram, channel, journal } = await telegramOffice();
    telegram.inject(method, faults.http(500));
    telegram.inject(method, faults.hang);
    telegram.inject(method, faults.body('{"ok":true,"result":{}}'));
    await channel.start(journal);
    await until(() => channel.health().state === 'running');
  });

  test('when the API is down at the start, and comes up', async () => {
    const { telegram, channel, journal } = await telegramOffice({ down: true });
    await channel.start(journal);
    await until(() => channel.health().problem?.includes('TELEGRAM_API_ROOT') === true);
    expect(channel.health()).toMatchObject({ state: 'starting', lastGoodPollAt: null });
    await telegram.comeUp();
    await until(() => channel.health().state === 'running');
    telegram.user('Lan').says('việc');
    await journal.takes(() => true);
  });

  test('when the API goes away for a while, and health tells of it', async () => {
    const { telegram, channel, start, journal } = await telegramOffice({ timings: { staleMs: 700 } });
    await start();
    await telegram.goDown();
    expect(channel.health().state).toBe('running');
    await until(() => channel.health().state === 'starting');
    expect(channel.health().problem).toContain('connection-refused');
    await telegram.comeUp();
    telegram.user('Lan').says('việc');
    await journal.takes(() => true);
    expect(channel.health().state).toBe('running');
  });

  test('when somebody had set a webhook, without losing what waits', async () => {
    const { telegram, channel, journal } = await telegramOffice();
    telegram.bot.webhook = true;
    telegram.user('Lan').says('việc');
    await channel.start(journal);
    await journal.takes(() => true);
  });

  test('when Telegram numbers its updates anew, and lower', async () => {
    const { telegram, start, journal } = await telegramOffice({ timings: { longPollSeconds: 0.05 } });
    await start();
    const lan = telegram.user('Lan');
    lan.says('trước');
    await journal.takes(() => true);
    await until(() => telegram.updates.pending().length === 0);
    const polls = telegram.countOf('getUpdates');
    await until(() => telegram.countOf('getUpdates') > polls + 1);
    telegram.updates.renumber(5);
    lan.says('sau');
    expect((await journal.takes(({ externalId }) => externalId === '5')).content).toMatchObject({ text: 'sau' });
  });

  test('with what people wrote while the bot was off, in order, up to a day', async () => {
    let now = Date.now();
    const { telegram, channel, journal } = await telegramOffice({ now: () => now });
    const lan = telegram.user('Lan');
    lan.says('quá cũ');
    now += 2 * 3_600_000;
    for (let i = 0; i < 150; i += 1) lan.says(`tin ${i}`);
    now += 23 * 3_600_000;
    await channel.start(journal);
    await until(() => journal.taken.length === 150);
    const texts = journal.taken.map(({ content }) => (content.kind === 'text' ? content.text : ''));
    expect(texts).toEqual(Array.from({ length: 150 }, (_, i) => `tin ${i}`));
  });
});

describe('an update', () => {
  test('is confirmed only once the journal has it', async () => {
    const { telegram, start, journal } = await telegramOffice();
    await start();
    const letGo = journal.blocks();
    telegram.user('Lan').says('xong');
    await until(() => journal.offered.length === 1);
    expect(telegram.updates.pending()).toHaveLength(1);
    letGo();
    await until(() => telegram.updates.pending().length === 0);
  });

  test('that the journal rejects is offered again, after those before it were confirmed', async () => {
    const { telegram, start, journal } = await telegramOffice();
    await start();
    const lan = telegram.user('Lan');
    const letGo = journal.blocks();
    for (const text of ['một', 'hai', 'ba']) lan.says(text);
    await until(() => journal.offered.length === 1);
    letGo();
    await journal.takes(({ content }) => content.kind === 'text' && content.text === 'một');
    journal.rejects(3);
    await until(() => journal.taken.length === 3);
    expect(journal.taken.map(({ content }) => (content.kind === 'text' ? content.text : ''))).toEqual([
      'một',
      'hai',
      'ba',
    ]);
    expect(new Set(journal.taken.map(({ externalId }) => externalId)).size).toBe(3);
  });

  test('that is malformed costs only itself', async () => {
    const { telegram, start, journal, log } = await telegramOffice();
    await start();
    telegram.updates.pushRaw({ update_id: 700_000_001, message: { chat: 'nonsense' } });
    const lan = telegram.user('Lan');
    lan.says('việc');
    await journal.takes(() => true);
    expect(log.lines.some(({ message }) => message.includes('cannot be read'))).toBe(true);
  });

  test('that was confirmed and comes again is asked for ever more slowly, and hides nothing', async () => {
    const { telegram, start, journal } = await telegramOffice();
    await start();
    const lan = telegram.user('Lan');
    lan.says('một');
    const first = await journal.takes(() => true);
    telegram.updates.pushRaw({ update_id: Number(first.externalId) - 1 });
    const polls = telegram.countOf('getUpdates');
    await new Promise((resolve) => setTimeout(resolve, 300));
    // Each of them is answered at once.
    expect(telegram.countOf('getUpdates') - polls).toBeLessThan(20);
    lan.says('hai');
    await journal.takes(({ content }) => content.kind === 'text' && content.text === 'hai');
    await until(() => telegram.updates.pending().length === 0);
  });

  test('about a moved group tells the application', async () => {
    const { telegram, start, journal } = await telegramOffice();
    await start();
    const group = telegram.group('Văn phòng');
    const before = String(group.id);
    group.becomesSupergroup();
    await until(() => journal.moves.length === 2);
    expect(new Set(journal.moves.map((move) => move.join()))).toEqual(new Set([`${before},${group.id}`]));
  });
});
