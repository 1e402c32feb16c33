import type { Day, MinuteOfDay } from '../domain/civil-day.ts';
import type { ClockDoubt } from '../domain/clock-doubt.ts';
import { fullDate, sayClock, weekdayName } from './dates.ts';
import { called, type Person, you } from './people.ts';

/** What a clock shows in the office's zone. */
export interface Shown {
  readonly day: Day;
  readonly minute: MinuteOfDay;
}

// With the year: that may be what is wrong.
const say = ({ day, minute }: Shown): string => `${sayClock(minute)} ${weekdayName(day)} ${fullDate(day)}`;

const WHY: Readonly<Record<ClockDoubt, string>> = {
  ahead: 'mà từ đó tới nay không lâu đến thế',
  behind: 'tức là giờ đã bị lùi lại',
};

/** To administrators, once: the clock cannot be right. */
export function clockNotice(admin: Person, doubt: ClockDoubt, now: Shown, believed: Shown): string {
  return [
    `Thưa ${called(admin)}, đồng hồ của máy em đang chạy chỉ ${say(now)}; lần trước em xem là ${say(believed)}, ${WHY[doubt]}.`,
    `Để khỏi báo quá hạn nhầm, em tạm dừng nhắc việc; ai nhắn em vẫn trả lời. Nhờ ${called(admin)} bảo người trông máy chỉnh lại giờ, giờ khớp thì em tự nhắc tiếp.`,
    `Nếu giờ đang chỉ là đúng, ${you(admin)} nhắn «đồng hồ đúng».`,
  ].join('\n');
}

export function clockWellText(now: Shown): string {
  return `Đồng hồ của máy em chỉ ${say(now)}, em vẫn nhắc việc theo giờ đó.`;
}

export function clockConfirmedText(now: Shown): string {
  return `Vâng, em tin giờ ${say(now)} và nhắc việc tiếp từ phút tới.`;
}
