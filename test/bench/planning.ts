import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { makePlan } from '../../src/app/plan.ts';
import { calendarDeadlines } from '../../src/domain/deadline.ts';
import type { CalendarRule } from '../../src/domain/rule.ts';
import { openSqlite } from '../../src/store/open.ts';
import { calendar, calendarRule, day, iso, shippedOffice } from '../domain/shipped.ts';
import { chainedTargets } from './dayjs-chain.ts';
import { type Figure, median, plain, type Scale, timed } from './figure.ts';
import { inScratch, quiet } from './office.ts';
import { seeded } from './pacing.ts';

const YEAR = 2026;
const FROM = day(`${YEAR}-01-01`);
const TO = day(`${YEAR}-12-31`);

/** Rules as the shipped plans have them: most are monthly, some quarterly, weekly and yearly. */
export function someRules(count: number): CalendarRule[] {
  const random = seeded(11);
  const upTo = (most: number) => 1 + Math.floor(random() * most);
  return Array.from({ length: count }, () => {
    const bound = random() < 0.5 ? 'before' : 'by';
    const kind = random();
    if (kind < 0.6) return calendarRule({ kind: 'monthly', day: upTo(31), bound });
    if (kind < 0.8) return calendarRule({ kind: 'quarterly', monthOfQuarter: upTo(3), day: upTo(31), bound });
    if (kind < 0.9) return calendarRule({ kind: 'weekly', weekday: upTo(7), bound });
    return calendarRule({ kind: 'yearly', month: upTo(12), day: upTo(28), bound });
  });
}

/** Rules to dates, against dayjs; then with all that is saved, against inserting the same rows. */
export async function planning(scale: Scale): Promise<Figure[]> {
  return [computed(scale), await saved(scale)];
}

function computed({ many, rounds, quick }: Scale): Figure {
  const rules = someRules(many);
  const sample = quick ? 100 : 400;
  const targetsOf = (rule: CalendarRule) =>
    calendarDeadlines(rule, calendar, FROM, TO).map(({ target }) => iso(target));
  const times: { ours: number; chain: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    let dates = 0;
    for (const rule of rules) dates += calendarDeadlines(rule, calendar, FROM, TO).length;
    if (dates < many) throw new Error('rules without dates');
    const ours = ((performance.now() - began) / many) * 1000;
    const some = rules.slice(round * sample, (round + 1) * sample);
    const chainBegan = performance.now();
    const chained = some.map((rule) => chainedTargets(rule, YEAR));
    const chain = ((performance.now() - chainBegan) / sample) * 1000;
    some.forEach((rule, index) => {
      const [mine, theirs] = [targetsOf(rule).join(), chained[index]!.join()];
      if (mine !== theirs) throw new Error(`${JSON.stringify(rule)}: ${mine} is not ${theirs}`);
    });
    times.push({ ours, chain });
  }
  const ratio = median(times.map(({ ours, chain }) => chain / ours));
  return {
    what: `planning ${plain(many)} rules for a year, computed, × a dayjs.tz chain`,
    must: '≥ 1 000',
    got: plain(ratio),
    reached: ratio >= 1000,
    note: `${plain(median(times.map(({ ours }) => ours)))} µs a rule against ${plain(median(times.map(({ chain }) => chain)))} µs; the dates of ${rounds * sample} rules compared, all equal`,
  };
}

async function saved({ many, rounds }: Scale): Promise<Figure> {
  const rules = someRules(many);
  const aRound = many / rounds;
  const ratios: number[] = [];
  let rows = 0;
  let ms = 0;
  for (let round = 0; round < rounds; round++) {
    await inScratch(async (folder) => {
      const [path, raw] = [join(folder, 'ours.db'), join(folder, 'raw.db')];
      await writeTasks(path, rules.slice(round * aRound, (round + 1) * aRound));
      copyFileSync(path, raw);
      const store = await openSqlite({ path, log: quiet });
      const office = shippedOffice('Bench');
      const plan = makePlan({ store, office, log: quiet });
      const ours = await timed(() => plan(office.zone.instant(FROM, 480)));
      await store.close();
      const inserted = insertSame(path, raw, aRound);
      rows += inserted.rows;
      ms += ours;
      ratios.push(ours / inserted.ms);
    });
  }
  const ratio = median(ratios);
  return {
    what: `planning ${plain(many)} rules with all that is saved ÷ raw inserts of the same rows`,
    must: '≤ 2',
    got: plain(ratio),
    reached: ratio <= 2,
    note: `up to the horizon of ten weeks, ${plain(rows)} rows, ${plain((rows / ms) * 1000)} rows a second; reading tasks, working out dates and steps, comparing, logging are in it`,
  };
}

/** A database with a task for each rule, from that day on, and nothing planned. */
export async function writeTasks(path: string, rules: readonly CalendarRule[], from = `${YEAR}-01-01`): Promise<void> {
  await (await openSqlite({ path, log: quiet, durable: false })).close();
  const db = new Sqlite(path);
  db.pragma('synchronous = OFF');
  const task = db.prepare(`insert into tasks
    (plan_id, year, ref, kind, title, deadline_text, rules, completion, result, notes, valid_from, from_day, known_since_at)
    values ('bench', ${YEAR}, ?, 'task', ?, 'thời hạn', ?, 'any', '', '', '${from}', '${from}', 0)`);
  db.transaction(() => {
    rules.forEach((rule, n) => void task.run(`B.${n}`, `Báo cáo số ${n}`, JSON.stringify([rule])));
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

const PLANNED_TABLES = ['occurrences', 'reminders', 'event_log'];

type Row = Record<string, unknown>;

/** Inserts what planning left in `from` into `into`, with commits as many as planning made. */
function insertSame(from: string, into: string, tasks: number): { rows: number; ms: number } {
  const source = new Sqlite(from, { readonly: true });
  const tables = PLANNED_TABLES.map((table) => ({
    table,
    rows: source.prepare<[], Row>(`select * from ${table} order by id`).all(),
  }));
  source.close();
  const batches = Math.ceil(tasks / 200);
  const occurrences = tables[0]!.rows;
  const batchOf = new Map(
    occurrences.map((row, index) => [row.id, Math.floor((index / occurrences.length) * batches)] as const),
  );
  const db = new Sqlite(into);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  const writers = tables.map(({ table, rows }) => {
    const columns = Object.keys(rows[0]!);
    const statement = db.prepare(`insert into ${table} (${columns}) values (${columns.map(() => '?')})`);
    const batch = Map.groupBy(rows, (row) => batchOf.get(row.occurrence_id ?? row.id)!);
    return { statement, valuesOf: (n: number) => (batch.get(n) ?? []).map((row) => Object.values(row)) };
  });
  const work = Array.from({ length: batches }, (_, n) =>
    writers.map(({ statement, valuesOf }) => ({ statement, values: valuesOf(n) })),
  );
  const insertBatch = db.transaction((batch: (typeof work)[number]) => {
    for (const { statement, values } of batch) for (const row of values) statement.run(row);
  });
  const began = performance.now();
  for (const batch of work) insertBatch.immediate(batch);
  const ms = performance.now() - began;
  db.close();
  return { rows: tables.reduce((sum, { rows }) => sum + rows.length, 0), ms };
}
