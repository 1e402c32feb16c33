import { civilDate, type Day, dayOf, weekdayOf } from '../../../../domain/civil-day.ts';
import { fold } from '../../../../domain/fold.ts';
import { askDaySourceText } from '../../../../text/calendar.ts';
import {
  askYearText,
  awaitPreviewText,
  awaitSavedText,
  badYearText,
  yearAnnouncedText,
  yearNotAnnouncedText,
  yearPreviewText,
  yearSavedText,
} from '../../../../text/calendar-year.ts';
import { daysOfYear } from '../../../calendar-days.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import { form, type Slot } from '../../form.ts';
import { readSource } from './words.ts';

/** «nghỉ lễ đã đủ 2027», «nghỉ lễ chưa đủ 2027»: whether a year's official notice is in. */
export function yearCommands({ office, store }: Desk): ChatCommand[] {
  const isAnnounced = (year: number) => {
    const first = dayOf(year, 1, 1);
    return office.calendar.certainty(first, first) === 'official';
  };
  const enteredYears = async () => (await store.calendarOverlay()).announcedYears;

  const announce = form<{ year: number; source: string }>({
    name: 'announce-year',
    heads: ['nghỉ lễ đã đủ', 'nghỉ lễ đủ', 'lịch nghỉ đã đủ'],
    right: 'admin',
    help: {
      does: 'báo rằng lịch nghỉ của một năm đã ghi đủ theo thông báo, hạn của năm ấy thôi là dự kiến',
      usage: 'nghỉ lễ đã đủ <năm>[; <văn bản>]',
      examples: ['nghỉ lễ đã đủ năm sau; Thông báo số 15/TB-UBND'],
    },
    certain: () => true,
    slots: {
      year: yearSlot(),
      source: {
        labels: ['văn bản', 'nguồn', 'theo'],
        free: true,
        ask: (call) => ({ kind: 'question', text: askDaySourceText(call.officer) }),
        read: readSource,
      },
    },
    async preview(_call, { year, source }) {
      if (isAnnounced(year) && !(await hasPending(year)))
        return { kind: 'refuse', text: yearAnnouncedText(year), ask: 'year' };
      const days = daysOfYear(office.calendar, year);
      const dropped = days.filter((each) => each.certainty === 'pending');
      const sure = days.filter((each) => each.certainty !== 'pending');
      const off = sure.filter((each) => each.kind === 'off' && weekdayOf(each.day) <= 5);
      const worked = sure.length - off.length;
      return {
        kind: 'ready',
        text: yearPreviewText({
          year,
          source,
          off: off.length,
          worked,
          dropped,
          hasTet: off.some(({ day }) => isNearTet(day)),
        }),
      };
    },
    save: async (_call, { year, source }) => ({
      effects: [{ kind: 'calendar', change: { act: 'announce-year', year, source } }],
      text: yearSavedText(year),
    }),
  });

  /** A shipped year may still wait for single days. */
  async function hasPending(year: number): Promise<boolean> {
    if ((await enteredYears()).includes(year)) return false;
    return daysOfYear(office.calendar, year).some((each) => each.certainty === 'pending');
  }

  const unannounce = form<{ year: number }>({
    name: 'await-year',
    heads: ['nghỉ lễ chưa đủ', 'lịch nghỉ chưa đủ'],
    right: 'admin',
    help: {
      does: 'sửa lại khi đã báo nhầm là lịch nghỉ của một năm đã đủ',
      usage: 'nghỉ lễ chưa đủ <năm>',
      examples: ['nghỉ lễ chưa đủ năm sau'],
    },
    certain: () => true,
    slots: { year: yearSlot() },
    async preview(_call, { year }) {
      if ((await enteredYears()).includes(year)) return { kind: 'ready', text: awaitPreviewText(year) };
      return { kind: 'refuse', text: yearNotAnnouncedText(year, isAnnounced(year)) };
    },
    save: async (_call, { year }) => ({
      effects: [{ kind: 'calendar', change: { act: 'await-year', year } }],
      text: awaitSavedText(year),
    }),
  });

  return [announce, unannounce];
}

function yearSlot<All>(): Slot<number, All> {
  const thisYear = (call: Call) => civilDate(call.today).year;
  return {
    labels: ['năm'],
    ask: (call) => ({ kind: 'question', text: askYearText(call.officer, thisYear(call) + 1) }),
    read(call, typed) {
      const year = yearTyped(typed, thisYear(call));
      if (year !== null && year >= thisYear(call) && year <= thisYear(call) + 1) return { kind: 'value', value: year };
      return { kind: 'again', text: badYearText(call.officer, typed, thisYear(call) + 1) };
    },
  };
}

/** «2027», «năm 2027», «năm sau», «năm nay»; null for other words. */
export function yearTyped(typed: string, thisYear: number): number | null {
  const folded = fold(typed).replace(/^nam /, '');
  if (folded === 'nay') return thisYear;
  if (folded === 'sau' || folded === 'toi') return thisYear + 1;
  return /^20\d\d$/.test(folded) ? Number(folded) : null;
}

/** The first day of Tết lies between 21 January and 20 February; its days off begin a day or two before. */
function isNearTet(day: Day): boolean {
  const { month, day: d } = civilDate(day);
  return (month === 1 && d >= 19) || (month === 2 && d <= 27);
}
