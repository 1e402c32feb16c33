import { civilDate, type Day } from './civil-day.ts';

/**
 * Which of the backups are kept, by the days on which they were made: the newest one of each of the last days, weeks and
 * months that have any. A year's gap keeps what is there: it counts spans with a backup in them, not days gone by.
 */
export function keptBackups<Backup extends { readonly day: Day; readonly at: number }>(
  backups: readonly Backup[],
  keep: { readonly days: number; readonly weeks: number; readonly months: number },
): Set<Backup> {
  const newestFirst = backups.toSorted((a, b) => b.at - a.at);
  const kept = new Set<Backup>();
  const spans: readonly [number, (day: Day) => string | number][] = [
    [keep.days, (day) => day],
    // The first civil day was a Thursday, so this begins a week on its Monday.
    [keep.weeks, (day) => Math.floor((day + 3) / 7)],
    [keep.months, (day) => `${civilDate(day).year}-${civilDate(day).month}`],
  ];
  for (const [most, spanOf] of spans) {
    const seen = new Set<string | number>();
    for (const backup of newestFirst) {
      const span = spanOf(backup.day);
      if (seen.has(span) || seen.size >= most) continue;
      seen.add(span);
      kept.add(backup);
    }
  }
  return kept;
}
