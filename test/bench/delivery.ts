import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDeliver } from '../../src/app/deliver.ts';
import { steppedClock } from '../../src/runtime/clock.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';
import { cpuMs, type Figure, median, plain, type Scale, timed } from './figure.ts';
import { handWritten } from './hand-written.ts';
import { benchChannel, inScratch, MINUTE_MS, NOW, quiet, writeOffice } from './office.ts';
import { plainJob } from './plain-job.ts';

const rateOf = (messages: number, ms: number) => (messages / ms) * 1000;

/** Durable delivery to a channel that takes everything at once, against a job queue and a hand-written loop. */
export function delivery({ many, rounds, quick }: Scale): Promise<Figure[]> {
  return inScratch(async (folder) => {
    const aRound = many / rounds;
    const path = join(folder, 'office.db');
    await writeOffice(path, { officers: 1000, occurrences: many, steps: 'due', waves: rounds });
    copyFileSync(path, join(folder, 'by-hand.db'));
    let received = 0;
    const store = await openSqlite({ path, log: quiet });
    const clock = steppedClock(NOW);
    const channel = benchChannel(() => {
      received += 1;
    });
    const deliver = makeDeliver({ store, channels: [channel], office: shippedOffice('Bench'), clock, log: quiet });
    const byHand = handWritten(join(folder, 'by-hand.db'), async (chatId) => `m${chatId}`);
    // The queue's rate does not depend on how many jobs are taken, and with a commit for each it takes long.
    const jobs = quick ? 200 : 1000;
    const queue = plainJob(join(folder, 'queue.db'), many);
    const rates: { ours: number; cpu: number; hand: number; handCpu: number; full: number; normal: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const now = NOW + round * MINUTE_MS;
      clock.set(now);
      const before = received;
      let began = cpuMs();
      const ours = await timed(() => deliver.run());
      const cpu = cpuMs() - began;
      if (received - before !== aRound) throw new Error(`${received - before} of ${aRound} messages were sent`);
      began = cpuMs();
      const hand = await timed(() => byHand.drain(now));
      const handCpu = cpuMs() - began;
      const full = await timed(() => queue.drain(jobs, 'FULL'));
      const normal = await timed(() => queue.drain(jobs, 'NORMAL'));
      rates.push({
        ours: rateOf(aRound, ours),
        cpu: (cpu / aRound) * 1000,
        hand: rateOf(aRound, hand),
        handCpu: (handCpu / aRound) * 1000,
        full: rateOf(jobs, full),
        normal: rateOf(jobs, normal),
      });
    }
    await store.close();
    byHand.close();
    queue.close();
    const of = (each: (rate: (typeof rates)[number]) => number) => median(rates.map(each));
    const overQueue = of((rate) => rate.ours / rate.full);
    const overHand = of((rate) => rate.ours / rate.hand);
    const what = `durable delivery of ${plain(many)} due messages`;
    return [
      {
        what: `${what} ÷ plainjob`,
        must: '≥ 10',
        got: plain(overQueue),
        reached: overQueue >= 10,
        note: `${plain(of((rate) => rate.ours))}/s; plainjob ${plain(of((rate) => rate.full))}/s with FULL, ${plain(of((rate) => rate.normal))}/s with its default NORMAL (÷ ${plain(of((rate) => rate.ours / rate.normal))}). What plainjob waits for is the disk, twice a job: the faster that is, the smaller the ratio, and the hand-written loop is at ${plain(of((rate) => rate.hand / rate.full))}`,
      },
      {
        what: `${what} ÷ hand-written loop`,
        must: '≥ 0.5',
        got: plain(overHand),
        reached: overHand >= 0.5,
        note: `loop ${plain(of((rate) => rate.hand))}/s; CPU a message ${plain(of((rate) => rate.cpu))} µs, loop ${plain(of((rate) => rate.handCpu))} µs: the difference is what the loop has no need of (recipients, several items, splitting, groups, rendering)`,
      },
    ];
  });
}
