import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, type Phone, QUARTERLY, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const MINH = { name: 'Trần Minh', address: 'anh' };
const HUNG = { name: 'Đặng Văn Hùng', address: 'anh', leader: true };
const AT = '2024-03-11T08:00:00+07:00';

async function monday(more: Partial<Parameters<typeof office>[0]> = {}): Promise<{ here: World; nam: Phone }> {
  const here = await office({ at: AT, people: [LAN, NAM, MINH, HUNG], plan: [QUARTERLY], ...more });
  return { here, nam: here.phone(NAM.name) };
}

async function saves(phone: Phone, line: string, preview: RegExp, saved: RegExp): Promise<void> {
  await phone.replies(line);
  phone.receives(preview);
  await phone.replies('đồng ý');
  phone.receives(saved);
}

const officers = async (here: World) => here.store.officers(here.office.zone.dayOf(here.clock.now()));
const officer = async (here: World, name: string) => (await officers(here)).find((each) => each.name === name);

describe('«cán bộ»', () => {
  test('shows everybody with what they hold, who is above them, and how they are reached', async () => {
    const here = await office({
      at: AT,
      people: [NAM, HUNG, { ...LAN, supervisor: HUNG.name }, { ...MINH, linked: false }],
    });
    const nam = here.phone(NAM.name);
    const away = { from: here.office.zone.dayOf(here.clock.now()), to: here.office.zone.dayOf(here.clock.now()) + 2 };
    await here.store.addLeave({
      officerId: here.officerId(LAN.name),
      ...away,
      standInId: here.officerId(MINH.name),
      at: here.clock.now(),
    });
    await nam.replies('cán bộ');
    const { text } = nam.receives(/^Đơn vị có 4 cán bộ:/);
    expect(text.split('\n').slice(1, 5)).toEqual([
      '• anh Huỳnh Nam (quản trị): chưa giữ chức danh nào; phone',
      '• anh Đặng Văn Hùng (lãnh đạo): chưa giữ chức danh nào; phone',
      '• chị Nguyễn Thị Lan: Đầu mối; cấp trên anh Hùng; phone; vắng đến 13/3, anh Minh thay',
      '• anh Trần Minh: chưa giữ chức danh nào; chưa có kênh',
    ]);
    expect(text).toMatch(/1 người chưa nhận được tin; nhắn «mời Trần Minh»/);
    await nam.replies('can bo lan');
    nam.receives(/^chị Nguyễn Thị Lan: Đầu mối/);
    await nam.replies('cán bộ Tuấn');
    nam.receives(/^Em không tìm thấy ai tên «Tuấn»/);
    await here.phone(HUNG.name).replies('cán bộ');
    here.phone(HUNG.name).receives(/^Đơn vị có 4 cán bộ/);
  });
});

describe('adding somebody', () => {
  test('in one line', async () => {
    const { here, nam } = await monday();
    await saves(
      nam,
      'cán bộ thêm Lê Văn Tám; anh; Đầu mối',
      /^Em sẽ thêm cán bộ:\nHọ tên: Lê Văn Tám, em gọi là «anh Tám»\nChức danh: Đầu mối; từ hôm nay em nhắc anh Tám/,
      /^Đã thêm anh Lê Văn Tám\. Để anh Tám nhận được tin, anh nhắn «mời Lê Văn Tám»\./,
    );
    expect(await officer(here, 'Lê Văn Tám')).toMatchObject({ address: 'anh', positions: ['Đầu mối'], isAdmin: false });
  });

  test('one question at a time, with a form of address before the name and a change before saving', async () => {
    const { here, nam } = await monday();
    await nam.replies('cán bộ thêm');
    nam.receives(/^Họ tên cán bộ mới là gì ạ/);
    await nam.replies('chị Đỗ Thị Mận');
    nam.receives(/^Chị Mận giữ chức danh nào ạ/);
    await nam.replies('Tư pháp - Hộ tịch');
    const asked = nam.receives(
      /^Em không có chức danh «Tư pháp - Hộ tịch».*:\n1\. Thêm chức danh mới «Tư pháp - Hộ tịch»/,
    );
    await nam.presses(asked, 'Thêm chức danh mới «Tư pháp - Hộ tịch»');
    nam.receives(/Chức danh mới, chưa có trong kế hoạch nào: Tư pháp - Hộ tịch/);
    await nam.replies('sửa cấp trên Hùng');
    const preview = nam.receives(/Cấp trên: anh Đặng Văn Hùng/);
    await nam.presses(preview, 'Đồng ý');
    nam.receives(/^Đã thêm chị Đỗ Thị Mận/);
    expect(await officer(here, 'Đỗ Thị Mận')).toMatchObject({
      address: 'chị',
      positions: ['Tư pháp - Hộ tịch'],
      supervisorId: here.officerId(HUNG.name),
    });
  });

  test.each([
    ['nguyen thi lan; chị; không', /^Đã có cán bộ tên «nguyen thi lan»/],
    [`${'Lê '.repeat(40)}; anh; không`, /^Họ tên dài quá 80 ký tự\./],
    ['<b>Lê</b> Tám; anh; không', /^Họ tên có ký tự lạ/],
    ['Lê\u0007 Tám; anh; không', /^Họ tên có ký tự lạ/],
    ['**Tám**; anh; không', /^Họ tên có ký tự lạ/],
  ])('a name that is none is asked for again, and the rest is kept: «%.30s»', async (line, why) => {
    const { here, nam } = await monday();
    await nam.replies(`cán bộ thêm ${line}`);
    nam.receives(why);
    await nam.replies('Lê Văn Tám');
    nam.receives(/^Em sẽ thêm cán bộ:\nHọ tên: Lê Văn Tám, em gọi là «(?:anh|chị) Tám»/);
    await nam.replies('bỏ');
    nam.receives(/không lưu gì/);
    expect(await officers(here)).toHaveLength(4);
  });

  test('a form of address nobody uses is asked for again', async () => {
    const { nam } = await monday();
    await nam.replies('cán bộ thêm Lê Văn Tám; sếp; không');
    nam.receives(/^Em không biết cách xưng hô «sếp»/);
    await nam.replies('chú');
    nam.receives(/em gọi là «chú Tám»/);
  });

  test('the same name entered by two administrators is saved once', async () => {
    const here = await office({ at: AT, people: [NAM, { name: 'Võ Ba', address: 'chú', admin: true }] });
    const [nam, ba] = [here.phone(NAM.name), here.phone('Võ Ba')];
    for (const phone of [nam, ba]) {
      await phone.replies('cán bộ thêm Lê Văn Tám; anh; không');
      phone.receives(/^Em sẽ thêm/);
    }
    await nam.replies('đồng ý');
    nam.receives(/^Đã thêm/);
    await ba.replies('đồng ý');
    ba.receives(/^Đã có cán bộ tên «Lê Văn Tám»/);
    await ba.replies('Lê Văn Tám (Tư pháp)');
    ba.receives(/^Em sẽ thêm cán bộ:\nHọ tên: Lê Văn Tám \(Tư pháp\)/);
  });
});

describe('changing somebody', () => {
  test('several things in one line', async () => {
    const { here, nam } = await monday();
    await saves(
      nam,
      'cán bộ sửa Lan; xưng hô: cô; cấp trên: Hùng',
      /^Em sẽ sửa thông tin của chị Nguyễn Thị Lan:\nXưng hô: chị → cô\nCấp trên: chưa có → anh Đặng Văn Hùng\n/,
      /^Đã sửa thông tin của cô Nguyễn Thị Lan/,
    );
    await saves(
      nam,
      'cán bộ sửa Lan; tên: Nguyễn Thị Lan Anh',
      /Họ tên: Nguyễn Thị Lan → Nguyễn Thị Lan Anh/,
      /^Đã sửa/,
    );
    expect(await officer(here, 'Nguyễn Thị Lan Anh')).toMatchObject({
      address: 'cô',
      supervisorId: here.officerId(HUNG.name),
    });
    await saves(nam, 'cán bộ sửa Anh; cấp trên: không', /Cấp trên: anh Đặng Văn Hùng → chưa có/, /^Đã sửa/);
  });

  test('what is no change, not understood, or impossible is said', async () => {
    const { nam } = await monday();
    await nam.replies('cán bộ sửa Lan');
    nam.receives(/^Sửa gì của chị Lan ạ/);
    await nam.replies('lương: 10 triệu');
    nam.receives(/^Em chưa hiểu «lương: 10 triệu»/);
    await nam.replies('cấp trên: Lan');
    nam.receives(/^Chị Lan không thể là cấp trên của chính mình/);
    await nam.replies('tên: Trần Minh');
    nam.receives(/^Đã có cán bộ tên «Trần Minh»/);
    await nam.replies('xưng hô: chị');
    nam.receives(/^Chị Lan đã như vậy rồi/);
  });

  test('somebody called «Minh» is not oneself', async () => {
    const { nam } = await monday();
    await nam.replies('cán bộ sửa Minh; xưng hô: chú');
    nam.receives(/^Em sẽ sửa thông tin của anh Trần Minh/);
  });
});

describe('rights', () => {
  test('are given and taken, and the person is told', async () => {
    const { here, nam } = await monday();
    await saves(
      nam,
      'quyền Minh; quản trị và lãnh đạo',
      /^Quyền của anh Trần Minh: cán bộ → quản trị, lãnh đạo\n(.|\n)*Em sẽ báo cho anh Minh biết/,
      /^Đã lưu: anh Trần Minh có quyền quản trị, lãnh đạo/,
    );
    const minh = here.phone(MINH.name);
    await here.advance('1m');
    minh.receives(/^Thưa anh Minh, từ nay anh có quyền quản trị, lãnh đạo/);
    await saves(minh, 'quyền Nam; cán bộ', /quản trị → cán bộ/, /^Đã lưu/);
    await here.advance('1m');
    nam.receives(/từ nay anh có quyền cán bộ/);
    await nam.replies('quyền Minh; cán bộ');
    nam.receives(/^Lệnh «quyền» chỉ người quản trị dùng được ạ/);
  });

  test('are offered with buttons, and unknown ones refused', async () => {
    const { nam } = await monday();
    await nam.replies('quyền Lan');
    const asked = nam.receives(/^Chị Lan có quyền gì ạ\?\n1\. quản trị\n2\. lãnh đạo\n3\. cán bộ/);
    await nam.replies('vua');
    nam.receives(/^Em không có quyền nào là «vua»/);
    await nam.replies('quyền Lan');
    const again = nam.receives(/có quyền gì ạ/);
    await nam.presses(asked, 'lãnh đạo');
    nam.receives(/^Nút này thuộc câu hỏi cũ/);
    await nam.presses(again, 'lãnh đạo');
    nam.receives(/^Quyền của chị Nguyễn Thị Lan: cán bộ → lãnh đạo/);
  });
});

describe('the last administrator', () => {
  test('is neither demoted, nor let go, nor cut off', async () => {
    const { nam } = await monday();
    await nam.replies('quyền Nam; cán bộ');
    nam.receives(/^Em chưa thể bỏ quyền quản trị của anh Nam/);
    await nam.replies('cán bộ nghỉ Nam');
    nam.receives(/^Em chưa thể cho anh Nam thôi việc/);
    await nam.replies('bỏ');
    nam.receives(/không lưu gì/);
    await nam.replies('ngắt liên kết Nam');
    nam.receives(/^Em chưa thể ngắt kênh cuối cùng của anh Nam/);
  });

  test('stays so while the other one cannot be reached', async () => {
    const { here, nam } = await monday({ people: [NAM, { ...MINH, admin: true, linked: false }] });
    await nam.replies('quyền Nam; cán bộ');
    nam.receives(/^Em chưa thể bỏ quyền/);
    await nam.replies('ngắt liên kết Nam');
    nam.receives(/^Em chưa thể ngắt/);
    expect((await officer(here, NAM.name))?.links).toHaveLength(1);
  });

  test('may give up one of two chats', async () => {
    const { nam } = await monday({ people: [NAM, LAN], channels: ['phone', 'zalo'] });
    await saves(nam, 'ngắt liên kết Nam; Zalo', /Còn lại: phone\./, /^Đã ngắt kênh Zalo/);
    await nam.replies('ngắt liên kết Nam');
    nam.receives(/^Em chưa thể ngắt/);
  });

  test('does not lose the chat to a code that was meant for somebody else', async () => {
    const { here, nam } = await monday();
    await nam.replies('mời Lan');
    nam.receives(/mã mời cho chị Nguyễn Thị Lan/);
    await nam.replies('đồng ý');
    const code = /[A-Z\d]{4}-[A-Z\d]{4}/.exec(nam.receives(/^Mã mời/).text)![0];
    await nam.replies(code);
    nam.receives(/^Mã này là của người khác/);
    await here.phone(LAN.name).replies(code);
    here.phone(LAN.name).receives(/^Chào chị Lan/);
  });

  test('two who demote each other at once leave one', async () => {
    const { here, nam } = await monday({ people: [NAM, { ...MINH, admin: true }] });
    const minh = here.phone(MINH.name);
    await nam.replies('quyền Minh; cán bộ');
    nam.receives(/quản trị → cán bộ/);
    await minh.replies('quyền Nam; cán bộ');
    minh.receives(/quản trị → cán bộ/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã lưu/);
    minh.receives(/có quyền cán bộ/);
    await minh.replies('đồng ý');
    expect(minh.takeAll().map((each) => each.text)).toEqual([expect.not.stringMatching(/^Đã lưu/)]);
    expect((await officers(here)).filter((each) => each.isAdmin).map((each) => each.name)).toEqual([NAM.name]);
  });
});

describe('somebody leaves', () => {
  test('what they held goes to who is named, and reminders follow', async () => {
    const { here, nam } = await monday();
    await nam.replies('cán bộ nghỉ Lan');
    nam.receives(
      /^Chị Lan đang giữ:\nChức danh: Đầu mối\nViệc đang mở hoặc sắp đến hạn \(1\):\n• Báo cáo quý \(quý I\/2024\), hạn 17\/3\nBàn giao cho ai ạ\?/,
    );
    await saves(
      nam,
      'Minh',
      /^Chị Nguyễn Thị Lan thôi việc từ hôm nay(.|\n)*Tất cả bàn giao cho anh Trần Minh; em sẽ báo cho anh Minh\./,
      /^Đã ghi chị Nguyễn Thị Lan thôi việc\. Các việc đã bàn giao cho anh Minh\./,
    );
    await here.advance('1m');
    const minh = here.phone(MINH.name);
    minh.receives(/^Thưa anh Minh, từ hôm nay anh nhận bàn giao từ chị Lan: Đầu mối\. Có 1 việc/);
    const lan = here.phone(LAN.name);
    await lan.replies('việc');
    lan.receives(/^Đây là Nhắc Việc/);
    await here.advance('2024-03-13T07:31:00+07:00');
    minh.receives(/Báo cáo quý/);
    expect((await officers(here)).map((each) => each.name)).not.toContain(LAN.name);
  });

  test('without a successor, the administrators are told that they will hear of it', async () => {
    const { here, nam } = await monday({ people: [NAM, { ...LAN, supervisor: NAM.name }, { ...MINH }] });
    await saves(
      nam,
      'cán bộ nghỉ Lan; không',
      /Chưa bàn giao cho ai: việc không có người giữ em báo cho người quản trị/,
      /^Đã ghi chị Nguyễn Thị Lan thôi việc\.$/,
    );
    await nam.replies('chức danh');
    nam.receives(/1 chưa có người giữ:\n🟠 Đầu mối: chưa có người giữ/);
    await here.advance('2024-03-15T14:30:00+07:00');
    nam.takeAll();
  });

  test('somebody of the same name may come later', async () => {
    const { here, nam } = await monday();
    await saves(nam, 'cán bộ nghỉ Lan; không', /thôi việc từ hôm nay/, /^Đã ghi/);
    await saves(nam, 'cán bộ thêm Nguyễn Thị Lan; cô; không', /^Em sẽ thêm/, /^Đã thêm cô Nguyễn Thị Lan/);
    expect(await officer(here, LAN.name)).toMatchObject({ address: 'cô', positions: [], links: [] });
  });

  test('the one who leaves cannot be the one who takes over', async () => {
    const { nam } = await monday();
    await nam.replies('cán bộ nghỉ Lan; Lan');
    nam.receives(/^Chị Lan không thể tự nhận bàn giao của mình/);
    await nam.replies('cho Minh');
    nam.receives(/Tất cả bàn giao cho anh Trần Minh/);
  });
});
