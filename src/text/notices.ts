import type { Day } from '../domain/civil-day.ts';
import type { NamedTask } from './answers.ts';
import { channelName } from './channels.ts';
import { sayDay, shortDate } from './dates.ts';
import { taskName } from './digest.ts';
import { called, type Person } from './people.ts';

/** Why a chat takes nothing, as the channels name it. */
function refusalText(reason: string, channel: string): string {
  switch (reason) {
    case 'blocked':
      return 'người nhận đã chặn em';
    case 'strangers-refused':
      return `${channelName(channel)} của người nhận không nhận tin từ người lạ hoặc đã chặn em`;
    case 'chat-not-found':
      return `không còn tìm thấy tài khoản ${channelName(channel)} này`;
    default:
      return 'kênh này không nhận tin nữa';
  }
}

/** To administrators: a chat that can no longer be reached. */
export function brokenLinkNotice(admin: Person, officer: Person, channel: string, reason: string): string {
  const why = refusalText(reason, channel);
  return `Thưa ${called(admin)}, em không nhắn được cho ${called(officer)} qua ${channelName(channel)} vì ${why}. Nhờ ${called(admin)} bảo ${called(officer)} nhắn lại cho em ở đó, hoặc mời lại bằng mã mới.`;
}

/** To administrators: someone has no chat at all. */
export function noChatNotice(admin: Person, officer: Person): string {
  return `Thưa ${called(admin)}, ${called(officer)} có việc cần nhắc nhưng chưa có kênh liên lạc nào. Nhờ ${called(admin)} tạo mã mời cho ${called(officer)}.`;
}

/** To administrators: one task cannot be planned or told. */
export function brokenTaskNotice(admin: Person, task: { readonly ref: string; readonly title: string }): string {
  return [
    `Thưa ${called(admin)}, việc ${task.ref} ${task.title} có chỗ ghi sai trong sổ nên em không nhắc được; các việc khác em vẫn nhắc như thường.`,
    `Nhờ ${called(admin)} bảo người trông máy của em xem giúp, và trong lúc đó tự nhắc việc này.`,
  ].join('\n');
}

/** To administrators: nobody can read by which rules one task is due; its deadline said anew mends it. */
export function unreadableTaskNotice(admin: Person, task: { readonly ref: string; readonly title: string }): string {
  return [
    `Thưa ${called(admin)}, thời hạn của việc ${task.ref} ${task.title} ghi trong sổ bị hỏng, em không đọc được nên không nhắc được việc này; các việc khác em vẫn nhắc như thường.`,
    `Nhờ ${called(admin)} nhắn «sửa ${task.ref}» để ghi lại thời hạn, và trong lúc đó tự nhắc việc này.`,
  ].join('\n');
}

export interface HeldTask extends NamedTask {
  /** The last day by law. */
  readonly lastDay: Day;
}

/** More than these would not be read. */
const MOST_LISTED = 15;

/** To administrators, once: what was already past when a plan was loaded. */
export function heldNotice(admin: Person, plan: string, tasks: readonly HeldTask[], today: Day): string {
  const example = tasks[0]?.code ?? 1;
  const more = tasks.length - MOST_LISTED;
  return [
    `Thưa ${called(admin)}, khi nạp ${plan} có ${tasks.length} việc đã qua hạn. Em chưa nhắc ai; nhờ ${called(admin)} cho biết từng việc: nhắn «xong ${example}» nếu đã làm, «chưa ${example}» để em nhắc người chủ trì.`,
    ...tasks
      .slice(0, MOST_LISTED)
      .map((task) => `#${task.code} ${taskName(task)}, hạn ${shortDate(task.lastDay, today)}`),
    ...(more > 0 ? [`… và ${more} việc nữa; trả lời các việc trên rồi ${called(admin)} nhắn «việc» để xem tiếp.`] : []),
  ].join('\n');
}

export interface MovedTask {
  readonly title: string;
  readonly label: string;
  readonly from: Day;
  readonly to: Day;
}

/** To administrators: what has another day since a rule or the calendar changed. */
export function movedNotice(admin: Person, moved: readonly MovedTask[], today: Day): string {
  const more = moved.length - MOST_LISTED;
  return [
    `Thưa ${called(admin)}, lịch nghỉ hoặc cách tính hạn vừa đổi nên ngày nên gửi của ${moved.length} việc đổi theo:`,
    ...moved
      .slice(0, MOST_LISTED)
      .map((task) => `• ${taskName(task)}: ${sayDay(task.from, today)} → ${sayDay(task.to, today)}`),
    ...(more > 0 ? [`và ${more} việc nữa.`] : []),
  ].join('\n');
}
