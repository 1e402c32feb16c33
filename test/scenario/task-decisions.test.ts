import { afterEach, describe, expect, test } from 'vitest';
import { NAM, openOf, talk } from './task-office.ts';
import { LAN, openOffices } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

describe('a month of decisions', () => {
  const HUNG = { name: 'Trần Văn Hùng', address: 'anh' };
  const MIDDLE = { rules: [{ kind: 'monthly', day: 15 }], lead: ['Đầu mối'] };
  const titles = (text: string) =>
    [...text.matchAll(/(Tạm dừng|Đổi hạn|Bỏ kỳ|Gia hạn)(?= \(tháng)/g)].map(([name]) => name);

  test('a paused, a moved, a skipped and an extended deadline: exactly the messages that are left', async () => {
    const world = await office({
      at: '2024-03-01T08:00:00+07:00',
      people: [HUNG, { ...LAN, supervisor: HUNG.name }, NAM],
      plan: ['Tạm dừng', 'Đổi hạn', 'Bỏ kỳ', 'Gia hạn'].map((title) => ({ ...MIDDLE, title })),
    });
    const lan = world.phone(LAN.name);
    const { agrees } = talk(world);
    const heard: string[] = [];
    const until = async (at: string) => {
      await world.advance(`2024-${at}:00+07:00`);
      for (const { text, at: when } of lan.takeAll()) {
        const clock = new Date(when + 7 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
        heard.push(`${clock} ${titles(text).sort().join(', ')}`);
      }
    };

    await until('03-05T09:00');
    await agrees('tạm dừng T1', /^Em tạm dừng nhắc T1[\s\S]*thứ Sáu 15\/3/, /^Đã tạm dừng/);
    await until('03-12T09:00');
    await agrees(
      'đổi hạn kỳ này T2; 20/3',
      /Em nhắc vào: thứ Tư 13\/3; thứ Hai 18\/3; thứ Ba 19\/3; thứ Tư 20\/3/,
      /^Đã đổi/,
    );
    await agrees('bỏ kỳ này T3', /^Em bỏ riêng kỳ tháng 3\/2024/, /^Đã bỏ/);
    await until('03-14T10:00');
    await agrees('tiếp tục T1', /không nhắc bù[\s\S]*Ba kỳ tới: thứ Sáu 15\/3/, /^Em nhắc lại T1/);
    const [extended] = await openOf(world, 'T4');
    const lanId = world.officerId(LAN.name);
    const change = {
      act: 'ask-extension',
      occurrenceId: extended!.id,
      askerId: lanId,
      until: extended!.legalLastDay + 5,
      reason: null,
      granted: true,
      ask: [],
    } as const;
    await world.store.applyChanges({ changes: [{ kind: 'request', change }], at: world.clock.now(), officerId: lanId });
    await world.engine.plan(world.clock.now());
    await until('03-15T15:00');
    await lan.replies('việc');
    const [, code] = /#(\d+) Tạm dừng/.exec(lan.receives(/Tạm dừng/).text)!;
    await lan.replies(`xong ${code}`);
    lan.receives(/^Đã ghi/);
    await until('03-20T15:00');
    await lan.replies('việc');
    const rest = [...lan.receives(/Gia hạn/).text.matchAll(/#(\d+) (?:Đổi hạn|Gia hạn) \(tháng 3/g)].map(
      (match) => match[1],
    );
    await lan.replies(`xong ${rest.join(', ')}`);
    lan.receives(/Đã ghi/);
    await until('04-07T12:00');
    expect(heard).toEqual([
      '03-08 07:30 Bỏ kỳ, Gia hạn, Đổi hạn',
      '03-13 07:30 Gia hạn, Đổi hạn',
      '03-14 07:30 Gia hạn',
      '03-15 07:30 Tạm dừng',
      '03-15 14:00 Tạm dừng',
      '03-18 07:30 Gia hạn, Đổi hạn',
      '03-19 07:30 Gia hạn, Đổi hạn',
      '03-20 07:30 Gia hạn, Đổi hạn',
      '03-20 14:00 Gia hạn, Đổi hạn',
    ]);
    const notes = await world.store.events({ limit: 5000 });
    const reasons = new Set(notes.flatMap((each) => (each.kind === 'reminder-skipped' ? [each.data.reason] : [])));
    for (const reason of ['paused', 'left-out']) expect([...reasons]).toContain(reason);
  });

  test('a task that is paused for months comes back without a storm', async () => {
    const world = await office({
      at: '2024-03-01T08:00:00+07:00',
      people: [LAN, NAM],
      plan: [{ ...MIDDLE, title: 'Tạm dừng' }],
    });
    const { agrees } = talk(world);
    await agrees('tạm dừng T1', /^Em tạm dừng/, /^Đã tạm dừng/);
    await world.advance('2024-05-22T10:00:00+07:00');
    await agrees(
      'tiếp tục T1',
      /Có 3 kỳ đã quá hạn[\s\S]*Ba kỳ tới: thứ Bảy 15\/6 → nên gửi thứ Sáu 14\/6/,
      /^Em nhắc lại/,
    );
    await world.advance('1h');
    world.nobodyElseHears();
    for (const period of ['2024-03', '2024-04', '2024-05']) {
      await world.phone(NAM.name).replies('bỏ kỳ này T1');
      world.phone(NAM.name).receives(/Kỳ nào/);
      await world.phone(NAM.name).replies('1');
      world.phone(NAM.name).receives(new RegExp(`kỳ tháng ${Number(period.slice(5))}/2024`));
      await world.phone(NAM.name).replies('đồng ý');
      world.phone(NAM.name).receives(/^Đã bỏ/);
    }
    await world.advance('2024-06-06T12:00:00+07:00');
    world.nobodyElseHears();
    await world.advance('2024-06-07T08:00:00+07:00');
    world.phone(LAN.name).receives(/Tạm dừng \(tháng 6\/2024\)/);
  });
});
