import type { Channel, ChannelEvents } from '../../app/channel.ts';
import type { Clock } from '../../app/clock.ts';
import type { Message } from '../../domain/message.ts';

/** A channel whose other side is whoever sits at the terminal, and may type as anybody. */
export interface ConsoleChannel extends Channel {
  /** What somebody typed. Resolves once it is journaled. */
  type(chatId: string, text: string, quoting?: string): Promise<void>;
}

export interface ConsoleOptions {
  readonly clock: Clock;
  /** Shows a message to whoever the chat belongs to. */
  readonly show: (chatId: string, message: Message) => void;
}

export function consoleChannel({ clock, show }: ConsoleOptions): ConsoleChannel {
  let events: ChannelEvents | null = null;
  let stopped = false;
  let startedAt: number | null = null;
  let sent = 0;
  let typed = 0;
  // Ids must not repeat in a database that saw an earlier run of the terminal.
  const run = clock.now().toString(36);
  const underWay = new Set<Promise<void>>();

  return {
    name: 'console',
    account: 'console',
    capabilities: {
      buttons: false,
      reactions: false,
      quotes: true,
      pictures: false,
      unaskedEveryMs: 0,
      maxLength: 4096,
    },
    async start(given) {
      events = given;
      startedAt = clock.now();
      given.onReady();
    },
    async send(to, message) {
      if (stopped) return { kind: 'stopped', reason: 'channel-stopped' };
      show(to.chatId, message);
      sent += 1;
      return { kind: 'sent', externalId: `out-${run}-${sent}` };
    },
    health: () => ({
      state: stopped ? 'stopped' : events ? 'running' : 'starting',
      lastGoodPollAt: events ? startedAt : null,
    }),
    async type(chatId, text, quoting) {
      if (!events || stopped) return;
      typed += 1;
      const externalId = `in-${run}-${typed}`;
      const work = events.onInbound({
        externalId,
        chatId,
        chatKind: 'private',
        at: clock.now(),
        content: { kind: 'text', text, messageId: externalId, ...(quoting === undefined ? {} : { quotes: quoting }) },
      });
      underWay.add(work);
      try {
        await work;
      } finally {
        underWay.delete(work);
      }
    },
    async stop() {
      stopped = true;
      await Promise.allSettled(underWay);
    },
  };
}
