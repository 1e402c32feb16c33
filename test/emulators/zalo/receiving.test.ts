import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Connected, connectZalo } from './connected.ts';

let connected: Connected;
beforeEach(async () => {
  connected = await connectZalo();
});
afterEach(() => connected.close());

test('a person says something, the bot answers with a quote, and the person quotes that', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan', { friend: true });
  const bot = await connected.listening();

  const id = lan.says('việc');
  await vi.waitFor(() => expect(bot.messages).toHaveLength(1));
  const [heard] = bot.messages;
  expect(heard).toMatchObject({ type: 0, threadId: lan.idAt(), isSelf: false });
  expect(heard?.data).toMatchObject({ msgId: String(id), content: 'việc', dName: 'Lan', idTo: zalo.bot.uid });

  const { message } = await bot.api.sendMessage({ msg: '#3 Báo cáo quý', quote: heard!.data }, lan.idAt());
  const answer = await lan.chat.next(/#3/);
  expect(answer).toMatchObject({ msgId: message?.msgId, text: '#3 Báo cáo quý', quote: id, to: lan.idAt() });

  lan.says('xong', { quote: answer.msgId });
  await vi.waitFor(() => expect(bot.messages).toHaveLength(2));
  expect(bot.messages[1]?.data.quote).toMatchObject({
    ownerId: zalo.bot.uid,
    globalMsgId: message?.msgId,
    msg: '#3 Báo cáo quý',
  });
  expect(bot.errors).toEqual([]);
});
