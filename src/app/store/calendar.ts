import type { CalendarOverlay, OverlayDay } from '../../domain/calendar.ts';
import type { Day } from '../../domain/civil-day.ts';

/** What administrators change about days off. */
export type CalendarChange =
  | { readonly act: 'set-days'; readonly days: readonly OverlayDay[] }
  /** Back to the shipped calendar. */
  | { readonly act: 'forget-days'; readonly days: readonly Day[] }
  /** The year's official notice is in. */
  | { readonly act: 'announce-year'; readonly year: number; readonly source: string }
  /** It is not in after all; stale where nobody said that it was. */
  | { readonly act: 'await-year'; readonly year: number };

export interface CalendarStore {
  /** What was changed in the chat, over the shipped calendar. */
  calendarOverlay(): Promise<CalendarOverlay>;
}
