import type { PeopleChange } from '../app/store.ts';
import type { Source } from './changes.ts';
import type { Db } from './schema.ts';

export async function takePeopleChange(_trx: Db, change: PeopleChange, _source: Source): Promise<void> {
  return change;
}
