import { afterEach, describe, expect, test } from 'vitest';
import { taskCommands } from '../../src/app/conversation/commands/tasks/all.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { ADD, BINH, JUNE, MINH, NAM, openOf, talk, taskOf } from './task-office.ts';
import { LAN, openOffices, type WorldOptions } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const here = (more: Partial<WorldOptions> = {}) => office({ ...JUNE, ...more });

describe('changing a task', () => {
  test('shows what becomes of its deadlines, and applying the plan again does not undo it', async () => {
    const world = await here();
    const { agrees, says } = talk(world);
    await agrees(
      'sửa T2; hạn: ngày 10 hằng tháng; ghi chú: gửi bản giấy; nơi nhận: UBND tỉnh',
      /^Em sửa T2 Báo cáo tháng như sau:\nHạn: chậm nhất ngày 15 hằng tháng → ngày 10 hằng tháng\nNơi nhận: chưa ghi → UBND tỉnh\nGhi chú: chưa ghi → gửi bản giấy\nKỳ đang mở đổi hạn: thứ Hai 15\/6 thành thứ Tư 10\/6; [\s\S]*Người được nhắc: Văn phòng UBND \(anh Minh\)/,
      /^Đã sửa T2/,
    );
    expect((await openOf(world, 'T2'))[0]).toMatchObject({ period: '2026-06', nominal: expect.any(Number) });
    await says('tìm T2', /Báo cáo tháng\n {3}thứ Tư 10\/6/);
    await world.advance('2026-06-03T08:00:00+07:00');
    world.phone(MINH.name).receives(/Báo cáo tháng[\s\S]*thứ Tư 10\/6, còn 5 ngày/);
    for (const name of [NAM.name, BINH.name]) world.phone(name).takeAll();
  });

  test('by a new kind of deadline brings no overdue ones of the time before, and keeps what is overdue', async () => {
    const world = await here();
    await world.advance('2026-06-16T08:00:00+07:00');
    for (const name of [LAN.name, MINH.name]) world.phone(name).takeAll();
    const { agrees } = talk(world);
    await agrees('sửa T2; hạn: thứ Hai hằng tuần', /Kỳ đang mở không còn nữa: thứ Tư 15\/7/, /^Đã sửa/);
    const periods = (await openOf(world, 'T2')).map((each) => each.period);
    expect(periods.slice(0, 3)).toEqual(['2026-06', '2026-W26', '2026-W27']);
  });

  test('is guided, refuses what it does not know, and says where nothing would change', async () => {
    const world = await here();
    const { says } = talk(world);
    await says('sửa', /^Việc nào ạ\?/);
    await says('bao cao thang', /^Sửa gì ở việc «Báo cáo tháng» ạ\?/);
    await says('màu: đỏ', /^Em chưa hiểu «màu: đỏ» là sửa gì.*ví dụ «/);
    await says('hạn: 31/4/2027', /không có trong lịch/);
    await says('hạn: hằng tuần; tên: Báo cáo tuần', /thứ mấy[\s\S]*1\. .*thứ Sáu/);
    await says('1', /Tên: Báo cáo tháng → Báo cáo tuần\nHạn: .*→ .*thứ Sáu hằng tuần/);
    await says('bỏ', /không lưu gì/);
    await says('sửa T2; tên: Báo cáo tháng', /vốn đã như vậy/);
    expect(await taskOf(world, 'T2')).toMatchObject({ title: 'Báo cáo tháng' });
  });

  test('takes corrections before it is saved, and keeps what was said before them', async () => {
    const world = await here();
    const { says } = talk(world);
    await says('sửa T2; hạn: ngày 20 hằng tháng; nơi nhận: UBND tỉnh', /→ ngày 20 hằng tháng\nNơi nhận/);
    await says('sửa hạn ngày 19 hằng tháng', /^Em sửa T2 [\s\S]*→ ngày 19 hằng tháng\nNơi nhận: chưa ghi → UBND tỉnh/);
    await says('ghi chú: bản giấy', /→ ngày 19 [\s\S]*UBND tỉnh\nGhi chú: chưa ghi → bản giấy/);
    await says('sửa hạn 30/2/2027', /không có trong lịch/);
    await says('sửa hạn ngày 17 hằng tháng', /→ ngày 17 [\s\S]*UBND tỉnh\nGhi chú: chưa ghi → bản giấy/);
    await says('sửa phối hợp', /^Sửa gì ở việc/);
    await says('Lan', /→ ngày 17 [\s\S]*Phối hợp: chưa ghi → chị Nguyễn Thị Lan\nNơi nhận: chưa ghi → UBND tỉnh/);
    await says('hạn: ngày 18 hằng tháng', /→ ngày 18 [\s\S]*UBND tỉnh\nGhi chú: chưa ghi → bản giấy/);
    await says('đồng ý', /^Đã sửa T2/);
    expect(await taskOf(world, 'T2')).toMatchObject({ recipient: 'UBND tỉnh', notes: 'bản giấy' });
  });

  test.each([
    ['sửa T2 hạn ngày 20 hằng tháng', /^Em sửa T2 [\s\S]*→ ngày 20 hằng tháng/],
    ['sửa T2 nơi nhận UBND tỉnh', /Nơi nhận: chưa ghi → UBND tỉnh/],
    ['sửa hạn T2 thành ngày 20 hằng tháng', /^Em sửa T2 [\s\S]*→ ngày 20 hằng tháng/],
    ['sửa hạn của báo cáo tháng thành ngày 20 hằng tháng', /^Em sửa T2 [\s\S]*→ ngày 20 hằng tháng/],
    ['giao T2 chị Lan', /^Em giao T2 [\s\S]*Từ nay chủ trì: chị Nguyễn Thị Lan/],
    ['giao báo cáo tháng trong tuần này cho Lan', /không tìm thấy việc nào ứng với «báo cáo tháng trong tuần này»/],
    ['giao cho Lan việc T2', /^Em giao T2 [\s\S]*Từ nay chủ trì: chị Nguyễn Thị Lan/],
    ['xóa T2', /^Em bỏ việc T2/],
  ])('is understood without semicolons: «%s»', async (line, preview) => {
    const world = await here();
    const { says } = talk(world);
    await says(line, preview);
    await says('bỏ', /không lưu gì/);
  });

  test('says which words it did not understand, where the task is clear', async () => {
    const world = await here();
    const { says } = talk(world);
    await says('tạm dừng T2 đến 15/12', /^Em thấy việc này, nhưng chưa hiểu phần «đến 15\/12».*\n1\. T2 Báo cáo tháng/);
    await says('1', /^Em tạm dừng nhắc T2/);
    await says('bỏ', /không lưu gì/);
  });

  test('refusals say why: several tasks at once, too many people, a task that is not removed', async () => {
    const world = await here();
    const { says } = talk(world);
    await says('bỏ T1, T2', /^Em làm từng việc một ạ.*«T1»/);
    await says('T2', /^Em bỏ việc T2/);
    await says('bỏ', /không lưu gì/);
    await says(`giao T2 cho ${'Lan, '.repeat(40)}`, /^Em nhận nhiều nhất 30 người/);
    await says('bỏ', /không lưu gì/);
    await says('khôi phục T2', /^Việc T2 Báo cáo tháng chưa bỏ/);
    await says('bỏ', /không lưu gì/);
    await says('khôi phục', /^Hiện không có việc nào đã bỏ/);
    await says('bỏ', /không lưu gì/);
    await says('bỏ T2', /^Em bỏ việc T2/);
    await says('đồng ý', /^Đã bỏ/);
    await says('khôi phục', /^Khôi phục việc nào ạ\?.*\n1\. T2 Báo cáo tháng/);
    await says('1', /^Em khôi phục việc T2/);
    await says('bỏ', /không lưu gì/);
  });

  test('another command in the middle is no correction of this one', async () => {
    const world = await here();
    const { says } = talk(world);
    await says('thêm Báo cáo nhanh; 25/6/2026; Minh', /^Em hiểu như sau/);
    await says('giao T2 cho Lan', /^\(Phần «thêm» đang dở em bỏ, chưa lưu gì\.\)\nEm giao T2/);
    await says('bỏ', /không lưu gì/);
    await says('thêm Báo cáo nhanh; 25/6/2026; Minh', /^Em hiểu như sau/);
    await says('giao Lan', /Chủ trì: chị Nguyễn Thị Lan/);
    await says('bỏ', /không lưu gì/);
  });

  test('a day, «chưa» or half an agreement while it waits is asked about, and touches no reminder', async () => {
    const world = await here();
    const { says } = talk(world);
    await says('thêm Báo cáo nhanh; 25/6/2026; Minh', /^Em hiểu như sau/);
    for (const words of ['24/6', 'chưa', 'đồng ý nhưng sửa hạn 24/6', 'nhất trí'])
      await says(words, /^Em chưa hiểu ý đó\. Em hiểu như sau/);
    await says('sửa chủ trì Xuân', /không tìm thấy/);
    await says('ok', /không tìm thấy/);
    await says('Lan', /Chủ trì: chị Nguyễn Thị Lan/);
    await says('ừ, đồng ý', /^Đã lưu T3/);
  });

  test('«giao» gives it to positions or people; «mỗi người» makes each report', async () => {
    const world = await here();
    const { agrees, says } = talk(world);
    await agrees(
      'giao T2 cho mỗi người: chị Lan và Văn phòng UBND',
      /^Em giao T2 Báo cáo tháng như sau:\nĐang chủ trì: Văn phòng UBND \(anh Minh\)\nTừ nay chủ trì: chị Nguyễn Thị Lan; Văn phòng UBND \(anh Minh\)\nMỗi người tự báo xong phần của mình\.\nBa kỳ tới: thứ Hai 15\/6/,
      /^Đã giao T2/,
    );
    expect(await taskOf(world, 'T2')).toMatchObject({ lead: [LAN.name, 'Văn phòng UBND'], completion: 'each' });
    await world.advance('2026-06-08T08:00:00+07:00');
    world.phone(LAN.name).receives(/Báo cáo tháng/);
    world.phone(MINH.name).receives(/Báo cáo tháng/);
    await says('giao T2 cho', /^Ai chủ trì ạ\?/);
    await says('bỏ', /không lưu gì/);
  });

  test('«chính sách nhắc» takes a name or days of one’s own', async () => {
    const world = await here();
    const { agrees, says } = talk(world);
    await says('chính sách nhắc T2', /đang nhắc kiểu «mặc định»[\s\S]*• chỉ tiêu: /);
    await says('gấp gáp', /^Em không có kiểu nhắc «gấp gáp»\. .*«báo cáo»/);
    await says('trước 99 ngày', /từ 1 đến 60 ngày/);
    await says(
      'trước 3, 10 ngày',
      /Đổi thành «trước 10, 3 ngày»[\s\S]*Kỳ tới em nhắc vào: thứ Tư 10\/6; thứ Hai 15\/6/,
    );
    await says('đồng ý', /kiểu «trước 10, 3 ngày»/);
    expect(await taskOf(world, 'T2')).toMatchObject({ policy: 'lead:10,3' });
    await world.advance('2026-06-10T08:00:00+07:00');
    const told = world.phone(MINH.name).takeAll();
    expect(told.map((each) => /thứ \S+ \d+\/6/.exec(each.text)?.[0])).toEqual(['thứ Tư 10/6']);
    world.phone(LAN.name).takeAll();
    await agrees('kiểu nhắc T2; mặc định', /Đổi thành «mặc định»/, /kiểu «mặc định»/);
    expect(await taskOf(world, 'T2')).toMatchObject({ policy: null });
  });

  test('«bỏ» removes it with its open deadlines, and it stays away', async () => {
    const world = await here();
    const { agrees, says } = talk(world);
    await agrees('bỏ bao cao thang', /^Em bỏ việc T2 [\s\S]*sẽ đóng lại: thứ Hai 15\/6/, /^Đã bỏ việc T2/);
    expect(await openOf(world, 'T2')).toEqual([]);
    await says('tìm báo cáo tháng', /không tìm thấy việc nào/);
    await world.advance('2026-06-16T12:00:00+07:00');
    world.phone(LAN.name).takeAll();
  });
});

describe('who may, and when', () => {
  test.each([
    ADD,
    'sửa T2; tên: x',
    'giao T2 cho Lan',
    'tạm dừng T2',
    'tiếp tục T2',
    'bỏ T2',
    'bỏ kỳ này T2',
    'đổi hạn kỳ này T2; 20/6',
    'chính sách nhắc T2; chỉ tiêu',
  ])('an officer’s «%s» is refused politely and logged', async (line) => {
    const world = await here();
    await talk(world, LAN.name).says(line, /chỉ người quản trị dùng được ạ\./);
    const refused = (await world.store.events({ limit: 1000 })).filter((each) => each.kind === 'no-right');
    expect(refused).toMatchObject([{ officerId: world.officerId(LAN.name) }]);
    expect(JSON.stringify(refused)).not.toContain('T2');
  });

  test('what another administrator did meanwhile is seen before it is saved', async () => {
    const world = await here();
    const [nam, binh] = [talk(world), talk(world, BINH.name)];
    await nam.says('giao T2 cho Lan', /^Em giao T2/);
    await binh.agrees('bỏ T2', /^Em bỏ việc T2/, /^Đã bỏ/);
    await nam.says('đồng ý', /vừa được người khác bỏ/);
    await nam.says('bỏ kỳ này T1', /^Em bỏ riêng kỳ quý II\/2026/);
    await binh.agrees('bỏ kỳ này T1', /^Em bỏ riêng/, /^Đã bỏ kỳ/);
    await nam.says('đồng ý', /vừa được đóng/);
    await nam.says('tạm dừng T1', /^Em tạm dừng/);
    await binh.agrees('tạm dừng T1', /^Em tạm dừng/, /^Đã tạm dừng/);
    await nam.says('đồng ý', /đã tạm dừng từ thứ Ba 2\/6/);
    await nam.says('tiếp tục T1', /^Em nhắc lại/);
    await binh.agrees('tiếp tục T1', /^Em nhắc lại/, /từ nay\.$/);
    await nam.says('đồng ý', /không tạm dừng/);
  });
});

describe('one deadline', () => {
  test('is asked about where an overdue one waits as well', async () => {
    const world = await here();
    await world.advance('2026-06-16T08:00:00+07:00');
    for (const name of [LAN.name, MINH.name]) world.phone(name).takeAll();
    const { says } = talk(world);
    await says('bỏ kỳ này T2', /Kỳ nào[\s\S]*1\. kỳ tháng 6\/2026, hạn thứ Hai 15\/6\n2\. kỳ tháng 7\/2026/);
    await says('1', /^Em bỏ riêng kỳ tháng 6\/2026[\s\S]*Kỳ sau vẫn như cũ: thứ Tư 15\/7/);
    await says('đồng ý', /^Đã bỏ kỳ tháng 6\/2026/);
    expect((await openOf(world, 'T2')).map((each) => each.period)).toEqual(['2026-07', '2026-08']);
  });

  test('has its last day changed in plain words, by its number as well; days that cannot be are refused', async () => {
    const world = await here({ people: [LAN, { ...MINH, admin: true }, NAM] });
    const minh = talk(world, MINH.name);
    await minh.says('việc', /#1 Báo cáo tháng/);
    await minh.says('đổi hạn kỳ này #1', /đổi sang ngày nào ạ\?/);
    await minh.says('hôm qua', /đã qua rồi/);
    await minh.says('30/2', /không có trong lịch/);
    await minh.says('15/6', /vốn là thứ Hai 15\/6/);
    await minh.says(
      'thứ Năm 18/6',
      /đổi hạn chính thức[\s\S]*Kỳ tháng 6\/2026, hạn thứ Hai 15\/6 → hạn mới thứ Năm 18\/6/,
    );
    await minh.says('đồng ý', /sang thứ Năm 18\/6\.$/);
    const [moved] = await openOf(world, 'T2');
    expect(moved).toMatchObject({ period: '2026-06', lastDay: moved!.nominal + 3, legalLastDay: moved!.nominal + 3 });
    await world.restart();
    await world.advance('2026-06-11T08:00:00+07:00');
    world.phone(MINH.name).receives(/Báo cáo tháng[\s\S]*thứ Năm 18\/6, còn 5 ngày/);
    for (const name of [LAN.name, NAM.name]) world.phone(name).takeAll();
  });
});

test('«tìm» shows reference, title, next date and who leads; officers find their own', async () => {
  const world = await here();
  const [nam, lan] = [talk(world), talk(world, LAN.name)];
  await nam.says(
    'tìm bao cao',
    /có 2 việc:\nT1 Báo cáo quý\n {3}thứ Tư 17\/6; chủ trì: Đầu mối \(chị Lan\)\nT2 Báo cáo tháng/,
  );
  await nam.says('tìm T2', /có 1 việc:\nT2 Báo cáo tháng/);
  await lan.says('tìm báo cáo', /có 1 việc:\nT1 Báo cáo quý/);
  await lan.says('tìm', /^Tìm việc gì ạ\?/);
  await lan.says('quy', /T1 Báo cáo quý/);
  await world.advance('2026-06-10T08:00:00+07:00');
  world.phone(MINH.name).takeAll();
  lan.phone.receives(/#1 Báo cáo quý/);
  await lan.says('tìm #1', /T1 Báo cáo quý/);
  await lan.says('tìm <x>', /không tìm thấy/);
});

test('every command is understood without numbers, and guided where it stands alone', async () => {
  const world = await here();
  const { says } = talk(world);
  const lines: [string, RegExp][] = [
    ['thêm', /^Việc cần làm là gì ạ\?/],
    ['sửa', /^Việc nào ạ\?/],
    ['giao', /^Việc nào ạ\?/],
    ['giao bao cao thang cho Lan', /^Em giao T2/],
    ['tạm dừng', /^Việc nào ạ\?/],
    ['tạm dừng báo cáo tháng', /^Em tạm dừng nhắc T2/],
    ['tiếp tục', /^Việc nào ạ\?/],
    ['tiếp tục báo cáo tháng', /không tạm dừng/],
    ['bỏ việc', /^Việc nào ạ\?/],
    ['bỏ báo cáo tháng', /^Em bỏ việc T2/],
    ['bỏ kỳ này', /^Việc nào ạ\?/],
    ['bỏ kỳ này báo cáo tháng', /^Em bỏ riêng/],
    ['đổi hạn kỳ này', /^Việc nào ạ\?/],
    ['đổi hạn kỳ này báo cáo tháng sang thứ Sáu tuần sau', /^Em đổi hạn chính thức[\s\S]*hạn mới thứ Sáu 12\/6/],
    ['chính sách nhắc', /^Việc nào ạ\?/],
    ['chính sách nhắc báo cáo tháng; chỉ tiêu', /^Em đổi cách nhắc T2/],
    ['sửa báo cáo tháng', /^Sửa gì ở việc/],
    ['sửa báo cáo tháng ghi chú: chưa xong', /^Em sửa T2/],
    ['tìm báo cáo tháng', /có 1 việc/],
  ];
  for (const [line, pattern] of lines) {
    const { phone } = talk(world);
    await phone.replies(line);
    const [answer] = phone.takeAll();
    expect(answer?.text.replace(/^\(Phần .*\n/, ''), line).toMatch(pattern);
    if (!/không tạm dừng|có 1 việc/.test(answer?.text ?? '')) await says('thôi', /không lưu gì/);
  }
});

test('the examples of every command work with the shipped plan', async () => {
  const world = await office({
    at: '2024-05-06T08:00:00+07:00',
    people: [LAN, NAM],
    plan: 'kstthc',
    from: '2024-05-06',
  });
  await world.advance('1m');
  const { phone } = talk(world);
  phone.takeAll();
  for (const command of taskCommands({ ...world, codes: inviteCodes, rehearse: null })) {
    if (command.name === 'resume-task') {
      await phone.replies('tạm dừng III.1.6');
      await phone.replies('đồng ý');
    }
    // Nothing is removed here that could come back.
    if (command.name === 'restore-task') continue;
    for (const example of command.help.examples) {
      phone.takeAll();
      await phone.replies(example);
      const answers = phone.takeAll();
      expect(answers, example).toHaveLength(1);
      if (command.name === 'search-tasks') expect(answers[0]!.text).toMatch(/^Ứng với/);
      else {
        expect(answers[0]!.text, example).toMatch(/Nhắn «đồng ý» để lưu/);
        await phone.replies(command.name === 'remove-task' ? 'bỏ' : 'đồng ý');
        expect(
          phone.takeAll().map((each) => each.text),
          example,
        ).toEqual([expect.stringMatching(/^(?:Đã|Từ nay|Em nhắc lại|Vâng)/)]);
      }
    }
  }
});
