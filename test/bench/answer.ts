import { join } from 'node:path';
import { runOffice } from './engine.ts';
import { cpuMs, type Figure, median, plain, quantile, type Scale } from './figure.ts';
import { benchChannel, inScratch, NOW, writeOffice } from './office.ts';
import { syncMs } from './sync.ts';

const OFFICERS = 1000;

/** From an update that comes in to the confirmation handed to the channel, everything between written to the disk. */
export function answer({ many, quick }: Scale): Promise<Figure[]> {
  return inScratch(async (folder) => {
    const answers = quick ? 300 : 2000;
    const warm = 50;
    const path = join(folder, 'office.db');
    await writeOffice(path, { officers: OFFICERS, occurrences: many, steps: 'planned' });
    let heard: (text: string) => void = () => {};
    const channel = benchChannel((_, { text }) => heard(text));
    const office = await runOffice(path, channel);
    await office.engine.tick();
    await office.engine.idle();
    const took: number[] = [];
    const commits = [syncMs()];
    let cpu = 0;
    for (let n = 0; n < warm + answers; n++) {
      const confirmed = new Promise<string>((resolve) => {
        heard = resolve;
      });
      const [who, code] = [1 + (n % OFFICERS), 1 + Math.floor(n / OFFICERS)];
      if (n % 100 === 0) commits.push(syncMs());
      const cpuBegan = cpuMs();
      const began = performance.now();
      await channel.events().onInbound({
        externalId: `u${n}`,
        chatId: `chat-${who}`,
        chatKind: 'private',
        at: NOW,
        content: { kind: 'text', text: `xong ${code}`, messageId: `w${n}` },
      });
      const text = await confirmed;
      if (n >= warm) took.push(performance.now() - began);
      if (!text.startsWith(`Đã ghi #${code} `)) throw new Error(`not a confirmation: ${text}`);
      await office.engine.idle();
      if (n >= warm) cpu += cpuMs() - cpuBegan;
    }
    await office.close();
    const p99 = quantile(took, 0.99);
    return [
      {
        what: `answer to «xong», update in → confirmation at the channel, ${plain(many)} open`,
        must: 'p99 < 20 ms',
        got: `${plain(p99)} ms`,
        reached: p99 < 20,
        note: `half of them under ${plain(median(took))} ms; CPU ${plain(cpu / answers)} ms an answer, with what follows it; three commits wait for the disk, one fdatasync took ${plain(median(commits))} ms meanwhile`,
      },
    ];
  });
}
