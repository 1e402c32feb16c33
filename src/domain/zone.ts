import type { Day, MinuteOfDay } from './civil-day.ts';

/** The office's time zone. Made outside the domain, which only asks it. */
export interface Zone {
  readonly name: string;
  /** The instant of a local day and minute, epoch milliseconds. */
  instant(day: Day, minute: MinuteOfDay): number;
  dayOf(instant: number): Day;
  minuteOf(instant: number): MinuteOfDay;
}
