import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import { applyPlan } from '../../src/app/apply-plan.ts';
import { auditEverything } from '../../src/app/audit.ts';
import { inviteOfficer, SINCE_EVER } from '../../src/app/people.ts';
import { makePlan } from '../../src/app/plan.ts';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { planFileSchema } from '../../src/domain/plan-file.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';

const SENDER = resolve(import.meta.dirname, 'sender.ts');
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const office = shippedOffice('UBND xã Thử');
/** A morning on which the report of the next Friday is told for the first time, and nothing is told in the afternoon. */
export const MORNING = Date.parse('2024-03-08T07:30:01+07:00');

export interface Accepted {
  readonly chatId: string;
  readonly text: string;
}

/** An office on the disk with a burst of messages to be sent on one morning, and the process that sends them. */
export interface Burst {
  readonly path: string;
  /** So many messages are to arrive. */
  readonly messages: number;
  /** What the provider accepted so far, in its order. */
  accepted(): Accepted[];
  start(at: number, options?: { point?: string; count?: number; command?: readonly string[] }): Sender;
  /** Everything arrived, repeats are marked and at most so many, the books are right. */
  expectAllTold(options: { repeats: number; now: number }): Promise<void>;
}

export interface Sender {
  readonly child: ChildProcess;
  readonly ended: Promise<NodeJS.Signals | number | null>;
  stderr(): string;
}

/** `people` with a digest each, and `notices` for them. */
export async function burst({ people, notices }: { people: number; notices: number }): Promise<Burst> {
  const folder = mkdtempSync(join(tmpdir(), 'nhacviec-burst-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'nhacviec.db');
  const outbox = join(folder, 'outbox');
  const store = await openSqlite({ path, log: silent, durable: false });
  const from = dayFromIso('2024-03-04');
  const at = office.zone.instant(from, 600);
  const file = planFileSchema.parse({
    id: 'thu',
    name: 'Kế hoạch thử',
    source: 'thử',
    year: 2024,
    positions: [{ name: 'Đầu mối', place: 'office' }],
    tasks: [
      {
        ref: 'T1',
        kind: 'task',
        title: 'Báo cáo quý',
        lead: ['Đầu mối'],
        cooperating: [],
        deadlineText: '',
        rules: [{ kind: 'quarterly', monthOfQuarter: 3, day: 17 }],
      },
    ],
  });
  await applyPlan(
    { store, office, plan: makePlan({ store, office, log: silent }) },
    { file, year: 2024, from, now: at },
  );
  const officers: number[] = [];
  for (let i = 1; i <= people; i++) {
    const added = await store.addOfficer({
      name: `Người ${i}`,
      address: 'chị',
      isAdmin: false,
      isLeader: false,
      supervisorId: null,
      positions: ['Đầu mối'],
      from: SINCE_EVER,
      at,
    });
    if (added.kind !== 'added') throw new Error('two of one name');
    officers.push(added.officerId);
    const { code } = await inviteOfficer({ store, codes: inviteCodes }, added.officerId, at);
    const chat = { channel: 'phone', account: 'bot', chatId: String(added.officerId) };
    await store.redeemInvite({ ...chat, codeHash: inviteCodes.hash(code), at, maxWrong: 5, lockMs: 1 });
  }
  await store.addNotices(
    Array.from({ length: notices }, (_, i) => ({
      key: `burst:${i}`,
      officerId: officers[i % people]!,
      message: { text: `Tin số ${i}.` },
      dueAt: MORNING - 1_000,
    })),
    at,
  );
  await store.beat('tick', MORNING - 60_000);
  await store.close();

  const accepted = (): Accepted[] =>
    existsSync(outbox)
      ? readFileSync(outbox, 'utf8')
          .split('\n')
          // The last line may be cut off by a kill.
          .slice(0, -1)
          .map((line) => JSON.parse(line) as Accepted)
      : [];

  return {
    path,
    messages: people + notices,
    accepted,
    start(startAt, { point = '', count = 0, command = [] } = {}) {
      const [program, ...args] = [
        ...command,
        process.execPath,
        SENDER,
        path,
        outbox,
        String(startAt),
        point,
        String(count),
      ];
      const child = spawn(program!, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      onTestFinished(() => void child.kill('SIGKILL'));
      let stderr = '';
      child.stderr!.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.stdout!.resume();
      return { child, ended: once(child, 'close').then(([code, signal]) => signal ?? code), stderr: () => stderr };
    },
    async expectAllTold({ repeats, now }) {
      const told = accepted();
      const keyOf = ({ chatId, text }: Accepted) => `${chatId} ${/Tin số \d+/.exec(text)?.[0] ?? 'digest'}`;
      const byMessage = Map.groupBy(told, keyOf);
      expect(byMessage.size).toBe(people + notices);
      const unmarkedTwice = [...byMessage].filter(
        ([, copies]) => copies.filter(({ text }) => !text.startsWith('(gửi lại)')).length > 1,
      );
      expect(unmarkedTwice).toEqual([]);
      expect(told.length - byMessage.size).toBeLessThanOrEqual(repeats);
      await expectBooksRight(path, now);
      const file = await openSqlite({ path, log: silent, durable: false });
      const left = await file.deliveries({ states: ['pending', 'sending', 'unknown', 'failed', 'skipped'], limit: 10 });
      await file.close();
      expect(left).toEqual([]);
    },
  };
}

/** The file is whole, and the auditor finds no difference between rules, tables and log. */
export async function expectBooksRight(path: string, now: number): Promise<void> {
  const file = new Sqlite(path);
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(file.pragma('foreign_key_check')).toEqual([]);
  file.close();
  const store = await openSqlite({ path, log: silent, durable: false });
  await office.refresh(store);
  const { differences } = await auditEverything({ store, office }, now);
  await store.close();
  expect(differences).toEqual([]);
}

/** Numbers between 0 and 1 that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export async function until(condition: () => boolean, withinMs = 60_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms`);
    await new Promise((wake) => setTimeout(wake, 2));
  }
}

/** The long run: `npm run soak`. */
export const SOAK = process.env.SOAK !== undefined && process.env.SOAK !== '';
