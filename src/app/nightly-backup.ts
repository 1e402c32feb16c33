import type { Office } from '../domain/office-hours.ts';
import { backupFailedNotice } from '../text/backup.ts';
import type { Auditor } from './auditor.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Store } from './store.ts';
import { adminsOf, tellAdmins } from './tell-admins.ts';

export type BackupOutcome =
  /** `differences`: what the auditor found in the copy that was restored on trial. */
  | { readonly kind: 'made'; readonly bytes: number; readonly differences: number }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * The night's backup. What fails is told to the administrators, once a day; what the auditor finds in the restored copy
 * makes it look at everything in the database itself.
 */
export function makeNightlyBackup({
  store,
  office,
  clock,
  log,
  auditor,
  make,
}: {
  readonly store: Store;
  readonly office: Office;
  readonly clock: Clock;
  readonly log: Log;
  readonly auditor: Pick<Auditor, 'everything'>;
  readonly make: () => Promise<BackupOutcome>;
}): () => Promise<void> {
  return async () => {
    const outcome = await make();
    switch (outcome.kind) {
      case 'made': {
        const { bytes, differences } = outcome;
        log.info({ bytes, differences }, 'backup made');
        if (differences > 0) await auditor.everything();
        return;
      }
      case 'failed': {
        const { reason } = outcome;
        log.error({ reason }, 'no backup was made');
        const now = clock.now();
        const key = `backup-failed:${office.zone.dayOf(now)}`;
        await tellAdmins({ store, office }, await adminsOf({ store, office }, now), key, backupFailedNotice, now);
      }
    }
  };
}
