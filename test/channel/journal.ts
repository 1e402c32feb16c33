import type { ChannelEvents } from '../../src/app/channel.ts';
import type { Log } from '../../src/app/log.ts';
import type { Inbound, Picture } from '../../src/domain/message.ts';

/** Stands in for the application's journal of inbound updates. */
export interface TestJournal extends ChannelEvents {
  /** What was taken, in order. */
  readonly taken: readonly Inbound[];
  /** Everything that was offered, taken or not. */
  readonly offered: readonly Inbound[];
  readonly moves: readonly (readonly [from: string, to: string])[];
  /** Changes of the account, and codes to scan. */
  readonly accounts: readonly (readonly [from: string, to: string])[];
  readonly logins: readonly { readonly picture: Picture; readonly expiresAt: number }[];
  /** How often the channel said that it can send. */
  readonly readied: number;
  /** The next `times` offers are rejected. */
  rejects(times: number): void;
  /** Offers stay open until the function that this returns is called. */
  blocks(): () => void;
  /** The first update taken that fits, now or within the time given. */
  takes(fits: (inbound: Inbound) => boolean, timeoutMs?: number): Promise<Inbound>;
}

export function testJournal(): TestJournal {
  const taken: Inbound[] = [];
  const offered: Inbound[] = [];
  const moves: [string, string][] = [];
  const accounts: [string, string][] = [];
  const logins: { picture: Picture; expiresAt: number }[] = [];
  let rejections = 0;
  let readied = 0;
  let gate = Promise.resolve();
  return {
    taken,
    offered,
    moves,
    accounts,
    logins,
    async onInbound(inbound) {
      offered.push(inbound);
      await gate;
      if (rejections > 0) {
        rejections -= 1;
        throw new Error('disk full');
      }
      taken.push(inbound);
    },
    get readied() {
      return readied;
    },
    onReady() {
      readied += 1;
    },
    async onChatMoved(from, to) {
      moves.push([from, to]);
    },
    async onAccountChanged(from, to) {
      accounts.push([from, to]);
    },
    async onLoginNeeded(login) {
      logins.push(login);
    },
    rejects(times) {
      rejections = times;
    },
    blocks() {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    async takes(fits, timeoutMs = 5_000) {
      await until(
        () => taken.some(fits),
        timeoutMs,
        () => `taken: ${JSON.stringify(taken)}`,
      );
      return taken.find(fits)!;
    },
  };
}

/** Waits for a condition, and fails with what there was instead. */
export async function until(condition: () => boolean, timeoutMs = 5_000, instead = () => ''): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain: ${condition}\n${instead()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Keeps every line that was logged. */
export function testLog(): Log & {
  readonly lines: readonly { level: string; facts: object; message: string }[];
  forget(): void;
} {
  const lines: { level: string; facts: object; message: string }[] = [];
  const at = (level: string) => (facts: object, message: string) => void lines.push({ level, facts, message });
  const forget = () => void lines.splice(0);
  return { lines, forget, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
