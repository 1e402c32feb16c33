import type { CalendarDay, CalendarYear } from './calendar.ts';
import { type Day, dayOf, isoDate, weekdayOf } from './civil-day.ts';

const LABOUR_CODE = 'Điều 112 Bộ luật Lao động 2019';
const MADE_UP = 'khoản 3 Điều 111 Bộ luật Lao động 2019';

/** Days off whose date the law names. Tết, the Hùng Kings and the second National Day wait for each year's notice. */
const FIXED: readonly { month: number; day: number; name: string; source: string; since?: number }[] = [
  { month: 1, day: 1, name: 'Tết Dương lịch', source: LABOUR_CODE },
  { month: 4, day: 30, name: 'Ngày Chiến thắng 30/4', source: LABOUR_CODE },
  { month: 5, day: 1, name: 'Ngày Quốc tế Lao động 1/5', source: LABOUR_CODE },
  { month: 9, day: 2, name: 'Quốc khánh 2/9', source: LABOUR_CODE },
  { month: 11, day: 24, name: 'Ngày Văn hóa Việt Nam', source: 'Nghị quyết 28/2026/QH16', since: 2026 },
];

/**
 * The days off of a year that follow from the law alone. One that falls on a weekend is made up on the next working day
 * (Labour Code 2019, art. 111 k3); the weekend day itself is not listed.
 */
function fixedDaysOff(year: number): CalendarDay[] {
  const holidays = FIXED.filter(({ since }) => since === undefined || year >= since).map((holiday) => ({
    ...holiday,
    on: dayOf(year, holiday.month, holiday.day),
  }));
  const taken = new Set<Day>(holidays.map(({ on }) => on));
  return holidays.map(({ on, name, source }) => {
    if (weekdayOf(on) <= 5) return computed(on, name, source);
    let instead = on + 1;
    while (weekdayOf(instead) > 5 || taken.has(instead)) instead++;
    taken.add(instead);
    return computed(instead, `nghỉ bù ${name}`, MADE_UP);
  });
}

function computed(on: Day, name: string, source: string): CalendarDay {
  return { date: isoDate(on), kind: 'off', certainty: 'computed', name, source };
}

/** A year that nobody has entered anything about. */
export function fixedYear(year: number): CalendarYear {
  return { year, announced: false, source: LABOUR_CODE, days: fixedDaysOff(year) };
}
