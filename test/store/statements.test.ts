import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDeliver } from '../../src/app/deliver.ts';
import type { Store } from '../../src/app/store.ts';
import { steppedClock } from '../../src/runtime/clock.ts';
import { openSqlite } from '../../src/store/open.ts';
import { runOffice } from '../bench/engine.ts';
import { type BenchChannel, benchChannel, MINUTE_MS, NOW, writeOffice } from '../bench/office.ts';
import { shippedOffice } from '../domain/shipped.ts';
import { silent } from './office.ts';

/** What every message and every minute costs, counted: time differs from machine to machine. */
describe('sending and ticks', () => {
  let folder: string;
  let path: string;
  const executed: string[] = [];
  const onQuery = ({ query }: { query: { sql: string } }) => void executed.push(query.sql);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nhac-viec-statements-'));
    path = join(folder, 'office.db');
    executed.length = 0;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Sends what is due. */
  async function drain(store: Store, channel: BenchChannel): Promise<void> {
    executed.length = 0;
    const office = shippedOffice('UBND xã');
    await makeDeliver({ store, channels: [channel], office, clock: steppedClock(NOW), log: silent }).run();
  }

  it('send ninety messages in three batches of the same statements, each with one commit', async () => {
    await writeOffice(path, { officers: 90, occurrences: 90, steps: 'due' });
    const store = await openSqlite({ path, log: silent, onQuery });
    let sent = 0;
    await drain(
      store,
      benchChannel(() => {
        sent += 1;
      }),
    );
    expect(sent).toBe(90);
    const claims = executed.filter((sql) => sql.startsWith('update "deliveries"'));
    expect(claims).toHaveLength(3);
    expect(new Set(claims).size).toBe(1);
    expect(executed.filter((sql) => sql.startsWith('with "done"'))).toHaveLength(3);
    // Looking for expired leases and reading people, three batches, and the last one finds nothing more to claim.
    expect(executed.filter((sql) => sql === 'begin immediate')).toHaveLength(4);
    await store.close();
  });

  it('never have more than thirty messages gone and not written down', async () => {
    await writeOffice(path, { officers: 200, occurrences: 200, steps: 'due' });
    const store = await openSqlite({ path, log: silent });
    let [gone, recorded, most] = [0, 0, 0];
    const counting: Store = {
      ...store,
      claimDeliveries: async (claim) => {
        const claimed = await store.claimDeliveries(claim);
        recorded += claim.settle?.length ?? 0;
        return claimed;
      },
      settleDeliveries: async (settlements, at) => {
        const ids = await store.settleDeliveries(settlements, at);
        recorded += settlements.length;
        return ids;
      },
    };
    const channel = benchChannel(() => {
      gone += 1;
      most = Math.max(most, gone - recorded);
    });
    // Some are answered at once, some a few turns later.
    const slow: BenchChannel = {
      ...channel,
      send: async (to, message) => {
        const outcome = await channel.send(to, message);
        for (let turns = gone % 4; turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
        return outcome;
      },
    };
    await drain(counting, slow);
    expect([gone, recorded]).toEqual([200, 200]);
    expect(most).toBe(30);
    await store.close();
  });

  it('write one line where nothing is due, whatever is to come', async () => {
    const counted: number[] = [];
    for (const occurrences of [10, 500]) {
      const file = join(folder, `${occurrences}.db`);
      await writeOffice(file, { officers: 10, occurrences, steps: 'planned' });
      const { engine, clock, close } = await runOffice(file, benchChannel(), { onQuery });
      await engine.tick();
      await engine.idle();
      executed.length = 0;
      clock.set(NOW + MINUTE_MS);
      await engine.tick();
      await engine.idle();
      counted.push(executed.length);
      const writes = executed.filter((sql) => /^(insert|update|delete|with)/.test(sql));
      expect(writes).toEqual([expect.stringMatching(/^insert into "beats"/)]);
      await close();
    }
    expect(counted[1]).toBe(counted[0]);
  });
});
