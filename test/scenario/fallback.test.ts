import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY, type World, type WorldOptions, ZALO } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const ADMIN = { name: 'Huỳnh Nam', address: 'anh', admin: true, linked: ['telegram'] };

/** The 15th is the day on which the quarterly report is due. */
async function dueToday(extra: Partial<WorldOptions> = {}): Promise<World> {
  const people = [LAN, ADMIN];
  return office({
    at: '2024-03-15T06:00:00+07:00',
    people,
    plan: [QUARTERLY],
    channels: [{ name: 'zalo' }, 'telegram'],
    ...extra,
  });
}

const at = (clock: string) => `2024-03-15T${clock}:00+07:00`;
const facts = async (here: World, kind: string) =>
  (await here.store.events({ limit: 10_000 })).filter((event) => event.kind === kind);

describe('nobody answers what is due today', () => {
  test('after two hours it is told on the next channel, once, with the reason; the other steps go on as planned', async () => {
    const here = await dueToday();
    await here.advance(at('09:29'));
    const lan = { zalo: here.phone(LAN.name, 'zalo'), telegram: here.phone(LAN.name, 'telegram') };
    lan.zalo.receives(/^Chào chị Lan[\s\S]*#1 Báo cáo quý/);
    here.nobodyElseHears();
    await here.advance(at('09:31'));
    const again = lan.telegram.receives(
      /^Chào chị Lan.*\nEm nhắn thêm ở đây vì chưa thấy chị trả lời tin 07:30 trên Zalo\.\n[\s\S]*#1 Báo cáo quý/,
    );
    await here.advance(at('13:59'));
    here.nobodyElseHears();
    await lan.telegram.replies('xong', again);
    lan.telegram.receives(/^Đã ghi #1/);
    await here.advance('2024-03-18T12:00:00+07:00');
    expect(await facts(here, 'fallback-made')).toHaveLength(1);
  });

  test.each<[string, (here: World) => Promise<void>]>([
    [
      'a reaction',
      async (here) => {
        const lan = here.phone(LAN.name, 'zalo');
        await lan.reacts(lan.receives(/^Chào chị Lan/), '👍');
      },
    ],
    [
      'words about something else',
      async (here) => {
        const lan = here.phone(LAN.name, 'zalo');
        lan.receives(/^Chào chị Lan/);
        await lan.replies('việc');
        lan.receives(/#1 Báo cáo quý/);
      },
    ],
    [
      'closing in the other channel',
      async (here) => {
        here.phone(LAN.name, 'zalo').receives(/^Chào chị Lan/);
        await here.phone(LAN.name, 'telegram').replies('xong 1');
        here.phone(LAN.name, 'telegram').receives(/^Đã ghi #1/);
      },
    ],
  ])('%s is an answer: nothing is told again', async (_what, answers) => {
    const here = await dueToday();
    await here.advance(at('09:00'));
    await answers(here);
    await here.advance(at('13:00'));
    here.nobodyElseHears();
    expect(await facts(here, 'fallback-settled')).toHaveLength(1);
  });

  test('a third channel follows, and none hears the step twice', async () => {
    const here = await dueToday({ channels: ['zalo', 'telegram', 'phone'] });
    await here.advance(at('13:59'));
    here.phone(LAN.name, 'zalo').receives(/^Chào chị Lan/);
    here.phone(LAN.name, 'telegram').receives(/tin 07:30 trên Zalo/);
    here.phone(LAN.name, 'phone').receives(/Em nhắn thêm ở đây/);
    here.nobodyElseHears();
    expect(await facts(here, 'fallback-made')).toHaveLength(2);
  });

  test('whoever has one channel is waited on by nobody', async () => {
    const here = await dueToday({ people: [{ ...LAN, linked: ['zalo'] }, ADMIN] });
    await here.advance(at('12:00'));
    here.phone(LAN.name, 'zalo').receives(/^Chào chị Lan/);
    here.nobodyElseHears();
    expect(await here.store.dueFallbacks({ now: Number.MAX_SAFE_INTEGER, limit: 9 })).toEqual([]);
  });

  test('a restart in between changes nothing, and nothing goes out after hours', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nhacviec-test-'));
    try {
      const here = await dueToday({ path: join(folder, 'x.db') });
      await here.advance(at('08:00'));
      here.phone(LAN.name, 'zalo').receives(/^Chào chị Lan/);
      await here.restart();
      await here.advance(at('10:00'));
      here.phone(LAN.name, 'telegram').receives(/Em nhắn thêm ở đây/);
      await here.restart();
      await here.advance(at('15:59'));
      here.phone(LAN.name, 'zalo').receives(/em nhắc lại 1 việc/);
      // Off when the time to answer is over, and back only after hours: the next morning tells it anyway.
      here.sleepThrough(at('17:30'));
      await here.advance('2024-03-15T23:00:00+07:00');
      here.nobodyElseHears();
      await here.advance('2024-03-18T07:00:00+07:00');
      expect((await facts(here, 'fallback-settled')).map((event) => event.data.reason)).toContain('expired');
      here.nobodyElseHears();
      await closeAll();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('an answer that comes while the next channel is stopped makes it needless', async () => {
    const here = await dueToday();
    await here.advance(at('08:00'));
    here.phone(LAN.name, 'zalo').receives(/^Chào chị Lan/);
    here.channel('telegram').setState('stopped');
    await here.advance(at('09:45'));
    await here.phone(LAN.name, 'zalo').replies('nhận');
    here.phone(LAN.name, 'zalo').receives(/Báo cáo quý/);
    here.channel('telegram').setState('running');
    await here.advance(at('11:00'));
    here.nobodyElseHears();
  });

  test('whatever is not due today is not told twice', async () => {
    const here = await office({
      at: '2024-03-13T06:00:00+07:00',
      people: [LAN],
      plan: [QUARTERLY],
      channels: ['zalo', 'telegram'],
    });
    await here.advance('2024-03-13T16:00:00+07:00');
    here.phone(LAN.name, 'zalo').receives(/Sắp tới/);
  });
});

describe('the first channel does not work', () => {
  test('stopped: the next one is used and says so; when it heals, nothing is repeated and it comes first again', async () => {
    const here = await dueToday();
    here.channel('zalo').setState('stopped');
    await here.advance(at('08:00'));
    here.phone(LAN.name, 'telegram').receives(/^Chào chị Lan.*\nEm nhắn ở đây vì Zalo đang tạm ngừng\./);
    here.channel('zalo').setState('running');
    await here.phone(LAN.name, 'telegram').replies('nhận');
    here.phone(LAN.name, 'telegram').receives(/Báo cáo quý/);
    await here.advance('2024-03-15T18:00:00+07:00');
    here.nobodyElseHears();
    await here.advance('2024-03-18T08:00:00+07:00');
    here.phone(LAN.name, 'zalo').receives(/Quá hạn/);
  });

  test('refused: the next one is used and says so', async () => {
    const here = await dueToday();
    here.channel('zalo').next({ kind: 'refused', reason: 'blocked' });
    await here.advance(at('08:00'));
    here.phone(LAN.name, 'telegram').receives(/^Chào chị Lan.*\nEm nhắn ở đây vì Zalo của chị không nhận tin của em\./);
    here.phone(ADMIN.name, 'telegram').receives(/không nhắn được cho chị Lan qua Zalo/);
  });

  test('it puts the message off for longer than an answer is waited for: the next one is used', async () => {
    const here = await dueToday();
    here
      .channel('zalo')
      .next(
        { kind: 'retry', afterMs: 3_600_000, reason: 'resting' },
        { kind: 'retry', afterMs: 7_200_000, reason: 'resting' },
        { kind: 'retry', afterMs: 7_200_000, reason: 'resting' },
      );
    await here.advance(at('10:40'));
    here.phone(LAN.name, 'telegram').receives(/Em nhắn ở đây vì tin trên Zalo chưa gửi được\./);
    await here.phone(LAN.name, 'telegram').replies('nhận');
    here.phone(LAN.name, 'telegram').takeAll();
  });
});

test('a slow channel does not keep a fast one waiting', async () => {
  const many = Array.from({ length: 40 }, (_, i) => ({
    name: `Người Chậm ${i}`,
    positions: ['Đầu mối'],
    linked: ['zalo'],
  }));
  const here = await dueToday({ people: [...many, { ...LAN, linked: ['telegram'] }], channels: [ZALO, 'telegram'] });
  here
    .channel('zalo')
    .next(...Array.from({ length: 40 }, () => ({ kind: 'retry', afterMs: 60_000, reason: 'paced' }) as const));
  here.sleepThrough(at('08:00'));
  await here.engine.tick();
  await here.engine.idle();
  here.phone(LAN.name, 'telegram').receives(/^Chào chị Lan/);
  await here.advance(at('09:30'));
  for (const { name } of many) expect(here.phone(name, 'zalo').takeAll()).toHaveLength(1);
});
