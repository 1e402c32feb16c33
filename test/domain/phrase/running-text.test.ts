import { describe, expect, test } from 'vitest';
import { findDeadlines } from '../../../src/domain/phrase/running-text.ts';
import { sayRules } from '../../../src/text/deadline-questions.ts';
import { day } from '../shipped.ts';

const found = (text: string): string[] =>
  findDeadlines(text, day('2026-11-20')).map(
    ({ reading }) => `${sayRules(reading.rules)}${reading.question ? ' ?' : ''}`,
  );

test('a whole directive: its deadlines and nothing else', () => {
  const directive = `ỦY BAN NHÂN DÂN XÃ AN BÌNH
Số: 215/UBND-VX
An Bình, ngày 18 tháng 11 năm 2026
V/v rà soát hồ sơ năm 2026
Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ; Kế hoạch số 34/KH-UBND ngày 10/02/2026.
Thực hiện Công văn số 780/STP-HC, ngày 12/11/2026 của Sở Tư pháp, giai đoạn 2026-2030, UBND xã đề nghị:
1. Các bộ phận rà soát, gửi kết quả về Văn phòng trước 16h00 ngày 27/11/2026.
2. Định kỳ hằng tháng, công chức tư pháp báo cáo tình hình trước ngày 22.
3. Trong thời hạn 03 ngày làm việc kể từ ngày nhận được văn bản này, các ấp cử đầu mối.
4. Hoàn thành cập nhật cơ sở dữ liệu trong quý I/2027, đạt tối thiểu 95% (khoảng 2/3 số hộ).
5. Báo cáo quý trước ngày 12 tháng cuối quý; báo cáo năm trước ngày 10/12.
Đường dây nóng 0296.3812.345, kinh phí 25.500.000 đồng, 20 ngày/tháng x 3 tháng.
Nơi nhận: như trên; lưu: VT.`;
  expect(found(directive)).toEqual([
    'trước 16:00 ngày 27/11/2026',
    'trước ngày 22 hằng tháng',
    'trong 3 ngày làm việc kể từ ngày nhận được văn bản này',
    'trong quý I/2027',
    'trước ngày 12 tháng cuối quý',
    'trước ngày 10/12 hằng năm',
  ]);
});

describe('no deadline is', () => {
  test.each([
    ['a letterhead', 'Phú An, ngày 3 tháng 12 năm 2026'],
    ['a document', 'Căn cứ Quyết định số 12/2025/QĐ-UBND ngày 3/12/2025 của UBND tỉnh'],
    ['a document without a number', 'Thực hiện Công văn ngày 3/12/2026 của Sở Nội vụ'],
    ['the year of a plan', 'Triển khai Kế hoạch công tác năm 2026'],
    ['a meeting', 'Cuộc họp bắt đầu lúc 8h00 ngày 3/12/2026 tại hội trường'],
    ['a share', 'Tỷ lệ đạt 3/4 số hộ, tăng 5,2% so với năm trước'],
    ['a span', 'trong giai đoạn 2026 - 2030'],
    ['a result', 'Thu ngân sách trong năm 2026 đạt 12.500 triệu đồng'],
    ['a row of a plan', '1.1 Báo cáo công tác văn thư'],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

test('a phrase is given as it stands, with its place', () => {
  const text = 'Đề nghị gửi báo cáo (trước ngày 5/12/2026) về xã.'.normalize('NFD');
  const [one, ...others] = findDeadlines(text, day('2026-11-20'));
  expect(others).toEqual([]);
  expect(one?.phrase.normalize('NFC')).toBe('trước ngày 5/12/2026');
  expect(text.slice(one?.start, one?.end)).toBe(one?.phrase);
});
