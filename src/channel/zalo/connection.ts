import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import type { Listener } from './client.ts';
import { type Frame, keyOf, openFrame, readFrame } from './frame.ts';
import { FETCHED, type Fetched, isFetched } from './history.ts';
import type { Timings } from './timings.ts';

export interface ConnectionOptions {
  readonly listener: Listener;
  readonly clock: Clock;
  readonly log: Log;
  readonly timings: Timings;
  /** Zalo names several addresses for the listener; which one, counted round and round. */
  readonly endpoint: number;
  /** Whether Zalo is known to answer pings; without that, silence says little. */
  readonly answersPings: boolean;
  /** The socket is open and its frames can be read. */
  readonly onReady: () => void;
  /** Something came from Zalo; `pong` where it was the answer to a ping. */
  readonly onTraffic: (pong: boolean) => void;
  /** What a frame holds; `fetched` where it was asked for, and is not new. Never throws. */
  readonly onPayload: (payload: unknown, fetched: Fetched | null) => void;
}

export interface Connection {
  /** The code with which the socket was closed: Zalo's, 1006 for a broken one. Never rejects. */
  readonly closed: Promise<number>;
  /** Asks for old ones, the newest or those before `lastId`; they come as a payload. */
  ask(kind: Fetched, lastId: string | null): void;
  close(): void;
}

/** How long a closing handshake may take. On real time. */
const CLOSING_MS = 500;
const ABNORMAL = 1006;

/** The key, and «another connection is opened»: all that zca-js has to see. */
const FOR_ZCA = [1, 3000];
/** People and groups, as zca-js numbers them. */
const THREAD = { people: 0, groups: 1 } as const;

/** What zca-js keeps in a private field: a WebSocket of the `ws` package. */
interface Socket {
  onmessage: ((event: { data: unknown }) => unknown) | null;
  on(event: 'message' | 'ping' | 'pong', handler: () => void): unknown;
  ping(): void;
  terminate(): void;
  readonly readyState: number;
}
const OPEN = 1;

/**
 * One life of zca-js's listener, from connecting to closed. zca-js makes the socket, gets the key and pings; the frames
 * are read here. zca-js drops what comes under commands that it does not know, loses the rest of a frame after one
 * message that it cannot read, and ends the process on a frame of less than four bytes.
 */
export function connect(options: ConnectionOptions): Connection {
  const { listener, clock, log, timings, onPayload } = options;
  const life = new AbortController();
  let key: string | null = null;
  let lastTrafficAt = clock.now();
  let answersPings = options.answersPings;
  let socket: Socket | null = null;

  const closed = new Promise<number>((resolve) => {
    const end = (code: number) => {
      life.abort();
      resolve(code);
    };
    // `disconnected` comes first for the same drop; `closed` is when a new listener may be started.
    listener.on('closed', (code) => end(Number(code)));
    // Without a listener an "error" event would end the process. What follows from it shows as `closed`.
    listener.on('error', () => {});
    try {
      turnTo(listener, options.endpoint);
      listener.start();
      socket = socketOf(listener);
      if (socket === null) throw new Error('no socket');
      takeOver(socket);
    } catch {
      log.error({ channel: 'zalo' }, 'the listener could not be started');
      end(ABNORMAL);
    }
  });
  void watch();

  function takeOver(ws: Socket): void {
    const forZca = ws.onmessage;
    ws.onmessage = (event) => {
      const frame = event.data instanceof Uint8Array ? readFrame(event.data) : null;
      if (frame === null) {
        log.warn({ channel: 'zalo' }, 'something that is no frame was skipped');
        return;
      }
      if (frame.version === 1 && FOR_ZCA.includes(frame.command)) {
        // An async function: its failures must not become unhandled rejections.
        Promise.resolve(forZca?.call(ws, event)).catch(() => {});
      }
      take(frame);
    };
    const traffic = (pong: boolean) => () => {
      lastTrafficAt = clock.now();
      answersPings ||= pong;
      options.onTraffic(pong);
    };
    ws.on('message', traffic(false));
    ws.on('ping', traffic(false));
    ws.on('pong', traffic(true));
  }

  function take(frame: Frame): void {
    const newKey = keyOf(frame);
    if (newKey !== null) {
      const first = key === null;
      key = newKey;
      if (first) options.onReady();
      return;
    }
    // The answer to a ping, and whatever else has nothing to open.
    if (frame.json === null || typeof frame.json !== 'object' || !('encrypt' in frame.json)) return;
    try {
      onPayload(openFrame(frame, key), isFetched(frame.command) ? frame.command : null);
    } catch {
      log.warn({ channel: 'zalo', command: frame.command }, 'a frame that cannot be read was skipped');
    }
  }

  /** A broken network raises nothing: a socket can stay open for hours on which nothing comes any more. */
  async function watch(): Promise<void> {
    const startedAt = clock.now();
    while (!life.signal.aborted) {
      await clock.sleep(key === null ? timings.connectMs : timings.pingMs, life.signal);
      if (life.signal.aborted) return;
      const now = clock.now();
      const silentMs = answersPings ? timings.silentMs : timings.silentWithoutPongsMs;
      const dead = key === null ? now - startedAt >= timings.connectMs : now - lastTrafficAt >= silentMs;
      if (dead) {
        log.warn({ channel: 'zalo', connected: key !== null }, 'the connection is silent and is given up');
        socket?.terminate();
        return;
      }
      if (socket?.readyState === OPEN) socket.ping();
    }
  }

  return {
    closed,
    ask(kind, lastId) {
      try {
        switch (kind) {
          case FETCHED.people:
            return listener.requestOldMessages(THREAD.people, lastId);
          case FETCHED.groups:
            return listener.requestOldMessages(THREAD.groups, lastId);
          case FETCHED.reactions:
            return listener.requestOldReactions(THREAD.people, lastId);
        }
      } catch {
        // The socket is closing; the next connection asks again.
      }
    },
    close() {
      listener.stop();
      void wait(CLOSING_MS, undefined, { signal: life.signal }).then(
        () => socket?.terminate(),
        () => {},
      );
    },
  };
}

/** zca-js goes to the next address only after closings that Zalo lists, of which an address that is away is none. */
function turnTo(listener: Listener, endpoint: number): void {
  const turning = listener as unknown as { urls?: readonly string[]; rotateEndpoint?: () => void };
  const count = turning.urls?.length ?? 1;
  for (let turns = endpoint % count; turns > 0; turns -= 1) turning.rotateEndpoint?.();
}

function socketOf(listener: Listener): Socket | null {
  const { ws } = listener as unknown as { ws: Partial<Socket> | null };
  const fits = typeof ws?.on === 'function' && typeof ws.terminate === 'function' && typeof ws.ping === 'function';
  return fits ? (ws as Socket) : null;
}
