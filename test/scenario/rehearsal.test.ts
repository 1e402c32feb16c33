import { afterEach, describe, expect, test } from 'vitest';
import { asks, MINH, MONTHLY, NAM, noRights, WEEKLY } from './asking.ts';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

describe('what would be sent', () => {
  const people = [LAN, MINH, NAM];
  const plan = [QUARTERLY, WEEKLY, MONTHLY];

  test('is what then is sent, and trying it sends nothing and changes nothing', async () => {
    const here = await office({ at: '2024-03-15T17:30:00+07:00', people, plan });
    const before = await here.store.events({ limit: 10_000 });
    const rehearsed = await asks(here.phone(NAM.name), 'thử tuần sau');
    expect(rehearsed).toMatch(
      /^Em thử trên bản sao, không gửi cho ai\. Nếu không ai trả lời, từ thứ Hai 18\/3 đến Chủ nhật 24\/3 em sẽ gửi \d+ tin cho 3 người/,
    );
    here.nobodyElseHears();
    const since = (await here.store.events({ limit: 10_000 })).slice(before.length).map((event) => event.kind);
    expect(since.filter((kind) => !/^(inbound|delivery)-/.test(kind))).toEqual([]);

    await here.advance('2024-03-24T23:00:00+07:00');
    const sent = people.flatMap(({ name, address }) =>
      here
        .phone(name)
        .takeAll()
        .map((message) => {
          const local = new Date(message.at + 7 * 3_600_000).toISOString();
          return `${local.slice(8, 10)} ${local.slice(11, 16)} ${address} ${name.split(' ').at(-1)}`;
        }),
    );
    const [, ...days] = rehearsed.split(/\n\n(?=\S+ \S+ (?=\d+\/3))/);
    const shown = days.flatMap((part) => {
      const [, day] = / (\d+)\/3: /.exec(part) ?? [];
      return (part.match(/^• \d\d:\d\d \S+ \S+(?=:)/gm) ?? []).map((line) => `${day} ${line.slice(2)}`);
    });
    expect(shown.sort()).toEqual(sent.sort());
    expect(shown.length).toBeGreaterThan(5);
  });

  test('one day is shown whole; a day far ahead takes what is due before it as done', async () => {
    const here = await office({ at: '2024-03-15T09:00:00+07:00', people, plan });
    expect(await asks(here.phone(NAM.name), 'thử 17/12')).toBe(
      [
        'Em thử trên bản sao, không gửi cho ai. Nếu không ai trả lời và các việc có hạn trước thứ Ba 17/12 đã xong, thứ Ba 17/12 em sẽ gửi 2 tin cho 1 người.',
        '',
        'Thứ Ba 17/12: 2 tin',
        '• 07:30 chị Lan: Chào chị Lan, thứ Ba 17/12. Chị có 1 việc',
        '   Báo cáo quý (quý IV/2024)',
        '• 14:00 chị Lan: Chị ơi, em nhắc lại 1 việc trong ngày thứ Ba 17/12',
        '   Báo cáo quý (quý IV/2024)',
      ].join('\n'),
    );
    expect(await asks(here.phone(NAM.name), 'thử Chủ nhật')).toMatch(/em không gửi tin nào\.$/);
  });

  test.each([
    ['thử', /^Anh muốn thử khoảng nào ạ\?/],
    ['thử tháng 13', /^«tháng 13» không có trong lịch/],
    ['thử 30/2', /^«30\/2» không có trong lịch/],
    ['thử 13/2026', /^Em chưa hiểu «13\/2026» là khoảng thời gian nào/],
    ['thử tháng 1/2030', /chỉ xem được trong hai năm tới/],
    ['thử quý 2', /nhiều nhất 62 ngày/],
    ['thử tháng 1/2024', /đã qua/],
    ['thử lại', /^Em chưa hiểu «thử lại»/],
  ])('«%s»', async (line, expected) => {
    const here = await office({ at: '2024-03-15T09:00:00+07:00', people, plan });
    expect(await asks(here.phone(NAM.name), line)).toMatch(expected);
  });

  test('asks for which days, and takes the answer', async () => {
    const here = await office({ at: '2024-03-15T09:00:00+07:00', people, plan });
    expect(await asks(here.phone(NAM.name), 'thử')).toMatch(/^Anh muốn thử khoảng nào ạ\?/);
    expect(await asks(here.phone(NAM.name), 'Chủ nhật')).toMatch(/em không gửi tin nào\.$/);
  });

  test('is not for officers', async () => {
    const here = await office({ at: '2024-03-15T09:00:00+07:00', people, plan });
    expect(await asks(here.phone(LAN.name), 'thử tháng 12')).toMatch(/chỉ lãnh đạo và người quản trị dùng được ạ/);
    expect(await noRights(here)).toEqual([{ command: 'rehearsal' }]);
  });

  test('groups are among those who would hear', async () => {
    const admin = { ...NAM, admin: true };
    const here = await office({ at: '2024-03-15T09:00:00+07:00', people: [LAN, admin], plan });
    await asks(here.phone(NAM.name), 'nhóm thêm Toàn xã');
    const [code] = /[A-Z\d]{4}-[A-Z\d]{4}/.exec(await asks(here.phone(NAM.name), 'đồng ý')) ?? [];
    await here.group('toan-xa').says(NAM.name, `/nhom ${code}`);
    here.group('toan-xa').receives(/^Em đã nối/);
    const monday = await asks(here.phone(NAM.name), 'thử 18/3');
    expect(monday).toMatch(/em sẽ gửi \d+ tin cho \d người và 1 nhóm\.\n/);
    expect(monday).toMatch(/\n• 07:30 nhóm Toàn xã: /);
  });
});
