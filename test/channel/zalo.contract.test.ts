import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zaloChannel } from '../../src/channel/zalo/channel.ts';
import { redirectZalo } from '../emulators/zalo/redirect.ts';
import { startZalo } from '../emulators/zalo/server.ts';
import { realClock } from './clocks.ts';
import { describeChannelContract } from './contract.ts';
import { testLog } from './journal.ts';
import { logIn, NO_PACE, QUICK } from './zalo-office.ts';

const everything = { refuse: true, fail: true, offerAgain: true, quote: true, pace: true };

describeChannelContract('zalo', everything, async () => {
  const zalo = await startZalo();
  const redirection = redirectZalo(zalo.base);
  const home = mkdtempSync(join(tmpdir(), 'nhacviec-zalo-'));
  logIn(home, zalo.bot);
  const lan = zalo.user('Lan', { friend: true });
  const people = new Map([[lan.idAt(), lan]]);
  const another = (options = {}) => {
    const minh = zalo.user('Minh', options);
    people.set(minh.idAt(), minh);
    return minh.idAt();
  };
  return {
    makeChannel: () =>
      zaloChannel({ home, pace: NO_PACE, clock: realClock, log: testLog(), timings: QUICK, random: Math.random }),
    chatId: lan.idAt(),
    anotherChat: () => another({ friend: true }),
    async says(text, { quoting } = {}) {
      lan.says(text, quoting === undefined ? {} : { quote: Number(quoting) });
    },
    heard: (chatId) => zalo.sent().flatMap((message) => (message.to === chatId ? [message.text] : [])),
    order: () => zalo.sent().map((message) => message.to),
    refusingChat: () => another({ acceptsStrangers: false }),
    platformDown: zalo.goDown,
    platformUp: zalo.comeUp,
    async close() {
      redirection.restore();
      await zalo.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
});
