import { daysInMonth } from '../civil-day.ts';
import type { Rule } from '../rule.ts';
import type { Item } from './items.ts';
import { doubtful, type Outcome } from './outcome.ts';
import { isImpossible } from './resolved-day.ts';
import { mannerOf, yearly } from './shaping.ts';
import type { Target } from './targets.ts';

/**
 * «Định kỳ 6 tháng, hạn ngày 15 tháng 6»: one of the days in a year is named, and the others are asked about; null where
 * each is named, or none of several periods is meant.
 */
export function resolveOneOfPeriod(
  target: Target,
  targets: readonly Target[],
  items: readonly Item[],
  about: string,
): Outcome | null {
  const { point, cycles } = target;
  const recurs = items.some((item) => item.kind === 'cycles' && item.recurs && item.cycles === cycles);
  const [cycle] = cycles;
  if (!recurs || targets.length > 1 || cycles.length !== 1 || cycle?.unit !== 'month' || cycle.times !== 1) return null;
  if (point.kind !== 'day' || point.month?.kind !== 'months' || point.year !== null || isImpossible(point)) return null;
  const [month, ...others] = point.month.months;
  const { every } = cycle;
  if (month === undefined || others.length > 0 || point.count === 'working' || (every !== 3 && every !== 6))
    return null;
  const manner = mannerOf(target, 'on');
  const { day } = point;
  const first = ((month - 1) % every) + 1;
  const all: Rule[] =
    every === 3
      ? [{ kind: 'quarterly', monthOfQuarter: first, day, ...manner }]
      : [first, first + 6].map((each) => yearly(each, Math.min(day, daysInMonth(2023, each)), manner));
  return doubtful('anchor', about, all, [all, [yearly(month, day, manner)]]);
}
