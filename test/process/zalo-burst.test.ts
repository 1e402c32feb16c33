import { expect, test } from 'vitest';
import { at, gapsBetween, rehearse, scan } from './rehearsal.ts';

const SPEED = 240;
const LEAST_GAP_MS = 20_000;

async function burst(people: number) {
  const office = await rehearse({ speed: SPEED });
  const { zalo, telegram } = office;
  const nam = telegram.user('Nam');
  const users = Array.from({ length: people }, (_, i) => zalo.user(`Người ${i + 1}`, { friend: true }));
  await office.staff([
    { name: 'Huỳnh Nam', isAdmin: true, chats: [{ channel: 'telegram', chatId: String(nam.id) }] },
    ...users.map((user) => ({ name: user.name, chats: [{ channel: 'zalo' as const, chatId: user.idAt() }] })),
  ]);
  office.logIn();
  const digests = () => users.flatMap((user) => user.chat.messages());
  const pace = () =>
    gapsBetween(
      digests()
        .map((message) => message.at)
        .toSorted((a, b) => a - b),
    );
  const everybodyHeard = () => users.every((user) => user.chat.messages().length > 0);
  return { ...office, nam, users, digests, pace, everybodyHeard };
}

test('sixty officers are told within the pace of a person, and a session that ends midway costs nobody a message', {
  timeout: 120_000,
}, async () => {
  const office = await burst(60);
  const { zalo, nam, digests } = office;
  zalo.after('sendMessage', 25, () => zalo.bot.expireSession());
  const program = await office.start('06:58:00');
  const code = await nam.chat.next(/quét mã này trước/, { timeoutMs: 60_000 });
  expect(code.photo?.subarray(1, 4).toString()).toBe('PNG');
  expect(digests()).toHaveLength(25);
  await scan(zalo);
  await office.until(office.everybodyHeard, '08:30:00');
  await office.pass('08:40:00');
  expect(await program.stop()).toMatchObject({ code: 0 });

  for (const user of office.users) {
    expect(user.chat.messages().map(({ text }) => text)).toEqual([expect.stringMatching(/^Chào chị/)]);
  }
  expect(Math.min(...office.pace())).toBeGreaterThanOrEqual(LEAST_GAP_MS);
  const first = Math.min(...digests().map((message) => message.at));
  expect(first).toBeGreaterThanOrEqual(Date.parse(at('07:00:00')));
});

test('killed in the middle of a burst, the program loses nothing and marks what it says again', {
  timeout: 120_000,
}, async () => {
  const office = await burst(12);
  const first = await office.start('07:20:00');
  await office.until(() => office.digests().length >= 5, '08:00:00');
  await first.stop('SIGKILL');
  const told = office.digests().length;

  // After the leases of the dead process have ended.
  const second = await office.start('07:50:00');
  await office.until(office.everybodyHeard, '08:30:00');
  await office.pass('08:35:00');
  expect(await second.stop()).toMatchObject({ code: 0 });

  expect(told).toBeLessThan(12);
  const repeated = office.users.flatMap((user) => user.chat.messages().slice(1));
  for (const { text } of repeated) expect(text).toMatch(/^\(gửi lại\) Chào chị/);
  for (const user of office.users) expect(user.chat.messages().length).toBeLessThanOrEqual(2);
  expect(Math.min(...office.pace())).toBeGreaterThanOrEqual(LEAST_GAP_MS);
});
