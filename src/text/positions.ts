import type { Day } from '../domain/civil-day.ts';
import { fullDate, shortDate } from './dates.ts';
import { taskName } from './digest.ts';
import { called, FullyCalled, fullyCalled, type Person, you } from './people.ts';

export interface HeldBy {
  readonly person: Person;
  /** Null: since ever, or until further notice. */
  readonly from: Day | null;
  readonly to: Day | null;
}

export interface ListedPosition {
  readonly name: string;
  readonly outside: boolean;
  /** Today. */
  readonly holders: readonly HeldBy[];
  /** From a later day on. */
  readonly coming: readonly HeldBy[];
}

/** `mayChange`: the reader is an administrator. */
export function positionsText(positions: readonly ListedPosition[], mayChange: boolean, today: Day): string {
  const own = positions.filter((position) => !position.outside || position.holders.length > 0);
  const outside = positions.length - own.length;
  const empty = own.filter((position) => position.holders.length === 0).length;
  return [
    `Đơn vị có ${own.length} chức danh${empty > 0 ? `, ${empty} chưa có người giữ` : ''}:`,
    ...own.map((position) => positionLine(position, today)),
    ...(outside > 0 ? [`Kế hoạch còn nêu ${outside} cơ quan ngoài đơn vị.`] : []),
    ...(mayChange
      ? ['Nhắn «chức danh <chức danh>; <tên>» để giao, «chức danh thôi», «chức danh thêm» hoặc «bàn giao» để thay đổi.']
      : []),
  ].join('\n');
}

function positionLine({ name, holders, coming }: ListedPosition, today: Day): string {
  const who = holders.length === 0 ? 'chưa có người giữ' : holders.map((held) => holderText(held, today)).join(', ');
  const later = coming.map(({ person, from }) => `; từ ${shortDate(from ?? today, today)} ${called(person)}`).join('');
  return `${holders.length === 0 ? '🟠' : '•'} ${name}: ${who}${later}`;
}

const holderText = ({ person, to }: HeldBy, today: Day): string =>
  `${called(person)}${to === null ? '' : ` (đến ${shortDate(to, today)})`}`;

// ---- what is asked

export function askPositionText(): string {
  return 'Chức danh nào ạ? Ví dụ «Văn phòng UBND».';
}

export function askHolderText(position: string, example: string): string {
  return `Ai giữ chức danh «${position}» ạ? Gõ họ tên hoặc tên, ví dụ «${example}».`;
}

export function askPositionNameText(): string {
  return 'Tên chức danh mới là gì ạ? Ví dụ «Công chức Địa chính».';
}

export function askAliasText(position: string): string {
  return `«${position}» còn được gọi là gì ạ? Ví dụ «Địa chính».`;
}

// ---- what was not understood, and why something is refused

/** `offered`: choices follow. */
export function unknownPositionText(typed: string, offered: boolean): string {
  const none = `Em không có chức danh «${typed}».`;
  return offered
    ? `${none} Anh/chị chọn giúp em, hoặc gõ lại như trong kế hoạch, ví dụ «Văn phòng UBND»:`
    : `${none} Anh/chị gõ lại như trong kế hoạch, ví dụ «Văn phòng UBND», hoặc «mới: ${typed}» nếu là chức danh mới.`;
}

export function severalPositionsText(typed: string): string {
  return `Có nhiều chức danh ứng với «${typed}». Anh/chị chọn giúp em:`;
}

export function newPositionLabel(name: string): string {
  return `Thêm chức danh mới «${name}»`;
}

export function badTermText(typed: string): string {
  return `Em chưa hiểu thời gian «${typed}». Anh/chị gõ ví dụ «từ 1/4» hoặc «từ 1/4 đến 30/6».`;
}

export function impossibleTermText(typed: string): string {
  return `«${typed}» có ngày không có trong lịch, hoặc kết thúc trước khi bắt đầu. Anh/chị gõ ví dụ «từ 1/4 đến 30/6».`;
}

export function startTooFarText(day: Day): string {
  return `Ngày ${fullDate(day)} còn hơn một năm nữa nên em ngờ là gõ nhầm. Anh/chị xem lại giúp em, ví dụ «từ 1/4».`;
}

export function badStartText(typed: string): string {
  return `Em chưa hiểu ngày «${typed}». Anh/chị gõ ví dụ «từ 1/4» hoặc «từ hôm nay».`;
}

export function alreadyHeldText(person: Person, position: string): string {
  return `${FullyCalled(person)} đang giữ «${position}» trong thời gian đó rồi. Muốn đổi ngày thôi giữ, anh/chị nhắn «chức danh thôi ${position}; ${person.name}».`;
}

export function notHeldText(person: Person, position: string): string {
  return `${FullyCalled(person)} không giữ «${position}» nên không có gì để thôi. Anh/chị nhắn «chức danh» để xem ai giữ gì.`;
}

export function positionTakenText(name: string, position: string): string {
  return `«${name}» đã là tên của chức danh «${position}». Anh/chị chọn tên khác giúp em.`;
}

// ---- what is shown before saving, and said after it

export interface HoldText {
  readonly person: Person;
  readonly position: string;
  /** There was no such position before. */
  readonly isNew: boolean;
  readonly from: Day;
  readonly to: Day | null;
  /** Others who hold it then, and go on holding it. */
  readonly others: readonly Person[];
  readonly open: readonly OpenText[];
  /** The holder hears of it; not where it was their own doing. */
  readonly told: boolean;
}

export interface OpenText {
  readonly title: string;
  readonly label: string;
  readonly last: Day;
}

export function holdPreview({ person, position, isNew, from, to, others, open, told }: HoldText, today: Day): string {
  return [
    `${FullyCalled(person)} giữ chức danh «${position}» ${termText(from, to, today)}.`,
    ...(isNew ? [`«${position}» là chức danh mới, chưa có trong kế hoạch nào.`] : []),
    ...(others.length > 0
      ? [`Cùng giữ: ${others.map(called).join(', ')}; muốn ai thôi giữ thì nhắn «chức danh thôi».`]
      : []),
    ...openLines(open, today),
    `Trong thời gian đó em nhắc ${called(person)} việc của chức danh này.${told ? ` Em sẽ báo cho ${called(person)} biết.` : ''}`,
  ].join('\n');
}

/** «từ hôm nay», «từ 1/4/2024 đến hết 30/6/2024». */
export function termText(from: Day, to: Day | null, today: Day): string {
  const start = from === today ? 'từ hôm nay' : `từ ${fullDate(from)}`;
  return to === null ? start : `${start} đến hết ${fullDate(to)}`;
}

/** More than these would not be read. */
export const MOST_OPEN = 8;

export function openLines(open: readonly OpenText[], today: Day): string[] {
  if (open.length === 0) return ['Việc đang mở hoặc sắp đến hạn: không có.'];
  const more = open.length - MOST_OPEN;
  return [
    `Việc đang mở hoặc sắp đến hạn (${open.length}):`,
    ...open.slice(0, MOST_OPEN).map((task) => `• ${taskName(task)}, hạn ${shortDate(task.last, today)}`),
    ...(more > 0 ? [`… và ${more} việc nữa.`] : []),
  ];
}

export function heldText(person: Person, position: string): string {
  return `Đã lưu: ${fullyCalled(person)} giữ «${position}».`;
}

export function holdNotice(person: Person, position: string, from: Day, to: Day | null, today: Day): string {
  return `Thưa ${called(person)}, ${you(person)} được giao chức danh «${position}» ${termText(from, to, today)}. Em sẽ nhắc ${you(person)} các việc của chức danh này; ${you(person)} nhắn «việc» để xem.`;
}

export function endHoldingNotice(person: Person, position: string, lastDay: Day, today: Day): string {
  const until = lastDay < today ? 'từ hôm nay' : `sau ngày ${shortDate(lastDay, today)}`;
  return `Thưa ${called(person)}, ${until} ${you(person)} thôi giữ chức danh «${position}». Từ đó em không nhắc ${you(person)} việc của chức danh này nữa.`;
}

export function endHoldingPreview(
  { person, position, lastDay, others, open, told }: Omit<HoldText, 'isNew' | 'from' | 'to'> & { lastDay: Day },
  today: Day,
): string {
  return [
    `${FullyCalled(person)} thôi giữ «${position}»; ngày giữ cuối cùng là ${fullDate(lastDay)}.`,
    others.length > 0
      ? `Còn giữ: ${others.map(called).join(', ')}.`
      : 'Sau đó chưa có ai giữ chức danh này; việc không có người giữ em báo cho người quản trị.',
    ...openLines(open, today),
    ...(told ? [`Em sẽ báo cho ${called(person)} biết.`] : []),
  ].join('\n');
}

export function holdingEndedText(person: Person, position: string, lastDay: Day): string {
  return `Đã lưu: ${fullyCalled(person)} giữ «${position}» đến hết ${fullDate(lastDay)}.`;
}

export function newPositionPreview(name: string, aliases: readonly string[]): string {
  return [
    `Chức danh mới: «${name}»`,
    ...(aliases.length > 0 ? [`Còn gọi là: ${aliases.map((alias) => `«${alias}»`).join(', ')}`] : []),
    'Chưa có ai giữ; lưu xong nhắn «chức danh» và tên để giao.',
  ].join('\n');
}

export function positionAddedText(name: string, example: string): string {
  return `Đã thêm chức danh «${name}». Để giao, anh/chị nhắn «chức danh ${name}; ${example}».`;
}

export function aliasPreview(position: string, alias: string): string {
  return `«${alias}» được hiểu là chức danh «${position}», trong lệnh và trong kế hoạch.`;
}

export function aliasAddedText(position: string, alias: string): string {
  return `Đã lưu: «${alias}» là «${position}».`;
}
