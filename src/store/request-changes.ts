import type { RequestChange } from '../app/store.ts';
import type { Source } from './changes.ts';
import type { Db } from './schema.ts';

export async function takeRequestChange(_trx: Db, change: RequestChange, _source: Source): Promise<void> {
  return change;
}
