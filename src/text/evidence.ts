import type { NamedTask } from './answers.ts';
import { taskName } from './digest.ts';

/** As platforms call what is sent, and as people do. */
const NAMES: Readonly<Record<string, string>> = {
  photo: 'ảnh',
  sticker: 'nhãn dán',
  animation: 'ảnh động',
  document: 'tệp',
  video: 'đoạn phim',
  video_note: 'đoạn phim',
  voice: 'lời nhắn thoại',
  audio: 'tệp âm thanh',
  location: 'vị trí',
  contact: 'danh thiếp',
};

export function attachmentName(what: string): string {
  return NAMES[what] ?? 'tệp';
}

/** A picture that came after «xong». */
export function evidenceKeptText(tasks: readonly NamedTask[], what: string): string {
  return `Đã lưu ${attachmentName(what)} này cùng việc ${tasks.map(taskName).join('; ')}.`;
}

/** A picture whose caption was «xong». */
export function captionedText(said: string, what: string): string {
  return `${said}\nĐã lưu ${attachmentName(what)} kèm theo.`;
}
