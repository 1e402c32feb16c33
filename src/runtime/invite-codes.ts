import { createHash, randomInt } from 'node:crypto';
import type { InviteCodes } from '../app/people.ts';

/** Without letters and digits that look alike (I, L, O, 0, 1). */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const LENGTH = 8;

/** Codes of 8 characters in two groups, about 2^39 of them; only their SHA-256 is stored. */
export const inviteCodes: InviteCodes = {
  make() {
    for (;;) {
      const all = LETTERS + DIGITS;
      const code = Array.from({ length: LENGTH }, () => all[randomInt(all.length)]).join('');
      if (/\d/.test(code) && /[A-Z]/.test(code)) return `${code.slice(0, 4)}-${code.slice(4)}`;
    }
  },
  hash(code) {
    const plain = code.replace(/[^a-z0-9]/gi, '').toUpperCase();
    return createHash('sha256').update(plain).digest('hex');
  },
};
