import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './figure.ts';

/** What one small write to the disk takes just now, ms: the floor under everything durable. */
export function syncMs(): number {
  const path = join(tmpdir(), `nhacviec-bench-sync-${process.pid}`);
  const file = openSync(path, 'w');
  const times = Array.from({ length: 50 }, () => {
    const began = performance.now();
    writeSync(file, 'x'.repeat(4096));
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  rmSync(path);
  return median(times);
}
