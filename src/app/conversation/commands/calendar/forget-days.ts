import type { Day } from '../../../../domain/civil-day.ts';
import { readDays } from '../../../../domain/days-off-words.ts';
import {
  askListedDayText,
  badDayText,
  daysForgottenText,
  notListedText,
  unreadDaysText,
} from '../../../../text/calendar.ts';
import { exampleDay, listed } from '../../../calendar-days.ts';
import { previewCalendar } from '../../../calendar-preview.ts';
import type { CalendarChange } from '../../../store.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import { form, type Read } from '../../form.ts';
import { calendarEffects, echo } from './effects.ts';

/** «nghỉ lễ bỏ 28/11»: the day is again as its weekday, or the shipped calendar, says. */
export function forgetDays(desk: Desk): ChatCommand {
  const { office } = desk;
  const isListed = (day: Day) => office.calendar.entry(day) !== undefined;
  return form<{ days: readonly Day[] }>({
    name: 'forget-days-off',
    heads: ['nghỉ lễ bỏ', 'bỏ nghỉ lễ', 'bỏ ngày nghỉ', 'bỏ làm bù'],
    right: 'admin',
    help: {
      does: 'bỏ một ngày nghỉ hay ngày làm bù đã ghi',
      usage: 'nghỉ lễ bỏ <ngày>',
      examples: ['nghỉ lễ bỏ 1/1'],
    },
    certain: () => true,
    slots: {
      days: {
        labels: ['ngày'],
        ask: (call) => ({ kind: 'question', text: askListedDayText(call.officer) }),
        read: (call, typed) => readListed(desk, call, typed),
      },
    },
    split: (call) => ({ days: call.rest }),
    async preview(call, { days }) {
      const still = days.filter(isListed);
      if (still.length === 0) return { kind: 'refuse', text: notListedText(call.officer, days[0]!) };
      const preview = await previewCalendar({ ...desk, ...call }, await forgetting(desk, still), call.now);
      const after = still.map((day) => listed(preview.calendar, day));
      return { kind: 'ready', text: echo(call, after, '', preview) };
    },
    async save(call, { days }) {
      const still = days.filter(isListed);
      const { effects, moved, calendar } = await calendarEffects(desk, call, await forgetting(desk, still));
      const after = still.map((day) => listed(calendar, day));
      const was = listed(office.calendar, still[0]!).kind;
      return { effects, text: daysForgottenText(call.officer, after, moved, was) };
    },
  });
}

/** Of the days that are named those that the calendar has. */
function readListed({ office }: Desk, call: Call, typed: string): Read<readonly Day[]> {
  const example = exampleDay(office.calendar, call.today);
  const read = readDays(typed, call.today);
  if (read.kind === 'refused') return again(badDayText(call.officer, read.why, example));
  if (read.kind !== 'periods') {
    return again(unreadDaysText(call.officer, read.typed, read.kind, example));
  }
  const days = read.periods.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
  const known = days.filter((day) => office.calendar.entry(day) !== undefined);
  return known.length > 0 ? { kind: 'value', value: known } : again(notListedText(call.officer, days[0]!));
}

const again = (text: string) => ({ kind: 'again', text }) as const;

/**
 * What the office entered is forgotten where the shipped calendar says nothing for certain about the day; otherwise the
 * day becomes an ordinary one over it.
 */
async function forgetting({ store, office }: Desk, days: readonly Day[]): Promise<CalendarChange[]> {
  const overlay = await store.calendarOverlay();
  const shipped = office.calendarWith({ ...overlay, days: overlay.days.filter((each) => !days.includes(each.day)) });
  const own = overlay.days.filter((each) => days.includes(each.day) && each.kind !== 'plain').map((each) => each.day);
  const forgotten = own.filter((day) => [undefined, 'pending'].includes(shipped.entry(day)?.certainty));
  const plain = days
    .filter((day) => !forgotten.includes(day))
    .map((day) => ({ day, kind: 'plain' as const, name: '', source: '' }));
  const changes: CalendarChange[] = [];
  if (forgotten.length > 0) changes.push({ act: 'forget-days', days: forgotten });
  if (plain.length > 0) changes.push({ act: 'set-days', days: plain });
  return changes;
}
