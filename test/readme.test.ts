import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');

/** The rows of the table of promises: the promise, and what stands in its last column. */
const promises = read('README.md')
  .split(/^## /m)
  .find((section) => section.startsWith('How it keeps its promises'))!
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (promise|---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map((cells) => [cells[1]!, cells.at(-2)!] as const);

/** Files named in code; one without a folder stands beside the one before it. */
function namedIn(cell: string): string[] {
  let folder = '';
  return [...cell.matchAll(/`([^`\s]+\.ts|test\/[^`\s]+)`/g)].map((match) => {
    const name = match[1]!;
    const path = name.includes('/') ? name : join(folder, name);
    folder = /\.ts$/.test(path) ? dirname(path) : path;
    return path;
  });
}

/** Whether there are tests at this path, which may hold a `*`. */
function holdsTests(path: string): boolean {
  const found = globSync(path, { cwd: ROOT }).map((name) => join(ROOT, name));
  const files = found.flatMap((one) =>
    statSync(one).isDirectory()
      ? readdirSync(one, { recursive: true, encoding: 'utf8' }).map((name) => join(one, name))
      : [one],
  );
  return files.some((file) => file.endsWith('.test.ts') && /\btest(\.each\b.*)?\(/s.test(readFileSync(file, 'utf8')));
}

describe('each promise of the README names tests that exist', () => {
  test('there are promises', () => expect(promises.length).toBeGreaterThan(10));

  test.each(promises)('%s', (_, tests) => {
    // What every scenario uses is named for what it does; it is no test itself.
    const named = namedIn(tests).filter((path) => !path.endsWith('/world.ts'));
    expect(named).not.toEqual([]);
    expect(named.filter((path) => !holdsTests(path))).toEqual([]);
  });
});

const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: ROOT })];

test.each(documents)('every file that %s leads to is there', (name) => {
  const links = [...read(name).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!);
  const files = links.filter((link) => !/^[a-z]+:/.test(link));
  expect(files.filter((file) => !existsSync(resolve(ROOT, dirname(name), file)))).toEqual([]);
});

test('every command that the README shows as an npm script is one', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const shown = [...(read('README.md') + read('CONTRIBUTING.md')).matchAll(/npm run (?:-s )?([a-z]\w*)/g)];
  expect(shown.map((match) => match[1]!).filter((name) => scripts[name] === undefined)).toEqual([]);
});
