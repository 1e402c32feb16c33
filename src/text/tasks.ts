import type { Day } from '../domain/civil-day.ts';
import type { DeadlineDates } from '../domain/deadline.ts';
import type { PlainLine } from '../domain/plain-line.ts';
import type { Policy } from '../domain/policy.ts';
import type { Rule } from '../domain/rule.ts';
import { capital, fullDate, sayDay } from './dates.ts';
import {
  comingLine,
  completionText,
  type Lead,
  leadsText,
  remindingOnText,
  remindingText,
  rulesText,
  sayDates,
} from './task-words.ts';

// ---- what is asked

export function askTitleText(): string {
  return 'Việc cần làm là gì ạ? Ví dụ «Báo cáo cải cách hành chính».';
}

export function askDeadlineText(today: Day): string {
  return `Hạn của việc này thế nào ạ? Ví dụ «trước ngày 25 hằng tháng», «${fullDate(today + 14)}», «trong 10 ngày kể từ ngày tiếp nhận hồ sơ».`;
}

export function askAssigneeText(example: string): string {
  return `Ai chủ trì ạ? Xin nhắn chức danh hoặc tên cán bộ, ví dụ «Văn phòng UBND» hoặc «${example}».`;
}

export function askTaskText(): string {
  return 'Việc nào ạ? Xin nhắn mục trong kế hoạch (ví dụ «III.1.6»), số của việc (ví dụ «#3») hoặc vài chữ trong tên việc.';
}

export function emptyAssigneeText(example: string): string {
  return `Em chưa thấy ai chủ trì. Xin nhắn chức danh hoặc tên cán bộ, ví dụ «Văn phòng UBND» hoặc «${example}».`;
}

export function manyAssigneesText(most: number, example: string): string {
  return `Em nhận nhiều nhất ${most} người hoặc chức danh một lần. Xin nhắn ngắn hơn giúp em, ví dụ «Văn phòng UBND» hoặc «${example}».`;
}

export function severalAssigneesText(typed: string): string {
  return `«${typed}» có thể là nhiều người hoặc chức danh. Xin chọn giúp em:`;
}

/** Why a title, note or name cannot be taken; `what` names it with a small letter. */
export function lineProblemText(
  problem: Exclude<PlainLine, { kind: 'line' }>,
  what: string,
  longest: number,
  example: string,
): string {
  const again = `Xin nhắn lại giúp em, ví dụ «${example}».`;
  switch (problem.kind) {
    case 'empty':
      return `Em chưa thấy ${what}. ${again}`;
    case 'too-long':
      return `${capital(what)} dài ${problem.length} chữ cái, em chỉ nhận đến ${longest}. ${again}`;
    case 'control':
      return `${capital(what)} có ký tự ẩn nên em chưa nhận. ${again}`;
  }
}

export function taskGoneText(): string {
  return 'Việc này vừa được người khác bỏ nên em không đổi gì nữa.';
}

// ---- adding

export interface TaskShown {
  readonly ref: string | null;
  readonly title: string;
  readonly rules: readonly Rule[];
  readonly coming: readonly DeadlineDates[];
  readonly leads: readonly Lead[];
  readonly completion: 'any' | 'each';
  /** Null where nothing is reminded of: no date, or paused. */
  readonly policy: Policy | null;
  /** The days on which it is reminded of, where it is too late for some of the policy's. */
  readonly steps?: readonly Day[] | null;
}

function taskLines({ title, rules, coming, leads, completion, policy, steps }: TaskShown, today: Day): string[] {
  return [
    `Việc: ${title}`,
    `Hạn: ${rulesText(rules)}`,
    comingLine(coming, rules, today),
    `Chủ trì: ${leadsText(leads)}`,
    ...completionText(leads, completion),
    ...(policy === null ? [] : [steps ? remindingOnText(steps, today) : remindingText(policy)]),
  ];
}

export function addPreviewText(task: TaskShown, today: Day, sameTitle: readonly string[]): string {
  const same = sameTitle.length === 0 ? [] : [`Đã có việc cùng tên: ${sameTitle.join(', ')}. Lưu thì thành hai việc.`];
  return ['Em hiểu như sau:', ...taskLines(task, today), ...same].join('\n');
}

export function addedText(ref: string, title: string, coming: readonly DeadlineDates[], today: Day): string {
  const [next] = coming;
  return `Đã lưu ${ref} ${title}.${next === undefined ? '' : ` Kỳ tới: ${sayDates(next, today)}.`}`;
}

/** Somebody who was to lead has left since it was typed. */
export function assigneeLeftText(): string {
  return 'Người chủ trì vừa chọn không còn trong danh sách cán bộ. Ai chủ trì thay ạ? Ví dụ «Văn phòng UBND».';
}

/** The year is most likely mistyped. */
export function deadlineFarText(year: number, today: Day): string {
  return `Năm ${year} còn xa quá nên em chưa nhận. Anh/chị xem lại năm giúp em, ví dụ «${fullDate(today + 14)}».`;
}

/** A single date that is past. */
export function deadlinePastText(last: Day, today: Day): string {
  return `Hạn ${sayDay(last, today)} đã qua rồi nên em không nhắc được. Xin nhắn hạn khác giúp em, ví dụ «trước ngày ${fullDate(today + 14)}».`;
}

// ---- pausing, resuming, removing

const MOST_SHOWN = 5;

export function pausePreviewText(
  ref: string,
  title: string,
  open: readonly DeadlineDates[],
  leads: readonly Lead[],
  today: Day,
): string {
  return [
    `Em tạm dừng nhắc ${ref} ${title} từ hôm nay, đến khi có «tiếp tục ${ref}».`,
    ...openLines(open, today, 'Hạn vẫn giữ nguyên, chỉ không nhắc'),
    `Không còn được nhắc việc này: ${leadsText(leads)}`,
  ].join('\n');
}

export function pausedText(ref: string, title: string): string {
  return `Đã tạm dừng nhắc ${ref} ${title}. Muốn nhắc lại thì nhắn «tiếp tục ${ref}».`;
}

export function alreadyPausedText(ref: string, title: string, since: Day, today: Day): string {
  return `Việc ${ref} ${title} đã tạm dừng từ ${sayDay(since, today)}. Muốn nhắc lại thì nhắn «tiếp tục ${ref}».`;
}

export function resumePreviewText(
  ref: string,
  title: string,
  {
    late,
    coming,
    rules,
  }: { readonly late: number; readonly coming: readonly DeadlineDates[]; readonly rules: readonly Rule[] },
  leads: readonly Lead[],
  today: Day,
): string {
  const overdue =
    late === 0 ? [] : [`Có ${late} kỳ đã quá hạn vẫn để mở; kỳ nào không cần nữa thì nhắn «bỏ kỳ này ${ref}».`];
  return [
    `Em nhắc lại ${ref} ${title}; mốc nào đã qua trong lúc tạm dừng thì không nhắc bù.`,
    ...overdue,
    comingLine(coming, rules, today),
    `Người được nhắc: ${leadsText(leads)}`,
  ].join('\n');
}

export function resumedText(ref: string, title: string): string {
  return `Em nhắc lại ${ref} ${title} từ nay.`;
}

export function notPausedText(ref: string, title: string): string {
  return `Việc ${ref} ${title} không tạm dừng, em vẫn đang nhắc. Muốn tạm dừng thì nhắn «tạm dừng ${ref}».`;
}

export function removePreviewText(
  ref: string,
  title: string,
  {
    open,
    leads,
    ofPlan,
  }: { readonly open: readonly DeadlineDates[]; readonly leads: readonly Lead[]; readonly ofPlan: boolean },
  today: Day,
): string {
  return [
    `Em bỏ việc ${ref} ${title}: từ nay không tính hạn, không nhắc; lịch sử vẫn giữ.`,
    ...openLines(open, today, 'Các kỳ đang mở sẽ đóng lại'),
    `Không còn được nhắc việc này: ${leadsText(leads)}`,
    ...(ofPlan ? ['Nạp lại kế hoạch năm nay thì việc này vẫn bỏ.'] : []),
  ].join('\n');
}

export function removedText(ref: string, title: string): string {
  return `Đã bỏ việc ${ref} ${title}.`;
}

function openLines(open: readonly DeadlineDates[], today: Day, what: string): string[] {
  if (open.length === 0) return ['Hiện không có kỳ nào đang mở.'];
  const shown = open.slice(0, MOST_SHOWN).map((each) => sayDay(each.lastDay, today));
  const more = open.length > MOST_SHOWN ? `; và ${open.length - MOST_SHOWN} kỳ nữa` : '';
  return [`${what}: ${shown.join('; ')}${more}`];
}

// ---- searching

export interface FoundTask {
  readonly ref: string;
  readonly title: string;
  readonly next: DeadlineDates | null;
  readonly leads: readonly Lead[];
  readonly state: 'active' | 'paused';
}

export function foundText(typed: string, found: readonly FoundTask[], total: number, today: Day): string {
  const head =
    total > found.length
      ? `Ứng với «${typed}» có ${total} việc, đây là ${found.length} việc đầu:`
      : `Ứng với «${typed}» có ${total} việc:`;
  return [head, ...found.map((each) => foundLine(each, today))].join('\n');
}

function foundLine({ ref, title, next, leads, state }: FoundTask, today: Day): string {
  const due = next === null ? 'chưa có hạn sắp tới' : sayDates(next, today);
  const paused = state === 'paused' ? '; đang tạm dừng nhắc' : '';
  return `${ref} ${title}\n   ${due}; chủ trì: ${leadsText(leads)}${paused}`;
}

export function nothingFoundText(typed: string): string {
  return `Em không tìm thấy việc nào có «${typed}». Xin thử ít chữ hơn, ví dụ «tìm báo cáo», hoặc mục trong kế hoạch như «tìm III.1.6».`;
}

export function askSearchText(): string {
  return 'Tìm việc gì ạ? Ví dụ «tìm báo cáo quý» hoặc «tìm III.1.6».';
}
