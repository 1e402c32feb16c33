import type { Clock } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import type { Session } from './client.ts';
import { connect } from './connection.ts';
import { factsOf } from './failure.ts';
import { makeHistory } from './history.ts';
import { isSessionOver } from './outcome.ts';
import type { Timings } from './timings.ts';

export interface ListeningOptions {
  readonly session: Session;
  readonly clock: Clock;
  readonly log: Log;
  readonly timings: Timings;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random: () => number;
  /** See Connection. */
  readonly endpoint: number;
  readonly answersPings: boolean;
  /** What was written since this instant of Zalo's, epoch ms, may be unknown and is asked for. */
  readonly since: number;
  /** It receives. */
  readonly onReady: () => void;
  /** Something came after that; `pong` where it was the answer to a ping. */
  readonly onTraffic: (pong: boolean) => void;
  /** `since` where the payload was fetched: what is older does not count. */
  readonly onPayload: (payload: unknown, since: number | null) => void;
  /** Whatever was missed before has been reported. */
  readonly onCaughtUp: () => void;
  /** Zalo says that the session is over. */
  readonly onSessionOver: () => void;
}

export interface Listening {
  /** How the socket was closed, and how long it received; null where it never did. Never rejects. */
  readonly ended: Promise<{ readonly code: number; readonly heldMs: number | null }>;
  readonly signal: AbortSignal;
  close(): void;
}

/** One connection of a session: what was missed before it is fetched, and the session looked at while it lasts. */
export function listenTo(options: ListeningOptions): Listening {
  const { session, clock, log, timings, random, since } = options;
  const life = new AbortController();
  let readyAt: number | null = null;
  const history = makeHistory({ since, ask: (kind, lastId) => connection.ask(kind, lastId) });
  const connection = connect({
    listener: session.listener,
    clock,
    log,
    timings,
    answersPings: options.answersPings,
    endpoint: options.endpoint,
    onReady() {
      readyAt = clock.now();
      options.onReady();
      history.begin();
      // Should Zalo not answer all that is asked.
      void clock.sleep(timings.historyMs, life.signal).then(() => life.signal.aborted || options.onCaughtUp());
      void lookAfterSession();
      log.info({ channel: 'zalo' }, 'listening');
    },
    onTraffic(pong) {
      if (readyAt !== null) options.onTraffic(pong);
    },
    onPayload(payload, fetched) {
      options.onPayload(payload, fetched === null ? null : since);
      if (fetched === null) return;
      history.page(fetched, payload);
      if (history.isComplete()) options.onCaughtUp();
    },
  });

  /** Zalo leaves the socket of a session that is over open and silent; only a call tells. Its own clients call likewise. */
  async function lookAfterSession(): Promise<void> {
    const [least, most] = timings.aliveMs;
    // Not at once: beside what was waiting to be sent it would be one call too many.
    let listed = false;
    while (!life.signal.aborted) {
      await clock.sleep(least + (most - least) * random(), life.signal);
      if (life.signal.aborted) return;
      const answer = await session.keepAlive();
      if (!answer.ok && isSessionOver(answer.failure)) return options.onSessionOver();
      if (!listed) listed = await listFriendRequests();
    }
  }

  /** Those that came while nobody listened; they are not among what Zalo gives of the time before. */
  async function listFriendRequests(): Promise<boolean> {
    const answer = await session.friendRequests();
    if (life.signal.aborted) return false;
    if (answer.ok) options.onPayload(answer.value, since);
    else log.warn({ channel: 'zalo', ...factsOf(answer.failure) }, 'friend requests could not be listed');
    return answer.ok;
  }

  return {
    signal: life.signal,
    ended: connection.closed.then((code) => {
      life.abort();
      return { code, heldMs: readyAt === null ? null : clock.now() - readyAt };
    }),
    close: () => connection.close(),
  };
}
