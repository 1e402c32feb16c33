import { type Engine, makeEngine } from '../../src/app/engine.ts';
import type { SteppedClock } from '../../src/app/pass-time.ts';
import { steppedClock } from '../../src/runtime/clock.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { type OpenStore, openSqlite, type SqliteOptions } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';
import { type BenchChannel, NOW, quiet } from './office.ts';

export interface RunningOffice {
  readonly engine: Engine;
  readonly store: OpenStore;
  readonly clock: SteppedClock;
  /** Stops the engine and closes the database. */
  close(): Promise<void>;
}

/** The engine that the service runs, on a database that waits for the disk, with a clock that is set. */
export async function runOffice(
  path: string,
  channel: BenchChannel,
  options: Pick<SqliteOptions, 'onQuery'> = {},
): Promise<RunningOffice> {
  const store = await openSqlite({ path, log: quiet, ...options });
  const clock = steppedClock(NOW);
  const engine = makeEngine({
    store,
    channels: [channel],
    office: shippedOffice('Bench'),
    clock,
    log: quiet,
    codes: inviteCodes,
    rehearse: async () => {
      throw new Error('nobody rehearses here');
    },
  });
  await engine.start();
  return {
    engine,
    store,
    clock,
    async close() {
      await engine.stop();
      await store.close();
    },
  };
}
