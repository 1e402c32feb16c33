import type { Call } from './hosts.ts';
import { makeRing } from './ring.ts';

/** A call that arrived, whatever became of it. */
export interface ArrivedCall {
  readonly call: Call;
  readonly at: number;
  /** The account's uid; null without a session. */
  readonly account: string | null;
  readonly params: Readonly<Record<string, unknown>>;
  /** HTTP's; null while there is no answer. */
  status: number | null;
}

export interface CallLog {
  note(arrived: ArrivedCall): void;
  /** Runs what `after` planned. */
  answered(call: Call): void;
  all(): ArrivedCall[];
  countOf(call: Call): number;
  after(call: Call, count: number, act: () => void): void;
}

export function makeCallLog(keep: number): CallLog {
  const calls = makeRing<ArrivedCall>(keep);
  const counts = new Map<Call, number>();
  let plans: { readonly call: Call; left: number; readonly act: () => void }[] = [];
  return {
    note(arrived) {
      calls.push(arrived);
      counts.set(arrived.call, (counts.get(arrived.call) ?? 0) + 1);
    },
    answered(call) {
      for (const plan of plans) if (plan.call === call) plan.left -= 1;
      const due = plans.filter(({ left }) => left <= 0);
      plans = plans.filter(({ left }) => left > 0);
      for (const { act } of due) act();
    },
    all: () => calls.all(),
    countOf: (call) => counts.get(call) ?? 0,
    after(call, count, act) {
      plans.push({ call, left: count, act });
    },
  };
}
