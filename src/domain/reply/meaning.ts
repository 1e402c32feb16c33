import type { Day } from '../civil-day.ts';

/** What officers want with a reply. */
export type Intent = 'done' | 'acknowledge' | 'not-done' | 'extend' | 'question' | 'cancel' | 'undo' | 'other';

/** What one typed reply means. Whatever is not clearly one of these is `unclear`, and a question goes back. */
export type Meaning =
  | { readonly kind: 'clauses'; readonly clauses: readonly Clause[] }
  /** Numbers alone: an answer to a numbered question, or the wish to see these tasks. */
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  /** `polite`: thanks and the like, without anything else. */
  | { readonly kind: 'list' | 'undo' | 'help' | 'polite' }
  | { readonly kind: 'detail'; readonly code: number }
  /** A question about the state of things («xong chưa?»): answered, and nothing changes. */
  | { readonly kind: 'question'; readonly codes: readonly number[] }
  /** «số 45/BC-UBND» alone: goes with what was closed last, or with the task named. */
  | { readonly kind: 'document-number'; readonly number: string; readonly code: number | null }
  /**
   * `likely`: what it is most probably about, which is reason enough to ask and never to change anything; `codes`: the
   * tasks it names with that. `mentionsDone`: asking which task is finished helps more than listing commands.
   */
  | {
      readonly kind: 'unclear';
      readonly mentionsDone: boolean;
      readonly likely: Intent;
      readonly codes: readonly number[];
      /** «kế toán gửi rồi»: somebody else seems to have done it. */
      readonly bySomebodyElse: boolean;
    };

export interface Clause {
  readonly intent: 'done' | 'acknowledge' | 'not-done' | 'extend' | 'cancel';
  /** Codes named, in order; empty where none is. */
  readonly codes: readonly number[];
  /** «xong cả 2», «xong hết»: every task of the message answered to; a number says how many that must be. */
  readonly all: number | 'any' | null;
  /** «số 45/BC-UBND», kept as the result. */
  readonly documentNumber: string | null;
  /** «ghi chú: …», kept with the result. */
  readonly note: string | null;
  /** The day promised («mai em gửi») or asked for («xin đến thứ 6»). */
  readonly until: Day | null;
  /** How many days more are asked for, from the deadline on («gia hạn 2 ngày»). */
  readonly days: number | null;
  /** «vì chờ số liệu», as typed and without the «vì»; of an extension, a refusal or a cancellation. */
  readonly reason: string | null;
}

/** What a reply is about, in one word; of several statements the one that closes. */
export function intentOf(meaning: Meaning): Intent {
  switch (meaning.kind) {
    case 'clauses':
      return (meaning.clauses.find((clause) => clause.intent === 'done') ?? meaning.clauses[0])?.intent ?? 'other';
    case 'unclear':
      return meaning.likely;
    case 'question':
    case 'list':
    case 'detail':
    case 'help':
      return 'question';
    case 'polite':
      // Thanks for a reminder say that it was seen.
      return 'acknowledge';
    case 'undo':
      return 'undo';
    case 'numbers':
    case 'document-number':
      return 'other';
  }
}
