import type { PetitionTerm } from '../domain/case.ts';
import { type Day, dayOf } from '../domain/civil-day.ts';
import type { DeadlineDates } from '../domain/deadline.ts';
import { type StartedStep, startedStepsText, stepDatesText } from './case-steps.ts';
import { sayDay } from './dates.ts';

export function askPetitionText(): string {
  return 'Nội dung phản ánh, kiến nghị là gì ạ? Một câu ngắn là đủ, ví dụ «đường vào ấp 3 hư hỏng».';
}

export function askReceivedText(): string {
  return 'Tiếp nhận ngày nào ạ? Ví dụ «hôm nay» hoặc «17/4».';
}

const UNCERTAIN_SINCE = dayOf(2026, 7, 20);

/** «10 ngày theo Quyết định …», with what is not sure about it. */
export function petitionTermText({ n, unit, source }: PetitionTerm, received: Day): string {
  const length = `${n} ${unit === 'day' ? 'ngày' : 'ngày làm việc'} kể từ ngày tiếp nhận`;
  if (source !== null) return `${length}, theo ${source}`;
  const basis = `${length}, theo Quyết định 31/2021/QĐ-TTg`;
  if (received < UNCERTAIN_SINCE) return basis;
  return `${basis}; quyết định này đã được Quyết định 29/2026/QĐ-TTg thay thế từ 20/7/2026 nên số ngày cần kiểm tra lại, người quản trị đổi bằng «cài đặt pakn 7 ngày làm việc; Quyết định …»`;
}

export interface PetitionPreview {
  readonly note: string;
  readonly received: Day;
  readonly term: PetitionTerm;
  readonly steps: readonly StartedStep[];
  /** Tasks that have to be made because no plan has them. */
  readonly makes: boolean;
}

export function petitionPreviewText({ note, received, term, steps, makes }: PetitionPreview, today: Day): string {
  return [
    'Em hiểu như sau:',
    `Phản ánh, kiến nghị: ${note}`,
    `Tiếp nhận: ${sayDay(received, today)}`,
    `Thời hạn: ${petitionTermText(term, received)}`,
    ...(makes ? ['Chưa có kế hoạch nào có việc này nên em mở việc mới của đơn vị:'] : []),
    startedStepsText(steps, today),
    'Khi việc trả lời được báo xong, em mở ngay bước công khai kết quả.',
  ].join('\n');
}

export function petitionSavedText(note: string, last: DeadlineDates | null, today: Day): string {
  const due = last === null ? '' : ` Hạn ${stepDatesText(last, today)}.`;
  return `Đã ghi phản ánh, kiến nghị «${note}».${due} Nếu ghi nhầm, anh/chị nhắn «pakn bỏ ${note}».`;
}

export function petitionTaskText(step: 'reply' | 'publish'): { title: string; result: string } {
  return step === 'reply'
    ? { title: 'Xử lý, trả lời phản ánh, kiến nghị', result: 'Phản ánh, kiến nghị được trả lời' }
    : { title: 'Công khai kết quả xử lý phản ánh, kiến nghị', result: 'Kết quả được công khai' };
}

/** In a task's own words for its deadline. */
export function petitionRuleText(term: PetitionTerm): string {
  return `Trong thời gian ${petitionTermText(term, 0)}`;
}

export function askTermText(term: PetitionTerm, today: Day): string {
  return `Hiện thời hạn trả lời phản ánh, kiến nghị là ${petitionTermText(term, today)}. Thời hạn mới là bao nhiêu ạ? Ví dụ «7 ngày làm việc».`;
}

export function unknownTermText(typed: string): string {
  return `Em chưa hiểu số ngày «${typed}». Anh/chị gõ số ngày từ 1 đến 365, ví dụ «10 ngày» hoặc «7 ngày làm việc».`;
}

export function askTermSourceText(): string {
  return 'Theo văn bản nào ạ? Ví dụ «Quyết định 29/2026/QĐ-TTg».';
}

export interface MovedStep {
  readonly title: string;
  readonly label: string;
  readonly from: Day;
  readonly to: Day;
}

export function termPreviewText(from: PetitionTerm, to: PetitionTerm, moved: readonly MovedStep[], today: Day): string {
  return [
    'Em hiểu như sau:',
    `Thời hạn trả lời phản ánh, kiến nghị: ${petitionTermText(to, today)}`,
    `Trước đây: ${petitionTermText(from, 0)}`,
    moved.length === 0
      ? 'Không có việc đang mở nào đổi ngày; các phản ánh, kiến nghị ghi từ nay tính theo thời hạn mới.'
      : `${moved.length} việc đang mở đổi ngày nên gửi:`,
    ...moved.map(
      ({ title, label, from: was, to: is }) => `• ${title} (${label}): ${sayDay(was, today)} → ${sayDay(is, today)}`,
    ),
  ].join('\n');
}

export function termSavedText(term: PetitionTerm, today: Day): string {
  return `Đã ghi: phản ánh, kiến nghị được trả lời trong ${petitionTermText(term, today)}.`;
}
