import type { Day } from '../domain/civil-day.ts';
import type { DeadlineDates } from '../domain/deadline.ts';
import { stepDatesText } from './case-steps.ts';
import { sayDay } from './dates.ts';
import { type Lead, leadsText, remindingOnText } from './task-words.ts';

export function askDossierText(): string {
  return 'Mã hồ sơ là gì ạ? Ví dụ «H01-2026-0123».';
}

export function askDueText(): string {
  return 'Hẹn trả kết quả ngày nào ạ? Ví dụ «20/3» hoặc «thứ Sáu».';
}

/** The task that follows a dossier to its day. */
export function dossierTaskText(code: string): { title: string; result: string } {
  return { title: `Trả kết quả hồ sơ ${code}`, result: 'Kết quả được trả đúng hẹn' };
}

/** The task that a late dossier leads to; `row` is the plan's own row of that kind. */
export function apologyTask(
  code: string,
  row: { readonly ref: string; readonly result: string } | null,
): { title: string; result: string; notes: string; assumption: string } {
  return {
    title: `Giải trình và thư xin lỗi hồ sơ ${code}`,
    result: row?.result || 'Thư xin lỗi',
    notes: row === null ? '' : `Theo mục ${row.ref} của kế hoạch.`,
    assumption: 'không có văn bản ghi hạn cho hồ sơ đã trễ, hiện lấy ngày làm việc đầu tiên sau ngày hẹn trả',
  };
}

export interface DossierPreview {
  readonly code: string;
  readonly dates: DeadlineDates;
  readonly due: Day;
  readonly leads: readonly Lead[];
  /** The days on which it is reminded of, where it is too late for some of the usual ones. */
  readonly steps: readonly Day[] | null;
}

export function dossierPreviewText({ code, dates, due, leads, steps }: DossierPreview, today: Day): string {
  const reminding = steps ? remindingOnText(steps, today) : 'Em nhắc trước một ngày làm việc và trong ngày hẹn';
  const late = `việc «${apologyTask(code, null).title}» cho người phụ trách`;
  return [
    'Em hiểu như sau:',
    `Hồ sơ: ${code}`,
    `Hẹn trả: ${stepDatesText(dates, today)}`,
    `Phụ trách: ${leadsText(leads)}`,
    due < today
      ? `Đã quá ngày hẹn nên em mở ngay ${late}.`
      : `${reminding}. Quá ngày hẹn mà chưa báo xong, em mở ${late}.`,
  ].join('\n');
}

export function dossierSavedText(code: string, due: Day, today: Day): string {
  return `Đã ghi hồ sơ ${code}, hẹn trả ${sayDay(due, today)}. Trả rồi thì người phụ trách nhắn «xong» và số việc. Ghi nhầm ngày thì anh/chị nhắn «hồ sơ sửa ${code}; <ngày>».`;
}

export function dossierKnownText(code: string, due: Day, today: Day): string {
  return `Hồ sơ ${code} em đang theo dõi rồi, hẹn trả ${sayDay(due, today)}. Muốn đổi ngày, anh/chị nhắn «hồ sơ sửa ${code}; <ngày>».`;
}
