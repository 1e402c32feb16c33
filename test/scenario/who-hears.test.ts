import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

describe('who hears', () => {
  test('the one who holds the position on the day, not when the step was planned', async () => {
    const here = await office({
      at: '2024-03-04T06:00:00+07:00',
      people: [{ name: 'Lan', admin: true }],
      plan: [QUARTERLY],
    });
    const late = await here.store.addOfficer({
      name: 'Mai',
      address: 'cô',
      isAdmin: false,
      isLeader: false,
      supervisorId: null,
      positions: ['Đầu mối'],
      from: 19_797,
      at: here.clock.now(),
    });
    expect(late.kind).toBe('added');
    await here.advance('2024-03-08T07:30:00+07:00');
    here.phone('Lan').receives(/⚪ Chưa có người phụ trách/);
    await here.advance('2024-03-15T08:00:00+07:00');
    // Mai holds it from 15 March on and has no chat: the administrator is told so.
    here.phone('Lan').receives(/chưa có kênh liên lạc/);
    await here.advance('2024-03-15T15:00:00+07:00');
  });

  test('the stand-in while the officer is on leave, with the reason; the stand-in may close it', async () => {
    const here = await office({
      at: '2024-03-12T06:00:00+07:00',
      people: [LAN, { name: 'Võ Thị Mai', address: 'cô' }],
      plan: [QUARTERLY],
    });
    const [from, to] = [19_795, 19_803];
    await here.store.addLeave({
      officerId: here.officerId(LAN.name),
      from,
      to,
      standInId: here.officerId('Võ Thị Mai'),
      at: here.clock.now(),
    });
    await here.advance('2024-03-13T08:00:00+07:00');
    const mai = here.phone('Võ Thị Mai');
    mai.receives(/nhận thay chị Lan đang nghỉ/);
    await mai.replies('xong');
    mai.receives(/^Đã ghi #1/);
    await here.advance('20d');
  });

  test('the supervisor reads who was told in place of the late officer on leave', async () => {
    const people = [
      { name: 'Lê Hùng', address: 'anh' },
      { ...LAN, supervisor: 'Lê Hùng' },
      { name: 'Võ Thị Mai', address: 'cô' },
    ];
    const here = await office({ at: '2024-03-13T06:00:00+07:00', people, plan: [QUARTERLY] });
    const [from, to] = [19_795, 19_810];
    await here.store.addLeave({
      officerId: here.officerId(LAN.name),
      from,
      to,
      standInId: here.officerId('Võ Thị Mai'),
      at: here.clock.now(),
    });
    await here.advance('2024-03-18T08:00:00+07:00');
    expect(here.phone('Võ Thị Mai').takeAll()).toHaveLength(5);
    here.phone('Lê Hùng').receives(/Chị Lan đang nghỉ, cô Mai nhận thay\. Em đã nhắc cô Mai \d lần, lần gần nhất/);
  });

  test('each of two officers where each must answer; it closes with the second', async () => {
    const each = { ...QUARTERLY, completion: 'each' };
    const people = [LAN, { name: 'Võ Thị Mai', address: 'cô', positions: ['Đầu mối'] }];
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people, plan: [each] });
    const [lan, mai] = [here.phone(LAN.name), here.phone('Võ Thị Mai')];
    await here.advance('2024-03-15T08:00:00+07:00');
    lan.receives(/Nên gửi hôm nay/);
    mai.receives(/Nên gửi hôm nay/);
    await lan.replies('xong');
    lan.receives(/^Đã ghi #1 [\s\S]*Việc còn chờ cô Mai/);
    await here.advance('2024-03-15T14:00:00+07:00');
    mai.receives(/nhắc lại/);
    await mai.replies('xong');
    mai.receives(/^Đã ghi #1/);
    await here.advance('20d');
    expect(await here.store.occurrences({ states: ['done'] })).toHaveLength(1);
  });

  test('a cooperating position hears the first and the last step and cannot close it', async () => {
    const task = { ...QUARTERLY, cooperating: ['Một cửa'] };
    const people = [LAN, { name: 'Võ Thị Mai', address: 'cô', positions: ['Một cửa'] }];
    const here = await office({ at: '2024-03-04T06:00:00+07:00', people, plan: [task] });
    const [lan, mai] = [here.phone(LAN.name), here.phone('Võ Thị Mai')];
    await here.advance('2024-03-15T15:00:00+07:00');
    expect(lan.takeAll()).toHaveLength(5);
    mai.receives(/phối hợp, chủ trì: chị Lan/);
    mai.receives(/phối hợp, chủ trì: chị Lan/);
    await mai.replies('xong');
    mai.receives(/do chị Lan chủ trì nên em chỉ đóng khi chị Lan báo xong/);
    await mai.replies('việc');
    mai.receives(/phối hợp, chủ trì: chị Lan\n\nNhắn «việc 1» để xem kỹ\.$/);
    expect(await here.store.occurrences({ states: ['done'] })).toEqual([]);
  });
});
