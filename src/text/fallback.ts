import type { MinuteOfDay } from '../domain/civil-day.ts';
import { channelName } from './channels.ts';
import { sayClock } from './dates.ts';
import { type Person, you } from './people.ts';

/** Why a message comes through another channel than the one that the reader prefers. */
export interface FallbackText {
  readonly why: 'no-answer' | 'refused' | 'stopped' | 'busy';
  /** The preferred one. */
  readonly channel: string;
  /** When it was told there. */
  readonly minute: MinuteOfDay;
}

export function fallbackText(person: Person, { why, channel, minute }: FallbackText): string {
  const name = channelName(channel);
  switch (why) {
    case 'no-answer':
      return `Em nhắn thêm ở đây vì chưa thấy ${you(person)} trả lời tin ${sayClock(minute)} trên ${name}.`;
    case 'refused':
      return `Em nhắn ở đây vì ${name} của ${you(person)} không nhận tin của em.`;
    case 'stopped':
      return `Em nhắn ở đây vì ${name} đang tạm ngừng.`;
    case 'busy':
      return `Em nhắn ở đây vì tin trên ${name} chưa gửi được.`;
  }
}
