import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { at, rehearse } from './rehearsal.ts';

/** The soak lasts a day of the office's; `npm test` an hour. */
const HOURS = process.env.SOAK ? 24 : 1;
const MINUTE_MS = 60_000;
const MOST_GROWTH_KIB = 20 * 1024;

/** Memory of the process that the system holds, KiB. */
const residentKib = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

test(`${HOURS} h with the socket cut every minute: everything said is received once and answered once`, {
  timeout: HOURS * 60_000,
}, async () => {
  const office = await rehearse({ speed: 360 });
  const { zalo, telegram } = office;
  const nam = telegram.user('Nam');
  const lan = zalo.user('Lan', { friend: true });
  await office.staff([
    { name: 'Huỳnh Nam', isAdmin: true, chats: [{ channel: 'telegram', chatId: String(nam.id) }] },
    { name: 'Nguyễn Lan', chats: [{ channel: 'zalo', chatId: lan.idAt() }] },
  ]);
  office.logIn();
  const program = await office.start('06:00:00');
  await zalo.bot.line.untilOpen();
  const begun = Date.parse(at('06:00:00'));
  const memory: number[] = [];
  const said: string[] = [];
  const cuts = HOURS * 60;
  for (let minute = 1; minute <= cuts; minute += 1) {
    while (office.now() < begun + minute * MINUTE_MS) await new Promise((resolve) => setTimeout(resolve, 2));
    await zalo.bot.line.untilOpen();
    // In turn while the bot listens, and just after it was cut off.
    if (minute % 2 === 0) said.push(String(lan.says('giúp')));
    zalo.bot.line.cut();
    if (minute % 2 === 1) said.push(String(lan.says('giúp')));
    if (process.platform !== 'linux') continue;
    // Garbage comes and goes: what an hour cannot do without is the least that the process held within it.
    const hour = Math.floor((minute - 1) / 60);
    memory[hour] = Math.min(memory[hour] ?? Number.POSITIVE_INFINITY, residentKib(program.child.pid!));
  }
  // What the last cuts left to be fetched is answered; an answer that came twice would come soon after.
  const answered = () => lan.chat.messages().filter(({ text }) => !/^Chào chị|em nhắc lại/.test(text)).length;
  const end = Date.now() + 30_000;
  while (answered() < cuts && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  await office.passMinutes(5);
  expect(await program.stop()).toMatchObject({ code: 0 });

  const database = new Database(join(office.home, 'nhacviec.db'), { readonly: true });
  const rows = database.prepare('select external_id from inbound order by id').all() as { external_id: string }[];
  const answers = database
    .prepare("select count(*) as n from deliveries where kind = 'answer' and state = 'sent'")
    .get();
  database.close();
  expect(rows.map((row) => row.external_id).toSorted()).toEqual(said.toSorted());
  expect(answers).toEqual({ n: cuts });
  expect(zalo.bot.line.opened).toBeGreaterThan(cuts);
  if (memory.length > 2) {
    console.log(`least resident memory of each hour, MiB: ${memory.map((kib) => Math.round(kib / 1024)).join(' ')}`);
    // The first hour warms up.
    expect(memory.at(-1)! - memory[1]!).toBeLessThan(MOST_GROWTH_KIB);
  }
});
