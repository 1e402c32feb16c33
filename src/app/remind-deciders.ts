import { nextOpening, type Office } from '../domain/office-hours.ts';
import { askText, DECISION_LABELS, extensionLapsedNotice, standInSilentNotice } from '../text/requests.ts';
import { askedOf, canBeReached, concernedBy, decidersOf } from './deciders.ts';
import { type Directory, readDirectory } from './directory.ts';
import type { ExtensionRequest, NewNotice, OfficerView, StandInRequest, Store } from './store.ts';

/**
 * Once a day: asks again those who have not answered by the next working morning, tells a stand-in once more on the
 * working day before the leave, tells the one who leaves that nobody has answered, and ends what can no longer be decided.
 */
export async function remindDeciders({ store, office }: { store: Store; office: Office }, now: number): Promise<void> {
  const open = await store.openRequests();
  if (open.length === 0) return;
  const today = office.zone.dayOf(now);
  const directory = await readDirectory(store, today);
  const parts = { store, office, directory, now, today };
  for (const request of open) {
    if (request.kind === 'extension') await remindOfExtension(parts, request);
    else await remindOfLeave(parts, request);
  }
}

interface Parts {
  readonly store: Store;
  readonly office: Office;
  readonly directory: Directory;
  readonly now: number;
  readonly today: number;
}

async function remindOfExtension(parts: Parts, request: ExtensionRequest): Promise<void> {
  const { store, directory, today, now } = parts;
  const asked = askedOf(directory, request);
  if (request.until < today) {
    const told =
      asked?.kind === 'extension'
        ? concernedBy(directory, request).map((asker) => ({
            kind: 'notice' as const,
            notice: notice(parts, asker, `lapsed:${request.id}`, extensionLapsedNotice(asker, asked, today)),
          }))
        : [];
    const change = { act: 'withdraw', requestId: request.id } as const;
    // Stale where it was decided at this very moment.
    await store.applyChanges({ changes: [{ kind: 'request', change }, ...told], at: now, officerId: null });
    return;
  }
  if (!asked || !wasAskedBefore(parts, request.askedAt)) return;
  const deciders = decidersOf(directory, request, today).filter(canBeReached);
  await store.addNotices(
    deciders.map((decider) => again(parts, decider, request.id, askText(decider, asked, today, request.id))),
    now,
  );
}

async function remindOfLeave(parts: Parts, request: StandInRequest): Promise<void> {
  const { store, office, directory, today, now } = parts;
  const { leave } = request;
  const asked = askedOf(directory, request);
  const standIn = directory.officer(request.deciderId);
  if (leave.to < today) {
    const change = { act: 'withdraw', requestId: request.id } as const;
    await store.applyChanges({ changes: [{ kind: 'request', change }], at: now, officerId: null });
    return;
  }
  if (asked?.kind !== 'stand-in' || !standIn || !wasAskedBefore(parts, request.askedAt)) return;
  if (today >= leave.from) {
    await store.addNotices(
      concernedBy(directory, request).map((person) =>
        notice(parts, person, `silent:${request.id}`, standInSilentNotice(person, asked, standIn, today)),
      ),
      now,
    );
  } else if (today === office.calendar.lastWorkingDayOnOrBefore(leave.from - 1)) {
    await store.addNotices([again(parts, standIn, request.id, askText(standIn, asked, today, request.id))], now);
  }
}

/** Today is a working day after the one on which the question went out. */
function wasAskedBefore({ office, today }: Parts, askedAt: number): boolean {
  return office.calendar.isWorkingDay(today) && office.zone.dayOf(nextOpening(office, askedAt)) < today;
}

/** The key makes it once. */
function notice({ office, now }: Parts, { id }: OfficerView, key: string, text: string): NewNotice {
  return { key: `${key}:${id}`, officerId: id, message: { text }, dueAt: nextOpening(office, now) };
}

function again(parts: Parts, decider: OfficerView, requestId: number, text: string): NewNotice {
  const buttons = [
    [
      { label: DECISION_LABELS.approve, data: `r:${requestId}:y` },
      { label: DECISION_LABELS.refuse, data: `r:${requestId}:n` },
    ],
  ];
  const made = notice(parts, decider, `request:${requestId}:again`, text);
  return { ...made, message: { text, buttons } };
}
