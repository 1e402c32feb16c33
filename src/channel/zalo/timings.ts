/** Everything that waits. Tests shorten these; the office sets only the pace, in its settings. */
export interface Timings {
  /** For a whole HTTP call, its body included. On real time, as sockets are. */
  readonly callMs: number;
  /** For the calls that Zalo keeps open until a code is scanned. On real time. */
  readonly scanCallMs: number;
  /** For the listener to connect and get its key. */
  readonly connectMs: number;
  /** How often the listener is pinged, and after how much silence it counts as dead. */
  readonly pingMs: number;
  readonly silentMs: number;
  /** Where pings have never been answered, only so long a silence counts. */
  readonly silentWithoutPongsMs: number;
  /** Between logins: doubles from the first to the second, jittered. */
  readonly backoffMs: readonly [first: number, longest: number];
  /** A connection that held so long ends the doubling. */
  readonly steadyMs: number;
  /** Between two looks at the session while nothing is sent; drawn anew each time. */
  readonly aliveMs: readonly [least: number, most: number];
  /** So long after old messages were asked for no more answers are expected. */
  readonly historyMs: number;
  /** After Zalo closed the connection because the account is used elsewhere: doubles likewise. */
  readonly duplicateMs: readonly [first: number, longest: number];
  /** An expired session is tried again this often: Zalo sometimes errs. Doubles likewise. */
  readonly expiredMs: readonly [first: number, longest: number];
  /** How often the credentials are looked at: changed by somebody, or to be kept anew. */
  readonly fileMs: number;
  readonly rotationMs: number;
  /** How long a code can be scanned. zca-js has this built in. */
  readonly codeMs: number;
  /** How many codes are shown without being asked for. */
  readonly codes: number;
  /** After too many messages: doubles from the first to the second. */
  readonly restMs: readonly [first: number, longest: number];
  /** A quiet day ends that doubling. */
  readonly restMemoryMs: number;
  /** Without a sign of Zalo for this long, health says so. */
  readonly staleMs: number;
  /** How long a message may wait for its turn, see Pace. With callMs it bounds `send`. */
  readonly patienceMs: number;
  /** Between offers of an update that the journal did not take. */
  readonly offerMs: readonly [first: number, longest: number];
  /** How long a stop waits for what is being sent. On real time. */
  readonly graceMs: number;
}

/** Networks are no faster in a rehearsal: what waits for an answer of theirs counts their time on the office's clock. */
export function rehearsed(timings: Timings, speed = 1): Timings {
  return {
    ...timings,
    connectMs: timings.connectMs * speed,
    pingMs: timings.pingMs * speed,
    silentMs: timings.silentMs * speed,
    silentWithoutPongsMs: timings.silentWithoutPongsMs * speed,
    historyMs: timings.historyMs * speed,
    codeMs: timings.codeMs * speed,
    staleMs: timings.staleMs * speed,
  };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const TIMINGS: Timings = {
  callMs: 20_000,
  scanCallMs: 120_000,
  connectMs: 20_000,
  pingMs: 30_000,
  silentMs: 90_000,
  silentWithoutPongsMs: 30 * MINUTE_MS,
  backoffMs: [2_000, 2 * MINUTE_MS],
  steadyMs: 30_000,
  aliveMs: [8 * MINUTE_MS, 12 * MINUTE_MS],
  historyMs: 30_000,
  duplicateMs: [5 * MINUTE_MS, HOUR_MS],
  expiredMs: [15 * MINUTE_MS, 6 * HOUR_MS],
  fileMs: 5_000,
  rotationMs: 5 * MINUTE_MS,
  codeMs: 100_000,
  codes: 3,
  restMs: [HOUR_MS, 8 * HOUR_MS],
  restMemoryMs: 24 * HOUR_MS,
  staleMs: 3 * MINUTE_MS,
  patienceMs: 75_000,
  offerMs: [500, MINUTE_MS],
  graceMs: 5_000,
};
