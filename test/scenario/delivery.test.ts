import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { makeFire } from '../../src/app/fire.ts';
import { LAN, openOffices, QUARTERLY, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const MORNING = '2024-03-15T07:30:00+07:00';
const AFTERNOON = '2024-03-15T14:00:00+07:00';
const ADMIN = { name: 'Huỳnh Nam', address: 'anh', admin: true };

async function atSix(people: Parameters<typeof office>[0]['people'] = [LAN], extra = {}): Promise<World> {
  return office({ at: '2024-03-15T06:00:00+07:00', people, plan: [QUARTERLY], ...extra });
}

describe('when the platform fails', () => {
  test('nothing went out: it is tried again until it goes, once', async () => {
    const here = await atSix();
    here
      .channel()
      .next(
        { kind: 'retry', reason: 'unreachable' },
        { kind: 'retry', reason: 'unreachable' },
        { kind: 'retry', afterMs: 60_000, reason: 'rate-limited' },
      );
    await here.advance('2024-03-15T07:40:00+07:00');
    const [digest, ...more] = here.phone(LAN.name).takeAll();
    expect(more).toEqual([]);
    expect(digest?.text).toMatch(/^Chào chị Lan/);
  });

  test('it may have gone out and something is due today: it is sent once more, marked as repeated', async () => {
    const here = await atSix();
    here.channel().next('lost', 'lost', 'lost');
    await here.advance('2024-03-15T09:00:00+07:00');
    const lan = here.phone(LAN.name);
    lan.receives(/^Chào chị Lan/);
    lan.receives(/^\(gửi lại\) Chào chị Lan/);
    // It was told, as far as anybody can know: the afternoon's does not read as if it were the first of the day.
    await here.advance('2024-03-15T14:00:00+07:00');
    lan.receives(/^Chị ơi, em nhắc lại 1 việc/);
  });

  test('it may have gone out and nothing is due yet: the next step tells it again, and nothing is repeated', async () => {
    const here = await office({ at: '2024-03-08T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    here.channel().next('lost');
    await here.advance('2024-03-08T16:00:00+07:00');
    here.phone(LAN.name).receives(/còn 5 ngày làm việc/);
    expect(await here.store.deliveries({ states: ['unknown'], limit: 10 })).toHaveLength(1);
  });

  test('an answer that may be lost is repeated, and the task stays closed once', async () => {
    const here = await atSix();
    const lan = here.phone(LAN.name);
    await here.advance(MORNING);
    lan.receives(/Nên gửi hôm nay/);
    here.channel().next('lost');
    await lan.replies('xong');
    lan.receives(/^Đã ghi #1/);
    await here.advance('1h');
    lan.receives(/^\(gửi lại\) Đã ghi #1/);
  });

  test('the chat is refused: the next link is used, the administrator is told, and nobody is told twice', async () => {
    const here = await atSix([LAN, ADMIN], { channels: ['zalo', 'telegram'] });
    here.channel('zalo').next({ kind: 'refused', reason: 'blocked' });
    await here.advance('2024-03-15T08:00:00+07:00');
    here.phone(LAN.name, 'telegram').receives(/^Chào chị Lan/);
    here.phone(ADMIN.name, 'zalo').receives(/không nhắn được cho chị Lan qua Zalo vì người nhận đã chặn em/);
    await here.advance(AFTERNOON);
    here.phone(LAN.name, 'telegram').receives(/nhắc lại/);
  });

  test('the account is stopped: nothing is lost and no attempt is counted; the other channel is used meanwhile', async () => {
    const here = await atSix();
    here.channel().setState('stopped');
    await here.advance('2024-03-15T09:00:00+07:00');
    here.nobodyElseHears();
    here.channel().setState('running');
    await here.advance('2024-03-15T09:05:00+07:00');
    here.phone(LAN.name).receives(/^Chào chị Lan/);
  });

  test('a channel that works again sends what waited for it at once', async () => {
    const here = await atSix();
    here.channel().setState('stopped');
    await here.advance('2024-03-15T09:00:30+07:00');
    here.nobodyElseHears();
    await here.channel().heals();
    here.phone(LAN.name).receives(/^Chào chị Lan/);
  });

  test('the platform is away until after hours: the digest waits for the next working morning and joins that one', async () => {
    const here = await atSix();
    here.channel().setState('stopped');
    await here.advance('2024-03-15T23:00:00+07:00');
    here.channel().setState('running');
    await here.advance('2024-03-17T23:00:00+07:00');
    here.nobodyElseHears();
    await here.advance('2024-03-18T12:00:00+07:00');
    here.phone(LAN.name).receives(/^Chào chị Lan, thứ Hai 18\/3\. Chị có 1 việc:\n\n🔴 Quá hạn/);
  });
});

describe('when the bot was away', () => {
  test('for three days, only the newest step is told, in the first working morning hour', async () => {
    const here = await office({ at: '2024-03-12T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    await here.advance('2024-03-12T18:00:00+07:00');
    here.sleepThrough('2024-03-15T06:30:00+07:00');
    await here.advance('2024-03-15T07:10:00+07:00');
    here.nobodyElseHears();
    await here.advance('2024-03-15T12:00:00+07:00');
    here.phone(LAN.name).receives(/Nên gửi hôm nay/);
    const skipped = (await here.store.events({ limit: 1000 })).filter((event) => event.kind === 'reminder-skipped');
    expect(skipped.length).toBeGreaterThan(0);
  });

  test('on a Saturday night it stays silent until Monday morning', async () => {
    const here = await atSix();
    here.sleepThrough('2024-03-16T22:00:00+07:00');
    await here.advance('2024-03-18T07:29:00+07:00');
    here.nobodyElseHears();
    await here.advance('1m');
    here.phone(LAN.name).receives(/Quá hạn/);
  });

  test('longer than anything was planned ahead, and every period in between is still told', async () => {
    const monthly = { ...QUARTERLY, title: 'Danh sách tháng', rules: [{ kind: 'monthly', day: 5 }] };
    const here = await office({ at: '2024-01-02T06:00:00+07:00', people: [LAN], plan: [monthly] });
    here.sleepThrough('2024-06-12T08:00:00+07:00');
    await here.advance('2h');
    const [digest] = here.phone(LAN.name).takeAll();
    for (const month of [1, 2, 3, 4, 5, 6]) expect(digest?.text).toContain(`tháng ${month}/2024`);
  });

  test('a restart repeats nothing, and a code keeps its meaning', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nhacviec-test-'));
    try {
      const here = await atSix([LAN], { path: join(folder, 'x.db') });
      await here.advance(MORNING);
      here.phone(LAN.name).receives(/#1 Báo cáo quý/);
      await here.restart();
      await here.advance('2h');
      here.nobodyElseHears();
      await here.phone(LAN.name).replies('xong 1');
      here.phone(LAN.name).receives(/^Đã ghi #1/);
      await closeAll();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a message claimed by a process that died is sent after the lease, marked as repeated', async () => {
    const here = await atSix();
    await here.engine.tick();
    // A process claims the digest at 07:30 and dies before it sends.
    here.clock.set(Date.parse(MORNING));
    const { store } = here;
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    await makeFire({ store, office: here.office, log })(here.clock.now());
    const now = here.clock.now();
    expect(await store.claimDeliveries({ now, limit: 10, leaseMs: 120_000, unasked: true })).toHaveLength(1);
    await here.advance('1m');
    here.nobodyElseHears();
    await here.advance('3m');
    here.phone(LAN.name).receives(/^\(gửi lại\) Chào chị Lan/);
  });

  test('a calm digest claimed by a process that died is sent as well, for most likely it never left', async () => {
    const here = await office({ at: '2024-03-08T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    await here.engine.tick();
    here.clock.set(Date.parse('2024-03-08T07:30:00+07:00'));
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    await makeFire({ store: here.store, office: here.office, log })(here.clock.now());
    const now = here.clock.now();
    await here.store.claimDeliveries({ now, limit: 10, leaseMs: 120_000, unasked: true });
    await here.advance('5m');
    here.phone(LAN.name).receives(/^\(gửi lại\) Chào chị Lan[\s\S]*còn 5 ngày làm việc/);
  });
});

describe('between firing and sending', () => {
  test('what was closed meanwhile is left out, and a digest with nothing left is not sent', async () => {
    const here = await atSix([LAN], { plan: [QUARTERLY, { ...QUARTERLY, title: 'Danh sách' }] });
    const lan = here.phone(LAN.name);
    here.channel().setState('stopped');
    await here.advance(MORNING);
    // «việc» still reaches the bot; answers wait like everything else.
    await lan.replies('xong 1');
    here.channel().setState('running');
    await here.advance('5m');
    const texts = lan.takeAll().map((received) => received.text);
    expect(texts.find((text) => text.startsWith('Chào'))).toMatch(/Chị có 1 việc:[\s\S]*#2 Danh sách/);
    expect(texts.find((text) => text.startsWith('Đã ghi'))).toMatch(/#1 Báo cáo quý/);
    expect(texts).toHaveLength(2);
  });

  test('sixty tasks on one morning are split between messages without breaking a task', async () => {
    const tasks = Array.from({ length: 60 }, (_, i) => ({
      ...QUARTERLY,
      title: `Báo cáo chuyên đề số ${i + 1} về công tác kiểm soát thủ tục hành chính`,
    }));
    const here = await atSix([LAN], { plan: tasks });
    await here.advance('2024-03-15T07:35:00+07:00');
    const texts = here
      .phone(LAN.name)
      .takeAll()
      .map((received) => received.text);
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(4096);
    for (let i = 1; i <= 60; i++) {
      expect(texts.filter((text) => new RegExp(`chuyên đề số ${i} về`).test(text))).toHaveLength(1);
    }
  });

  test('an answer overtakes the digests that wait', async () => {
    const people = Array.from({ length: 20 }, (_, i) => ({ name: `Người ${i}`, positions: ['Đầu mối'] }));
    const here = await atSix(people);
    here.channel().setState('stopped');
    await here.advance(MORNING);
    await here.phone('Người 19').replies('giúp');
    here.channel().setState('running');
    await here.advance('5m');
    const { sent } = here.channel();
    expect(sent.filter((text) => text.startsWith('Chào'))).toHaveLength(40);
    expect(sent.at(-21)).toMatch(/nhắn cho em như sau/);
    for (const { name } of people) here.phone(name).takeAll();
  });
});
