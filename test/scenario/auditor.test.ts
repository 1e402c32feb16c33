import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeAuditor } from '../../src/app/auditor.ts';
import { LAN, openOffices, QUARTERLY, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(async () => {
  await closeAll();
  rmSync(folder, { recursive: true, force: true });
});

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nhac-viec-auditor-'));
  path = join(folder, 'office.db');
});

const NAM = { name: 'Huỳnh Văn Nam', address: 'anh', admin: true };
const MONTHLY = { title: 'Báo cáo tháng', lead: ['Đầu mối'], rules: [{ kind: 'monthly', day: 20 }] };
const WEEKLY = { title: 'Báo cáo tuần', lead: ['Đầu mối'], rules: [{ kind: 'weekly', weekday: 5 }] };

const theOffice = () =>
  office({ at: '2024-03-04T08:00+07:00', people: [NAM, LAN], plan: [QUARTERLY, MONTHLY, WEEKLY], path });

/** Its own log: what it finds is an error there, and in these tests no surprise. */
function auditorOf({ store, office: place, clock }: World) {
  const logged: string[] = [];
  const log = {
    debug() {},
    info() {},
    warn() {},
    error: (_facts: object, message: string) => void logged.push(message),
  };
  return { ...makeAuditor({ store, office: place, clock, log }), logged };
}

function byHand(...statements: string[]): void {
  const hand = new Sqlite(path, { timeout: 5_000 });
  hand.pragma('foreign_keys = OFF');
  for (const statement of statements) expect(hand.prepare(statement).run().changes).toBeGreaterThan(0);
  hand.close();
}

const STEP = `(select id from reminders where state = 'planned' order by fire_at desc limit 1)`;
const BREAK = `update reminders set state = 'skipped', reason = 'closed' where id = ${STEP}`;

describe('the auditor of the running service', () => {
  test('finds nothing in a month of reminders and answers, whenever it looks', async () => {
    const it = await theOffice();
    const auditor = auditorOf(it);
    const lan = it.phone(LAN.name);
    for (let day = 0; day < 30; day++) {
      await it.advance('7h');
      expect(await auditor.lately()).toEqual([]);
      await lan.replies(['nhận', 'xong', 'việc', 'hoàn tác', 'xong 1', 'xong 2'][day % 6]!);
      expect(await auditor.lately()).toEqual([]);
      await it.advance('17h');
      expect(await auditor.lately()).toEqual([]);
    }
    lan.takeAll();
    it.phone(NAM.name).takeAll();
    expect(auditor.logged).toEqual([]);
    expect((await it.store.beats()).audit).toBe(it.clock.now());
  });

  test('tells the administrator once of each new kind of difference, and what is mended is forgotten', async () => {
    const it = await theOffice();
    const auditor = auditorOf(it);
    const nam = it.phone(NAM.name);
    expect(await auditor.lately()).toEqual([]);
    const good = (await it.store.beats()).audit;

    byHand(BREAK);
    await it.advance('10m');
    expect((await auditor.lately()).map(({ kind }) => kind).sort()).toEqual(['log-differs', 'step-dropped']);
    await it.advance('1m');
    const told = [
      nam.receives(/^Thưa anh Nam, em tự đối chiếu/).text,
      nam.receives(/^Thưa anh Nam, em tự/).text,
    ].join();
    expect(told).toMatch(/có lần nhắc bị bỏ mà không có lý do \(1 chỗ\)/);
    expect(told).toMatch(/nhật ký và sổ nhắc ghi khác nhau \(1 chỗ\)/);

    // It stands, and is said no more; nothing new of the same kind is either.
    for (let times = 0; times < 6; times++) {
      await it.advance('10m');
      expect(await auditor.lately()).toHaveLength(2);
    }
    expect((await it.store.standingDifferences()).map(({ foundAt }) => foundAt)).toEqual(
      Array(2).fill(Date.parse('2024-03-04T08:10+07:00')),
    );
    expect((await it.store.beats()).audit).toBe(good);
    it.nobodyElseHears();

    byHand(`update reminders set state = 'planned', reason = null where reason = 'closed'`);
    await it.advance('10m');
    expect(await auditor.lately()).toEqual([]);
    expect((await it.store.beats()).audit).toBe(it.clock.now());

    // A second time it is news again.
    byHand(BREAK);
    await it.advance('10m');
    await auditor.lately();
    await it.advance('1m');
    nam.receives(/đối chiếu/);
    nam.receives(/đối chiếu/);
    byHand(`update reminders set state = 'planned', reason = null where reason = 'closed'`);
  });

  test('keeps what it found about a message until an audit of everything takes it back', async () => {
    const it = await theOffice();
    const auditor = auditorOf(it);
    const lan = it.phone(LAN.name);
    await lan.replies('giúp');
    lan.takeAll();
    byHand(`update deliveries set state = 'failed', reason = 'blocked' where id = (select max(id) from deliveries)`);
    expect((await auditor.lately()).map(({ kind }) => kind)).toEqual(['log-differs']);
    await it.advance('1h');
    it.phone(NAM.name).receives(/đối chiếu/);
    expect((await auditor.lately()).map(({ kind }) => kind)).toEqual(['log-differs']);
    byHand(`update deliveries set state = 'sent', reason = null where state = 'failed'`);
    expect(await auditor.lately()).toEqual([]);
  });

  test('looks at tasks to which nothing happened as well, a few further each time', async () => {
    const it = await theOffice();
    const auditor = auditorOf(it);
    await auditor.lately();
    const [step] = await it.store.occurrences({ states: ['open'] });
    byHand(`update occurrences set target_day = '2024-03-21' where id = ${step?.id}`);
    expect((await auditor.lately()).map(({ kind }) => kind)).toContain('deadline-dates');
    await it.advance('1h');
    it.phone(NAM.name).receives(/có hạn ghi khác ngày tính theo lịch/);
    expect(it.phone(NAM.name).takeAll().length).toBeLessThan(3);
    byHand('update tasks set planned_through = null');
    await it.engine.plan(it.clock.now());
    expect(await auditor.lately()).toEqual([]);
  });
});
