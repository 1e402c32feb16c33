import type { Day } from '../domain/civil-day.ts';
import type { Office } from '../domain/office-hours.ts';
import type { Plan } from './plan.ts';
import type { Effect, Store } from './store.ts';

const MANY = 10_000;
const CHAT = { channel: 'leap', account: 'leap', chatId: 'leap' };

/**
 * Brings a copy of the office to the morning of `day` as if everything that was due before it had been reported done in
 * time and every message had arrived, without walking through the days between.
 */
export async function leap(
  { store, office, plan }: { store: Store; office: Office; plan: Plan },
  day: Day,
  reporterId: number,
): Promise<void> {
  const at = office.zone.instant(day, 0);
  await plan(at);
  const waiting = await store.occurrences({ states: ['open', 'held'], targetTo: day - 1 });
  const past = waiting.filter((occurrence) => occurrence.legalLastDay < day);
  const effects = past.map(
    ({ id }): Effect => ({
      kind: 'complete',
      occurrenceId: id,
      officerId: reporterId,
      closes: true,
      documentNumber: null,
    }),
  );
  const content = { kind: 'text', text: '', messageId: 'leap' } as const;
  const entry = { ...CHAT, externalId: 'leap', chatKind: 'private', at, receivedAt: at, content } as const;
  const { id: inboundId } = await store.journal(entry);
  await store.commitReply({ inboundId, at, officerId: reporterId, intent: 'leap', effects, answers: [] });

  const due = (await store.dueOccurrences({ now: at - 1, limit: MANY })).flatMap((each) => each.due);
  const skipped = due.map(({ id }) => ({ reminderId: id, reason: 'closed' }));
  await store.commitFire({ at, slotAt: at, fired: [], skipped, digests: [] });

  const claimed = await store.claimDeliveries({ now: at, limit: MANY, leaseMs: 1, unasked: true });
  const to = { state: 'skipped', reason: 'expired' } as const;
  await store.settleDeliveries(
    claimed.map(({ id, attempt }) => ({ deliveryId: id, attempt, to, dropped: [], brokenLink: null })),
    at,
  );
}
