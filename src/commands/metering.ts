import { makeMetrics, serveMetrics } from '../runtime/metrics.ts';
import type { OpenStore } from '../store/open.ts';
import { metered } from './metered.ts';
import type { Context } from './open-office.ts';

export interface Metering {
  readonly store: OpenStore;
  /** Runs a tick, and times it. */
  timed(tick: () => Promise<void>): Promise<void>;
  /** Null where no port is set. */
  readonly metrics: { close(): void } | null;
}

/** Figures on a port of this machine, where the settings name one. */
export async function startMetrics({ settings, clock, log }: Context, store: OpenStore): Promise<Metering> {
  const { metricsPort } = settings.operations;
  if (metricsPort === null) return { store, timed: (tick) => tick(), metrics: null };
  const metrics = await makeMetrics(async () => {
    const { steps, messages } = await store.queue(clock.now());
    return { due: steps, queue: messages };
  });
  const served = await serveMetrics(metrics, metricsPort, log);
  log.info({ port: served.port }, 'figures are served on this machine');
  return {
    store: metered(store, metrics, clock.now),
    async timed(tick) {
      const before = performance.now();
      try {
        await tick();
      } finally {
        metrics.tickSeconds.observe((performance.now() - before) / 1000);
      }
    },
    metrics: served,
  };
}
