/** A year as it was written. */
export type YearRef =
  | { readonly kind: 'year'; readonly year: number }
  /** Two digits: «26». */
  | { readonly kind: 'short'; readonly year: number }
  /** «năm nay», «năm sau»: years from this one. */
  | { readonly kind: 'offset'; readonly years: number };

export type MonthRef =
  | { readonly kind: 'months'; readonly months: readonly number[] }
  /** «tháng cuối quý» of every quarter. */
  | { readonly kind: 'of-quarter'; readonly month: 1 | 2 | 3 }
  /** «của tháng»: each month. */
  | { readonly kind: 'every' }
  /** «tháng kế tiếp»: the month after the period that is reported on. */
  | { readonly kind: 'following' }
  /** «tháng này», «tháng sau»: months from this one. */
  | { readonly kind: 'offset'; readonly months: number }
  /** «tháng cuối kỳ báo cáo»: what the period is stands elsewhere. */
  | { readonly kind: 'end-of-period' };

/** A day that the words name, however completely. */
export interface DayPoint {
  readonly kind: 'day';
  readonly day: number;
  /** `last`: the month's last day; `working`: counted in working days, 31 for the last of them. */
  readonly count: 'calendar' | 'last' | 'working';
  readonly month: MonthRef | null;
  readonly year: YearRef | null;
  /** The weekday said beside the date, 1 Monday to 7 Sunday. */
  readonly weekday: number | null;
}

export interface WeekdayPoint {
  readonly kind: 'weekday';
  /** 1 Monday to 7 Sunday; 0 for one that no week has. */
  readonly weekdays: readonly number[];
  /** Weeks from this one, where the words say so. */
  readonly weeks: number | null;
  /** «mỗi thứ Hai» */
  readonly every: boolean;
  /** «thứ Hai đầu tiên của tháng», «tuần cuối tháng» (then without weekdays): no rule can say it. */
  readonly placed: boolean;
}

export type PeriodUnit = 'month' | 'quarter' | 'half' | 'nine-months' | 'year';
export type Part = 'start' | 'middle' | 'end' | 'early' | 'late';

/** A stretch of time, of which the last day counts. */
export interface PeriodPoint {
  readonly kind: 'period';
  readonly unit: PeriodUnit;
  /** Which month, quarter or half; null for a year, and where `offset` says it. */
  readonly number: number | null;
  /** «tháng này» 0, «quý sau» 1. */
  readonly offset: number | null;
  readonly year: YearRef | null;
  readonly part: Part | null;
  /** «cuối mỗi tháng» */
  readonly every: boolean;
}

/** «mai», «hôm nay»: days from the day of reading. */
export interface NearPoint {
  readonly kind: 'near';
  readonly days: number;
}

/** «cuối tuần sau», «đầu tuần»: no single day. */
export interface VagueWeekPoint {
  readonly kind: 'vague-week';
  readonly part: Part;
  readonly weeks: number;
}

/** «trước Tết»: a feast whose day each year's notice or the lunar calendar fixes. */
export interface FeastPoint {
  readonly kind: 'feast';
  readonly name: 'tet' | 'other';
  readonly year: YearRef | null;
}

export type Point = DayPoint | WeekdayPoint | PeriodPoint | NearPoint | VagueWeekPoint | FeastPoint;
