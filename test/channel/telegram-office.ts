import { onTestFinished } from 'vitest';
import { telegramChannel } from '../../src/channel/telegram/channel.ts';
import type { Timings } from '../../src/channel/telegram/timings.ts';
import { type EmulatorOptions, startTelegram } from '../emulators/telegram/server.ts';
import { realClock } from './clocks.ts';
import { testJournal, testLog, until } from './journal.ts';

/** Everything that waits, shortened; the proportions stay. */
export const QUICK: Timings = {
  longPollSeconds: 0.5,
  pollMs: 700,
  sendMs: 250,
  smallCallMs: 250,
  connectMs: 150,
  backoffMs: [10, 60],
  conflictMs: 20,
  refusedMs: 80,
  staleMs: 1_500,
  patienceMs: 8_000,
};

/** A bot on its emulator, both closed when the test ends. */
export async function telegramOffice(
  options: EmulatorOptions & { timings?: Partial<Timings>; down?: boolean; token?: (right: string) => string } = {},
) {
  const telegram = await startTelegram(options);
  const log = testLog();
  const journal = testJournal();
  const makeChannel = () => {
    const channel = telegramChannel({
      token: options.token?.(telegram.token) ?? telegram.token,
      apiRoot: telegram.apiRoot,
      clock: realClock,
      log,
      timings: { ...QUICK, ...options.timings },
      random: () => 0.5,
    });
    onTestFinished(() => channel.stop(), 20_000);
    return channel;
  };
  onTestFinished(() => telegram.close(), 20_000);
  const channel = makeChannel();
  if (options.down === true) await telegram.goDown();
  /** Resolves once it receives. */
  const start = async () => {
    await channel.start(journal);
    await until(() => channel.health().state === 'running');
  };
  const send = (chatId: number, text = 'chào') => channel.send({ chatId: String(chatId), urgency: 'answer' }, { text });
  return { telegram, channel, journal, log, start, send, makeChannel };
}
