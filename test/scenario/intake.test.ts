import { afterEach, describe, expect, test } from 'vitest';
import type { Change } from '../../src/app/store.ts';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { FROM_RECEIPT, INTERNAL, ONE_PARAGRAPH, TELEGRAM, WITH_LETTERHEAD } from '../domain/directives.ts';
import { openOffices, type Phone, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const LAN = { name: 'Nguyễn Thị Lan', address: 'chị', positions: ['Công chức Tư pháp'] };
const MINH = { name: 'Trần Văn Minh', address: 'anh', positions: ['Văn phòng UBND', 'Bộ phận Một cửa'] };
const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };

async function started() {
  const here = await office({ at: '2026-11-23T09:00:00+07:00', people: [LAN, MINH, NAM], year: 2026 });
  return { here, lan: here.phone(LAN.name), nam: here.phone(NAM.name) };
}

/** What the phone gets back, as one text. */
async function says(phone: Phone, text: string): Promise<string> {
  await phone.replies(text);
  return phone
    .takeAll()
    .map((each) => each.text)
    .join('\n');
}

const saved = async (here: World) => {
  const tasks = (await here.store.tasks()).filter((task) => task.state === 'active');
  return tasks.map(({ ref, title, lead, notes }) => `${ref} ${title} | ${lead.join(', ')} | ${notes}`);
};

const SOURCE = 'Theo Công văn số 97/UBND-VP ngày 20/11/2026 của UBND XÃ PHÚ TÂN.';

describe('a pasted directive', () => {
  test('gives its tasks one by one, each saved when it is agreed to', async () => {
    const { here, nam } = await started();
    expect(await says(nam, INTERNAL)).toMatch(
      /^Em đọc Công văn số 97\/UBND-VP ngày 20\/11\/2026 .* thấy 4 việc.*\n\(1\/4\) Em hiểu như sau:\nViệc: Xây dựng báo cáo cải cách hành chính năm 2026.*\nHạn: trước ngày 27\/11\/2026.*\nHạn tới: thứ Năm 26\/11.*\nChủ trì: Văn phòng UBND \(anh Minh\)/,
    );
    expect(await saved(here)).toEqual([]);
    expect(await says(nam, 'đồng ý')).toMatch(/^Đã lưu T1 .*\n\(2\/4\) Em thấy việc này:\nViệc: Chuẩn bị hồ sơ/);
    // Nobody here is culture officer: who does it is asked, and a person is as good as a position.
    expect(await says(nam, 'ông Tám')).toMatch(/^\(2\/4\)(.|\n)*không tìm thấy người hay chức danh «ông Tám»/);
    expect(await says(nam, 'chị Lan')).toMatch(/Chủ trì: chị Nguyễn Thị Lan/);
    expect(await says(nam, 'đồng ý')).toMatch(/\(3\/4\) Em hiểu như sau:\nViệc: Niêm yết lại bộ thủ tục hành chính/);
    expect(await says(nam, 'bỏ qua')).toMatch(/\(4\/4\)(.|\n)*Hạn: chưa thấy trong văn bản/);
    expect(await says(nam, 'thứ Sáu tuần này')).toMatch(/Hạn tới: thứ Sáu 27\/11/);
    expect(await says(nam, 'đồng ý')).toMatch(/^Đã lưu T3 .*\nXong công văn: đã lưu 3 việc, bỏ qua 1 việc/);
    expect(await saved(here)).toEqual([
      `T1 Xây dựng báo cáo cải cách hành chính năm 2026, trình Chủ tịch UBND xã | Văn phòng UBND | ${SOURCE}`,
      `T2 Chuẩn bị hồ sơ, tài liệu về chuyển đổi số | Nguyễn Thị Lan | ${SOURCE}`,
      `T3 Theo dõi, đôn đốc việc thực hiện | Nguyễn Thị Lan | ${SOURCE}`,
    ]);
  });

  test('is corrected before it is saved: title, deadline and who', async () => {
    const { here, nam } = await started();
    await says(nam, INTERNAL);
    expect(await says(nam, 'sửa việc Báo cáo cải cách hành chính')).toMatch(/Việc: Báo cáo cải cách hành chính\n/);
    expect(await says(nam, 'sửa nơi nhận UBND tỉnh')).toMatch(/ở đây sửa được «việc», «hạn», «chủ trì»/);
    expect(await says(nam, 'sửa hạn 30/2/2027')).toMatch(/không có trong lịch/);
    expect(await says(nam, 'sửa hạn trước ngày 1/11/2026')).toMatch(/đã qua rồi/);
    expect(await says(nam, 'hạn: trước ngày 20 hằng tháng')).toMatch(
      /Hạn: trước ngày 20 hằng tháng.*\n.*Ba kỳ tới|kỳ tới/,
    );
    expect(await says(nam, 'sửa chủ trì Công chức Tư pháp')).toMatch(/Chủ trì: Công chức Tư pháp \(chị Lan\)/);
    expect(await says(nam, `sửa việc ${'dài '.repeat(30)}`)).toMatch(/Việc: dài/);
    expect(await says(nam, 'sửa việc Báo cáo cải cách hành chính')).toMatch(/Việc: Báo cáo/);
    await says(nam, 'đồng ý');
    await says(nam, 'dừng');
    expect(await saved(here)).toEqual([`T1 Báo cáo cải cách hành chính | Công chức Tư pháp | ${SOURCE}`]);
  });

  test('that comes in several messages is read as one', async () => {
    const { nam } = await started();
    const cut = INTERNAL.indexOf('niêm yết lại');
    expect(await says(nam, INTERNAL.slice(0, cut))).toMatch(/thấy 2 việc.*\n\(1\/2\)/);
    expect(await says(nam, 'đồng ý')).toMatch(/^Đã lưu T1/);
    expect(await says(nam, INTERNAL.slice(cut))).toMatch(
      /thấy 4 việc.*\n\(2\/4\) Em thấy việc này:\nViệc: Chuẩn bị hồ sơ/,
    );
    await says(nam, 'bỏ qua');
    expect(await says(nam, 'đồng ý')).toMatch(/^Đã lưu T2 Niêm yết lại bộ thủ tục hành chính/);
    expect(await says(nam, 'dừng')).toMatch(/đã lưu 2 việc, bỏ qua 2 việc/);
  });

  test('makes way for another document, and says what is left', async () => {
    const { nam } = await started();
    await says(nam, INTERNAL);
    expect(await says(nam, WITH_LETTERHEAD)).toMatch(
      /^\(Công văn trước còn 4 việc chưa duyệt.*\)\nEm đọc Công văn số 1245\/VPUBND-KSTT/,
    );
    await says(nam, 'dừng');
  });

  test('is asked for by name, and cancelled without a trace', async () => {
    const { here, nam } = await started();
    expect(await says(nam, 'công văn')).toMatch(/^Anh dán nội dung công văn/);
    expect(await says(nam, 'nội dung ngắn')).toMatch(/^Đoạn này ngắn quá/);
    expect(await says(nam, ONE_PARAGRAPH)).toMatch(/thấy 2 việc.*\n\(1\/2\)/);
    expect(await says(nam, 'dừng')).toMatch(/^Vâng, em không lưu việc nào/);
    expect(await saved(here)).toEqual([]);
  });

  test('left for another command, or too long ago, says how many of its tasks are saved', async () => {
    const { here, nam } = await started();
    await says(nam, INTERNAL);
    await says(nam, 'đồng ý');
    await here.advance('31m');
    nam.takeAll();
    here.phone(MINH.name).receives(/#1 Xây dựng báo cáo/);
    expect(await says(nam, 'đồng ý')).toMatch(/vẫn còn đây, em mới lưu 1 việc đã duyệt\.\n\(2\/4\)/);
    expect(await says(nam, 'thêm Báo cáo nhanh; ngày 5 hằng tháng; Lan')).toMatch(
      /^\(Phần «công văn» đang dở em bỏ; 1 việc đã duyệt vẫn được lưu\.\)\n/,
    );
    await says(nam, 'bỏ');
  });

  test('may be an order in the chat; what is written of its deadline is shown where it is not clear', async () => {
    const { here, nam, lan } = await started();
    const order =
      'Đ/c Lan tổng hợp báo cáo cải cách hành chính gửi trước 16h ngày 5/12. Đ/c Minh rà soát hồ sơ chứng thực, xong trước ngày 4/12/2026.';
    const asked = await says(nam, order);
    expect(asked).toMatch(/thấy 2 việc/);
    expect(asked).toMatch(
      /\(1\/2\) Em thấy việc này:\nViệc: Tổng hợp báo cáo cải cách hành chính\nHạn: «trước 16h ngày 5\/12», em hỏi lại ở dưới\nChủ trì: chị Nguyễn Thị Lan\n.*chưa ghi rõ năm/,
    );
    expect(await says(nam, '1')).toMatch(/Hạn: trước 16:00 ngày 5\/12\/2026/);
    expect(await says(nam, 'đồng ý')).toMatch(
      /^Đã lưu T1 [\s\S]*Việc: Rà soát hồ sơ chứng thực[\s\S]*Chủ trì: anh Trần Văn Minh/,
    );
    await says(nam, 'dừng');
    expect(await says(nam, 'Giao đ/c Lan rà soát hồ sơ tồn, báo cáo trước ngày 5/12/2026')).toMatch(
      /Việc: Rà soát hồ sơ tồn, báo cáo\nHạn: trước ngày 5\/12\/2026/,
    );
    await says(nam, 'dừng');
    expect(await says(lan, order)).toMatch(/chỉ người quản trị/);
    expect(await saved(here)).toHaveLength(1);
  });

  test('whose term counts from its receipt is asked about with the day that it gives today', async () => {
    const { here, nam } = await started();
    expect(await says(nam, FROM_RECEIPT)).toMatch(/^Em đọc Công văn số 3567\/UBND-KSTT.*thấy 3 việc/);
    await says(nam, 'bỏ qua');
    expect(await says(nam, 'bỏ qua')).toMatch(
      /Hạn: «Trong vòng 03 ngày làm việc kể từ ngày nhận được Công văn này»[\s\S]*tính từ ngày nào ạ\?.*\n1\. nhận hôm nay: hạn thứ Sáu 27\/11\n2\. để em tính khi được báo sự kiện/,
    );
    await says(nam, '1');
    expect(await says(nam, 'chị Lan')).toMatch(/Hạn: chậm nhất ngày 27\/11\/2026\nHạn tới: thứ Sáu 27\/11/);
    await says(nam, 'đồng ý');
    expect(await saved(here)).toHaveLength(1);
    expect(await says(nam, TELEGRAM)).toMatch(
      /\(Em chưa đưa vào ý không ghi hạn và người làm: «Tổ chức trực ban.*»\. Cần nhắc thì anh dùng lệnh «thêm»\.\)/,
    );
    await says(nam, 'dừng');
  });

  test('may be short where it is asked for by name; a day that does not exist is said', async () => {
    const { nam } = await started();
    expect(await says(nam, 'công văn Số: 1/UBND-VX\n1. Văn phòng UBND báo cáo trước ngày 20/12/2026.')).toMatch(
      /Việc: Báo cáo\nHạn: trước ngày 20\/12\/2026(.|\n)*Chủ trì: Văn phòng UBND/,
    );
    await says(nam, 'dừng');
    const asked = await says(nam, 'công văn Văn phòng UBND rà soát hồ sơ tồn, báo cáo trước ngày 30/2/2027.');
    expect(asked).toMatch(/Ngày 30\/2\/2027 không có trong lịch/);
    expect(asked).not.toMatch(/Việc: .*30\/2/);
    await says(nam, 'dừng');
    expect(await says(nam, 'công văn 45 em gửi trước ngày 5 rồi')).not.toMatch(/^Em đọc/);
  });

  test('goes on after a restart, with buttons', async () => {
    const { here, nam } = await started();
    await nam.replies(INTERNAL);
    const asked = nam.receives(/^Em đọc/);
    await here.restart();
    await nam.presses(asked, 'Đồng ý');
    nam.receives(/^Đã lưu T1/);
    await nam.presses(asked, 'Đồng ý');
    nam.receives(/câu hỏi cũ/);
    expect(await saved(here)).toHaveLength(1);
    await says(nam, 'dừng');
  });

  test('is shown again where the office changed meanwhile, and asks for who has left', async () => {
    const { here, nam } = await started();
    await says(
      nam,
      'Đ/c Lan tổng hợp báo cáo, gửi trước 16h ngày 5/12/2026. Đ/c Minh rà soát hồ sơ, xong trước ngày 4/12/2026.',
    );
    const change = async (one: Change) => {
      await here.store.applyChanges({ changes: [one], at: here.clock.now(), officerId: null });
      await here.advance('1m');
      nam.takeAll();
    };
    const on = here.office.zone.dayOf(here.clock.now());
    await change({ kind: 'people', change: { act: 'remove-officer', officerId: here.officerId(LAN.name), on } });
    expect(await says(nam, 'đồng ý')).toMatch(/^Người chủ trì vừa chọn không còn[\s\S]*Chủ trì: chưa rõ/);
    expect(await says(nam, 'Minh')).toMatch(/Chủ trì: anh Trần Văn Minh/);
    const days = [{ day: dayFromIso('2026-12-04'), kind: 'off' as const, name: 'nghỉ', source: '' }];
    await change({ kind: 'calendar', change: { act: 'set-days', days } });
    expect(await says(nam, 'đồng ý')).toMatch(/^Vừa có thay đổi nên em chưa lưu[\s\S]*nên gửi thứ Năm 3\/12/);
    expect(await says(nam, 'đồng ý')).toMatch(/^Đã lưu T1/);
    await says(nam, 'dừng');
  });

  test('is agreed to again where half an hour has passed', async () => {
    const { here, nam } = await started();
    await says(nam, INTERNAL);
    await here.advance('31m');
    nam.takeAll();
    expect(await says(nam, 'đồng ý')).toMatch(/vẫn còn đây, em chưa lưu gì\.\n\(1\/4\)/);
    expect(await saved(here)).toEqual([]);
    expect(await says(nam, 'đồng ý')).toMatch(/^Đã lưu T1/);
    await says(nam, 'dừng');
  });

  test('of which nothing is for this office says so', async () => {
    const { nam } = await started();
    const text = `Kính gửi: các đơn vị. Về việc chúc mừng năm mới. Căn cứ Kế hoạch số 12/KH-UBND ngày 5/3/2026. ${'Chúc sức khỏe và thành công. '.repeat(8)}`;
    expect(await says(nam, text)).toMatch(/chưa thấy việc nào/);
  });

  test('is for administrators, and is no answer to anything', async () => {
    const { here, lan } = await started();
    expect(await says(lan, INTERNAL)).toMatch(/chỉ người quản trị/);
    const events = await here.store.events({ limit: 10_000 });
    expect(events.filter((event) => event.kind === 'no-right')).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain('cải cách');
  });

  test('of 50,000 characters is refused with one sentence', async () => {
    const { nam } = await started();
    expect(await says(nam, `${INTERNAL}\n`.repeat(60))).toMatch(/^Công văn dài \d+ chữ, em chỉ đọc được 40000 chữ/);
  });
});
