import type { OverlayDay } from '../../../../domain/calendar.ts';
import { civilDate, type Day } from '../../../../domain/civil-day.ts';
import { type DaysOff, readDaysOff, splitDaysOff } from '../../../../domain/days-off-words.ts';
import { fold } from '../../../../domain/fold.ts';
import {
  askDaySourceText,
  askDaysOffText,
  badDayText,
  daysSavedText,
  knownDaysText,
  unreadDaysText,
} from '../../../../text/calendar.ts';
import type { ListedDay } from '../../../../text/calendar-days.ts';
import { exampleDay, listed } from '../../../calendar-days.ts';
import { previewCalendar } from '../../../calendar-preview.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import { form, type Read } from '../../form.ts';
import { calendarEffects, echo } from './effects.ts';
import { readSource, readWords } from './words.ts';

/** A name of a day off is as long as that of a person at most. */
const LONGEST_NAME = 80;

export function setDaysOff(desk: Desk): ChatCommand {
  return setCommand(desk, {
    name: 'days-off',
    heads: ['nghỉ lễ', 'ngày nghỉ', 'nghỉ tết'],
    prefix: '',
    help: {
      does: 'ghi ngày nghỉ, ngày làm bù; hạn của các việc tính lại theo',
      usage: 'nghỉ lễ <ngày>[; làm bù <ngày>][; <tên>][; <văn bản>]',
      examples: [
        'nghỉ lễ 16–20/2; Tết Nguyên đán; Thông báo số 15/TB-UBND',
        'nghỉ lễ thứ Hai tuần sau; làm bù thứ Bảy tuần sau; nghỉ hoán đổi; không có',
      ],
    },
  });
}

export function setWorkedDays(desk: Desk): ChatCommand {
  return setCommand(desk, {
    name: 'worked-days',
    heads: ['làm bù', 'ngày làm bù'],
    prefix: 'làm bù ',
    help: {
      does: 'ghi ngày cuối tuần đi làm bù',
      usage: 'làm bù <ngày>[; <tên>][; <văn bản>]',
      examples: ['làm bù thứ Bảy tuần sau; làm bù dịp lễ; Thông báo số 15/TB-UBND'],
    },
  });
}

interface DaysOffValues extends Record<string, unknown> {
  readonly days: DaysOff;
  readonly name: string | null;
  readonly source: string;
}

/** `prefix`: what the command's name says already about the days after it. */
function setCommand(
  desk: Desk,
  { prefix, ...named }: Pick<ChatCommand, 'name' | 'heads' | 'help'> & { readonly prefix: string },
): ChatCommand {
  const { office } = desk;
  /** Each day as it would be entered. */
  const entered = ({ days, name: given, source }: DaysOffValues): OverlayDay[] => {
    const nameOf = (day: Day, otherwise: string) => given ?? office.calendar.entry(day)?.name ?? otherwise;
    const first = days.off[0];
    const { day, month } = civilDate(first ?? 0);
    const instead = first === undefined ? 'làm bù' : `làm bù cho ngày ${day}/${month}`;
    return [
      ...days.off.map((each) => ({
        day: each,
        kind: 'off' as const,
        name: nameOf(each, 'nghỉ theo thông báo'),
        source,
      })),
      ...days.worked.map((each) => ({
        day: each,
        kind: 'worked' as const,
        name: first === undefined ? nameOf(each, instead) : instead,
        source,
      })),
    ];
  };
  return form<DaysOffValues>({
    ...named,
    right: 'admin',
    certain: () => true,
    slots: {
      days: {
        labels: ['ngày', 'làm bù'],
        ask: (call) => ({
          kind: 'question',
          text: askDaysOffText(call.officer, exampleDay(office.calendar, call.today)),
        }),
        read: (call, typed) => readDaysSlot(desk, call, isMarked(typed) ? typed : `${prefix}${typed}`),
        // «sửa ngày 25/12» is about the days off, and leaves the days that are worked for them.
        amend: (old, added) => ({
          off: added.off.length > 0 ? added.off : old.off,
          worked: added.worked.length > 0 ? added.worked : old.worked,
        }),
      },
      name: {
        labels: ['tên', 'lý do', 'dịp'],
        free: true,
        ask: () => ({ kind: 'assume', value: null }),
        read: (call, typed) => readWords(call, typed, LONGEST_NAME),
      },
      source: {
        labels: ['văn bản', 'nguồn', 'theo'],
        free: true,
        ask: (call) => ({ kind: 'question', text: askDaySourceText(call.officer) }),
        read: readSource,
      },
    },
    split: (call) => ({ ...splitDaysOff(call.rest === '' ? '' : `${prefix}${call.rest}`) }),
    async preview(call, values) {
      const days = entered(values).filter((each) => !same(each, office.calendar.entry(each.day), values));
      if (days.length === 0) {
        const known = entered(values).map((each) => listed(office.calendar, each.day));
        return { kind: 'refuse', text: knownDaysText(call.officer, known), ask: 'days' };
      }
      const preview = await previewCalendar({ ...desk, ...call }, [{ act: 'set-days', days }], call.now);
      return { kind: 'ready', text: echo(call, days.map(asListed), values.source, preview) };
    },
    async save(call, values) {
      const days = entered(values).filter((each) => !same(each, office.calendar.entry(each.day), values));
      const { effects, moved } = await calendarEffects(desk, call, [{ act: 'set-days', days }]);
      return { effects, text: daysSavedText(call.officer, days.map(asListed), moved) };
    },
  });
}

/** Entered already, officially and just so. */
function same(
  wanted: OverlayDay,
  entry: ReturnType<Desk['office']['calendar']['entry']>,
  typed: DaysOffValues,
): boolean {
  if (entry?.certainty !== 'official' || entry.kind !== wanted.kind) return false;
  return (typed.name === null || entry.name === wanted.name) && (typed.source === '' || entry.source === wanted.source);
}

/** «ngày làm bù 5/12», «ngày nghỉ 24/12» */
const NAMED_TWICE = /^ng[àa]y\s+(?=(?:[đd]i\s+)?l[àa]m\s|b[ùu]\s|ngh[ỉi]\s)/iu;

const isMarked = (typed: string): boolean => /(?:^| )bu(?: |$)/.test(fold(typed));

const asListed = ({ day, kind, name }: OverlayDay): ListedDay => ({ day, kind, name, certainty: 'official' });

function readDaysSlot({ office }: Desk, call: Call, typed: string): Read<DaysOff> {
  const example = exampleDay(office.calendar, call.today);
  const read = readDaysOff(typed.replace(NAMED_TWICE, ''), office.calendar, call.today);
  switch (read.kind) {
    case 'days':
      return { kind: 'value', value: read.days };
    case 'none':
    case 'impossible':
    case 'reversed':
      return again(unreadDaysText(call.officer, read.typed, read.kind, example));
    case 'refused':
      return again(badDayText(call.officer, read.why, example));
  }
}

const again = (text: string) => ({ kind: 'again', text }) as const;
