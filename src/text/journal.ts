import type { Day } from '../domain/civil-day.ts';
import type { OccurrenceState, Role } from '../domain/states.ts';
import { channelName } from './channels.ts';
import { sayDay } from './dates.ts';
import { called, type Person } from './people.ts';
import { type Moment, sayMoment } from './situation.ts';

/** One line of a task's history. */
export type JournalLine = { readonly moment: Moment } & (
  | {
      readonly kind: 'told';
      readonly person: Person | null;
      readonly role: Role;
      /** Null where it has not gone anywhere. */
      readonly channel: string | null;
      readonly result: ToldResult;
    }
  /** A step for this moment was left out because the bot was off. */
  | { readonly kind: 'missed' }
  | { readonly kind: 'said'; readonly person: Person | null; readonly said: Said }
  /** `person` null: by the bot itself, or by whoever works at the server. */
  | { readonly kind: 'changed'; readonly person: Person | null; readonly change: JournalChange }
);

export type ToldResult =
  | 'sent'
  /** It may have gone out. */
  | 'uncertain'
  | 'no-chat'
  | 'blocked'
  | 'failed'
  | 'waiting'
  /** Needless before it went out. */
  | 'skipped';

export type Said =
  | { readonly kind: 'acknowledged' | 'not-done' | 'acknowledgement-undone' | 'promise-undone' | 'done-undone' }
  | { readonly kind: 'promised' | 'asked-more-time'; readonly day: Day | null }
  | { readonly kind: 'done'; readonly documentNumber: string | null; readonly closes: boolean }
  | { readonly kind: 'result'; readonly documentNumber: string | null }
  | { readonly kind: 'approved' | 'refused' | 'request-undone' };

export type JournalChange =
  | { readonly kind: 'cancelled' | 'left-out' | 'reopened' | 'released' }
  | { readonly kind: 'redated' | 'moved'; readonly from: Day | null; readonly to: Day | null }
  | { readonly kind: 'task-added' | 'task-paused' | 'task-resumed' | 'task-removed' }
  | { readonly kind: 'task-edited'; readonly fields: readonly string[] };

export interface JournalOccurrence {
  readonly label: string;
  readonly legalLastDay: Day;
  readonly state: OccurrenceState;
  readonly lines: readonly JournalLine[];
}

export interface JournalText {
  readonly today: Day;
  readonly ref: string;
  readonly title: string;
  /** What was changed about the task itself. */
  readonly changes: readonly JournalLine[];
  /** The newest first. */
  readonly occurrences: readonly JournalOccurrence[];
}

/** «nhật ký <việc>»: who was told what when, and who said what. What people typed is not shown. */
export function journalText({ today, ref, title, changes, occurrences }: JournalText): string {
  const line = (each: JournalLine) => `• ${sayMoment(each.moment, today)} ${journalLineText(each, today)}`;
  const parts = occurrences.map(({ label, legalLastDay, state, lines }) =>
    [
      `${label === '' ? 'Hạn' : `Kỳ ${label}, hạn`} ${sayDay(legalLastDay, today)}: ${STATES[state]}`,
      ...(lines.length === 0 ? ['• chưa có gì được ghi'] : lines.map(line)),
    ].join('\n'),
  );
  const about = changes.length === 0 ? [] : [['Thay đổi của việc', ...changes.map(line)].join('\n')];
  const nothing = parts.length + about.length === 0 ? ['Chưa có gì được ghi về việc này.'] : [];
  return [`Nhật ký ${ref} ${title}`, ...about, ...parts, ...nothing].join('\n\n');
}

const STATES: Readonly<Record<OccurrenceState, string>> = {
  open: 'đang mở',
  held: 'đã qua hạn khi nạp kế hoạch, chờ người quản trị',
  done: 'đã xong',
  cancelled: 'đã hủy',
  skipped: 'bỏ kỳ này',
};

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  lead: 'chủ trì',
  unassigned: 'quản trị, vì chưa có người phụ trách',
  cooperating: 'phối hợp',
  supervisor: 'cấp trên',
  leader: 'lãnh đạo',
};

const RESULTS: Readonly<Record<ToldResult, string>> = {
  sent: 'đã gửi',
  uncertain: 'không rõ đã đến chưa',
  'no-chat': 'không gửi được vì chưa có kênh liên lạc',
  blocked: 'không đến vì người nhận đã chặn em',
  failed: 'không gửi được',
  waiting: 'đang chờ gửi',
  skipped: 'không cần gửi nữa',
};

/** One line, without its moment; `name` says how people are named. */
export function journalLineText(line: JournalLine, today: Day, name: (person: Person) => string = called): string {
  switch (line.kind) {
    case 'told': {
      const through = line.channel === null ? '' : ` qua ${channelName(line.channel)}`;
      return `nhắc ${who(line.person, name)} (${ROLE_NAMES[line.role]})${through}: ${RESULTS[line.result]}`;
    }
    case 'missed':
      return 'đến lúc nhắc nhưng em không hoạt động, đã gộp vào lần nhắc sau';
    case 'said':
      return `${who(line.person, name)} ${saidText(line.said, today)}`;
    case 'changed':
      return `${line.person === null ? 'hệ thống' : name(line.person)} ${changeText(line.change, today)}`;
  }
}

function who(person: Person | null, name: (person: Person) => string): string {
  return person === null ? 'người đã rời đơn vị' : name(person);
}

function saidText(said: Said, today: Day): string {
  switch (said.kind) {
    case 'acknowledged':
      return 'báo đã nhận';
    case 'not-done':
      return 'báo chưa xong';
    case 'promised':
      return said.day === null ? 'hẹn ngày xong' : `hẹn xong ${sayDay(said.day, today)}`;
    case 'asked-more-time':
      return said.day === null ? 'xin gia hạn' : `xin gia hạn đến ${sayDay(said.day, today)}`;
    case 'done': {
      const number = said.documentNumber === null ? '' : `, số ${said.documentNumber}`;
      return `báo xong${number}${said.closes ? '' : ', còn chờ người khác'}`;
    }
    case 'result':
      return said.documentNumber === null ? 'ghi thêm kết quả' : `ghi thêm số ${said.documentNumber}`;
    case 'acknowledgement-undone':
      return 'bỏ lời báo nhận';
    case 'promise-undone':
      return 'bỏ ngày đã hẹn';
    case 'done-undone':
      return 'bỏ lời báo xong';
    case 'approved':
      return 'đồng ý cho gia hạn';
    case 'refused':
      return 'không đồng ý cho gia hạn';
    case 'request-undone':
      return 'rút lại việc gia hạn';
  }
}

const FIELDS: Readonly<Record<string, string>> = {
  title: 'tên việc',
  deadlineText: 'hạn',
  rules: 'hạn',
  lead: 'chủ trì',
  cooperating: 'phối hợp',
  completion: 'cách báo xong',
  policy: 'cách nhắc',
  recipient: 'nơi nhận',
  result: 'kết quả',
  notes: 'ghi chú',
};

function changeText(change: JournalChange, today: Day): string {
  switch (change.kind) {
    case 'cancelled':
      return 'hủy kỳ này';
    case 'left-out':
      return 'bỏ kỳ này';
    case 'reopened':
      return 'mở lại';
    case 'released':
      return 'cho nhắc việc đã qua hạn';
    case 'redated':
    case 'moved': {
      const what = change.kind === 'moved' ? 'đổi hạn' : 'tính lại ngày nên gửi';
      const days = [change.from, change.to].map((day) => (day === null ? '' : sayDay(day, today)));
      return `${what} ${days[0] === '' ? '' : `từ ${days[0]} `}sang ${days[1]}`;
    }
    case 'task-added':
      return 'thêm việc này';
    case 'task-paused':
      return 'tạm dừng nhắc';
    case 'task-resumed':
      return 'cho nhắc tiếp';
    case 'task-removed':
      return 'bỏ việc này';
    case 'task-edited': {
      const names = [...new Set(change.fields.map((field) => FIELDS[field] ?? 'nội dung'))];
      return `sửa ${names.length === 0 ? 'nội dung' : names.join(', ')}`;
    }
  }
}
