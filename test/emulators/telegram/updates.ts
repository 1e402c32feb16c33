/** The bot's queue of updates, with the rules of getUpdates. */
export interface UpdateQueue {
  /** Adds an update, if its kind is one that the bot asked for; returns its id, or null. */
  push(kind: string, payload: object): number | null;
  poll(params: PollParams, answer: (result: PollAnswer) => void): PollHandle;
  /** Ids that are neither confirmed nor older than 24 hours. */
  pending(): number[];
  /** Makes Telegram number anew from here, as it does after a week of silence. */
  renumber(from: number): void;
  /** Offers a raw update, well formed or not. */
  pushRaw(update: unknown): void;
}

export interface PollParams {
  readonly offset?: number;
  readonly limit?: number;
  /** Seconds; fractions are taken, so that tests need not wait. */
  readonly timeout?: number;
  readonly allowed_updates?: readonly string[];
}

export type PollAnswer = { readonly kind: 'updates'; readonly updates: unknown[] } | { readonly kind: 'conflict' };

export interface PollHandle {
  /** The client went away. */
  abandon(): void;
}

const RETENTION_MS = 24 * 3_600_000;
/** Without a list, Telegram leaves out the kinds that were added later. */
const BY_DEFAULT_LEFT_OUT = ['message_reaction', 'message_reaction_count', 'chat_member'];

export function makeUpdateQueue(now: () => number): UpdateQueue {
  let queue: { id: number; at: number; update: unknown }[] = [];
  let nextId = 700_000_001;
  let allowed: readonly string[] = [];
  let waiting: { flush: () => boolean; conflict: () => void } | undefined;

  const isAllowed = (kind: string) =>
    allowed.length === 0 ? !BY_DEFAULT_LEFT_OUT.includes(kind) : allowed.includes(kind);

  function drop(): void {
    queue = queue.filter(({ at }) => now() - at < RETENTION_MS);
  }

  function add(id: number, update: unknown): void {
    queue.push({ id, at: now(), update });
    waiting?.flush();
  }

  return {
    push(kind, payload) {
      if (!isAllowed(kind)) return null;
      const id = nextId++;
      add(id, { update_id: id, [kind]: payload });
      return id;
    },
    pushRaw: (update) => add(nextId++, update),
    poll({ offset = 0, limit = 100, timeout = 0, allowed_updates }, answer) {
      if (allowed_updates !== undefined) allowed = allowed_updates;
      // The newer poller wins; the older one is told.
      waiting?.conflict();
      drop();
      // A negative offset keeps only that many of the latest.
      queue = offset < 0 ? queue.slice(offset) : queue.filter(({ id }) => id >= offset);

      let timer: NodeJS.Timeout | undefined;
      const end = (result: PollAnswer) => {
        clearTimeout(timer);
        if (waiting === mine) waiting = undefined;
        answer(result);
      };
      const mine = {
        flush() {
          drop();
          const visible = queue.filter(({ id }) => offset < 0 || id >= offset);
          if (visible.length === 0) return false;
          end({ kind: 'updates', updates: visible.slice(0, limit).map(({ update }) => update) });
          return true;
        },
        conflict: () => end({ kind: 'conflict' }),
      };
      if (!mine.flush()) {
        if (timeout <= 0) {
          end({ kind: 'updates', updates: [] });
        } else {
          waiting = mine;
          timer = setTimeout(() => end({ kind: 'updates', updates: [] }), timeout * 1_000);
        }
      }
      return {
        abandon() {
          clearTimeout(timer);
          if (waiting === mine) waiting = undefined;
        },
      };
    },
    pending() {
      drop();
      return queue.map(({ id }) => id);
    },
    renumber(from) {
      nextId = from;
    },
  };
}
