import { nextOpening } from '../../../../domain/office-hours.ts';
import { daysPreviewText } from '../../../../text/calendar.ts';
import type { ListedDay } from '../../../../text/calendar-days.ts';
import { movedNotice } from '../../../../text/notices.ts';
import { type CalendarPreview, previewCalendar } from '../../../calendar-preview.ts';
import type { CalendarChange, Effect } from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';

/** What would be saved, what that moves, and who is told. */
export function echo(call: Call, days: readonly ListedDay[], source: string, { moved }: CalendarPreview): string {
  return daysPreviewText({ days, source, moved, told: moved.length === 0 ? [] : others(call) }, call.today);
}

/** Administrators who are told, too; not the one who does it. */
function others({ directory, officer }: Call) {
  return directory.officers.filter((each) => each.isAdmin && each.id !== officer.id);
}

/** The changes, and the other administrators told of what they move. */
export async function calendarEffects(
  desk: Desk,
  call: Call,
  changes: readonly CalendarChange[],
): Promise<{ effects: Effect[]; moved: number; calendar: CalendarPreview['calendar'] }> {
  const preview = await previewCalendar({ ...desk, ...call }, changes, call.now);
  const told = (preview.moved.length === 0 ? [] : others(call)).map((admin): Effect => {
    const key = `moved:${call.inboundId}:${admin.id}`;
    const text = movedNotice(admin, preview.moved, call.today);
    const dueAt = nextOpening(desk.office, call.now);
    return { kind: 'notice', notice: { key, officerId: admin.id, message: { text }, dueAt } };
  });
  const effects = [...changes.map((change): Effect => ({ kind: 'calendar', change })), ...told];
  return { effects, moved: preview.moved.length, calendar: preview.calendar };
}
