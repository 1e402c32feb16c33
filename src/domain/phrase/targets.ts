import type { Cycle } from './cycles.ts';
import type { Item, Limit } from './items.ts';
import type { DayPoint, Point } from './points.ts';
import { type Run, runsOf } from './runs.ts';
import type { TimeOfDay } from './times.ts';

/** A named point with what the words around it say about it. */
export interface Target {
  readonly point: Point;
  readonly limit: Limit | null;
  readonly time: TimeOfDay | null;
  /** How often it comes; empty where nothing is said. */
  readonly cycles: readonly Cycle[];
  /** The end of «từ … đến …». */
  readonly isEnd: boolean;
  /** Nothing but «trong» or less says that it is a deadline. */
  readonly weak: boolean;
  /** Tokens [from, to) of the point itself. */
  readonly from: number;
  readonly to: number;
}

export function targetsOf(items: readonly Item[]): Target[] {
  const runs = runsOf(items);
  const worded = items.some((item) => item.kind === 'words');
  for (const run of runs) {
    run.after ??= run.before === null ? followingCycles(items, run.at) : null;
    // «đạt 2/3 số hộ»: digits in running words are a date only where something says so.
    const said =
      run.limit !== null || run.after !== null || run.before !== null || run.points.some(({ bare }) => !bare);
    if (worded && !said) run.points = [];
  }
  const left = kept(runs.filter((run) => run.points.length > 0));
  return left.flatMap((run, place) => {
    const cycles = run.after ?? run.before ?? [];
    const next = cycles.length === 0 ? sameLimit(run, left[place + 1]) : undefined;
    const points = run.points.map(({ point }) => point);
    return completed(points, next).map((point, index) => ({
      ...{ point, limit: run.limit, time: run.time, cycles, isEnd: run.isEnd, weak: run.weak || run.limit === null },
      ...{ from: run.points[index]!.from, to: run.points[index]!.to },
    }));
  });
}

function followingCycles(items: readonly Item[], position: number): readonly Cycle[] | null {
  const next = items.slice(position + 1).find((item) => item.kind === 'cycles' || item.kind === 'break');
  return next?.kind === 'cycles' ? next.cycles : null;
}

/** Periods and days that only say what is reported or when something begins are no deadlines beside a real one. */
function kept(runs: Run[]): Run[] {
  const strong = (run: Run) => !run.weak && (run.limit === 'before' || run.limit === 'by');
  const dated = (run: Run) => run.points.some(({ point }) => point.kind !== 'period');
  const deadlines = runs.filter((run) => run.limit !== 'from' && run.limit !== 'after');
  const days = deadlines.some(dated);
  const anyStrong = deadlines.some(strong);
  const result = deadlines.filter((run) => {
    if (days && !dated(run)) return strong(run) || (run.finishes && run.limit === 'by');
    return !anyStrong || strong(run) || run.after !== null || run.before !== null || repeats(run);
  });
  return result.length > 0 ? result : runs;
}

const repeats = (run: Run): boolean =>
  run.points.some(
    ({ point }) => point.kind === 'day' && (point.month?.kind === 'every' || point.month?.kind === 'of-quarter'),
  );

/** «xã trước ngày 10/6, tỉnh trước ngày 15/6/2026»: the year at the end holds for both. */
function sameLimit(run: Run, next: Run | undefined): DayPoint | undefined {
  const own = run.points.at(-1)?.point;
  const point = next?.points[0]?.point;
  if (run.weak || run.limit === null || next?.limit !== run.limit || next.weak) return undefined;
  return own?.kind === 'day' && own.month?.kind === 'months' && point?.kind === 'day' ? point : undefined;
}

/** «ngày 10 và 25/3/2026», «17/3, 17/6 và 17/12 năm 2026»: what is said at the end of a row holds for all of it. */
function completed(points: readonly Point[], behind: DayPoint | undefined): Point[] {
  let later: DayPoint | null = behind ?? null;
  const result: Point[] = [];
  for (const point of [...points].reverse()) {
    if (point.kind !== 'day') {
      later = null;
      result.unshift(point.kind === 'period' ? withYearOf(point, result[0]) : point);
      continue;
    }
    const full: DayPoint = later === null ? point : completedBy(point, later);
    result.unshift(full);
    later = full;
  }
  return result;
}

function completedBy(point: DayPoint, later: DayPoint): DayPoint {
  if (point.month === null) return { ...point, month: later.month, year: point.year ?? later.year };
  if (point.year !== null || later.year === null || point.month.kind !== 'months' || later.month?.kind !== 'months')
    return point;
  const [month = 0, laterMonth = 0] = [point.month.months.at(-1), later.month.months[0]];
  // «20/12 và 20/1/2027»: a row goes forward in time.
  if (month * 32 + point.day <= laterMonth * 32 + later.day) return { ...point, year: later.year };
  const { kind } = later.year;
  if (kind === 'offset') return { ...point, year: { kind, years: later.year.years - 1 } };
  return { ...point, year: { kind, year: later.year.year - 1 } };
}

function withYearOf(point: Extract<Point, { kind: 'period' }>, next: Point | undefined): Point {
  if (
    point.year !== null ||
    point.offset !== null ||
    next?.kind !== 'period' ||
    next.year === null ||
    next.unit !== point.unit
  )
    return point;
  return (point.number ?? 0) <= (next.number ?? 0) ? { ...point, year: next.year } : point;
}
