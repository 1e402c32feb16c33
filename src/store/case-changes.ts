import type { CaseChange } from '../app/store.ts';
import type { Source } from './changes.ts';
import type { Db } from './schema.ts';

export async function takeCaseChange(_trx: Db, change: CaseChange, _source: Source): Promise<void> {
  return change;
}
