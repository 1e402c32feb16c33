import type { Limit } from './items.ts';

/** What stands before a day: «trước», «chậm nhất», «từ … đến». */
export interface Bound {
  readonly limit: Limit;
  readonly weak: boolean;
  readonly isEnd: boolean;
}

/** Two limits in a row, «trước hoặc chậm nhất»: what they say together. */
export function stronger(a: Bound, b: Omit<Bound, 'isEnd'>): Bound {
  const { isEnd } = a;
  if (a.limit === 'before' && b.limit === 'by') return { limit: b.weak ? 'before' : 'by', weak: false, isEnd };
  const order: readonly Limit[] = ['before', 'by', 'after', 'to', 'from', 'on'];
  const limit = order.find((each) => each === a.limit || each === b.limit) ?? b.limit;
  return { limit, weak: a.weak && b.weak, isEnd };
}
