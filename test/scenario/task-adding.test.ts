import { afterEach, describe, expect, test } from 'vitest';
import { ADD, JUNE, MINH, MONTHLY, NAM, talk, taskOf } from './task-office.ts';
import { LAN, openOffices, QUARTERLY, type WorldOptions } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const here = (more: Partial<WorldOptions> = {}) => office({ ...JUNE, ...more });

describe('adding a task', () => {
  test('in one line shows the rule, the next dates, who leads and how it is reminded of, and saves after «đồng ý»', async () => {
    const world = await here();
    const { phone } = talk(world);
    await phone.replies(ADD);
    const shown = phone.receives(/^Em hiểu như sau:/);
    expect(shown.text.split('\n').slice(1)).toEqual([
      'Việc: Báo cáo cải cách hành chính',
      'Hạn: trước ngày 26 hằng tháng, tức muộn nhất ngày 25',
      'Ba kỳ tới: thứ Năm 25/6; thứ Bảy 25/7 → nên gửi thứ Sáu 24/7; thứ Ba 25/8',
      'Chủ trì: Văn phòng UBND (anh Minh)',
      'Nhắc trước 5, 2, 1 ngày làm việc và trong ngày',
      'Nhắn «đồng ý» để lưu, «sửa hạn …» để sửa, hoặc «bỏ».',
    ]);
    expect(await taskOf(world, 'T3')).toBeUndefined();
    await phone.presses(shown, 'Đồng ý');
    phone.receives(/^Đã lưu T3 Báo cáo cải cách hành chính\. Kỳ tới: thứ Năm 25\/6\.$/);
    expect(await taskOf(world, 'T3')).toMatchObject({ planId: 'own', deadlineText: 'trước ngày 26 hằng tháng' });
    await world.advance('2026-06-18T08:00:00+07:00');
    const told = world
      .phone(MINH.name)
      .takeAll()
      .filter((each) => /cải cách/.test(each.text));
    expect(told.map((each) => each.text.split('\n')[0])).toEqual([expect.stringMatching(/thứ Năm 18\/6/)]);
    world.phone(LAN.name).takeAll();
  });

  test('is guided one question at a time, numbers choose, and what is shown can be corrected', async () => {
    const world = await here();
    const { says } = talk(world);
    await says('thêm việc', /^Việc cần làm là gì ạ\?/);
    await says('Rà soát hồ sơ tồn', /^Hạn của việc này thế nào ạ\?/);
    await says('hằng tuần', /thứ mấy[\s\S]*1\. .*thứ Sáu hằng tuần\n2\. .*thứ Hai hằng tuần/);
    await says('2', /^Ai chủ trì ạ\?/);
    await says('mỗi người: Lan, anh Minh', /Chủ trì: chị Nguyễn Thị Lan; anh Trần Văn Minh\nMỗi người tự báo xong/);
    await says('sửa hạn thứ Năm hằng tuần', /Ba kỳ tới: thứ Năm 4\/6; thứ Năm 11\/6; thứ Năm 18\/6/);
    await says('sửa chủ trì: Lan', /Chủ trì: chị Nguyễn Thị Lan\n(?!Mỗi)/);
    await says('đồng ý', /^Đã lưu T3 Rà soát hồ sơ tồn/);
    expect(await taskOf(world, 'T3')).toMatchObject({ lead: [LAN.name], completion: 'any' });
    await world.advance('2026-06-03T08:00:00+07:00');
    world.phone(LAN.name).receives(/Rà soát hồ sơ tồn/);
  });

  test('says the days on which it still reminds, where it is late for the usual ones', async () => {
    const { says } = talk(await here());
    await says('thêm Báo cáo gấp; 4/6/2026; Lan', /\nEm nhắc vào: thứ Ba 2\/6; thứ Tư 3\/6; thứ Năm 4\/6\n/);
    await says('sửa hạn hôm nay', /\nEm nhắc vào: thứ Ba 2\/6\n/);
    await says('sửa hạn 25/6/2026', /\nNhắc trước 5, 2, 1 ngày làm việc và trong ngày\n/);
    await says('bỏ', /không lưu gì/);
  });

  test('names a colleague as the example where it asks who leads', async () => {
    const { says } = talk(await here({ people: [MINH, NAM] }));
    await says('thêm Báo cáo; ngày 5 hằng tháng', /^Ai chủ trì ạ\?.* hoặc «(?:Minh|Nam)»\.$/);
    await says('bỏ', /không lưu gì/);
  });

  test.each([
    ['thêm Báo\u200b cáo; 25/6/2026; VP UBND', /Việc: Báo cáo\n[\s\S]*Chủ trì: Văn phòng UBND \(anh Minh\)/],
    ['thêm Báo cáo; 25/6/2026; chi Lan nhe', /Chủ trì: chị Nguyễn Thị Lan/],
    ['thêm Báo cáo; 25/6/2026; @Minh', /Chủ trì: anh Trần Văn Minh/],
  ])('takes «%s» as offices write', async (line, shown) => {
    const { says } = talk(await here());
    await says(line, shown);
    await says('bỏ', /không lưu gì/);
  });

  test.each([
    ['thêm Báo cáo nhanh trước ngày 25 hằng tháng cho Lan', 'Báo cáo nhanh', /Chủ trì: chị Nguyễn Thị Lan/],
    ['Thêm việc: Báo cáo nhanh, hạn 25/6/2026, giao chị Lan', 'Báo cáo nhanh', /Hạn: .*25\/6\/2026[\s\S]*Lan/],
    ['thêm Báo cáo nhanh chậm nhất ngày 25/6/2026 gửi UBND tỉnh', 'Báo cáo nhanh gửi UBND tỉnh', /^Ai chủ trì/],
    ['thêm Rà soát hồ sơ nhận trước ngày 1/5/2026', 'Rà soát hồ sơ nhận trước ngày 1/5/2026', /^Hạn của việc này/],
    ['thêm việc làm cho thanh niên', 'việc làm cho thanh niên', /^Hạn của việc này/],
  ])('takes «%s» in one sentence, and loses no words of it', async (line, title, answer) => {
    const { says } = talk(await here());
    let shown = await says(line, answer);
    if (/^Hạn/.test(shown.text)) shown = await says('25/6/2026', /^Ai chủ trì/);
    if (/^Ai/.test(shown.text)) shown = await says('Lan', /^Em hiểu/);
    expect(shown.text).toMatch(`\nViệc: ${title}\n`);
    await says('bỏ', /không lưu gì/);
  });

  test('takes several deadlines in one phrase as one task', async () => {
    const world = await here();
    const { agrees } = talk(world);
    await agrees(
      'thêm Họp giao ban; trước ngày 10/6 và 10/12 hằng năm; Lan',
      /Hạn: trước ngày 10\/6 hằng năm; trước ngày 10\/12 hằng năm\nBa kỳ tới: thứ Ba 9\/6; /,
      /^Đã lưu T3/,
    );
    expect((await taskOf(world, 'T3'))?.rules).toHaveLength(2);
    await world.advance('2026-06-03T08:00:00+07:00');
    world.phone(LAN.name).receives(/Họp giao ban/);
  });

  test('takes a title with markup for what it is', async () => {
    const { agrees } = talk(await here());
    await agrees(
      'thêm <b>Báo cáo</b> **tháng** & [liên kết](x); ngày 5 hằng tháng; Lan',
      /Việc: <b>Báo cáo<\/b> \*\*tháng\*\* & \[liên kết\]\(x\)\n/,
      /^Đã lưu T3 <b>Báo cáo<\/b> \*\*tháng/,
    );
  });

  test.each([
    ['a title with control characters', 'thêm Báo\u0007 cáo; ngày 5 hằng tháng; Lan', /ký tự ẩn/, 'Báo cáo'],
    ['a title too long', `thêm ${'báo cáo '.repeat(600)}; ngày 5 hằng tháng; Lan`, /chỉ nhận đến 200/, 'Báo cáo'],
    [
      'an impossible date',
      'thêm Báo cáo; 30/2/2027; Lan',
      /30\/2\/2027 không có trong lịch.*ví dụ «/,
      'ngày 5 hằng tháng',
    ],
    ['no deadline at all', 'thêm Báo cáo; tùy lúc; Lan', /chưa hiểu thời hạn «tùy lúc».*ví dụ «/, 'ngày 5 hằng tháng'],
    ['a year far away', 'thêm Báo cáo; 5/3/2099; Lan', /Năm 2099 còn xa quá.*ví dụ «/, 'ngày 5 hằng tháng'],
    ['a past date', 'thêm Báo cáo; 20/5/2026; Lan', /thứ Tư 20\/5 đã qua rồi.*ví dụ «/, 'ngày 5 hằng tháng'],
    ['nobody of that name', 'thêm Báo cáo; ngày 5 hằng tháng; Xuân', /không tìm thấy.*«Xuân».*ví dụ «/, 'Lan'],
    ['an unknown one among others', 'thêm Báo cáo; ngày 5 hằng tháng; Lan và Xuân', /«Xuân»/, 'Lan'],
  ])('%s is refused with an example, and nothing typed before is lost', async (_what, line, refusal, better) => {
    const world = await here();
    const { says } = talk(world);
    await says(line, refusal);
    await says(
      better,
      /^Em hiểu như sau:\nViệc: Báo cáo\nHạn: .*ngày 5 hằng tháng\n[\s\S]*Chủ trì: chị Nguyễn Thị Lan/,
    );
    await says('bỏ', /không lưu gì/);
    expect(await taskOf(world, 'T3')).toBeUndefined();
  });

  test('positions may hold «và» and commas in their names; several of one name are asked about', async () => {
    const culture = { name: 'Phạm Hoa', address: 'chị', positions: ['Phòng Văn hóa, Khoa học và Thông tin'] };
    const another = { name: 'Võ Ngọc Lan', address: 'cô' };
    const world = await here({ people: [LAN, MINH, NAM, culture, another] });
    const { says } = talk(world);
    await says(
      'thêm Báo cáo; ngày 5 hằng tháng; phong van hoa, khoa hoc va thong tin và Minh',
      /Chủ trì: Phòng Văn hóa, Khoa học và Thông tin \(chị Hoa\); anh Trần Văn Minh\nMột người báo xong/,
    );
    await says('sửa chủ trì Lan', /1\. chị Nguyễn Thị Lan\n2\. cô Võ Ngọc Lan/);
    await says('2', /Chủ trì: cô Võ Ngọc Lan\n/);
    await says('bỏ', /không lưu gì/);
  });

  test('says when a task of that name is there already, and when nobody holds the position', async () => {
    const world = await here({ plan: [QUARTERLY, { ...MONTHLY, lead: ['Bộ phận Một cửa'] }] });
    const { says } = talk(world);
    await says(
      'thêm bao cao thang; ngày 5 hằng tháng; một cửa',
      /Bộ phận Một cửa \(chưa có ai giữ[\s\S]*Đã có việc cùng tên: T2/,
    );
    await says('bỏ', /không lưu gì/);
  });

  test('survives a restart between the preview and «đồng ý»', async () => {
    const world = await here();
    const { says } = talk(world);
    await says(ADD, /^Em hiểu như sau:/);
    await world.restart();
    await says('đồng ý', /^Đã lưu T3/);
  });
});
