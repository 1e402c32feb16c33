import type { Calendar, CalendarOverlay } from '../domain/calendar.ts';
import type { Directory } from './directory.ts';
import type { LiveOffice } from './live-office.ts';
import type { Log } from './log.ts';
import { type MovedDeadline, makePlan } from './plan.ts';
import type { CalendarChange, OfficerView, Store } from './store.ts';

/** A deadline that would have another day, and who leads it then. */
export interface MovedLed extends MovedDeadline {
  readonly leads: readonly OfficerView[];
}

export interface CalendarPreview {
  readonly calendar: Calendar;
  /** Open deadlines whose target day changes, by their new day. */
  readonly moved: readonly MovedLed[];
}

const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The calendar as it would be, and which open deadlines it would move. Nothing is written. */
export async function previewCalendar(
  { store, office, directory }: { store: Store; office: LiveOffice; directory: Directory },
  changes: readonly CalendarChange[],
  now: number,
): Promise<CalendarPreview> {
  const calendar = office.calendarWith(changes.reduce(overlayAfter, await store.calendarOverlay()));
  const plan = makePlan({
    store: { tasksToPlan: (query) => store.tasksToPlan(query), saveSchedules: async () => {} },
    office: { ...office, calendar },
    log: SILENT,
  });
  const { moved } = await plan(now);
  const led: MovedLed[] = [];
  for (const each of moved) {
    const occurrence = await store.occurrence(each.occurrenceId);
    const leads = occurrence ? directory.leads(occurrence, office.zone.dayOf(now)) : [];
    led.push({ ...each, leads });
  }
  return { calendar, moved: led.sort((a, b) => a.to - b.to) };
}

function overlayAfter(overlay: CalendarOverlay, change: CalendarChange): CalendarOverlay {
  const { days, announcedYears } = overlay;
  switch (change.act) {
    case 'set-days': {
      const set = change.days.map((each) => each.day);
      return { ...overlay, days: [...days.filter((each) => !set.includes(each.day)), ...change.days] };
    }
    case 'forget-days':
      return { ...overlay, days: days.filter((each) => !change.days.includes(each.day)) };
    case 'announce-year':
      return { ...overlay, announcedYears: [...announcedYears, change.year] };
    case 'await-year':
      return { ...overlay, announcedYears: announcedYears.filter((year) => year !== change.year) };
  }
}
