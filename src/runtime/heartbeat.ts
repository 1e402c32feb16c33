import type { Log } from '../app/log.ts';

const DEADLINE_MS = 10_000;

/**
 * Tells a watcher outside that all is well: where no call comes, the watcher alarms. A failure is logged once until a call
 * succeeds again. The address is a secret and never logged.
 */
export function makeHeartbeat(url: string, log: Log, deadlineMs = DEADLINE_MS): () => Promise<void> {
  let failing = false;
  return async () => {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(deadlineMs) });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`status ${response.status}`);
      if (failing) log.info({}, 'the heartbeat gets through again');
      failing = false;
    } catch (error) {
      // The host alone says enough; messages of `fetch` may hold the whole address.
      const reason = error instanceof Error && /^status \d+$/.test(error.message) ? error.message : kindOf(error);
      if (!failing) log.error({ host: new URL(url).host, reason }, 'the heartbeat does not get through');
      failing = true;
    }
  };
}

function kindOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  if (typeof cause?.code === 'string') return cause.code;
  return error instanceof Error ? error.name : 'unknown';
}
