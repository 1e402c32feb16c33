/** What the server does instead of answering well. `carriedOut` says whether the call took effect all the same. */
export type Fault =
  /** Telegram's own refusal, as JSON. */
  | { readonly kind: 'refuse'; readonly status: number; readonly description: string; readonly parameters?: object }
  /** A gateway in front answers with a page of its own. */
  | { readonly kind: 'gateway'; readonly status: number; readonly carriedOut: boolean }
  /** The connection breaks without an answer. */
  | { readonly kind: 'reset'; readonly carriedOut: boolean }
  /** The connection stays open without an answer. */
  | { readonly kind: 'hang'; readonly carriedOut: boolean }
  /** Carried out; half of the answer arrives, then nothing more. The connection stays open, or is cut. */
  | { readonly kind: 'truncate'; readonly cut: boolean }
  /** Carried out; the answer is well formed HTTP, but this text. */
  | { readonly kind: 'body'; readonly text: string }
  /** Carried out; the answer comes late. */
  | { readonly kind: 'slow'; readonly ms: number };

const forbidden = (description: string): Fault => ({
  kind: 'refuse',
  status: 403,
  description: `Forbidden: ${description}`,
});
const badRequest = (description: string, parameters?: object): Fault => ({
  kind: 'refuse',
  status: 400,
  description: `Bad Request: ${description}`,
  ...(parameters === undefined ? {} : { parameters }),
});

/** The faults that tests speak of, by name. */
export const faults = {
  forbidden,
  badRequest,
  blocked: forbidden('bot was blocked by the user'),
  deactivated: forbidden('user is deactivated'),
  neverStarted: forbidden("bot can't initiate conversation with a user"),
  kicked: forbidden('bot was kicked from the supergroup chat'),
  notMember: forbidden('bot is not a member of the supergroup chat'),
  chatNotFound: badRequest('chat not found'),
  peerInvalid: badRequest('PEER_ID_INVALID'),
  groupDeactivated: badRequest('group chat was deactivated'),
  migrated: (to: number) => badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: to }),
  unauthorized: { kind: 'refuse', status: 401, description: 'Unauthorized' },
  notFound: { kind: 'refuse', status: 404, description: 'Not Found' },
  secondPoller: {
    kind: 'refuse',
    status: 409,
    description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  },
  tooMany: (seconds: number): Fault => ({
    kind: 'refuse',
    status: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  }),
  http: (status: number, carriedOut = false): Fault => ({ kind: 'gateway', status, carriedOut }),
  resetBefore: { kind: 'reset', carriedOut: false },
  resetAfter: { kind: 'reset', carriedOut: true },
  hang: { kind: 'hang', carriedOut: false },
  hangAfter: { kind: 'hang', carriedOut: true },
  /** Half a body on an open connection: the client waits for ever. */
  truncated: { kind: 'truncate', cut: false },
  /** Half a body and the connection is cut. */
  cut: { kind: 'truncate', cut: true },
  garbage: { kind: 'body', text: '<html>not an API</html>' },
  body: (text: string): Fault => ({ kind: 'body', text }),
  slow: (ms: number): Fault => ({ kind: 'slow', ms }),
} as const satisfies Record<string, Fault | ((...args: never[]) => Fault)>;

export interface FaultPlan {
  /** The next `times` calls of the method fail so; plans for one method happen in the order given. */
  inject(method: string, fault: Fault, times?: number): void;
  heal(method?: string): void;
  next(method: string): Fault | undefined;
}

export function makeFaultPlan(): FaultPlan {
  let plans: { method: string; fault: Fault; left: number }[] = [];
  return {
    inject(method, fault, times = 1) {
      plans.push({ method, fault, left: times });
    },
    heal(method) {
      plans = method === undefined ? [] : plans.filter((plan) => plan.method !== method);
    },
    next(method) {
      const plan = plans.find((one) => one.method === method && one.left > 0);
      if (plan === undefined) return undefined;
      plan.left -= 1;
      return plan.fault;
    },
  };
}
