import type { Store } from '../app/store.ts';
import { calendarOverlay } from './calendar-changes.ts';
import { makeCases } from './cases.ts';
import { applyChanges } from './changes.ts';
import { makeConversation } from './conversation.ts';
import { makeDeliveries } from './deliveries.ts';
import { instantsAsNumbers } from './dialect.ts';
import { makeDrafts } from './drafts.ts';
import { makeGroups } from './groups.ts';
import { makeLedger } from './ledger.ts';
import { events } from './log.ts';
import { makeLooking } from './looking.ts';
import { makePeople } from './people.ts';
import { makePlans } from './plans.ts';
import { makeReminders } from './reminders.ts';
import { makeRequests } from './requests.ts';
import { makeRestored } from './restored.ts';
import type { Db } from './schema.ts';
import { setting } from './settings.ts';

/** The store on a migrated database, whichever engine Kysely was given. `close` closes that engine. */
export function makeStore(database: Db): Store {
  const db = database.withPlugin(instantsAsNumbers);
  return {
    ...makePeople(db),
    ...makeGroups(db),
    ...makePlans(db),
    ...makeReminders(db),
    ...makeRequests(db),
    ...makeDeliveries(db),
    ...makeConversation(db),
    ...makeDrafts(db),
    ...makeCases(db),
    ...makeLooking(db),
    ...makeLedger(db),
    ...makeRestored(db),
    applyChanges: (apply) => applyChanges(db, apply),
    calendarOverlay: () => calendarOverlay(db),
    setting: (name) => setting(db, name),
    beat: async (name, at) => {
      await db
        .insertInto('beats')
        .values({ name, beat_at: at })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ beat_at: at }))
        .execute();
    },
    beats: async () => {
      const rows = await db.selectFrom('beats').selectAll().orderBy('name').execute();
      return Object.fromEntries(rows.map((row) => [row.name, row.beat_at]));
    },
    events: (query) => events(db, query),
    close: () => db.destroy(),
  };
}
