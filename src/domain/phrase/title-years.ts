import type { Item } from './items.ts';
import { doubtful, type Outcome } from './outcome.ts';
import type { Target } from './targets.ts';
import { at, type Token } from './tokens.ts';

const ACTING = /^(?:xong|hoan thanh|thuc hien|trien khai)$/;

/** «tham mưu ban hành kế hoạch năm 2026»: the year may belong to what is made; «hoàn thành năm 2026» is a deadline. */
export function isTitleYear({ point, limit, from }: Target, items: readonly Item[], tokens: readonly Token[]): boolean {
  if (point.kind !== 'period' || point.unit !== 'year' || point.part !== null || limit !== null) return false;
  const led = items.some(({ kind, to }) => kind === 'words' && to === from);
  const [verb, last] = [at(tokens, from - 2).text, at(tokens, from - 1).text];
  const acts = at(tokens, from - 1).sign === 'finish';
  return led && !acts && !ACTING.test(last) && !ACTING.test(`${verb} ${last}`);
}

/** What it comes to, unless the answer is that it is no deadline. */
export const askedUntil = (outcome: Outcome, about: string): Outcome =>
  outcome.kind === 'rules' && outcome.question === null
    ? doubtful('start-or-end', about, outcome.rules, [outcome.rules, [{ kind: 'ongoing' }]])
    : outcome;
