import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { type Day, type MinuteOfDay, parseIsoDate } from '../domain/civil-day.ts';
import type { Zone } from '../domain/zone.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Enough for several years of planning; the cache starts anew when it is full. */
const CACHE_SIZE = 4096;

/** True for a zone name that this machine's time zone data know. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * A zone by its IANA name. Its offset at noon is asked for once a day; everything else is arithmetic. In a zone with
 * daylight saving the night hours of the two days of change would be off; office hours are not.
 */
export function makeZone(name: string): Zone {
  // What dayjs would ask as well, by a way that takes as long as opening the database.
  const format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' });
  const offsetAt = (instant: number): number => {
    const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(instant)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
  };
  const offsets = new Map<Day, number>();
  const offsetOf = (day: Day): number => {
    const known = offsets.get(day);
    if (known !== undefined) return known;
    if (offsets.size >= CACHE_SIZE) offsets.clear();
    const noon = day * DAY_MS + 12 * 60 * MINUTE_MS;
    const offset = offsetAt(noon - offsetAt(noon));
    offsets.set(day, offset);
    return offset;
  };
  const dayOfInstant = (instant: number): Day => {
    const guess = Math.floor(instant / DAY_MS);
    return Math.floor((instant + offsetOf(guess)) / DAY_MS);
  };
  return {
    name,
    instant: (day: Day, minute: MinuteOfDay) => day * DAY_MS + minute * MINUTE_MS - offsetOf(day),
    dayOf: dayOfInstant,
    minuteOf: (instant) => {
      const day = dayOfInstant(instant);
      return Math.floor((instant + offsetOf(day) - day * DAY_MS) / MINUTE_MS);
    },
  };
}

/** `2024-03-15T07:30:00+07:00`. */
export function isoInstant(instant: number, zone: Zone): string {
  return dayjs(instant).tz(zone.name).format('YYYY-MM-DDTHH:mm:ssZ');
}

/** An instant written in ISO 8601 with an offset; null for anything else. */
export function parseInstant(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  if (parseIsoDate(text.slice(0, 10)) === null) return null;
  const instant = dayjs(text);
  return instant.isValid() ? instant.valueOf() : null;
}

/** A day written as people write it («20/12/2026», «20/12» of the year of `today`) or as ISO; null for anything else. */
export function parseDayTyped(text: string, today: Day, yearOf: (day: Day) => number): Day | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const typed = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$/.exec(text);
  const parts = iso ? [iso[1], iso[2], iso[3]] : typed ? [typed[3] ?? yearOf(today), typed[2], typed[1]] : null;
  if (!parts) return null;
  const [year, month, day] = parts.map((part) => String(part).padStart(2, '0'));
  return parseIsoDate(`${year}-${month}-${day}`);
}
