import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockEntry {
  readonly resolved?: string;
  readonly gypfile?: boolean;
  readonly optionalDependencies?: Record<string, string>;
}
const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, LockEntry>;
};

test('npm builds nothing: better-sqlite3 ships its binaries, and older npm would ask for a compiler', () => {
  expect(lock.packages['node_modules/better-sqlite3']).toMatchObject({ gypfile: false });
});

test('the lockfile names no registry and leaves out no platform of an optional dependency', () => {
  const entries = Object.entries(lock.packages);
  expect(entries.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
  const missing = entries.flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages),
    ),
  );
  expect(missing).toEqual([]);
});
