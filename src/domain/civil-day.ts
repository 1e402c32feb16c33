/**
 * Local calendar days as integers, so that planning never touches a clock, a time zone or a `Date`.
 *
 * A `Day` counts days since 1970-01-01 in the proleptic Gregorian calendar. The conversions are the
 * era-based ones described by Howard Hinnant ("chrono-Compatible Low-Level Date Algorithms").
 */
export type Day = number;

/** A minute of a local day, 0 (00:00) to 1439 (23:59). */
export type MinuteOfDay = number;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly day: number;
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Days are computed for these years only; anything else is refused where it enters the program. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2099;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** The day of a date that exists. Throws RangeError for one that does not (30 February is never rolled over). */
export function dayOf(year: number, month: number, day: number): Day {
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) {
    throw new RangeError(`no such date: ${year}-${month}-${day}`);
  }
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilDate(day: Day): CivilDate {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

export function weekdayOf(day: Day): Weekday {
  // 1970-01-01 was a Thursday.
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** `YYYY-MM-DD`. */
export function isoDate(day: Day): string {
  const { year, month, day: d } = civilDate(day);
  return `${year}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** The day written `YYYY-MM-DD`, or null where the text is not a date that exists in the supported years. */
export function parseIsoDate(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return null;
  return day >= 1 && day <= daysInMonth(year, month) ? dayOf(year, month, day) : null;
}

/** Like `parseIsoDate` for dates already validated (shipped data, database rows): throws RangeError instead of null. */
export function dayFromIso(text: string): Day {
  const day = parseIsoDate(text);
  if (day === null) throw new RangeError(`not a date: ${text}`);
  return day;
}

/** Day `day` of a month, or the month's last day where the month is shorter. */
export function dayInMonth(year: number, month: number, day: number): Day {
  return dayOf(year, month, Math.min(day, daysInMonth(year, month)));
}

/** Months counted from year 0, so that adding months is adding integers. */
export function monthIndex(year: number, month: number): number {
  return year * 12 + month - 1;
}

export function monthOfIndex(index: number): { year: number; month: number } {
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

/** The same day of the month `n` months later (or earlier), or that month's last day. */
export function addMonths(day: Day, n: number): Day {
  const { year, month, day: d } = civilDate(day);
  const target = monthOfIndex(monthIndex(year, month) + n);
  return dayInMonth(target.year, target.month, d);
}

/** The minute of a day written `HH:MM`; throws RangeError otherwise. */
export function minuteFromClock(text: string): MinuteOfDay {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) throw new RangeError(`not a time of day: ${text}`);
  return Number(match[1]) * 60 + Number(match[2]);
}

export function clockFromMinute(minute: MinuteOfDay): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
