import type { CalendarChange } from '../app/store.ts';
import type { CalendarOverlay } from '../domain/calendar.ts';
import { dayFromIso, isoDate } from '../domain/civil-day.ts';
import type { Source } from './changes.ts';
import { read } from './dialect.ts';
import { append } from './log.ts';
import type { Db } from './schema.ts';
import { Stale } from './stale.ts';

export async function takeCalendarChange(
  trx: Db,
  change: CalendarChange,
  { at, officerId, inboundId }: Source,
): Promise<void> {
  const log = (kind: string, data: Record<string, unknown>) => append(trx, at, [{ kind, officerId, inboundId, data }]);
  const by = { changed_by: officerId, changed_at: at };
  switch (change.act) {
    case 'set-days':
      for (const { day, kind, name, source } of change.days) {
        const values = { kind, name, source, ...by };
        await trx
          .insertInto('calendar_days')
          .values({ day: isoDate(day), ...values })
          .onConflict((conflict) => conflict.column('day').doUpdateSet(values))
          .execute();
        await log('calendar-day-set', { day: isoDate(day), kind });
      }
      return;
    case 'forget-days':
      for (const day of change.days.map(isoDate)) {
        await trx.deleteFrom('calendar_days').where('day', '=', day).execute();
        await log('calendar-day-forgotten', { day });
      }
      return;
    case 'announce-year': {
      const values = { source: change.source, ...by };
      await trx
        .insertInto('calendar_years')
        .values({ year: change.year, ...values })
        .onConflict((conflict) => conflict.column('year').doUpdateSet(values))
        .execute();
      return log('calendar-year-announced', { year: change.year });
    }
    case 'await-year': {
      const gone = await trx
        .deleteFrom('calendar_years')
        .where('year', '=', change.year)
        .returning('year')
        .executeTakeFirst();
      if (!gone) throw new Stale();
      return log('calendar-year-awaited', { year: change.year });
    }
  }
}

export function calendarOverlay(db: Db): Promise<CalendarOverlay> {
  return read(db, async (trx) => {
    const days = await trx.selectFrom('calendar_days').selectAll().orderBy('day').execute();
    const years = await trx.selectFrom('calendar_years').select('year').orderBy('year').execute();
    return {
      days: days.map(({ day, kind, name, source }) => ({ day: dayFromIso(day), kind, name, source })),
      announcedYears: years.map((row) => row.year),
    };
  });
}
