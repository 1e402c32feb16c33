import type { Rule } from '../rule.ts';

/**
 * What the words leave open.
 * weekday: no day of the week · day: no day in the period · month: no month · year: no year, or two digits of one ·
 * recurrence: once or again and again · anchor: from which month on · event: counted from what · earliest-or-latest: «sau
 * 5 ngày» · part: «đầu quý» names no day · start-or-end: «trước quý II», «từ ngày …» · feast: its day is not known ·
 * lunar: a lunar date · working-days: days off not announced · hours: shorter than a day · weekday-mismatch: the
 * date is another weekday · cutoff: the period of the figures, but no deadline · pace: «hằng ngày», «cả năm».
 */
export type DoubtKind =
  | 'weekday'
  | 'day'
  | 'month'
  | 'year'
  | 'recurrence'
  | 'anchor'
  | 'event'
  | 'earliest-or-latest'
  | 'part'
  | 'start-or-end'
  | 'feast'
  | 'lunar'
  | 'working-days'
  | 'hours'
  | 'weekday-mismatch'
  | 'cutoff'
  | 'pace';

export interface DeadlineQuestion {
  readonly kind: DoubtKind;
  /** The words in question, as they were written. */
  readonly about: string;
  /** Complete readings, the most likely first; empty where only a typed date can answer. */
  readonly choices: readonly (readonly Rule[])[];
}

export interface DeadlineError {
  readonly kind:
    | 'impossible-date'
    | 'impossible-time'
    | 'impossible-period'
    | 'year-out-of-range'
    | 'nothing-understood'
    | 'too-long';
  /** The words at fault, as they were written. */
  readonly text: string;
}

/** What one piece of a phrase comes to. */
export type Outcome =
  | { readonly kind: 'rules'; readonly rules: readonly Rule[]; readonly question: DeadlineQuestion | null }
  | { readonly kind: 'error'; readonly error: DeadlineError };

export const sure = (...rules: Rule[]): Outcome => ({ kind: 'rules', rules, question: null });

/** Rules that are taken for the time being, and what has to be asked; `choices` without rules are left out. */
export function doubtful(
  kind: DoubtKind,
  about: string,
  rules: readonly Rule[],
  choices: readonly (readonly Rule[])[],
): Outcome {
  const distinct = new Map(
    choices.filter((choice) => choice.length > 0).map((choice) => [JSON.stringify(choice), choice]),
  );
  return { kind: 'rules', rules, question: { kind, about, choices: [...distinct.values()] } };
}

export const failed = (kind: DeadlineError['kind'], text: string): Outcome => ({
  kind: 'error',
  error: { kind, text },
});

export const rulesOf = (outcome: Outcome): readonly Rule[] => (outcome.kind === 'rules' ? outcome.rules : []);
