/** A code that comes later than this speaks for nobody's wish to be a friend. */
export const FRIEND_REQUEST_LIFE_MS = 24 * 3_600_000;

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;

/** When accepting is tried again after `tries` failed attempts; null where the platform has had its day. */
export function nextAccept(tries: number, askedAt: number, now: number): number | null {
  const at = now + Math.min(FIRST_RETRY_MS * 2 ** Math.min(tries, 10), LONGEST_RETRY_MS);
  return at - askedAt > 2 * FRIEND_REQUEST_LIFE_MS ? null : at;
}
