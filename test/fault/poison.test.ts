import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, expect, test } from 'vitest';
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

const HERE = `where id = (select id from tasks where title = 'Báo cáo hỏng')`;
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
  hand.prepare(`update tasks set rules = 'null' ${HERE}`).run();
  hand.close();
  here.channel().setState('running');
  await here.advance('5m');
  here.phone(LAN.name).receives(/^Chào chị Lan, thứ Sáu 15\/3. Chị có 1 việc:\n\n🟠 Nên gửi hôm nay\n#\d Báo cáo quý/);
  here.phone(NAM.name).receives(/^Thưa anh Nam, việc T1 Báo cáo hỏng/);
  expect(errorsOf(here)).toEqual(['items could not be told']);
  await repair(here);
});
