import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const HUNG = { name: 'Đặng Hùng', address: 'anh', leader: true };
const MINH = { name: 'Lê Minh', address: 'anh', positions: ['Tư pháp'] };
const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const WITHIN = {
  title: 'Cập nhật quy trình',
  lead: ['Tư pháp'],
  rules: [{ kind: 'within', n: 5, unit: 'day', event: 'Chủ tịch UBND tỉnh phê duyệt quy trình nội bộ' }],
};
const REPLY = {
  title: 'Trả lời kiến nghị',
  lead: ['Tư pháp'],
  rules: [{ kind: 'within', n: 10, unit: 'day', event: 'tiếp nhận phản ánh, kiến nghị' }],
};
const TOGETHER = {
  title: 'Báo cáo tuần',
  lead: ['Tư pháp'],
  cooperating: ['Đầu mối'],
  rules: [{ kind: 'weekly', weekday: 5 }],
};

/** Monday 11 March. */
const here = async () => {
  const world = await office({
    at: '2024-03-11T08:00:00+07:00',
    people: [HUNG, { ...LAN, supervisor: HUNG.name }, MINH, NAM],
    plan: [QUARTERLY, WITHIN, REPLY, TOGETHER],
  });
  await world.advance('1m');
  for (const { name } of [HUNG, LAN, MINH, NAM]) world.phone(name).takeAll();
  return world;
};

describe('is understood without a command’s name', () => {
  test.each([
    [LAN.name, 'mai em đi công tác', /Nghỉ: thứ Ba 12\/3/],
    [LAN.name, 'Hôm nay em bị ốm xin nghỉ ạ', /Nghỉ: thứ Hai 11\/3/],
    [LAN.name, 'em nghỉ thai sản từ 1/4 đến 1/10', /Nghỉ: từ thứ Hai 1\/4 đến thứ Ba 1\/10/],
    [LAN.name, 'em nghỉ mai nhờ Minh', /Nghỉ: thứ Ba 12\/3(.|\n)*Em hỏi anh Minh;/],
    [NAM.name, 'Hôm nay đã có quyết định phê duyệt quy trình nội bộ', /Ngày: thứ Hai 11\/3\n/],
    [NAM.name, 'ngày 8/3 UBND tỉnh ban hành quyết định phê duyệt quy trình nội bộ', /Ngày: thứ Sáu 8\/3\n/],
    [MINH.name, 'phản ánh kiến nghị Đường hỏng; nhận ngày 10/3', /Đường hỏng\nTiếp nhận: Chủ nhật 10\/3/],
  ])('by %s: «%s»', async (who, words, expected) => {
    const world = await here();
    await world.phone(who).replies(words);
    world.phone(who).receives(expected);
  });

  test.each(['Minh xong rồi ạ', 'kế toán gửi rồi', 'Hùng đã gửi rồi'])(
    '«%s» is about somebody else, and closes nothing',
    async (words) => {
      const world = await here();
      await world.phone(LAN.name).replies(words);
      world.phone(LAN.name).receives(/là nói người khác; .*Việc của mình chị xem bằng «việc»\.$/);
      await world.advance('2024-03-13T08:00:00+07:00');
      world.phone(LAN.name).takeAll();
      world.phone(MINH.name).takeAll();
      await world.phone(LAN.name).replies(words);
      world.phone(LAN.name).receives(/là nói người khác; .*Nếu là việc của chị, chị báo xong việc nào ạ\?\n#\d /);
    },
  );

  test.each(['mai em nghỉ rồi, báo cáo chưa xong', 'thứ 6 em gửi', 'em nghỉ 3 hôm nên chưa làm'])(
    '«%s» is about a task',
    async (words) => {
      const world = await here();
      await world.phone(LAN.name).replies(words);
      world.phone(LAN.name).receives(/^Vâng, em không đóng việc nào/);
    },
  );

  test('«xin thêm 2 ngày cho việc 1» names its task behind the length', async () => {
    const world = await here();
    const lan = world.phone(LAN.name);
    await world.advance('2024-03-13T08:00:00+07:00');
    lan.receives(/#1 Báo cáo quý/);
    await lan.replies('xin thêm 2 ngày cho việc 1 vì chờ số liệu');
    lan.receives(/Việc: Báo cáo quý(.|\n)*thứ Ba 19\/3\nLý do: chờ số liệu/);
  });
});

describe('what is answered is true', () => {
  test('«xong» about what nobody was reminded of yet asks which, and closes nothing', async () => {
    const world = await here();
    const minh = world.phone(MINH.name);
    await minh.replies('pakn Đường hỏng; hôm nay');
    minh.receives(/Nhắn «đồng ý»/);
    await minh.replies('đồng ý');
    minh.receives(/^Đã ghi/);
    await minh.replies('xong');
    minh.receives(/^Anh báo xong việc nào ạ\?\n#1 Báo cáo tuần.*\n#2 Trả lời kiến nghị/);
    await minh.replies('2');
    minh.receives(/^Đã ghi #2 Trả lời kiến nghị/);
  });

  test('a forwarded button says whose task it is, also once it was closed and opened again', async () => {
    const world = await here();
    const [lan, minh, nam] = [world.phone(LAN.name), world.phone(MINH.name), world.phone(NAM.name)];
    await world.advance('2024-03-13T08:00:00+07:00');
    const digest = lan.receives(/#1 Báo cáo quý/);
    const { data } = digest.message.buttons!.flat().find(({ label }) => label === '✅ Xong #1')!;
    await minh.sends({ kind: 'button', data, messageId: 'elsewhere' });
    minh.receives(/^Việc Báo cáo quý .* không phải việc của anh nên em không ghi gì\./);
    await lan.presses(digest, '✅ Xong #1');
    lan.receives(/^Đã ghi #1/);
    await nam.sends({ kind: 'button', data, messageId: 'elsewhere' });
    nam.receives(/đã đóng rồi ạ/);
    await lan.replies('hoàn tác');
    lan.receives(/^Đã mở lại/);
    await nam.sends({ kind: 'button', data, messageId: 'elsewhere' });
    nam.receives(/không phải việc của anh/);
    await lan.presses(digest, '✅ Xong #1');
    lan.receives(/^Đã ghi #1/);
  });

  test('of two tasks in one «xong», the one that is closed already does not hold up the other', async () => {
    const world = await here();
    const minh = world.phone(MINH.name);
    await minh.replies('pakn Đường hỏng; hôm nay');
    await minh.replies('đồng ý');
    await minh.replies('việc');
    minh.takeAll();
    await minh.replies('xong 1');
    minh.receives(/^Đã ghi #1/);
    await minh.replies('xong 1, 2');
    minh.receives(/^Việc này đã đóng rồi ạ:\n.*\n\nĐã ghi #2 Trả lời kiến nghị/);
  });

  test('«bỏ» under «báo xong việc nào» leaves the question and closes nothing', async () => {
    const world = await here();
    const minh = world.phone(MINH.name);
    await minh.replies('pakn Đường hỏng; hôm nay');
    await minh.replies('đồng ý');
    minh.takeAll();
    await minh.replies('xong');
    minh.receives(/^Anh báo xong việc nào ạ/);
    await minh.replies('bỏ');
    minh.receives(/^Vâng, em không đóng việc nào\.$/);
    await minh.replies('1');
    minh.receives(/^#1 /);
  });

  test('«việc của tôi» is about one’s tasks, not about tonight; «giúp tôi với» is «giúp»', async () => {
    const world = await here();
    const minh = world.phone(MINH.name);
    await minh.replies('việc của tôi');
    minh.receives(/^Anh có \d+ việc(.|\n)*Báo cáo tuần/);
    await minh.replies('giúp tôi với');
    minh.receives(/^Anh nhắn cho em như sau:/);
  });

  test('more time up to a day that has just passed is refused as past', async () => {
    const world = await here();
    const lan = world.phone(LAN.name);
    await world.advance('2024-03-13T08:00:00+07:00');
    lan.receives(/#1 Báo cáo quý/);
    await lan.replies('gia hạn 1 đến 1/3');
    lan.receives(/^Ngày đó đã qua rồi ạ/);
  });

  test('«nhận» about what a colleague leads suggests nothing that is refused', async () => {
    const world = await here();
    const lan = world.phone(LAN.name);
    await world.advance('2024-03-14T08:00:00+07:00');
    world.phone(MINH.name).takeAll();
    lan.takeAll();
    await lan.replies('nhận 2');
    lan.receives(/^Em ghi chị đã nhận #2 Báo cáo tuần .*\. Người chủ trì báo xong\.$/);
  });

  test.each([
    ['xong', /^xong <số việc>\n/],
    ['nhan', /^nhận <số việc>\n/],
    ['hoàn tác', /^hoàn tác\n/],
    ['đồng ý', /^đồng ý, hoặc bỏ\n/],
  ])('«giúp %s» explains a reply', async (word, expected) => {
    const world = await here();
    await world.phone(LAN.name).replies(`giúp ${word}`);
    world.phone(LAN.name).receives(expected);
  });

  test('«bỏ» with nothing half done says so', async () => {
    const world = await here();
    await world.phone(LAN.name).replies('bỏ');
    world.phone(LAN.name).receives(/^Em không bỏ gì, vì hiện không có gì đang làm dở\./);
  });

  test('a leader’s lists do not offer what only administrators may do', async () => {
    const world = await here();
    const [hung, nam] = [world.phone(HUNG.name), world.phone(NAM.name)];
    for (const line of ['cán bộ', 'chức danh']) {
      await hung.replies(line);
      expect(hung.receives(/^Đơn vị có/).text).not.toMatch(/Nhắn «/);
      await nam.replies(line);
      nam.receives(/Nhắn «/);
    }
  });

  test('of two named Lan, «cô Lan» is the one who is called so', async () => {
    const world = await here();
    const nam = world.phone(NAM.name);
    await nam.replies('cán bộ thêm Trần Thị Lan; cô; không');
    nam.receives(/Nhắn «đồng ý»/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã thêm cô Trần Thị Lan/);
    await nam.replies('cán bộ sửa cô Lan; xưng hô: bác');
    nam.receives(/thông tin của cô Trần Thị Lan/);
    await nam.replies('cán bộ sửa Lan; xưng hô: bác');
    nam.receives(/^\(Phần .*\n?Có nhiều người tên «Lan»/);
  });

  test('what goes to somebody without a chat says so, and what does not change is not shown as a change', async () => {
    const world = await here();
    const nam = world.phone(NAM.name);
    await nam.replies('cán bộ thêm chị Lê Thị Mai; Tư pháp');
    nam.receives(/Họ tên: Lê Thị Mai, em gọi là «chị Mai»\nChức danh: Tư pháp;/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã thêm chị Lê Thị Mai/);
    await nam.replies('bàn giao Lan cho Mai');
    nam.receives(/\nChị Mai chưa có kênh liên lạc nên chưa nhận được tin nào; lưu xong nhắn «mời Lê Thị Mai»\.\n/);
    await nam.replies('bỏ');
    nam.takeAll();
    await nam.replies('cán bộ sửa Mai; tên: Lê Thị Mai; xưng hô: cô');
    nam.receives(/^Em sẽ sửa thông tin của chị Lê Thị Mai:\nXưng hô: chị → cô\n/);
  });

  test('a supervisor that would go round in a circle is refused with an example that works', async () => {
    const world = await here();
    const nam = world.phone(NAM.name);
    await nam.replies('cán bộ sửa Hùng; cấp trên: Lan');
    const { text } = nam.receives(/đang có cấp trên là anh Đặng Hùng nên em chưa đặt ngược lại/);
    await nam.replies(/ví dụ «(.+)»/.exec(text)![1]!);
    nam.receives(/^Em sẽ sửa thông tin của anh Đặng Hùng/);
  });

  test('an example of a name is a colleague’s, and not the one who is meant already', async () => {
    const world = await here();
    const nam = world.phone(NAM.name);
    await nam.replies('bàn giao Hùng cho Hùng');
    const { text } = nam.receives(/^Người nhận phải khác người bàn giao\. Anh gõ tên người nhận, ví dụ «Lan»\.$/);
    await nam.replies(/«(.+)»/.exec(text)![1]!);
    nam.receives(/Hùng không giữ chức danh nào/);
    await nam.replies('bàn giao');
    nam.receives(/^Ai bàn giao ạ/);
    await nam.replies('   ');
    nam.receives(/^Em chưa thấy tên ai\. Anh gõ họ tên hoặc tên, ví dụ «Đặng Hùng»\.$/);
  });
});
