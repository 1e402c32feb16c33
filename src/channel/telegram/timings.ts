/** Everything that waits. Tests shorten these; the office never sets them. */
export interface Timings {
  /** How long Telegram may keep a getUpdates open before it answers «nothing new», seconds. */
  readonly longPollSeconds: number;
  /** For a whole getUpdates; longer than the long poll. */
  readonly pollMs: number;
  readonly sendMs: number;
  /** For every small call: getMe, deleteWebhook, answerCallbackQuery. */
  readonly smallCallMs: number;
  readonly connectMs: number;
  /** Between attempts to receive: doubles from the first to the second, jittered. */
  readonly backoffMs: readonly [first: number, longest: number];
  /** After 409: the other poller should get the chance to be noticed and stopped. */
  readonly conflictMs: number;
  /** While the account is refused. A mended token or mirror is noticed after this at the latest. */
  readonly refusedMs: number;
  /** Without a good poll for this long, health says so. */
  readonly staleMs: number;
  /** How long a message may wait for its turn, see Pace. With two sendMs it bounds `send`. */
  readonly patienceMs: number;
}

export const TIMINGS: Timings = {
  longPollSeconds: 50,
  pollMs: 65_000,
  sendMs: 20_000,
  smallCallMs: 10_000,
  connectMs: 10_000,
  backoffMs: [1_000, 60_000],
  conflictMs: 15_000,
  refusedMs: 3 * 60_000,
  staleMs: 3 * 60_000,
  patienceMs: 30_000,
};
