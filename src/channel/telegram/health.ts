import type { ChannelHealth } from '../../app/channel.ts';
import type { Clock } from '../../app/clock.ts';
import type { Failure } from './failure.ts';
import { isAccountRefused } from './outcome.ts';

/** Two pollers take turns at throwing each other out, so good polls in between do not end a conflict; quiet does. */
const CONFLICT_MEMORY_MS = 3 * 60_000;
const LASTING_CONFLICTS = 3;

export interface TelegramHealth {
  goodPoll(): void;
  /** A failed call of the polling loop, or a send that the account was refused. */
  failed(failure: Failure): void;
  /** The account is refused at the moment: sending is of no use. */
  isRefused(): boolean;
  read(): ChannelHealth;
}

/**
 * `stopped` means that the account is refused. Everything else that keeps messages from arriving is `starting` with
 * a problem: sending may well work then, and is tried.
 */
export function makeHealth(options: { clock: Clock; staleMs: number; apiRoot: string }): TelegramHealth {
  const { clock, staleMs, apiRoot } = options;
  let lastGoodPollAt: number | null = null;
  let trouble: Failure | undefined;
  let conflicts: number[] = [];

  const hasLastingConflict = (now: number) =>
    conflicts.filter((at) => now - at < CONFLICT_MEMORY_MS).length >= LASTING_CONFLICTS;

  return {
    goodPoll() {
      lastGoodPollAt = clock.now();
      trouble = undefined;
    },
    failed(failure) {
      trouble = failure;
      if (failure.kind === 'rejected' && failure.status === 409) {
        conflicts = [...conflicts, clock.now()].slice(-LASTING_CONFLICTS);
      }
    },
    isRefused: () => trouble !== undefined && isAccountRefused(trouble),
    read() {
      const now = clock.now();
      if (trouble !== undefined && isAccountRefused(trouble)) {
        return { state: 'stopped', lastGoodPollAt, problem: problems.refused(apiRoot) };
      }
      if (hasLastingConflict(now)) return { state: 'starting', lastGoodPollAt, problem: problems.secondPoller };
      // Read from the age and not from the last failure: a loop that hangs reports no failure.
      if (lastGoodPollAt === null || now - lastGoodPollAt > staleMs) {
        if (trouble !== undefined) return { state: 'starting', lastGoodPollAt, problem: problems.of(trouble, apiRoot) };
        if (lastGoodPollAt !== null) return { state: 'starting', lastGoodPollAt, problem: problems.silent };
        return { state: 'starting', lastGoodPollAt };
      }
      return { state: 'running', lastGoodPollAt };
    },
  };
}

/** Read by the administrator, hence Vietnamese; apiRoot is the host only, without anything secret. */
const problems = {
  refused: (apiRoot: string) =>
    `Telegram từ chối tài khoản bot (token sai hoặc đã bị thu hồi). Kiểm tra TELEGRAM_BOT_TOKEN (token lấy từ @BotFather) ` +
    `và TELEGRAM_API_ROOT (đang dùng ${apiRoot}). Bot tự thử lại sau mỗi vài phút.`,
  secondPoller:
    'Có một chương trình khác đang nhận tin bằng cùng token bot này (Telegram báo 409 Conflict). ' +
    'Hãy tắt chương trình kia; nếu không tìm thấy, đổi token ở @BotFather.',
  silent: 'Đã lâu không nhận được trả lời của Telegram khi hỏi tin mới.',
  of: (failure: Failure, apiRoot: string) => {
    const what = failure.kind === 'rejected' ? `mã ${failure.status}` : failure.reason;
    return (
      `Chưa nhận được tin từ Telegram qua ${apiRoot} (${what}). Kiểm tra mạng; nếu Telegram bị chặn, ` +
      'đặt TELEGRAM_API_ROOT thành địa chỉ máy chủ Bot API khác. Bot vẫn đang tự thử lại.'
    );
  },
};
