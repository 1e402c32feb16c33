import type { Change } from '../app/store.ts';
import { takeCalendarChange } from './calendar-changes.ts';
import { takeCaseChange } from './case-changes.ts';
import { addNotices } from './deliveries.ts';
import { write } from './dialect.ts';
import { append } from './log.ts';
import { takePeopleChange } from './people-changes.ts';
import { takeRequestChange } from './request-changes.ts';
import { takeRestoredChange } from './restored.ts';
import type { Db } from './schema.ts';
import { takeSettingChange } from './settings.ts';
import { Stale } from './stale.ts';
import { takeTaskChange } from './task-changes.ts';

/** Who changes something, when, and with which message; the message is null for the person at the server. */
export interface Source {
  readonly at: number;
  readonly officerId: number | null;
  readonly inboundId: number | null;
}

/** Applies one change inside the caller's transaction; throws Stale where it no longer fits. */
export async function takeChange(trx: Db, change: Change, source: Source): Promise<void> {
  switch (change.kind) {
    case 'task':
      return takeTaskChange(trx, change.change, source);
    case 'case':
      return takeCaseChange(trx, change.change, source);
    case 'people':
      return takePeopleChange(trx, change.change, source);
    case 'request':
      return takeRequestChange(trx, change.change, source);
    case 'calendar':
      return takeCalendarChange(trx, change.change, source);
    case 'setting':
      return takeSettingChange(trx, change.change, source);
    case 'restored':
      return takeRestoredChange(trx, change.change, source);
    case 'notice':
      return addNotices(trx, [change.notice], source.at);
    case 'note': {
      const { officerId, inboundId } = source;
      return append(trx, source.at, [{ kind: change.what, officerId, inboundId, data: change.data }]);
    }
  }
}

export async function applyChanges(
  db: Db,
  apply: { changes: readonly Change[]; at: number; officerId: number | null },
): Promise<'applied' | 'stale'> {
  const source = { at: apply.at, officerId: apply.officerId, inboundId: null };
  try {
    await write(db, async (trx) => {
      for (const change of apply.changes) await takeChange(trx, change, source);
    });
    return 'applied';
  } catch (error) {
    if (error instanceof Stale) return 'stale';
    throw error;
  }
}
