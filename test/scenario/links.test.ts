import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const MINH = { name: 'Trần Minh', address: 'anh', linked: false };
const AT = '2024-03-11T08:00:00+07:00';
const CODE = /[A-Z\d]{4}-[A-Z\d]{4}/;

describe('inviting from the chat', () => {
  test('gives a code that works once, within 48 hours, and for nobody else', async () => {
    const here = await office({ at: AT, people: [NAM, MINH] });
    const nam = here.phone(NAM.name);
    const invited = async () => {
      await nam.replies('mời Minh');
      nam.receives(/^Em sẽ tạo mã mời cho anh Trần Minh: dùng một lần, trong 48 giờ/);
      await nam.replies('đồng ý');
      return CODE.exec(nam.receives(/^Mã mời của anh Trần Minh: .*\n.*đến 08:00 thứ Tư 13\/3\./).text)![0];
    };
    const [first, second] = [await invited(), await invited()];
    const minh = here.phone(MINH.name);
    await minh.replies(first);
    minh.receives(/^Mã này đã hết hạn/);
    await minh.replies(second);
    minh.receives(/^Chào anh Minh/);
    await here.phone('người lạ').replies(second);
    here.phone('người lạ').receives(/^Mã này đã dùng rồi/);
    await nam.replies('mời Minh');
    nam.receives(/Anh Minh đang có kênh phone; mã này thêm một kênh nữa/);
  });

  test('«mới» and «mọi» are no invitations', async () => {
    const here = await office({ at: AT, people: [NAM, LAN] });
    for (const text of ['mọi việc sao rồi', 'mới nhận được', 'môi trường']) {
      await here.phone(LAN.name).replies(text);
      const [answer] = here.phone(LAN.name).takeAll();
      expect(answer?.text).not.toMatch(/mời|quản trị/);
    }
    await here.phone(LAN.name).replies('moi Minh');
    here.phone(LAN.name).receives(/^Lệnh «mời» chỉ người quản trị/);
  });
});

describe('chats', () => {
  test('are cut off one by one, by the name of the channel or its number', async () => {
    const here = await office({ at: AT, people: [NAM, LAN], channels: ['phone', 'zalo'] });
    const nam = here.phone(NAM.name);
    await nam.replies('ngắt liên kết Lan');
    nam.receives(/^Chị Lan có nhiều kênh.*\n1\. phone, nhận tin trước\n2\. Zalo/);
    await nam.replies('điện tín');
    nam.receives(/^Không có kênh «điện tín»; đang có phone, Zalo/);
    await nam.replies('2');
    nam.receives(/^Em sẽ ngắt kênh Zalo của chị Nguyễn Thị Lan(.|\n)*Còn lại: phone\./);
    await nam.replies('đồng ý');
    nam.receives(/^Đã ngắt kênh Zalo/);
    await here.phone(LAN.name, 'zalo').replies('việc');
    here.phone(LAN.name, 'zalo').receives(/^Đây là Nhắc Việc/);
    await nam.replies('ngắt liên kết Lan; điện thoại');
    nam.receives(/^Không có kênh «điện thoại»/);
    await nam.replies('ngắt liên kết Lan');
    nam.receives(/không còn kênh nào, nên không nhận được lời nhắc/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã ngắt/);
    await nam.replies('ngắt liên kết Lan');
    nam.receives(/^Chị Lan chưa có kênh nào/);
  });

  test('each chooses which comes first; reminders follow', async () => {
    const here = await office({ at: AT, people: [NAM, LAN], channels: ['phone', 'zalo'], plan: [QUARTERLY] });
    const lan = here.phone(LAN.name);
    await lan.replies('ưu tiên kênh Zalo');
    lan.receives(/^Lời nhắc cho chị Nguyễn Thị Lan đi theo thứ tự: Zalo, phone\./);
    await lan.replies('đồng ý');
    lan.receives(/^Đã lưu/);
    await here.advance('2024-03-13T07:31:00+07:00');
    here.phone(LAN.name, 'zalo').receives(/Báo cáo quý/);
    await lan.replies('ưu tiên kênh phone; Nam');
    lan.receives(/^Chị chỉ chọn được kênh của mình ạ/);
    const nam = here.phone(NAM.name);
    await nam.replies('ưu tiên kênh phone; Lan');
    nam.receives(/đi theo thứ tự: phone, Zalo/);
  });
});

test('three people who talk at once never see each other’s conversation, also after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhacviec-three-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const minh = { ...MINH, linked: true, positions: ['Tư pháp'] };
  const civil = { title: 'Sổ hộ tịch', lead: ['Tư pháp'], rules: [{ kind: 'monthly', day: 12 }] };
  const here = await office({
    ...{ at: AT, people: [NAM, LAN, minh], plan: [QUARTERLY, civil], channels: ['phone', 'zalo'] },
    path: join(folder, 'office.db'),
  });
  const [admin, lan, third] = [here.phone(NAM.name), here.phone(LAN.name), here.phone(MINH.name)];
  await here.advance('2024-03-12T07:31:00+07:00');
  for (const phone of [admin, lan, third]) phone.takeAll();

  await admin.replies('cán bộ thêm');
  admin.receives(/^Họ tên cán bộ mới/);
  await lan.replies('ưu tiên kênh');
  lan.receives(/^Chị Lan có nhiều kênh/);
  await third.replies('đồng ý');
  expect(
    third
      .takeAll()
      .map((each) => each.text)
      .join(),
  ).not.toMatch(/cán bộ mới|kênh/);
  await third.replies('xong');
  third.receives(/^Đã ghi #1 Sổ hộ tịch/);

  await here.restart();
  // The same person in another chat has another conversation, or none.
  await here.phone(NAM.name, 'zalo').replies('Lê Văn Tám');
  expect(here.phone(NAM.name, 'zalo').takeAll()[0]?.text).not.toMatch(/Tám là gì|giữ chức danh/);
  await lan.replies('2');
  lan.receives(/đi theo thứ tự: Zalo, phone/);
  await admin.replies('Lê Văn Tám');
  admin.receives(/^Em gọi Lê Văn Tám là gì ạ/);
  await lan.replies('đồng ý');
  lan.receives(/^Đã lưu/);
  await admin.replies('anh');
  admin.receives(/^Anh Tám giữ chức danh nào ạ/);
  await admin.replies('tư pháp');
  admin.receives(/^Em sẽ thêm cán bộ/);
  await admin.replies('đồng ý');
  admin.receives(/^Đã thêm anh Lê Văn Tám/);
});

const CHANGING = [
  ['cán bộ thêm Lê Tám; anh; không', 'officer-add'],
  ['cán bộ sửa Lan; xưng hô: cô', 'officer-edit'],
  ['cán bộ nghỉ Lan', 'officer-leave'],
  ['quyền Lan; quản trị', 'roles'],
  ['chức danh Đầu mối; Lan', 'position-hold'],
  ['chức danh thôi Đầu mối', 'position-end'],
  ['chức danh thêm Địa chính', 'position-new'],
  ['chức danh tên khác Đầu mối; Mối', 'position-alias'],
  ['bàn giao Lan cho Nam', 'hand-over'],
  ['mời Lan', 'invite'],
  ['ngắt liên kết Nam', 'unlink'],
  ['nhóm', 'groups'],
  ['nhóm thêm Văn phòng', 'group-add'],
  ['nhóm bỏ Văn phòng', 'group-drop'],
] as const;

test('whoever is no administrator changes nothing, is told so politely, and it is logged', async () => {
  const here = await office({ at: AT, people: [NAM, LAN, { name: 'Đặng Văn Hùng', leader: true }] });
  for (const person of [LAN.name, 'Đặng Văn Hùng']) {
    const phone = here.phone(person);
    for (const [line] of CHANGING) {
      await phone.replies(line);
      phone.receives(/^Lệnh «.*» chỉ người quản trị dùng được ạ\./);
      await phone.replies('đồng ý');
      expect(
        phone
          .takeAll()
          .map((each) => each.text)
          .join(),
      ).not.toMatch(/^Đã/);
    }
  }
  const refused = (await here.store.events({ limit: 1000 })).filter((event) => event.kind === 'no-right');
  const wanted = CHANGING.map(([, command]) => command);
  expect(refused.map((event) => event.data.command)).toEqual([...wanted, ...wanted]);
  expect(await here.store.officers(0)).toHaveLength(3);
});

test.each(CHANGING.map(([line]) => line))('«%s» saves nothing before «đồng ý»', async (line) => {
  const people = [{ ...LAN, positions: ['Đầu mối'] }, NAM, { ...MINH, linked: true, admin: true }];
  const here = await office({ at: AT, people });
  const state = async () =>
    JSON.stringify([await here.store.officers(19_800), await here.store.roster(), await here.store.positionAliases()]);
  const before = await state();
  const nam = here.phone(NAM.name);
  await nam.replies(line);
  nam.takeAll();
  expect(await state()).toBe(before);
  await nam.replies('bỏ');
  nam.takeAll();
  await nam.replies('đồng ý');
  nam.takeAll();
  expect(await state()).toBe(before);
});

const ABOUT_LAN = [
  'cán bộ sửa Lan; xưng hô: cô',
  'cán bộ sửa Minh; cấp trên: Lan',
  'cán bộ nghỉ Lan; Minh',
  'quyền Lan; lãnh đạo',
  'chức danh Tư pháp; Lan',
  'chức danh thôi Đầu mối; Lan',
  'bàn giao Lan cho Minh',
  'mời Lan',
  'ngắt liên kết Lan',
];

test.each(ABOUT_LAN)('«%s», agreed to after she has left, changes nothing', async (line) => {
  const ba = { name: 'Võ Ba', address: 'chú', admin: true };
  const minh = { ...MINH, linked: true, positions: ['Tư pháp'] };
  const here = await office({ at: AT, people: [{ ...LAN, positions: ['Đầu mối'] }, NAM, ba, minh] });
  const [nam, other] = [here.phone(NAM.name), here.phone(ba.name)];
  await nam.replies(line);
  nam.receives(/«đồng ý»/);
  await other.replies('cán bộ nghỉ Lan; không');
  other.receives(/thôi việc/);
  await other.replies('đồng ý');
  other.receives(/^Đã ghi/);
  const before = JSON.stringify([await here.store.officers(19_800), await here.store.roster()]);
  await nam.replies('đồng ý');
  nam.receives(/^Người này không còn trong danh sách cán bộ/);
  expect(JSON.stringify([await here.store.officers(19_800), await here.store.roster()])).toBe(before);
});

const NASTY = [
  'x'.repeat(5000),
  '; '.repeat(300),
  '<script>alert(1)</script>; **đậm**; _nghiêng_',
  '\u0000\u202E\u0007; \u200B',
  '31/2; 30/2/2024; từ hôm kia đến hôm kìa',
  "Robert'); drop table officers; --",
  '\n\n\n',
  '12345678901234567890',
];

test('whatever is typed after a command gets one short polite answer', async () => {
  const here = await office({ at: AT, people: [LAN, NAM, { ...MINH, linked: true }], channels: ['phone', 'zalo'] });
  const nam = here.phone(NAM.name);
  const before = JSON.stringify(await here.store.officers(19_800));
  const heads = CHANGING.map(([line]) => line.split(/[;] | (?=Lê Tám|Lan|Nam|Đầu mối|Địa chính|Văn phòng)/)[0]!);
  for (const head of [...heads, 'cán bộ', 'chức danh', 'ưu tiên kênh']) {
    for (const nasty of NASTY) {
      await nam.replies(`${head} ${nasty}`);
      const answers = nam.takeAll();
      expect(answers, `${head} ${nasty.slice(0, 20)}`).toHaveLength(1);
      expect(answers[0]!.text.length).toBeLessThan(1500);
      expect(answers[0]!.text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]|undefined|null|\[object/u);
      await nam.replies('bỏ');
      nam.takeAll();
    }
  }
  expect(JSON.stringify(await here.store.officers(19_800))).toBe(before);
});

describe('which channels somebody has', () => {
  test('each sees their own in order, and administrators everybody’s', async () => {
    const people = [NAM, LAN, { ...MINH, linked: ['telegram'] }];
    const here = await office({ at: AT, people, channels: ['zalo', 'telegram'] });
    const lan = here.phone(LAN.name, 'zalo');
    await lan.replies('kênh');
    lan.receives(
      /^Chị nhận tin qua:\n1\. Zalo, nhận tin trước\n2\. Telegram\nKênh trước không gửi được, .*sau 2 giờ.*\nMuốn kênh khác trước thì nhắn «ưu tiên Telegram»\.$/,
    );
    await lan.replies('ưu tiên telegram');
    lan.receives(/^Lời nhắc cho chị Nguyễn Thị Lan đi theo thứ tự: Telegram, Zalo\./);
    await lan.replies('đồng ý');
    lan.receives(/^Đã lưu/);
    await lan.replies('kênh Minh');
    lan.receives(/^Chị chỉ chọn được kênh của mình/);
    const nam = here.phone(NAM.name, 'telegram');
    await nam.replies('kênh Lan');
    nam.receives(
      /^Chị Nguyễn Thị Lan nhận tin qua:\n1\. Telegram, nhận tin trước\n2\. Zalo[\s\S]*«ưu tiên Zalo; Nguyễn Thị Lan»/,
    );
    await nam.replies('ưu tiên Zalo; Nguyễn Thị Lan');
    nam.receives(/Zalo, Telegram/);
    await nam.replies('bỏ');
    nam.takeAll();
    await nam.replies('kênh Minh');
    nam.receives(/^Anh Trần Minh nhận tin qua:\n1\. Telegram$/);
    await lan.replies('ưu tiên việc này');
    const [answer] = lan.takeAll();
    expect(answer?.text).not.toMatch(/kênh/);
  });
});
