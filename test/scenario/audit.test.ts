import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditEverything } from '../../src/app/audit.ts';
import type { Store } from '../../src/app/store.ts';
import { DIFFERENCE_KINDS, type Difference, type DifferenceKind } from '../../src/domain/audit/difference.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const folder = mkdtempSync(join(tmpdir(), 'nhac-viec-audit-'));
const path = join(folder, 'office.db');
let now = 0;

const MONTHLY = { title: 'Báo cáo tháng', lead: ['Đầu mối'], rules: [{ kind: 'monthly', day: 20 }] };
const OTHER = { title: 'Báo cáo khác', lead: ['Đầu mối'], rules: [{ kind: 'monthly', day: 18 }] };

beforeAll(async () => {
  const it = await office({
    at: '2024-03-04T08:00+07:00',
    people: [{ name: 'Trần Văn Minh', address: 'anh', admin: true }, LAN],
    plan: [QUARTERLY, MONTHLY, OTHER],
    path,
  });
  // Friday 15 March: the quarterly report is due, and steps of the others were told.
  await it.advance('2024-03-15T08:00+07:00');
  const lan = it.phone(LAN.name);
  lan.takeAll();
  await lan.replies('xong 1');
  await lan.replies('nhận 2');
  await it.advance('1h');
  lan.takeAll();
  it.phone('Trần Văn Minh').takeAll();
  now = it.clock.now();
});
afterEach(closeAll);
afterAll(() => rmSync(folder, { recursive: true }));

/** What the auditor finds in a copy of the office's database after somebody laid hands on it. */
const tampered = (...statements: string[]) => tamperedAnd(async () => {}, ...statements);

async function tamperedAnd(
  then: (store: Store, found: readonly Difference[]) => Promise<void>,
  ...statements: string[]
): Promise<readonly Difference[]> {
  const copy = join(folder, `copy-${++copies}.db`);
  const whole = new Sqlite(path);
  whole.pragma('wal_checkpoint(TRUNCATE)');
  whole.close();
  copyFileSync(path, copy);
  const hand = new Sqlite(copy);
  hand.pragma('foreign_keys = OFF');
  for (const act of ['update', 'delete']) hand.exec(`drop trigger event_log_no_${act}`);
  for (const statement of statements) {
    const { changes } = hand.prepare(statement).run();
    if (!statement.startsWith('drop')) expect(`${changes} rows: ${statement}`).not.toBe(`0 rows: ${statement}`);
  }
  hand.close();
  const store = await openSqlite({ path: copy, log: silent, durable: false });
  try {
    const look = async () => (await auditEverything({ store, office: shippedOffice('UBND xã Thử') }, now)).differences;
    await then(store, await look());
    return await look();
  } finally {
    await store.close();
  }
}
let copies = 0;

const OPEN = `(select id from occurrences where state = 'open' and period = '2024-04' limit 1)`;
const FUTURE = `(select r.id from reminders r join occurrences o on o.id = r.occurrence_id
  where r.state = 'planned' and o.state = 'open' and o.period = '2024-04' order by r.fire_at limit 1)`;
const FIRED = `(select id from reminders where state = 'fired' order by id limit 1)`;
const SENT = `(select id from deliveries where kind = 'digest' and state = 'sent' order by id limit 1)`;
const DONE = `(select id from occurrences where state = 'done' limit 1)`;
const ITEM = `(select id from delivery_items where reminder_id = ${FIRED} limit 1)`;

const HANDS: readonly [what: string, kinds: readonly DifferenceKind[], ...statements: string[]][] = [
  ['a deadline is deleted', ['deadline-missing', 'row-missing'], `delete from occurrences where id = ${OPEN}`],
  [
    'a deadline is called off by hand',
    ['deadline-missing', 'log-differs', 'after-closing'],
    `update occurrences set state = 'cancelled', reason = 'rule-changed' where id = ${OPEN}`,
  ],
  ['a deadline moves', ['deadline-dates'], `update occurrences set target_day = '2024-04-11' where id = ${OPEN}`],
  [
    'a deadline is closed by hand',
    ['log-differs', 'after-closing'],
    `update occurrences set state = 'done' where id = ${OPEN}`,
  ],
  [
    'a deadline is made up',
    ['deadline-unwanted', 'log-missing'],
    `insert into occurrences (task_id, period, state, label, nominal_day, last_day, legal_last_day, target_day, certainty)
     select task_id, '2024-13', 'open', '', nominal_day, last_day, legal_last_day, target_day, certainty
     from occurrences where id = ${OPEN}`,
  ],
  ['a task was never planned', ['task-unplanned'], 'update tasks set planned_through = null where id = 1'],
  ['the rules of a task cannot be read', ['task-unreadable'], `update tasks set rules = '[{' where id = 1`],
  ['a step is deleted', ['step-missing', 'row-missing'], `delete from reminders where id = ${FUTURE}`],
  [
    'a step moves',
    ['step-moved', 'log-differs'],
    `update reminders set fire_at = fire_at + 86400000 where id = ${FUTURE}`,
  ],
  [
    'a step is left out by hand',
    ['step-dropped', 'log-differs'],
    `update reminders set state = 'skipped', reason = 'closed' where id = ${FUTURE}`,
  ],
  [
    'a step is left out without a reason',
    ['unreasoned'],
    `update reminders set state = 'skipped', reason = null where id = ${FUTURE}`,
  ],
  [
    'a step is made up',
    ['step-unwanted', 'log-missing'],
    `insert into reminders (occurrence_id, step, fire_at, state) select ${OPEN}, 'before-3', fire_at, 'planned'
     from reminders where id = ${FUTURE}`,
  ],
  [
    'a step of yesterday was not told',
    ['step-late'],
    `update reminders set fire_at = ${Date.parse('2024-03-14T07:30+07:00')} where id = ${FUTURE}`,
  ],
  ['a person was not told', ['person-missing', 'row-missing'], `delete from delivery_items where id = ${ITEM}`],
  [
    'a person was told who should not be',
    ['person-unexpected', 'log-missing'],
    `insert into delivery_items (delivery_id, reminder_id, occurrence_id, officer_id, role, about, dropped)
     select delivery_id, reminder_id, occurrence_id, 1, 'leader', '[]', 0 from delivery_items where id = ${ITEM}`,
  ],
  ['a role is changed', ['person-unexpected'], `update delivery_items set role = 'leader' where id = ${ITEM}`],
  [
    'somebody else led it all along',
    ['person-missing'],
    `update holdings set officer_id = 1 where position_id in (select position_id from task_positions)`,
  ],
  ['a message is deleted', ['row-missing'], `delete from deliveries where id = ${SENT}`],
  [
    'a message is put back to be sent',
    ['log-differs', 'delivery-stuck'],
    `update deliveries set state = 'pending', due_at = ${Date.parse('2024-03-14T08:00+07:00')} where id = ${SENT}`,
    // Nothing has gone out since.
    `update event_log set logged_at = logged_at - 3600000 where kind in ('delivery-sent', 'delivery-skipped')`,
  ],
  [
    'a message hangs while it is sent',
    ['delivery-stuck', 'log-differs'],
    `update deliveries set state = 'sending', lease_at = ${Date.parse('2024-03-14T08:00+07:00')} where id = ${SENT}`,
  ],
  [
    'a message fails without a reason',
    ['unreasoned', 'log-differs'],
    `update deliveries set state = 'failed', reason = '' where id = ${SENT}`,
  ],
  [
    'a doubt is left',
    ['doubt-left', 'log-differs'],
    `update deliveries set state = 'unknown', reason = 'timeout' where kind = 'answer' and id = (select max(id) from deliveries where kind = 'answer')`,
  ],
  [
    'a message went out twice',
    ['sent-twice'],
    `insert into event_log (logged_at, kind, officer_id, delivery_id, data)
     select logged_at, kind, officer_id, delivery_id, data from event_log where kind = 'delivery-sent' and delivery_id = ${SENT}`,
  ],
  [
    'a message went out on a Sunday',
    ['outside-hours'],
    `update event_log set logged_at = ${Date.parse('2024-03-10T09:00+07:00')} where kind = 'delivery-sending' and delivery_id = ${SENT}`,
  ],
  [
    'a message went out after its deadline was closed',
    ['after-closing'],
    `update occurrences set state = 'done', closed_at = ${Date.parse('2024-03-04T09:00+07:00')}
     where id = (select occurrence_id from delivery_items where delivery_id = ${SENT} limit 1)`,
  ],
  ['a report is deleted', ['row-missing'], `delete from completions where occurrence_id = ${DONE}`],
  ['a report is given to somebody else', ['row-missing', 'log-missing'], 'update completions set officer_id = 1'],
  ['an acknowledgement is deleted', ['row-missing'], 'delete from acknowledgements'],
  [
    'what somebody wrote is forgotten',
    ['inbound-waiting'],
    `update inbound set state = 'new', received_at = received_at - 86400000 where id = (select max(id) from inbound)`,
  ],
  [
    'the log loses the lines about a deadline',
    ['log-missing'],
    `delete from event_log where occurrence_id = ${OPEN} and kind = 'occurrence-opened'`,
  ],
  [
    'the log loses that a step was told',
    ['log-differs', 'log-missing'],
    `delete from event_log where kind = 'reminder-fired' and json_extract(data, '$.reminderId') = ${FIRED}`,
  ],
  [
    'the log loses that a message went out',
    ['log-differs'],
    `delete from event_log where kind = 'delivery-sent' and delivery_id = ${SENT}`,
  ],
  ['the log loses a report', ['log-missing'], `delete from event_log where kind = 'completed'`],
];

describe('the auditor', () => {
  test('finds nothing where nobody laid hands on anything', async () => {
    const store = await openSqlite({ path, log: silent, durable: false });
    const { differences, checked } = await auditEverything({ store, office: shippedOffice('UBND xã Thử') }, now);
    await store.close();
    expect(differences).toEqual([]);
    expect(checked.deadlines).toBeGreaterThan(5);
    expect(checked.steps).toBeGreaterThan(30);
    expect(checked.messages).toBeGreaterThan(5);
  });

  test.each(HANDS.map(([what, kinds, ...statements]) => ({ what, kinds, statements })))(
    'sees it when $what',
    async ({ kinds, statements }) => {
      const found = new Set((await tampered(...statements)).map(({ kind }) => kind));
      expect([...found]).toEqual(expect.arrayContaining([...kinds]));
    },
  );

  test('an office that was run by the version before reads the same from its log once it is migrated', async () => {
    // What that version did not write down: that steps were planned, and who was told.
    const found = await tampered(
      `delete from event_log where kind = 'reminders-planned'`,
      `update event_log set data = json_remove(data, '$.items') where kind = 'reminder-fired'`,
      `delete from kysely_migration where name = '0004-ledger'`,
      'drop table audit_differences',
      'drop table audit_marks',
    );
    expect(found).toEqual([]);
  });

  test('takes what was mended by hand for what it is once that was written down', async () => {
    const left = await tamperedAnd(
      async (store, found) => {
        expect(found.length).toBeGreaterThan(3);
        await store.acceptLedger({
          occurrenceIds: found.flatMap(({ occurrenceId }) => occurrenceId ?? []),
          deliveryIds: found.flatMap(({ deliveryId }) => deliveryId ?? []),
          at: now,
        });
      },
      `delete from delivery_items where id = ${ITEM}`,
      'update completions set officer_id = 1',
      `update deliveries set state = 'failed', reason = 'blocked' where id = ${SENT}`,
      `delete from acknowledgements`,
    );
    expect(left).toEqual([]);
  });

  test('can find every kind of difference that it names', () => {
    const seen = new Set(HANDS.flatMap(([, kinds]) => kinds));
    expect(DIFFERENCE_KINDS.filter((kind) => !seen.has(kind))).toEqual([]);
  });
});
