import { expect, test } from 'vitest';
import { readPayload } from '../../src/channel/zalo/update.ts';
import { zaloOffice } from './zalo-office.ts';

const ME = '7100000000000031337';
const LAN = '6100000000000000001';
const NOW = Date.UTC(2026, 2, 13);

function read(payload: unknown) {
  return readPayload(payload, ME, NOW).flatMap((reading) => (reading.kind === 'inbound' ? [reading.inbound] : []));
}
const message = (fields: object = {}) => ({
  msgId: '6400000000001',
  cliMsgId: '1',
  msgType: 'webchat',
  uidFrom: LAN,
  idTo: ME,
  ts: '1773360000000',
  content: 'xong 3',
  ...fields,
});
const said = (fields: object = {}) => read({ msgs: [message(fields)] });
const saidInGroup = (fields: object = {}) => read({ groupMsgs: [message({ idTo: '2800000000000104729', ...fields })] });

test('of the people whom the account may know, those who have asked are friend requests, whatever unit their time is in', () => {
  const listed = (fields: object) => read({ recommItems: [{ dataInfo: { userId: LAN, recommType: 2, ...fields } }] });
  const asked = (recommTime: number) => listed({ recommTime, recommInfo: { message: 'mã K7MP-3QXA' } })[0];
  expect(asked(1_773_360_000_000)).toEqual({
    externalId: `friend:${LAN}:asked-1773360000000`,
    chatId: LAN,
    chatKind: 'private',
    at: 1_773_360_000_000,
    content: { kind: 'friend-request', text: 'mã K7MP-3QXA' },
  });
  expect(asked(1_773_360_000)?.at).toBe(1_773_360_000_000);
  expect(listed({})[0]).toMatchObject({ at: NOW, content: { text: '' } });
  expect(listed({ recommType: 1 })).toEqual([]);
});

test('a text is what was typed, by whom and when', () => {
  expect(said()).toEqual([
    {
      externalId: '6400000000001',
      chatId: LAN,
      chatKind: 'private',
      at: 1_773_360_000_000,
      content: { kind: 'text', text: 'xong 3', messageId: '6400000000001' },
    },
  ]);
});

test('the quoted message is named as it was when it was sent', () => {
  const quote = { ownerId: 7_100_000_000_000, globalMsgId: 6_400_000_000_000, msg: 'x' };
  expect(said({ quote })[0]?.content).toMatchObject({ kind: 'text', quotes: '6400000000000' });
  expect(said({ quote: { ...quote, globalMsgId: '6400000000000' } })[0]?.content).toMatchObject({
    quotes: '6400000000000',
  });
});

test('its own messages, from here or from the owner’s telephone, are none', () => {
  expect(said({ uidFrom: '0', idTo: LAN })).toEqual([]);
  expect(said({ uidFrom: ME })).toEqual([]);
  expect(saidInGroup({ uidFrom: '0', mentions: [{ uid: ME, pos: 0, len: 4 }] })).toEqual([]);
});

test('a text with an address in it is a text', () => {
  const content = {
    title: 'xong 3 https://phutan.gov.vn/45',
    href: 'https://phutan.gov.vn/45',
    action: 'recommened.link',
  };
  expect(said({ msgType: 'chat.recommended', content })[0]?.content).toMatchObject({
    kind: 'text',
    text: 'xong 3 https://phutan.gov.vn/45',
  });
  const card = { title: 'Minh', description: '{}', action: 'recommened.user' };
  expect(said({ msgType: 'chat.recommended', content: card })[0]?.content).toMatchObject({
    kind: 'unreadable',
    what: 'contact',
  });
});

test.each([
  ['chat.sticker', { id: 1 }, 'sticker', undefined],
  ['chat.voice', { href: 'https://voice.zdn.vn/1.aac' }, 'voice', 'https://voice.zdn.vn/1.aac'],
  ['chat.photo', { href: 'https://photo.zdn.vn/1.jpg', title: '' }, 'photo', 'https://photo.zdn.vn/1.jpg'],
  ['share.file', { title: 'bao-cao.pdf', href: 'https://file.zdn.vn/1' }, 'document', 'https://file.zdn.vn/1'],
  ['chat.video.msg', { href: '', thumb: 'https://photo.zdn.vn/t.jpg' }, 'video', 'https://photo.zdn.vn/t.jpg'],
  ['chat.location.new', { desc: '10,106' }, 'location', undefined],
  ['chat.todo', {}, 'message', undefined],
  ['constructor', {}, 'message', undefined],
  ['', null, 'message', undefined],
])('«%s» %j is something that cannot be read: %s', (msgType, content, what, file) => {
  expect(said({ msgType, content }).map((one) => one.content)).toEqual([
    { kind: 'unreadable', what, messageId: '6400000000001', ...(file === undefined ? {} : { file }) },
  ]);
});

test('words under a picture are a text with the picture, and the quoted message is named either way', () => {
  const quote = { ownerId: ME, globalMsgId: 6_400_000_000_000 };
  const content = { href: 'https://photo.zdn.vn/1.jpg', title: 'xong 3' };
  expect(said({ msgType: 'chat.photo', content, quote }).map((one) => one.content)).toEqual([
    {
      kind: 'text',
      text: 'xong 3',
      messageId: '6400000000001',
      quotes: '6400000000000',
      attached: { what: 'photo', file: 'https://photo.zdn.vn/1.jpg' },
    },
  ]);
  expect(said({ msgType: 'chat.photo', content: { ...content, title: '' }, quote })[0]?.content).toMatchObject({
    kind: 'unreadable',
    quotes: '6400000000000',
  });
});

test('a message taken back is a deletion, under an id of its own', () => {
  const content = { deleteMsg: 1, globalMsgId: 6_400_000_000_000, cliMsgId: 1 };
  expect(said({ msgId: '6400000000002', msgType: 'chat.undo', content })).toMatchObject([
    { externalId: 'undo:6400000000000', content: { kind: 'deleted', messageId: '6400000000000' } },
  ]);
});

test.each([
  ['/-strong', '👍'],
  ['/-heart', '❤️'],
  ['/-ok', '👌'],
  [':>', ':>'],
  ['constructor', 'constructor'],
])('the reaction %s is %s', (rIcon, emoji) => {
  const content = JSON.stringify({ rMsg: [{ gMsgID: 6_400_000_000_000 }], rIcon, rType: 3 });
  expect(read({ reacts: [{ uidFrom: LAN, idTo: ME, ts: '5', content }], reactGroups: [] })).toMatchObject([
    { chatId: LAN, at: 5, content: { kind: 'reaction', emoji, messageId: '6400000000000' } },
  ]);
});

test('a reaction that was taken back, and the account’s own, are nothing', () => {
  const reaction = (fields: object, rIcon: string) => ({
    reacts: [{ uidFrom: LAN, idTo: ME, ts: 5, content: { rMsg: [{ gMsgID: 1 }], rIcon }, ...fields }],
  });
  expect(read(reaction({}, ''))).toEqual([]);
  expect(read(reaction({ uidFrom: '0' }, '/-strong'))).toEqual([]);
});

test('a group is heard only when it speaks to the account, without its name', () => {
  expect(saidInGroup()).toEqual([]);
  expect(saidInGroup({ mentions: [{ uid: LAN, pos: 0, len: 4 }], content: '@Lan xong' })).toEqual([]);
  expect(saidInGroup({ mentions: [{ uid: '-1', pos: 0, len: 4 }], content: '@All họp' })).toEqual([]);
  const mentions = [
    { uid: ME, pos: 5, len: 10 },
    { uid: LAN, pos: 16, len: 4 },
  ];
  expect(saidInGroup({ mentions, content: 'nhóm @Nhắc Việc @Lan K7MP-3QXA' })).toMatchObject([
    {
      chatId: 'g2800000000000104729',
      chatKind: 'group',
      author: LAN,
      content: { kind: 'text', text: 'nhóm @Lan K7MP-3QXA' },
    },
  ]);
  const quote = { ownerId: ME, globalMsgId: 1 };
  expect(saidInGroup({ quote })).toMatchObject([{ content: { text: 'xong 3', quotes: '1' } }]);
  expect(saidInGroup({ quote: { ...quote, ownerId: LAN } })).toEqual([]);
});

test('a mention of everybody costs no other mention', () => {
  const mentions = [
    { uid: -1, pos: 0, len: 4 },
    { uid: ME, pos: 5, len: 10 },
  ];
  expect(saidInGroup({ mentions, content: '@All @Nhắc Việc nhóm' })).toMatchObject([
    { content: { text: '@All nhóm' } },
  ]);
});

test('a friend request is told with its words, once', () => {
  const data = { toUid: ME, fromUid: LAN, src: 30, message: 'K7MP-3QXA' };
  const control = (act: string, given: unknown = data) => ({ content: { act_type: 'fr', act, data: given } });
  expect(read({ controls: [control('req'), control('req_v2', JSON.stringify(data))] })).toMatchObject([
    { chatId: LAN, chatKind: 'private', content: { kind: 'friend-request', text: 'K7MP-3QXA' } },
  ]);
  expect(read({ controls: [control('req_v2', { ...data, fromUid: ME })] })).toEqual([]);
  expect(read({ controls: [control('add', LAN)] })).toEqual([]);
});

test('being put into a group and out of it is told; what other members do is not', async () => {
  const { zalo, journal, start } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  const group = zalo.group('UBND xã', [lan]);
  await start();
  group.leaves(lan);
  group.removesBot();
  group.addsBot();
  await journal.takes(({ content }) => content.kind === 'membership' && content.member);
  expect(journal.taken.map(({ chatId, content }) => [chatId, content])).toEqual([
    [`g${group.id}`, { kind: 'membership', member: false }],
    [`g${group.id}`, { kind: 'membership', member: true }],
  ]);
});

test('in a group it answers with a quote to whom it was asked by', async () => {
  const { zalo, journal, start, send } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  const group = zalo.group('UBND xã', [lan]);
  await start();
  lan.says('chuyện khác', { in: group });
  const id = lan.says(`@${zalo.bot.name} nhóm`, { in: group });
  const asked = await journal.takes(() => true);
  expect(asked).toMatchObject({ chatId: `g${group.id}`, author: lan.idAt(), content: { text: 'nhóm' } });
  expect(await send(asked.chatId, 'Xin chào', String(id))).toMatchObject({ kind: 'sent' });
  expect(group.chat.messages()).toMatchObject([{ text: 'Xin chào', quote: id }]);
});

test('stickers, pictures, reactions, undo and friend requests of the emulator are understood', async () => {
  const { zalo, journal, start, send } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  const stranger = zalo.user('Minh');
  await start();
  const sent = await send(lan.idAt(), '#3 Báo cáo quý');
  const id = sent.kind === 'sent' ? Number(sent.externalId) : 0;
  lan.sendsSticker();
  lan.sendsPicture();
  lan.reacts('/-strong', id);
  lan.takesBackReaction(id);
  const said = lan.says('xong', { quote: id });
  lan.undoes(said);
  stranger.asksToBeFriend('xin kết bạn');
  await journal.takes(({ content }) => content.kind === 'friend-request');
  expect(journal.taken.map(({ content }) => content)).toEqual([
    { kind: 'unreadable', what: 'sticker', messageId: expect.any(String) },
    { kind: 'unreadable', what: 'photo', messageId: expect.any(String), file: expect.stringMatching(/^https:/) },
    { kind: 'reaction', emoji: '👍', messageId: String(id) },
    { kind: 'text', text: 'xong', messageId: String(said), quotes: String(id) },
    { kind: 'deleted', messageId: String(said) },
    { kind: 'friend-request', text: 'xin kết bạn' },
  ]);
});

test('friends are accepted and found on request', async () => {
  const { zalo, channel, journal, start } = await zaloOffice();
  const minh = zalo.user('Minh', { phone: '0912345678' });
  await start();
  const { contacts } = channel;
  expect(await contacts?.find('0912 345 678')).toBe(minh.idAt());
  expect(await contacts?.find('+84 912345678')).toBe(minh.idAt());
  expect(await contacts?.find('0900000000')).toBeNull();
  expect(await contacts?.accept(minh.idAt())).toBe(false);
  minh.asksToBeFriend();
  const request = await journal.takes(({ content }) => content.kind === 'friend-request');
  expect(await contacts?.accept(request.chatId)).toBe(true);
  expect(minh.isFriendOf()).toBe(true);
  await channel.stop();
  expect(await contacts?.find('0912345678')).toBeNull();
});
