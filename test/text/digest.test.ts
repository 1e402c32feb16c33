import { describe, expect, test } from 'vitest';
import { type DigestItem, type DigestText, digestText } from '../../src/text/digest.ts';
import { day } from '../domain/shipped.ts';
import { hung, item, lan, minh, told } from './samples.ts';

const TODAY = '2024-03-15';

function digest(items: DigestItem[], more: Partial<DigestText> = {}): string[] {
  return digestText({ person: lan, today: day(TODAY), again: false, items, part: 1, resend: false, ...more }).split(
    '\n',
  );
}
/** The second line of the only task. */
const when = (only: DigestItem, today = TODAY) => digest([only], { today: day(today) })[4];

describe('the morning digest', () => {
  test('tells what is overdue, what is due today and what is ahead', () => {
    const text = digest([
      item(TODAY, '2024-03-13', { code: 2, title: 'Trả lời kiến nghị', label: 'tính từ ngày 3/3/2024' }),
      item(TODAY, TODAY, { lastDay: day('2024-03-17'), cooperating: ['Bộ phận Một cửa'] }),
      item(TODAY, '2024-03-20', { code: 5, title: 'Báo cáo dịch vụ công', label: 'tháng 3/2024' }),
    ]);
    expect(text).toEqual([
      'Chào chị Lan, thứ Sáu 15/3. Chị có 3 việc:',
      '',
      '🔴 Quá hạn',
      '#2 Trả lời kiến nghị (tính từ ngày 3/3/2024)',
      '   hạn thứ Tư 13/3, trễ 2 ngày làm việc',
      '',
      '🟠 Nên gửi hôm nay',
      '#3 Báo cáo kiểm soát TTHC (quý I/2024)',
      '   hạn Chủ nhật 17/3 nên gửi trong thứ Sáu 15/3; cùng làm: Bộ phận Một cửa',
      '',
      '🟢 Sắp tới',
      '#5 Báo cáo dịch vụ công (tháng 3/2024)',
      '   thứ Tư 20/3, còn 3 ngày làm việc',
      '',
      'Trả lời «xong 2», «nhận», hoặc «giúp».',
    ]);
  });

  test('that was told today already is a second reminder', () => {
    expect(digest([item(TODAY, TODAY)], { again: true })).toEqual([
      'Chị ơi, em nhắc lại 1 việc trong ngày thứ Sáu 15/3:',
      '',
      '🟠 Nên gửi hôm nay',
      '#3 Báo cáo kiểm soát TTHC (quý I/2024)',
      '   hạn hôm nay, thứ Sáu 15/3',
      '',
      'Trả lời «xong 3», «nhận», hoặc «giúp».',
    ]);
  });

  test('sent again after doubt says so first', () => {
    expect(digest([item(TODAY, TODAY)], { resend: true })[0]).toBe(
      '(gửi lại) Chào chị Lan, thứ Sáu 15/3. Chị có 1 việc:',
    );
  });

  test('goes on in a second part', () => {
    expect(digest([item(TODAY, TODAY)], { part: 2 })[0]).toBe('(tiếp theo, phần 2)');
  });

  test('calls a person without a form of address «anh/chị»', () => {
    expect(digest([item(TODAY, TODAY)], { person: minh })[0]).toBe(
      'Chào anh/chị Minh, thứ Sáu 15/3. Anh/chị có 1 việc:',
    );
  });

  test('names the year where it is another', () => {
    expect(when(item('2024-12-30', '2025-01-03'), '2024-12-30')).toBe('   thứ Sáu 3/1/2025, còn 3 ngày làm việc');
  });
});

describe('when it is due', () => {
  test('a Sunday is shown with the Friday to aim at', () => {
    expect(when(item('2024-03-13', TODAY, { lastDay: day('2024-03-17') }), '2024-03-13')).toBe(
      '   hạn Chủ nhật 17/3 nên gửi trong thứ Sáu 15/3, còn 2 ngày làm việc',
    );
  });

  test('a later day by law is shown beside the safe one', () => {
    const petition = { lastDay: day('2024-04-27'), legalLastDay: day('2024-05-02') };
    expect(when(item('2024-04-25', '2024-04-26', petition), '2024-04-25')).toBe(
      '   hạn thứ Bảy 27/4 nên gửi trong thứ Sáu 26/4, còn 1 ngày làm việc (theo luật đến thứ Năm 2/5)',
    );
    expect(when(item('2024-04-26', '2024-04-26', petition), '2024-04-26')).toBe(
      '   hạn thứ Bảy 27/4 nên gửi trong thứ Sáu 26/4 (theo luật đến thứ Năm 2/5)',
    );
    expect(when(item('2024-05-02', '2024-04-26', petition), '2024-05-02')).toBe(
      '   lẽ ra gửi thứ Sáu 26/4; theo luật còn đến hết hôm nay',
    );
    expect(when(item('2024-05-03', '2024-04-26', petition), '2024-05-03')).toBe(
      '   hạn thứ Năm 2/5, trễ 1 ngày làm việc',
    );
  });

  test('a date that may still change is marked', () => {
    expect(when(item(TODAY, '2024-03-20', { provisional: true }))).toBe(
      '   thứ Tư 20/3, còn 3 ngày làm việc (dự kiến)',
    );
  });

  test('little time after the data are closed is said', () => {
    expect(when(item(TODAY, TODAY, { lastDay: day('2024-03-17'), tightCutoff: day('2024-03-14') }))).toBe(
      '   hạn Chủ nhật 17/3 nên gửi trong thứ Sáu 15/3; số liệu chốt 14/3, chỉ còn rất ít thời gian',
    );
  });

  test('until when reminding was put off is said, as long as that day is not past', () => {
    const extended = { remindBy: day('2024-03-20') };
    expect(when(item('2024-03-18', TODAY, extended), '2024-03-18')).toBe(
      '   hạn thứ Sáu 15/3, trễ 1 ngày làm việc; đã cho nhắc lùi đến thứ Tư 20/3',
    );
    expect(when(item(TODAY, TODAY, extended))).toMatch(/hạn hôm nay, thứ Sáu 15\/3; đã cho nhắc lùi đến thứ Tư 20\/3$/);
    expect(when(item('2024-03-21', TODAY, extended), '2024-03-21')).toBe('   hạn thứ Sáu 15/3, trễ 4 ngày làm việc');
  });

  test('a clock time is said on the day and before', () => {
    expect(when(item(TODAY, TODAY, { time: 960 }))).toBe('   hạn hôm nay, thứ Sáu 15/3, trước 16:00');
    expect(when(item(TODAY, '2024-03-20', { time: 960 }))).toBe('   thứ Tư 20/3, trước 16:00, còn 3 ngày làm việc');
  });
});

describe('with whom', () => {
  test('who cooperates hears who leads', () => {
    const text = digest([item(TODAY, '2024-03-20', { role: 'cooperating', leads: [hung] })]);
    expect(text.slice(2)).toEqual([
      '🟢 Sắp tới',
      '#3 Báo cáo kiểm soát TTHC (quý I/2024)',
      '   thứ Tư 20/3, còn 3 ngày làm việc; phối hợp, chủ trì: anh Hùng',
      '',
      'Trả lời «nhận», «việc», hoặc «giúp».',
    ]);
  });

  test('a stand-in hears for whom', () => {
    expect(when(item(TODAY, '2024-03-20', { about: [hung] }))).toBe(
      '   thứ Tư 20/3, còn 3 ngày làm việc; nhận thay anh Hùng đang nghỉ',
    );
  });

  test('more than three others are not listed one by one', () => {
    const cooperating = ['Văn phòng', 'Tư pháp', 'Địa chính', 'Công an'];
    expect(when(item(TODAY, '2024-03-20', { cooperating }))).toMatch(/; cùng làm: Văn phòng, Tư pháp, Địa chính …$/);
  });

  test('an administrator hears that nobody is responsible', () => {
    const text = digest([item(TODAY, '2024-03-20', { role: 'unassigned', code: null })], { person: hung });
    expect(text).toEqual([
      'Chào anh Hùng, thứ Sáu 15/3. Anh có 1 việc:',
      '',
      '⚪ Chưa có người phụ trách',
      '• Báo cáo kiểm soát TTHC (quý I/2024)',
      '   thứ Tư 20/3, còn 3 ngày làm việc',
      '',
      'Trả lời «nhận», «việc», hoặc «giúp».',
    ]);
  });
});

describe('supervisors and leaders', () => {
  const late = (more: Partial<DigestItem> = {}) =>
    item(TODAY, '2024-03-13', { role: 'supervisor', about: [lan], told: [told(lan)], ...more });

  test('hear who is late and what was said to them', () => {
    expect(digest([late()], { person: hung })).toEqual([
      'Thưa anh Hùng, thứ Sáu 15/3 có 1 việc quá hạn anh cần biết:',
      '',
      '🔴 Quá hạn',
      '• Báo cáo kiểm soát TTHC (quý I/2024) của chị Nguyễn Thị Lan: hạn thứ Tư 13/3, trễ 2 ngày làm việc.',
      '   Em đã nhắc 4 lần, lần gần nhất 07:30 hôm qua: tin đã gửi, chưa có trả lời.',
    ]);
  });

  test.each([
    [{ acknowledged: true }, '   Em đã nhắc 4 lần, lần gần nhất 07:30 hôm qua: đã báo nhận, chưa báo xong.'],
    [{ sent: 0, lastSent: null, problem: 'bot-off' as const }, '   Em không hoạt động vào lúc cần nhắc chị Lan.'],
    [
      { sent: 0, lastSent: null, problem: 'no-chat' as const },
      '   Em chưa nhắn được cho chị Lan vì chưa có kênh liên lạc.',
    ],
    [
      { problem: 'not-delivered' as const },
      '   Em đã nhắc 4 lần, lần gần nhất 07:30 hôm qua. Em chưa gửi được tin gần nhất cho chị Lan.',
    ],
  ])('hear what the bot failed to do instead of blame: %o', (more, expected) => {
    expect(digest([late({ told: [told(lan, more)] })], { person: hung }).at(-1)).toBe(expected);
  });

  test('hear of each who is late, by name', () => {
    const both = late({ role: 'leader', about: [lan, minh], told: [told(lan), told(minh, { sent: 1 })] });
    expect(digest([both], { person: hung }).slice(3)).toEqual([
      '• Báo cáo kiểm soát TTHC (quý I/2024) của chị Nguyễn Thị Lan, Lê Minh: hạn thứ Tư 13/3, trễ 2 ngày làm việc.',
      '   Em đã nhắc chị Lan 4 lần, lần gần nhất 07:30 hôm qua: tin đã gửi, chưa có trả lời.',
      '   Em đã nhắc anh/chị Minh 1 lần, lần gần nhất 07:30 hôm qua: tin đã gửi, chưa có trả lời.',
    ]);
  });

  test('hear of others’ tasks apart from their own', () => {
    const text = digest([late(), item(TODAY, '2024-03-20', { code: 7 })], { person: hung });
    expect(text.filter((line) => /^\p{Extended_Pictographic}/u.test(line))).toEqual([
      '🟢 Sắp tới',
      '🔴 Việc quá hạn anh cần biết',
    ]);
    expect(text[0]).toBe('Chào anh Hùng, thứ Sáu 15/3. Anh có 1 việc:');
    expect(text.at(-1)).toBe('Trả lời «xong 7», «nhận», hoặc «giúp».');
  });
});

test('a title is never taken for markup or for a sentence of the bot', () => {
  const title = '*x* _y_ [z](http://a) <b>&amp;</b> `q` {year} $& \\n % «xong 9»';
  expect(digest([item(TODAY, '2024-03-20', { title, label: '' })])[3]).toBe(`#3 ${title}`);
});
