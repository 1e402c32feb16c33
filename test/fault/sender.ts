import { execFileSync } from 'node:child_process';
import { appendFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel } from '../../src/app/channel.ts';
import { makeEngine } from '../../src/app/engine.ts';
import type { Store } from '../../src/app/store.ts';
import { watchClock } from '../../src/app/watch-clock.ts';
import { machineUptime, systemClock } from '../../src/runtime/clock.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';

/**
 * The engine as a process of its own, with a provider that takes as much as it is given and writes every message that it
 * accepts into a file: `node sender.ts DATABASE OUTBOX START_AT [POINT COUNT]`. Ends by itself once nothing waits. At the
 * given point it kills itself, as the power would: `claimed` after so many claims, `accepted` when the provider has so many.
 * Or the disk is full from that point on: at so many a `claim`, `settle`, or `exchange` (which settles and claims at once).
 */
const [path = '', outbox = '', startAt = '', point = '', count = '0'] = process.argv.slice(2);
const log = {
  debug() {},
  info() {},
  warn() {},
  error: (given: object, message: string) =>
    void process.stderr.write(`${message} ${String((given as { error?: unknown }).error)}\n`),
};
const clock = systemClock({ startAt: Number(startAt) });
const office = shippedOffice('UBND xã Thử');
const opened = await openSqlite({ path, log });

let reached = 0;
function reach(where: string): void {
  if (where !== point) return;
  reached += 1;
  if (reached === Number(count)) process.kill(process.pid, 'SIGKILL');
}

/** Does the work; where this is the point, with a disk on which the journal cannot grow. Says what became of it. */
async function onDisk<T>(where: string, work: () => Promise<T>): Promise<T> {
  if (where !== point || ++reached !== Number(count)) return work();
  execFileSync('prlimit', [`--pid=${process.pid}`, `--fsize=${statSync(`${path}-wal`).size}:`]);
  try {
    return await work();
  } catch (error) {
    process.stderr.write(`full at ${where}: ${(error as { code?: string }).code}\n`);
    throw error;
  }
}

const store: Store = {
  ...opened,
  async claimDeliveries(claim) {
    const where = (claim.settle ?? []).length > 0 ? 'exchange' : 'claim';
    const claimed = await onDisk(where, () => opened.claimDeliveries(claim));
    if (claimed.length > 0) reach('claimed');
    return claimed;
  },
  settleDeliveries: (settlements, at) => onDisk('settle', () => opened.settleDeliveries(settlements, at)),
};
let sent = 0;
let begun = 0;
const provider: Channel = {
  name: 'phone',
  account: 'bot',
  capabilities: {
    buttons: false,
    reactions: false,
    quotes: true,
    pictures: false,
    unaskedEveryMs: 0,
    maxLength: 4096,
  },
  start: async () => {},
  stop: async () => {},
  health: () => ({ state: 'running', lastGoodPollAt: null }),
  async send({ chatId }, { text }) {
    appendFileSync(outbox, `${JSON.stringify({ chatId, text })}\n`);
    reach('accepted');
    // One after the other, so that the first are settled while others are still on their way.
    await sleep(point === 'settle' ? 1 + (++begun % 30) * 5 : 1);
    return { kind: 'sent', externalId: `${process.pid}-${++sent}` };
  },
};
const engine = makeEngine({
  store,
  channels: [provider],
  office,
  clock,
  log,
  codes: inviteCodes,
  rehearse: null,
  watch: watchClock({ store, office, log, elapsed: machineUptime }),
});
await engine.start();
process.stdout.write('started\n');
for (;;) {
  await engine.tick().catch((error: unknown) => log.error({ error }, 'tick failed'));
  await engine.idle();
  const waiting = await store.deliveries({ states: ['pending', 'sending'], limit: 1 });
  if (waiting.length === 0 && (await store.newestDueReminderAt(clock.now())) === null) break;
  await sleep(100);
}
await engine.stop();
await store.close();
process.stdout.write('drained\n');
