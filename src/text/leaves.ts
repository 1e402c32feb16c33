import type { Day } from '../domain/civil-day.ts';
import { capital, fullDate, sayDay } from './dates.ts';
import { taskName } from './digest.ts';
import { called, fullyCalled, type Person, You, you } from './people.ts';

export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** «thứ Tư 20/3», «từ thứ Tư 20/3 đến thứ Hai 25/3». */
const sayDays = ({ from, to }: Days, today: Day): string =>
  from === to ? sayDay(from, today) : `từ ${sayDay(from, today)} đến ${sayDay(to, today)}`;

export function whichDaysText(person: Person): string {
  return `${You(person)} nghỉ từ ngày nào đến ngày nào ạ? Ví dụ «20/3 đến 25/3» hoặc «mai».`;
}

export function daysNotUnderstoodText(typed: string): string {
  return `Em chưa hiểu «${typed}» là những ngày nào. Anh/chị nhắn giúp em, ví dụ «20/3 đến 25/3» hoặc «mai».`;
}

export function impossibleDaysText(typed: string): string {
  return `«${typed}» có ngày không có trong lịch, hoặc ngày cuối trước ngày đầu. Anh/chị xem lại giúp em, ví dụ «20/3 đến 25/3».`;
}

export function leaveOverText(): string {
  return 'Những ngày đó đã qua rồi ạ. Anh/chị nhắn ngày sắp tới, ví dụ «mai».';
}

/** `from`: the first day, were next year's meant. */
export function leavePassedText(typed: string, from: Day): string {
  return `«${typed}» của năm nay đã qua rồi ạ. Nếu là năm sau, anh/chị nhắn cả năm giúp em, ví dụ «${fullDate(from)}».`;
}

/** `from` and `to`: what was understood; «10/12 đến 8/12» reaches into the next year. */
export function leaveTooLongText(most: number, from: Day, to: Day): string {
  return `Em hiểu là nghỉ từ ${fullDate(from)} đến ${fullDate(to)}, mà mỗi lần nghỉ em chỉ ghi tới ${most} ngày. Anh/chị xem lại ngày đầu và ngày cuối giúp em, ví dụ «20/3 đến 25/3».`;
}

export function leaveTooFarText(): string {
  return 'Ngày đó còn hơn một năm nữa nên em chưa ghi. Anh/chị xem lại giúp em, ví dụ «20/3 đến 25/3».';
}

/** `own`: the reader is the one who is away. */
export function overlappingLeaveText(officer: Person, own: boolean, other: Days, today: Day): string {
  const who = own ? You(officer) : capital(called(officer));
  const cancel = own ? 'vắng bỏ' : `vắng bỏ ${fullyCalled(officer)}`;
  return `${who} đã có lịch nghỉ ${sayDays(other, today)}, trùng với những ngày này. Anh/chị nhắn ngày khác, hoặc «bỏ» rồi «${cancel}» để bỏ lịch cũ trước.`;
}

export function whoStandsInText(person: Person): string {
  return `${You(person)} nhờ ai nhận việc thay ạ? Nhắn tên, hoặc «không» nếu không nhờ ai.`;
}

export function ownStandInText(officer: Person): string {
  return `${capital(called(officer))} nghỉ nên không tự nhận thay được. Anh/chị nhắn tên người khác, hoặc «không» nếu không nhờ ai.`;
}

export function standInOnLeaveText(standIn: Person, away: Days, today: Day): string {
  return `${capital(called(standIn))} cũng nghỉ ${sayDays(away, today)} nên không nhận thay được. Anh/chị nhắn tên người khác, hoặc «không» nếu không nhờ ai.`;
}

export function standInWithoutChatText(standIn: Person): string {
  return `${capital(called(standIn))} chưa có kênh liên lạc nên em không hỏi được. Anh/chị nhắn tên người khác, hoặc «không» nếu không nhờ ai.`;
}

export function onlyOwnLeaveText(person: Person): string {
  return `${You(person)} chỉ ghi được lịch nghỉ của mình ạ; nghỉ của người khác do người quản trị ghi. Ví dụ «vắng 20/3 đến 25/3».`;
}

export interface DueMeanwhile {
  readonly title: string;
  readonly label: string;
  readonly day: Day;
}

export interface LeavePreview extends Days {
  readonly officer: Person;
  /** The reader is the one who is away. */
  readonly own: boolean;
  readonly workingDays: number;
  readonly due: readonly DueMeanwhile[];
  readonly standIn: Person | null;
  /** The stand-in is the one who enters it. */
  readonly agreed: boolean;
  /** For whom the officer has agreed to stand in meanwhile. */
  readonly standsInFor: readonly Person[];
}

const MOST_DUE = 8;

export function leavePreviewText(leave: LeavePreview, today: Day): string {
  const { officer, own, workingDays, due, standIn, agreed, standsInFor } = leave;
  const who = own ? you(officer) : called(officer);
  const more = due.length - MOST_DUE;
  const tasks =
    due.length === 0
      ? [`Trong thời gian này ${who} không chủ trì việc nào đến hạn.`]
      : [
          `Việc ${who} chủ trì đến hạn trong thời gian này:`,
          ...due.slice(0, MOST_DUE).map((task) => `• ${taskName(task)}: ${sayDay(task.day, today)}`),
          ...(more > 0 ? [`… và ${more} việc nữa.`] : []),
        ];
  return [
    'Em hiểu như sau:',
    `Nghỉ: ${own ? '' : `${called(officer)}, `}${sayDays(leave, today)} (${workingDays} ngày làm việc)`,
    ...tasks,
    standIn === null
      ? `Không nhờ ai thay nên em vẫn nhắc ${who} trong thời gian đó.`
      : agreed
        ? `Em nhắc ${called(standIn)} thay ${who} trong thời gian đó.`
        : `Em hỏi ${called(standIn)}; ${called(standIn)} đồng ý thì em nhắc ${called(standIn)} thay ${who}, chưa đồng ý thì em vẫn nhắc ${who}.`,
    ...standsInFor.map((other) => `${capital(who)} đang nhận thay ${called(other)} trong thời gian này.`),
  ].join('\n');
}

export function leaveSavedText(
  {
    officer,
    own,
    standIn,
    agreed,
    ...days
  }: Pick<LeavePreview, 'officer' | 'own' | 'standIn' | 'agreed' | 'from' | 'to'>,
  today: Day,
): string {
  const who = own ? you(officer) : called(officer);
  const hears =
    standIn === null
      ? `Em vẫn nhắc ${who}.`
      : agreed
        ? `Khi đó em nhắc ${called(standIn)} thay.`
        : `Em đã hỏi ${called(standIn)} và sẽ báo lại.`;
  const cancel = own ? 'vắng bỏ' : `vắng bỏ ${fullyCalled(officer)}`;
  return `Đã ghi ${who} nghỉ ${sayDays(days, today)}. ${hears} Muốn bỏ thì nhắn «${cancel}».`;
}

/** To the officer for whom an administrator entered it. */
export function leaveEnteredNotice(
  officer: Person,
  by: Person,
  { standIn, agreed, ...days }: Days & { readonly standIn: Person | null; readonly agreed: boolean },
  today: Day,
): string {
  const hears =
    standIn === null
      ? `Trong thời gian đó em vẫn nhắc ${you(officer)}.`
      : agreed
        ? `Trong thời gian đó em nhắc ${called(standIn)} thay.`
        : `Em đang hỏi ${called(standIn)} nhận thay.`;
  return `Thưa ${called(officer)}, ${called(by)} vừa ghi ${you(officer)} nghỉ ${sayDays(days, today)}. ${hears} Nếu không đúng, ${you(officer)} nhắn «vắng bỏ».`;
}

export interface ListedLeave extends Days {
  readonly standIn:
    | { readonly state: 'none' }
    | { readonly state: 'agreed' | 'asked' | 'refused'; readonly person: Person };
}

const standInSaid = ({ standIn }: ListedLeave): string => {
  switch (standIn.state) {
    case 'none':
      return 'không nhờ ai thay';
    case 'agreed':
      return `${called(standIn.person)} nhận thay`;
    case 'asked':
      return `đang chờ ${called(standIn.person)} trả lời`;
    case 'refused':
      return `${called(standIn.person)} không nhận thay`;
  }
};

/** One's leaves, and the days on which one stands in for others. */
export function leavesText(
  person: Person,
  own: readonly ListedLeave[],
  standingIn: readonly (Days & { readonly officer: Person })[],
  today: Day,
): string {
  const others = standingIn.map((each) => `• ${called(each.officer)}, ${sayDays(each, today)}`);
  return [
    ...(own.length === 0
      ? [`${You(person)} chưa có lịch nghỉ nào sắp tới.`]
      : [
          `Lịch nghỉ của ${you(person)}:`,
          ...own.map((leave) => `• ${capital(sayDays(leave, today))}: ${standInSaid(leave)}`),
        ]),
    ...(others.length === 0 ? [] : [`${You(person)} nhận thay:`, ...others]),
    `Nhắn «vắng 20/3 đến 25/3» để thêm, kèm «nhờ» và tên nếu cần người thay${own.length === 0 ? '' : '; «vắng bỏ» để bỏ'}.`,
  ].join('\n');
}

// ---- cancelling

/** `own`: the reader's own leaves. */
export function noLeaveToCancelText(officer: Person, own: boolean): string {
  const who = own ? You(officer) : capital(called(officer));
  return `${who} không có lịch nghỉ nào sắp tới để bỏ.`;
}

export function whichLeaveText(person: Person): string {
  return `${You(person)} bỏ lịch nghỉ nào ạ?`;
}

export function leaveNotFoundText(typed: string): string {
  return `Em không thấy lịch nghỉ nào ứng với «${typed}». Anh/chị nhắn một ngày nghỉ, ví dụ «20/3».`;
}

export const leaveLabel = (days: Days, today: Day): string => capital(sayDays(days, today));

export interface CancelledLeave extends Days {
  readonly officer: Person;
  readonly own: boolean;
  /** Who has agreed to stand in. */
  readonly standIn: Person | null;
}

export function cancelPreviewText({ officer, own, standIn, ...days }: CancelledLeave, today: Day): string {
  const who = own ? you(officer) : called(officer);
  const stands =
    standIn === null
      ? `Em nhắc ${who} như thường.`
      : `Em nhắc ${who} như thường, và báo ${called(standIn)} không cần nhận thay nữa.`;
  return `Bỏ lịch nghỉ ${sayDays(days, today)}${own ? '' : ` của ${called(officer)}`}. ${stands}`;
}

export function leaveCancelledText({ officer, own, ...days }: CancelledLeave, today: Day): string {
  const whose = own ? '' : ` của ${called(officer)}`;
  return `Đã bỏ lịch nghỉ ${sayDays(days, today)}${whose}. Em nhắc ${own ? you(officer) : called(officer)} như thường.`;
}

/** To the officer, where an administrator cancelled it. */
export function leaveCancelledNotice(officer: Person, by: Person, days: Days, today: Day): string {
  return `Thưa ${called(officer)}, ${called(by)} vừa bỏ lịch nghỉ ${sayDays(days, today)} của ${you(officer)}. Em nhắc ${you(officer)} như thường.`;
}

/** To the stand-in. */
export function noLongerStandingInNotice(standIn: Person, away: Person, days: Days, today: Day): string {
  return `Thưa ${called(standIn)}, lịch nghỉ ${sayDays(days, today)} của ${called(away)} đã bỏ nên ${you(standIn)} không cần nhận thay nữa.`;
}
