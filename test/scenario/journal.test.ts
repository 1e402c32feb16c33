import { afterEach, describe, expect, test } from 'vitest';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { asks, heard, MINH, MONTHLY, NAM, noRights, WEEKLY } from './asking.ts';
import { LAN, openOffices } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

describe('the history of a task', () => {
  test('says who was told and who said what, in order, and shows nothing that people typed', async () => {
    const here = await office({
      at: '2024-03-11T08:00:00+07:00',
      people: [LAN, MINH, { ...NAM, admin: true }],
      plan: [{ ...MONTHLY, rules: [{ kind: 'once', date: '2024-03-14' }] }],
    });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-12T08:00:00+07:00');
    await lan.replies('nhận');
    await here.advance('2024-03-13T08:00:00+07:00');
    await lan.replies('chưa, mai em xong nhé');
    await here.advance('2024-03-14T08:00:00+07:00');
    await lan.replies('xong số 45/BC-UBND');
    await lan.replies('hoàn tác');
    await here.advance('1h');
    await lan.replies('xong 1');
    heard(here, LAN.name, NAM.name);
    const journal = await asks(lan, 'nhật ký báo cáo tháng');
    expect(journal).toBe(
      [
        'Nhật ký T1 Báo cáo tháng',
        '',
        'Hạn thứ Năm 14/3: đã xong',
        '• thứ Ba 12/3 07:30 nhắc chị Lan (chủ trì) qua phone: đã gửi',
        '• thứ Ba 12/3 08:00 chị Lan báo đã nhận',
        '• thứ Tư 13/3 07:30 nhắc chị Lan (chủ trì) qua phone: đã gửi',
        '• thứ Tư 13/3 08:00 chị Lan báo chưa xong',
        '• thứ Tư 13/3 08:00 chị Lan hẹn xong thứ Năm 14/3',
        '• thứ Năm 14/3 07:30 nhắc chị Lan (chủ trì) qua phone: đã gửi',
        '• thứ Năm 14/3 08:00 chị Lan báo xong',
        '• thứ Năm 14/3 08:00 chị Lan bỏ lời báo xong',
        '• thứ Năm 14/3 08:00 chị Lan mở lại',
        '• thứ Năm 14/3 09:00 chị Lan báo xong',
      ].join('\n'),
    );
    // The same for whoever leads the office, and for nobody else.
    expect(await asks(here.phone(NAM.name), 'nhật ký T1')).toBe(journal);
    expect(await asks(here.phone(MINH.name), 'nhật ký T1')).toMatch(
      /^Việc «Báo cáo tháng» không do anh chủ trì hay phối hợp/,
    );
    expect(await noRights(here)).toMatchObject([{ command: 'journal' }]);
  });

  test('is asked for, and the task named in the answer, while nothing half done is lost', async () => {
    const people = [LAN, MINH, { ...NAM, admin: true }];
    const here = await office({ at: '2024-03-11T08:00:00+07:00', people, plan: [MONTHLY, WEEKLY] });
    const nam = here.phone(NAM.name);
    expect(await asks(nam, 'nhật ký xyz')).toMatch(/^Em không tìm thấy việc nào ứng với «xyz»/);
    expect(await asks(nam, 'zyx')).toMatch(/«zyx»/);
    expect(await asks(nam, 'T1')).toMatch(/^Nhật ký T1 Báo cáo tháng/);
    await asks(here.phone(LAN.name), 'việc');
    expect(await asks(here.phone(LAN.name), 'giải thích')).toMatch(/muốn xem việc nào ạ\?/);
    expect(await asks(here.phone(LAN.name), 'bao cao thang')).toMatch(/^T1 Báo cáo tháng\nCách tính/);
    await asks(nam, 'thêm Họp; 20/3/2024; Lan');
    expect(await asks(nam, 'nhật ký xyz')).toMatch(/^Em không tìm thấy/);
    expect(await asks(nam, 'đồng ý')).toMatch(/^Đã lưu T3 Họp/);
    heard(here, LAN.name);
  });

  test('of one’s own tasks without naming one, by number; and of one period', async () => {
    const here = await office({ at: '2024-03-11T08:00:00+07:00', people: [LAN, MINH], plan: [MONTHLY, WEEKLY] });
    await here.advance('2024-04-19T09:00:00+07:00');
    heard(here, LAN.name, MINH.name);
    const lan = here.phone(LAN.name);
    const question = await asks(lan, 'nhật ký');
    expect(question).toMatch(/^Chị muốn xem việc nào ạ\?.*\n1\. /);
    const [, number] = /\n(\d+)\. Báo cáo tháng \(tháng 3/.exec(question) ?? [];
    expect(await asks(lan, number!)).toMatch(
      /^Nhật ký T1 Báo cáo tháng\n\nKỳ tháng 3\/2024, hạn thứ Tư 20\/3: đang mở\n/,
    );
    const april = await asks(lan, 'nhật ký T1; tháng 4');
    expect(april).toMatch(/^Nhật ký T1 Báo cáo tháng\n\nKỳ tháng 4\/2024/);
    expect(april).not.toMatch(/tháng 3\/2024/);
    expect(await asks(lan, 'nhật ký T1; tháng 11')).toBe(
      'Nhật ký T1 Báo cáo tháng\n\nChưa có gì được ghi về việc này.',
    );
    expect(await asks(lan, 'nhật ký')).toMatch(/^Chị muốn xem việc nào/);
    expect(await asks(lan, 'xong 1')).toMatch(/^Đã ghi #1/);
  });

  test('says what was not delivered, and what an administrator changed about the task', async () => {
    const here = await office({
      at: '2024-03-11T08:00:00+07:00',
      people: [
        { ...LAN, linked: false },
        { ...NAM, admin: true },
      ],
      plan: [{ ...MONTHLY, rules: [{ kind: 'once', date: '2024-03-14' }] }],
    });
    await here.advance('2024-03-12T08:00:00+07:00');
    const [task] = await here.store.tasks();
    const pause = { kind: 'task', change: { act: 'pause', taskId: task!.id, from: dayFromIso('2024-03-12') } } as const;
    const at = here.clock.now();
    expect(await here.store.applyChanges({ changes: [pause], at, officerId: here.officerId(NAM.name) })).toBe(
      'applied',
    );
    heard(here, NAM.name);
    const journal = await asks(here.phone(NAM.name), 'nhật ký T1');
    expect(journal).toMatch(/\n\nThay đổi của việc\n• thứ Ba 12\/3 08:00 anh Nam tạm dừng nhắc\n\n/);
    expect(journal).toMatch(/• thứ Ba 12\/3 07:30 nhắc chị Lan \(chủ trì\): không gửi được vì chưa có kênh liên lạc$/m);
  });
});

describe('how a date came about', () => {
  test('the rule, the days off that mattered, the source, and the next three dates', async () => {
    const here = await office({ at: '2024-04-01T08:00:00+07:00', people: [{ ...NAM, admin: true }], plan: 'kstthc' });
    heard(here, NAM.name);
    const text = await asks(here.phone(NAM.name), 'giải thích V.2.5');
    expect(text).toMatch(
      /^V\.2\.5 .*\nCách tính: trước ngày 30\/4\/2024\nCăn cứ: «Trước ngày 30 tháng 4 năm 2024», Kế hoạch 169\/KH-UBND/,
    );
    expect(text).toMatch(
      /hạn không tự lùi nên gửi trong thứ Sáu 26\/4\/2024\.\n {3}Ngày nghỉ, làm bù liên quan: thứ Hai 29\/4 nghỉ \(nghỉ hoán đổi dịp 30\/4\), /,
    );
    expect(text).toMatch(/theo Công văn 2450\/VPCP-KGVX/);
    const monthly = await asks(here.phone(NAM.name), 'giai thich iii.1.6');
    expect(monthly.match(/^• Tháng \d/gm)).toEqual(['• Tháng 4', '• Tháng 5', '• Tháng 6']);
    expect(await asks(here.phone(NAM.name), 'giải thích VI.3')).toMatch(
      /Hạn chỉ có khi ghi sự việc «tiếp nhận phản ánh, kiến nghị»/,
    );
  });

  test('a term that was counted from an event, by its code, with the law that extends it', async () => {
    const term = {
      title: 'Trả lời',
      lead: ['Đầu mối'],
      rules: [{ kind: 'within', n: 10, unit: 'day', event: 'nhận đơn', shift: 'later' }],
    };
    const here = await office({ at: '2024-04-17T08:00:00+07:00', people: [LAN], plan: [term] });
    await here.recordEvent('nhận đơn', '2024-04-17');
    const lan = here.phone(LAN.name);
    await asks(lan, 'việc');
    const text = await asks(lan, 'giải thích #1');
    expect(text).toMatch(
      /• Kỳ này tính từ ngày 17\/4\/2024: 10 ngày kể từ ngày 17\/4\/2024 \(không tính ngày đó\), tức thứ Bảy 27\/4\/2024; .*kéo dài đến thứ Năm 2\/5\/2024/,
    );
    expect(text).toMatch(/thứ Hai 29\/4 nghỉ .*thứ Ba 30\/4 nghỉ .*thứ Tư 1\/5 nghỉ/);
  });

  test('a date that may still change is said to be provisional', async () => {
    const here = await office({ at: '2026-12-01T08:00:00+07:00', year: 2026, people: [LAN], plan: [MONTHLY] });
    const text = await asks(here.phone(LAN.name), 'giải thích T1');
    expect(text).toMatch(/dự kiến, vì lịch nghỉ chưa công bố đủ/);
    expect(text).not.toMatch(/chắc chắn/);
  });

  test('tasks of others are not an officer’s to ask about; a task without a deadline says so', async () => {
    const ongoing = { title: 'Niêm yết', lead: ['Đầu mối'], rules: [{ kind: 'ongoing' }] };
    const here = await office({ at: '2024-03-11T08:00:00+07:00', people: [LAN, MINH], plan: [ongoing] });
    expect(await asks(here.phone(LAN.name), 'giải thích niêm yết')).toMatch(/Cách tính: thường xuyên/);
    expect(await asks(here.phone(MINH.name), 'giải thích T1')).toMatch(/không do anh chủ trì hay phối hợp/);
    expect(await noRights(here)).toMatchObject([{ command: 'explanation' }]);
    expect(await asks(here.phone(LAN.name), 'giải thích')).toMatch(/^Chị nhắn kèm số việc, mục trong kế hoạch/);
  });
});
