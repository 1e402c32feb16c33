import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

describe('the quarter report due Sunday 17 March 2024', () => {
  test('is reminded of 5, 2 and 1 working days before, on Friday morning and again at 14:00, then late; «xong» ends it', async () => {
    const here = await office({ at: '2024-03-04T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    const lan = here.phone(LAN.name);
    for (const [at, text] of [
      ['2024-03-08T07:30:00+07:00', /hạn Chủ nhật 17\/3 nên gửi trong thứ Sáu 15\/3, còn 5 ngày làm việc/],
      ['2024-03-13T07:30:00+07:00', /còn 2 ngày làm việc/],
      ['2024-03-14T07:30:00+07:00', /còn 1 ngày làm việc/],
      ['2024-03-15T07:30:00+07:00', /🟠 Nên gửi hôm nay\n#1 Báo cáo quý \(quý I\/2024\)/],
      ['2024-03-15T14:00:00+07:00', /em nhắc lại 1 việc/],
      ['2024-03-18T07:30:00+07:00', /🔴 Quá hạn\n#1 .*\n {3}hạn Chủ nhật 17\/3, trễ 1 ngày làm việc/],
    ] as const) {
      await here.advance(at);
      lan.receives(text);
      here.nobodyElseHears();
    }
    await lan.replies('xong 1');
    lan.receives(/^Đã ghi #1 Báo cáo quý \(quý I\/2024\): xong lúc 07:30, trễ 1 ngày làm việc/);
    await here.advance('60d');
  });

  test.each([
    ['13:10', ['2024-03-15T13:10:00+07:00', '2024-03-15T14:00:00+07:00']],
    ['15:00', ['2024-03-15T15:00:00+07:00']],
  ])('where the machine comes on at %s, what is told first is no repetition', async (_, [on = '', again]) => {
    const here = await office({ at: '2024-03-14T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-14T16:00:00+07:00');
    lan.receives(/còn 1 ngày làm việc/);
    here.sleepThrough(on);
    await here.advance('1m');
    lan.receives(/^Chào chị Lan, thứ Sáu 15\/3\. Chị có 1 việc:\n\n🟠 Nên gửi hôm nay\n#1 Báo cáo quý/);
    if (again === undefined) return here.nobodyElseHears();
    await here.advance(again);
    lan.receives(/^Chị ơi, em nhắc lại 1 việc trong ngày thứ Sáu 15\/3:/);
  });

  test('is not nagged about at 14:00 once she acknowledged, and is closed by a bare «xong» since nothing else is open', async () => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    lan.receives(/Nên gửi hôm nay/);
    await lan.replies('ok a');
    lan.receives(/đã nhận #1/);
    await here.advance('2024-03-15T16:00:00+07:00');
    await lan.replies('da gui bc roi a');
    lan.receives(/^Đã ghi #1 .*đúng hạn/);
    await here.advance('30d');
  });

  test('is told to the supervisor from the first late day and to the leader from the third, with what was told', async () => {
    const people = [
      { name: 'Lê Hùng', address: 'anh', leader: true },
      { name: 'Trần Bảo', address: 'anh', supervisor: 'Lê Hùng' },
      { ...LAN, supervisor: 'Trần Bảo' },
    ];
    const here = await office({ at: '2024-03-14T08:00:00+07:00', from: '2024-03-15', people, plan: [QUARTERLY] });
    const [hung, bao, lan] = [here.phone('Lê Hùng'), here.phone('Trần Bảo'), here.phone(LAN.name)];
    await here.advance('2024-03-18T08:00:00+07:00');
    expect(lan.takeAll()).toHaveLength(3);
    bao.receives(
      /^Thưa anh Bảo, thứ Hai 18\/3 có 1 việc quá hạn[\s\S]*của chị Nguyễn Thị Lan: hạn Chủ nhật 17\/3, trễ 1 ngày làm việc\.\n {3}Em đã nhắc \d lần, lần gần nhất/,
    );
    here.nobodyElseHears();
    await here.advance('2024-03-20T08:00:00+07:00');
    hung.receives(/trễ 3 ngày làm việc/);
    bao.takeAll();
    lan.takeAll();
  });
});
