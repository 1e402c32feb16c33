import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import cron from 'node-cron';
import { makeAuditor } from '../app/auditor.ts';
import { type BackupOutcome, makeNightlyBackup } from '../app/nightly-backup.ts';
import type { Store } from '../app/store.ts';
import { makeHeartbeat } from '../runtime/heartbeat.ts';
import type { BackupMade } from './make-backup.ts';
import type { Context } from './open-office.ts';

const MAIN = resolve(import.meta.dirname, '../../src/nv.js');

/** What the service does besides reminding: it audits itself, shows a sign of life outside, and makes the night's backup. */
export interface Duties {
  stop(): Promise<void>;
}

export function startDuties(context: Context, store: Store): Duties {
  const { settings, office, clock, log } = context;
  const { heartbeatUrl, backupHour } = settings.operations;
  const stopping = new AbortController();
  const auditor = makeAuditor({ store, office, clock, log, stopped: stopping.signal });
  const heartbeat = heartbeatUrl === null ? null : makeHeartbeat(heartbeatUrl, log);
  const under = new Set<Promise<void>>();

  /** What goes wrong is logged; the next time comes all the same. */
  const guarded = (what: string, work: () => Promise<void>) => async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    const done = work()
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) log.error({ error }, `${what} failed`);
      })
      .finally(() => under.delete(done));
    under.add(done);
    await done;
  };

  const audit = guarded('the audit', async () => {
    const differences = await auditor.lately();
    if (differences.length === 0 && !stopping.signal.aborted) await heartbeat?.();
  });

  const make = () => backupInChild(stopping.signal);
  const backup = guarded('the backup', makeNightlyBackup({ store, office, clock, log, auditor, make }));

  const schedules = [cron.schedule('*/10 * * * *', audit, { noOverlap: true })];
  if (backupHour !== null)
    schedules.push(cron.schedule(`0 ${backupHour} * * *`, backup, { noOverlap: true, timezone: settings.timeZone }));
  void audit();
  return {
    async stop() {
      stopping.abort();
      await Promise.all(schedules.map((schedule) => schedule.destroy()));
      await Promise.all(under);
    },
  };
}

/** `nv backup` as a process of its own: neither its work nor its memory weighs on the service. */
async function backupInChild(signal: AbortSignal): Promise<BackupOutcome> {
  const child = spawn(process.execPath, [MAIN, 'backup', '--json'], { signal, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((done, interrupted) => {
    const failed = (reason: string) => {
      // The service stops: nothing went wrong, and there will be another night.
      if (signal.aborted) interrupted(new Error('the service stops'));
      else done({ kind: 'failed', reason });
    };
    child.once('error', (error) => failed(error.message));
    child.once('close', (code) => {
      if (code === 0) done({ kind: 'made', ...(JSON.parse(stdout) as BackupMade) });
      else failed(stderr.trim().split('\n').at(-1) ?? '');
    });
  });
}
