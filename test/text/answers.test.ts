import { describe, expect, test } from 'vitest';
import * as answers from '../../src/text/answers.ts';
import { day } from '../domain/shipped.ts';
import { hung, lan, minh } from './samples.ts';

const report = { code: 3, title: 'Báo cáo kiểm soát TTHC', label: 'quý I/2024' };
const list = { code: 12, title: 'Lập danh sách', label: '' };
const done = { ...report, daysLate: 0, waitingFor: [] };

describe('after «xong»', () => {
  test('the task, the time and whether it was in time are repeated, and the way back', () => {
    expect(answers.doneText(lan, [done], 492, null)).toBe(
      'Đã ghi #3 Báo cáo kiểm soát TTHC (quý I/2024): xong lúc 08:12, đúng hạn.\nCó số văn bản thì chị nhắn «số 45/BC-UBND». Nếu nhầm, chị nhắn «hoàn tác».',
    );
  });

  test('a document number, days late and those still to report are told', () => {
    const late = { ...done, daysLate: 2, waitingFor: [hung, minh] };
    expect(answers.doneText(lan, [late, { ...done, ...list }], 492, '45/BC-UBND').split('\n')).toEqual([
      'Đã ghi #3 Báo cáo kiểm soát TTHC (quý I/2024): xong lúc 08:12, trễ 2 ngày làm việc, số 45/BC-UBND. Việc còn chờ anh Hùng, anh/chị Minh.',
      'Đã ghi #12 Lập danh sách: xong lúc 08:12, đúng hạn, số 45/BC-UBND.',
      'Nếu nhầm, chị nhắn «hoàn tác».',
    ]);
  });

  test('without a number one is asked which', () => {
    expect(answers.whichText(lan, [report, list])).toBe(
      'Chị báo xong việc nào ạ?\n#3 Báo cáo kiểm soát TTHC (quý I/2024)\n#12 Lập danh sách\nNhắn số việc, ví dụ «3» hoặc «3 và 12».',
    );
    expect(answers.whichText(minh, [list])).toBe(
      'Anh/chị báo xong việc nào ạ?\n#12 Lập danh sách\nNhắn số việc, ví dụ «12».',
    );
  });

  test('of somebody else’s task one hears who leads it', () => {
    expect(answers.notYoursText(lan, list, [hung])).toBe(
      'Việc #12 Lập danh sách do anh Hùng chủ trì nên em chỉ đóng khi anh Hùng báo xong. Chị nhắn «nhận» là được ạ.',
    );
    expect(answers.notYoursText(lan, list, [])).not.toContain('chủ trì chủ trì');
  });
});

describe('after «nhận»', () => {
  test.each([
    [[], 'Vâng ạ. Hiện em không có việc nào chờ chị báo. Việc sắp tới chị xem bằng «lịch».'],
    [[list], 'Em ghi chị đã nhận #12 Lập danh sách. Khi xong chị nhắn «xong 12».'],
    [[{ ...list, own: false }], 'Em ghi chị đã nhận #12 Lập danh sách. Người chủ trì báo xong.'],
    [
      [{ ...list, own: false }, report],
      'Em ghi chị đã nhận 2 việc. Khi xong việc nào chị nhắn số việc đó, ví dụ «xong 3».',
    ],
    [[report, list], 'Em ghi chị đã nhận 2 việc. Khi xong việc nào chị nhắn số việc đó, ví dụ «xong 3».'],
  ])('%o', (tasks, expected) => {
    expect(answers.acknowledgedText(lan, tasks)).toBe(expected);
  });
});

test('after «chưa» the task stays open', () => {
  expect(answers.notDoneText(lan, [report, list])).toBe('Vâng, #3, #12 vẫn để mở. Khi xong chị nhắn «xong 3».');
  expect(answers.notDoneText(lan, [])).toBe('Vâng, em không đóng việc nào.');
});

test('after «hoàn tác» what is open again is listed', () => {
  expect(answers.undoneText(lan, { reopened: [report], acknowledged: [], promised: [] })).toBe(
    'Đã mở lại:\n• #3 Báo cáo kiểm soát TTHC (quý I/2024)\nEm sẽ nhắc tiếp như cũ.',
  );
});

describe('the list', () => {
  const today = day('2024-03-15');

  test('shows each task with its mark and what can be typed', () => {
    const listed = { ...report, when: 'hạn hôm nay, thứ Sáu 15/3', mark: '🟠' as const, own: true };
    expect(answers.listText(lan, [listed], today)).toBe(
      'Chị có 1 việc:\n🟠 #3 Báo cáo kiểm soát TTHC (quý I/2024)\n   hạn hôm nay, thứ Sáu 15/3\n\nNhắn «xong 3» khi xong, «việc 3» để xem kỹ.',
    );
  });

  test('of nothing says so', () => {
    expect(answers.listText(lan, [], today)).toBe(
      'Thứ Sáu 15/3, chị không có việc nào đang chờ. Việc xa hơn chị xem bằng «lịch».',
    );
  });
});

test('the details leave out what is not known', () => {
  const detail = { ...list, when: 'thứ Ba 5/3', ref: 'III.1.6', deadlineText: '', explanation: null };
  const empty = { leads: [], cooperating: [], recipient: null, result: '', notes: '' };
  expect(answers.detailText({ ...detail, ...empty })).toBe('#12 Lập danh sách\nHạn: thứ Ba 5/3');
  expect(
    answers.detailText({
      ...detail,
      deadlineText: 'ngày 05 hàng tháng',
      explanation: 'ngày 5 hằng tháng.',
      leads: ['Văn phòng UBND'],
      cooperating: ['Tư pháp'],
      recipient: 'UBND tỉnh',
      result: 'Danh sách',
      notes: 'không',
    }),
  ).toBe(
    [
      '#12 Lập danh sách',
      'Hạn: thứ Ba 5/3',
      'Cách tính: ngày 5 hằng tháng.',
      'Theo kế hoạch: «ngày 05 hàng tháng» (mục III.1.6)',
      'Chủ trì: Văn phòng UBND',
      'Phối hợp: Tư pháp',
      'Nơi nhận: UBND tỉnh',
      'Kết quả: Danh sách',
      'Ghi chú: không',
    ].join('\n'),
  );
});

describe('what was not understood', () => {
  test('is quoted on one line', () => {
    expect(answers.notUnderstoodText(lan, ' trời\n\n đẹp ')).toBe(
      'Em chưa hiểu «trời đẹp». Chị thử «xong 3», «việc», hoặc «giúp».',
    );
  });

  test('is cut where it is long, and never within a character', () => {
    expect(answers.notUnderstoodText(lan, '👍'.repeat(100))).toContain(`«${'👍'.repeat(40)}…»`);
  });
});

test('a stranger hears who this is and how to get a code', () => {
  expect(answers.strangerText('UBND xã Phú Tân')).toBe(
    'Đây là Nhắc Việc của UBND xã Phú Tân. Em chưa biết anh/chị là ai. Có mã mời thì anh/chị gửi mã cho em; chưa có thì xin mã ở người quản trị của đơn vị.',
  );
});

test('a welcome says how much is waiting', () => {
  expect(answers.linkedText(lan, 'UBND xã Phú Tân', 0)).toBe(
    'Chào chị Lan, em là Nhắc Việc của UBND xã Phú Tân. Từ nay em nhắc việc cho chị ở đây. Cần gì chị nhắn «giúp».',
  );
  expect(answers.linkedText(lan, 'UBND xã Phú Tân', 2)).toContain('Đang có 2 việc chờ, chị nhắn «việc» để xem.');
});

test('a task without a number is never named «null»', () => {
  const unnumbered = { ...report, code: null };
  const texts = [answers.acknowledgedText(lan, [unnumbered]), answers.notDoneText(lan, [unnumbered])];
  expect(texts.filter((text) => text.includes('null'))).toEqual([]);
});
