import { describe, expect, test } from 'vitest';
import { faults } from '../emulators/telegram/faults.ts';
import { until } from './journal.ts';
import { telegramOffice } from './telegram-office.ts';

describe('a pressed button', () => {
  async function pressed() {
    const office = await telegramOffice();
    const { telegram, channel, start } = office;
    await start();
    const lan = telegram.user('Lan');
    const buttons = [[{ label: 'Xong', data: 'done:3' }]];
    await channel.send({ chatId: String(lan.chat.id), urgency: 'answer' }, { text: '#3', buttons });
    const { messageId } = await lan.chat.next(/#3/);
    return { ...office, lan, messageId };
  }

  test('stops spinning before the journal is done, and arrives with its data', async () => {
    const { telegram, journal, lan, messageId } = await pressed();
    const letGo = journal.blocks();
    const query = lan.presses(messageId, 'Xong');
    await until(() => telegram.bot.answeredQueries.includes(query));
    expect(journal.taken).toEqual([]);
    letGo();
    const { content } = await journal.takes(() => true);
    expect(content).toEqual({ kind: 'button', data: 'done:3', messageId: String(messageId) });
  });

  test('is answered before a stop is complete', async () => {
    const { telegram, channel, journal, log, lan, messageId } = await pressed();
    telegram.inject('answerCallbackQuery', faults.slow(120));
    lan.presses(messageId, 'Xong');
    await journal.takes(() => true);
    await until(() => telegram.countOf('answerCallbackQuery') === 1);
    await channel.stop();
    expect(telegram.calls.find(({ method }) => method === 'answerCallbackQuery')?.status).toBe(200);
    expect(log.lines).toEqual([]);
  });

  test('that is too old to be answered counts all the same, silently', async () => {
    const { telegram, journal, log, lan, messageId } = await pressed();
    const letGo = journal.blocks();
    lan.says('trước');
    await until(() => journal.offered.length === 1);
    lan.presses(messageId, 'Xong');
    telegram.bot.openQueries.clear();
    letGo();
    await journal.takes(({ content }) => content.kind === 'button');
    await until(() => telegram.countOf('answerCallbackQuery') === 1);
    expect(log.lines).toEqual([]);
  });
});

describe('the account', () => {
  test('whose token is revoked stops, says what to do, and recovers when it is mended', async () => {
    const { telegram, channel, start, send, journal } = await telegramOffice();
    await start();
    telegram.revokeToken();
    await until(() => channel.health().state === 'stopped');
    expect(channel.health().problem).toMatch(/TELEGRAM_BOT_TOKEN/);
    const lan = telegram.user('Lan');
    const sends = telegram.countOf('sendMessage');
    expect(await send(lan.chat.id)).toEqual({ kind: 'stopped', reason: 'unauthorized' });
    expect(telegram.countOf('sendMessage')).toBe(sends);
    telegram.restoreToken();
    await until(() => channel.health().state === 'running');
    expect(channel.health().problem).toBeUndefined();
    expect(await send(lan.chat.id)).toMatchObject({ kind: 'sent' });
    lan.says('việc');
    await journal.takes(() => true);
  });

  test.each([
    ['401', (right: string) => `${right}x`],
    ['404', (right: string) => `${right}/x`],
  ])('with a token that never worked (%s) is stopped from the start', async (_, token) => {
    const { channel, journal } = await telegramOffice({ token });
    await channel.start(journal);
    await until(() => channel.health().state === 'stopped');
  });

  test('learns of a revoked token from a send too', async () => {
    const { telegram, channel, send } = await telegramOffice();
    telegram.revokeToken();
    expect(await send(telegram.user('Lan').chat.id)).toEqual({ kind: 'stopped', reason: 'unauthorized' });
    expect(channel.health().state).toBe('stopped');
  });

  test('is asked rarely while it is refused', async () => {
    const { telegram, channel, journal } = await telegramOffice({ timings: { refusedMs: 10_000 } });
    telegram.revokeToken();
    await channel.start(journal);
    await until(() => channel.health().state === 'stopped');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(telegram.calls).toHaveLength(1);
  });

  test('with a second poller names it, and still sends', async () => {
    const { telegram, channel, start, send } = await telegramOffice();
    await start();
    const other = setInterval(() => {
      void fetch(`${telegram.apiRoot}/bot${telegram.token}/getUpdates?timeout=0`).catch(() => {});
    }, 15);
    await until(() => channel.health().problem?.includes('409') === true);
    expect(channel.health().state).toBe('starting');
    expect(await send(telegram.user('Lan').chat.id)).toMatchObject({ kind: 'sent' });
    clearInterval(other);
  });

  test('stops quickly while a long poll is open', async () => {
    const { channel, start } = await telegramOffice({ timings: { longPollSeconds: 50, pollMs: 65_000 } });
    await start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const began = performance.now();
    await channel.stop();
    expect(performance.now() - began).toBeLessThan(200);
  });
});
