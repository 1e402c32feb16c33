import { civilDate, dayOf } from '../domain/civil-day.ts';
import type { Office } from '../domain/office-hours.ts';
import { nextYearNotice } from '../text/calendar-year.ts';
import { daysOfYear, exampleDay } from './calendar-days.ts';
import type { Store } from './store.ts';
import { adminsOf, tellAdmins } from './tell-admins.ts';

/**
 * Asks the administrators for next year's days off: once in November, and weekly from 8 December on until somebody says
 * that the notice is in.
 */
export async function askForNextYear(parts: { store: Store; office: Office }, now: number): Promise<void> {
  const { calendar, zone } = parts.office;
  const today = zone.dayOf(now);
  const { year, month, day } = civilDate(today);
  const next = year + 1;
  if (month < 11 || calendar.announcedThrough >= next) return;
  // The first week of December belongs to November's question.
  const week = month === 11 ? 0 : Math.floor((day - 1) / 7);
  const waiting = daysOfYear(calendar, next).filter((each) => each.certainty === 'pending');
  const example = waiting[0]?.day ?? exampleDay(calendar, dayOf(next, 1, 15));
  const admins = await adminsOf(parts, now);
  const key = `next-year:${next}:${week}`;
  await tellAdmins(parts, admins, key, (admin) => nextYearNotice(admin, next, waiting, example), now);
}
