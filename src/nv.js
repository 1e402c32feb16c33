import { readFileSync, statSync } from 'node:fs';
import { createRequire, enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

// Loading is nearly all of the start, and Node keeps what it compiled. The first file is loaded before the cache is: were
// it TypeScript, Node would load the compiler of types each time for this one file.
enableCompileCache();
if (isBundled()) createRequire(import.meta.url)('../node_modules/.nhac-viec/nv.cjs');
else await import('./main.ts');

/** True where `bundle.js` was run and nothing that went into the bundle has changed since. */
function isBundled() {
  try {
    const inputs = JSON.parse(readFileSync(join(ROOT, 'node_modules/.nhac-viec/inputs.json'), 'utf8'));
    return inputs.every(([path, size, mtimeMs]) => {
      const is = statSync(join(ROOT, path));
      return is.size === size && is.mtimeMs === mtimeMs;
    });
  } catch {
    // No bundle, or a source that is gone.
    return false;
  }
}
