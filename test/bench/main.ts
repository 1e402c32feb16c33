import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import Sqlite from 'better-sqlite3';
import { answer } from './answer.ts';
import { backlog } from './backlog.ts';
import { delivery } from './delivery.ts';
import { type Figure, plain, type Scale, scaleOf, table } from './figure.ts';
import { idle } from './idle.ts';
import { pacing } from './pacing.ts';
import { planning } from './planning.ts';
import { start } from './start.ts';
import { syncMs } from './sync.ts';
import { tick } from './tick.ts';

/** `npm run bench [-- --quick] [name …]`: prints one table, in Markdown. What is not reached is said, not failed. */
const MEASURES: Record<string, (scale: Scale) => Promise<Figure[]>> = {
  delivery,
  pacing,
  tick,
  planning,
  answer,
  idle,
  backlog,
  start,
};

const args = process.argv.slice(2);
const scale = scaleOf(args.includes('--quick'));
const named = args.filter((arg) => !arg.startsWith('--'));
/** Set in the process that takes one measure for another process. */
const lonely = args.includes('--apart');
const unknown = named.filter((name) => !(name in MEASURES));
if (unknown.length > 0) throw new Error(`not measured: ${unknown}; there are ${Object.keys(MEASURES).join(', ')}`);

const figures: Figure[] = [];
if (!lonely) console.log(machine());
for (const [name, measure] of Object.entries(MEASURES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  if (!lonely) process.stderr.write(`${name} …\n`);
  // One by itself: what a measure leaves in the heap, and what the compiler learnt from it, is not the next one's.
  figures.push(...(lonely ? await measure(scale) : apart(name)));
}
if (lonely) console.log(JSON.stringify(figures));
else console.log(`\n${table(figures)}\n\nLoad average at the end: ${load()}; fdatasync ${plain(syncMs())} ms.`);

/** The measure of that name, taken by a process with the same flags. */
function apart(name: string): Figure[] {
  const given = [...process.execArgv, import.meta.filename, name, '--apart', ...(scale.quick ? ['--quick'] : [])];
  return JSON.parse(
    execFileSync(process.execPath, given, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
  ) as Figure[];
}

/** Where and when it was measured, and how busy the machine is. */
function machine(): string {
  const versionOf = (name: string) => {
    const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
    return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
  };
  const db = new Sqlite(':memory:');
  const sqlite = db.prepare<[], string>('select sqlite_version()').pluck().get();
  db.close();
  return [
    `${new Date().toISOString().slice(0, 10)}${scale.quick ? ', a quick run' : ''}: ${cpus().length} × ${cpus()[0]?.model}, ${plain(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`,
    `Node ${process.versions.node}, SQLite ${sqlite}, ${['better-sqlite3', 'kysely', 'plainjob', 'dayjs'].map(versionOf).join(', ')}`,
    `Load average at the beginning: ${load()}; a small write with fdatasync takes ${plain(syncMs())} ms.`,
  ].join('\n');
}

function load(): string {
  return loadavg()
    .map((value) => value.toFixed(1))
    .join(', ');
}
