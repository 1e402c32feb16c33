import { afterEach, expect, test } from 'vitest';
import { auditEverything } from '../../src/app/audit.ts';
import { makeAuditor } from '../../src/app/auditor.ts';
import type { SendOutcome } from '../../src/domain/message.ts';
import { openOffices, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const PEOPLE = [
  { name: 'Đặng Văn Hùng', address: 'anh', leader: true },
  { name: 'Huỳnh Văn Nam', address: 'anh', admin: true, supervisor: 'Đặng Văn Hùng' },
  { name: 'Nguyễn Thị Lan', address: 'chị', positions: ['Văn phòng', 'Tư pháp'], supervisor: 'Đặng Văn Hùng' },
  { name: 'Trần Thị Hoa', address: 'chị', positions: ['Một cửa'], supervisor: 'Huỳnh Văn Nam' },
  { name: 'Lê Văn Minh', address: 'anh', positions: ['Tư pháp'], linked: false },
];
const PLAN = [
  { lead: ['Văn phòng'], cooperating: ['Một cửa'], rules: [{ kind: 'monthly', day: 20 }] },
  { lead: ['Tư pháp'], completion: 'each', rules: [{ kind: 'weekly', weekday: 5 }] },
  {
    lead: ['Một cửa'],
    rules: [
      { kind: 'quarterly', monthOfQuarter: 3, day: 17 },
      { kind: 'monthly', day: 5 },
    ],
  },
  { lead: ['Địa chính'], cooperating: ['Văn phòng'], rules: [{ kind: 'monthly', day: 12, bound: 'before' }] },
  { lead: ['Một cửa'], rules: [{ kind: 'within', n: 5, unit: 'working-day', event: 'có đơn' }] },
].map((task, index) => ({ ...task, title: `Báo cáo số ${'abcde'[index]}` }));

const SAID = [
  'xong',
  'xong 1',
  'xong 2, số 45/BC-UBND',
  'nhận',
  'nhận 1',
  'chưa 1',
  'hoàn tác',
  'đồng ý',
  'việc',
  'mai em gửi 1',
  'gia hạn 1 thêm 2 ngày vì chờ số liệu',
  'vắng ngày mai nhờ Hoa',
  'bỏ',
  '1',
];
const BY_ADMIN = [
  'tạm dừng T1',
  'tiếp tục T1',
  'bỏ kỳ này T2',
  'sửa T3; hạn: trước ngày 22 hằng tháng',
  'giao T4; Hoa',
  'duyệt',
  'nghỉ lễ nghỉ thứ Tư tới; nghỉ bù',
  'cán bộ nghỉ Minh; hôm nay',
  'bỏ T5',
  'khôi phục T5',
  'chức danh Tư pháp; Hoa',
  'đồng ý',
  'đồng ý',
  'đồng ý',
];
const OUTCOMES: readonly (SendOutcome | 'lost')[] = [
  'lost',
  'lost',
  { kind: 'retry', reason: 'http-502' },
  { kind: 'retry', afterMs: 30_000, reason: 'rate-limited' },
  { kind: 'refused', reason: 'blocked' },
  { kind: 'unknown', reason: 'timeout' },
];

/** Numbers that look random and are the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function happens(it: World, random: () => number): Promise<string> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const chance = random();
  if (chance < 0.45) {
    const person = pick(['Nguyễn Thị Lan', 'Trần Thị Hoa', 'Huỳnh Văn Nam']);
    const said = pick(SAID);
    await it.phone(person).replies(said);
    return `${person}: ${said}`;
  }
  if (chance < 0.65) {
    const said = pick(BY_ADMIN);
    await it.phone('Huỳnh Văn Nam').replies(said);
    return `Nam: ${said}`;
  }
  if (chance < 0.8) {
    const outcome = pick(OUTCOMES);
    it.channel().next(outcome, outcome);
    return JSON.stringify(outcome);
  }
  if (chance < 0.85) {
    it.channel().setState('stopped');
    await it.advance('3h');
    it.channel().setState('running');
    return 'the channel stops for three hours';
  }
  if (chance < 0.9) {
    await it.restart();
    return 'restart';
  }
  if (chance < 0.94) {
    it.sleepThrough(pick(['5h', '2d']));
    await it.restart();
    return 'off for a while';
  }
  const day = new Date(it.clock.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  await it.recordEvent('có đơn', day);
  return 'an event';
}

test.each([1, 2])(
  'whatever happens in three months (seed %i), the auditor raises no false alarm',
  async (seed) => {
    const it = await office({ at: '2024-03-04T08:00+07:00', people: PEOPLE, plan: PLAN });
    const random = seeded(seed);
    const auditor = makeAuditor({ store: it.store, office: it.office, clock: it.clock, log: SILENT });
    const happened: string[] = [];
    const until = it.clock.now() + 90 * 86_400_000;
    while (it.clock.now() < until) {
      happened.push(await happens(it, random));
      const lately = await auditor.lately();
      await it.advance(`${Math.floor(1 + random() * 14)}h`);
      const { differences } = await auditEverything(it, it.clock.now());
      if (lately.length + differences.length > 0)
        throw new Error(JSON.stringify({ last: happened.slice(-6), lately, differences }, null, 1));
    }
    for (const { name } of PEOPLE) it.phone(name).takeAll();
    expect(happened.length).toBeGreaterThan(100);
  },
  120_000,
);

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
