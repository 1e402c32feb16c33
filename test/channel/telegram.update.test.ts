import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageName, messageNumber } from '../../src/channel/telegram/message-id.ts';
import { readUpdate } from '../../src/channel/telegram/update.ts';
import type { EmulatedGroup, EmulatedUser } from '../emulators/telegram/people.ts';
import { startTelegram, type TelegramEmulator } from '../emulators/telegram/server.ts';

const NOW = Date.UTC(2026, 2, 13);

/** What the bot reads of what a person does, through a server that it never polls. */
async function reads(act: (lan: EmulatedUser, group: EmulatedGroup, telegram: TelegramEmulator) => void) {
  const telegram = await startTelegram();
  const { me } = telegram.bot;
  telegram.updates.poll(
    { allowed_updates: ['message', 'edited_message', 'callback_query', 'message_reaction', 'my_chat_member'] },
    () => {},
  );
  act(telegram.user('Lan'), telegram.group('Văn phòng', { supergroup: true }), telegram);
  let raw: unknown[] = [];
  telegram.updates.poll({}, (answer) => {
    if (answer.kind === 'updates') raw = answer.updates;
  });
  await telegram.close();
  const readings = raw.map((update) => readUpdate(update, me, NOW));
  return readings.map((reading) => (reading.kind === 'inbound' ? reading.inbound.content : reading.kind));
}

describe('in a private chat', () => {
  test('commands and invitations arrive as they were typed', async () => {
    const contents = await reads((lan) => {
      lan.says('/start MA-MOI-1');
      lan.says('/xong@nhacviec_thu_bot 3');
      lan.says('/xong@bot_khac 3');
    });
    expect(contents).toMatchObject([{ kind: 'text', text: '/start MA-MOI-1' }, { text: '/xong 3' }, 'ignored']);
  });

  test('a caption is text; a picture, sticker or voice without one is unreadable', async () => {
    const contents = await reads((lan) => {
      lan.sends('photo', { caption: 'xong 3' });
      lan.sends('photo');
      lan.sendsSticker();
      lan.sends('voice');
      lan.sends('document');
    });
    expect(contents).toMatchObject([
      { kind: 'text', text: 'xong 3', attached: { what: 'photo', file: 'f' } },
      { kind: 'unreadable', what: 'photo', file: 'f' },
      { kind: 'unreadable', what: 'sticker', file: 'f' },
      { kind: 'unreadable', what: 'voice' },
      { kind: 'unreadable', what: 'document' },
    ]);
  });

  test('an edit, a reaction put on, a reaction taken back', async () => {
    const contents = await reads((lan) => {
      const said = lan.says('xogn 3');
      lan.edits(said, 'xong 3');
      lan.reacts(said, '👍');
      lan.takesBackReaction(said, '👍');
    });
    expect(contents).toMatchObject([
      { kind: 'text' },
      { kind: 'edited', text: 'xong 3', messageId: '101' },
      { kind: 'reaction', emoji: '👍', messageId: '101' },
      'ignored',
    ]);
  });
});

describe('in a group', () => {
  test('only what is said to the bot is read', async () => {
    const contents = await reads((lan, group) => {
      lan.says('trưa nay ăn gì', { in: group });
      lan.says('hỏi @ai_do xem', { in: group });
      lan.says('@NhacViec_Thu_Bot tình hình', { in: group });
      lan.says('/việc', { in: group });
      lan.says('/viec@bot_khac', { in: group });
      lan.says('/viec', { in: group });
      lan.says('/ hay là thôi', { in: group });
      lan.sendsSticker({ in: group });
    });
    expect(contents).toMatchObject([
      ...['ignored', 'ignored', { text: 'tình hình' }],
      ...[{ text: '/việc' }, 'ignored', { text: '/viec' }],
      ...['ignored', 'ignored'],
    ]);
  });

  test('a reply to the bot is said to it', async () => {
    const telegram = await startTelegram();
    const { me } = telegram.bot;
    const base = { message_id: 9, date: 1, chat: { id: -1009, type: 'supergroup' }, from: { id: 5, is_bot: false } };
    const update = (from: object, content: object) => ({
      update_id: 1,
      message: { ...base, ...content, reply_to_message: { message_id: 4, from } },
    });
    expect(readUpdate(update({ id: me.id, is_bot: true }, { text: 'xong' }), me, NOW)).toMatchObject({
      inbound: { chatKind: 'group', content: { text: 'xong', quotes: '-1009:4', messageId: '-1009:9' } },
    });
    expect(readUpdate(update({ id: me.id, is_bot: true }, { sticker: {} }), me, NOW)).toMatchObject({
      inbound: { content: { kind: 'unreadable' } },
    });
    expect(readUpdate(update({ id: 6 }, { text: 'xong' }), me, NOW)).toEqual({ kind: 'ignored' });
    await telegram.close();
  });
});

describe('of a group', () => {
  const base = { message_id: 9, date: 1, from: { id: 5, is_bot: false } };
  const supergroup = { id: -1009, type: 'supergroup' };
  const read = (update: object) => readUpdate({ update_id: 1, ...update }, me, NOW);

  test('it is known who wrote, pressed and reacted; a private chat is the person', () => {
    const said = { ...base, chat: supergroup, text: '/nhom K7MP-3QXA' };
    expect(read({ message: said })).toMatchObject({ inbound: { chatId: '-1009', author: '5' } });
    const message = { message_id: 4, chat: supergroup };
    const press = { id: 'q', from: { id: 6, is_bot: false }, data: 'x', message };
    expect(read({ callback_query: press })).toMatchObject({ inbound: { author: '6' } });
    const reaction = { chat: supergroup, message_id: 4, date: 1, user: { id: 7 }, old_reaction: [] };
    const thumb = { ...reaction, new_reaction: [{ type: 'emoji', emoji: '👍' }] };
    expect(read({ message_reaction: thumb })).toMatchObject({ inbound: { author: '7' } });
    const own = read({ message: { ...base, chat: { id: 5, type: 'private' }, text: 'việc' } });
    expect(own.kind === 'inbound' && 'author' in own.inbound).toBe(false);
  });

  test('the bot hears when it is put in and put out', async () => {
    const contents = await reads((_lan, group) => {
      group.addsBot();
      group.kicksBot();
    });
    expect(contents).toEqual([
      { kind: 'membership', member: true },
      { kind: 'membership', member: false },
    ]);
  });

  test.each([
    ['member', 'administrator', 'group', null],
    ['left', 'restricted', 'supergroup', null],
    ['kicked', 'member', 'channel', null],
    ['member', 'kicked', 'private', null],
    ['administrator', 'left', 'supergroup', false],
    ['left', 'creator', 'group', true],
  ])('from %s to %s in a %s: %s', (before, after, type, member) => {
    const change = { old_chat_member: { status: before }, new_chat_member: { status: after, is_member: false } };
    const reading = read({ my_chat_member: { chat: { id: -5, type }, date: 1, ...change } });
    if (member === null) expect(reading).toEqual({ kind: 'ignored' });
    else expect(reading).toMatchObject({ inbound: { chatKind: 'group', content: { kind: 'membership', member } } });
  });
});

const me = { id: 7, username: 'nhacviec_thu_bot' };

test('messages of bots, channels and services are ignored', () => {
  const base = { message_id: 9, date: 1, chat: { id: 5, type: 'private' } };
  const read = (message: object) => readUpdate({ update_id: 1, message: { ...base, ...message } }, me, NOW).kind;
  expect(read({ from: { id: 5, is_bot: true }, text: 'xong' })).toBe('ignored');
  expect(read({ text: 'xong' })).toBe('ignored');
  expect(read({ from: { id: 5 }, chat: { id: -1, type: 'channel' }, text: '/xong' })).toBe('ignored');
  expect(read({ from: { id: 5 }, new_chat_title: 'Tên mới' })).toBe('ignored');
  expect(readUpdate({ update_id: 1, my_chat_member: {} }, me, NOW).kind).toBe('ignored');
});

test('spoiled trimmings do not cost the text', () => {
  const message = { message_id: 9, date: 1, chat: { id: 5, type: 'private' }, from: { id: 5 }, text: 'xong 3' };
  const spoiled = { ...message, entities: [{ type: 3 }], reply_to_message: 'x', edit_date: 'y' };
  expect(readUpdate({ update_id: 1, message: spoiled }, me, NOW)).toMatchObject({
    inbound: { content: { text: 'xong 3' } },
  });
});

test('no update, however odd, throws', () => {
  const keys = ['update_id', 'message', 'edited_message', 'callback_query', 'message_reaction', 'chat', 'from', 'text'];
  const odd = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, 1, -1, 'x', true, Number.NaN),
      tie('object'),
      fc.array(tie('value')),
    ),
    object: fc.dictionary(fc.constantFrom(...keys, 'id', 'type', 'message_id', 'date', 'entities'), tie('value')),
  }));
  fc.assert(
    fc.property(odd.object, (raw) => {
      expect(['inbound', 'moved', 'ignored', 'malformed']).toContain(readUpdate(raw, me, NOW).kind);
    }),
  );
});

test('a message name gives its number back in its own chat only', () => {
  expect(messageNumber('5', messageName('5', 12))).toBe(12);
  expect(messageNumber('-1009', messageName('-1009', 12))).toBe(12);
  expect(messageNumber('-1008', messageName('-1009', 12))).toBeNull();
  expect(messageNumber('-1008', '12')).toBeNull();
  expect(messageNumber('5', 'x')).toBeNull();
  expect(messageNumber('5', '')).toBeNull();
});
