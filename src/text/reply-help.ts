import type { CommandUse } from './conversation.ts';

/** Help about what is said to reminders; these have no command. */
const REPLIES: readonly (CommandUse & { readonly words: readonly string[] })[] = [
  {
    words: ['xong', 'báo xong', 'đã xong', 'done'],
    usage: 'xong <số việc>',
    does: 'báo xong một hay nhiều việc, kèm số văn bản nếu có; em ghi lại và thôi nhắc',
    examples: ['xong 3', 'xong 1, 3', 'xong 3 số 45/BC-UBND'],
  },
  {
    words: ['nhận', 'đã nhận', 'ok'],
    usage: 'nhận <số việc>',
    does: 'báo đã thấy; hôm nay em không nhắc lại nữa, việc vẫn mở',
    examples: ['nhận', 'nhận 3'],
  },
  {
    words: ['chưa', 'chưa xong'],
    usage: 'chưa <số việc>',
    does: 'báo việc chưa xong; em hỏi ngày dự kiến, việc vẫn mở và em vẫn nhắc',
    examples: ['chưa 3', '3 thứ Hai xong'],
  },
  {
    words: ['hoàn tác', 'undo'],
    usage: 'hoàn tác',
    does: 'bỏ điều vừa báo hoặc vừa lưu nhầm, trong vòng một ngày',
    examples: ['hoàn tác'],
  },
  {
    words: ['số', 'số văn bản'],
    usage: 'số <số văn bản>',
    does: 'ghi số văn bản cho việc vừa báo xong',
    examples: ['số 45/BC-UBND'],
  },
  {
    words: ['đồng ý', 'bỏ qua', 'thôi'],
    usage: 'đồng ý, hoặc bỏ',
    does: 'trả lời khi em hỏi trước lúc lưu: «đồng ý» để lưu, «bỏ» để thôi, «sửa …» để sửa',
    examples: ['đồng ý', 'bỏ'],
  },
  {
    words: ['giúp', 'trợ giúp', 'help'],
    usage: 'giúp <tên lệnh>',
    does: 'xem các lệnh, hoặc cách dùng một lệnh',
    examples: ['giúp', 'giúp vắng'],
  },
];

/** The help about a word with which reminders are answered; null for any other. `same` compares as commands are. */
export function replyHelp(asked: string, same: (typed: string, wanted: string) => boolean): CommandUse | null {
  return REPLIES.find(({ words }) => words.some((word) => same(asked, word))) ?? null;
}
