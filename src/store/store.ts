import type { Store } from '../app/store.ts';
import { calendarOverlay } from './calendar-changes.ts';
import { makeCases } from './cases.ts';
import { applyChanges } from './changes.ts';
import { makeChannels } from './channels.ts';
import { makeConversation } from './conversation.ts';
import { makeDeliveries } from './deliveries.ts';
import { makeDrafts } from './drafts.ts';
import { makeEvidence } from './evidence.ts';
import { makeFallbacks } from './fallbacks.ts';
import { makeFriends } from './friends.ts';
import { makeGroups } from './groups.ts';
import { makeLedger } from './ledger.ts';
import { events } from './log.ts';
import { makeLooking } from './looking.ts';
import { makePeople } from './people.ts';
import { makePlans } from './plans.ts';
import { byRows } from './prepared.ts';
import { remembered, type Version } from './remembered.ts';
import { makeReminders } from './reminders.ts';
import { makeRequests } from './requests.ts';
import { makeRestored } from './restored.ts';
import type { Db } from './schema.ts';
import { setting } from './settings.ts';

/**
 * The store on a migrated database, whichever engine Kysely was given; one whose driver gives `bigint` as text needs the
 * plugin `instantsAsNumbers`. With a version people and the calendar are remembered.
 * `unhurried` may let a commit return before it is on the disk. `close` closes that engine.
 */
export function makeStore(
  db: Db,
  version: Version | null = null,
  unhurried: (work: (one: Db) => Promise<void>) => Promise<void> = (work) => work(db),
): Store {
  const overlay = remembered(version, () => calendarOverlay(db));
  return {
    ...makePeople(db, version),
    ...makeGroups(db),
    ...makePlans(db),
    ...makeReminders(db),
    ...makeRequests(db),
    ...makeDeliveries(db),
    ...makeConversation(db),
    ...makeDrafts(db),
    ...makeChannels(db),
    ...makeEvidence(db),
    ...makeFallbacks(db),
    ...makeFriends(db),
    ...makeCases(db),
    ...makeLooking(db),
    ...makeLedger(db),
    ...makeRestored(db),
    applyChanges: (apply) => applyChanges(db, apply),
    calendarOverlay: () => overlay(undefined),
    setting: (name) => setting(db, name),
    beat: (name, at) => beatAll(db, { [name]: at }),
    // Written every minute, and of use only while it is young.
    beatAll: (beats) => unhurried((one) => beatAll(one, beats)),
    beats: async () => {
      const rows = await db.selectFrom('beats').selectAll().orderBy('name').execute();
      return Object.fromEntries(rows.map((row) => [row.name, row.beat_at]));
    },
    events: (query) => events(db, query),
    close: () => db.destroy(),
  };
}

async function beatAll(db: Db, beats: Readonly<Record<string, number>>): Promise<void> {
  await writeBeats(
    db,
    Object.entries(beats).map(([name, beat_at]) => ({ name, beat_at })),
  );
}

const writeBeats = byRows((db, rows: readonly { name: string; beat_at: number }[]) =>
  db
    .insertInto('beats')
    .values(rows.map(({ name, beat_at }) => ({ name, beat_at })))
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ beat_at: eb.ref('excluded.beat_at') }))),
);
