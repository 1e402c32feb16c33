import { fold } from './fold.ts';

/** What an office calls its people. */
export const ADDRESSES = ['anh', 'chị', 'cô', 'chú', 'bác', 'ông', 'bà', 'thầy', 'đồng chí'] as const;

/** The form of address that is meant, typed with or without marks and capitals; null for any other word. */
export function formOfAddress(typed: string): string | null {
  const folded = fold(typed).replace(/^d\/c$/, 'dong chi');
  return ADDRESSES.find((each) => fold(each) === folded) ?? null;
}
