import type { Day } from '../domain/civil-day.ts';
import type { DeadlineDates } from '../domain/deadline.ts';
import type { Policy } from '../domain/policy.ts';
import type { Rule } from '../domain/rule.ts';
import { sayDay } from './dates.ts';
import { comingLine, completionText, type Lead, leadsText, remindingText, sayDates } from './task-words.ts';

/** What can be changed, with its words and an example. */
export const TASK_FIELDS = {
  title: { labels: ['tên', 'tên việc', 'việc', 'nội dung'], example: 'tên: Báo cáo cải cách hành chính' },
  deadline: { labels: ['hạn', 'thời hạn', 'kỳ hạn'], example: 'hạn: trước ngày 20 hằng tháng' },
  lead: { labels: ['chủ trì', 'người chủ trì', 'giao', 'phụ trách'], example: 'chủ trì: Văn phòng UBND' },
  cooperating: { labels: ['phối hợp', 'người phối hợp'], example: 'phối hợp: Bộ phận Một cửa' },
  recipient: { labels: ['nơi nhận', 'gửi'], example: 'nơi nhận: UBND tỉnh' },
  result: { labels: ['kết quả', 'sản phẩm'], example: 'kết quả: Báo cáo' },
  notes: { labels: ['ghi chú'], example: 'ghi chú: gửi kèm phụ lục' },
} as const;

export type TaskField = keyof typeof TASK_FIELDS;

export function askFieldText(title: string): string {
  const examples = Object.values(TASK_FIELDS).map(({ example }) => `• ${example}`);
  return [`Sửa gì ở việc «${title}» ạ? Xin nhắn theo mẫu:`, ...examples].join('\n');
}

export function unknownFieldText(typed: string): string {
  return `Em chưa hiểu «${typed}» là sửa gì. Xin nhắn ví dụ «hạn: trước ngày 20 hằng tháng» hoặc «chủ trì: Văn phòng UBND».`;
}

const FIELD_NAMES: Record<TaskField, string> = {
  title: 'Tên',
  deadline: 'Hạn',
  lead: 'Chủ trì',
  cooperating: 'Phối hợp',
  recipient: 'Nơi nhận',
  result: 'Kết quả',
  notes: 'Ghi chú',
};

/** Behind those who lead, where it is another than before. */
export function completionName(completion: 'any' | 'each'): string {
  return completion === 'each' ? ', mỗi người tự báo xong' : ', một người báo xong là đủ';
}

/** More than one thing needs a question; `problems` are whole sentences. */
export function severalUnclearText(problems: readonly string[]): string {
  return [...problems, 'Xin nhắn lại từng mục một giúp em.'].join('\n');
}

/** One line of what changes: «Nơi nhận: UBND huyện → UBND tỉnh». */
export function changeLine(field: TaskField, before: string, after: string): string {
  return `${FIELD_NAMES[field]}: ${before === '' ? 'chưa ghi' : before} → ${after === '' ? 'để trống' : after}`;
}

export function nothingChangesText(ref: string, title: string): string {
  return `Việc ${ref} ${title} vốn đã như vậy nên không có gì để sửa.`;
}

/** What becomes of deadlines when something changes. */
export interface DeadlineEffect {
  readonly moved: readonly { readonly from: DeadlineDates; readonly to: DeadlineDates }[];
  readonly dropped: readonly DeadlineDates[];
  readonly coming: readonly DeadlineDates[];
}

const MOST_SHOWN = 5;

function effectLines({ moved, dropped, coming }: DeadlineEffect, rules: readonly Rule[], today: Day): string[] {
  const list = (items: readonly string[]) =>
    `${items.slice(0, MOST_SHOWN).join('; ')}${items.length > MOST_SHOWN ? `; và ${items.length - MOST_SHOWN} kỳ nữa` : ''}`;
  return [
    ...(moved.length === 0
      ? []
      : [
          `Kỳ đang mở đổi hạn: ${list(moved.map(({ from, to }) => `${sayDay(from.lastDay, today)} thành ${sayDates(to, today)}`))}`,
        ]),
    ...(dropped.length === 0
      ? []
      : [`Kỳ đang mở không còn nữa: ${list(dropped.map((each) => sayDay(each.lastDay, today)))}`]),
    comingLine(coming, rules, today),
  ];
}

export interface EditShown {
  readonly ref: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** Null where the dates stay. */
  readonly dates: { readonly effect: DeadlineEffect; readonly rules: readonly Rule[] } | null;
  readonly leads: readonly Lead[];
  readonly ofPlan: boolean;
}

export function editPreviewText({ ref, title, lines, dates, leads, ofPlan }: EditShown, today: Day): string {
  return [
    `Em sửa ${ref} ${title} như sau:`,
    ...lines,
    ...(dates === null ? [] : effectLines(dates.effect, dates.rules, today)),
    `Người được nhắc: ${leadsText(leads)}`,
    ...(ofPlan ? ['Nạp lại kế hoạch thì phần sửa này vẫn giữ.'] : []),
  ].join('\n');
}

export function editedText(ref: string, title: string): string {
  return `Đã sửa ${ref} ${title}.`;
}

export function assignPreviewText(
  {
    ref,
    title,
    before,
    after,
    completion,
    coming,
    rules,
  }: {
    readonly ref: string;
    readonly title: string;
    readonly before: readonly Lead[];
    readonly after: readonly Lead[];
    readonly completion: 'any' | 'each';
    readonly coming: readonly DeadlineDates[];
    readonly rules: readonly Rule[];
  },
  today: Day,
): string {
  return [
    `Em giao ${ref} ${title} như sau:`,
    `Đang chủ trì: ${before.length === 0 ? 'chưa có ai' : leadsText(before)}`,
    `Từ nay chủ trì: ${leadsText(after)}`,
    ...completionText(after, completion),
    comingLine(coming, rules, today),
  ].join('\n');
}

export function assignedText(ref: string, title: string, leads: readonly Lead[]): string {
  return `Đã giao ${ref} ${title}. Chủ trì: ${leadsText(leads)}.`;
}

// ---- how it is reminded of

export interface NamedPolicy {
  readonly name: string;
  readonly policy: Policy;
}

export function askPolicyText(title: string, now: NamedPolicy, others: readonly NamedPolicy[]): string {
  return [
    `Việc «${title}» đang nhắc kiểu «${now.name}»: ${remindingText(now.policy).toLocaleLowerCase('vi')}.`,
    ...others.map(({ name, policy }) => `• ${name}: ${remindingText(policy).toLocaleLowerCase('vi')}`),
    'Xin nhắn tên kiểu nhắc, số ngày riêng như «trước 10, 3 ngày», hoặc «mặc định».',
  ].join('\n');
}

export function unknownPolicyText(typed: string, names: readonly string[]): string {
  const known = names.map((name) => `«${name}»`).join(', ');
  return `Em không có kiểu nhắc «${typed}». Xin nhắn ${known}, «mặc định», hoặc số ngày riêng như «trước 10, 3 ngày».`;
}

export function badLeadDaysText(typed: string): string {
  return `Em chưa nhận «${typed}»: mỗi mốc từ 1 đến 60 ngày làm việc, nhiều nhất 8 mốc. Ví dụ «trước 10, 3 ngày».`;
}

/** The names of a policy that was made of lead days, and of the one that the rule's kind brings. */
export function leadDaysName(days: readonly number[]): string {
  return `trước ${days.join(', ')} ngày`;
}

export function defaultPolicyName(): string {
  return 'mặc định';
}

export function policyPreviewText(
  ref: string,
  title: string,
  {
    before,
    after,
    steps,
    leads,
  }: {
    readonly before: NamedPolicy;
    readonly after: NamedPolicy;
    readonly steps: readonly Day[];
    readonly leads: readonly Lead[];
  },
  today: Day,
): string {
  return [
    `Em đổi cách nhắc ${ref} ${title}:`,
    `Đang là «${before.name}»: ${remindingText(before.policy).toLocaleLowerCase('vi')}`,
    `Đổi thành «${after.name}»: ${remindingText(after.policy).toLocaleLowerCase('vi')}`,
    ...(steps.length === 0
      ? []
      : [`Kỳ tới em nhắc vào: ${[...new Set(steps)].map((day) => sayDay(day, today)).join('; ')}`]),
    `Người được nhắc: ${leadsText(leads)}`,
  ].join('\n');
}

export function policySetText(ref: string, title: string, { name }: NamedPolicy): string {
  return `Từ nay ${ref} ${title} nhắc kiểu «${name}».`;
}

export function noDatesPolicyText(ref: string, title: string): string {
  return `Việc ${ref} ${title} không có hạn theo ngày nên không có mốc nhắc để đổi.`;
}
