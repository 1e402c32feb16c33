import type { Day } from '../domain/civil-day.ts';
import type { DeadlineDates } from '../domain/deadline.ts';
import { capital, sayDay } from './dates.ts';
import { type Lead, leadsText, sayDates } from './task-words.ts';

export function noOpenOccurrenceText(ref: string, title: string): string {
  return `Việc ${ref} ${title} hiện không có kỳ nào đang mở. Xin nhắn việc khác, ví dụ «III.1.6», hoặc «bỏ».`;
}

/** It was past when the bot began, and nobody has said yet what became of it. */
export function heldOccurrenceText(code: number): string {
  return `Việc #${code} đã qua hạn trước khi em bắt đầu nhắc, em còn chờ anh/chị cho biết: nhắn «xong ${code}» nếu đã làm, «chưa ${code}» nếu còn phải làm. Việc khác thì nhắn mục của nó, hoặc «bỏ».`;
}

/** «kỳ tháng 3/2026, hạn thứ Sáu 13/3» */
export function occurrenceChoice(
  { label, dates }: { readonly label: string; readonly dates: DeadlineDates },
  today: Day,
): string {
  const due = `hạn ${sayDay(dates.legalLastDay, today)}`;
  return label === '' ? due : `kỳ ${label}, ${due}`;
}

export function whichOccurrenceText(title: string): string {
  return `Kỳ nào của việc «${title}» ạ?`;
}

export function skipPreviewText(
  ref: string,
  title: string,
  occurrence: string,
  leads: readonly Lead[],
  next: DeadlineDates | null,
  today: Day,
): string {
  return [
    `Em bỏ riêng ${occurrence} của ${ref} ${title}: kỳ này không phải làm và không nhắc nữa.`,
    next === null ? 'Sau đó không còn kỳ nào sắp tới.' : `Kỳ sau vẫn như cũ: ${sayDates(next, today)}`,
    `Không còn được nhắc kỳ này: ${leadsText(leads)}`,
  ].join('\n');
}

export function skippedText(ref: string, title: string, occurrence: string): string {
  return `Đã bỏ ${occurrence} của ${ref} ${title}.`;
}

export function askNewDayText(title: string): string {
  return `Hạn kỳ này của việc «${title}» đổi sang ngày nào ạ? Ví dụ «20/3» hoặc «thứ Sáu tuần sau».`;
}

export function unknownDayText(typed: string): string {
  return `Em chưa hiểu ngày «${typed}». Xin nhắn ví dụ «20/3» hoặc «thứ Sáu tuần sau».`;
}

export function impossibleDayText(typed: string): string {
  return `Ngày «${typed}» không có trong lịch. Xin xem lại giúp em, ví dụ «20/3».`;
}

export function pastDayText(day: Day, today: Day): string {
  return `${capital(sayDay(day, today))} đã qua rồi. Xin nhắn một ngày từ hôm nay trở đi, ví dụ «thứ Sáu tuần sau».`;
}

export function tooFarDayText(day: Day, today: Day): string {
  return `${capital(sayDay(day, today))} xa quá một năm nên em chưa nhận. Xin nhắn ngày gần hơn, hoặc «sửa» hạn của cả việc.`;
}

export function sameDayText(day: Day, today: Day): string {
  return `Hạn kỳ này vốn là ${sayDay(day, today)}. Xin nhắn ngày khác, hoặc «bỏ».`;
}

export function movePreviewText(
  ref: string,
  title: string,
  {
    occurrence,
    to,
    steps,
    leads,
  }: {
    readonly occurrence: string;
    readonly to: DeadlineDates;
    readonly steps: readonly Day[];
    readonly leads: readonly Lead[];
  },
  today: Day,
): string {
  return [
    `Em đổi hạn chính thức, riêng một kỳ của ${ref} ${title}:`,
    `${capital(occurrence)} → hạn mới ${sayDates(to, today)}`,
    'Từ nay em tính trễ theo ngày mới này; các kỳ khác giữ nguyên.',
    steps.length === 0
      ? 'Em còn nhắc khi quá hạn.'
      : `Em nhắc vào: ${[...new Set(steps)].map((day) => sayDay(day, today)).join('; ')}`,
    `Người được nhắc: ${leadsText(leads)}`,
  ].join('\n');
}

export function occurrenceMovedText(ref: string, title: string, to: DeadlineDates, today: Day): string {
  return `Đã đổi hạn kỳ này của ${ref} ${title} sang ${sayDates(to, today)}.`;
}

/** It was closed, or taken out, while it was talked about. */
export function occurrenceGoneText(title: string): string {
  return `Kỳ này của việc «${title}» vừa được đóng nên em không đổi gì nữa.`;
}
