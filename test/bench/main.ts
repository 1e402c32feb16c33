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
const unknown = named.filter((name) => !(name in MEASURES));
if (unknown.length > 0) throw new Error(`not measured: ${unknown}; there are ${Object.keys(MEASURES).join(', ')}`);

const figures: Figure[] = [];
console.log(machine());
for (const [name, measure] of Object.entries(MEASURES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  figures.push(...(await measure(scale)));
}
console.log(`\n${table(figures)}\n\nLoad average at the end: ${load()}; fdatasync ${plain(syncMs())} ms.`);

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
