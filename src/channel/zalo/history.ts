import type * as z from 'zod';
import { Dated, Lists } from './payload.ts';

/** What can be asked for again: messages of people and of groups, and reactions of people. */
export const FETCHED = { people: 510, groups: 511, reactions: 610 } as const;
export type Fetched = (typeof FETCHED)[keyof typeof FETCHED];

const KINDS = Object.values(FETCHED);

export const isFetched = (command: number): command is Fetched => KINDS.some((kind) => kind === command);

/** Fetching what was written while nobody listened. */
export interface History {
  /** Older than this, epoch ms, is known or none of the office's business. */
  readonly since: number;
  begin(): void;
  /** A page has come; asks for the one before it where there may be more to know. */
  page(kind: Fetched, payload: unknown): void;
  /** Nothing is missing any more. */
  isComplete(): boolean;
}

/** Pages hold up to 200 messages; a gap of more than that many pages is not filled. */
const MOST_PAGES = 25;

/** For one connection. `ask` requests a page, the newest or the one before the message `lastId`. */
export function makeHistory(options: {
  readonly since: number;
  readonly ask: (kind: Fetched, lastId: string | null) => void;
}): History {
  const { since, ask } = options;
  const open = new Map<Fetched, { pages: number; oldestId: string | null }>();
  return {
    since,
    begin() {
      for (const kind of KINDS) {
        open.set(kind, { pages: 0, oldestId: null });
        ask(kind, null);
      }
    },
    page(kind, payload) {
      const progress = open.get(kind);
      if (progress === undefined) return;
      const oldest = oldestOf(payload);
      progress.pages += 1;
      const mayHaveMore = oldest !== null && oldest.at >= since && oldest.id !== progress.oldestId;
      if (!mayHaveMore || progress.pages >= MOST_PAGES) {
        open.delete(kind);
        return;
      }
      progress.oldestId = oldest.id;
      ask(kind, oldest.id);
    },
    isComplete: () => open.size === 0,
  };
}

/** Also of the account's own messages, which take up pages as well. */
function oldestOf(payload: unknown): { id: string; at: number } | null {
  const lists = Lists.safeParse(payload);
  if (!lists.success) return null;
  const { msgs, groupMsgs, reacts } = lists.data;
  let oldest: z.infer<typeof Dated> | null = null;
  for (const raw of [msgs, groupMsgs, reacts].flatMap((list) => list ?? [])) {
    const entry = Dated.safeParse(raw);
    if (entry.success && (oldest === null || isBefore(entry.data, oldest))) oldest = entry.data;
  }
  return oldest === null ? null : { id: oldest.msgId, at: oldest.ts };
}

/** Many can be written within a millisecond; ids grow. */
function isBefore(one: z.infer<typeof Dated>, other: z.infer<typeof Dated>): boolean {
  return one.ts < other.ts || (one.ts === other.ts && Number(one.msgId) < Number(other.msgId));
}
