import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, expect, test } from 'vitest';
import { makeAuditor } from '../../src/app/auditor.ts';
import { examine } from '../../src/app/doctor.ts';
import { LAN, openOffices, QUARTERLY, type World } from '../scenario/world.ts';

const { office, closeAll } = openOffices();
const folder = mkdtempSync(join(tmpdir(), 'nhacviec-poison-'));
afterEach(closeAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const POISON = { ...QUARTERLY, title: 'Báo cáo hỏng' };

/** Two reports due on Friday 15 March; then a hand that knows better writes into the database. */
async function officeWith(...statements: string[]): Promise<World> {
  const path = join(folder, `${++offices}.db`);
  const here = await office({ at: '2024-03-14T18:00:00+07:00', people: [NAM, LAN], plan: [POISON, QUARTERLY], path });
  await here.advance('1m');
  const hand = new Sqlite(path);
  for (const statement of statements) expect(hand.prepare(statement).run().changes).toBeGreaterThan(0);
  hand.close();
  return here;
}
let offices = 0;

/** What was logged as an error; and forgets it, since it is expected. */
function errorsOf(here: World): string[] {
  const errors = here.logged.filter((line) => line.level === 'error').map((line) => line.message);
  (here.logged as unknown[]).length = 0;
  return [...new Set(errors)];
}

/** Rules that nobody can read, and how `doctor` says so. */
const UNREADABLE_RULES = [
  ['broken JSON', '[{"kind":"quarterly"', 'no JSON'],
  ['rules of an unknown kind', '[{"kind":"mỗi khi trời mưa"}]', '0.kind'],
  ['rules of an unknown shape', '[{"kind":"quarterly","day":"17"}]', '0.monthOfQuarter'],
  ['no rules at all', '[]', 'Too small'],
  ['null', 'null', 'expected array'],
] as const;

/** All that the ledger has of the poisoned task's deadlines and steps. */
function keptOf(path: string): unknown[] {
  const hand = new Sqlite(path, { readonly: true });
  const rows = hand
    .prepare(
      `select occurrences.*, reminders.id as reminder, step, fire_at, reminders.state as step_state
       from occurrences join reminders on occurrence_id = occurrences.id
       where task_id = (select id from tasks where title = 'Báo cáo hỏng') order by reminders.id`,
    )
    .all();
  hand.close();
  return rows;
}

const HERE = `where id = (select id from tasks where title = 'Báo cáo hỏng')`;
const ITS_FIRST = `where occurrence_id = (select min(id) from occurrences where task_id = (select id from tasks where title = 'Báo cáo hỏng'))`;
/** A policy that the program does not ship. */
const UNREADABLE = `update tasks set policy = 'khác', planned_version = 'x' ${HERE}`;

/** The hand puts things right, and the auditor is content again. */
async function repair(here: World): Promise<void> {
  const hand = new Sqlite(join(folder, `${offices}.db`));
  const right = `(select rules from tasks where title = 'Báo cáo quý')`;
  hand.prepare(`update tasks set rules = ${right}, policy = null, planned_version = 'y' ${HERE}`).run();
  hand.close();
  await here.restart();
  await here.advance('10m');
}

test('a task that cannot be planned or fired: the others are, and the administrator hears of it once', async () => {
  const here = await officeWith(UNREADABLE);
  await here.restart();
  await here.advance('2024-03-15T08:00:00+07:00');
  const lan = here.phone(LAN.name);
  lan.receives(/^Chào chị Lan, thứ Sáu 15\/3. Chị có 1 việc:\n\n🟠 Nên gửi hôm nay\n#\d Báo cáo quý/);
  const nam = here.phone(NAM.name);
  nam.receives(/^Thưa anh Nam, việc T1 Báo cáo hỏng có chỗ ghi sai[\s\S]*các việc khác em vẫn nhắc/);
  expect(errorsOf(here)).toEqual(['task could not be planned', 'steps could not be fired']);
  here.nobodyElseHears();
  // What was due of it is told as soon as it can be.
  await repair(here);
  lan.receives(/Báo cáo hỏng/);
});

test('a task that cannot be put into words: the rest of its message is told', async () => {
  const here = await officeWith(`update tasks set notes = 'x' ${HERE}`);
  here.channel().setState('stopped');
  await here.advance('2024-03-15T07:31:00+07:00');
  const hand = new Sqlite(join(folder, `${offices}.db`));
  // About whom it is, for the supervisor.
  expect(hand.prepare(`update delivery_items set about = 'null' ${ITS_FIRST}`).run().changes).toBe(1);
  hand.close();
  here.channel().setState('running');
  await here.advance('5m');
  here.phone(LAN.name).receives(/^Chào chị Lan, thứ Sáu 15\/3. Chị có 1 việc:\n\n🟠 Nên gửi hôm nay\n#\d Báo cáo quý/);
  here.phone(NAM.name).receives(/^Thưa anh Nam, việc T1 Báo cáo hỏng/);
  expect(errorsOf(here)).toEqual(['items could not be told']);
});

for (const [name, rules, why] of UNREADABLE_RULES) {
  test(`a poison task, ${name}: the others are planned, told and audited; it is left alone, and told of once`, async () => {
    const here = await officeWith(`update tasks set rules = '${rules}', planned_version = 'x' ${HERE}`);
    const path = join(folder, `${offices}.db`);
    const before = keptOf(path);
    expect(before.length).toBeGreaterThan(0);
    await here.restart();
    await here.advance('2024-03-15T08:00:00+07:00');
    const lan = here.phone(LAN.name);
    const nam = here.phone(NAM.name);
    lan.receives(/^Chào chị Lan, thứ Sáu 15\/3. Chị có 1 việc:\n\n🟠 Nên gửi hôm nay\n#\d Báo cáo quý/);
    nam.receives(/^Thưa anh Nam, thời hạn của việc T1 Báo cáo hỏng [\s\S]*«sửa T1»/);

    // The auditor goes on with the others, and finds of this one just that it cannot be read. Nobody is told again.
    await here.advance('2024-03-15T09:00:00+07:00');
    const found = await makeAuditor(here).lately();
    expect(found).toEqual([{ kind: 'task-unreadable', taskId: 1, found: expect.stringContaining(why) }]);
    const findings = await examine(here.store, here.office, here.clock.now());
    expect(findings.filter(({ area }) => area === 'rules')).toEqual([
      { level: 'problem', area: 'rules', message: expect.stringMatching(new RegExp(`^T1 cannot be read.*${why}`)) },
    ]);
    await lan.replies('xong');
    lan.receives(/Đã ghi.*Báo cáo quý/);
    await nam.replies('giải thích T1');
    nam.receives(/Báo cáo hỏng/);
    expect(keptOf(path)).toEqual(before);
    expect(errorsOf(here)).toEqual([
      'task could not be planned',
      'steps could not be fired',
      'audit found differences',
    ]);
    here.nobodyElseHears();

    await repair(here);
    lan.receives(/Báo cáo hỏng/);
    expect(await makeAuditor(here).lately()).toEqual([]);
  });
}

test('an administrator mends a task that cannot be read by saying its deadline anew', async () => {
  const here = await officeWith(`update tasks set rules = '[{]', planned_version = 'x' ${HERE}`);
  await here.restart();
  await here.advance('2024-03-15T08:00:00+07:00');
  here.phone(LAN.name).receives(/Chị có 1 việc:[\s\S]*Báo cáo quý/);
  const nam = here.phone(NAM.name);
  nam.receives(/«sửa T1»/);
  expect(errorsOf(here)).toEqual(['task could not be planned', 'steps could not be fired']);
  await nam.replies('sửa T1; hạn: ngày 17 tháng cuối quý');
  nam.receives(/Báo cáo hỏng/);
  await nam.replies('đồng ý');
  nam.receives(/Đã sửa/);
  // What was past when it was mended is the administrator's; the next step is told.
  await here.advance('2024-03-15T14:00:00+07:00');
  here.phone(LAN.name).receives(/Báo cáo hỏng[\s\S]*Báo cáo quý/);
});

test('what was decided while the rules could be read is told with the rest of its message', async () => {
  const here = await officeWith(`update tasks set notes = 'x' ${HERE}`);
  here.channel().setState('stopped');
  await here.advance('2024-03-15T07:31:00+07:00');
  const hand = new Sqlite(join(folder, `${offices}.db`));
  hand.prepare(`update tasks set rules = '[' ${HERE}`).run();
  hand.close();
  here.channel().setState('running');
  await here.advance('5m');
  here.phone(LAN.name).receives(/Chị có 2 việc:[\s\S]*Báo cáo hỏng[\s\S]*Báo cáo quý/);
  await repair(here);
});
