import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Message } from 'zca-js';
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
  await vi.waitFor(() => expect(bot.messages).toHaveLength(1), { timeout: 10_000 });
  const [heard] = bot.messages;
  expect(heard).toMatchObject({ type: 0, threadId: lan.idAt(), isSelf: false });
  expect(heard?.data).toMatchObject({ msgId: String(id), content: 'việc', dName: 'Lan', idTo: zalo.bot.uid });

  const { message } = await bot.api.sendMessage({ msg: '#3 Báo cáo quý', quote: heard!.data }, lan.idAt());
  const answer = await lan.chat.next(/#3/);
  expect(answer).toMatchObject({ msgId: message?.msgId, text: '#3 Báo cáo quý', quote: id, to: lan.idAt() });

  lan.says('xong', { quote: answer.msgId });
  await vi.waitFor(() => expect(bot.messages).toHaveLength(2), { timeout: 10_000 });
  expect(bot.messages[1]?.data.quote).toMatchObject({
    ownerId: zalo.bot.uid,
    globalMsgId: message?.msgId,
    msg: '#3 Báo cáo quý',
  });
  expect(bot.errors).toEqual([]);
});

test('events arrive in every packing that zca-js reads', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const bot = await connected.listening();
  const said: string[] = [];
  for (const encrypt of [0, 1, 2, 3] as const) {
    for (const compression of ['gzip', 'zlib'] as const) {
      zalo.pack({ encrypt, compression });
      said.push(`gói ${encrypt} ${compression}: ă â đ ê ô ơ ư 👍`);
      lan.says(said.at(-1)!);
    }
  }
  await vi.waitFor(() => expect(bot.messages).toHaveLength(8), { timeout: 10_000 });
  // zca-js decodes frames at the same time, so that one may overtake another.
  expect(bot.messages.map(({ data }) => data.content).sort()).toEqual(said.sort());
  expect(bot.errors).toEqual([]);
});

test('a reaction to a message of the bot arrives, and so does its taking back', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const bot = await connected.listening();
  await bot.api.sendMessage('#3 đến hạn', lan.idAt());
  const { msgId, cliMsgId } = await lan.chat.next(/#3/);
  lan.reacts('/-strong', msgId);
  lan.takesBackReaction(msgId);
  await vi.waitFor(() => expect(bot.reactions).toHaveLength(2), { timeout: 10_000 });
  const [first, second] = bot.reactions;
  expect(first).toMatchObject({ threadId: lan.idAt(), isSelf: false, isGroup: false });
  expect(first?.data.content).toMatchObject({ rIcon: '/-strong', rMsg: [{ gMsgID: msgId, cMsgID: cliMsgId }] });
  expect(second?.data.content.rIcon).toBe('');
});

test('undoing, stickers, pictures and other contents arrive as Zalo words them', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const bot = await connected.listening();
  const id = lan.says('nhầm');
  lan.undoes(id);
  lan.sendsSticker();
  lan.sendsPicture({ caption: 'đã nộp', bytes: Buffer.from('ảnh') });
  lan.sends('chat.voice', { href: 'https://voice-stal-1.zdn.vn/1' });
  await vi.waitFor(() => expect(bot.messages).toHaveLength(4), { timeout: 10_000 });
  expect(bot.undos).toHaveLength(1);
  expect(bot.undos[0]).toMatchObject({ threadId: lan.idAt(), data: { content: { globalMsgId: id } } });
  // zca-js decodes frames side by side, so quick ones may change places.
  const of = (msgType: string) => bot.messages.find((message) => message.data.msgType === msgType);
  const picture = of('chat.photo');
  expect(of('chat.sticker')?.data).toMatchObject({ content: { catId: 10425 } });
  expect(picture?.data).toMatchObject({ content: { title: 'đã nộp' } });
  expect(of('chat.voice')).toBeDefined();
  const { href } = picture!.data.content as { href: string };
  expect(await (await fetch(href)).text()).toBe('ảnh');
});

test('a group hears the bot, and the bot hears the group, with mentions', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const hung = zalo.user('Hùng');
  const group = zalo.group('Văn phòng', [lan, hung]);
  const bot = await connected.listening();
  lan.says('@Nhắc Việc việc của @Hùng', { in: group });
  await vi.waitFor(() => expect(bot.messages).toHaveLength(1), { timeout: 10_000 });
  expect(bot.messages[0]).toMatchObject({ type: 1, threadId: group.id, data: { uidFrom: lan.idAt() } });
  expect(bot.messages[0]?.data).toMatchObject({
    mentions: [
      { uid: zalo.bot.uid, pos: 0, len: 10, type: 0 },
      { uid: hung.idAt(), pos: 20, len: 5, type: 0 },
    ],
  });

  const mentions = [{ uid: hung.idAt(), pos: 0, len: 5 }];
  await bot.api.sendMessage({ msg: '@Hùng #3 đến hạn', mentions }, group.id, 1);
  const message = await group.chat.next(/#3/);
  expect(message).toMatchObject({ to: group.id, mentions: [{ uid: hung.idAt(), pos: 0, len: 5 }] });
  hung.reacts('/-strong', message.msgId, { in: group });
  hung.says('rõ', { in: group, quote: message.msgId });
  await vi.waitFor(() => expect(bot.messages).toHaveLength(2), { timeout: 10_000 });
  expect(bot.messages[1]?.data.quote?.globalMsgId).toBe(message.msgId);
  expect(bot.reactions).toMatchObject([{ isGroup: true, threadId: group.id, data: { uidFrom: hung.idAt() } }]);

  group.leaves(hung);
  group.removesBot();
  await vi.waitFor(() => expect(bot.groupEvents.map(({ type }) => type)).toEqual(['leave']), { timeout: 10_000 });
  await expect(bot.api.sendMessage('còn ai không', group.id, 1)).rejects.toMatchObject({ code: 114 });
});

test('direct messages under the commands that zca-js drops are not heard, but are among the old ones', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const bot = await connected.listening();
  for (const under of [504, 524, 551, 553]) lan.says(`dưới ${under}`, { under });
  lan.says('thường');
  await vi.waitFor(() => expect(bot.messages).toHaveLength(1), { timeout: 10_000 });
  expect(bot.messages[0]?.data.content).toBe('thường');
  bot.api.listener.requestOldMessages(0);
  await vi.waitFor(() => expect(bot.old).toHaveLength(5), { timeout: 10_000 });
});

test('a bad content costs the rest of its frame, a bad frame only itself', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const { line } = zalo.bot;
  const bot = await connected.listening();
  line.together(() => {
    lan.says('trước');
    lan.sends('webchat', null);
    lan.says('sau, mất theo');
  });
  line.send({ cmd: 501, subCmd: 0 }, 'not JSON');
  line.send({ cmd: 501, subCmd: 0 }, JSON.stringify({ encrypt: 2, data: Buffer.alloc(64, 7).toString('base64') }));
  line.send({ cmd: 501, subCmd: 0 }, JSON.stringify({ encrypt: 9, data: '' }));
  line.send({ cmd: 501, subCmd: 0 }, '{}');
  lan.says('còn đây');
  await vi.waitFor(() => expect(bot.messages).toHaveLength(2), { timeout: 10_000 });
  expect(bot.messages.map(({ data }) => data.content)).toEqual(['trước', 'còn đây']);
  expect(bot.errors).toHaveLength(5);
});

test('what the account itself writes is heard only by those who listen to themselves', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const bot = await connected.listening(await connected.login(zalo.bot.credentials(), true));
  zalo.bot.says('viết trên điện thoại', lan);
  await bot.api.sendMessage('viết bằng zca-js', lan.idAt());
  await vi.waitFor(() => expect(bot.messages).toHaveLength(2), { timeout: 10_000 });
  for (const message of bot.messages) expect(message).toMatchObject({ isSelf: true, threadId: lan.idAt() });
});

test('old messages are those of the session and of two weeks, without undone ones', async () => {
  await connected.close();
  let now = Date.UTC(2026, 2, 1);
  connected = await connectZalo({ now: () => now });
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const group = zalo.group('Văn phòng', [lan]);
  lan.says('trước khi đăng nhập');
  now += 1;
  const bot = await connected.listening();
  lan.says('quá hai tuần');
  now += 15 * 86_400_000;
  lan.undoes(lan.says('nhầm'));
  lan.says('trong hai tuần');
  const last = lan.says('sau cùng');
  lan.says('trong nhóm', { in: group });

  const { listener } = bot.api;
  const asked = async (type: 0 | 1, lastId: string | null) => {
    const answer = once(listener, 'old_messages');
    listener.requestOldMessages(type, lastId);
    const [messages] = (await answer) as [Message[]];
    return messages.map(({ data }) => data.content).filter((content) => typeof content === 'string');
  };
  expect(await asked(0, null)).toEqual(['trong hai tuần', 'sau cùng']);
  expect(await asked(0, String(last))).toEqual(['trong hai tuần']);
  expect(await asked(1, null)).toEqual(['trong nhóm']);
});

test('reactions of the time without a connection can be asked for', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const { api } = await connected.listening();
  await api.sendMessage('#3 đến hạn', lan.idAt());
  const { msgId } = await lan.chat.next(/#3/);
  const closed = new Promise((resolve) => api.listener.once('closed', resolve));
  zalo.bot.line.cut();
  await closed;
  lan.reacts('/-strong', msgId);
  const again = await connected.listening(api);
  const answer = once(again.api.listener, 'old_reactions');
  again.api.listener.requestOldReactions(0);
  const [reactions] = (await answer) as [{ threadId: string; data: { content: string } }[]];
  // zca-js leaves the content of old reactions as it came: JSON.
  expect(reactions).toMatchObject([{ threadId: lan.idAt() }]);
  expect(JSON.parse(reactions[0]!.data.content)).toMatchObject({ rIcon: '/-strong', rMsg: [{ gMsgID: msgId }] });
});

test('seeing and typing arrive as events of their own', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan');
  const { api, errors } = await connected.listening();
  const { message } = await api.sendMessage('#3 đến hạn', lan.idAt());
  const events = Promise.all([once(api.listener, 'seen_messages'), once(api.listener, 'typing')]);
  lan.sees(message!.msgId);
  lan.types();
  expect(await events).toMatchObject([[[{ threadId: lan.idAt() }]], [{ threadId: lan.idAt(), isSelf: false }]]);
  expect(errors).toEqual([]);
});
