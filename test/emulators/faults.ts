/** How an emulated server, or a gateway in front of it, spoils an answer. `carriedOut` says whether the call took effect all the same. */
export type BrokenAnswer =
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

/** Those that tests speak of, by name. */
export const brokenAnswers = {
  http: (status: number, carriedOut = false): BrokenAnswer => ({ kind: 'gateway', status, carriedOut }),
  resetBefore: { kind: 'reset', carriedOut: false },
  resetAfter: { kind: 'reset', carriedOut: true },
  hang: { kind: 'hang', carriedOut: false },
  hangAfter: { kind: 'hang', carriedOut: true },
  /** Half a body on an open connection: the client waits for ever. */
  truncated: { kind: 'truncate', cut: false },
  /** Half a body and the connection is cut. */
  cut: { kind: 'truncate', cut: true },
  garbage: { kind: 'body', text: '<html>not an API</html>' },
  body: (text: string): BrokenAnswer => ({ kind: 'body', text }),
  slow: (ms: number): BrokenAnswer => ({ kind: 'slow', ms }),
} as const satisfies Record<string, BrokenAnswer | ((...args: never[]) => BrokenAnswer)>;

export interface FaultPlan<Call extends string, Fault> {
  /** The next `times` such calls fail so; plans for one call happen in the order given. `Infinity`: until healed. */
  inject(call: Call, fault: Fault, times?: number): void;
  heal(call?: Call): void;
  next(call: Call): Fault | undefined;
}

export function makeFaultPlan<Call extends string, Fault>(): FaultPlan<Call, Fault> {
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
