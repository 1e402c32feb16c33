import type { Day } from '../domain/civil-day.ts';
import { sayDay } from './dates.ts';
import { taskName } from './digest.ts';
import { called, type Person, you } from './people.ts';
import { type Moment, sayMoment } from './situation.ts';

/** The time that nothing is known of any more. */
export interface LostTime {
  readonly from: Moment;
  readonly to: Moment;
}

export interface HeldTask {
  readonly title: string;
  readonly label: string;
  readonly target: Day;
}

const MOST_LISTED = 15;

const span = ({ from, to }: LostTime, today: Day) => `từ ${sayMoment(from, today)} đến ${sayMoment(to, today)}`;

/** To administrators, once, after the database was restored from a backup. */
export function restoredNotice(admin: Person, lost: LostTime, held: readonly HeldTask[], today: Day): string {
  return [
    `Thưa ${called(admin)}, sổ của em vừa được khôi phục từ bản sao lưu. Những gì xảy ra ${span(lost, today)} em không còn ghi nhớ.`,
    ...listed(held, today),
    ...choices(admin, held),
  ].join('\n');
}

/** The same, asked for. */
export function heldText(officer: Person, lost: LostTime, held: readonly HeldTask[], today: Day): string {
  return [
    `Em không còn ghi nhớ những gì xảy ra ${span(lost, today)}.`,
    ...listed(held, today),
    ...choices(officer, held),
  ].join('\n');
}

function listed(held: readonly HeldTask[], today: Day): string[] {
  if (held.length === 0) return ['Trong thời gian đó không có lời nhắc nào tới giờ.'];
  const more = held.length - MOST_LISTED;
  return [
    `Trong thời gian đó có lời nhắc của ${held.length} việc đã tới giờ, có thể đã gửi rồi nên em giữ lại, chưa gửi thêm:`,
    ...held.slice(0, MOST_LISTED).map((task) => `• ${taskName(task)}, nên gửi ${sayDay(task.target, today)}`),
    ...(more > 0 ? [`và ${more} việc nữa.`] : []),
  ];
}

function choices(person: Person, held: readonly HeldTask[]): string[] {
  const ask = 'em hỏi từng người đã báo xong việc gì trong thời gian đó';
  if (held.length === 0) return [`Nhắn «đồng ý» để ${ask}, «bỏ qua» để thôi.`];
  return [
    `Nhắn «bỏ qua» để không nhắc lại (nên chọn, vì lần nhắc sau vẫn đúng hẹn), «đồng ý» để nhắc lại mỗi người một tin. Cách nào thì ${ask}. Chưa rõ thì ${you(person)} cứ để đó, xem lại bằng «gửi bù».`,
  ];
}

export function nothingHeldText(): string {
  return 'Không có lời nhắc nào đang giữ lại ạ. Em chỉ giữ lời nhắc sau khi sổ được khôi phục từ bản sao lưu.';
}

export function heldDecidedText(decision: 'send' | 'skip', count: number): string {
  const asked = 'Em sẽ hỏi từng người đã báo xong việc gì trong thời gian em không ghi nhớ.';
  if (count === 0) return `Dạ. ${asked}`;
  return decision === 'send'
    ? `Dạ, em nhắc lại ${count} việc trong giờ làm việc. ${asked}`
    : `Dạ, em không nhắc lại ${count} việc đó; lần nhắc sau vẫn đúng hẹn. ${asked}`;
}

/** To everybody who has something open: what they reported may be lost. */
export function lostReportsNotice(officer: Person, lost: LostTime, today: Day): string {
  return [
    `Chào ${called(officer)}, sổ của em vừa được khôi phục nên em không còn giữ những gì ${you(officer)} nhắn ${span(lost, today)}.`,
    `Trong thời gian đó ${you(officer)} đã báo xong việc nào thì nhờ ${you(officer)} báo lại: nhắn «việc» để xem số của từng việc (số có thể đã đổi), rồi «xong» và số đó.`,
  ].join('\n');
}
