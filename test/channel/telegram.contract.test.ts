import { telegramChannel } from '../../src/channel/telegram/channel.ts';
import { startTelegram } from '../emulators/telegram/server.ts';
import { realClock } from './clocks.ts';
import { describeChannelContract } from './contract.ts';
import { testLog } from './journal.ts';
import { QUICK } from './telegram-office.ts';

const everything = { refuse: true, fail: true, offerAgain: true, quote: true, pace: true };

describeChannelContract('telegram', everything, async () => {
  const telegram = await startTelegram();
  const lan = telegram.user('Lan');
  const chat = (chatId: string) => telegram.bot.chats.get(Number(chatId));
  return {
    makeChannel: () =>
      telegramChannel({
        token: telegram.token,
        apiRoot: telegram.apiRoot,
        clock: realClock,
        log: testLog(),
        timings: QUICK,
      }),
    chatId: String(lan.chat.id),
    anotherChat: () => String(telegram.user('Minh').chat.id),
    async says(text, { quoting } = {}) {
      lan.says(text, quoting === undefined ? {} : { replyTo: Number(quoting) });
    },
    heard: (chatId) => chat(chatId)?.messages.map(({ text }) => text) ?? [],
    order: () =>
      [...telegram.bot.chats.values()]
        .flatMap(({ id, messages }) => messages.map(({ messageId }) => ({ id, messageId })))
        .toSorted((a, b) => a.messageId - b.messageId)
        .map(({ id }) => String(id)),
    refusingChat() {
      const minh = telegram.user('Minh');
      minh.blocks();
      return String(minh.chat.id);
    },
    platformDown: telegram.goDown,
    platformUp: telegram.comeUp,
    close: telegram.close,
  };
});
