import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const CODE = /[A-Z\d]{4}-[A-Z\d]{4}/;
const MONTHLY = { title: 'Báo cáo tháng', lead: ['Đầu mối'], rules: [{ kind: 'monthly', day: 12 }] };

/** An office on a Wednesday, with a code for a group in the administrator's hands. */
async function withCode(name = 'Văn phòng UBND'): Promise<{ here: World; code: string }> {
  const here = await office({ at: '2024-03-06T09:00:00+07:00', people: [LAN, NAM], plan: [QUARTERLY, MONTHLY] });
  const nam = here.phone(NAM.name);
  await nam.replies(`nhóm thêm ${name}`);
  nam.receives(/^Em sẽ tạo mã để nối nhóm «Văn phòng UBND».*\n.*07:30 thứ Hai(.|\n)*«đồng ý»/);
  await nam.replies('đồng ý');
  const { text } = nam.receives(/^Mã nối nhóm «Văn phòng UBND»: .*\n.*«\/nhom [A-Z\d-]+»/);
  return { here, code: CODE.exec(text)![0] };
}

async function linked() {
  const { here, code } = await withCode();
  const group = here.group('van-phong');
  await group.says(NAM.name, `/nhom ${code}`);
  group.receives(/^Em đã nối với nhóm «Văn phòng UBND»\. Từ thứ Hai 11\/3, vào 07:30/);
  return { here, group, code };
}

describe('linking a group', () => {
  test('an administrator’s code works once', async () => {
    const { here, code } = await linked();
    const other = here.group('khac');
    await other.says(NAM.name, code);
    other.receives(/^Mã này không dùng được/);
    const nam = here.phone(NAM.name);
    await nam.replies('nhóm');
    nam.receives(/^Em đang báo việc hằng tuần vào 1 nhóm:\n• Văn phòng UBND \(phone\), nối từ 6\/3\n/);
  });

  test('in anybody else’s hands the code does nothing', async () => {
    const { here, code } = await withCode();
    const group = here.group('van-phong');
    for (const person of [LAN.name, 'người ngoài']) {
      await group.says(person, `/nhom ${code}`);
      group.receives(/^Chỉ người quản trị của đơn vị nối nhóm được ạ/);
    }
    expect(await here.store.groups()).toEqual([]);
    await group.says(NAM.name, `nhóm ${code.toLowerCase()}`);
    group.receives(/^Em đã nối/);
  });

  test('a code is good for 48 hours, and no invitation of an officer', async () => {
    const { here, code } = await withCode();
    await here.phone('người lạ').replies(code);
    here.phone('người lạ').receives(/^Mã này không đúng/);
    here.sleepThrough('2d');
    const group = here.group('van-phong');
    await group.says(NAM.name, code);
    group.receives(/quá 48 giờ/);
  });

  test('put into a group, the bot says how to go on; the same where an administrator only mentions it', async () => {
    const here = await office({ at: '2024-03-06T09:00:00+07:00', people: [LAN, NAM] });
    const group = here.group('van-phong');
    await group.addsBot();
    group.receives(/^Chào các anh\/chị, em là Nhắc Việc\. Người quản trị nhắn riêng cho em «nhóm»/);
    await group.says(NAM.name, 'nhóm');
    group.receives(/nhắn riêng cho em «nhóm»/);
    const nam = here.phone(NAM.name);
    await nam.replies('nhóm');
    nam.receives(/^Hiện em chưa nối với nhóm nào/);
  });

  test('only administrators link groups, and the attempt is logged', async () => {
    const here = await office({ at: '2024-03-06T09:00:00+07:00', people: [LAN, NAM] });
    const lan = here.phone(LAN.name);
    await lan.replies('nhóm thêm Văn phòng');
    lan.receives(/^Lệnh «nhóm thêm» chỉ người quản trị dùng được ạ/);
    const kinds = (await here.store.events({ limit: 1000 })).map(({ kind, data }) => `${kind} ${data.command ?? ''}`);
    expect(kinds).toContain('no-right group-add');
  });

  test.each([
    ['', /^Nhóm tên gì ạ\?/],
    ['x'.repeat(5000), /^Tên nhóm dài quá 80 ký tự\./],
    ['<b>Văn phòng</b>', /^Tên nhóm có ký tự lạ/],
  ])('a name like «%.20s» is asked for again', async (name, expected) => {
    const here = await office({ at: '2024-03-06T09:00:00+07:00', people: [NAM] });
    const nam = here.phone(NAM.name);
    await nam.replies(`nhóm thêm ${name}`);
    nam.receives(expected);
    await nam.replies('Văn phòng');
    nam.receives(/^Em sẽ tạo mã để nối nhóm «Văn phòng»/);
  });
});

describe('what a group hears', () => {
  test('the counts of the week, on Monday at 07:30, and no name', async () => {
    const { here, group } = await linked();
    here.phone(LAN.name).takeAll();
    await here.advance('2024-03-11T07:29:00+07:00');
    here.phone(LAN.name).takeAll();
    await here.advance('1m');
    here.phone(LAN.name).takeAll();
    const { text } = group.receives(
      /^Tuần từ 11\/3 đến 17\/3, UBND xã Thử có 2 việc cần làm trong 30 ngày tới, trong đó:\n🟠 2 việc đến hạn trong tuần\n🟢 không có việc quá hạn\n/,
    );
    expect(text).not.toMatch(/Lan|Nam|Báo cáo/);
    await here.advance('2024-03-18T07:30:00+07:00');
    for (const name of [LAN.name, NAM.name]) here.phone(name).takeAll();
    group.receives(
      / 18\/3 đến 24\/3, UBND xã Thử có 3 việc cần làm trong 30 ngày tới, trong đó:\n🟠 0 việc đến hạn trong tuần\n🔴 2 việc quá hạn\n/,
    );
  });

  test('what was closed before it goes out is not counted any more', async () => {
    const { here, group } = await linked();
    await here.advance('2024-03-11T07:00:00+07:00');
    const lan = here.phone(LAN.name);
    lan.takeAll();
    await lan.replies('việc');
    lan.receives(/#\d+ Báo cáo/);
    await lan.replies('xong 1');
    lan.receives(/^Đã ghi/);
    await here.advance('30m');
    lan.takeAll();
    group.receives(/có 1 việc cần làm/);
  });

  test('on the first working day where Monday is off, and once only, through restarts and days without power', async () => {
    const here = await office({ at: '2026-08-24T09:00:00+07:00', people: [NAM] });
    const nam = here.phone(NAM.name);
    await nam.replies('nhóm thêm Văn phòng');
    nam.takeAll();
    await nam.replies('đồng ý');
    const code = CODE.exec(nam.takeAll()[0]!.text)![0];
    const group = here.group('van-phong');
    await group.says(NAM.name, code);
    // 31 August to 2 September are off.
    group.receives(/Từ thứ Năm 3\/9, vào 07:30/);
    await here.advance('2026-09-03T07:29:00+07:00');
    here.nobodyElseHears();
    here.sleepThrough('2026-09-03T20:00:00+07:00');
    await here.restart();
    await here.advance('2026-09-04T07:30:00+07:00');
    group.receives(/^Tuần từ 4\/9 đến 6\/9/);
    await here.restart();
    await here.advance('2d');
  });

  test('nothing about a week that is over', async () => {
    const { here, group } = await linked();
    await here.advance('2024-03-11T00:01:00+07:00');
    for (const name of [LAN.name, NAM.name]) here.phone(name).takeAll();
    here.sleepThrough('2024-03-18T07:30:00+07:00');
    await here.advance('1m');
    for (const name of [LAN.name, NAM.name]) here.phone(name).takeAll();
    group.receives(/^Tuần từ 18\/3/);
  });

  test('nothing said in a group closes or changes anything', async () => {
    const { here, group } = await linked();
    await here.advance('2024-03-15T07:30:00+07:00');
    for (const name of [LAN.name, NAM.name]) here.phone(name).takeAll();
    group.receives(/^Tuần/);
    for (const text of ['xong 1', 'xong', 'việc', 'cán bộ nghỉ Lan']) {
      await group.says(LAN.name, text);
      group.receives(/^Ở nhóm em chưa ghi nhận gì đâu ạ.*nhắn riêng/);
    }
    expect(await here.store.occurrences({ states: ['done'] })).toEqual([]);
    await group.says(LAN.name, 'xong 1');
    await group.says(LAN.name, 'xong 1');
    group.receives(/^Ở nhóm/);
    // A group that goes on talking to the bot is left alone after a while.
    here.nobodyElseHears();
  });
});

describe('a group that changes', () => {
  test('is not told any more once it is dropped', async () => {
    const { here, group } = await linked();
    const nam = here.phone(NAM.name);
    await nam.replies('nhóm bỏ');
    nam.receives(/^Em sẽ thôi báo việc hằng tuần vào nhóm «Văn phòng UBND»/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã bỏ nhóm «Văn phòng UBND»/);
    await here.advance('2024-03-11T07:30:00+07:00');
    here.phone(LAN.name).takeAll();
    await nam.replies('nhóm bỏ');
    nam.receives(/^Hiện em chưa nối với nhóm nào/);
    await group.removesBot();
  });

  test('keeps its link under another id', async () => {
    const { here, group } = await linked();
    await here.advance('2024-03-11T00:01:00+07:00');
    await group.moves();
    await here.advance('2024-03-11T07:30:00+07:00');
    here.phone(LAN.name).takeAll();
    group.receives(/^Tuần từ 11\/3/);
  });

  test('that put the bot out is given up, and the administrators hear of it', async () => {
    const { here, group } = await linked();
    await group.removesBot();
    await here.advance('1m');
    here.phone(NAM.name).receives(/^Thưa anh Nam, em không còn ở trong nhóm «Văn phòng UBND»/);
    expect(await here.store.groups()).toEqual([]);
  });

  test('that refuses the message is given up, too', async () => {
    const { here } = await linked();
    await here.advance('2024-03-11T07:29:00+07:00');
    here.phone(LAN.name).takeAll();
    here.channel().next({ kind: 'refused', reason: 'kicked' });
    await here.advance('2m');
    here.phone(LAN.name).takeAll();
    here.phone(NAM.name).receives(/không còn ở trong nhóm/);
    expect(await here.store.groups()).toEqual([]);
  });
});
