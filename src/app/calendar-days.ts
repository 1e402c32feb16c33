import type { Calendar } from '../domain/calendar.ts';
import { type Day, dayOf } from '../domain/civil-day.ts';
import type { ListedDay } from '../text/calendar-days.ts';

/** A day as the calendar has it. */
export function listed(calendar: Calendar, day: Day): ListedDay {
  const entry = calendar.entry(day);
  return entry
    ? { day, kind: entry.kind, certainty: entry.certainty, name: entry.name }
    : { day, kind: 'plain', certainty: 'official', name: '' };
}

/** The days of a year that are not as their weekdays say. */
export function daysOfYear(calendar: Calendar, year: number): ListedDay[] {
  const found: ListedDay[] = [];
  for (let day = dayOf(year, 1, 1); day <= dayOf(year, 12, 31); day++) {
    if (calendar.entry(day)) found.push(listed(calendar, day));
  }
  return found;
}

/** A working day two weeks ahead: an example of a day that could be off. */
export function exampleDay(calendar: Calendar, today: Day): Day {
  let day = calendar.addWorkingDays(today, 10);
  while (calendar.entry(day)) day = calendar.addWorkingDays(day, 1);
  return day;
}
