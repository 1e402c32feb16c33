import { join } from 'node:path';
import * as z from 'zod';
import type { Log } from '../../app/log.ts';
import { readWhole, writeWhole } from './whole-file.ts';

const Kept = z.object({
  account: z.string(),
  /** Zalo's time of the newest message that is journaled, epoch ms; null before the first. */
  heardUpTo: z.number().nullable(),
  /** When unasked messages were begun within the last day, epoch ms, oldest first. */
  unasked: z.array(z.number()),
  /** Until when Zalo wants quiet, and how many times in a row it has said so. */
  rest: z.object({ until: z.number(), times: z.number() }).nullable(),
});
type Kept = z.infer<typeof Kept>;

export type Rest = NonNullable<Kept['rest']>;

/** What has to outlive a restart: the account's pace would be broken without it, and messages be missed. */
export interface Memory {
  /** Which account it is about; empty before the first login. */
  account(): string;
  heardUpTo(): number | null;
  /** Written down with the next `keep`: it moves with every message. */
  heard(upTo: number): void;
  unasked(): readonly number[];
  /** Written down at once, before the message leaves: a crash must not give it back. */
  unaskedBegins(now: number): void;
  rest(): Rest | null;
  setRest(rest: Rest | null): void;
  /** Another account has heard nothing yet and is not resting. */
  forAccount(account: string): void;
  keep(): void;
}

const DAY_MS = 86_400_000;

export function makeMemory({ home, log, now }: { home: string; log: Log; now: number }): Memory {
  const path = join(home, 'zalo-state.json');
  let kept = read(path, now);
  let changed = false;

  /** A full disk must not stop the sending: the counts in this run hold all the same. */
  function keep(): void {
    if (!changed) return;
    try {
      writeWhole(path, `${JSON.stringify(kept)}\n`);
      changed = false;
    } catch (error) {
      log.error({ channel: 'zalo', code: (error as NodeJS.ErrnoException).code }, 'the counts could not be kept');
    }
  }
  function put(change: Partial<Kept>): void {
    kept = { ...kept, ...change };
    changed = true;
  }

  return {
    account: () => kept.account,
    heardUpTo: () => kept.heardUpTo,
    heard: (upTo) => put({ heardUpTo: upTo }),
    unasked: () => kept.unasked,
    unaskedBegins(at) {
      put({ unasked: [...kept.unasked.filter((one) => one > at - DAY_MS), at] });
      keep();
    },
    rest: () => kept.rest,
    setRest(rest) {
      put({ rest });
      keep();
    },
    forAccount(account) {
      if (kept.account === account) return;
      // The counts stay: too few messages are a nuisance, too many may cost the account.
      put({ account, ...(kept.account === '' ? {} : { heardUpTo: null, rest: null }) });
      keep();
    },
    keep,
  };
}

function read(path: string, now: number): Kept {
  const nothing: Kept = { account: '', heardUpTo: null, unasked: [], rest: null };
  try {
    const parsed = Kept.safeParse(JSON.parse(readWhole(path) ?? 'null'));
    if (!parsed.success) return nothing;
    // A clock that was set back must not make the day longer.
    const unasked = parsed.data.unasked.map((at) => Math.min(at, now)).filter((at) => at > now - DAY_MS);
    const { heardUpTo } = parsed.data;
    return {
      ...parsed.data,
      heardUpTo: heardUpTo === null ? null : Math.min(heardUpTo, now),
      unasked: unasked.sort((a, b) => a - b),
    };
  } catch {
    return nothing;
  }
}
