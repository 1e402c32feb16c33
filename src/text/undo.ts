import type { Day } from '../domain/civil-day.ts';
import { fullDate, sayDay } from './dates.ts';
import { type Person, You, you } from './people.ts';

/** One change as it is taken back. */
export type TakenBack =
  | { readonly kind: 'remove' | 'restore' | 'resume' | 'pause'; readonly ref: string; readonly title: string }
  | { readonly kind: 'reopen'; readonly title: string; readonly label: string }
  | { readonly kind: 'former-day'; readonly title: string; readonly label: string; readonly day: Day | null }
  /** `lines`: what goes back, as «Hạn: … → …». */
  | { readonly kind: 'former'; readonly ref: string; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'leave'; readonly from: Day; readonly to: Day }
  | { readonly kind: 'event'; readonly name: string; readonly day: Day }
  | { readonly kind: 'days-off'; readonly days: readonly Day[] }
  | { readonly kind: 'year'; readonly year: number };

function line(taken: TakenBack, today: Day): string {
  switch (taken.kind) {
    case 'remove':
      return `bỏ việc ${taken.ref} ${taken.title}`;
    case 'restore':
      return `khôi phục việc ${taken.ref} ${taken.title}, nhắc như trước`;
    case 'resume':
      return `nhắc lại việc ${taken.ref} ${taken.title}`;
    case 'pause':
      return `tạm dừng lại việc ${taken.ref} ${taken.title}`;
    case 'reopen':
      return `mở lại kỳ ${taken.label} của ${taken.title}`;
    case 'former-day':
      return `trả kỳ ${taken.label} của ${taken.title} về hạn ${taken.day === null ? 'tính theo quy định' : sayDay(taken.day, today)}`;
    case 'former':
      return `trả ${taken.ref} ${taken.title} về như trước: ${taken.lines.join('; ')}`;
    case 'leave': {
      const { from, to } = taken;
      return `bỏ lịch nghỉ ${from === to ? sayDay(from, today) : `từ ${sayDay(from, today)} đến ${sayDay(to, today)}`}`;
    }
    case 'event':
      return `bỏ «${taken.name}» (ngày ${fullDate(taken.day)}), các việc mở theo đó đóng lại`;
    case 'days-off':
      return `bỏ khỏi lịch những ngày vừa ghi: ${taken.days.map(fullDate).join(', ')}`;
    case 'year':
      return `coi lịch nghỉ năm ${taken.year} là chưa đủ như trước`;
  }
}

/** In the lines of a task that goes back. */
export function formerPolicyLine(): string {
  return 'cách nhắc như trước';
}

/** What «hoàn tác» would do, before it is agreed to. */
export function undoPreviewText(person: Person, taken: readonly TakenBack[], today: Day): string {
  const lines = taken.map((each) => `• ${line(each, today)}`);
  return [`Hoàn tác điều ${you(person)} vừa làm thì em sẽ:`, ...lines, 'Nhắn «đồng ý» để em làm, hoặc «bỏ».'].join(
    '\n',
  );
}

export function undoneCommandText(taken: readonly TakenBack[], today: Day): string {
  return `Em đã hoàn tác: ${taken.map((each) => line(each, today)).join('; ')}.`;
}

/** What cannot be taken back by itself, and the command that changes it. */
export function undoByCommandText(person: Person, command: string): string {
  return `Điều ${you(person)} vừa làm em không tự hoàn tác. ${You(person)} nhắn «giúp ${command}» để xem cách sửa lại.`;
}

/** What was taken away as a mistake is entered again like anything new. */
export function undoWithdrawnText(person: Person): string {
  return `Điều đã bỏ em không tự ghi lại được. Nếu bỏ nhầm, ${you(person)} nhắn ghi lại như ghi mới giúp em.`;
}

/** The office has changed since, so that going back would undo something else. */
export function undoGoneText(person: Person): string {
  return `Từ lúc đó đã có thay đổi khác nên em không hoàn tác được nữa. ${You(person)} nhắn «giúp» để xem lệnh sửa lại.`;
}

/** `some`: a list of removed tasks follows. */
export function askRestoreText(some: boolean): string {
  return some
    ? 'Khôi phục việc nào ạ? Đây là những việc đã bỏ gần đây; cũng có thể nhắn mục hoặc vài chữ trong tên việc.'
    : 'Hiện không có việc nào đã bỏ. Nhắn «bỏ» để thôi.';
}

export function notRemovedText(ref: string, title: string): string {
  return `Việc ${ref} ${title} chưa bỏ nên không cần khôi phục. Đang tạm dừng thì nhắn «tiếp tục ${ref}»; việc khác thì nhắn mục của nó, hoặc «bỏ».`;
}

export function restorePreviewText(ref: string, title: string): string {
  return `Em khôi phục việc ${ref} ${title}: tính hạn và nhắc như trước, mốc đã qua thì không nhắc bù.`;
}

export function restoredText(ref: string, title: string): string {
  return `Đã khôi phục việc ${ref} ${title}.`;
}
