import type { Day } from '../civil-day.ts';
import type { Item, Undated } from './items.ts';
import { type Outcome, sure } from './outcome.ts';
import { resolvePace } from './resolved-cycle.ts';
import { mannerOf } from './shaping.ts';
import type { Target } from './targets.ts';

export function resolveUndated(undated: Undated, on: Day, about: string): Outcome {
  switch (undated) {
    case 'ongoing':
      return sure({ kind: 'ongoing' });
    case 'on-request':
      return sure({ kind: 'on-request' });
    case 'daily':
    case 'whole-year':
      return resolvePace(undated, on, about);
  }
}

/**
 * «hằng ngày, trước 16h30» and «báo cáo nhanh hằng ngày trước 16h30, báo cáo tuần …»: the time of each day, and what else
 * is due; null where nothing of that kind is said. `dated`: what the other words come to.
 */
export function resolveDaily(
  items: readonly Item[],
  targets: readonly Target[],
  dated: readonly Outcome[],
  on: Day,
  about: (from: number, to: number) => string,
): Outcome[] | null {
  const place = items.findIndex((item) => item.kind === 'undated' && item.undated === 'daily');
  const daily = items[place];
  if (daily === undefined) return null;
  const words = about(daily.from, daily.to);
  const [first] = targets;
  if (first?.point.kind === 'near' && first.time !== null)
    return [resolvePace('daily', on, words, mannerOf(first, 'by'))];
  const [next, ...others] = items
    .slice(place + 1)
    .filter((item) => !(item.kind === 'joint' && /^[(:]$/.test(item.text)));
  const [limit, time, behind] = next?.kind === 'limit' ? [next.limit, ...others] : [null, next, others[0]];
  // A time that a day or a weekday follows is that day's.
  if (dated.length === 0 || time?.kind !== 'time' || (behind?.kind !== 'joint' && behind?.kind !== 'break'))
    return null;
  return [resolvePace('daily', on, words, mannerOf({ limit, time: time.time, isEnd: false }, 'by')), ...dated];
}
