import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Figure, median, plain, type Scale } from './figure.ts';
import { inScratch, writeOffice } from './office.ts';

/** The most memory that draining a long backlog takes, over draining a short one, each in a process of its own. */
export function backlog({ many, quick }: Scale): Promise<Figure[]> {
  return inScratch(async (folder) => {
    const grown: number[] = [];
    let peak = 0;
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      const few = await peakMiB(join(folder, `few-${round}.db`), 1000);
      peak = await peakMiB(join(folder, `many-${round}.db`), many);
      grown.push(peak - few);
    }
    const third = await peakMiB(join(folder, 'third.db'), Math.round(many / 3));
    const growth = median(grown);
    return [
      {
        what: `RSS while draining a backlog of ${plain(many)}, over 1 000`,
        must: 'grows ≤ 30 MB',
        got: `${plain(Math.max(0, growth))} MB`,
        reached: growth <= 30,
        note: `${plain(peak)} MB at the most; a third of the backlog takes ${plain(third)} MB: SQLite’s page cache fills (4 MB) and V8’s heap grows, both up to a bound`,
      },
    ];
  });
}

async function peakMiB(path: string, messages: number): Promise<number> {
  await writeOffice(path, { officers: 1000, occurrences: messages, steps: 'due' });
  const drain = join(import.meta.dirname, 'drain.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, drain, path]);
  const { sent, peakKiB } = JSON.parse(stdout) as { sent: number; peakKiB: number };
  if (sent !== messages) throw new Error(`${sent} of ${messages} messages were sent`);
  return peakKiB / 1024;
}
