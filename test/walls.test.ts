import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '../src');

/** What each part may import besides itself. Arrows point down: commands → runtime, channel, store → app → text → domain. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: [],
  text: ['domain'],
  app: ['text', 'domain'],
  store: ['app', 'domain'],
  channel: ['app', 'domain'],
  runtime: ['app', 'domain'],
  commands: ['runtime', 'channel', 'store', 'app', 'text', 'domain'],
  'main.ts': ['commands', 'runtime', 'store', 'package.json'],
};

/** Libraries that touch the world, and the only parts that may use them. */
const LIBRARY_BELONGS_TO: Record<string, readonly string[]> = {
  'better-sqlite3': ['store', 'runtime'],
  kysely: ['store'],
  telegraf: ['channel'],
  'zca-js': ['channel'],
  pngjs: ['commands'],
  'node-cron': ['commands'],
  dayjs: ['runtime'],
  pino: ['runtime'],
  commander: ['commands', 'main.ts'],
};

interface Import {
  readonly file: string;
  readonly target: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(file: string, text = readFileSync(file, 'utf8')): Import[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].map((match) => ({ file, target: match[1]! }));
}

const partOf = (path: string): string =>
  relative(SOURCE, path)
    .replace(/^\.\.\//, '')
    .split('/')[0]!;

function broken({ file, target }: Import): string | null {
  const from = partOf(file);
  const name = `${relative(SOURCE, file)} imports ${target}`;
  if (target.startsWith('.')) {
    const path = resolve(dirname(file), target);
    const to = partOf(path);
    const sameAdapter = from !== 'channel' || adapterOf(path) === adapterOf(file) || adapterOf(path) === null;
    if (to === from) return sameAdapter ? null : name;
    return MAY_IMPORT[from]?.includes(to) ? null : name;
  }
  if (target.startsWith('node:')) return from === 'domain' || from === 'text' || from === 'app' ? name : null;
  const library = Object.keys(LIBRARY_BELONGS_TO).find((each) => target === each || target.startsWith(`${each}/`));
  return library === undefined || LIBRARY_BELONGS_TO[library]!.includes(from) ? null : name;
}

/** The folder of a platform; null for what platforms share. */
function adapterOf(path: string): string | null {
  const parts = relative(join(SOURCE, 'channel'), path).split('/');
  return parts.length > 1 ? parts[0]! : null;
}

test('every import points down, adapters do not know each other, and libraries stay where they belong', () => {
  const imports = filesBelow(SOURCE).flatMap((file) => importsOf(file));
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.map(broken).filter((each) => each !== null)).toEqual([]);
});

test.each([
  ['domain/x.ts', "import { a } from '../app/plan.ts';"],
  ['app/x.ts', "import { a } from '../store/open.ts';"],
  ['app/x.ts', "import { readFileSync } from 'node:fs';"],
  ['channel/telegram/x.ts', "import { a } from '../console/channel.ts';"],
  ['domain/x.ts', "import dayjs from 'dayjs';"],
  ['text/x.ts', "const a = await import('../app/plan.ts');"],
])('the wall stands: %s must not hold «%s»', (file, text) => {
  const [one] = importsOf(join(SOURCE, file), text);
  expect(broken(one!)).not.toBeNull();
});

test('zca-js is loaded in one place, and only when Zalo is wanted', () => {
  const files = filesBelow(SOURCE).filter((file) => importsOf(file).some(({ target }) => target === 'zca-js'));
  expect(files.map((file) => relative(SOURCE, file))).toEqual(['channel/zalo/client.ts']);
  const text = readFileSync(files[0]!, 'utf8');
  expect(text.match(/^import (?!type ).*'zca-js'/m)).toBeNull();
});

test('rules and use cases read no clock of the machine', () => {
  const clocks = /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/;
  const readers = ['domain', 'text', 'app', 'store'].flatMap((part) => filesBelow(join(SOURCE, part)));
  expect(readers.filter((file) => clocks.test(readFileSync(file, 'utf8')))).toEqual([]);
});
