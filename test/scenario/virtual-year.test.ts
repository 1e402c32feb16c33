import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyPlan } from '../../src/app/apply-plan.ts';
import { auditEverything } from '../../src/app/audit.ts';
import { makePlan } from '../../src/app/plan.ts';
import { type SimulatedMessage, simulate } from '../../src/app/simulate.ts';
import type { Store } from '../../src/app/store.ts';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { steppedClock } from '../../src/runtime/clock.ts';
import { DATA, loadPlan, SHIPPED_PLAN } from '../../src/runtime/data.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';
import {
  type CalendarFile,
  type EventOfOracle,
  expectedLines,
  type OfficerOfOracle,
  type PlanOfFile,
  type World,
  workingDays,
} from './oracle.ts';

const PETITION = 'tiếp nhận phản ánh, kiến nghị';
const ANSWERED = 'có kết quả xử lý phản ánh, kiến nghị';
const DIRECTIVE = 'có văn bản chỉ đạo của cấp trên';
const PROCEDURE = 'Chủ tịch UBND tỉnh phê duyệt quy trình nội bộ';
const LISTED = 'Chủ tịch UBND tỉnh quyết định công bố danh mục TTHC';
const DOSSIER = 'hồ sơ đến hạn trả kết quả';

const FOCAL = 'Công chức đầu mối kiểm soát TTHC';
const EMPTY = 'Cán bộ, công chức chuyên môn';

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
const planOfFile = readJson<PlanOfFile>(SHIPPED_PLAN);
const calendarFolder = join(DATA, 'calendar');
const calendar = readdirSync(calendarFolder).map((name) => readJson<CalendarFile>(join(calendarFolder, name)));
const works = workingDays(calendar);

/** Supervisors stand before those whom they supervise. */
const officersOf = (year: number): OfficerOfOracle[] => [
  {
    name: 'Nguyễn Văn An',
    isLeader: true,
    positions: [],
    // Nobody stands in, so the leader hears it all the same.
    leaves: [{ from: `${year}-10-01`, to: `${year}-10-08`, standIn: null }],
  },
  { name: 'Trần Thị Bình', supervisor: 'Nguyễn Văn An', positions: ['UBND thị trấn'] },
  {
    name: 'Lê Văn Cường',
    isAdmin: true,
    supervisor: 'Nguyễn Văn An',
    positions: ['Văn phòng UBND'],
    leaves: [{ from: `${year}-12-16`, to: `${year}-12-20`, standIn: 'Vũ Thị Giang' }],
  },
  {
    name: 'Phạm Thị Dung',
    supervisor: 'Lê Văn Cường',
    // Leads and cooperates in the same rows.
    positions: [FOCAL, 'Văn phòng UBND xã'],
    // Across the quarterly reports; the stand-in is away for a part of it.
    leaves: [{ from: `${year}-06-10`, to: `${year}-06-21`, standIn: 'Đỗ Văn Hải' }],
  },
  {
    name: 'Hoàng Văn Em',
    supervisor: 'Lê Văn Cường',
    positions: ['Bộ phận Một cửa'],
    leaves: [{ from: `${year}-07-27`, to: `${year}-08-02`, standIn: 'Vũ Thị Giang' }],
  },
  {
    name: 'Vũ Thị Giang',
    supervisor: 'Trần Thị Bình',
    positions: ['Bộ phận Tiếp nhận và Trả kết quả'],
    // The two stand in for each other at the same time, so each hears their own.
    leaves: [{ from: `${year}-07-29`, to: `${year}-08-05`, standIn: 'Hoàng Văn Em' }],
  },
  {
    name: 'Đỗ Văn Hải',
    supervisor: 'Trần Thị Bình',
    positions: ['Công chức Văn hóa - Xã hội'],
    leaves: [{ from: `${year}-06-13`, to: `${year}-06-18`, standIn: 'Bùi Văn Lâm' }],
  },
  {
    name: 'Ngô Thị Khánh',
    supervisor: 'Lê Văn Cường',
    positions: ['Công chức Tư pháp', 'Cán bộ, công chức và các ngành có liên quan'],
  },
  { name: 'Bùi Văn Lâm', positions: ['Công chức kiểm soát TTHC'] },
  // Joins in June, beside the first holder of one position and as the first holder of the empty one.
  {
    name: 'Mai Thị Nga',
    supervisor: 'Trần Thị Bình',
    positions: ['Công chức Tư pháp', EMPTY],
    since: `${year}-06-12`,
  },
];

/** Recorded before the office opens on the day itself, unless it is said when. */
const event = (name: string, day: string, recordedOn = day): EventOfOracle => ({ name, day, recordedOn });

const EVENTS: Record<number, EventOfOracle[]> = {
  2024: [
    event(PETITION, '2024-02-26', '2024-03-04'),
    event(DOSSIER, '2024-05-02', '2024-04-10'),
    event(PETITION, '2024-04-17'),
    event(PETITION, '2024-04-18', '2024-04-19'),
    event(PROCEDURE, '2024-04-24'),
    event(PETITION, '2024-04-25'),
    event(ANSWERED, '2024-04-26'),
    event(ANSWERED, '2024-05-03', '2024-05-04'),
    event(DIRECTIVE, '2024-07-05'),
    // Recorded so late that steps have passed, and on a day off.
    event(PETITION, '2024-08-17', '2024-08-25'),
    event(PETITION, '2024-08-21'),
    event(PETITION, '2024-08-19', '2024-08-28'),
    event(LISTED, '2024-08-30'),
    event(DOSSIER, '2024-09-16', '2024-09-04'),
    event(PROCEDURE, '2024-11-05'),
    // Recorded when it is late already.
    event(PETITION, '2024-12-02', '2024-12-17'),
    event(PETITION, '2024-12-22', '2024-12-23'),
    event(PETITION, '2025-01-17'),
  ],
  2026: [
    event(PETITION, '2026-01-05'),
    event(DOSSIER, '2026-02-23', '2026-02-02'),
    event(PETITION, '2026-02-06'),
    event(PROCEDURE, '2026-02-12'),
    event(PETITION, '2026-02-13'),
    event(DOSSIER, '2026-05-04', '2026-04-01'),
    event(PETITION, '2026-04-17'),
    event(PETITION, '2026-04-20'),
    event(ANSWERED, '2026-04-29'),
    event(PETITION, '2026-08-12'),
    event(LISTED, '2026-08-28'),
    event(PETITION, '2026-11-14', '2026-11-16'),
    event(DIRECTIVE, '2026-11-23'),
  ],
};

const world = (year: number, appliedFrom: string, to: string): World => ({
  plan: planOfFile,
  calendar,
  year,
  appliedFrom,
  officers: officersOf(year),
  events: (EVENTS[year] ?? []).filter(({ recordedOn }) => recordedOn >= appliedFrom && recordedOn <= to),
  from: appliedFrom,
  to,
});

/** Characters that the simulated chat takes in one message. */
const LONGEST = 4096;
const OFFSET = '+07:00';
const instantOf = (local: string): number => Date.parse(`${local}:00${OFFSET}`);
const localOf = (instant: number): string => new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16);
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The same world, in the program; `next`: the plan is applied to another year on its first day there. */
async function sentIn(
  it: World,
  next?: { year: number; from: string },
): Promise<{ messages: SimulatedMessage[]; ms: number }> {
  const store = await openSqlite({ path: ':memory:', log: silent, durable: false });
  try {
    const office = shippedOffice('UBND xã Phú Tân');
    const now = instantOf(`${it.appliedFrom}T00:00`);
    const ids = new Map<string, number>();
    const plan = makePlan({ store, office, log: silent });
    const apply = (year: number, from: string) =>
      applyPlan(
        { store, office, plan },
        { file: loadPlan(SHIPPED_PLAN), year, from: dayFromIso(from), now: instantOf(`${from}T00:00`) },
      );
    // Once for the positions, so that officers may name them in any of their ways; once more to ask the administrator.
    await apply(it.year, it.appliedFrom);
    for (const officer of it.officers) {
      const added = await store.addOfficer({
        name: officer.name,
        address: null,
        isAdmin: officer.isAdmin ?? false,
        isLeader: officer.isLeader ?? false,
        supervisorId: officer.supervisor === undefined ? null : ids.get(officer.supervisor)!,
        positions: officer.positions,
        from: dayFromIso(officer.since ?? '2000-01-01'),
        at: now,
      });
      if (added.kind !== 'added' || added.newPositions.length > 0) throw new Error(`not as expected: ${officer.name}`);
      ids.set(officer.name, added.officerId);
    }
    for (const officer of it.officers) {
      for (const { from, to, standIn } of officer.leaves ?? []) {
        const standInId = standIn === null ? null : ids.get(standIn)!;
        const days = { from: dayFromIso(from), to: dayFromIso(to) };
        await store.addLeave({ officerId: ids.get(officer.name)!, ...days, standInId, at: now });
      }
    }
    await apply(it.year, it.appliedFrom);
    const clock = steppedClock(0);
    const coming = it.events.toSorted((a, b) => (a.recordedOn < b.recordedOn ? -1 : 1));
    let applied = next === undefined;
    const withEvents: Store = {
      ...store,
      // Planning begins each day; whatever is recorded that day is there by then.
      tasksToPlan: async (query) => {
        while (coming[0] && instantOf(`${coming[0].recordedOn}T00:00`) <= clock.now()) {
          const { name, day } = coming.shift()!;
          await store.recordEvent({ name, day: dayFromIso(day), note: '', at: clock.now() });
        }
        if (!applied && next && instantOf(`${next.from}T00:00`) <= clock.now()) {
          applied = true;
          await apply(next.year, next.from);
        }
        return store.tasksToPlan(query);
      },
    };
    // The processor's time: others may be at work beside it.
    const started = process.cpuUsage();
    const messages = await simulate(
      { store: withEvents, office, clock, log: silent },
      { from: dayFromIso(it.from), to: dayFromIso(it.to), now },
    );
    if (coming.length > 0) throw new Error('events were left over');
    const { user, system } = process.cpuUsage(started);
    const ms = (user + system) / 1000;
    const { differences, checked } = await auditEverything({ store, office }, clock.now());
    expect(differences).toEqual([]);
    expect(checked.messages).toBeGreaterThanOrEqual(new Set(messages.map(({ at, to }) => `${at} ${to}`)).size);
    return { messages, ms };
  } finally {
    await store.close();
  }
}

const linesOf = (messages: readonly SimulatedMessage[]): string[] =>
  messages.flatMap(({ at, to, items }) =>
    items.map((item) => `${localOf(at)} → ${to}: ${item.ref}|${item.period}|${item.target}|${item.step}`),
  );

/** How often each line occurs in the one list and not in the other. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/** The first differences, in order of time; empty where there is none. */
function differences(expected: readonly string[], sent: readonly string[]): string[] {
  const missing = without(expected, sent);
  const extra = without(sent, expected);
  const all = [...missing.map((line) => `${line}  MISSING`), ...extra.map((line) => `${line}  NOT EXPECTED`)].sort();
  if (all.length === 0) return [];
  return [`${missing.length} missing, ${extra.length} not expected`, ...all.slice(0, 20)];
}

const isNotDigest = ({ kind }: SimulatedMessage): boolean => kind !== 'digest';

/** Messages to one person at one instant, where one would have been short enough. */
function needlesslySplit(messages: readonly SimulatedMessage[]): string[] {
  const slots = new Map<string, string[]>();
  for (const { at, to, text } of messages) {
    const slot = `${localOf(at)} → ${to}`;
    slots.set(slot, [...(slots.get(slot) ?? []), text]);
  }
  return [...slots].filter(([, texts]) => texts.length > 1 && texts.join('').length <= LONGEST).map(([slot]) => slot);
}

function expectOrdinary(messages: readonly SimulatedMessage[], it: World): void {
  const digests = messages.filter(({ kind }) => kind === 'digest');
  const expected = expectedLines(it);
  expect(expected.length).toBeGreaterThan(0);
  expect(differences(expected, linesOf(digests))).toEqual([]);
  expect(needlesslySplit(digests)).toEqual([]);

  const hours = messages.map(({ at }) => localOf(at));
  expect(hours.filter((at) => !works(at.slice(0, 10)))).toEqual([]);
  expect(hours.filter((at) => !/T(07:30|14:00)$/.test(at))).toEqual([]);
}

describe('a whole plan through a year in which nobody answers', () => {
  test('from March 2024 to March 2025, each officer hears exactly what the rules say, when they say it', async () => {
    const it = world(2024, '2024-03-04', '2025-03-03');
    const { messages, ms } = await sentIn(it);
    expectOrdinary(messages, it);
    expect(ms).toBeLessThan(60_000);

    // Three deadlines were past when the plan was applied: one question to the administrator, and no reminder.
    const asked = messages.filter(isNotDigest);
    expect(asked.map(({ at, to }) => `${localOf(at)} → ${to}`)).toEqual(['2024-03-04T07:30 → Lê Văn Cường']);
    const refs = new Set(messages.flatMap(({ items }) => items.map(({ ref }) => ref)));
    expect(['I.3', 'II.5', 'II.6'].filter((ref) => refs.has(ref))).toEqual([]);
  }, 120_000);

  test('in 2026 the same plan, moved by two years, is told just as exactly', async () => {
    const it = world(2026, '2026-01-01', '2026-12-31');
    const { messages, ms } = await sentIn(it);
    expectOrdinary(messages, it);
    expect(ms).toBeLessThan(60_000);
    // Next year's days off are not announced: asked for once in November, and weekly from 8 December on.
    const asked = messages.filter(isNotDigest).map(({ at }) => localOf(at));
    expect(asked).toEqual(['11-02', '12-08', '12-15', '12-22', '12-29'].map((date) => `2026-${date}T07:30`));
  }, 120_000);

  // [year, day of applying, last day]: a Sunday between a target and its last day, a day off, a worked Saturday, the
  // last working day before Tết, the day after a quarterly target.
  test.each([
    [2024, '2024-03-31', '2024-05-31'],
    [2024, '2024-04-30', '2024-06-10'],
    [2024, '2024-05-04', '2024-07-05'],
    [2024, '2024-06-18', '2024-08-05'],
    [2025, '2025-01-24', '2025-04-30'],
    [2026, '2026-02-17', '2026-03-31'],
    [2026, '2026-11-20', '2027-01-15'],
  ])(
    'the plan of %i, applied on %s, begins there and catches up on nothing',
    async (year, appliedFrom, to) => {
      const it = world(year, appliedFrom, to);
      const { messages } = await sentIn(it);
      expectOrdinary(messages, it);
    },
    120_000,
  );

  test('what nobody did last year is told as before when the plan is applied to this year', async () => {
    const it = { ...world(2024, '2024-10-01', '2025-06-30'), events: [] };
    const { messages } = await sentIn(it, { year: 2025, from: '2025-01-02' });
    const ofLastYear = (lines: readonly string[]) => lines.filter((line) => / \S+\|[^|]*\|2024-/.test(line));
    const sent = ofLastYear(linesOf(messages));
    expect(sent.length).toBeGreaterThan(0);
    expect(differences(ofLastYear(expectedLines(it)), sent)).toEqual([]);
  }, 120_000);

  test('a part of the year is told as in the whole year', async () => {
    const it = { ...world(2024, '2024-03-04', '2024-10-15'), from: '2024-09-16', events: [] };
    const { messages } = await sentIn(it);
    expectOrdinary(messages, it);
  }, 120_000);
});
