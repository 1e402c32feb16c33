import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openSqlite } from '../../src/store/open.ts';
import { describeStoreContract } from './contract.ts';
import { claim, day, deadlines, fire, officer, silent, T0 } from './office.ts';

describeStoreContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhac-viec-store-'));
  const path = join(folder, 'office.db');
  const store = await openSqlite({ path, log: silent });
  return {
    store,
    execute: async (statement) => {
      const other = new Sqlite(path);
      try {
        return other.prepare(statement).run();
      } finally {
        other.close();
      }
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});

it('finds everything again after a restart, with claims still held until their lease ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhac-viec-store-'));
  const path = join(folder, 'office.db');
  const before = await openSqlite({ path, log: silent });
  const lan = await officer(before, 'Lan');
  await fire(before, await deadlines(before, 2), [lan]);
  const [claimed] = await claim(before, T0);
  const seen = async (store: typeof before) => ({
    officers: await store.officers(day('2026-03-02')),
    tasks: await store.tasks(),
    open: await store.occurrences({ states: ['open'] }),
    events: await store.events({ limit: 1000 }),
    due: await store.nextDueAt(),
  });
  const snapshot = await seen(before);
  await before.close();

  const after = await openSqlite({ path, log: silent });
  expect(await seen(after)).toEqual(snapshot);
  expect(await claim(after, T0 + 1)).toEqual([]);
  expect(await after.expiredLeases({ now: T0 + 120_000, limit: 9 })).toEqual([claimed]);
  await after.close();
  rmSync(folder, { recursive: true });
});
