import type { TaskChange } from '../app/store.ts';
import type { Source } from './changes.ts';
import type { Db } from './schema.ts';

export async function takeTaskChange(_trx: Db, change: TaskChange, _source: Source): Promise<void> {
  throw new Error(`not yet: ${change.act}`);
}
