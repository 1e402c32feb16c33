import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { makePlan } from '../../src/app/plan.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';
import { startTelegram } from '../emulators/telegram/server.ts';
import { startProgram } from '../process/program.ts';
import { type Figure, plain, type Scale } from './figure.ts';
import { inScratch, quiet } from './office.ts';
import { someRules, writeTasks } from './planning.ts';

const START_AT = '2026-03-13T08:30:00+07:00';
/** Of the rules in `planning.ts`, up to the horizon. */
const STEPS_A_RULE = 26;

/** The real service with nothing to do, beside one on an empty database. Linux only: what processes use is read from /proc. */
export async function idle({ many, quick }: Scale): Promise<Figure[]> {
  const what = `idle with ${plain(many)} future reminders`;
  const must = '< 60 ms CPU a minute, RSS ≤ 1.15 × empty';
  if (!existsSync('/proc/self/task')) {
    return [{ what, must, got: '—', reached: false, note: 'measured on Linux only' }];
  }
  const minutes = quick ? 1 : 3;
  return inScratch(async (folder) => {
    const measure = async (name: string) => {
      // A bot account each: two that poll one account take its updates from each other.
      const telegram = await startTelegram();
      const environment = {
        NHACVIEC_HOME: join(folder, name),
        NHACVIEC_START_AT: START_AT,
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.apiRoot,
        OFFICE_NAME: 'UBND xã Phú Tân',
      };
      const program = startProgram(['start'], environment, process.execArgv);
      await program.prints(/started/);
      // The day's planning and the garbage of the start are not idling.
      await sleep(quick ? 10_000 : 70_000);
      const before = cpuMsOf(program.child.pid!);
      await sleep(minutes * 60_000);
      const cpu = (cpuMsOf(program.child.pid!) - before) / minutes;
      const rss = rssMiBOf(program.child.pid!);
      await program.stop();
      await telegram.close();
      return { cpu, rss };
    };
    mkdirSync(join(folder, 'full'));
    const steps = await writePlanned(join(folder, 'full', 'nhacviec.db'), many);
    const [full, empty] = await Promise.all([measure('full'), measure('empty')]);
    const ratio = full.rss / empty.rss;
    return [
      {
        what,
        must,
        got: `${plain(full.cpu)} ms, ${plain(ratio)}`,
        reached: full.cpu < 60 && ratio <= 1.15,
        note: `${plain(steps)} steps to come, planned by the program itself, so that the auditor finds nothing; empty ${plain(empty.cpu)} ms; RSS ${plain(full.rss)} MB, empty ${plain(empty.rss)} MB`,
      },
    ];
  });
}

/** An office as planning leaves it, with about so many steps to come. Returns how many. */
async function writePlanned(path: string, reminders: number): Promise<number> {
  const start = Date.parse(START_AT);
  await writeTasks(path, someRules(Math.round(reminders / STEPS_A_RULE)), '2026-03-14');
  const store = await openSqlite({ path, log: quiet, durable: false });
  await makePlan({ store, office: shippedOffice('UBND xã Phú Tân'), log: quiet })(start);
  await store.close();
  const db = new Sqlite(path, { readonly: true });
  const count = db.prepare<[number], number>("select count(*) from reminders where state = 'planned' and fire_at > ?");
  const planned = count.pluck().get(start)!;
  db.close();
  return planned;
}

/** All threads of a process, in ms. */
function cpuMsOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const spent = threads.map((id) => Number(readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ')[0]));
  return spent.reduce((sum, ns) => sum + ns, 0) / 1e6;
}

function rssMiBOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}
