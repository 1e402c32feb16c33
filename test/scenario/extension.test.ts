import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const HUNG = { name: 'Trần Văn Hùng', address: 'anh' };
const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const LAN_OF_HUNG = { ...LAN, supervisor: HUNG.name };

/** Tuesday 12 March; the report is due on Sunday 17/3, so on Friday 15/3. */
const TUESDAY = '2024-03-12T08:00:00+07:00';

const here = async (people: Parameters<typeof office>[0]['people'] = [HUNG, NAM, LAN_OF_HUNG], more = {}) => {
  const made = await office({ at: TUESDAY, people, plan: [QUARTERLY], ...more });
  await made.advance('1m');
  made.phone(LAN.name).takeAll();
  return made;
};

const asked = async (made: Awaited<ReturnType<typeof here>>, words = 'gia hạn 1 thêm 2 ngày vì chờ số liệu') => {
  const lan = made.phone(LAN.name);
  await lan.replies('việc');
  lan.receives(/#1 Báo cáo quý/);
  await lan.replies(words);
  lan.receives(/^Em hiểu như sau:/);
  await lan.replies('đồng ý');
  lan.receives(/^Em đã gửi đề nghị/);
};

describe('more time', () => {
  test('is asked for in one line, decided by the supervisor, and moves reminding but not the legal date', async () => {
    const world = await here(undefined, { at: '2024-03-04T08:00:00+07:00' });
    const [lan, hung] = [world.phone(LAN.name), world.phone(HUNG.name)];
    await world.advance(TUESDAY);
    lan.receives(/#1 Báo cáo quý/);
    await lan.replies('gia hạn 1 thêm 2 ngày vì chờ số liệu');
    lan.receives(
      /^Em hiểu như sau:\nViệc: Báo cáo quý \(quý I\/2024\)\nLùi ngày nhắc từ thứ Sáu 15\/3 đến thứ Ba 19\/3\nLý do: chờ số liệu\nHạn theo quy định vẫn là Chủ nhật 17\/3\.\nEm gửi anh Hùng duyệt; duyệt rồi em mới lùi ngày nhắc\.\n/,
    );
    world.nobodyElseHears();
    await lan.replies('đồng ý');
    lan.receives(
      /^Em đã gửi đề nghị lùi việc Báo cáo quý \(quý I\/2024\) đến thứ Ba 19\/3 cho anh Hùng\. Trong lúc chờ em vẫn nhắc như cũ\./,
    );
    const request = hung.receives(
      /^Thưa anh Hùng, chị Lan xin lùi việc Báo cáo quý \(quý I\/2024\) từ thứ Sáu 15\/3 đến thứ Ba 19\/3\. Lý do: chờ số liệu\. Hạn theo quy định vẫn là Chủ nhật 17\/3; anh đồng ý thì em chỉ lùi ngày nhắc\. Anh nhắn «đồng ý» hoặc «không»\.$/,
    );
    const [before] = await world.store.occurrences({ states: ['open'] });
    await hung.presses(request, 'Đồng ý');
    hung.receives(
      /^Đã duyệt: em lùi ngày nhắc việc Báo cáo quý \(quý I\/2024\) của chị Lan đến thứ Ba 19\/3 và báo chị Lan\./,
    );
    lan.receives(
      /^Thưa chị Lan, anh Hùng đã duyệt: em lùi ngày nhắc Báo cáo quý .* đến thứ Ba 19\/3\. Hạn theo quy định vẫn là Chủ nhật 17\/3\.$/,
    );
    const [after] = await world.store.occurrences({ states: ['open'] });
    expect(after).toEqual({ ...before, remindBy: before!.legalLastDay + 2 });
    // Two working days before 19/3 instead of before 15/3.
    await world.advance('2024-03-14T17:00:00+07:00');
    world.nobodyElseHears();
    await world.advance('2024-03-15T08:00:00+07:00');
    lan.receives(/Báo cáo quý/);
  });

  test.each([
    'cho e xin thêm 2 bữa nữa',
    'e xin nộp muộn 2 ngày',
    'dời hạn qua thứ 3 tuần sau',
    'sếp cho em trễ 2 hôm nha',
  ])('«%s» asks for it too', async (words) => {
    const world = await here();
    const lan = world.phone(LAN.name);
    await lan.replies(words);
    lan.receives(
      /^Em hiểu như sau:\nViệc: Báo cáo quý \(quý I\/2024\)\nLùi ngày nhắc từ thứ Sáu 15\/3 đến thứ Ba 19\/3/,
    );
  });

  test('a question in between is answered, and another wish begins anew', async () => {
    const world = await here(undefined, { plan: [QUARTERLY, { ...QUARTERLY, title: 'Sổ theo dõi' }] });
    const lan = world.phone(LAN.name);
    await lan.replies('xin gia hạn');
    lan.receives(/^Chị .*việc nào/);
    await lan.replies('xong rồi à?');
    lan.receives(/^Chị có 2 việc/);
    await lan.replies('2');
    lan.receives(/^Chị xin thêm bao lâu ạ\?/);
    await lan.replies('2 ngày');
    lan.receives(/^Em hiểu như sau:\nViệc: Sổ theo dõi/);
  });

  test('is asked for step by step, and can be corrected before it is sent', async () => {
    const world = await here();
    const lan = world.phone(LAN.name);
    await lan.replies('gia hạn');
    lan.receives(/^Chị xin thêm bao lâu ạ\?/);
    await lan.replies('30/2');
    lan.receives(/^Ngày «30\/2» không có trong lịch/);
    await lan.replies('hôm qua');
    lan.receives(/^(?:Ngày đó đã qua rồi ạ|Em chưa hiểu)/);
    await lan.replies('thứ 6');
    lan.receives(/^Ngày đó không muộn hơn hạn hiện tại là Chủ nhật 17\/3\./);
    await lan.replies('đến 1/6');
    lan.receives(/^Mỗi lần em chỉ nhận gia hạn tới 30 ngày, tức muộn nhất thứ Ba 16\/4\./);
    await lan.replies('x'.repeat(5000));
    lan.receives(/^Em chưa hiểu «x{40}…»/);
    await lan.replies('3 ngày làm việc');
    lan.receives(/Lùi ngày nhắc từ thứ Sáu 15\/3 đến thứ Tư 20\/3/);
    await lan.replies('sửa lý do <b>đợi</b> *thôn*');
    lan.receives(/\nLý do: <b>đợi<\/b> \*thôn\*\n/);
    await lan.replies('bỏ');
    lan.receives(/không lưu gì/);
    expect(await world.store.openRequests()).toEqual([]);
    expect(await world.store.request(1)).toBeNull();
  });

  test('of a quoted reminder needs no number', async () => {
    const world = await office({ at: '2024-03-15T07:29:00+07:00', people: [NAM, LAN], plan: [QUARTERLY] });
    await world.advance('1m');
    const lan = world.phone(LAN.name);
    const digest = lan.receives(/Báo cáo quý/);
    await lan.replies('em xin lùi đến thứ 4 tuần sau ạ', digest);
    lan.receives(/Lùi ngày nhắc từ thứ Sáu 15\/3 đến thứ Tư 20\/3\nHạn theo/);
  });

  test('is refused with the reason for tasks of others, closed ones and unknown ones', async () => {
    const other = { name: 'Lê Minh', address: 'anh', positions: ['Văn thư'] };
    const plan = [QUARTERLY, { ...QUARTERLY, title: 'Sổ văn thư', lead: ['Văn thư'], cooperating: ['Đầu mối'] }];
    const world = await here([NAM, LAN, other], { plan });
    const lan = world.phone(LAN.name);
    world.phone(other.name).takeAll();
    await lan.replies('gia hạn Sổ văn thư thêm 2 ngày');
    lan.receives(/^Việc Sổ văn thư .* do anh Minh chủ trì nên chỉ anh Minh xin gia hạn được/);
    await lan.replies('bỏ');
    lan.receives(/không lưu gì/);
    await lan.replies('gia hạn 99 thêm 2 ngày');
    lan.receives(/không tìm thấy việc nào ứng với «99»/);
    await lan.replies('bỏ');
    lan.takeAll();
    await lan.replies('việc');
    lan.takeAll();
    await lan.replies('xong 1');
    lan.receives(/^Đã ghi/);
    await lan.replies('gia hạn 1 thêm 2 ngày');
    lan.receives(/đã đóng nên không cần gia hạn nữa/);
  });
});

describe('who decides', () => {
  test('the administrators where there is no supervisor; the second one hears who was first', async () => {
    const hoa = { name: 'Phạm Hòa', address: 'cô', admin: true };
    const world = await here([NAM, hoa, LAN]);
    await asked(world);
    const [nam, co] = [world.phone(NAM.name), world.phone(hoa.name)];
    const first = nam.receives(/^Thưa anh Nam, chị Lan xin lùi/);
    const second = co.receives(/^Thưa cô Hòa, chị Lan xin lùi/);
    await nam.replies('ok', first);
    nam.receives(/nhắn rõ giúp em «đồng ý» hoặc «không»/);
    await nam.replies('đồng ý', first);
    nam.receives(/^Đã duyệt/);
    world.phone(LAN.name).receives(/anh Nam đã duyệt/);
    await co.presses(second, 'Không');
    co.receives(/^Anh Nam đã duyệt rồi nên cô không cần làm gì ạ\.$/);
    await co.replies('không');
    co.takeAll();
    expect((await world.store.request(1))?.state).toBe('approved');
  });

  test('«đồng ý» alone is enough where exactly one waits; several are listed with their numbers', async () => {
    const two = [QUARTERLY, { ...QUARTERLY, title: 'Báo cáo tháng' }];
    const world = await here(undefined, { plan: two });
    const [lan, hung] = [world.phone(LAN.name), world.phone(HUNG.name)];
    await lan.replies('việc');
    lan.takeAll();
    for (const code of [1, 2]) {
      await lan.replies(`gia hạn ${code} thêm ${code + 1} ngày`);
      await lan.replies('đồng ý');
      lan.takeAll();
    }
    hung.takeAll();
    await hung.replies('đồng ý');
    hung.receives(
      /^Đang chờ anh 2 đề nghị:\n1\. chị Lan xin lùi .*\n2\. chị Lan xin lùi .*\nNhắn «duyệt 1», hoặc «từ chối 1» kèm lý do\.$/,
    );
    await hung.replies('từ chối 2 cần nộp đúng hạn');
    hung.receives(/^Đã ghi anh không duyệt lùi việc Báo cáo tháng/);
    lan.receives(/anh Hùng không duyệt lùi việc Báo cáo tháng .*\. Lý do: cần nộp đúng hạn\. Em vẫn nhắc như cũ\.$/);
    await hung.replies('đồng ý');
    hung.receives(/^Đã duyệt: em lùi ngày nhắc việc Báo cáo quý/);
    lan.receives(/anh Hùng đã duyệt/);
    await hung.replies('chờ duyệt');
    hung.receives(/^Hiện không có gì đang chờ anh duyệt\.$/);
    await hung.replies('duyệt 2');
    hung.receives(/đã bị từ chối rồi/);
    await hung.replies('duyệt 77');
    hung.receives(/không thấy đề nghị số 77/);
  });

  test('whoever stands in for the supervisor; whoever stands in for the officer may ask', async () => {
    const minh = { name: 'Lê Minh', address: 'anh' };
    const hoa = { name: 'Phạm Hòa', address: 'cô' };
    const world = await here([HUNG, LAN_OF_HUNG, minh, hoa]);
    const away = { from: world.office.zone.dayOf(world.clock.now()), at: world.clock.now() };
    const days = { ...away, to: away.from + 3 };
    await world.store.addLeave({
      officerId: world.officerId(HUNG.name),
      standInId: world.officerId(hoa.name),
      ...days,
    });
    await world.store.addLeave({
      officerId: world.officerId(LAN.name),
      standInId: world.officerId(minh.name),
      ...days,
    });
    const phone = world.phone(minh.name);
    await phone.replies('gia hạn Báo cáo quý thêm 3 ngày');
    phone.receives(/Em gửi cô Hòa duyệt/);
    await phone.replies('đồng ý');
    phone.receives(/^Em đã gửi đề nghị/);
    const request = world.phone(hoa.name).receives(/^Thưa cô Hòa, anh Minh xin lùi/);
    await world.phone(hoa.name).presses(request, 'Đồng ý');
    world.phone(hoa.name).receives(/^Đã duyệt/);
    phone.receives(/cô Hòa đã duyệt/);
  });

  test('nobody decides with a bare word what has not reached them yet', async () => {
    const world = await here();
    await world.advance('2024-03-12T20:00:00+07:00');
    await asked(world);
    const hung = world.phone(HUNG.name);
    await hung.replies('không');
    hung.takeAll();
    expect((await world.store.request(1))?.state).toBe('open');
    await world.advance('2024-03-13T07:31:00+07:00');
    hung.receives(/^Thưa anh Hùng, chị Lan xin lùi/);
    world.phone(LAN.name).takeAll();
    await hung.replies('không');
    hung.receives(/^Đã ghi anh không duyệt/);
    world.phone(LAN.name).receives(/không duyệt/);
  });

  test('neither the asker, nor a leader who supervises nobody, nor anybody else; and that is logged', async () => {
    const leader = { name: 'Lý Chủ Tịch', address: 'chú', leader: true };
    const world = await here([HUNG, NAM, LAN_OF_HUNG, leader]);
    await asked(world);
    world.phone(HUNG.name).receives(/^Thưa anh Hùng/);
    const [lan, chu] = [world.phone(LAN.name), world.phone(leader.name)];
    await lan.replies('duyệt 1');
    lan.receives(/^Đề nghị này của chính chị nên anh Hùng hoặc anh Nam mới duyệt được ạ\.$/);
    await chu.replies('duyệt 1');
    chu.receives(/^Đề nghị này do anh Hùng hoặc anh Nam duyệt nên chú không duyệt thay được ạ\.$/);
    await chu.replies('duyệt');
    chu.receives(/^Hiện không có gì đang chờ chú duyệt\.$/);
    const log = await world.store.events({ limit: 1000 });
    expect(log.filter((event) => event.kind === 'no-right').map((event) => event.officerId)).toEqual([
      world.officerId(LAN.name),
      world.officerId(leader.name),
    ]);
    expect((await world.store.request(1))?.state).toBe('open');
  });

  test('the only administrator decides alone, is told so, and the log knows', async () => {
    const world = await here([{ ...LAN, admin: true }]);
    const lan = world.phone(LAN.name);
    await lan.replies('gia hạn đến thứ tư tuần sau');
    lan.receives(/người quản trị duy nhất nên không ai khác duyệt được/);
    await lan.replies('đồng ý');
    lan.receives(/^Đã ghi: em lùi ngày nhắc .* đến thứ Tư 20\/3, chị tự duyệt/);
    expect(await world.store.events({ limit: 1000 })).toContainEqual(
      expect.objectContaining({ kind: 'request-approved', data: { id: 1, own: true } }),
    );
    await lan.replies('hoàn tác');
    lan.receives(/^Em đã rút lại đề nghị của chị/);
    expect((await world.store.occurrences({ states: ['open'] }))[0]?.remindBy).toBeNull();
  });

  test('nobody: then it is said at once', async () => {
    const world = await here([LAN]);
    await world.phone(LAN.name).replies('gia hạn thêm 2 ngày');
    world.phone(LAN.name).receives(/chưa có người quản trị nào để duyệt/);
  });
});

describe('while it waits', () => {
  test('closing the task ends it silently', async () => {
    const world = await here();
    await asked(world);
    const [lan, hung] = [world.phone(LAN.name), world.phone(HUNG.name)];
    const request = hung.receives(/^Thưa anh Hùng/);
    await lan.replies('xong 1');
    lan.receives(/^Đã ghi #1/);
    await world.advance('2d');
    await hung.presses(request, 'Đồng ý');
    hung.receives(/^Đề nghị này đã được rút lại hoặc không cần nữa/);
  });

  test('a newer request of the same task takes its place, and «hoàn tác» withdraws it', async () => {
    const world = await here();
    await asked(world);
    const [lan, hung] = [world.phone(LAN.name), world.phone(HUNG.name)];
    const old = hung.receives(/đến thứ Ba 19\/3/);
    await lan.replies('gia hạn 1 đến thứ 5 tuần sau');
    lan.receives(/Đề nghị trước của việc này sẽ được thay/);
    await lan.replies('đồng ý');
    lan.receives(/^Em đã gửi đề nghị .* đến thứ Năm 21\/3/);
    const newer = hung.receives(/đến thứ Năm 21\/3/);
    await hung.presses(old, 'Đồng ý');
    hung.receives(/đã được rút lại/);
    await lan.replies('hoàn tác');
    lan.receives(/^Em đã rút lại đề nghị của chị; mọi việc như cũ\.$/);
    await hung.presses(newer, 'Đồng ý');
    hung.receives(/đã được rút lại/);
    expect((await world.store.occurrences({ states: ['open'] }))[0]?.remindBy).toBeNull();
  });

  test('the decision can be taken back within a day; the asker hears', async () => {
    const world = await here();
    await asked(world);
    const [lan, hung] = [world.phone(LAN.name), world.phone(HUNG.name)];
    hung.receives(/^Thưa anh Hùng/);
    await hung.replies('duyệt');
    hung.receives(/^Đã duyệt/);
    lan.receives(/đã duyệt/);
    await lan.replies('hoàn tác');
    lan.receives(/đã có người trả lời hoặc đã đổi nên em không hoàn tác được/);
    await hung.replies('hoàn tác');
    hung.receives(/^Em đã bỏ quyết định của anh và báo chị Lan/);
    lan.receives(/anh Hùng vừa bỏ trả lời về đề nghị lùi việc Báo cáo quý/);
    expect((await world.store.occurrences({ states: ['open'] }))[0]?.remindBy).toBeNull();
    await hung.replies('không');
    hung.receives(/không duyệt/);
    lan.receives(/không duyệt/);
  });

  test('those who can decide are asked once more the next working morning, and it ends when the day has come', async () => {
    const world = await here();
    await asked(world);
    const [lan, hung, nam] = [world.phone(LAN.name), world.phone(HUNG.name), world.phone(NAM.name)];
    hung.receives(/^Thưa anh Hùng/);
    await world.advance('2024-03-13T07:31:00+07:00');
    hung.receives(/^\(nhắc lại\) Thưa anh Hùng.*«duyệt 1»/);
    nam.receives(/^\(nhắc lại\) Thưa anh Nam.*«duyệt 1», «từ chối 1» kèm lý do\.$/);
    await world.advance('2024-03-20T08:00:00+07:00');
    const heard = lan.takeAll().map((message) => message.text);
    expect(heard.filter((text) => /chưa ai duyệt nên em khép lại/.test(text))).toHaveLength(1);
    hung.takeAll();
    nam.takeAll();
    await hung.replies('duyệt 1');
    hung.receives(/đã được rút lại hoặc không cần nữa/);
  });

  test('it survives a restart in the middle of each half', async () => {
    const world = await here();
    const [lan, hung] = [world.phone(LAN.name), world.phone(HUNG.name)];
    await lan.replies('gia hạn');
    lan.receives(/bao lâu/);
    await world.restart();
    await lan.replies('2 ngày');
    lan.receives(/^Em hiểu như sau/);
    await world.restart();
    await lan.replies('đồng ý');
    lan.receives(/^Em đã gửi/);
    const request = hung.receives(/^Thưa anh Hùng/);
    await world.restart();
    await hung.presses(request, 'Không');
    hung.receives(/không duyệt/);
    lan.receives(/không duyệt/);
  });

  test('what is decided in the evening is told in the morning, also on another channel', async () => {
    const world = await here(undefined, { channels: ['phone', 'tablet'] });
    await asked(world);
    const hung = world.phone(HUNG.name);
    hung.receives(/^Thưa anh Hùng/);
    await world.advance('2024-03-12T21:00:00+07:00');
    const tablet = world.phone(HUNG.name, 'tablet');
    await tablet.replies('duyệt 1');
    tablet.receives(/^Đã duyệt/);
    world.nobodyElseHears();
    await world.advance('2024-03-13T07:31:00+07:00');
    const heard = world.phone(LAN.name).takeAll();
    expect(heard.filter((message) => /anh Hùng đã duyệt/.test(message.text))).toHaveLength(1);
  });
});
