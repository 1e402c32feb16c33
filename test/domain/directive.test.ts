import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '../../src/domain/civil-day.ts';
import { readDirective } from '../../src/domain/directive.ts';
import { looksLikeDirective, looksLikeOrder, opensDocument } from '../../src/domain/directive-signs.ts';
import * as samples from './directives.ts';
import { day } from './shipped.ts';

const { NAMES, ...texts } = samples;
const TODAY = day('2026-11-23');

/** «title | who | phrase», one a task. */
const read = (text: string) =>
  readDirective(text, TODAY, NAMES).tasks.map(
    ({ title, lead, deadline }) => `${title} | ${lead.join(', ')} | ${deadline?.phrase ?? ''}`,
  );
const head = (text: string) => {
  const { date, ...rest } = readDirective(text, TODAY, NAMES).head;
  return { ...rest, date: date === null ? null : isoDate(date) };
};

describe('what a document asks for', () => {
  test('numbered points with their deadlines; neither its own date nor those of others', () => {
    expect(read(texts.WITH_LETTERHEAD)).toEqual([
      'Rà soát, thống kê số liệu hồ sơ giải quyết thủ tục hành chính từ ngày 15/9/2026 đến ngày 14/12/2026 |  | trước ngày 16/12/2026',
      'Báo cáo kết quả kiểm soát thủ tục hành chính quý IV về Văn phòng UBND tỉnh để tổng hợp |  | chậm nhất ngày 20/12/2026',
      'Cập nhật 100% phản ánh, kiến nghị trên Cổng Dịch vụ công quốc gia |  | trước ngày 10 hằng tháng',
    ]);
  });

  test('who is to do it, without those who only help, and a deadline in a sentence of its own', () => {
    expect(read(texts.INTERNAL)).toEqual([
      'Xây dựng báo cáo cải cách hành chính năm 2026, trình Chủ tịch UBND xã | Văn phòng UBND | trước ngày 27/11/2026',
      'Chuẩn bị hồ sơ, tài liệu về chuyển đổi số | Công chức Văn hóa – Xã hội | trước 16 giờ ngày 26/11/2026',
      'Niêm yết lại bộ thủ tục hành chính | Bộ phận Tiếp nhận và Trả kết quả | trước ngày 25/11/2026',
      'Theo dõi, đôn đốc việc thực hiện | Nguyễn Thị Lan | ',
    ]);
  });

  test('sentences of one paragraph', () => {
    expect(read(texts.ONE_PARAGRAPH)).toEqual([
      'Tổ chức ít nhất 01 hội nghị tuyên truyền pháp luật |  | trước ngày 05/12/2026',
      'Báo cáo kết quả tổ chức về Sở Tư pháp, đồng thời gửi bản mềm qua địa chỉ thư điện tử của Sở |  | trước ngày 10/12/2026',
    ]);
  });

  test('points under the position that they are for, until the next heading', () => {
    expect(read(texts.BY_POSITION)).toEqual([
      'Tham mưu thành lập tổ công nghệ số cộng đồng | Công chức Văn hóa – Xã hội | trong tháng 12/2026',
      'Báo cáo tiến độ cho Chủ tịch UBND xã | Công chức Văn hóa – Xã hội | Định kỳ ngày 20 hằng tháng',
      'Số hóa hồ sơ, giấy tờ đầu vào | Bộ phận Tiếp nhận và Trả kết quả | ',
      'Báo cáo tỷ lệ hồ sơ trực tuyến | Bộ phận Tiếp nhận và Trả kết quả | trước 10 giờ thứ Sáu hằng tuần',
    ]);
  });

  test('one deadline for all that stands above', () => {
    expect(read(texts.ONE_DEADLINE)).toEqual([
      'Thống kê số liệu chứng thực, hộ tịch năm 2026 | Công chức Tư pháp | trước ngày 15/12/2026',
      'Tổng hợp dự thảo báo cáo tổng kết | Văn phòng UBND | trước ngày 15/12/2026',
      'Chuẩn bị cơ sở vật chất phục vụ hội nghị | Trần Văn Minh | trước ngày 15/12/2026',
    ]);
  });

  test('terms that an event starts, and clock times', () => {
    expect(read(texts.TELEGRAM)).toEqual([
      'Báo cáo thiệt hại về Ban Chỉ huy Phòng thủ dân sự tỉnh |  | trong vòng 02 ngày kể từ ngày kết thúc đợt triều cường',
      'Rà soát phương án sơ tán, gửi về Văn phòng UBND tỉnh |  | trước 17h00 ngày 23/11/2026',
    ]);
  });

  test('the one deadline among many dates, numbers and amounts', () => {
    expect(read(texts.MANY_DATES)).toEqual([
      'Nghiên cứu, góp ý bằng văn bản gửi về Sở Nội vụ (qua Phòng Cải cách hành chính, điện thoại 0296.3852.123) |  | trước ngày 25/11/2026',
    ]);
  });

  test('what an invitation asks for besides coming', () => {
    expect(read(texts.INVITATION)).toEqual([
      'Chuẩn bị tài liệu và gửi đến các đại biểu | Văn phòng UBND | trước ngày 23/11/2026',
    ]);
  });

  test('text without diacritics', () => {
    expect(read(texts.WITHOUT_MARKS)).toEqual([
      'Ra soat doi tuong tiem chung, lap danh sach gui ve So Y te |  | truoc ngay 30/11/2026',
      'Tong hop so lieu bao cao UBND xa de kip tong hop | Công chức Văn hóa – Xã hội | cham nhat ngay 28/11/2026',
    ]);
  });

  test('lines that a mail program broke', () => {
    expect(read(texts.BROKEN_LINES)).toEqual([
      'Tổ chức rà soát hộ nghèo, hộ cận nghèo năm 2026 và báo cáo kết quả về Sở Nông nghiệp và Môi trường |  | trước ngày 05/12/2026',
    ]);
  });

  test('two columns in one line; how late things are and which days figures cover are no deadlines', () => {
    expect(read(texts.TWO_COLUMNS)).toEqual([
      'Xây dựng dự thảo báo cáo tổng kết, trình Chủ tịch | Văn phòng UBND | trước ngày 10/12/2026',
      'Tổng hợp số liệu hộ tịch, chứng thực 11 tháng năm 2026 gửi về Văn phòng UBND để tổng hợp | Công chức Tư pháp | chậm nhất 17h00 ngày 05/12/2026',
      'Thống kê hồ sơ trễ hạn từ ngày 01/01/2026 đến 30/11/2026, báo cáo | Bộ phận Tiếp nhận và Trả kết quả | trong ngày 04/12/2026',
    ]);
  });

  test('orders in the chat, without the verb that was the deadline’s', () => {
    expect(read(texts.ORDERS).slice(0, 2)).toEqual([
      'Đ/c Lan tổng hợp báo cáo cải cách hành chính |  | trước 16h ngày 5/12',
      'Đ/c Minh rà soát hồ sơ chứng thực |  | trong tuần này',
    ]);
  });

  test('words that recognition broke', () => {
    expect(read(texts.RECOGNISED)).toEqual([
      'Báo cáo kết quả công tác phổ biến, giáo dục pháp luật năm 2026 (số liệu từ 01/12/2025 đến 30/11/2026), gửi về Sở Tư pháp |  | trướcngày 08/12/2026',
      'Đăng ký nhu cầu tập huấn năm 2027 gửi qua email phongpbgdpl@angiang.gov.vn |  | trư ớc ngày 15/12/2026',
    ]);
  });

  test('conclusions by field, each without its field and without half a «thời hạn»', () => {
    expect(read(texts.CONCLUSIONS)).toEqual([
      'Đồng chí Trần Văn Minh hoàn thiện hồ sơ xã đạt chuẩn tiếp cận pháp luật, trình UBND xã | Trần Văn Minh | trước ngày 12/12/2026',
      'Đồng chí Lê Thị Hoa tham mưu kế hoạch đón Tết |  | thời hạn: 15/12/2026',
      'Đồng chí Võ Thị Mai khắc phục tình trạng hồ sơ trễ hạn |  | trước 31/12/2026',
      'Đôn đốc, tổng hợp báo cáo Chủ tịch UBND xã | Văn phòng UBND | trước 15h thứ Sáu hàng tuần',
    ]);
  });

  test('pictures as bullets, and each time of day with its own day', () => {
    const { tasks } = readDirective(texts.PICTURES, TODAY, NAMES);
    expect(tasks.map(({ title }) => title)).toEqual([
      'Trực 24/24h, báo cáo nhanh trước 17h hằng ngày về Văn phòng UBND',
      'Tổng hợp, báo cáo UBND tỉnh',
      'Kiểm tra, gia cố nhà cửa',
    ]);
    expect(tasks[1]?.deadline?.reading.rules).toMatchObject([
      { date: '2026-12-01', time: '18:00' },
      { date: '2026-12-02', time: '07:00' },
    ]);
  });

  test('what is given to others is not for this office, and points without day and owner are named', () => {
    expect(read(texts.FROM_RECEIPT)).toEqual([
      'Rà soát, số hóa 100% kết quả giải quyết thủ tục hành chính còn hiệu lực |  | trước ngày 31/12/2026',
      'Báo cáo kết quả về Văn phòng UBND tỉnh |  | Định kỳ trước ngày 20 hằng tháng',
      'Cử 01 cán bộ đầu mối gửi danh sách về Văn phòng UBND tỉnh |  | Trong vòng 03 ngày làm việc kể từ ngày nhận được Công văn này',
    ]);
    const { open } = readDirective(texts.TELEGRAM, TODAY, NAMES);
    expect(open).toEqual([
      'Tổ chức trực ban 24/24 giờ, kiểm tra các tuyến đê xung yếu, báo cáo tình hình trước 16 giờ hằng ngày',
    ]);
  });

  test('decomposed letters read the same', () => {
    for (const text of Object.values(texts)) expect(read(text.normalize('NFD'))).toEqual(read(text));
  });
});

test('a document says who wrote it when, with which number, and what about', () => {
  expect(head(texts.WITH_LETTERHEAD)).toEqual({
    kind: 'Công văn',
    number: '1245/VPUBND-KSTT',
    date: '2026-11-18',
    issuer: 'UBND TỈNH AN GIANG',
    subject: 'báo cáo kết quả kiểm soát thủ tục hành chính quý IV',
  });
  expect(head(texts.ONE_PARAGRAPH)).toEqual({
    kind: 'Công văn',
    number: '2210/STP-PBGDPL',
    date: '2026-11-19',
    issuer: 'Sở Tư pháp',
    subject: 'hưởng ứng Ngày Pháp luật',
  });
  expect(head(texts.BY_POSITION)).toMatchObject({ kind: 'Kế hoạch', number: '15/KH-UBND', date: null });
  expect(head(texts.TWO_COLUMNS)).toEqual({
    kind: 'Công văn',
    number: '145/VP-TH',
    date: '2026-11-28',
    issuer: 'UBND XÃ PHÚ TÂN',
    subject: 'chuẩn bị hội nghị tổng kết năm 2026',
  });
  expect(head(texts.RECOGNISED)).toMatchObject({ number: '2345/STP-XDPBPL', date: '2026-11-25' });
  expect(head(texts.CONCLUSIONS)).toMatchObject({ kind: 'Thông báo', number: '88/TB-UBND', date: '2026-12-01' });
  expect(head(texts.PICTURES)).toMatchObject({ kind: 'Công điện', number: '05/CĐ-UBND', subject: 'ứng phó bão số 12' });
  expect(head(texts.WITHOUT_MARKS)).toMatchObject({ number: '3321/UBND-KGVX', date: '2026-11-20' });
  expect(head('Nhờ các anh chị làm sớm giúp.')).toMatchObject({ number: null, date: null });
});

test('no day of a document becomes a deadline', () => {
  const others = [
    '2026-11-24',
    '2026-11-18',
    '2026-01-15',
    '2026-11-20',
    '2026-11-16',
    '2026-11-19',
    '2020-11-18',
    '2026-11-12',
  ];
  for (const text of Object.values(texts)) {
    const dates = readDirective(text, TODAY, NAMES).tasks.flatMap(
      ({ deadline }) => deadline?.reading.rules.flatMap((rule) => (rule.kind === 'once' ? [rule.date] : [])) ?? [],
    );
    expect(dates.filter((date) => others.includes(date))).toEqual([]);
  }
});

test('documents are recognised, and messages are not taken for them', () => {
  for (const text of Object.values(texts)) expect(looksLikeDirective(text) || looksLikeOrder(text)).toBe(true);
  expect(looksLikeOrder('Đ/c Lan tổng hợp báo cáo, gửi trước 16h ngày 5/12')).toBe(true);
  expect(looksLikeOrder('Giao Văn phòng UBND tham mưu cho Chủ tịch, xong trước ngày 5/12')).toBe(true);
  for (const reply of [
    'Đ/c Lan đã gửi báo cáo trước 16h ngày 5/12',
    'Đ/c Lan gửi báo cáo trước ngày 5/12 chưa ạ?',
    'em gửi đ/c Lan trước ngày 5/12',
    'giao III.1.6 cho Công chức Tư pháp',
    'xong 3, gia hạn 2 thêm 2 ngày',
  ])
    expect(looksLikeOrder(reply)).toBe(false);
  expect(looksLikeDirective('Đề nghị chị Lan gửi báo cáo theo công văn số 12/UBND trước thứ Sáu')).toBe(false);
  expect(looksLikeDirective('Chào anh, hôm nay em nghỉ vì con ốm, việc của em nhờ chị Minh làm giúp. '.repeat(5))).toBe(
    false,
  );
  expect(opensDocument(texts.INTERNAL)).toBe(true);
  expect(opensDocument('nội dung tiếp theo của văn bản, các đơn vị thực hiện.')).toBe(false);
});

test('any text is read, in time that grows with its length alone', () => {
  const pieces = fc.constantFrom(
    ...Object.values(texts).flatMap((text) => text.split(/(?<=\s)/)),
    '\u0000',
    '<b>',
    '«',
    '🔴',
  );
  const garbled = fc.array(pieces, { maxLength: 300 }).map((words) => words.join(''));
  fc.assert(
    fc.property(garbled, (text) => {
      const { tasks } = readDirective(text, TODAY, NAMES);
      for (const { title } of tasks) {
        expect([...title].length).toBeLessThanOrEqual(200);
        expect(title).not.toMatch(/[\p{Cc}\n]/u);
      }
    }),
    { numRuns: 150 },
  );
  const long = `${texts.INTERNAL}\n`.repeat(30).slice(0, 40_000);
  const began = performance.now();
  readDirective(long, TODAY, NAMES);
  readDirective('a'.repeat(40_000), TODAY, NAMES);
  readDirective('UBND các xã '.repeat(3300), TODAY, NAMES);
  readDirective('phối hợp với '.repeat(3000), TODAY, NAMES);
  expect(performance.now() - began).toBeLessThan(3000);
});
