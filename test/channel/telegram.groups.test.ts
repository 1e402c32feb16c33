import { expect, onTestFinished, test } from 'vitest';
import { makeEngine } from '../../src/app/engine.ts';
import { inviteOfficer } from '../../src/app/people.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { parseInstant } from '../../src/runtime/zone.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';
import { officer } from '../store/office.ts';
import { realClock } from './clocks.ts';
import { testLog } from './journal.ts';
import { telegramOffice } from './telegram-office.ts';

const FRIDAY = parseInstant('2024-03-08T09:00:00+07:00')!;
const MONDAY = parseInstant('2024-03-11T07:30:00+07:00')!;

/** An office on a real channel, with an administrator who has linked a chat; its clock jumps where it is told to. */
async function officeOnTelegram() {
  const { telegram, makeChannel } = await telegramOffice();
  const log = testLog();
  const store = await openSqlite({ path: ':memory:', log, durable: false });
  const office = shippedOffice('UBND xã Thử');
  const skew = { ms: FRIDAY - realClock.now() };
  const clock = { ...realClock, now: () => realClock.now() + skew.ms };
  const engine = makeEngine({
    ...{ store, office, clock, log, channels: [makeChannel()], codes: inviteCodes, rehearse: null },
  });
  onTestFinished(async () => {
    await engine.stop();
    await store.close();
  });
  await engine.start();
  const id = await officer(store, 'Huỳnh Nam', { isAdmin: true, positions: [] });
  const nam = telegram.user('Nam');
  nam.says((await inviteOfficer({ store, codes: inviteCodes }, id, clock.now())).code);
  await nam.chat.next(/^Chào anh Nam/);
  const jumpTo = async (instant: number) => {
    skew.ms = instant - realClock.now();
    await engine.tick();
    await engine.idle();
  };
  return { telegram, store, nam, jumpTo };
}

test('a Telegram group is linked with a code, hears the counts on Monday, moves, and is left', async () => {
  const { telegram, store, nam, jumpTo } = await officeOnTelegram();
  const group = telegram.group('Văn phòng');
  group.addsBot();
  await group.next(/^Chào các anh\/chị, em là Nhắc Việc/);
  nam.says('nhóm thêm Văn phòng');
  await nam.chat.next(/^Em sẽ tạo mã để nối nhóm/);
  nam.says('đồng ý');
  const { text } = await nam.chat.next(/^Mã nối nhóm/);
  const line = /«(\/nhom [A-Z\d-]+)»/.exec(text)![1]!;

  telegram.user('Lan').says(line, { in: group });
  await group.next(/^Chỉ người quản trị/);
  nam.says(`${line.split(' ')[0]}@nhacviec_thu_bot ${line.split(' ')[1]}`, { in: group });
  await group.next(/^Em đã nối với nhóm «Văn phòng»\. Từ thứ Hai 11\/3/);
  nam.says('@nhacviec_thu_bot xong 1', { in: group });
  await group.next(/^Ở nhóm em chưa ghi nhận gì/);

  group.becomesSupergroup();
  await jumpTo(MONDAY);
  const week = await group.next(/^Tuần từ 11\/3 đến 17\/3, UBND xã Thử có 0 việc cần làm/);
  expect(week.text).not.toMatch(/Nam|Lan/);
  expect(await store.groups()).toMatchObject([{ chatId: String(group.id) }]);

  group.kicksBot();
  await nam.chat.next(/^Thưa anh Nam, em không còn ở trong nhóm «Văn phòng»/);
  expect(await store.groups()).toEqual([]);
}, 20_000);
