/** The documented limits of Telegram, counted when a send arrives, in windows that slide. */
export interface SendLimits {
  /** Seconds to wait before this send would be allowed; 0 allows and counts it. */
  take(chatId: number): number;
}

const RULES = [
  { scope: 'bot', count: 30, ms: 1_000 },
  { scope: 'chat', count: 1, ms: 1_000 },
  { scope: 'group', count: 20, ms: 60_000 },
] as const;

export function makeSendLimits(now: () => number): SendLimits {
  let sends: { chatId: number; at: number }[] = [];
  return {
    take(chatId) {
      const at = now();
      sends = sends.filter((send) => at - send.at < 60_000);
      let waitMs = 0;
      for (const { scope, count, ms } of RULES) {
        if (scope === 'group' && chatId > 0) continue;
        const counted = sends.filter((send) => at - send.at < ms && (scope === 'bot' || send.chatId === chatId));
        const oldest = counted.at(-count);
        if (oldest !== undefined) waitMs = Math.max(waitMs, oldest.at + ms - at);
      }
      if (waitMs > 0) return Math.ceil(waitMs / 1_000);
      sends.push({ chatId, at });
      return 0;
    },
  };
}
