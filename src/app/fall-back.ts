import { decideFallback } from '../domain/fallback.ts';
import { isOfficeOpen, type Office } from '../domain/office-hours.ts';
import { type Directory, readDirectory } from './directory.ts';
import type { Log } from './log.ts';
import type { DueFallback, FallbackReason, Store } from './store.ts';

const AT_ONCE = 200;

export type FallBack = (now: number) => Promise<number>;

/** Tells steps that nobody answered in time once more, on the officer's next channel; in office hours only. */
export function makeFallBack({ store, office, log }: { store: Store; office: Office; log: Log }): FallBack {
  function decisionOf(due: DueFallback, directory: Directory, now: number) {
    const { zone } = office;
    const officer = directory.officer(due.officerId);
    const acknowledged = due.occurrence.acknowledged.find((each) => each.officerId === due.officerId);
    return decideFallback(
      {
        occurrence: due.occurrence.state,
        doneByOfficer: due.occurrence.doneBy.includes(due.officerId),
        toldAt: due.toldAt,
        toldOn: zone.dayOf(due.toldAt),
        acknowledgedOn: acknowledged ? zone.dayOf(acknowledged.at) : null,
        heardAt: due.heardAt,
        newerStep: due.newerStep,
        otherLink:
          officer?.links.some((link) => link.state === 'active' && !due.channels.includes(link.channel)) === true,
      },
      zone.dayOf(now),
    );
  }

  return async (now) => {
    if (!isOfficeOpen(office, now)) return 0;
    let told = 0;
    for (;;) {
      const due = await store.dueFallbacks({ now, limit: AT_ONCE });
      if (due.length === 0) return told;
      const directory = await readDirectory(store, office.zone.dayOf(now));
      const settled: { itemId: number; reason: FallbackReason }[] = [];
      const again: DueFallback[] = [];
      for (const each of due) {
        const decision = decisionOf(each, directory, now);
        if (decision === 'tell') again.push(each);
        else settled.push({ itemId: each.itemId, reason: decision });
      }
      // One message a person, and one for each set of channels that it must not go to.
      const groups = Map.groupBy(again, ({ officerId, channels }) => JSON.stringify([officerId, channels.toSorted()]));
      await store.commitFallbacks({
        at: now,
        told: [...groups.values()].map((items) => ({
          officerId: items[0]!.officerId,
          itemIds: items.map((item) => item.itemId),
          fallback: {
            why: 'no-answer',
            channels: items[0]!.channels,
            at: Math.min(...items.map((item) => item.toldAt)),
          },
        })),
        settled,
      });
      told += groups.size;
      log.info({ told: groups.size, settled: settled.length }, 'fell back to other channels');
    }
  };
}
