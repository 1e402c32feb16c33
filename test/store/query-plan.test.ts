import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { CompiledQuery } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/app/store.ts';
import { openSqlite } from '../../src/store/open.ts';
import { CHAT, claim, DAY, day, deadlines, fire, officer, sendAll, sent, silent, T0, text } from './office.ts';

/** What SQLite would do for the statements that an operation really executes. */
describe('the operations of every tick', () => {
  let folder: string;
  let path: string;
  let store: Store;
  const executed: CompiledQuery[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nhac-viec-plan-'));
    path = join(folder, 'office.db');
    store = await openSqlite({ path, log: silent, onQuery: (event) => executed.push(event.query) });
    const lan = await officer(store, 'Lan');
    const list = await deadlines(store, 20);
    await fire(store, list, [lan]);
    const [digest] = await claim(store, T0);
    const waitsFor = digest!.items.slice(0, 9).map((item) => ({ itemId: item.id, at: T0 + DAY }));
    await store.settleDeliveries([{ ...sent(digest!, 'm1'), waitsFor }], T0);
    await fire(store, list.slice(0, 9), [lan], { step: 'eve', slotAt: T0 + DAY });
    await store.addNotices([{ key: 'a', officerId: lan, message: { text: 'x' }, dueAt: T0 }], T0);
    const { id } = await store.journal(text('u1'));
    await store.journal(text('u2'));
    const answer = { ...CHAT, message: { text: 'y' } };
    await store.commitReply({ inboundId: id, at: T0, officerId: lan, intent: 'help', effects: [], answers: [answer] });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  function plansOf(statements: readonly CompiledQuery[]): string[] {
    const other = new Sqlite(path, { readonly: true });
    try {
      return statements
        .filter(({ sql }) => /^(select|update|delete|with)/.test(sql))
        .flatMap(({ sql, parameters }) => {
          const steps = other.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(parameters);
          return steps.map((step) => step.detail);
        });
    } finally {
      other.close();
    }
  }

  /** Tables that are read from end to end; constant rows are none, and `done` is the list of what was sent. */
  const scans = (plans: readonly string[]): string[] =>
    plans.filter((step) => /^SCAN (?!(\d+ )?CONSTANT ROWS?$|done$)/.test(step));

  async function planOf(operation: () => Promise<unknown>): Promise<string[]> {
    executed.length = 0;
    await operation();
    const plans = plansOf(executed);
    expect(plans.length).toBeGreaterThan(0);
    return plans;
  }

  const now = T0 + 12 * DAY;
  const operations: Record<string, () => Promise<unknown>> = {
    nextDueAt: () => store.nextDueAt(),
    newestDueReminderAt: () => store.newestDueReminderAt(now),
    dueOccurrences: async () => expect(await store.dueOccurrences({ now, limit: 500 })).not.toEqual([]),
    claimDeliveries: async () => expect(await claim(store, now)).toHaveLength(3),
    expiredLeases: async () => {
      await claim(store, T0 + DAY);
      executed.length = 0;
      expect(await store.expiredLeases({ now, limit: 100 })).not.toEqual([]);
    },
    settleDeliveries: () => sendAll(store, now),
    postponeUnasked: async () => expect(await store.postponeUnasked({ until: now, at: T0 })).toBe(2),
    hastenDeliveries: () => store.hastenDeliveries({ reasons: ['x'], until: now, at: T0 - 1 }),
    unhandledInbound: async () => expect(await store.unhandledInbound(10)).toHaveLength(1),
    commitFire: async () => {
      const due = (await store.dueOccurrences({ now, limit: 500 })).map(({ occurrence, due: steps }) => {
        const ids = Object.fromEntries(steps.map((step) => [step.step, step.id]));
        return { taskId: occurrence.task.id, id: occurrence.id, steps: ids };
      });
      const [lan] = await store.officers(day('2026-03-02'));
      executed.length = 0;
      await fire(store, due, [lan!.id], { step: 'day', slotAt: now });
    },
    occurrencesInMessage: () => store.occurrencesInMessage({ ...CHAT, externalId: 'm1' }),
    codedOccurrences: () => store.codedOccurrences(1),
    tellings: async () => expect(await store.tellings([1, 2])).toHaveLength(4),
    steps: async () => expect(await store.steps([1, 2])).toHaveLength(6),
    promises: () => store.promises([1, 2]),
    lastWords: () => store.lastWords([1, 2]),
    results: () => store.results([1, 2]),
    occurrencesOfTask: async () => expect(await store.occurrencesOfTask({ taskId: 1, limit: 9 })).toHaveLength(1),
    taskEvents: () => store.taskEvents(1),
    dueFallbacks: async () => expect(await store.dueFallbacks({ now, limit: 100 })).not.toEqual([]),
    commitFallbacks: async () => {
      const due = await store.dueFallbacks({ now, limit: 100 });
      const fallback = { why: 'no-answer', channels: ['telegram'], at: T0 } as const;
      executed.length = 0;
      const told = [{ officerId: due[0]!.officerId, itemIds: due.map((each) => each.itemId), fallback }];
      await store.commitFallbacks({ at: now, told, settled: [] });
    },
    openFriendRequests: () => store.openFriendRequests({ now, limit: 9 }),
    completedInChat: () => store.completedInChat({ officerId: 1, chat: CHAT, since: T0, quotes: 'm1' }),
    evidence: () => store.evidence([1, 2]),
    'open occurrences by target': () => store.occurrences({ states: ['open'], targetTo: day('2026-03-13') }),
  };

  it.each(Object.keys(operations))('%s reads no table from end to end', async (name) => {
    expect(scans(await planOf(operations[name]!))).toEqual([]);
  });

  it('takes due steps and messages from their partial indexes', async () => {
    const plans = (await planOf(async () => {
      await store.nextDueAt();
      await store.newestDueReminderAt(now);
      await store.dueOccurrences({ now, limit: 9 });
      await claim(store, now);
      await store.expiredLeases({ now: now + DAY, limit: 9 });
      await store.unhandledInbound(9);
      await store.dueFallbacks({ now, limit: 9 });
    })) satisfies string[];
    for (const index of [
      'delivery_items_waiting',
      'reminders_planned',
      'deliveries_pending',
      'deliveries_sending',
      'inbound_new',
    ]) {
      expect(plans.some((step) => new RegExp(`^SEARCH .*INDEX ${index} `).test(step))).toBe(true);
    }
  });

  it('would notice a scan: without its index, the same operation is found out', async () => {
    const other = new Sqlite(path);
    other.exec('drop index reminders_planned');
    other.close();
    expect(scans(await planOf(() => store.newestDueReminderAt(now)))).toEqual(['SCAN reminders']);
  });

  it('asks a fixed number of queries, however much is due', async () => {
    const queries = async (limit: number) => {
      executed.length = 0;
      expect(await store.dueOccurrences({ now, limit })).toHaveLength(limit);
      return executed.length;
    };
    expect(await queries(20)).toBe(await queries(1));
  });
});
