import { civilDate, type Day, monthIndex } from '../civil-day.ts';
import type { Rule } from '../rule.ts';
import type { Item } from './items.ts';
import { doubtful, type Outcome, sure } from './outcome.ts';
import type { DayPoint, Point } from './points.ts';
import { isSupported, type Manner, mannerOf } from './shaping.ts';
import type { Target } from './targets.ts';

/** A rule counts at most this many months from one time to the next. */
const MOST_MONTHS = 60;

interface Anchor {
  readonly year: number;
  readonly month: number;
  /** Null where only a month is named. */
  readonly day: DayPoint | null;
}

/**
 * «6 tháng một lần, bắt đầu từ tháng 6/2026», «2 tháng một lần, chậm nhất ngày 10, từ tháng 3/2026»: every so many months
 * from a month that is named; null where the words say something else.
 */
export function resolveAnchored(
  items: readonly Item[],
  targets: readonly Target[],
  on: Day,
  about: string,
): Outcome | null {
  const n = monthsBetween(items);
  const anchor = anchorOf(items);
  if (n === null || anchor === null) return null;
  const [own, ...others] = targets.filter(({ limit, point }) => limit !== 'from' && pointInMonth(point, anchor));
  if (others.length > 0 || targets.some(({ limit, isEnd }) => isEnd || limit === 'to')) return null;
  if (targets.some((target) => target !== own && target.limit !== 'from')) return null;
  const rule = (day: number, manner: Manner): Rule => ({
    ...{ kind: 'every-n-months', n, anchor: `${anchor.year}-${String(anchor.month).padStart(2, '0')}`, day },
    ...manner,
  });
  const named = own?.point.kind === 'day' ? own.point : anchor.day;
  if (named !== null && (named.day < 1 || named.day > 31 || named.count === 'working')) return null;
  if (named === null) {
    const ends = [31, 25, 15].map((day) => [rule(day, { bound: 'by' })]);
    return doubtful('day', about, ends[0]!, ends);
  }
  const only = rule(named.day, own === undefined ? { bound: 'on' } : mannerOf(own, 'on'));
  // A rule knows in which months it comes, and not since when: a later beginning is asked about.
  const { year, month } = civilDate(on);
  const early = monthIndex(anchor.year, anchor.month) - monthIndex(year, month) >= n;
  return early ? doubtful('anchor', about, [only], [[only]]) : sure(only);
}

function monthsBetween(items: readonly Item[]): number | null {
  const [only, ...others] = items.flatMap((item) => (item.kind === 'cycles' ? item.cycles : []));
  if (only?.unit !== 'month' || only.times !== 1 || others.length > 0) return null;
  return only.every >= 2 && only.every <= MOST_MONTHS ? only.every : null;
}

function anchorOf(items: readonly Item[]): Anchor | null {
  const index = items.findIndex((item) => item.kind === 'limit' && item.limit === 'from');
  const after = items[index + 1];
  if (index < 0 || after?.kind !== 'points' || after.points.length !== 1) return null;
  const point = after.points[0]!;
  if ((point.kind !== 'period' && point.kind !== 'day') || point.year?.kind !== 'year' || !isSupported(point.year.year))
    return null;
  const { year } = point.year;
  if (point.kind === 'period') {
    const { unit, number, part } = point;
    const inYear = number !== null && number >= 1 && number <= 12;
    return unit === 'month' && part === null && inYear ? { year, month: number, day: null } : null;
  }
  const months = point.month?.kind === 'months' ? point.month.months : [];
  return months.length === 1 ? { year, month: months[0]!, day: point } : null;
}

/** «ngày 10», or the tenth of the month from which it is counted. */
const pointInMonth = (point: Point, { month }: Anchor): boolean =>
  point.kind === 'day' &&
  (point.month === null ||
    point.month.kind === 'every' ||
    (point.month.kind === 'months' && point.month.months.length === 1 && point.month.months[0] === month));
