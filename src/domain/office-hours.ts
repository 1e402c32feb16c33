import type { Calendar } from './calendar.ts';
import { hoursOf, type Policies } from './policy.ts';
import type { Zone } from './zone.ts';

/** The office that the bot works for. */
export interface Office {
  readonly name: string;
  readonly zone: Zone;
  readonly calendar: Calendar;
  readonly policies: Policies;
}

/** True while messages that nobody asked for may go out: working days, within office hours. */
export function isOfficeOpen(office: Office, now: number): boolean {
  const { opens, closes } = hoursOf(office.policies);
  const minute = office.zone.minuteOf(now);
  return office.calendar.isWorkingDay(office.zone.dayOf(now)) && minute >= opens && minute < closes;
}

/** When what has to wait goes out: this instant if the office is open past the morning hour, else the next working morning. */
export function nextOpening(office: Office, now: number): number {
  const { morning, closes } = hoursOf(office.policies);
  const today = office.zone.dayOf(now);
  const minute = office.zone.minuteOf(now);
  if (office.calendar.isWorkingDay(today)) {
    if (minute < morning) return office.zone.instant(today, morning);
    if (minute < closes) return now;
  }
  return office.zone.instant(office.calendar.addWorkingDays(today, 1), morning);
}
