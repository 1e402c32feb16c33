import { afterEach, describe, expect, test } from 'vitest';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { asks, heard, NAM, noRights } from './asking.ts';
import { openOffices } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

describe('how it stands', () => {
  const one = (title: string, name: string) => ({
    ...{ title, lead: [name], rules: [{ kind: 'once', date: '2024-03-14' }] },
  });
  const officer = (name: string, over: object = {}) => ({ name, address: 'chị', positions: [name], ...over });

  test('silence is told apart: told, blocked, without a chat, promised, acknowledged, away', async () => {
    const names = ['Lê An', 'Lê Bình', 'Lê Chi', 'Lê Dung', 'Lê Em', 'Lê Giang', 'Lê Hoa'];
    const here = await office({
      at: '2024-03-11T08:00:00+07:00',
      people: [NAM, ...names.map((name) => officer(name, name === 'Lê Chi' ? { linked: false } : {}))],
      plan: names.slice(0, 6).map((name) => one(`Việc của ${name}`, name)),
    });
    for (const [away, standIn] of [
      ['Lê Em', 'Lê Hoa'],
      ['Lê Giang', null],
    ] as const) {
      await here.store.addLeave({
        officerId: here.officerId(away),
        standInId: standIn === null ? null : here.officerId(standIn),
        ...{ from: dayFromIso('2024-03-12'), to: dayFromIso('2024-03-20'), at: here.clock.now() },
      });
    }
    await here.advance('2024-03-13T09:00:00+07:00');
    heard(here, NAM.name, ...names);
    await asks(here.phone('Lê Dung'), 'nhận');
    await here.phone('Lê Bình').replies('chưa, thứ sáu xong');
    heard(here, 'Lê Bình');
    const link = (await here.store.officers(dayFromIso('2024-03-13'))).find((each) => each.name === 'Lê Bình')!
      .links[0]!;
    expect(link.state).toBe('active');
    const told = 'đã nhắc 2 lần, lần gần nhất 07:30 hôm nay, chưa có trả lời';

    const situation = await asks(here.phone(NAM.name), 'tình hình');
    expect(situation).toMatch(
      /^Tình hình lúc 09:00 thứ Tư 13\/3:\nQuá hạn 0; nên gửi hôm nay 0; còn lại trong tuần 6;/,
    );
    expect(situation).toMatch(
      /\nĐã nhắc mà chưa ai trả lời: 3 việc\.\nEm chưa nhắn được cho: chị Chi \(chưa có kênh liên lạc\)\.\n/,
    );
    for (const [title, expected] of [
      ['Lê An', `chị An: ${told}`],
      ['Lê Bình', 'chị Bình: hẹn xong thứ Sáu 15/3 (báo lúc 09:00 hôm nay)'],
      ['Lê Chi', 'chị Chi: chưa nhắc được vì chưa có kênh liên lạc'],
      ['Lê Dung', 'chị Dung: đã báo nhận lúc 09:00 hôm nay, chưa báo xong'],
      ['Lê Em', `chị Em nghỉ đến 20/3, chị Hoa làm thay: ${told}`],
      ['Lê Giang', `chị Giang nghỉ đến 20/3, chưa có người làm thay: ${told}`],
    ]) {
      const [, line] = new RegExp(`Việc của ${title}: hạn thứ Năm 14/3\n   (.*)\n`).exec(situation) ?? [];
      expect(line, title).toBe(expected);
    }
  });

  test('a blocked chat and a promise that has passed are said as what they are', async () => {
    const here = await office({
      at: '2024-03-11T08:00:00+07:00',
      people: [{ ...NAM, admin: true }, officer('Lê An'), officer('Lê Bình')],
      plan: [one('Việc một', 'Lê An'), one('Việc hai', 'Lê Bình')],
    });
    await here.advance('2024-03-12T09:00:00+07:00');
    await here.phone('Lê Bình').replies('chưa, mai xong');
    heard(here, NAM.name, 'Lê An', 'Lê Bình');
    here.channel().next({ kind: 'refused', reason: 'blocked' });
    await here.advance('2024-03-15T09:00:00+07:00');
    heard(here, NAM.name, 'Lê An', 'Lê Bình');
    const situation = await asks(here.phone(NAM.name), 'tình hình');
    expect(situation).toMatch(/Em chưa nhắn được cho: chị An \(kênh liên lạc đang hỏng\)\./);
    expect(situation).toMatch(
      /🔴 Quá hạn\n• T1 Việc một: hạn thứ Năm 14\/3, trễ 1 ngày làm việc\n {3}chị An: .*người nhận đã chặn em/,
    );
    expect(situation).toMatch(/• T2 Việc hai: .*\n {3}chị Bình: đã hẹn xong thứ Tư 13\/3, qua ngày hẹn/);
  });

  test('days on which the bot was off are the bot’s fault and not the officer’s silence', async () => {
    const here = await office({
      at: '2024-03-11T08:00:00+07:00',
      people: [NAM, officer('Lê An')],
      plan: [one('Việc một', 'Lê An')],
    });
    await here.advance('2024-03-11T09:00:00+07:00');
    here.sleepThrough('2024-03-14T07:35:00+07:00');
    await here.advance('1m');
    heard(here, NAM.name, 'Lê An');
    expect(await asks(here.phone(NAM.name), 'tình hình')).toMatch(
      /chị An: đã nhắc 1 lần, lần gần nhất 07:35 hôm nay, chưa có trả lời; em không hoạt động lúc cần nhắc thứ Ba 12\/3, thứ Tư 13\/3\n/,
    );
    expect(await asks(here.phone(NAM.name), 'nhật ký T1')).toMatch(
      /• thứ Ba 12\/3 07:30 đến lúc nhắc nhưng em không hoạt động, đã gộp vào lần nhắc sau\n• thứ Tư 13\/3 07:30 đến lúc nhắc.*\n• thứ Năm 14\/3 07:3\d nhắc chị An \(chủ trì\)/,
    );
  });

  test('a stopped channel is no silence either', async () => {
    const here = await office({
      at: '2024-03-11T08:00:00+07:00',
      people: [{ ...NAM }, officer('Lê An')],
      plan: [one('Việc một', 'Lê An')],
      channels: ['phone', 'other'],
    });
    // Only the leader can be reached through the other channel.
    const an = (await here.store.officers(dayFromIso('2024-03-11'))).find((each) => each.name === 'Lê An')!;
    for (const link of an.links) {
      if (link.channel === 'other')
        await here.store.breakLink({ linkId: link.id, reason: 'gone', at: here.clock.now() });
    }
    here.channel('phone').setState('stopped');
    await here.advance('2024-03-12T09:00:00+07:00');
    here.phone(NAM.name, 'other').takeAll();
    const situation = await asks(here.phone(NAM.name, 'other'), 'tình hình');
    expect(situation).toMatch(/Em chưa nhắn được cho: chị An \(kênh liên lạc đang dừng\)\./);
    expect(situation).toMatch(/chị An: tin gần nhất chưa gửi được, em đang chờ kênh liên lạc hoạt động lại/);
  });

  test('narrowed to a person or a task; two of one name are offered with numbers, also after a restart', async () => {
    const here = await office({
      at: '2024-03-11T08:00:00+07:00',
      people: [NAM, officer('Lê An'), officer('Vũ An'), officer('Lê Bình')],
      plan: [one('Việc một', 'Lê An'), one('Việc hai', 'Lê Bình')],
    });
    await here.advance('2024-03-12T09:00:00+07:00');
    heard(here, NAM.name, 'Lê An', 'Lê Bình');
    const nam = here.phone(NAM.name);
    const person = await asks(nam, 'tình hình chị bình');
    expect(person).toMatch(/^Chị Lê Bình: Lê Bình\n1 việc chủ trì đang mở trong 30 ngày tới:\n/);
    expect(person).not.toContain('Việc một');
    expect(await asks(nam, 'tình hình việc một')).toMatch(
      /^T1 Việc một\nChủ trì: Lê An\n\n🟢 Sắp tới\n• hạn thứ Năm 14\/3\n {3}chị An: /,
    );
    expect(await asks(nam, 'tình hình An')).toMatch(/^Có nhiều người tên «An»\..*\n1\. chị Lê An.*\n2\. chị Vũ An/);
    await here.restart();
    expect(await asks(nam, '2')).toMatch(/^Chị Vũ An: Vũ An\nKhông có việc nào đang mở/);
    expect(await asks(nam, 'tình hình An')).toMatch(/1\. chị Lê An/);
    expect(await asks(nam, '7')).toMatch(/^Em chỉ có 2 lựa chọn này:\n1\./);
    expect(await asks(nam, 'bỏ')).toMatch(/^Vâng, em bỏ/);
    expect(await asks(nam, 'tình hình <b>Không</b> ai')).toMatch(
      /^Em không tìm thấy việc nào ứng với «<b>Không<\/b> ai»/,
    );
  });

  test('an officer who asks how others stand is refused, and that is logged', async () => {
    const here = await office({
      at: '2024-03-11T08:00:00+07:00',
      people: [NAM, officer('Lê An')],
      plan: [one('Việc một', 'Lê An')],
    });
    expect(await asks(here.phone('Lê An'), 'tình hình')).toMatch(/chỉ lãnh đạo và người quản trị dùng được ạ/);
    expect(await noRights(here)).toEqual([{ command: 'situation' }]);
  });

  test('a leader sees everything and closes nothing', async () => {
    const here = await office({
      at: '2024-03-11T08:00:00+07:00',
      people: [NAM, officer('Lê An')],
      plan: [one('Việc một', 'Lê An')],
    });
    const nam = here.phone(NAM.name);
    await asks(nam, 'tình hình');
    await asks(nam, 'việc tuần cả xã');
    await asks(nam, 'xong');
    await asks(nam, 'xong 1');
    expect((await here.store.occurrences({ states: ['open'] })).map((each) => each.task.title)).toEqual(['Việc một']);
  });

  test.each([['a'.repeat(5000)], ['<b>Lan</b> **đậm**'], ['An\u0000\u202e\u0007'], ['#999'], ['; ; ;']])(
    'whatever is typed behind it, one short answer comes back: %j',
    async (typed) => {
      const here = await office({
        at: '2024-03-11T08:00:00+07:00',
        people: [NAM, officer('Lê An')],
        plan: [one('Việc một', 'Lê An')],
      });
      for (const head of ['tình hình', 'nhật ký', 'giải thích']) {
        const answer = await asks(here.phone(NAM.name), `${head} ${typed}`);
        expect(answer.length).toBeLessThan(600);
        expect(answer.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
    },
  );
});
