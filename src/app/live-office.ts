import { type Calendar, type CalendarOverlay, type CalendarYear, makeCalendar, overlaid } from '../domain/calendar.ts';
import type { Office } from '../domain/office-hours.ts';
import type { Store } from './store.ts';

/** An office whose calendar follows what its administrators enter. */
export interface LiveOffice extends Office {
  /** Reads what was entered; true where the calendar is another one now. */
  refresh(store: Pick<Store, 'calendarOverlay'>): Promise<boolean>;
  /** The calendar as it would be with these changes, to show what they would move. */
  calendarWith(overlay: CalendarOverlay): Calendar;
}

const NOTHING: CalendarOverlay = { days: [], announcedYears: [] };

export function liveOffice(fixed: Omit<Office, 'calendar'>, files: readonly CalendarYear[]): LiveOffice {
  const calendarWith = (overlay: CalendarOverlay) => makeCalendar(overlaid(files, overlay));
  let calendar = calendarWith(NOTHING);
  // A century of days is not laid out every minute for nothing.
  let entered = JSON.stringify(NOTHING);
  return {
    ...fixed,
    get calendar() {
      return calendar;
    },
    async refresh(store) {
      const overlay = await store.calendarOverlay();
      if (JSON.stringify(overlay) === entered) return false;
      entered = JSON.stringify(overlay);
      const before = calendar.version;
      calendar = calendarWith(overlay);
      return calendar.version !== before;
    },
    calendarWith,
  };
}
