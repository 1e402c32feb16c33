import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY, type World } from '../scenario/world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const WEEKLY = { title: 'Báo cáo tuần', lead: ['Đầu mối'], rules: [{ kind: 'weekly', weekday: 5 }] };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The quarterly report is due on Friday 15 March; the weekly one every Friday. */
async function running(at: string, extra = {}): Promise<World> {
  const here = await office({ at, people: [NAM, LAN], plan: [QUARTERLY, WEEKLY], ...extra });
  await here.advance('1m');
  here.phone(LAN.name).takeAll();
  here.phone(NAM.name).takeAll();
  return here;
}

/** The bot logs that it holds back, which is right here. */
function expectHeld(here: World): void {
  const errors = here.logged.filter((line) => line.level === 'error').map((line) => line.message);
  expect(errors).toEqual(['the clock is not believed; nobody is reminded']);
  (here.logged as unknown[]).length = 0;
}

describe('the clock is set while the bot runs', () => {
  test('30 days ahead: nobody hears that anything is overdue, administrators hear why, and answers go out', async () => {
    const here = await running('2024-03-14T09:00:00+07:00');
    here.setsClockBy(30 * DAY);
    await here.advance('3h');
    here
      .phone(NAM.name)
      .receives(
        /^Thưa anh Nam, đồng hồ của máy em đang chạy chỉ 09:0\d thứ Bảy 13\/4\/2024; lần trước em xem là 09:01 thứ Năm 14\/3\/2024/,
      );
    await here.phone(LAN.name).replies('giúp');
    here.phone(LAN.name).receives(/nhắn cho em như sau/);
    await here.advance('4d');
    here.nobodyElseHears();
    await here.audit();
    expectHeld(here);

    // Set right again, at noon of Monday 18 March: reminding goes on where it was, and tells only what is late by the right clock.
    here.setsClockBy(-30 * DAY);
    await here.advance('1h');
    here
      .phone(LAN.name)
      .receives(
        /^Chào chị Lan, thứ Hai 18\/3\. Chị có 2 việc:\n\n🔴 Quá hạn[\s\S]*quý I\/2024\)\n {3}hạn Chủ nhật 17\/3, trễ 1 ngày/,
      );
  });

  test('30 days ahead and right again within the hour: the day goes on as if nothing had been', async () => {
    const here = await running('2024-03-15T06:00:00+07:00');
    here.setsClockBy(30 * DAY);
    await here.advance('20m');
    here.setsClockBy(-30 * DAY);
    await here.advance('2024-03-15T08:00:00+07:00');
    here.phone(LAN.name).receives(/^Chào chị Lan, thứ Sáu 15\/3. Chị có 2 việc:\n\n🟠 Nên gửi hôm nay/);
    here.nobodyElseHears();
    expectHeld(here);
  });

  test('an hour back: nothing is said twice, and reminding goes on once that hour has passed', async () => {
    const here = await running('2024-03-15T07:30:00+07:00');
    here.setsClockBy(-HOUR);
    await here.advance('30m');
    here
      .phone(NAM.name)
      .receives(/chỉ 06:3\d thứ Sáu 15\/3\/2024; lần trước em xem là 07:31 .*tức là giờ đã bị lùi lại/);
    here.nobodyElseHears();
    expectHeld(here);
    await here.advance('2024-03-15T13:00:00+07:00');
    here.nobodyElseHears();
    await here.advance('2024-03-15T14:10:00+07:00');
    here.phone(LAN.name).receives(/^Chị ơi, em nhắc lại/);
  });

  test('while a digest waits for a platform that is away: it waits until the clock is right, too', async () => {
    const here = await office({ at: '2024-03-15T07:29:30+07:00', people: [NAM, LAN], plan: [QUARTERLY] });
    here.channel().next({ kind: 'retry', afterMs: 10 * 60_000, reason: 'unreachable' });
    await here.advance('1m');
    // Monday 15 April, in office hours.
    here.setsClockBy(31 * DAY);
    await here.advance('3h');
    here.phone(NAM.name).receives(/đồng hồ/);
    here.nobodyElseHears();
    here.setsClockBy(-31 * DAY);
    await here.advance('10m');
    here.phone(LAN.name).receives(/^Chào chị Lan, thứ Sáu 15\/3/);
    expectHeld(here);
  });

  test('a few seconds are nothing', async () => {
    const here = await running('2024-03-15T06:00:00+07:00');
    here.setsClockBy(-20_000);
    await here.advance('2024-03-15T07:40:00+07:00');
    here.phone(LAN.name).receives(/^Chào chị Lan/);
    here.nobodyElseHears();
  });

  test('an administrator says that it is right: reminding goes on by it', async () => {
    const here = await running('2024-03-14T09:00:00+07:00');
    here.setsClockBy(4 * DAY);
    await here.advance('10m');
    const nam = here.phone(NAM.name);
    nam.receives(/đồng hồ/);
    await nam.replies('đồng hồ');
    nam.receives(/^Thưa anh Nam, đồng hồ của máy em đang chạy chỉ 09:\d\d thứ Hai 18\/3\/2024/);
    await here.phone(LAN.name).replies('đồng hồ đúng');
    here.phone(LAN.name).receives(/quản trị/);
    here.nobodyElseHears();
    await nam.replies('đồng hồ đúng');
    nam.receives(/^Vâng, em tin giờ 09:\d\d thứ Hai 18\/3\/2024/);
    await here.advance('10m');
    here.phone(LAN.name).receives(/🔴 Quá hạn/);
    nam.takeAll();
    await nam.replies('đồng hồ');
    nam.receives(/^Đồng hồ của máy em chỉ 09:\d\d thứ Hai 18\/3\/2024, em vẫn nhắc việc theo giờ đó/);
    expectHeld(here);
  });
});

describe('the clock is wrong when the bot starts', () => {
  test('years back, as with an empty battery: held until it is set', async () => {
    const here = await running('2024-03-15T06:00:00+07:00');
    here.setsClockBy(-4 * 365 * DAY);
    await here.restart();
    await here.advance('2h');
    here.phone(NAM.name).receives(/tức là giờ đã bị lùi lại/);
    here.nobodyElseHears();
    await here.audit();
    expectHeld(here);
    here.setsClockBy(4 * 365 * DAY);
    await here.restart();
    await here.advance('10m');
    here.phone(LAN.name).receives(/^Chào chị Lan, thứ Sáu 15\/3/);
  });

  test('a restart does not make a clock right that was doubted', async () => {
    const here = await running('2024-03-14T09:00:00+07:00');
    here.setsClockBy(30 * DAY);
    await here.advance('10m');
    here.phone(NAM.name).receives(/đồng hồ/);
    await here.restart();
    await here.advance('3d');
    here.nobodyElseHears();
    expectHeld(here);
    here.setsClockBy(-30 * DAY);
    await here.restart();
    await here.advance('2024-03-18T08:00:00+07:00');
    here.phone(LAN.name).receives(/^Chào chị Lan/);
    here.phone(NAM.name).takeAll();
  });
});
