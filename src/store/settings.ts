import type { SettingChange, SettingName } from '../app/store.ts';
import type { Source } from './changes.ts';
import { append } from './log.ts';
import type { Db } from './schema.ts';

export async function takeSettingChange(
  trx: Db,
  { name, value }: SettingChange,
  { at, officerId, inboundId }: Source,
): Promise<void> {
  const values = { value, changed_by: officerId, changed_at: at };
  await trx
    .insertInto('office_settings')
    .values({ name, ...values })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
    .execute();
  await append(trx, at, [{ kind: 'setting-changed', officerId, inboundId, data: { name } }]);
}

export async function setting(db: Db, name: SettingName): Promise<string | null> {
  const row = await db.selectFrom('office_settings').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}
