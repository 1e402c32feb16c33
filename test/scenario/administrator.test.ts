import { afterEach, expect, test } from 'vitest';
import { type CalendarYear, makeCalendar } from '../../src/domain/calendar.ts';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const JANUARY = { title: 'Lập kế hoạch rà soát', lead: ['Đầu mối'], rules: [{ kind: 'month', year: 2024, month: 1 }] };
const FEBRUARY = { title: 'Đề xuất danh mục', lead: ['Đầu mối'], rules: [{ kind: 'month', year: 2024, month: 2 }] };

test('is asked once about what was past when the plan was loaded, and settles it with «xong» or «chưa»', async () => {
  const here = await office({ at: '2024-03-04T08:00:00+07:00', people: [LAN, NAM], plan: [JANUARY, FEBRUARY] });
  const [lan, nam] = [here.phone(LAN.name), here.phone(NAM.name)];
  await here.advance('1h');
  const notice = nam.receives(
    /^Thưa anh Nam, khi nạp Kế hoạch thử năm 2024 có 2 việc đã qua hạn.*\n#1 Lập kế hoạch rà soát, hạn 31\/1\n#2 Đề xuất danh mục, hạn 29\/2$/,
  );
  expect(notice.text).toMatch(/nhắn «xong 1» nếu đã làm, «chưa 1» để em nhắc người chủ trì\.\n/);
  await here.advance('2d');
  here.nobodyElseHears();

  await nam.replies('bỏ kỳ này 1');
  nam.receives(/^Việc #1 đã qua hạn trước khi em bắt đầu nhắc.* nhắn «xong 1» nếu đã làm, «chưa 1» nếu còn phải làm/);
  await nam.replies('xong 1');
  nam.receives(/^Đã ghi #1 Lập kế hoạch rà soát/);
  await nam.replies('chưa 2');
  nam.receives(/#2 vẫn để mở/);
  await here.advance('1m');
  lan.receives(/thứ Tư 6\/3(.|\n)*🔴 Quá hạn\n#1 Đề xuất danh mục/);
  await lan.replies('xong');
  lan.receives(/^Đã ghi #1 Đề xuất danh mục/);
  await here.advance('60d');
});

test('acknowledges nothing of it with «ok»: nobody was reminded, and it has to be said whether it was done', async () => {
  const here = await office({ at: '2024-03-04T08:00:00+07:00', people: [NAM], plan: [JANUARY, FEBRUARY] });
  const nam = here.phone(NAM.name);
  await here.advance('1h');
  const notice = nam.receives(/có 2 việc đã qua hạn/);
  for (const quoted of [undefined, notice]) {
    await nam.replies('ok', quoted);
    nam.receives(/^Việc đã qua hạn.* nhắn «xong 1» nếu đã làm, «chưa 1» nếu còn phải làm\.$/);
  }
  await nam.replies('nhận 2');
  nam.receives(/nhắn «xong 2» nếu đã làm/);
  const held = await here.store.occurrences({ states: ['held'] });
  expect(held.flatMap((each) => each.acknowledged)).toEqual([]);
});

test('who becomes administrator or gets a chat later is asked too', async () => {
  const unlinked = { ...NAM, linked: false };
  const here = await office({ at: '2024-03-04T08:00:00+07:00', people: [LAN, unlinked], plan: [JANUARY] });
  await here.advance('3d');
  here.nobodyElseHears();
  const { inviteOfficer } = await import('../../src/app/people.ts');
  const { inviteCodes } = await import('../../src/runtime/invite-codes.ts');
  const invite = await inviteOfficer(
    { store: here.store, codes: inviteCodes },
    here.officerId(NAM.name),
    here.clock.now(),
  );
  const nam = here.phone(NAM.name);
  await nam.replies(invite.code);
  nam.receives(/^Chào anh Nam/);
  await here.advance('2d');
  nam.receives(/khi nạp Kế hoạch thử năm 2024 có 1 việc đã qua hạn/);
});

test('an officer cannot settle what is held', async () => {
  const here = await office({ at: '2024-03-04T08:00:00+07:00', people: [LAN], plan: [JANUARY] });
  await here.phone(LAN.name).replies('xong 1');
  here.phone(LAN.name).receives(/không thấy việc #1/);
  expect(await here.store.occurrences({ states: ['held'] })).toHaveLength(1);
});

test('hears which deadlines move when a new day off is announced; fired steps stay, the others move', async () => {
  const here = await office({ at: '2024-03-04T06:00:00+07:00', people: [LAN, NAM], plan: [QUARTERLY] });
  await here.advance('2024-03-08T08:00:00+07:00');
  here.phone(LAN.name).receives(/nên gửi trong thứ Sáu 15\/3, còn 5 ngày làm việc/);
  const year: CalendarYear = {
    year: 2024,
    announced: true,
    source: 'thử',
    days: [{ date: '2024-03-15', kind: 'off', certainty: 'official', name: 'nghỉ đột xuất' }],
  };
  await here.restart(makeCalendar([year]));
  await here.advance('1h');
  here.phone(NAM.name).receives(/đổi theo:\n• Báo cáo quý \(quý I\/2024\): thứ Sáu 15\/3 → thứ Năm 14\/3$/);
  for (const [at, text] of [
    ['2024-03-12T07:30:00+07:00', /thứ Năm 14\/3, còn 2 ngày/],
    ['2024-03-13T07:30:00+07:00', /còn 1 ngày/],
    ['2024-03-14T07:30:00+07:00', /Nên gửi hôm nay/],
  ] as const) {
    await here.advance(at);
    here.phone(LAN.name).receives(text);
    here.nobodyElseHears();
  }
  await here.phone(LAN.name).replies('xong');
  here.phone(LAN.name).receives(/^Đã ghi #1/);
});

test('a petition is told at once when it is recorded late, then on its own days', async () => {
  const petition = {
    title: 'Trả lời kiến nghị',
    lead: ['Đầu mối'],
    rules: [{ kind: 'within', n: 10, unit: 'day', event: 'tiếp nhận kiến nghị' }],
  };
  const here = await office({ at: '2024-04-17T08:00:00+07:00', people: [LAN], plan: [petition] });
  const lan = here.phone(LAN.name);
  await here.recordEvent('tiếp nhận kiến nghị', '2024-04-17', 'đơn số 5');
  await here.advance('1d');
  here.nobodyElseHears();
  await here.advance('2024-04-26T07:30:00+07:00');
  expect(lan.takeAll()).toHaveLength(4);
  await lan.replies('việc 1');
  lan.receives(
    /10 ngày kể từ ngày 17\/4\/2024 \(không tính ngày đó\), tức thứ Bảy 27\/4\/2024[\s\S]*kéo dài đến thứ Năm 2\/5\/2024/,
  );
  await lan.replies('xong 1');
  lan.receives(/^Đã ghi #1 Trả lời kiến nghị \(tính từ ngày 17\/4\/2024: đơn số 5\)/);
});
