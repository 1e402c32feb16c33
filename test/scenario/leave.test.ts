import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const MINH = { name: 'Lê Minh', address: 'anh', positions: ['Văn thư'] };
const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };

/** Monday 11 March; the report is due on Sunday 17/3, so on Friday 15/3. */
const MONDAY = '2024-03-11T08:00:00+07:00';

const here = async (people: Parameters<typeof office>[0]['people'] = [LAN, MINH, NAM], more = {}) => {
  const made = await office({ at: MONDAY, people, plan: [QUARTERLY], ...more });
  await made.advance('1m');
  for (const { name } of people) made.phone(name).takeAll();
  return made;
};

describe('leave', () => {
  test('is entered in one line, shows what falls due meanwhile, and the stand-in hears only after consenting', async () => {
    const world = await here();
    const [lan, minh] = [world.phone(LAN.name), world.phone(MINH.name)];
    await lan.replies('vắng 13/3–18/3 nhờ Minh');
    lan.receives(
      /^Em hiểu như sau:\nNghỉ: từ thứ Tư 13\/3 đến thứ Hai 18\/3 \(4 ngày làm việc\)\nViệc chị chủ trì đến hạn trong thời gian này:\n• Báo cáo quý \(quý I\/2024\): thứ Sáu 15\/3\nEm hỏi anh Minh; anh Minh đồng ý thì em nhắc anh Minh thay chị, chưa đồng ý thì em vẫn nhắc chị\.\nNhắn «đồng ý» để lưu, «sửa ngày …» để sửa, hoặc «bỏ»\.$/,
    );
    world.nobodyElseHears();
    await lan.replies('đồng ý');
    lan.receives(
      /^Đã ghi chị nghỉ từ thứ Tư 13\/3 đến thứ Hai 18\/3\. Em đã hỏi anh Minh và sẽ báo lại\. Muốn bỏ thì nhắn «vắng bỏ»\.$/,
    );
    const question = minh.receives(
      /^Thưa anh Minh, chị Lan nghỉ từ thứ Tư 13\/3 đến thứ Hai 18\/3 và nhờ anh nhận việc thay\. Anh đồng ý thì trong thời gian đó em nhắc việc của chị Lan cho anh\. Anh nhắn «đồng ý» hoặc «không»\.$/,
    );
    expect((await world.store.roster()).leaves).toMatchObject([{ standInId: null }]);
    await minh.replies('đồng ý', question);
    minh.receives(/^Cảm ơn anh\. Từ thứ Tư 13\/3 đến thứ Hai 18\/3 em nhắc việc của chị Lan cho anh/);
    lan.receives(
      /^Thưa chị Lan, anh Minh đã nhận thay chị từ thứ Tư 13\/3 đến thứ Hai 18\/3\. Khi đó em nhắc anh Minh\.$/,
    );
    await world.advance('2024-03-13T08:00:00+07:00');
    minh.receives(/Báo cáo quý(.|\n)*nhận thay chị Lan đang nghỉ/);
    world.nobodyElseHears();
    await minh.replies('vắng');
    minh.receives(/Anh nhận thay:\n• chị Lan, từ thứ Tư 13\/3 đến thứ Hai 18\/3/);
  });

  test.each([
    'em xin nghỉ phép từ mai đến thứ 6 nhờ anh Minh ạ',
    'VANG 12/3 - 15/3; le minh',
    'xin vắng mai đến 15/3 nhờ minh làm thay',
  ])('is understood in other words: «%s»', async (words) => {
    const world = await here();
    await world.phone(LAN.name).replies(words);
    world.phone(LAN.name).receives(/^Em hiểu như sau:\nNghỉ: từ thứ Ba 12\/3 đến thứ Sáu 15\/3(.|\n)*Em hỏi anh Minh;/);
  });

  test('is entered step by step, and every mistake is said with its reason', async () => {
    const world = await here();
    const lan = world.phone(LAN.name);
    await lan.replies('nghỉ phép');
    lan.receives(/^Chị nghỉ từ ngày nào đến ngày nào ạ\?/);
    for (const [typed, expected] of [
      ['bao giờ cũng được', /^Em chưa hiểu «bao giờ cũng được» là những ngày nào/],
      ['30/2 đến 2/3', /có ngày không có trong lịch/],
      ['1/3/2024 đến 5/3/2024', /^Những ngày đó đã qua rồi ạ/],
      ['20/3/2024 đến 20/3/2025', /tới 200 ngày/],
      ['20/3/2026', /còn hơn một năm nữa/],
      ['x'.repeat(5000), /^Em chưa hiểu «x{40}…»/],
    ] as const) {
      await lan.replies(typed);
      lan.receives(expected);
    }
    await lan.replies('từ mai đến thứ 6');
    lan.receives(/^Chị nhờ ai nhận việc thay ạ\?/);
    await lan.replies('Tuấn');
    lan.receives(/không tìm thấy ai tên «Tuấn»/);
    await lan.replies('tôi');
    lan.receives(/^Chị Lan nghỉ nên không tự nhận thay được/);
    await lan.replies('không');
    lan.receives(/từ thứ Ba 12\/3 đến thứ Sáu 15\/3(.|\n)*Không nhờ ai thay nên em vẫn nhắc chị/);
    await lan.replies('sửa người thay anh Minh');
    lan.receives(/Em hỏi anh Minh;/);
    await lan.replies('bỏ');
    lan.receives(/không lưu gì/);
    await lan.replies('vắng');
    lan.receives(/^Chị chưa có lịch nghỉ nào sắp tới\./);
  });

  test('typed once more as a whole, after a wrong day, keeps whom it asks', async () => {
    const world = await here();
    const lan = world.phone(LAN.name);
    await lan.replies('vắng hôm qua');
    lan.receives(/^Những ngày đó đã qua rồi ạ/);
    await lan.replies('vắng 20/3 nhờ anh Minh');
    lan.receives(/Nghỉ: thứ Tư 20\/3(.|\n)*Em hỏi anh Minh;/);
    await lan.replies('bỏ');
    lan.receives(/không lưu gì/);
  });

  test('may not overlap another, and the stand-in may not be away or out of reach', async () => {
    const hoa = { name: 'Phạm Hòa', address: 'cô', linked: false };
    const world = await here([LAN, MINH, NAM, hoa]);
    const [lan, minh] = [world.phone(LAN.name), world.phone(MINH.name)];
    await minh.replies('vắng 14/3');
    minh.receives(/^Em hiểu/);
    await minh.replies('đồng ý');
    minh.receives(/^Đã ghi anh nghỉ thứ Năm 14\/3\. Em vẫn nhắc anh\./);
    await minh.replies('vắng 14/3–20/3');
    minh.receives(/^Anh đã có lịch nghỉ thứ Năm 14\/3, trùng với những ngày này/);
    await minh.replies('bỏ');
    minh.takeAll();
    await lan.replies('vắng 13/3–15/3 nhờ anh Minh thay');
    lan.receives(/^Anh Minh cũng nghỉ thứ Năm 14\/3 nên không nhận thay được/);
    await lan.replies('cô Hòa');
    lan.receives(/^Cô Hòa chưa có kênh liên lạc nên em không hỏi được/);
    await lan.replies('Nam');
    lan.receives(/^Em hiểu như sau/);
    await lan.replies('bỏ');
    lan.takeAll();
  });

  test('is cancelled with «vắng bỏ»; the stand-in hears, and reminding is as before', async () => {
    const world = await here();
    const [lan, minh] = [world.phone(LAN.name), world.phone(MINH.name)];
    await lan.replies('vắng 13/3–15/3 nhờ Minh');
    await lan.replies('đồng ý');
    lan.takeAll();
    await minh.presses(minh.receives(/nhờ anh nhận việc thay/), 'Đồng ý');
    minh.receives(/^Cảm ơn anh/);
    lan.receives(/đã nhận thay/);
    await lan.replies('vắng');
    lan.receives(/^Lịch nghỉ của chị:\n• Từ thứ Tư 13\/3 đến thứ Sáu 15\/3: anh Minh nhận thay\n/);
    await lan.replies('vắng bỏ');
    lan.receives(
      /^Bỏ lịch nghỉ từ thứ Tư 13\/3 đến thứ Sáu 15\/3\. Em nhắc chị như thường, và báo anh Minh không cần nhận thay nữa\./,
    );
    await lan.replies('đồng ý');
    lan.receives(/^Đã bỏ lịch nghỉ/);
    minh.receives(/lịch nghỉ từ thứ Tư 13\/3 đến thứ Sáu 15\/3 của chị Lan đã bỏ nên anh không cần nhận thay nữa/);
    await world.advance('2024-03-13T08:00:00+07:00');
    lan.receives(/Báo cáo quý/);
    await lan.replies('vắng bỏ');
    lan.receives(/^Chị không có lịch nghỉ nào sắp tới để bỏ\.$/);
    await minh.replies('vắng bỏ 20/3');
    minh.receives(/không có lịch nghỉ/);
  });

  test('of somebody else is entered by administrators only', async () => {
    const world = await here();
    const [lan, minh, nam] = [world.phone(LAN.name), world.phone(MINH.name), world.phone(NAM.name)];
    await minh.replies('vắng chị Lan 20/3–25/3');
    minh.receives(/^Anh chỉ ghi được lịch nghỉ của mình ạ/);
    await minh.replies('vắng bỏ chị Lan');
    minh.receives(/^Anh chỉ ghi được lịch nghỉ của mình ạ/);
    const refused = (await world.store.events({ limit: 1000 })).filter((event) => event.kind === 'no-right');
    expect(refused.map((event) => event.officerId)).toEqual([world.officerId(MINH.name), world.officerId(MINH.name)]);

    await nam.replies('vắng chị Lan 20/3–25/3 nhờ anh Minh');
    nam.receives(
      /\nNghỉ: chị Lan, từ thứ Tư 20\/3 đến thứ Hai 25\/3 \(4 ngày làm việc\)\nTrong thời gian này chị Lan không chủ trì việc nào đến hạn\./,
    );
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi chị Lan nghỉ từ thứ Tư 20\/3 đến thứ Hai 25\/3\..*«vắng bỏ chị Nguyễn Thị Lan»\.$/);
    lan.receives(
      /^Thưa chị Lan, anh Nam vừa ghi chị nghỉ từ thứ Tư 20\/3 đến thứ Hai 25\/3\. Em đang hỏi anh Minh nhận thay\./,
    );
    minh.receives(/nhờ anh nhận việc thay/);
    await minh.replies('không');
    minh.receives(/^Vâng, em báo chị Lan là anh không nhận thay được\./);
    lan.receives(/anh Minh không nhận thay chị .* được\. Khi đó em vẫn nhắc chị;/);
    nam.receives(/anh Minh không nhận thay chị Lan .* được\. Khi đó em vẫn nhắc chị Lan;/);
    await nam.replies('vắng bỏ chị Nguyễn Thị Lan');
    nam.receives(/^Bỏ lịch nghỉ từ thứ Tư 20\/3 đến thứ Hai 25\/3 của chị Lan\./);
    await nam.replies('đồng ý');
    nam.receives(/^Đã bỏ lịch nghỉ .* của chị Lan\./);
    lan.receives(/anh Nam vừa bỏ lịch nghỉ/);
  });

  test('for which the administrator stands in needs no further question', async () => {
    const world = await here();
    const nam = world.phone(NAM.name);
    await nam.replies('vắng chị Lan mai nhờ tôi');
    nam.receives(/Em nhắc anh Nam thay chị Lan trong thời gian đó/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi/);
    world.phone(LAN.name).receives(/Trong thời gian đó em nhắc anh Nam thay\./);
    expect((await world.store.roster()).leaves).toMatchObject([{ standInId: world.officerId(NAM.name) }]);
  });
});

describe('a stand-in who does not answer', () => {
  test('is asked once more on the working day before; then the officer hears, and goes on being reminded', async () => {
    const world = await here();
    const [lan, minh] = [world.phone(LAN.name), world.phone(MINH.name)];
    await lan.replies('vắng 14/3–18/3 nhờ Minh');
    await lan.replies('đồng ý');
    lan.takeAll();
    minh.receives(/nhờ anh nhận việc thay/);
    await world.advance('2024-03-12T23:00:00+07:00');
    world.nobodyElseHears();
    await world.advance('2024-03-13T12:00:00+07:00');
    minh.receives(/^\(nhắc lại\) Thưa anh Minh, chị Lan nghỉ .*«duyệt 1»/);
    lan.receives(/Báo cáo quý/);
    await world.advance('2024-03-14T12:00:00+07:00');
    const heard = lan.takeAll().map((message) => message.text);
    expect(heard.some((text) => /anh Minh chưa trả lời việc nhận thay chị .* nên em vẫn nhắc chị/.test(text))).toBe(
      true,
    );
    expect(heard.some((text) => /Báo cáo quý/.test(text))).toBe(true);
    // A late consent is still welcome.
    await minh.replies('dạ đồng ý ạ');
    minh.receives(/^Cảm ơn anh/);
    lan.receives(/anh Minh đã nhận thay/);
    await world.advance('2024-03-15T08:00:00+07:00');
    minh.receives(/Báo cáo quý/);
    world.nobodyElseHears();
  });

  test('can consent after a restart, and not once the leave is over or cancelled', async () => {
    const world = await here([LAN, MINH, NAM]);
    const [lan, minh] = [world.phone(LAN.name), world.phone(MINH.name)];
    await lan.replies('vắng 14/3 nhờ Minh');
    await lan.replies('đồng ý');
    lan.takeAll();
    await world.restart();
    const question = minh.receives(/nhờ anh nhận việc thay/);
    await lan.replies('bỏ vắng');
    await lan.replies('đồng ý');
    lan.takeAll();
    await minh.presses(question, 'Đồng ý');
    minh.receives(/đã được rút lại hoặc không cần nữa/);
    await lan.replies('vắng 14/3 nhờ Minh');
    await lan.replies('đồng ý');
    lan.takeAll();
    const again = minh.receives(/nhờ anh nhận việc thay/);
    await world.advance('2024-03-19T08:00:00+07:00');
    lan.takeAll();
    minh.takeAll();
    await minh.presses(again, 'Đồng ý');
    minh.receives(/đã được rút lại hoặc không cần nữa/);
  });

  test('who goes on leave meanwhile cannot consent', async () => {
    const world = await here();
    const [lan, minh] = [world.phone(LAN.name), world.phone(MINH.name)];
    await lan.replies('vắng 20/3 nhờ Minh');
    await lan.replies('đồng ý');
    lan.takeAll();
    const question = minh.receives(/nhờ anh nhận việc thay/);
    await minh.replies('vắng 20/3');
    await minh.replies('đồng ý');
    minh.takeAll();
    await minh.presses(question, 'Đồng ý');
    minh.receives(/^Anh cũng có lịch nghỉ thứ Tư 20\/3 nên em chưa ghi là nhận thay\./);
    expect((await world.store.roster()).leaves.map((leave) => leave.standInId)).toEqual([null, null]);
    await minh.presses(question, 'Không');
    minh.receives(/^Vâng, em báo chị Lan/);
    lan.receives(/không nhận thay/);
  });
});
