import { type LiveOffice, liveOffice } from '../../src/app/live-office.ts';
import { dayFromIso, isoDate } from '../../src/domain/civil-day.ts';
import { type CalendarRule, isCalendarRule, type Rule, ruleSchema } from '../../src/domain/rule.ts';
import { loadCalendar, loadCalendarFiles, loadPolicies } from '../../src/runtime/data.ts';
import { makeZone } from '../../src/runtime/zone.ts';

/** The calendars and policies that ship with the program, and short ways to write days and rules. */
export const calendar = loadCalendar();
export const policies = loadPolicies();
export const zone = makeZone('Asia/Ho_Chi_Minh');

/** An office with the shipped calendar and policies. */
export function shippedOffice(name: string): LiveOffice {
  return liveOffice({ name, zone, policies }, loadCalendarFiles());
}

export const day = dayFromIso;
export const iso = isoDate;

export function rule(written: unknown): Rule {
  return ruleSchema.parse(written);
}

export function calendarRule(written: unknown): CalendarRule {
  const parsed = rule(written);
  if (!isCalendarRule(parsed)) throw new Error(`not a calendar rule: ${parsed.kind}`);
  return parsed;
}

/** `2024-03-15 07:30` in the office's zone. */
export function at(text: string): number {
  const [date = '', clock = ''] = text.split(' ');
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return zone.instant(day(date), hours * 60 + minutes);
}
