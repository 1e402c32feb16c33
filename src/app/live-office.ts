import { type Calendar, type CalendarYear, makeCalendar, overlaid } from '../domain/calendar.ts';
import type { Office } from '../domain/office-hours.ts';
import type { Store } from './store.ts';

/** An office whose calendar follows what its administrators enter. */
export interface LiveOffice extends Office {
  /** Reads what was entered; true where the calendar is another one now. */
  refresh(store: Pick<Store, 'calendarOverlay'>): Promise<boolean>;
  /** The calendar as it would be with these changes, to show what they would move. */
  calendarWith(overlay: Parameters<typeof overlaid>[1]): Calendar;
}

export function liveOffice(fixed: Omit<Office, 'calendar'>, files: readonly CalendarYear[]): LiveOffice {
  let calendar = makeCalendar(files);
  return {
    ...fixed,
    get calendar() {
      return calendar;
    },
    async refresh(store) {
      const next = makeCalendar(overlaid(files, await store.calendarOverlay()));
      if (next.version === calendar.version) return false;
      calendar = next;
      return true;
    },
    calendarWith: (overlay) => makeCalendar(overlaid(files, overlay)),
  };
}
