import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Channel, ChannelEvents } from '../../src/app/channel.ts';
import type { Log } from '../../src/app/log.ts';
import { isoDate } from '../../src/domain/civil-day.ts';
import { fingerprint } from '../../src/domain/fingerprint.ts';
import type { Message } from '../../src/domain/message.ts';
import { openSqlite } from '../../src/store/open.ts';
import { policies, shippedOffice } from '../domain/shipped.ts';

/** A working morning on which the office is open. */
export const NOW = Date.parse('2026-03-13T08:30:00+07:00');
export const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface BulkOffice {
  /** Each holds one position, leads one task and has one chat, `chat-1` and so on. */
  readonly officers: number;
  readonly occurrences: number;
  /** `planned`: a step for each occurrence, a month from now on. `due`: each has a digest of its own to be sent. */
  readonly steps: 'none' | 'planned' | 'due';
  /** Due digests become due in so many equal waves, a minute apart. */
  readonly waves?: number;
}

/** Works in a new folder that is gone afterwards. */
export async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'nhacviec-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a large office straight into a new database: what a year of planning and firing leaves there. */
export async function writeOffice(path: string, bulk: BulkOffice): Promise<void> {
  const store = await openSqlite({ path, log: quiet, durable: false });
  await store.close();
  const db = new Sqlite(path);
  db.pragma('synchronous = OFF');
  db.transaction(() => {
    writePeople(db, bulk);
    writeOccurrences(db, bulk);
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

function writePeople(db: Sqlite.Database, { officers }: BulkOffice): void {
  const officer = db.prepare(
    'insert into officers (name, folded, address, is_admin, is_leader, created_at) values (?, ?, ?, ?, 0, ?)',
  );
  const position = db.prepare("insert into positions (name, place) values (?, 'office')");
  const holding = db.prepare("insert into holdings (officer_id, position_id, from_day) values (?, ?, '2000-01-01')");
  const link = db.prepare(
    "insert into links (officer_id, channel, account, chat_id, state, rank, created_at) values (?, 'bench', 'bench', ?, 'active', 1, ?)",
  );
  const task = db.prepare(`insert into tasks
    (plan_id, year, ref, kind, title, deadline_text, rules, completion, result, notes, valid_from, from_day, known_since_at, planned_through, planned_version)
    values ('bench', 2026, ?, 'task', ?, 'trước ngày 15 hằng tháng', ?, 'any', '', '', '2026-01-01', '2026-01-01', ?, '2099-01-01', ?)`);
  const part = db.prepare("insert into task_positions (task_id, position_id, part, rank) values (?, ?, 'lead', 1)");
  const rules = JSON.stringify([{ kind: 'monthly', day: 15, bound: 'before' }]);
  // As planning would have left it, so that the first tick finds nothing to plan.
  const version = `${shippedOffice('Bench').calendar.version}.${fingerprint(JSON.stringify(policies))}`;
  for (let n = 1; n <= officers; n++) {
    officer.run(`Người ${n}`, `nguoi ${n}`, 'chị', n === 1 ? 1 : 0, NOW);
    position.run(`Chức danh ${n}`);
    holding.run(n, n);
    link.run(n, `chat-${n}`, NOW);
    task.run(`B.${n}`, `Báo cáo kết quả thực hiện nhiệm vụ số ${n} của đơn vị`, rules, NOW - 300 * DAY_MS, version);
    part.run(n, n);
  }
}

function writeOccurrences(db: Sqlite.Database, { officers, occurrences, steps, waves = 1 }: BulkOffice): void {
  const occurrence = db.prepare(`insert into occurrences
    (task_id, period, state, label, nominal_day, last_day, legal_last_day, target_day, certainty)
    values (?, ?, 'open', 'tháng 3/2026', ?, ?, ?, ?, 'official')`);
  const reminder = db.prepare(
    'insert into reminders (occurrence_id, step, fire_at, state, settled_at) values (?, ?, ?, ?, ?)',
  );
  const delivery = db.prepare(
    "insert into deliveries (key, kind, officer_id, state, priority, due_at, slot_at, created_at) values (?, 'digest', ?, 'pending', 2, ?, ?, ?)",
  );
  const item = db.prepare(
    "insert into delivery_items (delivery_id, reminder_id, occurrence_id, officer_id, role, about) values (?, ?, ?, ?, 'lead', '[]')",
  );
  const code = db.prepare(
    "insert into codes (officer_id, occurrence_id, code, role, given_at) values (?, ?, ?, 'lead', ?)",
  );
  const today = shippedOffice('Bench').zone.dayOf(NOW);
  const target = isoDate(steps === 'planned' ? today + 40 : today);
  const aWave = Math.ceil(occurrences / waves);
  for (let n = 1; n <= occurrences; n++) {
    const who = ((n - 1) % officers) + 1;
    occurrence.run(who, `p${n}`, target, target, target, target);
    code.run(who, n, Math.ceil(n / officers), NOW);
    if (steps === 'planned') reminder.run(n, 'due', NOW + 30 * DAY_MS + n, 'planned', null);
    if (steps !== 'due') continue;
    const dueAt = NOW + Math.floor((n - 1) / aWave) * MINUTE_MS;
    reminder.run(n, 'due', NOW, 'fired', NOW);
    delivery.run(`digest:${who}:${n}`, who, dueAt, NOW - n, NOW);
    item.run(n, n, n, who);
  }
}

export interface BenchChannel extends Channel {
  /** What the office is told by it, once it is started. */
  events(): ChannelEvents;
}

/** A channel that takes everything at once, and shows it first. */
export function benchChannel(sees: (chatId: string, message: Message) => void = () => {}): BenchChannel {
  let sent = 0;
  let given: ChannelEvents | undefined;
  return {
    name: 'bench',
    account: 'bench',
    capabilities: { buttons: true, quotes: true, reactions: true, pictures: true, maxLength: 4096, unaskedEveryMs: 0 },
    start: async (events) => {
      given = events;
    },
    stop: async () => {},
    health: () => ({ state: 'running', lastGoodPollAt: NOW }),
    send: async ({ chatId }, message) => {
      sees(chatId, message);
      return { kind: 'sent', externalId: `m${++sent}` };
    },
    events: () => given!,
  };
}
