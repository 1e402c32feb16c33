import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Day, parseIsoDate } from '../../src/domain/civil-day.ts';
import { type OpenStore, openSqlite } from '../../src/store/open.ts';
import { writesOffice } from '../../src/store/remembered.ts';
import { silent } from './office.ts';

const TODAY = parseIsoDate('2024-03-15') as Day;
const AT = Date.parse('2024-03-15T08:00:00+07:00');
const officer = (name: string) => ({
  name,
  address: null,
  isAdmin: false,
  isLeader: false,
  supervisorId: null,
  positions: ['Công chức Tư pháp'],
  from: TODAY,
  at: AT,
});

let folder: string;
let store: OpenStore;
let other: OpenStore;
let queries: string[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nhacviec-remembered-'));
  const path = join(folder, 'office.db');
  queries = [];
  store = await openSqlite({ path, log: silent, onQuery: (event) => queries.push(event.query.sql) });
  other = await openSqlite({ path, log: silent });
  await store.addOfficer(officer('Nguyễn Văn An'));
});
afterEach(async () => {
  await store.close();
  await other.close();
  rmSync(folder, { recursive: true });
});

const names = async () => (await store.officers(TODAY)).map(({ name }) => name);
const holders = async () => (await store.roster()).holdings.map(({ officerId }) => officerId);

test('who is here is read once, and again for another day', async () => {
  await names();
  await store.roster();
  await store.positions();
  queries = [];
  expect(await names()).toEqual(['Nguyễn Văn An']);
  expect(await holders()).toEqual([1]);
  expect(await store.positions()).toHaveLength(1);
  expect(queries).toEqual([]);
  expect((await store.officers((TODAY - 1) as Day))[0]).toMatchObject({ name: 'Nguyễn Văn An', positions: [] });
  expect(await store.officers(TODAY)).toMatchObject([{ positions: ['Công chức Tư pháp'] }]);
});

test.each([
  ['this process', () => store],
  ['another process', () => other],
])('what %s writes is seen at once', async (_, writer) => {
  await names();
  await holders();
  await writer().addOfficer(officer('Trần Thị Bình'));
  expect(await names()).toEqual(['Nguyễn Văn An', 'Trần Thị Bình']);
  expect(await holders()).toEqual([1, 2]);
});

test('what is written while it is being read is not missed the next time', async () => {
  await Promise.all([names(), store.addOfficer(officer('Trần Thị Bình')), names()]);
  expect(await names()).toEqual(['Nguyễn Văn An', 'Trần Thị Bình']);
});

test('hearing from somebody is no reason to read people again, any other write about people is', () => {
  expect(writesOffice('update "links" set "heard_at" = ? where "channel" = ?')).toBe(false);
  expect(writesOffice('select "id" from "officers"')).toBe(false);
  for (const sql of [
    'update "links" set "heard_at" = ?, "state" = ? where "id" = ?',
    'insert into "leaves" ("officer_id") values (?)',
    'delete from "holdings" where "id" = ?',
    'update "officers" set "left_on" = ?',
    'with "moved" as (select 1) update "positions" set "name" = ?',
  ])
    expect(writesOffice(sql), sql).toBe(true);
});

test('a sign of life does not wait for the disk, and everything after it does', async () => {
  const seen: unknown[] = [];
  const watched = await openSqlite({
    path: join(folder, 'office.db'),
    log: silent,
    onQuery: ({ query }) => {
      if (/"beats"|"officers"/.test(query.sql)) seen.push(watched.settings().synchronous);
    },
  });
  await Promise.all([watched.beatAll({ tick: AT }), watched.addOfficer(officer('Trần Thị Bình'))]);
  expect(seen[0]).toBe(1);
  expect(seen.slice(1).length).toBeGreaterThan(0);
  expect(seen.slice(1).every((synchronous) => synchronous === 2)).toBe(true);
  expect(await watched.beats()).toMatchObject({ tick: AT });
  await watched.close();
});
