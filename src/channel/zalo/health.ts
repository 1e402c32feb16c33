import type { ChannelHealth } from '../../app/channel.ts';
import type { Clock } from '../../app/clock.ts';
import { type Failure, factsOf } from './failure.ts';
import type { Rest } from './memory.ts';

/** Why nobody is logged in: never was, or the session is over. */
export type LoggedOut = 'missing' | 'expired';

export interface ZaloHealth {
  /** Something came from Zalo through the listener. */
  heard(): void;
  /** Logging in or connecting failed. */
  failed(failure: Failure): void;
  /** The account is used elsewhere, and Zalo closed our connection for it. */
  duplicate(): void;
  loggedOut(why: LoggedOut): void;
  /** Where a code waits to be scanned; null once it is gone. */
  codeAt(path: string | null): void;
  loggedIn(): void;
  isLoggedOut(): boolean;
  read(): ChannelHealth;
}

/** `stopped` means that a person has to scan a code. Everything else mends itself. */
export function makeHealth(options: {
  readonly clock: Clock;
  readonly staleMs: number;
  readonly rest: () => Rest | null;
}): ZaloHealth {
  const { clock, staleMs, rest } = options;
  let lastGoodPollAt: number | null = null;
  let out: LoggedOut | null = null;
  let code: string | null = null;
  let trouble: Failure | 'duplicate' | null = null;

  return {
    heard() {
      lastGoodPollAt = clock.now();
      trouble = null;
    },
    failed(failure) {
      trouble = failure;
    },
    duplicate() {
      trouble = 'duplicate';
    },
    loggedOut(why) {
      out = why;
    },
    codeAt(path) {
      code = path;
    },
    loggedIn() {
      out = null;
    },
    isLoggedOut: () => out !== null,
    read() {
      const now = clock.now();
      const resting = rest();
      if (out !== null) return { state: 'stopped', lastGoodPollAt, problem: problems.out(out, code) };
      if (trouble === 'duplicate') return { state: 'starting', lastGoodPollAt, problem: problems.duplicate };
      // Read from the age and not from the last failure: what hangs reports no failure, and short breaks are normal.
      if (lastGoodPollAt === null || now - lastGoodPollAt > staleMs) {
        if (trouble !== null) return { state: 'starting', lastGoodPollAt, problem: problems.of(trouble) };
        if (lastGoodPollAt !== null) return { state: 'starting', lastGoodPollAt, problem: problems.silent };
        return { state: 'starting', lastGoodPollAt };
      }
      if (resting !== null && resting.until > now) {
        return { state: 'running', lastGoodPollAt, problem: problems.resting(resting.until - now) };
      }
      return { state: 'running', lastGoodPollAt };
    },
  };
}

/** Read by the administrator, hence Vietnamese. */
const problems = {
  out(why: LoggedOut, code: string | null): string {
    const what = why === 'missing' ? 'Chưa đăng nhập Zalo.' : 'Phiên đăng nhập Zalo đã hết hạn.';
    const where = code === null ? '' : ` Có một mã đang chờ quét ở tệp ${code}.`;
    return (
      `${what} Bot tạm ngừng gửi và nhận qua Zalo; tin chờ gửi được giữ lại. Hãy quét mã QR bằng ứng dụng Zalo của tài khoản dùng cho bot: ` +
      `gõ «nv zalo login» trên máy chạy bot, hoặc nhắn «đăng nhập zalo» cho bot qua kênh khác.${where}`
    );
  },
  duplicate:
    'Tài khoản Zalo của bot đang được mở trên Zalo Web hoặc Zalo máy tính ở nơi khác nên Zalo ngắt kết nối của bot. ' +
    'Hãy đóng Zalo Web và Zalo máy tính của tài khoản này. Bot tự nối lại, mỗi lần chờ lâu hơn.',
  silent: 'Đã lâu không nhận được tín hiệu nào từ Zalo. Bot đang tự nối lại.',
  resting: (ms: number) =>
    `Zalo báo tài khoản gửi quá nhiều tin, bot nghỉ gửi thêm khoảng ${Math.ceil(ms / 60_000)} phút. Tin chờ gửi được giữ lại; ` +
    'anh/chị đừng đăng nhập lại trong lúc này.',
  of: (failure: Failure) =>
    `Chưa kết nối được Zalo (${factsOf(failure).reason}). Kiểm tra mạng của máy chạy bot. Bot vẫn đang tự thử lại.`,
};
