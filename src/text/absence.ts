import type { Day, MinuteOfDay } from '../domain/civil-day.ts';
import { sayClock, sayDay, shortDate } from './dates.ts';
import { taskName } from './digest.ts';
import type { HeldTask } from './notices.ts';
import { called, type Person, you } from './people.ts';

export interface DueMeanwhile extends HeldTask {
  /** Who has to do it and has not reported it; nobody where it has no holder. */
  readonly leads: readonly Person[];
}

/** More than these would not be read. */
const MOST_LISTED = 15;

interface Moment {
  readonly day: Day;
  readonly minute: MinuteOfDay;
}

/**
 * To administrators: the bot was away for longer than messages to it are kept. A clock that was set ahead while the machine
 * was off looks just so to the bot; a person sees it.
 */
export function absenceNotice(admin: Person, since: Moment, until: Moment, due: readonly DueMeanwhile[]): string {
  const today = until.day;
  const [from, to] = [since, until].map(({ day, minute }) => `${sayClock(minute)} ${sayDay(day, today)}`);
  const begun = `Thưa ${called(admin)}, em đã nghỉ từ ${from} đến ${to} theo đồng hồ máy, quá 24 giờ, nên tin mọi người nhắn cho em lúc đó có thể đã mất.`;
  const example = due[0]?.code ?? 1;
  const more = due.length - MOST_LISTED;
  return [
    begun,
    `Ai đã báo xong lúc em nghỉ? ${due.length} việc tới hạn trong lúc đó em vẫn để mở:`,
    ...due.slice(0, MOST_LISTED).map((task) => {
      const who = task.leads.length === 0 ? '' : `, ${task.leads.map(called).join(', ')}`;
      return `#${task.code} ${taskName(task)}, hạn ${shortDate(task.lastDay, today)}${who}`;
    }),
    ...(more > 0 ? [`… và ${more} việc nữa, nhắn «tình hình» để xem.`] : []),
    `Việc nào xong rồi thì ${you(admin)} nhắn «xong ${example}», hoặc bảo người làm nhắn lại «xong» cho em.`,
    `Nếu ngày giờ đó không đúng, nhờ ${you(admin)} bảo người trông máy chỉnh lại đồng hồ.`,
  ].join('\n');
}
