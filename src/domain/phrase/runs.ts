import { type Bound, stronger } from './bounds.ts';
import type { Cycle } from './cycles.ts';
import type { Item, Limit } from './items.ts';
import type { Point } from './points.ts';
import type { TimeOfDay } from './times.ts';

/** Points in a row («ngày 10/6 và 10/12») share limit, time, year and cycle. */
export interface Run {
  points: { point: Point; bare: boolean; from: number; to: number }[];
  limit: Limit | null;
  /** «trong», «vào»: no sign of a deadline by itself. */
  weak: boolean;
  time: TimeOfDay | null;
  /** How often it comes, as said somewhere before or right behind it. */
  before: readonly Cycle[] | null;
  after: readonly Cycle[] | null;
  /** The end of a span. */
  isEnd: boolean;
  /** «hoàn thành … trong quý II và …»: what else follows, it is a deadline of its own. */
  finishes: boolean;
  /** The index of its last item. */
  at: number;
}

/** How many words may stand between «hạn cuối» or «trước» and its day. */
const LONGEST_GAP = 6;

/** The runs of a phrase, each with the limit and time before it and the cycles around it. */
export function runsOf(items: readonly Item[]): Run[] {
  const runs: Run[] = [];
  let limit: Bound | null = null;
  let gap = 0;
  let time: TimeOfDay | null = null;
  let lone: TimeOfDay | null = null;
  let cycles: readonly Cycle[] | null = null;
  /** The run that the next point may belong to: nothing but joints stands after it. */
  let open: Run | null = null;
  let joint = '';
  /** «tháng 12 trước ngày 20»: the month in which the day that follows lies. */
  let label: Point | undefined;
  let labelled: Run | null = null;
  let finishing = false;
  let daily = false;
  let loneLimit: Bound | null = null;

  items.forEach((item, position) => {
    switch (item.kind) {
      case 'limit': {
        const starts = open !== null && (open.limit === 'from' || (item.limit === 'to' && open.limit !== 'before'));
        if (open !== null && starts && (item.limit === 'to' || item.limit === 'by' || item.limit === 'before')) {
          // What the span begins with is no deadline; its end is.
          runs.splice(runs.indexOf(open), 1);
          limit = { limit: item.limit === 'before' ? 'before' : 'by', weak: false, isEnd: true };
        } else {
          limit =
            limit !== null && gap === 0 && joint === ''
              ? stronger(limit, item)
              : { limit: item.limit, weak: item.weak, isEnd: false };
        }
        open = null;
        joint = '';
        gap = 0;
        return;
      }
      case 'points': {
        const points = item.points.map((point) => ({
          ...{ point: inLabelledMonth(point, label), bare: item.bare },
          ...{ from: item.from, to: item.to },
        }));
        // «tháng 3: ngày 10 và 25» has named two days by now, and the month is none of its own.
        const inLabel = points[0]?.point !== item.points[0];
        if (open !== null && inLabel) open.points.pop();
        label = item.points.length === 1 ? item.points[0] : undefined;
        // «trước lễ 30/4 - 01/5»: before the first of them.
        if (open !== null && joint === '-' && open.limit !== 'before') {
          open.points.splice(-1, 1, ...points);
          open.limit = open.limit === null || open.limit === 'on' || open.limit === 'from' ? 'by' : open.limit;
          open.isEnd = true;
        } else if (open !== null && limit === null && sameSort(open, item.points) && !(time && open.time)) {
          open.points.push(...points);
          open.time ??= time;
        } else {
          const asEnd = limit?.limit === 'to';
          // «trước 18h ngày 1/12 và 7h ngày 2/12»: a clock time of its own, under the limit that was said.
          const shared: Pick<Run, 'limit' | 'weak' | 'isEnd'> | null = limit ?? (open?.time && time ? open : null);
          const own = {
            finishes: false,
            limit: asEnd ? 'by' : (shared?.limit ?? null),
            weak: shared?.weak ?? false,
            isEnd: shared?.isEnd ?? false,
          } as const;
          // «tháng 12 hằng năm, trước ngày 20»
          const after: readonly Cycle[] | null = inLabel ? (labelled?.after ?? null) : null;
          open = { points, ...own, time, before: cycles, after, at: position };
          runs.push(open);
        }
        open.at = position;
        labelled = open;
        limit = null;
        time = null;
        joint = '';
        gap = 0;
        return;
      }
      case 'time': {
        const follows = items[position + 1]?.kind;
        const back = runs.at(-1);
        if (follows !== 'points' && follows !== 'aside' && back !== undefined && back.time === null && gap === 0) {
          back.time = item.time;
          if (limit !== null && back.limit === null) back.limit = limit.limit;
          limit = null;
        } else {
          time = item.time;
        }
        return;
      }
      case 'cycles':
        // «…, báo cáo quý» begins the next one; «(…) hằng năm» belongs to what stands before it.
        if (open !== null && (joint === '' || joint === ')' || (open.before === null && !item.opens)))
          open.after = item.cycles;
        else cycles = item.cycles;
        open = null;
        return;
      case 'joint':
        if (finishing && open !== null && /^(?:,|va)$/.test(item.text)) open.finishes = true;
        if (gap > 0 && /^(?:,|va|\.)$/.test(item.text)) limit = null;
        // «hằng ngày trước 16h30, báo cáo tuần vào thứ Sáu»: the time of each day is none of what follows.
        if (daily && time !== null && /^(?:,|va)$/.test(item.text)) {
          lone ??= time;
          loneLimit = limit;
          time = null;
          limit = null;
        }
        joint = item.text;
        return;
      case 'words':
        gap += item.to - item.from;
        finishing = item.finishes;
        label = undefined;
        if (limit !== null && (limit.weak || gap > LONGEST_GAP || !/^(?:before|by)$/.test(limit.limit))) limit = null;
        open = null;
        return;
      case 'aside':
        // Figures of each month are reported each month.
        if (item.aside.kind === 'cutoff' && item.aside.toDay !== null)
          cycles ??= [{ unit: 'month', every: 1, times: 1 }];
        return;
      case 'break':
      case 'term':
      case 'undated':
      case 'lunar':
        if (finishing && open !== null) open.finishes = true;
        finishing = false;
        daily = item.kind === 'undated' && item.undated === 'daily';
        limit = null;
        if (item.kind === 'break') lone ??= time;
        time = null;
        open = null;
        label = undefined;
        gap = 0;
        joint = '';
    }
  });
  // A clock time alone is one of today.
  lone ??= time;
  if (runs.length === 0 && lone !== null) {
    const points = [{ point: { kind: 'near', days: 0 } as const, bare: false, from: 0, to: 0 }];
    return [
      {
        points,
        limit: ((loneLimit ?? limit) as Bound | null)?.limit ?? 'by',
        weak: false,
        time: lone,
        before: cycles,
        after: null,
        isEnd: false,
        finishes: false,
        at: items.length,
      },
    ];
  }
  return runs;
}

/** «trước 15/3, quý II trước 15/6»: a period does not share the limit of a day. */
const sameSort = (run: Run, points: readonly Point[]): boolean =>
  (run.points.at(-1)?.point.kind === 'period') === (points[0]?.kind === 'period');

function inLabelledMonth(point: Point, label: Point | undefined): Point {
  if (point.kind !== 'day' || point.month !== null || label?.kind !== 'period') return point;
  if (label.unit !== 'month' || label.number === null || label.part !== null) return point;
  return { ...point, month: { kind: 'months', months: [label.number] }, year: label.year };
}
