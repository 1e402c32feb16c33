import { expect, test } from 'vitest';
import { rehearse, scan } from './rehearsal.ts';

test('a step that Zalo does not bring goes through Telegram, once, and Zalo comes first again when it heals', {
  timeout: 120_000,
}, async () => {
  const office = await rehearse({ speed: 500 });
  const { zalo, telegram } = office;
  const person = (name: string, friend: boolean) => {
    const there = { zalo: zalo.user(name, { friend, acceptsStrangers: friend }), telegram: telegram.user(name) };
    const zaloTexts = () => there.zalo.chat.messages().map(({ text }) => text);
    const telegramTexts = () => there.telegram.chat.messages.map(({ text }) => text);
    return { ...there, zaloTexts, telegramTexts };
  };
  const nam = telegram.user('Nam');
  const people = { refusing: person('Lan', false), silent: person('Hoa', true), quick: person('Minh', true) };
  const { refusing, silent, quick } = people;
  await office.staff([
    { name: 'Huỳnh Nam', isAdmin: true, chats: [{ channel: 'telegram', chatId: String(nam.id) }] },
    ...Object.entries(people).map(([name, { zalo: there, telegram: elsewhere }]) => ({
      name,
      chats: [
        { channel: 'zalo' as const, chatId: there.idAt() },
        { channel: 'telegram' as const, chatId: String(elsewhere.id) },
      ],
    })),
  ]);
  office.logIn();

  // The morning: Zalo refuses one, one never answers, one does.
  const morning = await office.start('07:27:00');
  await office.until(() => quick.zaloTexts().length > 0, '09:00:00');
  await office.until(() => refusing.telegramTexts().length > 0, '09:00:00');
  await office.pass('07:55:00');
  quick.zalo.reacts('/-strong', quick.zalo.chat.messages()[0]!.msgId);
  await office.until(() => silent.telegramTexts().length > 0, '10:20:00');
  await office.pass('10:25:00');
  expect(await morning.stop()).toMatchObject({ code: 0 });
  expect(refusing.zaloTexts()).toEqual([]);
  expect(refusing.telegramTexts()).toEqual([expect.stringMatching(/vì Zalo của chị không nhận tin của em/)]);
  expect(silent.zaloTexts()).toHaveLength(1);
  expect(silent.telegramTexts()).toEqual([expect.stringMatching(/vì chưa thấy chị trả lời tin 07:\d\d trên Zalo/)]);
  expect([quick.zaloTexts().length, quick.telegramTexts().length]).toEqual([1, 0]);

  // The afternoon: nobody is logged in at two o'clock, and somebody is soon after.
  zalo.bot.expireSession();
  const afternoon = await office.start('13:58:00');
  await office.until(() => silent.telegramTexts().length > 1, '15:00:00');
  expect(silent.telegramTexts()[1]).toMatch(/vì Zalo đang tạm ngừng/);
  const told = silent.telegramTexts().length;
  await scan(zalo);
  await zalo.bot.line.untilOpen();
  silent.telegram.says('nhận');
  await office.until(() => silent.telegramTexts().length > told, '16:50:00');
  silent.zalo.says('việc');
  await office.until(() => silent.zaloTexts().some((text) => /^Chị có \d+ việc/.test(text)), '16:50:00');
  await office.passMinutes(30);
  expect(await afternoon.stop()).toMatchObject({ code: 0 });
  expect(silent.zaloTexts()).toHaveLength(2);
  expect(silent.telegramTexts()).toHaveLength(told + 1);

  // Monday: Zalo first, and Telegram only where Zalo refuses.
  const monday = await office.start('2024-03-18T07:22:00');
  await office.until(() => silent.zaloTexts().length > 2 && quick.zaloTexts().length > 1, '2024-03-18T09:00:00');
  await office.until(() => refusing.telegramTexts().at(-1)?.includes('18/3') === true, '2024-03-18T09:00:00');
  // The administrators hear of the broken link with the morning's check, and what to do.
  const check = /Zalo của chị refusing không nhận tin nữa, em đang nhắn qua Telegram/;
  await office.until(() => nam.chat.messages.some(({ text }) => check.test(text)), '2024-03-18T09:00:00');
  expect(await monday.stop()).toMatchObject({ code: 0 });
  expect(silent.zaloTexts().at(-1)).toMatch(/thứ Hai 18\/3/);
  expect(silent.telegramTexts()).toHaveLength(told + 1);
  expect(quick.telegramTexts()).toEqual([]);
});
