import type { Day } from '../domain/civil-day.ts';
import { channelName } from './channels.ts';
import { sayDay, shortDate } from './dates.ts';
import { called, type Person } from './people.ts';

// ---- in the group: counts, and never who is late

export interface WeekCounts {
  /** Late, or due within 30 days. */
  readonly open: number;
  /** Due from today to the end of the week. */
  readonly dueThisWeek: number;
  readonly overdue: number;
}

export function weekText(office: string, counts: WeekCounts, today: Day, sunday: Day): string {
  const { open, dueThisWeek, overdue } = counts;
  return [
    `Tuần từ ${shortDate(today, today)} đến ${shortDate(sunday, today)}, ${office} có ${open} việc cần làm trong 30 ngày tới, trong đó:`,
    `🟠 ${dueThisWeek} việc đến hạn trong tuần`,
    ...(overdue > 0 ? [`🔴 ${overdue} việc quá hạn`] : ['🟢 không có việc quá hạn']),
    'Việc của mỗi người em nhắn riêng; cần xem thì nhắn riêng cho em «việc».',
  ].join('\n');
}

export function groupHelloText(): string {
  return 'Chào các anh/chị, em là Nhắc Việc. Người quản trị nhắn riêng cho em «nhóm» để lấy mã, rồi gửi mã vào đây; sau đó mỗi sáng thứ Hai em báo số việc trong tuần.';
}

export function groupLinkedText(name: string, first: Day, clock: string, today: Day): string {
  return `Em đã nối với nhóm «${name}». Từ ${sayDay(first, today)}, vào ${clock} ngày làm việc đầu tuần, em báo số việc đang mở, đến hạn và quá hạn; không nêu tên ai. Việc của từng người em nhắn riêng.`;
}

export function groupCodeBadText(): string {
  return 'Mã này không dùng được: không đúng, đã dùng hoặc quá 48 giờ. Người quản trị nhắn riêng cho em «nhóm» để lấy mã mới.';
}

export function groupCodeNotAdminText(): string {
  return 'Chỉ người quản trị của đơn vị nối nhóm được ạ. Anh/chị nhờ người quản trị gửi mã này vào đây.';
}

/** To «xong» and its like: nothing is closed by what a group can read. */
export function writePrivatelyText(): string {
  return 'Ở nhóm em chưa ghi nhận gì đâu ạ. Việc của từng người em chỉ trao đổi trong tin nhắn riêng, anh/chị nhắn riêng cho em nhé.';
}

// ---- in an administrator's private chat

export interface ListedGroup {
  readonly name: string;
  readonly channel: string;
  readonly linkedOn: Day;
}

export function groupsText(groups: readonly ListedGroup[], today: Day): string {
  return [
    `Em đang báo việc hằng tuần vào ${groups.length} nhóm:`,
    ...groups.map(
      (group) => `• ${group.name} (${channelName(group.channel)}), nối từ ${shortDate(group.linkedOn, today)}`,
    ),
    'Nhắn «nhóm thêm <tên nhóm>» để nối nhóm nữa, «nhóm bỏ <tên nhóm>» để thôi.',
  ].join('\n');
}

export function noGroupText(): string {
  return 'Hiện em chưa nối với nhóm nào. Nhắn «nhóm thêm <tên nhóm>» để lấy mã nối nhóm.';
}

export function askGroupNameText(): string {
  return 'Nhóm tên gì ạ? Ví dụ «Văn phòng UBND».';
}

export function groupTakenText(name: string): string {
  return `Em đã nối với một nhóm tên «${name}». Anh/chị đặt tên khác để phân biệt, hoặc bỏ nhóm cũ bằng «nhóm bỏ ${name}».`;
}

export function groupPreview(name: string, clock: string): string {
  return [
    `Em sẽ tạo mã để nối nhóm «${name}», dùng một lần, trong 48 giờ.`,
    `Sau khi nối, ${clock} thứ Hai hằng tuần (nghỉ thì ngày làm việc kế tiếp) em báo vào nhóm: bao nhiêu việc đang mở, đến hạn trong tuần, quá hạn. Không nêu tên ai, không trả lời việc riêng ở nhóm.`,
  ].join('\n');
}

export function groupInvitedText(name: string, code: string, until: string): string {
  return [
    `Mã nối nhóm «${name}»: ${code}`,
    `Anh/chị thêm em vào nhóm, rồi chính người quản trị gửi vào nhóm dòng «/nhom ${code}». Mã dùng một lần, đến ${until}. Nếu em không trả lời trong nhóm, gửi lại mã bằng cách trả lời một tin của em ở đó.`,
  ].join('\n');
}

export function askGroupText(): string {
  return 'Bỏ nhóm nào ạ?';
}

export function unknownGroupText(typed: string): string {
  return `Em không nối với nhóm nào tên «${typed}». Anh/chị chọn giúp em:`;
}

export function groupDropPreview(name: string): string {
  return `Em sẽ thôi báo việc hằng tuần vào nhóm «${name}». Muốn nối lại thì lấy mã mới bằng «nhóm thêm ${name}».`;
}

export function groupDroppedText(name: string): string {
  return `Đã bỏ nhóm «${name}»; em không báo vào đó nữa.`;
}

/** To administrators: a group that the bot was put out of. */
export function groupLostNotice(admin: Person, name: string): string {
  return `Thưa ${called(admin)}, em không còn ở trong nhóm «${name}» nên thôi báo việc hằng tuần vào đó. Nếu là nhầm, nhờ ${called(admin)} thêm em lại và nhắn riêng cho em «nhóm thêm ${name}».`;
}
