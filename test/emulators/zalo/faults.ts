import { type BrokenAnswer, brokenAnswers } from '../faults.ts';

/** What the server does instead of answering well. */
export type Fault =
  | BrokenAnswer
  /** Zalo's own refusal, inside the encrypted answer. */
  | { readonly kind: 'refuse'; readonly code: number; readonly message: string }
  /** The answer of a dead session. The session itself lives on. */
  | { readonly kind: 'expired' }
  /** «Successful» with these data; nothing was done. */
  | { readonly kind: 'empty'; readonly data: unknown };

export type Refusal = Extract<Fault, { kind: 'refuse' }>;

const refuse = (code: number, message: string): Refusal => ({ kind: 'refuse', code, message });

/** The faults that tests speak of, by name. What the codes mean is what users of zca-js report. */
export const faults = {
  ...brokenAnswers,
  refuse,
  tooMany: refuse(221, 'Bạn đã gửi quá nhiều yêu cầu. Vui lòng thử lại sau.'),
  refusesStrangers: refuse(122, 'Người dùng không nhận tin nhắn từ người lạ.'),
  throttled: refuse(123, 'Bạn thao tác quá nhanh. Vui lòng thử lại sau.'),
  retryLimit: refuse(-69, 'Retry limit exceeded'),
  badParameters: refuse(114, 'Tham số không hợp lệ'),
  expired: { kind: 'expired' },
  /** `{}`: a success without `msgId`. */
  emptyResult: { kind: 'empty', data: {} },
  nullResult: { kind: 'empty', data: null },
} as const satisfies Record<string, Fault | ((...args: never[]) => Fault)>;

/** Whether the call takes effect under this fault. */
export function takesEffect(fault: Fault | undefined): boolean {
  switch (fault?.kind) {
    case undefined:
    case 'truncate':
    case 'body':
    case 'slow':
      return true;
    case 'gateway':
    case 'reset':
    case 'hang':
      return fault.carriedOut;
    case 'refuse':
    case 'expired':
    case 'empty':
      return false;
  }
}
