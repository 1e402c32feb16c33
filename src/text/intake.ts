import type { Day } from '../domain/civil-day.ts';
import type { DirectiveHead } from '../domain/directive-head.ts';
import { fullDate, sayDay } from './dates.ts';
import { type Lead, leadsText } from './task-words.ts';

export function askDirectiveText(): string {
  return 'Anh/chị dán nội dung công văn vào đây giúp em. Công văn dài thì dán làm nhiều tin cũng được.';
}

export function shortDirectiveText(): string {
  return 'Đoạn này ngắn quá nên em chưa đọc được việc gì. Anh/chị dán cả công văn giúp em, hoặc nhắn «dừng».';
}

export function longDirectiveText(length: number, most: number): string {
  return `Công văn dài ${length} chữ, em chỉ đọc được ${most} chữ một lần. Anh/chị dán riêng phần giao việc giúp em.`;
}

/** «Công văn số 123/UBND-VP ngày 5/3/2026 của UBND tỉnh» */
export function documentName({ kind, number, date, issuer }: DirectiveHead): string {
  const parts = [
    kind ?? 'Văn bản',
    number === null ? '' : `số ${number}`,
    date === null ? '' : `ngày ${fullDate(date)}`,
    issuer === null ? '' : `của ${issuer}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** In a task's notes: where it comes from. */
export function sourceNote(head: DirectiveHead, pasted: Day): string {
  const known = head.number !== null || head.date !== null;
  return known ? `Theo ${documentName(head)}.` : `Theo văn bản nhận ngày ${fullDate(pasted)}.`;
}

export function nothingToDoText(head: DirectiveHead): string {
  return `Em đọc ${documentName(head)} mà chưa thấy việc nào có hạn hoặc giao cho ai trong đơn vị. Anh/chị thêm tay giúp em, ví dụ «thêm Báo cáo kết quả; trước ngày 25/12; Văn phòng UBND».`;
}

const MOST_LEFT = 3;

/** Before the first proposed task; `left`: points that name neither a day nor anybody here. */
export function directiveFoundText(head: DirectiveHead, count: number, left: readonly string[]): string {
  const about = head.subject === null ? '' : ` về «${head.subject}»`;
  // Orders in the chat have neither kind nor number.
  const name = head.kind === null && head.number === null ? 'tin này' : documentName(head);
  const more = left.length > MOST_LEFT ? ` và ${left.length - MOST_LEFT} ý nữa` : '';
  const named = left
    .slice(0, MOST_LEFT)
    .map((each) => `«${each}»`)
    .join('; ');
  return [
    `Em đọc ${name}${about} và thấy ${count} việc. Anh/chị duyệt từng việc giúp em:`,
    ...(left.length === 0
      ? []
      : [`(Em chưa đưa vào ý không ghi hạn và người làm: ${named}${more}. Cần nhắc thì anh/chị dùng lệnh «thêm».)`]),
  ].join('\n');
}

/** A term counted from the document itself. */
export function countedQuestionText(): string {
  return 'Hạn này tính từ ngày nào ạ? Anh/chị chọn, hoặc nhắn thẳng ngày hạn.';
}

export function countedFromText(received: boolean, from: Day, due: Day, today: Day): string {
  const since = received ? 'nhận hôm nay' : `ký ngày ${fullDate(from)}`;
  return `${since}: hạn ${sayDay(due, today)}`;
}

export function countedLaterText(): string {
  return 'để em tính khi được báo sự kiện';
}

export interface ProposedTask {
  readonly title: string;
  /** Null where it is not known. */
  readonly deadline: string | null;
  /** What is written of it, where it is not clear. */
  readonly phrase: string | null;
  readonly leads: readonly Lead[] | null;
}

/** A proposed task of which something is still missing. */
export function proposedText({ title, deadline, phrase, leads }: ProposedTask): string {
  return [
    'Em thấy việc này:',
    `Việc: ${title}`,
    `Hạn: ${deadline ?? (phrase === null ? 'chưa thấy trong văn bản' : `«${phrase}», em hỏi lại ở dưới`)}`,
    `Chủ trì: ${leads === null ? 'chưa rõ' : leadsText(leads)}`,
  ].join('\n');
}

export function counterText(at: number, of: number): string {
  return `(${at}/${of})`;
}

export function missingDeadlineText(today: Day): string {
  return `Hạn của việc này thế nào ạ? Ví dụ «trước ngày ${fullDate(today + 14)}» hoặc «thường xuyên»; nhắn «bỏ qua» nếu không cần nhắc.`;
}

export function missingLeadText(example: string): string {
  return `Ai chủ trì ạ? Ví dụ «Văn phòng UBND» hoặc «${example}»; nhắn «bỏ qua» nếu không cần nhắc.`;
}

export function approveHint(last: boolean): string {
  const stop = last ? '' : ', «dừng» để thôi cả công văn';
  return `Nhắn «đồng ý» để lưu việc này, «bỏ qua», «sửa hạn …», «sửa chủ trì …», «sửa việc …»${stop}.`;
}

/** Another document was pasted before all tasks of the first were decided. */
export function leftUndecidedText(left: number): string {
  return `(Công văn trước còn ${left} việc chưa duyệt, em chưa lưu; cần thì anh/chị dán lại.)`;
}

/** The last task is decided, or the rest is left. */
export function directiveDoneText(saved: number, left: number): string {
  if (saved === 0) return 'Vâng, em không lưu việc nào của công văn này.';
  const skipped = left === 0 ? '' : `, bỏ qua ${left} việc`;
  return `Xong công văn: đã lưu ${saved} việc${skipped}. Nhắn «tìm» và vài chữ để xem lại.`;
}
