import type { Day } from '../domain/civil-day.ts';
import { type StartedStep, startedStepsText } from './case-steps.ts';
import { sayDay } from './dates.ts';

export function askEventText(): string {
  return 'Điều gì đã xảy ra ạ? Kế hoạch đang chờ các sự kiện sau:';
}

export function askEventDayText(): string {
  return 'Xảy ra ngày nào ạ? Ví dụ «hôm nay» hoặc «12/3».';
}

export function severalEventsText(typed: string): string {
  return `Ứng với «${typed}» có nhiều sự kiện. Anh/chị chọn giúp em:`;
}

export function unknownEventText(typed: string): string {
  return `Em không thấy việc nào chờ sự kiện «${typed}». Các sự kiện mà kế hoạch đang chờ:`;
}

export function noEventsText(): string {
  return 'Hiện không có việc nào tính hạn theo sự kiện. Áp dụng kế hoạch, hoặc thêm việc có hạn như «trong 5 ngày kể từ ngày …», thì lệnh này dùng được.';
}

export interface AwaitedEvent {
  readonly name: string;
  readonly refs: readonly string[];
}

export function awaitedEventsText(events: readonly AwaitedEvent[]): string {
  return [
    'Kế hoạch đang chờ các sự kiện sau:',
    ...events.map(({ name, refs }) => `• ${name} (mục ${refs.join(', ')})`),
    `Khi có, anh/chị nhắn «sự kiện <điều đã xảy ra>; <ngày>», ví dụ «sự kiện ${events[0]?.name ?? '…'}; hôm nay».`,
  ].join('\n');
}

export function eventPreviewText(
  { name, day, note, steps }: { name: string; day: Day; note: string; steps: readonly StartedStep[] },
  today: Day,
): string {
  return [
    'Em hiểu như sau:',
    `Sự kiện: ${name}`,
    `Ngày: ${sayDay(day, today)}`,
    ...(note === '' ? [] : [`Ghi chú: ${note}`]),
    `Từ đó em mở ${steps.length} việc:`,
    startedStepsText(steps, today),
  ].join('\n');
}

export function eventStartsNothingText(name: string, day: Day, today: Day): string {
  return `Sự kiện «${name}» ngày ${sayDay(day, today)} không mở việc nào, vì các việc chờ nó thuộc kế hoạch của năm khác. Anh/chị xem lại ngày giúp em.`;
}

export function eventSavedText(name: string, count: number): string {
  return `Đã ghi sự kiện «${name}» và mở ${count} việc. Nếu ghi nhầm, anh/chị nhắn «sự kiện bỏ ${name}».`;
}
