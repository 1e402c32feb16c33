import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LiveOffice } from '../app/live-office.ts';
import type { Log } from '../app/log.ts';
import { type RehearsedSpan, type SimulatedMessage, simulate } from '../app/simulate.ts';
import { steppedClock } from '../runtime/clock.ts';
import { type OpenStore, openSqlite } from '../store/open.ts';

/** Plays days on a copy of the database, which is gone afterwards; the original is only read. */
export function rehearseOn(
  original: Pick<OpenStore, 'copyTo'>,
  { office, log }: { office: LiveOffice; log: Log },
): (span: RehearsedSpan) => Promise<SimulatedMessage[]> {
  return async (span) => {
    const folder = mkdtempSync(join(tmpdir(), 'nhacviec-simulation-'));
    try {
      const copy = join(folder, 'copy.db');
      await original.copyTo(copy);
      const store = await openSqlite({ path: copy, log, durable: false });
      try {
        return await simulate({ store, office, clock: steppedClock(0), log: quiet(log) }, span);
      } finally {
        await store.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** What is only played did not happen: the log tells of it where something went wrong. */
function quiet(log: Log): Log {
  return {
    debug: () => {},
    info: () => {},
    warn: (facts, message) => log.warn(facts, message),
    error: (facts, message) => log.error(facts, message),
  };
}
