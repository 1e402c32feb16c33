import { makeDeliver } from '../../src/app/deliver.ts';
import { steppedClock } from '../../src/runtime/clock.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';
import { benchChannel, NOW, quiet } from './office.ts';

// A process of its own, whose memory is measured: drains the database that it is given.
let sent = 0;
const store = await openSqlite({ path: process.argv[2]!, log: quiet });
const channel = benchChannel(() => {
  sent += 1;
});
const deliver = makeDeliver({
  store,
  channels: [channel],
  office: shippedOffice('Bench'),
  clock: steppedClock(NOW),
  log: quiet,
});
await deliver.run();
await store.close();
console.log(JSON.stringify({ sent, peakKiB: process.resourceUsage().maxRSS }));
