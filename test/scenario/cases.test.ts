import { afterEach, describe, expect, test } from 'vitest';
import { openOffices, type Phone, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const LAN = { name: 'Nguyễn Thị Lan', address: 'chị', positions: ['Công chức Tư pháp'] };
const MINH = { name: 'Trần Văn Minh', address: 'anh', positions: ['Bộ phận Một cửa'] };
const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const PEOPLE = [LAN, MINH, NAM];

/** The rows of the plan that wait for petitions and for one decision. */
const REPLY = {
  title: 'Trả lời kiến nghị',
  lead: ['Công chức Tư pháp'],
  rules: [{ kind: 'within', n: 10, unit: 'day', event: 'tiếp nhận phản ánh, kiến nghị' }],
};
const PUBLISH = {
  title: 'Công khai kết quả',
  lead: ['Công chức Tư pháp'],
  rules: [
    { kind: 'immediately-after', event: 'có kết quả xử lý phản ánh, kiến nghị', grace: 'next-working-day' },
    { kind: 'within', n: 10, unit: 'day', event: 'tiếp nhận phản ánh, kiến nghị', what: 'hạn muộn nhất' },
  ],
};
const PROCESS = {
  title: 'Cập nhật quy trình điện tử',
  lead: ['Bộ phận Một cửa'],
  rules: [{ kind: 'within', n: 5, unit: 'day', event: 'Chủ tịch UBND tỉnh phê duyệt quy trình nội bộ' }],
};
const LIST = {
  title: 'Công khai danh mục',
  lead: ['Bộ phận Một cửa'],
  rules: [{ kind: 'immediately-after', event: 'Chủ tịch UBND tỉnh công bố danh mục TTHC', grace: 'next-working-day' }],
};
const DOSSIERS = {
  title: 'Giải trình, gửi thư xin lỗi',
  lead: ['Công chức Tư pháp'],
  rules: [{ kind: 'before-due', n: 1, unit: 'day', event: 'hồ sơ đến hạn trả kết quả' }],
};
const ON_REQUEST = {
  title: 'Báo cáo đột xuất về kiểm soát TTHC',
  lead: ['Bộ phận Một cửa'],
  recipient: 'UBND tỉnh',
  rules: [{ kind: 'on-request' }],
};

/** A Monday. */
const MONDAY = '2026-10-12T08:00:00+07:00';

async function started(plan?: readonly object[], at = MONDAY) {
  const here = await office({ at, people: PEOPLE, year: 2026, ...(plan ? { plan } : {}) });
  const [lan, minh, nam] = [here.phone(LAN.name), here.phone(MINH.name), here.phone(NAM.name)];
  return { here, lan, minh, nam };
}

/** What the phone gets back, as one text. */
async function says(phone: Phone, text: string): Promise<string> {
  await phone.replies(text);
  return phone
    .takeAll()
    .map((each) => each.text)
    .join('\n');
}

async function open(here: World): Promise<string[]> {
  const occurrences = await here.store.occurrences({ states: ['open'] });
  return occurrences.map(({ task, label }) => `${task.title} (${label})`).sort();
}

const refusals = async (here: World) =>
  (await here.store.events({ limit: 10_000 })).filter((event) => event.kind === 'no-right');

describe('a petition', () => {
  test('is answered within ten days, then its result is published the next working day', async () => {
    const { here, lan, nam } = await started([REPLY, PUBLISH]);
    const shown = await says(nam, 'pakn Đường vào ấp 3 hư hỏng; hôm nay');
    expect(shown).toMatch(/Tiếp nhận: thứ Hai 12\/10\nThời hạn: 10 ngày .*31\/2021.*29\/2026.*kiểm tra lại/);
    expect(shown).toMatch(/Trả lời kiến nghị\n {3}hạn thứ Năm 22\/10\n {3}chủ trì: Công chức Tư pháp \(chị Lan\)/);
    expect(await open(here)).toEqual([]);
    expect(await says(nam, 'đồng ý')).toMatch(/^Đã ghi phản ánh, kiến nghị «Đường vào ấp 3 hư hỏng»/);
    await here.advance('2026-10-15T07:31:00+07:00');
    lan.receives(
      /#1 Trả lời kiến nghị \(tính từ ngày 12\/10\/2026: Đường vào ấp 3 hư hỏng\)(.|\n)*#2 Công khai kết quả/,
    );
    expect(await says(lan, 'xong 1')).toMatch(/^Đã ghi #1/);
    // The ceiling of ten days gives way to the publication that is due at once.
    expect(await open(here)).toEqual(['Công khai kết quả (tính từ ngày 15/10/2026: Đường vào ấp 3 hư hỏng)']);
    await here.advance('1m');
    lan.receives(/🟢 Sắp tới\n#\d+ Công khai kết quả/);
    await here.advance('2026-10-16T07:31:00+07:00');
    const digest = lan.receives(/🟠 Nên gửi hôm nay\n#\d+ Công khai kết quả/);
    expect(digest.text).not.toMatch(/hạn muộn nhất/);
    expect(await says(lan, 'xong')).toMatch(/^Đã ghi #\d+ Công khai kết quả/);
    await here.advance('10d');
    expect(await open(here)).toEqual([]);
  });

  test('is taken up again where its answer is taken back', async () => {
    const { here, lan, nam } = await started([REPLY, PUBLISH]);
    await says(nam, 'pakn Mất nước; 9/10');
    await says(nam, 'y');
    await here.advance('1d');
    lan.takeAll();
    const before = await open(here);
    expect(before).toHaveLength(2);
    await says(lan, 'việc');
    await says(lan, 'xong 1');
    expect(await open(here)).toEqual(['Công khai kết quả (tính từ ngày 13/10/2026: Mất nước)']);
    expect(await says(lan, 'hoàn tác')).toMatch(/Đã mở lại/);
    expect(await open(here)).toEqual(before);
    await says(lan, 'xong 1');
    expect(await open(here)).toEqual(['Công khai kết quả (tính từ ngày 13/10/2026: Mất nước)']);
  });

  test('works where no plan has it, asking who answers', async () => {
    const { here, lan, nam } = await started();
    expect(await says(nam, 'pakn thêm')).toMatch(/^Nội dung phản ánh, kiến nghị là gì ạ\?/);
    expect(await says(nam, 'Bà Sáu hỏi về cấp sổ')).toMatch(/^Tiếp nhận ngày nào ạ\?/);
    expect(await says(nam, '30/2')).toMatch(/«30\/2» không có trong lịch.*ví dụ «hôm qua»/);
    expect(await says(nam, 'thứ Sáu tuần trước')).toMatch(/^Ai chủ trì/);
    expect(await says(nam, 'chị Lan')).toMatch(
      /em mở việc mới của đơn vị:\n• T1 Xử lý, trả lời .*\n {3}hạn .*\n {3}chủ trì: chị Nguyễn Thị Lan/,
    );
    await says(nam, 'đồng ý');
    expect(await open(here)).toHaveLength(1);
    await says(lan, 'việc');
    await says(lan, 'xong 1');
    expect(await open(here)).toEqual([
      'Công khai kết quả xử lý phản ánh, kiến nghị (tính từ ngày 12/10/2026: Bà Sáu hỏi về cấp sổ)',
    ]);
    // The tasks are there now: nobody asks who answers again.
    expect(await says(nam, 'pakn Đèn đường hỏng; hôm qua')).toMatch(/T1 Xử lý/);
  });

  test('is recorded by whoever answers for petitions, listed, corrected and withdrawn', async () => {
    const { here, lan, nam } = await started([REPLY]);
    await says(lan, 'pakn Tiếng ồn quán nhậu; hôm nay');
    await says(lan, 'đồng ý');
    expect(await says(lan, 'pakn')).toMatch(/^Có 1 phản ánh.*\n• Tiếng ồn quán nhậu, nhận thứ Hai 12\/10\n {3}Trả lời/);
    expect(await says(lan, 'pakn sửa tieng on; 8/10')).toMatch(
      /nhận thứ Hai 12\/10 → thứ Năm 8\/10\nHạn mới:\n• T1 Trả lời kiến nghị\n {3}hạn Chủ nhật 18\/10, theo luật đến thứ Hai 19\/10/,
    );
    await says(lan, 'đồng ý');
    expect(await open(here)).toEqual(['Trả lời kiến nghị (tính từ ngày 8/10/2026: Tiếng ồn quán nhậu)']);
    expect(await says(nam, 'pakn bỏ tiếng ồn')).toMatch(/^Em sẽ bỏ.*\nCác việc sau đóng lại/);
    await says(nam, 'đồng ý');
    expect(await open(here)).toEqual([]);
    expect(await says(nam, 'pakn bỏ')).toMatch(/^Em không thấy phản ánh, kiến nghị nào đã ghi/);
    await here.advance('12d');
  });

  test('is not for others, and nobody else sees them', async () => {
    const { here, minh } = await started([REPLY]);
    expect(await says(minh, 'pakn Đường hỏng; hôm nay')).toMatch(
      /^Lệnh «pakn» chỉ người quản trị và người chủ trì phản ánh, kiến nghị/,
    );
    expect(await says(minh, 'pakn')).toMatch(/^Danh sách «pakn» chỉ lãnh đạo/);
    expect(await refusals(here)).toHaveLength(2);
    expect(await here.store.officeEvents()).toEqual([]);
  });

  test.each([
    ['pakn Đường hỏng; mai', /^Thứ Ba 13\/10 chưa tới/],
    ['pakn Đường hỏng; 16/10/2020', /cách hôm nay quá xa/],
    ['pakn Đường hỏng; ngày nào đó', /^Em chưa hiểu ngày «ngày nào đó»/],
    ['pakn Đường\u0007; hôm nay', /ký tự ẩn/],
  ])('«%s» is refused, and what was understood is kept', async (typed, refusal) => {
    const { here, nam } = await started([REPLY]);
    expect(await says(nam, typed)).toMatch(refusal);
    const next = typed.startsWith('pakn Đường hỏng') ? 'hôm nay' : 'Đường hỏng';
    expect(await says(nam, next)).toMatch(/^Em hiểu như sau:\nPhản ánh, kiến nghị: Đường hỏng/);
    await says(nam, 'bỏ');
    expect(await here.store.officeEvents()).toEqual([]);
  });

  test('of 5,000 characters is refused with the length, and the day is kept', async () => {
    const { nam } = await started([REPLY]);
    expect(await says(nam, `pakn ${'đường '.repeat(1000)}; hôm nay`)).toMatch(/dài 5999 chữ.*200/);
    expect(await says(nam, 'Đường hỏng')).toMatch(/Tiếp nhận: thứ Hai 12\/10/);
    await says(nam, 'bỏ');
  });

  test.each([
    ['pakn Đường hỏng; đèn hỏng; hôm nay', /Phản ánh, kiến nghị: Đường hỏng; đèn hỏng\n/],
    ['pakn Đường ấp 3 hỏng ngày 8/10', /Phản ánh, kiến nghị: Đường ấp 3 hỏng\nTiếp nhận: thứ Năm 8\/10/],
    ['pakn ấp 3 xong rồi', /^(?!Em hiểu|Tiếp nhận|Nội dung)/],
  ])('«%s» is understood', async (typed, shown) => {
    const { nam } = await started([REPLY]);
    expect(await says(nam, typed)).toMatch(shown);
  });

  test('is not recorded twice', async () => {
    const { nam } = await started([REPLY]);
    await says(nam, 'pakn Đường hỏng; hôm nay');
    await says(nam, 'đồng ý');
    expect(await says(nam, 'pakn đường hỏng; hôm nay')).toMatch(/em đã ghi rồi/);
  });

  test('is answered within another number of days once the administrator says so, with the source', async () => {
    const { here, lan, nam } = await started([REPLY]);
    await says(nam, 'pakn Đường hỏng; hôm nay');
    await says(nam, 'đồng ý');
    expect(await says(lan, 'cài đặt pakn 7 ngày')).toMatch(/chỉ người quản trị/);
    expect(await says(nam, 'cài đặt pakn')).toMatch(/Hiện thời hạn .* là 10 ngày/);
    expect(await says(nam, 'ngắn hơn')).toMatch(/^Em chưa hiểu số ngày/);
    expect(await says(nam, 'bảy ngày làm việc')).toMatch(/^Theo văn bản nào ạ\?/);
    expect(await says(nam, 'Quyết định 29/2026/QĐ-TTg')).toMatch(
      /7 ngày làm việc kể từ ngày tiếp nhận, theo Quyết định 29\/2026\/QĐ-TTg\n.*\n1 việc đang mở đổi ngày nên gửi:\n• Trả lời kiến nghị .*: thứ Năm 22\/10 → thứ Tư 21\/10/,
    );
    await says(nam, 'đồng ý');
    const [occurrence] = await here.store.occurrences({ states: ['open'] });
    expect(here.office.calendar.workingDaysBetween(occurrence!.eventDay!, occurrence!.target)).toBe(7);
    expect(await says(nam, 'pakn Đèn hỏng; hôm nay')).toMatch(/Thời hạn: 7 ngày làm việc .*29\/2026/);
    await says(nam, 'bỏ');
    // A plan that is applied again does not bring the old number back.
    expect((await here.store.petitionTerm())?.n).toBe(7);
  });
});

describe('a dossier', () => {
  test('is warned of a working day ahead, and a late one asks for the explanation and the apology', async () => {
    const { here, minh, nam } = await started([DOSSIERS]);
    expect(await says(nam, 'hồ sơ H01-0123; thứ Sáu; anh Minh')).toMatch(
      /Hẹn trả: thứ Sáu 16\/10\nPhụ trách: anh Trần Văn Minh\nEm nhắc trước một ngày làm việc và trong ngày hẹn\./,
    );
    await says(nam, 'đồng ý');
    // The plan's row is about late ones: nobody is asked to apologise for what is handed over in time.
    expect(await open(here)).toEqual(['Trả kết quả hồ sơ H01-0123 ()']);
    await here.advance('2026-10-15T07:31:00+07:00');
    minh.receives(/#1 Trả kết quả hồ sơ H01-0123\n {3}thứ Sáu 16\/10, còn 1 ngày/);
    here.phone(LAN.name).takeAll();
    await here.advance('2026-10-16T07:31:00+07:00');
    minh.receives(/🟠 Nên gửi hôm nay\n#1 Trả kết quả hồ sơ H01-0123/);
    await here.advance('2026-10-19T07:31:00+07:00');
    here.phone(LAN.name).takeAll();
    minh.receives(/🔴 Quá hạn\n#1 Trả kết quả(.|\n)*🟠 Nên gửi hôm nay\n#2 Giải trình và thư xin lỗi hồ sơ H01-0123/);
    expect(await open(here)).toEqual(['Giải trình và thư xin lỗi hồ sơ H01-0123 ()', 'Trả kết quả hồ sơ H01-0123 ()']);
    await says(minh, 'xong 1');
    await says(minh, 'xong 2');
    expect(await open(here)).toEqual([]);
    await here.advance('10d');
  });

  test('that was handed over in time asks for nothing more', async () => {
    const { here, minh, nam } = await started([DOSSIERS]);
    await says(nam, 'hồ sơ H01-0124; 16/10; Minh');
    await says(nam, 'đồng ý');
    await says(minh, 'việc');
    await says(minh, 'xong 1');
    expect(await open(here)).toEqual([]);
    await here.advance('12d');
    here.nobodyElseHears();
  });

  test('is recorded already late, corrected, listed and withdrawn, without any plan', async () => {
    const { here, minh, nam } = await started();
    expect(await says(nam, 'hồ sơ H02; 9/10/2026')).toMatch(/^Ai chủ trì hồ sơ này ạ\?/);
    expect(await says(nam, 'Minh')).toMatch(/\(đã quá hạn\)|Đã quá ngày hẹn nên em mở ngay/);
    await says(nam, 'đồng ý');
    expect(await open(here)).toEqual(['Giải trình và thư xin lỗi hồ sơ H02 ()', 'Trả kết quả hồ sơ H02 ()']);
    expect(await says(nam, 'hồ sơ H02; 21/10; Minh')).toMatch(/em đang theo dõi rồi.*«hồ sơ sửa H02/);
    expect(await says(nam, 'hồ sơ sửa H02; 23/10')).toMatch(/hẹn trả thứ Sáu 9\/10 → thứ Sáu 23\/10/);
    await says(nam, 'đồng ý');
    expect(await says(nam, 'hồ sơ')).toMatch(/• H02, hẹn trả thứ Sáu 23\/10\n/);
    await says(nam, 'hồ sơ bỏ H02');
    await says(nam, 'đồng ý');
    expect(await open(here)).toEqual([]);
    minh.takeAll();
    await here.advance('12d');
  });

  test('whose day the administrator moves is late by the new one', async () => {
    const { here, minh, nam } = await started();
    await says(nam, 'hồ sơ H03; 14/10; Minh');
    await says(nam, 'đồng ý');
    await says(nam, 'đổi hạn kỳ này T1; 16/10');
    expect(await says(nam, 'đồng ý')).toMatch(/^Đã đổi hạn/);
    await here.advance('2026-10-16T08:00:00+07:00');
    expect(await open(here)).toHaveLength(1);
    await here.advance('2026-10-19T08:00:00+07:00');
    expect(await open(here)).toHaveLength(2);
    minh.takeAll();
  });

  test('«hồ sơ này em gửi rồi» is no command', async () => {
    const { here, nam } = await started([DOSSIERS]);
    await says(nam, 'hồ sơ này em gửi rồi');
    expect(await here.store.draft({ channel: 'phone', account: 'bot', chatId: nam.chatId })).toBeNull();
  });
});

test.each([
  ['pakn sửa', /^Em không thấy phản ánh, kiến nghị nào đã ghi/],
  ['sửa hồ sơ', /^Em không thấy hồ sơ nào đã ghi/],
  ['hồ sơ sửa', /^Em không thấy hồ sơ nào đã ghi/],
  ['sự kiện sửa', /^Em không thấy sự kiện nào đã ghi/],
  ['phân quyền', /^Đặt quyền của ai ạ/],
  ['có quyết định', /^Kế hoạch đang chờ các sự kiện sau/],
])('the name of a command alone is that command: «%s»', async (typed, answer) => {
  const { nam } = await started([PROCESS]);
  expect(await says(nam, typed)).toMatch(answer);
});

describe('an event', () => {
  test('starts the terms of all tasks that wait for it, as people tell it', async () => {
    const { here, minh, nam } = await started([PROCESS, LIST]);
    expect(await says(nam, 'có quyết định phê duyệt quy trình nội bộ ngày 8/10')).toMatch(
      /^Em hiểu như sau:\nSự kiện: Chủ tịch UBND tỉnh phê duyệt quy trình nội bộ\nNgày: thứ Năm 8\/10\nTừ đó em mở 1 việc:\n• T1 Cập nhật quy trình điện tử\n {3}hạn thứ Ba 13\/10\n {3}chủ trì: Bộ phận Một cửa \(anh Minh\)/,
    );
    await says(nam, 'đồng ý');
    await here.advance('1h');
    minh.receives(/#1 Cập nhật quy trình điện tử \(tính từ ngày 8\/10\/2026\)/);
    expect(await says(nam, 'sự kiện phe duyet quy trinh; 8/10')).toMatch(/em đã ghi rồi/);
    expect(await says(nam, 'sự kiện bỏ quy trình')).toMatch(/Cập nhật quy trình điện tử, hạn thứ Ba 13\/10/);
    await says(nam, 'đồng ý');
    await here.advance('10d');
  });

  test('offers those that fit, with numbers', async () => {
    const { nam } = await started([PROCESS, LIST]);
    expect(await says(nam, 'sự kiện')).toMatch(/^Kế hoạch đang chờ các sự kiện sau:\n• Chủ tịch UBND tỉnh phê duyệt/);
    expect(await says(nam, 'sự kiện Chủ tịch UBND tỉnh; hôm nay')).toMatch(
      /có nhiều sự kiện.*\n1\. Chủ tịch UBND tỉnh phê duyệt.*\n2\. Chủ tịch UBND tỉnh công bố/,
    );
    expect(await says(nam, '2')).toMatch(/Sự kiện: Chủ tịch UBND tỉnh công bố danh mục TTHC\nNgày: thứ Hai 12\/10/);
    await says(nam, 'bỏ');
    expect(await says(nam, 'sự kiện trăng tròn; hôm nay')).toMatch(/^Em không thấy việc nào chờ sự kiện «trăng tròn»/);
    await says(nam, 'bỏ');
  });

  test('without a plan there is nothing to wait for, and only administrators record', async () => {
    const { here, lan, nam } = await started();
    expect(await says(nam, 'sự kiện')).toMatch(/^Hiện không có việc nào tính hạn theo sự kiện/);
    expect(await says(lan, 'sự kiện phê duyệt; hôm nay')).toMatch(/chỉ người quản trị/);
    expect(await refusals(here)).toHaveLength(1);
  });

  test('survives a restart while it waits for consent', async () => {
    const { here, nam } = await started([PROCESS]);
    await says(nam, 'sự kiện phê duyệt quy trình nội bộ; hôm nay; Quyết định 45/QĐ-UBND');
    await here.restart();
    expect(await says(nam, 'đồng ý')).toMatch(/^Đã ghi sự kiện/);
    expect(await open(here)).toEqual(['Cập nhật quy trình điện tử (tính từ ngày 12/10/2026: Quyết định 45/QĐ-UBND)']);
  });
});

describe('a report on request', () => {
  test('is one deadline, and takes what the plan says of such reports', async () => {
    const { here, minh, nam } = await started([ON_REQUEST]);
    expect(await says(nam, 'đột xuất Báo cáo nhanh về kiểm soát TTHC; thứ Sáu')).toMatch(
      /Việc: Báo cáo nhanh về kiểm soát TTHC\nHạn: .*\nHạn tới: thứ Sáu 16\/10\nChủ trì: Bộ phận Một cửa \(anh Minh\)\n.*\nTheo kế hoạch: mục T1 Báo cáo đột xuất/,
    );
    expect(await says(nam, 'đồng ý')).toMatch(/^Đã ghi «Báo cáo nhanh về kiểm soát TTHC»/);
    await here.advance('2026-10-14T07:31:00+07:00');
    minh.receives(/#1 Báo cáo nhanh về kiểm soát TTHC/);
    await says(minh, 'xong');
    expect((await here.store.tasks()).find((task) => task.ref === 'T2')?.recipient).toBe('UBND tỉnh');
    await here.advance('10d');
  });

  test('says on which days it is still reminded of, as a dossier does', async () => {
    const { nam } = await started();
    expect(await says(nam, 'đột xuất Báo cáo nhanh; mai; Lan')).toMatch(/\nEm nhắc vào: thứ .*13\/10\n/);
    await says(nam, 'bỏ');
    expect(await says(nam, 'hồ sơ H01-0125; hôm nay; Lan')).toMatch(/\nEm nhắc vào: thứ Hai 12\/10\. Quá ngày hẹn/);
    await says(nam, 'bỏ');
    expect(await says(nam, 'đột xuất Báo cáo nhanh; 6/10/2026; Lan')).toMatch(/ví dụ «trước ngày 26\/10\/2026»/);
    await says(nam, 'bỏ');
  });

  test.each([
    ['hằng tháng ngày 5', /chỉ có một hạn/],
    ['trước ngày 6/10/2026', /đã qua/],
    ['30/2/2027', /không có trong lịch/],
    ['khi nào rảnh', /Em chưa hiểu|chưa thấy|ví dụ/],
  ])('«%s» is asked again, and the title is kept', async (typed, refusal) => {
    const { nam } = await started();
    await says(nam, 'đột xuất Báo cáo nhanh');
    const once = await says(nam, typed);
    const answer = /^Ai chủ trì/.test(once) ? await says(nam, 'Lan') : once;
    expect(answer).toMatch(refusal);
    const next = await says(nam, '16/10');
    expect(/^Ai chủ trì/.test(next) ? await says(nam, 'Lan') : next).toMatch(/Việc: Báo cáo nhanh\n/);
    await says(nam, 'bỏ');
  });

  test('is for administrators', async () => {
    const { here, lan } = await started();
    expect(await says(lan, 'đột xuất Báo cáo; 16/10; Lan')).toMatch(/chỉ người quản trị/);
    expect(await refusals(here)).toHaveLength(1);
  });
});
