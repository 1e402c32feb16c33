import type { Day, MinuteOfDay } from '../domain/civil-day.ts';
import { civilDate, clockFromMinute, weekdayOf } from '../domain/civil-day.ts';

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const;
const ROMAN = ['I', 'II', 'III', 'IV'] as const;

export function weekdayName(day: Day): string {
  return WEEKDAYS[weekdayOf(day) - 1]!;
}

export function roman(quarter: number): string {
  return ROMAN[quarter - 1] ?? String(quarter);
}

/** «13/3/2026». */
export function fullDate(day: Day): string {
  const { year, month, day: d } = civilDate(day);
  return `${d}/${month}/${year}`;
}

/** «13/3», with the year where it is not that of `today`. */
export function shortDate(day: Day, today: Day): string {
  const { year, month, day: d } = civilDate(day);
  return year === civilDate(today).year ? `${d}/${month}` : `${d}/${month}/${year}`;
}

/** «thứ Sáu 13/3». */
export function sayDay(day: Day, today: Day): string {
  return `${weekdayName(day)} ${shortDate(day, today)}`;
}

/** «hôm nay», «hôm qua», «ngày mai», or the day itself. */
export function sayNearDay(day: Day, today: Day): string {
  if (day === today) return 'hôm nay';
  if (day === today - 1) return 'hôm qua';
  if (day === today + 1) return 'ngày mai';
  return sayDay(day, today);
}

/** «07:30». */
export function sayClock(minute: MinuteOfDay): string {
  return clockFromMinute(minute);
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
