import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { commands, decodeFrame, encodeFrame, type FrameHead, type Packing, packEvent } from './frames.ts';
import type { Session } from './sessions.ts';

/** How a connection of the listener begins, when not well: no answer at all, no key, or this HTTP status. */
export type BadHandshake = 'unanswered' | 'keyless' | { readonly status: number };

/** Lists in the bodies of events, as `zca-js/dist/apis/listen.js` names them. */
type EventList = 'msgs' | 'groupMsgs' | 'reacts' | 'reactGroups' | 'controls' | 'seens' | 'actions';

/** An account's listener socket, of which Zalo keeps one: a newer connection makes the older one close (3000). */
export interface Line {
  readonly isOpen: boolean;
  /** Connections that were ever opened, pings of zca-js that came, events that found no open connection. */
  readonly opened: number;
  readonly pings: number;
  readonly missed: number;
  /** Resolves once there is a connection that has its key; at once where there is. */
  untilOpen(): Promise<void>;
  /** The connection breaks: 1006 at the client. */
  cut(): void;
  /** Half-open: the connection stays, but nothing is read, answered or sent any more. What is sent meanwhile is lost. */
  stall(): void;
  /** The server closes, as with 3003 (`kick`), or 1000, 1001, 1011. */
  close(code: number, reason?: string): void;
  kick(): void;
  /** Says that another connection was opened: zca-js closes with 3000. */
  tellDuplicate(): void;
  /** The next `times` connections begin so. */
  spoilHandshakes(how: BadHandshake, times?: number): void;
  /** Sends a frame as it is, well formed or not. */
  send(head: FrameHead, payload: string | Buffer): void;
  /** Sends what is no frame at all. */
  sendRaw(bytes: string | Buffer): void;
  deliver(head: FrameHead, list: EventList, item: unknown): void;
  /** What is delivered inside `act` travels in one frame per command. */
  together(act: () => void): void;
  /** For the server: a connection with the cookie of this session. */
  accept(session: Session, request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

interface Connection {
  readonly socket: WebSocket;
  readonly cipherKey: string;
  stalled: boolean;
}

export type OldEvents = (asked: { head: FrameHead; lastId: string | null; since: number }) => unknown;

export function makeLine(options: { packing: () => Packing; oldEvents: OldEvents }): Line {
  // Pongs are sent by hand, so that a stalled connection sends none.
  const server = new WebSocketServer({ noServer: true, autoPong: false });
  const badHandshakes: { how: BadHandshake; left: number }[] = [];
  let current: Connection | null = null;
  let gathered: Map<string, { head: FrameHead; body: Record<string, unknown[]> }> | null = null;
  const waiting: (() => void)[] = [];
  const counts = { opened: 0, pings: 0, missed: 0 };

  function sendTo(connection: Connection | null, head: FrameHead, payload: string | Buffer): void {
    if (connection === null || connection.stalled) counts.missed += 1;
    else connection.socket.send(encodeFrame(head, payload));
  }

  function sendEvent(head: FrameHead, body: unknown): void {
    sendTo(current, head, current === null ? '' : packEvent(body, current.cipherKey, options.packing()));
  }

  const emptyBody = ({ cmd }: FrameHead): Record<string, unknown[]> =>
    cmd === commands.reaction.cmd ? { reacts: [], reactGroups: [] } : {};

  function hear(frame: Buffer, session: Session): void {
    const asked = decodeFrame(frame);
    if (asked === null) return;
    const { cmd, subCmd, data } = asked;
    if (cmd === commands.ping.cmd) {
      counts.pings += 1;
      return;
    }
    const lastId = typeof data.lastId === 'string' ? data.lastId : null;
    sendEvent({ cmd, subCmd }, options.oldEvents({ head: { cmd, subCmd }, lastId, since: session.since }));
  }

  function nextBadHandshake(): BadHandshake | undefined {
    const plan = badHandshakes[0];
    if (plan === undefined) return undefined;
    plan.left -= 1;
    if (plan.left <= 0) badHandshakes.shift();
    return plan.how;
  }

  function open(socket: WebSocket, session: Session, keyless: boolean): void {
    const connection: Connection = { socket, cipherKey: randomBytes(16).toString('base64'), stalled: false };
    const older = current;
    current = connection;
    counts.opened += 1;
    if (older !== null && !older.stalled) sendTo(older, commands.duplicate, '{}');
    socket.on('ping', (data) => {
      if (!connection.stalled) socket.pong(data);
    });
    socket.on('message', (frame) => hear(frame as Buffer, session));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (current === connection) current = null;
    });
    if (keyless) {
      connection.stalled = true;
      return;
    }
    sendTo(connection, commands.key, JSON.stringify({ key: connection.cipherKey }));
    for (const wake of waiting.splice(0)) wake();
  }

  function close(code: number, reason = ''): void {
    current?.socket.close(code, reason);
    current = null;
  }

  return {
    get isOpen() {
      return current !== null && !current.stalled;
    },
    get opened() {
      return counts.opened;
    },
    get pings() {
      return counts.pings;
    },
    get missed() {
      return counts.missed;
    },
    async untilOpen() {
      if (current !== null && !current.stalled) return;
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    cut() {
      current?.socket.terminate();
      current = null;
    },
    stall() {
      if (current === null) return;
      current.stalled = true;
      current.socket.pause();
    },
    close,
    kick: () => close(3003),
    tellDuplicate() {
      sendTo(current, commands.duplicate, '{}');
      current = null;
    },
    spoilHandshakes(how, times = 1) {
      badHandshakes.push({ how, left: times });
    },
    sendRaw(bytes) {
      current?.socket.send(bytes);
    },
    send(head, payload) {
      sendTo(current, head, payload);
    },
    deliver(head, list, item) {
      if (gathered === null) {
        sendEvent(head, { ...emptyBody(head), [list]: [item] });
        return;
      }
      const key = `${head.cmd}/${head.subCmd}`;
      const frame = gathered.get(key) ?? { head, body: emptyBody(head) };
      gathered.set(key, frame);
      frame.body[list] = [...(frame.body[list] ?? []), item];
    },
    together(act) {
      gathered = new Map();
      try {
        act();
      } finally {
        const frames = [...gathered.values()];
        gathered = null;
        for (const { head, body } of frames) sendEvent(head, body);
      }
    },
    accept(session, request, socket, head) {
      const how = nextBadHandshake();
      if (how === 'unanswered') return;
      if (typeof how === 'object') {
        socket.end(`HTTP/1.1 ${how.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) => open(opened, session, how === 'keyless'));
    },
  };
}
