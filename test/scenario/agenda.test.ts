import { afterEach, describe, expect, test } from 'vitest';
import { asks, heard, MINH, MONTHLY, NAM, noRights, WEEKLY } from './asking.ts';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

describe('lists by days', () => {
  const people = [LAN, MINH, NAM];
  const plan = [QUARTERLY, WEEKLY, MONTHLY];

  test('«việc tuần» has what is one’s own, with codes that can be answered with', async () => {
    const here = await office({ at: '2024-03-12T08:00:00+07:00', people, plan });
    const lan = here.phone(LAN.name);
    expect(await asks(lan, 'việc tuần')).toBe(
      [
        'Việc của chị từ thứ Ba 12/3 đến Chủ nhật 17/3: 2 việc',
        '',
        '🟢 Thứ Sáu 15/3',
        '#1 Báo cáo quý (quý I/2024): hạn Chủ nhật 17/3',
        '• Báo cáo tuần (tuần 11/3–17/3/2024): phối hợp; anh Minh',
        '',
        'Chị nhắn «xong 1» khi xong, «việc 1» để xem kỹ.',
      ].join('\n'),
    );
    expect(await asks(lan, 'xong 1')).toMatch(/^Đã ghi #1 Báo cáo quý/);
    expect(await asks(lan, 'viec tuan nay')).toMatch(/: 1 việc\n\n🟢 Thứ Sáu 15\/3\n• Báo cáo tuần/);
  });

  test('what is late stands first, and only where the days begin today', async () => {
    const here = await office({ at: '2024-03-12T08:00:00+07:00', people, plan });
    await here.advance('2024-03-21T08:00:00+07:00');
    heard(here, LAN.name, MINH.name, NAM.name);
    const lan = here.phone(LAN.name);
    const week = await asks(lan, 'việc tuần');
    expect(week).toMatch(/\n🔴 Quá hạn\n.*Báo cáo quý \(quý I\/2024\): hạn Chủ nhật 17\/3, trễ 4 ngày làm việc\n/);
    expect(week).toMatch(/\n#\d Báo cáo tháng \(tháng 3\/2024\): hạn thứ Tư 20\/3, trễ 1 ngày làm việc\n/);
    expect(await asks(lan, 'việc tuần sau')).not.toMatch(/Quá hạn/);
  });

  test('a month far ahead is worked out although nothing of it is planned yet, and nothing in it has a code', async () => {
    const here = await office({ at: '2024-03-12T08:00:00+07:00', people, plan });
    const lan = here.phone(LAN.name);
    const december = await asks(lan, 'việc tháng 12');
    expect(december).toMatch(/^Việc của chị từ Chủ nhật 1\/12 đến thứ Ba 31\/12: 6 việc\n/);
    expect(december).toMatch(/\n🟢 Thứ Ba 17\/12\n• Báo cáo quý \(quý IV\/2024\)\n/);
    expect(december).not.toContain('#');
    // Across the end of what is planned nothing is missing and nothing is there twice.
    const days = (await asks(lan, 'việc 12/3 đến 12/6')).match(/Báo cáo tuần \(tuần [^)]*\)/g) ?? [];
    expect(days).toHaveLength(13);
    expect(new Set(days).size).toBe(13);
  });

  test('«lịch» is the coming month, «việc hôm nay» one day, and a quiet day says so', async () => {
    const here = await office({ at: '2024-03-12T08:00:00+07:00', people, plan });
    const lan = here.phone(LAN.name);
    expect(await asks(lan, 'lịch')).toMatch(/^Việc của chị từ thứ Ba 12\/3 đến thứ Năm 11\/4: 6 việc/);
    expect(await asks(lan, 'việc hôm nay')).toBe('Thứ Ba 12/3, chị không có việc nào cần gửi.');
  });

  test('the whole office is for leaders; an officer who asks is refused, and that is logged', async () => {
    const here = await office({ at: '2024-03-12T08:00:00+07:00', people, plan });
    const whole = await asks(here.phone(NAM.name), 'việc tuần cả xã');
    expect(whole).toMatch(/^Việc của cả đơn vị .*: 2 việc\n/);
    expect(whole).toMatch(
      /\n• T1 Báo cáo quý \(quý I\/2024\): hạn Chủ nhật 17\/3; chị Lan\n• T2 Báo cáo tuần .*: anh Minh\n/,
    );
    expect(await asks(here.phone(NAM.name), 'tất cả việc tháng 4')).toBeTruthy();
    expect(await asks(here.phone(LAN.name), 'việc tuần cả xã')).toMatch(/chỉ lãnh đạo và người quản trị dùng được/);
    expect(await noRights(here)).toEqual([{ command: 'agenda' }]);
  });

  test.each(['việc của Minh', 'việc tuần anh Minh', 'viec tuan cua Minh', 'việc tuần của Lê Minh'])(
    'a leader sees somebody else’s with «%s»',
    async (line) => {
      const here = await office({ at: '2024-03-12T08:00:00+07:00', people, plan });
      const shown = await asks(here.phone(NAM.name), line);
      expect(shown).toMatch(/^Việc của anh Minh từ [\s\S]*\n• T2 Báo cáo tuần/);
      expect(shown).not.toMatch(/T1|#/);
      expect(await asks(here.phone(NAM.name), 'việc của Xuân')).toMatch(/không tìm thấy.*«Xuân»/);
    },
  );

  test.each([
    ['việc tháng 13', /^«tháng 13» không có trong lịch\. Chị nhắn ví dụ «việc tháng 12»\.$/],
    ['việc tháng 1/2024', /^Khoảng thời gian đó đã qua\./],
    ['việc quý 2', /^Việc của chị/],
    ['việc 1/4 đến 31/12', /nhiều nhất 100 ngày/],
    ['việc 30/2', /^«30\/2» không có trong lịch/],
    ['việc của tôi', /^Chị có 2 việc/],
    ['việc tuần của mình', /^Việc của chị/],
    ['việc của Minh', /«việc của người khác» chỉ lãnh đạo và người quản trị/],
  ])('«%s» is answered with one sentence', async (line, expected) => {
    const here = await office({ at: '2024-03-12T08:00:00+07:00', people, plan });
    expect(await asks(here.phone(LAN.name), line)).toMatch(expected);
  });

  test('a sentence that begins like a list is none', async () => {
    const here = await office({ at: '2024-03-12T08:00:00+07:00', people, plan });
    for (const line of [
      'việc tuần này em làm xong rồi',
      'việc của em làm xong rồi',
      'việc tuần của chị xong chưa em',
      'lịch họp mấy giờ',
      'việc <b>tuần</b>',
      `việc ${'a'.repeat(5000)}`,
    ]) {
      expect(await asks(here.phone(LAN.name), line)).not.toMatch(/^Việc của chị/);
    }
  });
});
