import { consoleChannel } from '../../src/channel/console/channel.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { describeChannelContract } from './contract.ts';

describeChannelContract(
  'console',
  { refuse: false, fail: false, offerAgain: false, quote: true, pace: false },
  async () => {
    const shown: { chatId: string; text: string }[] = [];
    const channel = consoleChannel({
      clock: systemClock(),
      show: (chatId, { text }) => void shown.push({ chatId, text }),
    });
    let chats = 1;
    return {
      makeChannel: () => channel,
      chatId: '1',
      anotherChat: () => String(++chats),
      // Whoever types does not wait for the bot.
      says: async (text, options = {}) => void channel.type('1', text, options.quoting),
      heard: (chatId) => shown.filter((each) => each.chatId === chatId).map((each) => each.text),
      order: () => shown.map((each) => each.chatId),
      close: async () => {},
    };
  },
);
