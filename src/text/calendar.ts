import { type Day, weekdayOf } from '../domain/civil-day.ts';
import type { DaysOffProblem } from '../domain/days-off-words.ts';
import type { PlainLine } from '../domain/plain-line.ts';
import { type ListedDay, runs, runText } from './calendar-days.ts';
import { capital, fullDate, sayDay, weekdayName } from './dates.ts';
import { taskName } from './digest.ts';
import { called, type Person, You, you } from './people.ts';
import { shortened } from './shorten.ts';

/** An open deadline that would have another day. */
export interface MovedLine {
  readonly title: string;
  readonly label: string;
  readonly from: Day;
  readonly to: Day;
  readonly leads: readonly Person[];
}

/** More than these would not be read on a telephone. */
const MOST_LISTED = 15;

const longDay = (day: Day): string => `${weekdayName(day)} ${fullDate(day)}`;

// ---- looking

export function yearText(person: Person, year: number, announced: boolean, days: readonly ListedDay[]): string {
  const [january] = days;
  const state = announced ? 'đã công bố đủ' : 'chưa công bố đủ, nên các hạn trong năm ấy là dự kiến';
  return [
    `Lịch nghỉ năm ${year} (${state}):`,
    ...(january === undefined ? ['• em chưa có ngày nào'] : runs(days).map((run) => `• ${runText(run, false)}`)),
    `${You(person)} nhắn «nghỉ lễ ${year + 1}» để xem năm khác.`,
  ].join('\n');
}

/** What administrators can do about it. */
export function yearHintText(year: number, awaited: boolean, example: Day, entered: Day | null): string {
  const gone = entered === null ? '' : ` Bỏ một ngày: «nghỉ lễ bỏ ${fullDate(entered)}».`;
  const done = awaited ? ` Đã ghi đủ theo thông báo của năm: «nghỉ lễ đã đủ ${year}».` : '';
  return `Thêm ngày: «nghỉ lễ ${fullDate(example)}».${gone}${done}`;
}

// ---- asking

export function askDaysOffText(person: Person, example: Day): string {
  return `Nghỉ những ngày nào ạ? ${You(person)} nhắn ngày, ví dụ «${fullDate(example)}»; có ngày làm bù thì thêm «làm bù» và ngày ấy.`;
}

export function askListedDayText(person: Person): string {
  return `Bỏ ngày nào khỏi lịch nghỉ ạ? ${You(person)} nhắn ngày; nhắn «nghỉ lễ» để xem các ngày đã ghi.`;
}

export function askDaySourceText(person: Person): string {
  return `Theo văn bản nào ạ? ${You(person)} nhắn số văn bản, ví dụ «Thông báo số 15/TB-UBND», hoặc «không có».`;
}

// ---- refusing

export function unreadDaysText(
  person: Person,
  typed: string,
  why: 'none' | 'impossible' | 'reversed',
  example: Day,
): string {
  const what = {
    none: `Em chưa đọc được ngày trong «${shortened(typed)}».`,
    impossible: `«${shortened(typed)}» không có trong lịch.`,
    reversed: `«${shortened(typed)}» có ngày đầu đứng sau ngày cuối.`,
  };
  return `${what[why]} ${You(person)} xem lại giúp em, ví dụ «${fullDate(example)}».`;
}

export function badDayText(person: Person, why: DaysOffProblem, example: Day): string {
  const again = `${You(person)} nhắn ngày khác giúp em, ví dụ «${fullDate(example)}».`;
  switch (why.kind) {
    case 'past':
      return `${capital(longDay(why.day))} đã qua nên em không đổi nữa; nếu là năm sau thì ghi cả năm. ${again}`;
    case 'far':
      return `Năm của ngày ${fullDate(why.day)} còn xa quá, em chỉ nhận ngày trong khoảng hai năm tới. ${again}`;
    case 'free':
      return `${capital(longDay(why.day))} vốn là ngày nghỉ cuối tuần. Nếu là ngày làm bù thì ghi «làm bù ${fullDate(why.day)}». ${again}`;
    case 'weekday':
      return `${capital(longDay(why.day))} không phải ngày cuối tuần nên không ghi là làm bù được. Muốn bỏ một ngày nghỉ đã ghi thì nhắn «nghỉ lễ bỏ ${fullDate(why.day)}». ${again}`;
    case 'worked':
      return `${capital(longDay(why.day))} đang là ngày làm bù. Nếu không làm bù nữa thì nhắn «nghỉ lễ bỏ ${fullDate(why.day)}». ${again}`;
    case 'many':
      return `${why.count} ngày là dài quá cho một kỳ nghỉ, mỗi lần nhiều nhất 31 ngày. ${again}`;
  }
}

export function badLineText(person: Person, why: Exclude<PlainLine, { kind: 'line' }>, longest: number): string {
  const again = `${You(person)} gõ lại giúp em, ví dụ «Thông báo số 15/TB-UBND».`;
  switch (why.kind) {
    case 'empty':
      return `Em chưa thấy chữ nào. ${again}`;
    case 'too-long':
      return `Phần này dài ${why.length} ký tự, em chỉ ghi được nhiều nhất ${longest}. ${again}`;
    case 'control':
      return `Phần này có ký tự em không ghi được, chỉ gõ chữ thường thôi ạ. ${again}`;
  }
}

/** Everything that was typed is in the calendar already. */
export function knownDaysText(person: Person, days: readonly ListedDay[]): string {
  const which = runs(days).map((run) => runText(run, true));
  return `Lịch đã có rồi: ${which.join('; ')}. ${You(person)} nhắn ngày khác, hoặc «bỏ» để thôi.`;
}

export function notListedText(person: Person, day: Day): string {
  const state = weekdayOf(day) <= 5 ? 'đang là ngày làm việc bình thường' : 'đang là ngày nghỉ cuối tuần bình thường';
  return `${capital(longDay(day))} ${state}, không có gì để bỏ. ${You(person)} nhắn «nghỉ lễ» để xem các ngày đã ghi.`;
}

// ---- before and after saving

export interface CalendarEcho {
  readonly days: readonly ListedDay[];
  readonly source: string;
  readonly moved: readonly MovedLine[];
  /** Administrators who will be told which deadlines move. */
  readonly told: readonly Person[];
}

export function daysPreviewText(echo: CalendarEcho, today: Day): string {
  return [
    'Em hiểu như sau:',
    ...runs(echo.days).map((run) => `• ${runText(run, true)}`),
    ...(echo.source === '' ? [] : [`Theo: ${echo.source}`]),
    ...movedLines(echo, today),
  ].join('\n');
}

function movedLines({ moved, told }: Pick<CalendarEcho, 'moved' | 'told'>, today: Day): string[] {
  if (moved.length === 0) return ['Không việc nào đang mở phải đổi ngày.'];
  const more = moved.length - MOST_LISTED;
  return [
    `Ngày nên gửi của ${moved.length} việc đổi theo:`,
    ...moved.slice(0, MOST_LISTED).map((each) => {
      const who = each.leads.length === 0 ? 'chưa có người chủ trì' : each.leads.map(called).join(', ');
      return `• ${taskName(each)}: ${sayDay(each.from, today)} → ${sayDay(each.to, today)} (${who})`;
    }),
    ...(more > 0 ? [`và ${more} việc nữa.`] : []),
    ...(told.length > 0 ? [`Em báo thêm cho ${told.map(called).join(', ')}.`] : []),
  ];
}

export function daysSavedText(person: Person, days: readonly ListedDay[], moved: number): string {
  const which = runs(days).map((run) => `• ${runText(run, true)}`);
  const effect = moved === 0 ? 'Không việc nào phải đổi ngày.' : `Em đã tính lại ngày cho ${moved} việc.`;
  const wrong = `Nếu nhầm, ${you(person)} nhắn «hoàn tác».`;
  return ['Đã ghi vào lịch:', ...which, `${effect} ${wrong}`].join('\n');
}

/** `was`: what the first of them was before. */
export function daysForgottenText(
  person: Person,
  days: readonly ListedDay[],
  moved: number,
  was: ListedDay['kind'],
): string {
  const which = runs(days).map((run) => `• ${runText(run, true)}`);
  const effect = moved === 0 ? 'Không việc nào phải đổi ngày.' : `Em đã tính lại ngày cho ${moved} việc.`;
  const wrong = `Nếu nhầm, ${you(person)} nhắn «${was === 'worked' ? 'làm bù' : 'nghỉ lễ'} ${fullDate(days[0]!.day)}» để ghi lại.`;
  return ['Đã sửa lịch:', ...which, `${effect} ${wrong}`].join('\n');
}
