import * as z from 'zod';
import {
  civilDate,
  type Day,
  dayFromIso,
  dayOf,
  FIRST_YEAR,
  isoDate,
  LAST_YEAR,
  parseIsoDate,
  weekdayOf,
} from './civil-day.ts';
import { fingerprint } from './fingerprint.ts';
import { fixedYear } from './fixed-holidays.ts';

/**
 * How sure a day is. `official`: announced for that year. `computed`: follows from the Labour Code alone.
 * `pending`: expected but not announced; it is shown, it makes dates provisional, and it changes no working day.
 */
const certaintySchema = z.enum(['official', 'computed', 'pending']);

const isoDay = z.string().refine((text) => parseIsoDate(text) !== null, 'not a date that exists (YYYY-MM-DD)');

const calendarDaySchema = z.strictObject({
  date: isoDay,
  /** `off`: a weekday without work. `worked`: a Saturday or Sunday worked in exchange. */
  kind: z.enum(['off', 'worked']),
  certainty: certaintySchema,
  name: z.string().min(1),
  source: z.string().optional(),
});

/** One file of `data/calendar/`. */
export const calendarYearSchema = z
  .strictObject({
    year: z.int().min(FIRST_YEAR).max(LAST_YEAR),
    /** True once the year's official notice is in; until then every date of the year is provisional. */
    announced: z.boolean(),
    source: z.string(),
    days: z.array(calendarDaySchema),
  })
  .superRefine((file, context) => {
    const seen = new Set<string>();
    file.days.forEach((day, index) => {
      if (Number(day.date.slice(0, 4)) !== file.year) {
        context.addIssue({ code: 'custom', path: ['days', index, 'date'], message: `not in ${file.year}` });
      }
      if (seen.has(day.date))
        context.addIssue({ code: 'custom', path: ['days', index, 'date'], message: 'listed twice' });
      seen.add(day.date);
    });
  });

export type CalendarDay = z.infer<typeof calendarDaySchema>;
export type CalendarYear = z.infer<typeof calendarYearSchema>;

/** `provisional`: an announcement that is still to come may change the date. */
export type DateCertainty = 'official' | 'provisional';

export interface Calendar {
  /** Changes whenever a listed day changes; stored beside what was planned with it. */
  readonly version: string;
  /** The last year whose official notice is in. */
  readonly announcedThrough: number;
  /** The years that a calendar file exists for. */
  readonly years: readonly number[];
  isWorkingDay(day: Day): boolean;
  lastWorkingDayOnOrBefore(day: Day): Day;
  firstWorkingDayOnOrAfter(day: Day): Day;
  /** The n-th working day after (n > 0) or before (n < 0) `day`, which itself is not counted. n = 0 is not defined. */
  addWorkingDays(day: Day, n: number): Day;
  /** Working days in (from, to]; negative where `to` is before `from`. */
  workingDaysBetween(from: Day, to: Day): number;
  /** Provisional where a day of [from, to] is in a year not announced or is itself pending. */
  certainty(from: Day, to: Day): DateCertainty;
  /** The listed exception of a day, if any. */
  entry(day: Day): CalendarDay | undefined;
}

/** Working days from the listed exceptions over plain Monday–Friday weeks. Two years with the same number: the later wins. */
export function makeCalendar(files: readonly CalendarYear[]): Calendar {
  // A year to spare on each side, for the working days around the first and the last supported date.
  const first = dayOf(FIRST_YEAR - 1, 1, 1);
  const last = dayOf(LAST_YEAR + 1, 12, 31);
  const byYear = new Map(files.map((file) => [file.year, file]));
  const entries = new Map<Day, CalendarDay>();
  for (const file of byYear.values()) for (const day of file.days) entries.set(dayFromIso(day.date), day);

  // ordinal[i] counts the working days up to and including first + i; workingDays[k] is the k-th of them.
  // Every question about working days is then a subtraction or a look-up.
  const ordinal = new Int32Array(last - first + 1);
  const workingDays: Day[] = [];
  for (let day = first; day <= last; day++) {
    const exception = entries.get(day);
    const effective =
      exception && exception.certainty !== 'pending' ? exception.kind === 'worked' : weekdayOf(day) <= 5;
    if (effective) workingDays.push(day);
    ordinal[day - first] = workingDays.length;
  }
  const announced = new Set([...byYear.values()].filter((file) => file.announced).map((file) => file.year));
  // In the same way: the days of years that are not announced, and the pending ones of the others.
  const doubtful = new Int32Array(ordinal.length);
  let doubts = 0;
  for (let year = FIRST_YEAR - 1; year <= LAST_YEAR + 1; year++) {
    const isAnnounced = announced.has(year);
    for (let day = dayOf(year, 1, 1); day < dayOf(year + 1, 1, 1); day++) {
      if (!isAnnounced || entries.get(day)?.certainty === 'pending') doubts += 1;
      doubtful[day - first] = doubts;
    }
  }

  const countThrough = (day: Day): number => {
    const count = ordinal[day - first];
    if (count === undefined) throw new RangeError(`outside ${FIRST_YEAR}–${LAST_YEAR}`);
    return count;
  };
  const working = (index: number): Day => {
    const day = workingDays[index];
    if (day === undefined) throw new RangeError(`outside ${FIRST_YEAR}–${LAST_YEAR}`);
    return day;
  };
  const isWorkingDay = (day: Day): boolean => workingDays[countThrough(day) - 1] === day;

  return {
    version: versionOf([...byYear.values()]),
    announcedThrough: Math.max(FIRST_YEAR - 1, ...announced),
    years: [...byYear.keys()].sort((a, b) => a - b),
    isWorkingDay,
    lastWorkingDayOnOrBefore: (day) => working(countThrough(day) - 1),
    firstWorkingDayOnOrAfter: (day) => (isWorkingDay(day) ? day : working(countThrough(day))),
    addWorkingDays(day, n) {
      if (n > 0) return working(countThrough(day) + n - 1);
      return working(countThrough(day) + n - (isWorkingDay(day) ? 1 : 0));
    },
    workingDaysBetween: (from, to) => countThrough(to) - countThrough(from),
    certainty(from, to) {
      const [before, through] = [doubtful[from - 1 - first], doubtful[to - first]];
      return before === undefined || through === undefined || through > before ? 'provisional' : 'official';
    },
    entry: (day) => entries.get(day),
  };
}

/** One day as the office set it over the shipped files. `plain`: as its weekday says. */
export interface OverlayDay {
  readonly day: Day;
  readonly kind: 'off' | 'worked' | 'plain';
  readonly name: string;
  readonly source: string;
}

/** What the office entered over the shipped files. */
export interface CalendarOverlay {
  readonly days: readonly OverlayDay[];
  /** Years whose official notice is in. */
  readonly announcedYears: readonly number[];
}

/**
 * The shipped files with what the office entered since: its days are official and win, and once a year's notice is in,
 * nothing of that year is waited for any more. Years without a file have the days off that the law names.
 */
export function overlaid(files: readonly CalendarYear[], { days, announcedYears }: CalendarOverlay): CalendarYear[] {
  const years = new Map(files.map((file) => [file.year, file]));
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) if (!years.has(year)) years.set(year, fixedYear(year));
  for (const year of announcedYears) {
    const file = years.get(year);
    if (!file) continue;
    years.set(year, { ...file, announced: true, days: file.days.filter((each) => each.certainty !== 'pending') });
  }
  for (const { day, kind, name, source } of days) {
    const file = years.get(civilDate(day).year);
    if (!file) continue;
    const date = isoDate(day);
    const others = file.days.filter((each) => each.date !== date);
    const added: CalendarDay[] = kind === 'plain' ? [] : [{ date, kind, certainty: 'official', name, source }];
    years.set(file.year, { ...file, days: [...others, ...added] });
  }
  return [...years.values()];
}

function versionOf(files: readonly CalendarYear[]): string {
  return fingerprint(
    [...files]
      .sort((a, b) => a.year - b.year)
      .map(
        (f) =>
          `${f.year}${f.announced}${f.days
            .map((d) => `${d.date}${d.kind}${d.certainty}`)
            .sort()
            .join()}`,
      )
      .join(';'),
  );
}
