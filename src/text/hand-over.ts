import type { Day } from '../domain/civil-day.ts';
import { Called, called, FullyCalled, fullyCalled, type Person, you } from './people.ts';
import { MOST_OPEN, type OpenText, openLines, termText } from './positions.ts';

export function askHandOverFromText(example: string): string {
  return `Ai bàn giao ạ? Ví dụ «${example}».`;
}

export function askHandOverToText(from: Person, example: string): string {
  return `${Called(from)} bàn giao cho ai ạ? Ví dụ «${example}».`;
}

export function nothingToHandOverText(person: Person): string {
  return `${FullyCalled(person)} không giữ chức danh nào và không có việc nào giao riêng, nên không có gì để bàn giao.`;
}

export function sameHandOverText(example: string): string {
  return `Người nhận phải khác người bàn giao. Anh/chị gõ tên người nhận, ví dụ «${example}».`;
}

export interface HandOverText {
  readonly from: Person;
  readonly to: Person;
  readonly day: Day;
  readonly positions: readonly string[];
  /** Titles of tasks that were given to the person, not to a position. */
  readonly personal: readonly string[];
  readonly open: readonly OpenText[];
}

/** `told`: those of them who hear of it. */
export function handOverPreview(
  { from, to, day, positions, personal, open }: HandOverText,
  told: readonly Person[],
  today: Day,
): string {
  return [
    `${FullyCalled(from)} bàn giao cho ${fullyCalled(to)} ${termText(day, null, today)}:`,
    ...dutyLines(positions, personal, open, today),
    ...(personal.length > 0 && day > today
      ? ['Việc giao riêng chuyển ngay khi lưu; chức danh chuyển vào ngày đã hẹn.']
      : []),
    `Em sẽ báo cho ${told.map(called).join(' và ')}.`,
  ].join('\n');
}

/** What somebody answers for, one kind a line; nothing where that is nothing. */
export function dutyLines(
  positions: readonly string[],
  personal: readonly string[],
  open: readonly OpenText[],
  today: Day,
): string[] {
  return [
    ...(positions.length > 0 ? [`Chức danh: ${positions.join(', ')}`] : []),
    ...(personal.length > 0 ? [`Việc giao riêng: ${listed(personal)}`] : []),
    ...(positions.length + personal.length > 0 ? openLines(open, today) : []),
  ];
}

function listed(titles: readonly string[]): string {
  const more = titles.length - MOST_OPEN;
  return `${titles.slice(0, MOST_OPEN).join('; ')}${more > 0 ? `; và ${more} việc nữa` : ''}`;
}

export function handedOverText(from: Person, to: Person, day: Day, today: Day): string {
  return `Đã lưu: ${fullyCalled(from)} bàn giao cho ${fullyCalled(to)} ${termText(day, null, today)}.`;
}

export type HandOverSide = 'giver' | 'taker';

/** To both who are concerned; `positions` and `tasks` are what goes over. */
export function handOverNotice(
  { from, to, day, positions, personal, open }: HandOverText,
  side: HandOverSide,
  today: Day,
): string {
  const [reader, other] = side === 'giver' ? [from, to] : [to, from];
  const what = [...positions, ...(personal.length > 0 ? [`${personal.length} việc giao riêng`] : [])].join(', ');
  const when = termText(day, null, today);
  if (side === 'giver') {
    return `Thưa ${called(reader)}, ${when} ${called(other)} nhận bàn giao từ ${you(reader)}: ${what}. Các việc ấy em nhắc ${called(other)}.`;
  }
  return `Thưa ${called(reader)}, ${when} ${you(reader)} nhận bàn giao từ ${called(other)}: ${what}. Có ${open.length} việc đang mở hoặc sắp đến hạn; ${you(reader)} nhắn «việc» để xem.`;
}
