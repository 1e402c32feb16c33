import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openOffices, type Person, type World, ZALO } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const at = (clock: string) => Date.parse(`2024-03-15T${clock}:00+07:00`);
const iso = (clock: string) => `2024-03-15T${clock}:00+07:00`;

/** Officers on Zalo, each with a report of their own; the first ones have the later deadlines. */
function slowOffice(count: number, more: readonly Person[] = [], extra: { path?: string } = {}): Promise<World> {
  const slow = Array.from({ length: count }, (_, i): Person => {
    return { name: `Người Chậm ${i}`, positions: [`Việc ${i}`], linked: ['zalo'] };
  });
  const plan = [...slow, ...more].map((person, i) => ({
    title: `Báo cáo ${person.name}`,
    lead: person.positions,
    rules: [{ kind: 'monthly', day: i < count / 2 ? 18 : 15 }],
  }));
  return office({ at: iso('06:00'), people: [...slow, ...more], plan, channels: [ZALO, 'telegram'], ...extra });
}

const heard = (here: World, name: string, channel: string) => here.phone(name, channel).takeAll();

describe('a morning on a slow account', () => {
  test('sixty officers hear once each, from the opening on, the earliest deadlines first; others at 07:30', async () => {
    const lan = { name: 'Nguyễn Thị Lan', address: 'chị', positions: ['Đầu mối'], linked: ['telegram'] };
    const here = await slowOffice(60, [lan]);
    await here.advance(iso('06:59'));
    here.nobodyElseHears();
    await here.advance(iso('09:00'));
    const messages = Array.from({ length: 60 }, (_, i) => heard(here, `Người Chậm ${i}`, 'zalo'));
    expect(messages.map((own) => own.length)).toEqual(messages.map(() => 1));
    const times = messages.map(([message]) => message!.at);
    expect(Math.min(...times)).toBe(at('07:00'));
    expect(Math.max(...times)).toBeLessThanOrEqual(at('07:41'));
    // Due on the 15th: the second half of them.
    expect(Math.max(...times.slice(30))).toBeLessThanOrEqual(Math.min(...times.slice(0, 30)));
    for (const minute of [0, 10, 20, 30]) {
      const within = times.filter(
        (time) => time >= at('07:00') + minute * 60_000 && time < at('07:10') + minute * 60_000,
      );
      expect(within.length).toBeLessThanOrEqual(16);
    }
    const [message, ...more] = heard(here, lan.name, 'telegram');
    expect(more).toEqual([]);
    expect(message!.at).toBe(at('07:30'));
  });

  test('three officers: it begins two minutes before', async () => {
    const here = await slowOffice(3);
    await here.advance(iso('07:27'));
    here.nobodyElseHears();
    await here.advance(iso('07:31'));
    const times = [0, 1, 2].map((i) => heard(here, `Người Chậm ${i}`, 'zalo')[0]!.at);
    expect(Math.min(...times)).toBe(at('07:28'));
    expect(Math.max(...times)).toBeLessThanOrEqual(at('07:30'));
  });

  test('what is done between being made and being sent is left out', async () => {
    const lan = { name: 'Nguyễn Thị Lan', address: 'chị', positions: ['Đầu mối'], linked: ['telegram'] };
    const here = await slowOffice(45, [lan]);
    await here.advance(iso('07:10'));
    await here.phone(lan.name, 'telegram').replies('xong 1');
    here.phone(lan.name, 'telegram').receives(/^Đã ghi #1/);
    await here.advance(iso('07:45'));
    here.phone(lan.name, 'telegram').takeAll();
    for (let i = 0; i < 45; i++) expect(heard(here, `Người Chậm ${i}`, 'zalo')).toHaveLength(1);
    expect(here.channel('telegram').sent.filter((text) => text.startsWith('Chào chị Lan, thứ'))).toEqual([]);
  });

  test('the account stops in the middle: whoever has another channel hears there, and nobody twice', async () => {
    const both = Array.from({ length: 30 }, (_, i): Person => ({ name: `Hai Kênh ${i}`, positions: [`Mảng ${i}`] }));
    const here = await slowOffice(0, both);
    await here.advance(iso('07:20'));
    here.channel('zalo').setState('stopped');
    await here.advance(iso('08:00'));
    here.channel('zalo').setState('running');
    await here.advance(iso('09:00'));
    const counts = both.map(({ name }) => [heard(here, name, 'zalo').length, heard(here, name, 'telegram').length]);
    expect(counts.map(([zalo = 0, telegram = 0]) => zalo + telegram)).toEqual(both.map(() => 1));
    expect(counts.filter(([zalo]) => zalo === 1).length).toBeGreaterThan(5);
    expect(counts.filter(([, telegram]) => telegram === 1).length).toBeGreaterThan(5);
  });
});

test('a restart in the middle of the morning repeats nothing and loses nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhacviec-test-'));
  try {
    const here = await slowOffice(20, [], { path: join(folder, 'x.db') });
    await here.advance(iso('07:22'));
    await here.restart();
    await here.advance(iso('08:30'));
    for (let i = 0; i < 20; i++) expect(heard(here, `Người Chậm ${i}`, 'zalo')).toHaveLength(1);
    await closeAll();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an account that was away all morning catches up at its pace, and keeps nobody on another channel waiting', async () => {
  const lan = { name: 'Nguyễn Thị Lan', address: 'chị', positions: ['Đầu mối'], linked: ['telegram'] };
  const here = await slowOffice(20, [lan]);
  here.channel('zalo').setState('stopped');
  await here.advance(iso('09:00'));
  here.phone(lan.name, 'telegram').receives(/^Chào chị Lan/);
  here.nobodyElseHears();
  here.sleepThrough('2m');
  const free = here.channel('zalo').holdsSends();
  here.channel('zalo').setState('running');
  await here.engine.tick();
  await settled();
  // The account has three of them in hand, and the others their own times.
  const pending = await here.store.deliveries({ states: ['pending'], limit: 100 });
  expect(pending).toHaveLength(17);
  expect(new Set(pending.map((each) => each.dueAt)).size).toBe(17);
  const answered = here.phone(lan.name, 'telegram').replies('việc');
  await settled();
  here.phone(lan.name, 'telegram').receives(/#1 Báo cáo/);
  free();
  await answered;
  await here.advance(iso('10:00'));
  for (let i = 0; i < 20; i++) expect(heard(here, `Người Chậm ${i}`, 'zalo')).toHaveLength(1);
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 100));
