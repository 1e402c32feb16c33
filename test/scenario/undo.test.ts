import { afterEach, describe, expect, test } from 'vitest';
import { BINH, JUNE, talk, taskOf } from './task-office.ts';
import { LAN, openOffices } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const here = () => office({ ...JUNE });

describe('«hoàn tác» after a command shows what it does, and does it after «đồng ý»', () => {
  test.each([
    ['thêm Báo cáo gấp; 25/6/2026; Lan', /• bỏ việc T3 Báo cáo gấp/],
    ['tạm dừng T1', /• nhắc lại việc T1 Báo cáo quý/],
    ['bỏ T1', /• khôi phục việc T1 Báo cáo quý/],
    [
      'sửa T2; hạn: ngày 20 hằng tháng; ghi chú: gấp',
      /• trả T2 Báo cáo tháng về như trước: Hạn: ngày 20 .* → .*ngày 15 hằng tháng; Ghi chú: gấp → để trống/,
    ],
    ['giao T2 cho mỗi người: Lan, Minh', /• trả T2 .*Chủ trì: chị Nguyễn Thị Lan; anh Trần Văn Minh → Văn phòng UBND/],
    ['chính sách nhắc T2; trước 10, 3 ngày', /• trả T2 Báo cáo tháng về như trước: cách nhắc như trước/],
    ['bỏ kỳ này T1', /• mở lại kỳ quý II\/2026 của Báo cáo quý/],
    ['đổi hạn kỳ này T1; 19/6', /• trả kỳ quý II\/2026 của Báo cáo quý về hạn tính theo quy định/],
    ['nghỉ lễ 17/6/2026; Nghỉ của xã; Thông báo 5', /• bỏ khỏi lịch những ngày vừa ghi: 17\/6\/2026/],
    ['vắng 10/6-12/6', /• bỏ lịch nghỉ từ thứ Tư 10\/6 đến thứ Sáu 12\/6/],
    ['hồ sơ H01; 25/6/2026; Lan', /bỏ «H01» \(ngày 25\/6\/2026\)/],
  ])('«%s»', async (line, shown) => {
    const world = await here();
    const nam = talk(world);
    const state = async () => ({
      tasks: (await world.store.tasks()).filter((each) => each.state === 'active').map(({ id: _id, ...task }) => task),
      open: (await world.store.occurrences({ states: ['open'] })).map(({ task, period, target }) => [
        task.ref,
        period,
        target,
      ]),
      leaves: await world.store.leaves({ from: 0 }),
      overlay: (await world.store.calendarOverlay()).days,
      events: (await world.store.officeEvents()).length,
    });
    const before = await state();
    await nam.says(line, /Nhắn «đồng ý»/);
    await nam.says('đồng ý', /./);
    expect(await state()).not.toEqual(before);
    await nam.says('hoàn tác', shown);
    await nam.says('đồng ý', /^Em đã hoàn tác: /);
    expect(await state()).toEqual(before);
    await nam.says('đồng ý', /không có gì đang chờ/);
    for (const person of JUNE.people) world.phone(person.name).takeAll();
  });

  test('goes back one step at a time, to the person or day that was there before', async () => {
    const world = await here();
    const nam = talk(world);
    const saves = async (line: string) => {
      await nam.says(line, /Nhắn «đồng ý»/);
      await nam.says('đồng ý', /./);
    };
    await saves('giao T2 cho Lan');
    await saves('giao T2 cho Minh');
    await nam.says('hoàn tác', /Chủ trì: anh Trần Văn Minh → chị Nguyễn Thị Lan/);
    await nam.says('đồng ý', /^Em đã hoàn tác/);
    expect((await taskOf(world, 'T2'))?.lead).toEqual([LAN.name]);
    await saves('đổi hạn kỳ này T1; 19/6');
    await saves('đổi hạn kỳ này T1; 22/6');
    await nam.says('hoàn tác', /• trả kỳ quý II\/2026 của Báo cáo quý về hạn thứ Sáu 19\/6/);
    await nam.says('đồng ý', /^Em đã hoàn tác/);
    await nam.says('tìm T1', /thứ Sáu 19\/6/);
    for (const person of JUNE.people) world.phone(person.name).takeAll();
  });

  test('leaves alone what another administrator changed since', async () => {
    const world = await here();
    const [nam, binh] = [talk(world), talk(world, BINH.name)];
    for (const [who, day] of [
      [nam, 20],
      [binh, 22],
    ] as const) {
      await who.says(`sửa T2; hạn: ngày ${day} hằng tháng`, /Nhắn «đồng ý»/);
      await who.says('đồng ý', /^Đã sửa/);
    }
    await nam.says('hoàn tác', /^Từ lúc đó đã có thay đổi khác/);
    await binh.says('hoàn tác', /ngày 22 hằng tháng → ngày 20 hằng tháng/);
  });

  test('what people changed about people names the command that puts it right', async () => {
    const world = await here();
    const nam = talk(world);
    await nam.says('quyền Lan; lãnh đạo', /Nhắn «đồng ý»/);
    await nam.says('đồng ý', /./);
    await nam.says('hoàn tác', /không tự hoàn tác\. Anh nhắn «giúp quyền»/);
    world.phone(LAN.name).takeAll();
  });

  test('a dossier’s day goes back with the command that moved it', async () => {
    const world = await here();
    const nam = talk(world);
    await nam.says('hồ sơ H01; 25/6/2026; Lan', /Nhắn «đồng ý»/);
    await nam.says('đồng ý', /./);
    await nam.says('hồ sơ sửa H01; 26/6/2026', /Nhắn «đồng ý»/);
    await nam.says('đồng ý', /./);
    await nam.says('hoàn tác', /«giúp hồ sơ sửa»/);
  });

  test('a dossier taken away is entered anew, and nothing is said to have changed meanwhile', async () => {
    const world = await here();
    const nam = talk(world);
    await nam.says('hồ sơ H01; 25/6/2026; Lan', /Nhắn «đồng ý»/);
    await nam.says('đồng ý', /./);
    await nam.says('hồ sơ bỏ H01', /Nhắn «đồng ý»/);
    await nam.says('đồng ý', /./);
    await nam.says('hoàn tác', /^Điều đã bỏ em không tự ghi lại được\./);
  });

  test('the stand-in of a leave hears that it is taken back', async () => {
    const world = await here();
    const [nam, lan] = [talk(world), world.phone(LAN.name)];
    await lan.replies('vắng 10/6 nhờ Nam');
    await lan.replies('đồng ý');
    await nam.says('đồng ý', /./);
    lan.takeAll();
    await lan.replies('hoàn tác');
    lan.receives(/bỏ lịch nghỉ/);
    await lan.replies('đồng ý');
    lan.receives(/^Em đã hoàn tác/);
    const heard = nam.phone.takeAll().map(({ text }) => text);
    expect(heard.join('\n')).toMatch(/lịch nghỉ thứ Tư 10\/6 của chị Lan đã bỏ/);
  });

  test('is refused where somebody changed it meanwhile, and dropped with «bỏ»', async () => {
    const world = await here();
    const nam = talk(world);
    await nam.says('tạm dừng T1', /Nhắn «đồng ý»/);
    await nam.says('đồng ý', /./);
    await nam.says('hoàn tác', /• nhắc lại việc T1/);
    await nam.says('bỏ', /không lưu gì/);
    await nam.says('hoàn tác', /• nhắc lại việc T1/);
    await nam.says('xong 9', /không thấy việc #9/);
    await nam.says('đồng ý', /^Em đã hoàn tác/);
  });

  test('a removed task comes back by name as well, and is reminded of', async () => {
    const world = await here();
    const [nam, lan] = [talk(world), world.phone(LAN.name)];
    await nam.says('bỏ T1', /Nhắn «đồng ý»/);
    await nam.says('đồng ý', /./);
    await nam.says('khôi phục báo cáo quý', /^Em khôi phục việc T1 Báo cáo quý/);
    await nam.says('đồng ý', /^Đã khôi phục việc T1/);
    await world.advance('2026-06-10T08:00:00+07:00');
    lan.receives(/#1 Báo cáo quý/);
    for (const person of JUNE.people) world.phone(person.name).takeAll();
  });
});
