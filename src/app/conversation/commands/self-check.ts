import { fold } from '../../../domain/fold.ts';
import {
  askModeText,
  MODE_LABELS,
  modePreviewText,
  modeSavedText,
  selfCheckText,
  unknownModeText,
} from '../../../text/self-check.ts';
import { shortened } from '../../../text/shorten.ts';
import { checkOffice, type SelfCheckMode, selfCheckMode } from '../../self-check.ts';
import { type ChatCommand, type Desk, say } from '../command.ts';
import { form } from '../form.ts';

const MODES: readonly SelfCheckMode[] = ['daily', 'news', 'silent'];

/** «tự kiểm tra»: now, or how it is told in the morning. */
export function selfCheckCommand(desk: Desk): ChatCommand {
  const choices = MODES.map((mode) => ({ label: MODE_LABELS[mode], value: mode }));
  const setting = form<{ mode: SelfCheckMode }>({
    name: 'self-check',
    heads: ['tự kiểm tra'],
    right: 'admin',
    help: {
      does: 'xem hôm nay nhắc mấy người, ai chưa nhắn được, việc nào chưa có người; hoặc đặt cách báo buổi sáng',
      usage: 'tự kiểm tra [mỗi sáng|khi cần|im lặng]',
      examples: ['tự kiểm tra', 'tự kiểm tra mỗi sáng'],
    },
    certain: () => true,
    slots: {
      mode: {
        labels: ['cách'],
        ask: () => ({ kind: 'question', text: askModeText(), choices }),
        read(_call, typed) {
          const value = MODES.find((mode) => fold(MODE_LABELS[mode]) === fold(typed));
          if (value) return { kind: 'value', value };
          return { kind: 'again', text: unknownModeText(shortened(typed)), choices };
        },
      },
    },
    preview: async (_call, { mode }) => ({ kind: 'ready', text: modePreviewText(mode) }),
    save: async (_call, { mode }) => ({
      effects: [{ kind: 'setting', change: { name: 'self-check', value: mode } }],
      text: modeSavedText(mode),
    }),
  });
  return {
    ...setting,
    async begin(call) {
      if (call.rest !== '') return setting.begin(call);
      const mode = selfCheckMode(await desk.store.setting('self-check'));
      const check = await checkOffice(desk, call.now);
      return say('self-check-shown', selfCheckText(call.officer, check, call.today, mode));
    },
  };
}
