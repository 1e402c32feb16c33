import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { SendOutcome } from '../../src/domain/message.ts';
import { LAN, openOffices, QUARTERLY, type World } from '../scenario/world.ts';
import { SOAK, seeded } from './burst.ts';

const { office, closeAll } = openOffices();
const folder = mkdtempSync(join(tmpdir(), 'nhacviec-year-'));
afterEach(closeAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const HUNG = { name: 'Đặng Văn Hùng', address: 'anh', leader: true };
const PEOPLE = [
  NAM,
  HUNG,
  { ...LAN, supervisor: HUNG.name },
  { name: 'Võ Thị Hoa', address: 'chị', positions: ['Một cửa'] },
];
const PLAN = [
  QUARTERLY,
  { title: 'Báo cáo tháng', lead: ['Đầu mối'], cooperating: ['Một cửa'], rules: [{ kind: 'monthly', day: 20 }] },
  { title: 'Công khai tuần', lead: ['Một cửa'], rules: [{ kind: 'weekly', weekday: 5 }] },
  {
    title: 'Báo cáo năm',
    lead: ['Một cửa', 'Đầu mối'],
    completion: 'each',
    rules: [{ kind: 'yearly', month: 12, day: 15 }],
  },
];
const FAULTS: readonly (SendOutcome | 'lost')[] = [
  'lost',
  { kind: 'retry', reason: 'unreachable' },
  { kind: 'retry', afterMs: 30_000, reason: 'rate-limited' },
  { kind: 'unknown', reason: 'timeout' },
  { kind: 'unknown', reason: 'reset' },
];
const WORDS = [
  'xong',
  'xong 1',
  'xong 2',
  'nhận',
  'việc',
  'chưa',
  'hoàn tác',
  '1',
  'ok',
  'giúp',
  'mai xong',
  'gia hạn 1 thêm 2 ngày',
  'đồng ý',
  'bỏ',
];
const HOUR = 3_600_000;

/** One thing that happens to an office, and the time until the next. */
async function happening(here: World, random: () => number): Promise<string> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const person = here.phone(pick(PEOPLE).name);
  const which = random();
  if (which < 0.35) {
    await person.replies(pick(WORDS));
    return 'words';
  }
  if (which < 0.6) {
    here.channel().next(...Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(FAULTS)));
    return 'faults';
  }
  if (which < 0.7) {
    here.channel().setState('stopped');
    await here.advance(`${1 + Math.floor(random() * 30)}h`);
    here.channel().setState('running');
    return 'outage';
  }
  if (which < 0.8) {
    await here.restart();
    return 'restart';
  }
  if (which < 0.9) {
    here.sleepThrough(`${1 + Math.floor(random() * 80)}h`);
    await here.restart();
    return 'absence';
  }
  // Never back beyond what a summer hour or a careless hand does, and right again after a while.
  const wrong = pick([-HOUR, -20_000, 3 * HOUR, 30 * 24 * HOUR, 400 * 24 * HOUR]);
  here.setsClockBy(wrong);
  await here.advance(`${1 + Math.floor(random() * 5)}h`);
  here.setsClockBy(-wrong);
  return 'clock';
}

const SEEDS = SOAK ? Array.from({ length: 100 }, (_, seed) => seed + 1) : [7];

test.each(SEEDS)(
  'a year of random faults and words (seed %i): nothing is forgotten, and no digest comes twice unmarked',
  {
    timeout: 1_200_000,
  },
  async (seed) => {
    const random = seeded(seed);
    const path = join(folder, `${seed}.db`);
    const here = await office({ at: '2024-01-08T06:00:00+07:00', people: PEOPLE, plan: PLAN, path });
    const end = Date.parse('2025-01-06T06:00:00+07:00');
    const happened = new Map<string, number>();
    const heard = new Map<string, number>();
    const take = () => {
      for (const { name } of PEOPLE) {
        for (const { text } of here.phone(name).takeAll()) {
          // The day is in a digest, so that the same text is the same message.
          if (/^(Chào|Chị ơi)/.test(text)) heard.set(`${name}: ${text}`, (heard.get(`${name}: ${text}`) ?? 0) + 1);
        }
      }
    };
    while (here.clock.now() < end) {
      await here.advance(`${1 + Math.floor(random() * 96)}h`);
      const what = await happening(here, random);
      happened.set(what, (happened.get(what) ?? 0) + 1);
      take();
    }
    // What is under way may come to its end.
    here.channel().setState('running');
    await here.advance('48h');
    take();
    expect(happened.size).toBe(6);
    expect(heard.size).toBeGreaterThan(50);
    // The step of the morning, told after noon because of an outage, reads like that of the afternoon: those are two.
    const most = (said: string) => (said.includes(': Chị ơi') ? 2 : 1);
    expect([...heard].filter(([said, times]) => times > most(said))).toEqual([]);

    const unexpected = here.logged.filter(
      ({ level, message }) => level === 'error' && !/clock is not believed|needs attention/.test(message),
    );
    expect(unexpected).toEqual([]);
    (here.logged as unknown[]).length = 0;
    await here.audit();
    const file = new Sqlite(path, { readonly: true });
    const rows = (sql: string) => file.prepare(sql).all();
    // Every step that was to be told has ended, with a reason where it was not told.
    const now = here.clock.now();
    expect(rows(`select id from reminders where state = 'planned' and fire_at < ${now - 4 * 24 * HOUR}`)).toEqual([]);
    expect(rows(`select id from reminders where state = 'skipped' and coalesce(reason, '') = ''`)).toEqual([]);
    expect(
      rows(`select id from deliveries where state in ('pending', 'sending') and due_at < ${now - 4 * 24 * HOUR}`),
    ).toEqual([]);
    expect(rows(`select id from inbound where state = 'new'`)).toEqual([]);
    // Each step is told to each person in one message.
    expect(rows('select reminder_id from delivery_items group by reminder_id, officer_id having count(*) > 1')).toEqual(
      [],
    );
    file.close();
  },
);
