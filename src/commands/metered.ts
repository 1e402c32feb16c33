import type { Settlement, Store } from '../app/store.ts';
import type { Metrics } from '../runtime/metrics.ts';

/** The same store, which counts what is sent and times what is answered. */
export function metered<S extends Store>(store: S, metrics: Metrics, now: () => number): S {
  /** Claimed and not settled yet: answers with the instant at which they were written down, all others with null. */
  const sending = new Map<string, number | null>();
  const received = new Map<number, number>();
  const key = (id: number, attempt: number) => `${id} ${attempt}`;
  const settled = (settlements: readonly Settlement[], at: number): void => {
    for (const { deliveryId, attempt, to } of settlements) {
      metrics.settled.inc({ state: to.state });
      const written = sending.get(key(deliveryId, attempt));
      if (sending.delete(key(deliveryId, attempt))) metrics.inFlight(-1);
      if (to.state === 'sent' && typeof written === 'number') metrics.answerSeconds.observe((at - written) / 1000);
    }
  };
  return {
    ...store,
    async claimDeliveries(claim) {
      const claimed = await store.claimDeliveries(claim);
      settled(claim.settle ?? [], claim.now);
      for (const { id, attempt, kind, createdAt } of claimed)
        sending.set(key(id, attempt), kind === 'answer' ? createdAt : null);
      metrics.inFlight(claimed.length);
      return claimed;
    },
    async settleDeliveries(settlements, at) {
      const ids = await store.settleDeliveries(settlements, at);
      settled(settlements, at);
      return ids;
    },
    async journal(entry) {
      const journaled = await store.journal(entry);
      if (journaled.fresh) received.set(journaled.id, entry.receivedAt);
      return journaled;
    },
    async commitReply(reply) {
      const committed = await store.commitReply(reply);
      const at = received.get(reply.inboundId);
      received.delete(reply.inboundId);
      if (at !== undefined) metrics.handlingSeconds.observe((now() - at) / 1000);
      return committed;
    },
  };
}
