import type { Day } from '../domain/civil-day.ts';
import { capital, sayClock, sayDay } from './dates.ts';
import { taskName } from './digest.ts';
import { called, type Person, You, you } from './people.ts';

/** One deadline in a list by days. */
export interface AgendaItem {
  /** The reader's own code; null where it is not the reader's, or too far ahead to be talked about. */
  readonly code: number | null;
  readonly ref: string;
  readonly title: string;
  readonly label: string;
  readonly target: Day;
  readonly lastDay: Day;
  readonly legalLastDay: Day;
  readonly time: number | null;
  readonly provisional: boolean;
  readonly paused: boolean;
  /** Working days since the last day by law; 0 where not late. */
  readonly daysLate: number;
  readonly leads: readonly Person[];
  /** The reader's part in it; null in lists of the whole office. */
  readonly part: 'lead' | 'cooperating' | null;
}

export interface AgendaText {
  readonly reader: Person;
  readonly from: Day;
  readonly to: Day;
  readonly today: Day;
  readonly whole: boolean;
  /** Whose it is, where that is somebody else. */
  readonly of?: Person | undefined;
  /** By target. */
  readonly items: readonly AgendaItem[];
}

const MOST_LEADS = 3;

/** «việc tuần», «việc tháng 12 cả xã», «lịch»: what has to be sent on which day. */
export function agendaText({ reader, from, to, today, whole, of, items }: AgendaText): string {
  const who = whole ? 'cả đơn vị' : of ? called(of) : you(reader);
  const others = whole || of !== undefined;
  const when = from === to ? sayDay(from, today) : `từ ${sayDay(from, today)} đến ${sayDay(to, today)}`;
  if (items.length === 0) return `${capital(when)}, ${who} không có việc nào cần gửi.`;
  const late = items.filter((item) => item.legalLastDay < today);
  const days = Map.groupBy(
    items.filter((item) => !late.includes(item)),
    // What should have gone out before and may still be sent is a matter of today.
    (item) => Math.max(item.target, from),
  );
  const line = (item: AgendaItem) => itemLine(item, { today, whole, others });
  return [
    `Việc của ${who} ${when}: ${items.length} việc`,
    ...(late.length === 0 ? [] : ['', '🔴 Quá hạn', ...late.map(line)]),
    ...[...days].flatMap(([day, list]) => ['', dayHeading(day, today), ...list.map(line)]),
    ...hint(reader, items, others),
  ].join('\n');
}

function dayHeading(day: Day, today: Day): string {
  return day === today ? `🟠 Hôm nay, ${sayDay(day, today)}` : `🟢 ${capital(sayDay(day, today))}`;
}

function itemLine(item: AgendaItem, { today, whole, others }: { today: Day; whole: boolean; others: boolean }): string {
  const { code, ref, target, lastDay, legalLastDay, time, daysLate } = item;
  const mark = others ? `• ${ref} ` : code === null ? '• ' : `#${code} `;
  const notes: string[] = [];
  if (legalLastDay < today) notes.push(`hạn ${sayDay(legalLastDay, today)}, trễ ${daysLate} ngày làm việc`);
  else {
    if (target < today) notes.push(`lẽ ra gửi ${sayDay(target, today)}`);
    if (lastDay !== target) notes.push(`hạn ${sayDay(lastDay, today)}`);
    if (legalLastDay > lastDay) notes.push(`theo luật đến ${sayDay(legalLastDay, today)}`);
    if (time !== null) notes.push(`trước ${sayClock(time)}`);
    if (item.provisional) notes.push('dự kiến');
  }
  if (item.paused) notes.push('đang tạm dừng nhắc');
  if (item.part === 'cooperating') notes.push('phối hợp');
  if (whole || item.part === 'cooperating') notes.push(leadsText(item.leads));
  return `${mark}${taskName(item)}${notes.length === 0 ? '' : `: ${notes.join('; ')}`}`;
}

function leadsText(leads: readonly Person[]): string {
  if (leads.length === 0) return 'chưa có người phụ trách';
  const more = leads.length - MOST_LEADS;
  return `${leads.slice(0, MOST_LEADS).map(called).join(', ')}${more > 0 ? ` và ${more} người nữa` : ''}`;
}

function hint(reader: Person, items: readonly AgendaItem[], others: boolean): string[] {
  if (others) return ['', 'Nhắn «tình hình» kèm mục để xem đã nhắc ai, ai đã trả lời.'];
  const code = items.find((item) => item.code !== null && item.part === 'lead')?.code;
  if (code === undefined || code === null) return [];
  return ['', `${You(reader)} nhắn «xong ${code}» khi xong, «việc ${code}» để xem kỹ.`];
}

/** A span that is too long to be read. */
export function spanTooLongText(person: Person, most: number, example: string): string {
  return `Em xem được nhiều nhất ${most} ngày một lần. ${You(person)} nhắn khoảng ngắn hơn, ví dụ «${example}».`;
}

/** A span that is none, or lies in the past. */
export function spanUnknownText(person: Person, typed: string, example: string): string {
  return `Em chưa hiểu «${typed}» là khoảng thời gian nào. ${You(person)} nhắn ví dụ «${example}».`;
}

/** «30/2», «tháng 13». */
export function spanImpossibleText(person: Person, typed: string, example: string): string {
  return `«${typed}» không có trong lịch. ${You(person)} nhắn ví dụ «${example}».`;
}

/** Further ahead than can be played. */
export function spanFarText(person: Person, example: string): string {
  return `Khoảng thời gian đó còn xa quá, em chỉ xem được trong hai năm tới. ${You(person)} nhắn khoảng gần hơn, ví dụ «${example}».`;
}

export function spanPastText(person: Person, example: string): string {
  return `Khoảng thời gian đó đã qua. ${You(person)} nhắn khoảng còn ở phía trước, ví dụ «${example}».`;
}
