import type { Day } from '../domain/civil-day.ts';
import type { DeadlineDates } from '../domain/deadline.ts';
import { sayDates } from './task-words.ts';

export function askOnRequestText(): string {
  return 'Báo cáo gì ạ? Ví dụ «Báo cáo tình hình kiểm soát TTHC».';
}

export function askOnRequestDeadlineText(): string {
  return 'Hạn gửi là khi nào ạ? Ví dụ «thứ Sáu» hoặc «trước 16h ngày 20/3».';
}

/** Only what comes once can be asked for on request. */
export function notOneOffText(): string {
  return 'Báo cáo đột xuất chỉ có một hạn. Anh/chị gõ một ngày giúp em, ví dụ «20/3»; việc lặp lại thì dùng lệnh «thêm».';
}

/** Under the preview of a task: the plan's row that it belongs to. */
export function ofPlanRowText(row: { readonly ref: string; readonly title: string }): string {
  return `Theo kế hoạch: mục ${row.ref} ${row.title}`;
}

/** In a task's notes. */
export function planRowNote(ref: string): string {
  return `Theo mục ${ref} của kế hoạch.`;
}

export function onRequestSavedText(title: string, dates: DeadlineDates, today: Day): string {
  return `Đã ghi «${title}», hạn ${sayDates(dates, today)}. Em nhắc người chủ trì theo hạn này.`;
}
