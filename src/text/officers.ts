import type { Day } from '../domain/civil-day.ts';
import { maskedPhone } from '../domain/phone.ts';
import { channelName } from './channels.ts';
import { shortDate } from './dates.ts';
import type { ChatText } from './links.ts';
import { Called, called, FullyCalled, fullyCalled, type Person, you } from './people.ts';
import { rolesText } from './roles.ts';

export interface ListedOfficer extends Person {
  readonly isAdmin: boolean;
  readonly isLeader: boolean;
  readonly positions: readonly string[];
  readonly supervisor: Person | null;
  readonly phone?: string | null;
  readonly chats: readonly ChatText[];
  /** Away today. */
  readonly leave: { readonly to: Day; readonly standIn: Person | null } | null;
}

/** `mayChange`: the reader is an administrator. */
export function officersText(officers: readonly ListedOfficer[], mayChange: boolean, today: Day): string {
  const unlinked = officers.filter((officer) => !officer.chats.some((chat) => chat.works));
  return [
    `Đơn vị có ${officers.length} cán bộ:`,
    ...officers.map((officer) => `• ${officerLine(officer, today)}`),
    ...(unlinked.length > 0
      ? [
          `${unlinked.length} người chưa nhận được tin${mayChange ? `; nhắn «mời ${unlinked[0]!.name}» để lấy mã mời` : ''}.`,
        ]
      : []),
    ...(mayChange ? ['Nhắn «cán bộ thêm», «cán bộ sửa», «cán bộ nghỉ», «quyền» hoặc «chức danh» để thay đổi.'] : []),
  ].join('\n');
}

/** «chị Nguyễn Thị Lan (quản trị): Tư pháp; cấp trên anh Hùng; Telegram». */
export function officerLine(officer: ListedOfficer, today: Day): string {
  const { positions, supervisor, leave } = officer;
  const roles = rolesText(officer);
  const chats = officer.chats.map(({ channel, works, relink }) =>
    works ? channelName(channel) : `${channelName(channel)} ${relink ? 'cần nối lại' : 'hỏng'}`,
  );
  const parts = [
    positions.length === 0 ? 'chưa giữ chức danh nào' : positions.join(', '),
    supervisor === null ? '' : `cấp trên ${called(supervisor)}`,
    chats.length === 0 ? 'chưa có kênh' : chats.join(', '),
    officer.phone ? `điện thoại ${maskedPhone(officer.phone)}` : '',
    leave === null
      ? ''
      : `vắng đến ${shortDate(leave.to, today)}${leave.standIn ? `, ${called(leave.standIn)} thay` : ''}`,
  ];
  const name = `${fullyCalled(officer)}${roles === null ? '' : ` (${roles})`}`;
  return `${name}: ${parts.filter((part) => part !== '').join('; ')}`;
}

// ---- what is asked

export function askOfficerNameText(): string {
  return 'Họ tên cán bộ mới là gì ạ? Ví dụ «Lê Văn Tám».';
}

export function askAddressText(name: string): string {
  return `Em gọi ${name} là gì ạ? Ví dụ «anh», «chị», hoặc «không» nếu chưa định.`;
}

export function askPositionsText(person: Person): string {
  return `${Called(person)} giữ chức danh nào ạ? Ví dụ «Văn phòng UBND», nhiều chức danh thì cách nhau bằng dấu phẩy, hoặc «không».`;
}

export function askWhoText(doing: string, example: string): string {
  return `${doing} ai ạ? Gõ họ tên hoặc tên, ví dụ «${example}».`;
}

export function askOfficerEditText(person: Person, example: string): string {
  return `Sửa gì của ${called(person)} ạ? Ví dụ «tên: Lê Văn Tám», «xưng hô: cô» hoặc «cấp trên: ${example}».`;
}

/** Before somebody leaves who still has something to hand over. */
export function askSuccessorText(person: Person, duties: readonly string[]): string {
  return [
    `${Called(person)} đang giữ:`,
    ...duties,
    `Bàn giao cho ai ạ? Gõ tên người nhận, hoặc «không» nếu chưa có.`,
  ].join('\n');
}

// ---- what was not understood, and why something is refused

export type NameProblem = 'empty' | 'long' | 'odd';

/** `what`: «Họ tên», «Tên chức danh», «Tên nhóm». */
export function badNameText(what: string, problem: NameProblem, longest: number, example: string): string {
  const why = {
    empty: `${what} không được để trống.`,
    long: `${what} dài quá ${longest} ký tự.`,
    odd: `${what} có ký tự lạ; em chỉ nhận chữ, số và các dấu thường dùng.`,
  };
  return `${why[problem]} Anh/chị gõ lại giúp em, ví dụ «${example}».`;
}

export function officerNameTakenText(name: string): string {
  return `Đã có cán bộ tên «${name}». Anh/chị thêm chữ để phân biệt, ví dụ «${name} (Tư pháp)».`;
}

export function badAddressText(typed: string): string {
  return `Em không biết cách xưng hô «${typed}». Anh/chị chọn «anh», «chị», «cô», «chú», «bác», «ông», «bà», «thầy», «đồng chí», hoặc «không».`;
}

export function badOfficerEditText(typed: string, example: string): string {
  return `Em chưa hiểu «${typed}» là sửa gì. Anh/chị gõ «tên: Lê Văn Tám», «xưng hô: cô» hoặc «cấp trên: ${example}».`;
}

export function ownSupervisorText(person: Person): string {
  return `${Called(person)} không thể là cấp trên của chính mình. Anh/chị gõ tên người khác, hoặc «không».`;
}

/** Somebody else let them go meanwhile. */
export function officerGoneText(): string {
  return 'Người này không còn trong danh sách cán bộ nên em không đổi gì ạ. Nhắn «cán bộ» để xem danh sách.';
}

/** `above` is supervised by the officer already, perhaps through others. */
export function supervisorLoopText(officer: Person, above: Person, example: string): string {
  return `${FullyCalled(above)} đang có cấp trên là ${fullyCalled(officer)} nên em chưa đặt ngược lại. Nhắn tên người khác, ví dụ «cấp trên: ${example}».`;
}

export function nothingChangesText(person: Person): string {
  return `${Called(person)} đã như vậy rồi nên em không đổi gì ạ.`;
}

export function sameSuccessorText(person: Person): string {
  return `${Called(person)} không thể tự nhận bàn giao của mình. Anh/chị gõ tên người khác, hoặc «không».`;
}

// ---- what is shown before saving, and said after it

export interface NewOfficerText extends Person {
  readonly positions: readonly string[];
  /** Those of them that there were not before. */
  readonly newPositions: readonly string[];
  readonly supervisor: Person | null;
}

export function newOfficerPreview(officer: NewOfficerText): string {
  const { positions, newPositions, supervisor } = officer;
  return [
    'Em sẽ thêm cán bộ:',
    `Họ tên: ${officer.name}, em gọi là «${called(officer)}»`,
    positions.length === 0
      ? 'Chức danh: chưa giữ chức danh nào, nên chưa có việc nào để nhắc'
      : `Chức danh: ${positions.join(', ')}; từ hôm nay em nhắc ${called(officer)} việc của chức danh này`,
    ...(newPositions.length > 0 ? [`Chức danh mới, chưa có trong kế hoạch nào: ${newPositions.join(', ')}`] : []),
    ...(supervisor ? [`Cấp trên: ${fullyCalled(supervisor)}`] : []),
    `${Called(officer)} chỉ nhận được tin sau khi được mời.`,
  ].join('\n');
}

export function officerAddedText(reader: Person, officer: Person): string {
  return `Đã thêm ${fullyCalled(officer)}. Để ${called(officer)} nhận được tin, ${you(reader)} nhắn «mời ${officer.name}».`;
}

export interface OfficerEditText {
  readonly name?: string;
  readonly address?: string | null;
  readonly phone?: string | null;
  readonly supervisor?: Person | null;
}

export function officerEditPreview(officer: Person, before: OfficerEditText, after: OfficerEditText): string {
  return [`Em sẽ sửa thông tin của ${fullyCalled(officer)}:`, ...editLines(before, after)].join('\n');
}

function editLines(before: OfficerEditText, after: OfficerEditText): string[] {
  const lines: string[] = [];
  const say = (what: string, from: string, to: string) => lines.push(`${what}: ${from} → ${to}`);
  const supervisor = (person: Person | null | undefined) => (person ? fullyCalled(person) : 'chưa có');
  if (after.name !== undefined) say('Họ tên', before.name ?? '', after.name);
  if (after.address !== undefined) say('Xưng hô', before.address ?? 'anh/chị', after.address ?? 'anh/chị');
  const phone = (number: string | null | undefined) => (number ? maskedPhone(number) : 'chưa có');
  if (after.phone !== undefined) say('Điện thoại', phone(before.phone), phone(after.phone));
  if (after.supervisor !== undefined) {
    say('Cấp trên', supervisor(before.supervisor), supervisor(after.supervisor));
    if (after.supervisor) lines.push(`Từ nay việc quá hạn em báo cho ${called(after.supervisor)}.`);
  }
  return lines;
}

export function officerEditedText(officer: Person): string {
  return `Đã sửa thông tin của ${fullyCalled(officer)}.`;
}

export interface LeavingText {
  readonly officer: Person;
  readonly duties: readonly string[];
  readonly successor: Person | null;
  /** Those whose supervisor the officer is. */
  readonly subordinates: readonly Person[];
}

export function leavingPreview({ officer, duties, successor, subordinates }: LeavingText): string {
  return [
    `${FullyCalled(officer)} thôi việc từ hôm nay: em không nhắc ${called(officer)} nữa và ngắt mọi kênh của ${called(officer)}. Việc đã làm vẫn giữ trong nhật ký.`,
    ...(duties.length === 0 ? [] : duties),
    ...(duties.length === 0
      ? []
      : [
          successor
            ? `Tất cả bàn giao cho ${fullyCalled(successor)}; em sẽ báo cho ${called(successor)}.`
            : 'Chưa bàn giao cho ai: việc không có người giữ em báo cho người quản trị.',
        ]),
    ...(subordinates.length === 0
      ? []
      : [`Sẽ không còn cấp trên: ${subordinates.map(called).join(', ')}; sửa bằng «cán bộ sửa».`]),
  ].join('\n');
}

export function leftText(officer: Person, successor: Person | null): string {
  const given = successor ? ` Các việc đã bàn giao cho ${called(successor)}.` : '';
  return `Đã ghi ${fullyCalled(officer)} thôi việc.${given}`;
}
