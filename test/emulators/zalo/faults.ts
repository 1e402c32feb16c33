/** What the server does instead of answering well. `carriedOut` says whether the call took effect all the same. */
export type Fault =
  /** Zalo's own refusal, inside the encrypted answer. */
  | { readonly kind: 'refuse'; readonly code: number; readonly message: string }
  /** The answer of a dead session. The session itself lives on. */
  | { readonly kind: 'expired' }
  /** «Successful» with these data; nothing was done. */
  | { readonly kind: 'empty'; readonly data: unknown }
  /** A gateway in front answers with a page of its own. */
  | { readonly kind: 'gateway'; readonly status: number; readonly carriedOut: boolean }
  /** The connection breaks without an answer. */
  | { readonly kind: 'reset'; readonly carriedOut: boolean }
  /** The connection stays open without an answer. */
  | { readonly kind: 'hang'; readonly carriedOut: boolean }
  /** Carried out; half of the answer arrives, then the connection is cut or stays open. */
  | { readonly kind: 'truncate'; readonly cut: boolean }
  /** Carried out; the answer is well formed HTTP, but this text. */
  | { readonly kind: 'body'; readonly text: string }
  /** Carried out; the answer comes late, by the emulator's `sleep`. */
  | { readonly kind: 'slow'; readonly ms: number };

export type Refusal = Extract<Fault, { kind: 'refuse' }>;

const refuse = (code: number, message: string): Refusal => ({ kind: 'refuse', code, message });

/** The faults that tests speak of, by name. What the codes mean is what users of zca-js report. */
export const faults = {
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
  http: (status: number, carriedOut = false): Fault => ({ kind: 'gateway', status, carriedOut }),
  resetBefore: { kind: 'reset', carriedOut: false },
  resetAfter: { kind: 'reset', carriedOut: true },
  hang: { kind: 'hang', carriedOut: false },
  hangAfter: { kind: 'hang', carriedOut: true },
  cut: { kind: 'truncate', cut: true },
  /** Half a body on an open connection: the client waits for ever. */
  truncated: { kind: 'truncate', cut: false },
  garbage: { kind: 'body', text: '<html>not an API</html>' },
  body: (text: string): Fault => ({ kind: 'body', text }),
  slow: (ms: number): Fault => ({ kind: 'slow', ms }),
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

export interface FaultPlan<Call extends string> {
  /** The next `times` such calls fail so; plans for one call happen in the order given. `Infinity`: until healed. */
  inject(call: Call, fault: Fault, times?: number): void;
  heal(call?: Call): void;
  next(call: Call): Fault | undefined;
}

export function makeFaultPlan<Call extends string>(): FaultPlan<Call> {
  let plans: { call: Call; fault: Fault; left: number }[] = [];
  return {
    inject(call, fault, times = 1) {
      plans.push({ call, fault, left: times });
    },
    heal(call) {
      plans = call === undefined ? [] : plans.filter((plan) => plan.call !== call);
    },
    next(call) {
      const plan = plans.find((one) => one.call === call);
      if (plan === undefined) return undefined;
      plan.left -= 1;
      if (plan.left <= 0) plans.splice(plans.indexOf(plan), 1);
      return plan.fault;
    },
  };
}
