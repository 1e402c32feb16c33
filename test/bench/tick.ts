import { join } from 'node:path';
import { type RunningOffice, runOffice } from './engine.ts';
import { cpuMs, type Figure, median, plain, quantile, type Scale, timed } from './figure.ts';
import { benchChannel, inScratch, MINUTE_MS, writeOffice } from './office.ts';
import { syncMs } from './sync.ts';

/** A tick with nothing due, with many steps and with few still to come. */
export function tick({ many, quick }: Scale): Promise<Figure[]> {
  return inScratch(async (folder) => {
    const most = many * 10;
    const ticks = quick ? 100 : 300;
    const open = async (occurrences: number): Promise<RunningOffice> => {
      const path = join(folder, `${occurrences}.db`);
      await writeOffice(path, { officers: 1000, occurrences, steps: 'planned' });
      return runOffice(path, benchChannel());
    };
    const [few, all] = [await open(1000), await open(most)];
    const tickOf = async ({ engine, clock }: RunningOffice) => {
      clock.set(clock.now() + MINUTE_MS);
      await engine.tick();
      await engine.idle();
    };
    // The first of the day plans; the next ones warm the code up.
    for (let n = 0; n < 50; n++) for (const office of [few, all]) await tickOf(office);
    const took = { few: [] as number[], all: [] as number[] };
    let cpu = 0;
    for (let n = 0; n < ticks; n++) {
      took.few.push(await timed(() => tickOf(few)));
      const began = cpuMs();
      took.all.push(await timed(() => tickOf(all)));
      cpu += cpuMs() - began;
    }
    await few.close();
    await all.close();
    const ratio = median(took.all) / median(took.few);
    const ms = median(took.all);
    return [
      {
        what: `a tick with nothing due, ${plain(most)} pending ÷ 1 000 pending`,
        must: '≤ 1.5, and < 1 ms',
        got: `${plain(ratio)}, ${plain(ms)} ms`,
        reached: ratio <= 1.5 && ms < 1,
        note: `90 % of them under ${plain(quantile(took.all, 0.9))} ms; CPU ${plain(cpu / ticks)} ms a tick, with looking at what to send and the sign of life, which does not wait for the disk (one fdatasync took ${plain(syncMs())} ms just now)`,
      },
    ];
  });
}
