import { type Day, dayOf, FIRST_YEAR } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import type { OfficerView, Store } from './store.ts';

/** Codes that officers link their chat with. Made and hashed outside, where randomness and cryptography live. */
export interface InviteCodes {
  make(): string;
  /** The same for a code typed in lower case, without its hyphen or with spaces. */
  hash(code: string): string;
}

/** Positions of someone entered today are held since ever: they answer for what was planned before, too. */
export const SINCE_EVER: Day = dayOf(FIRST_YEAR, 1, 1);

export const INVITE_LIFE_MS = 48 * 3_600_000;
export const MAX_WRONG_CODES = 5;
export const WRONG_CODES_LOCK_MS = 30 * 60_000;

/**
 * Two groups of four letters and digits with at least one of each: «K7MP-3QXA», also in lower case or without the hyphen.
 * The letters that codes do without (I, L, O) keep ordinary replies out: «xong 1234» is none.
 */
export function looksLikeCode(text: string): boolean {
  return /^[a-hjkmnp-z2-9]{4}[ -]?[a-hjkmnp-z2-9]{4}$/i.test(text) && /\d/.test(text) && /[a-z]/i.test(text);
}

/** Officers of that name, compared folded; where there is none, those whose name ends with it («Lan»). */
export function officersNamed(officers: readonly OfficerView[], name: string): OfficerView[] {
  const wanted = fold(name);
  const exact = officers.filter((officer) => fold(officer.name) === wanted);
  return exact.length > 0 ? exact : officers.filter((officer) => fold(officer.name).endsWith(` ${wanted}`));
}

/** True where the officer is the other one's supervisor already, at whatever distance. */
export function isAbove(
  officers: readonly Pick<OfficerView, 'id' | 'supervisorId'>[],
  officerId: number,
  otherId: number,
): boolean {
  const above = new Map(officers.map(({ id, supervisorId }) => [id, supervisorId]));
  const seen = new Set<number>();
  for (let id: number | null = otherId; id !== null && !seen.has(id); id = above.get(id) ?? null) {
    if (id === officerId) return true;
    seen.add(id);
  }
  return false;
}

/** A new one-time code for an officer. Codes given before stop working. */
export async function inviteOfficer(
  { store, codes }: { store: Store; codes: InviteCodes },
  officerId: number,
  now: number,
): Promise<{ code: string; expiresAt: number }> {
  const code = codes.make();
  const expiresAt = now + INVITE_LIFE_MS;
  await store.addInvite({ officerId, codeHash: codes.hash(code), expiresAt, at: now });
  return { code, expiresAt };
}
