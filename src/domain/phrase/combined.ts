import { type Cutoff, isDatedRule, type Rule } from '../rule.ts';
import type { Aside } from './asides.ts';
import type { Item } from './items.ts';
import type { DeadlineError, DeadlineQuestion, Outcome } from './outcome.ts';

/** A deadline phrase as rules. */
export interface DeadlineReading {
  /** What was understood; where `question` is set: what is assumed until it is answered, which may be nothing. */
  readonly rules: readonly Rule[];
  readonly question: DeadlineQuestion | null;
  readonly error: DeadlineError | null;
}

/** Rules beyond this number are no deadline phrase any more. */
export const MOST_RULES = 24;

/** All pieces together: one error refuses the whole; one question at a time, its choices complete with the other pieces. */
export function combined(outcomes: readonly Outcome[], items: readonly Item[], text: string): DeadlineReading {
  const rules: Rule[] = [];
  let first: DeadlineQuestion | null = null;
  for (const outcome of outcomes) {
    if (outcome.kind === 'error') return refused(outcome.error);
    rules.push(...outcome.rules);
    first ??= outcome.question;
  }
  if (rules.length > MOST_RULES) return refused({ kind: 'nothing-understood', text: text.slice(0, 60) });
  const finish = (each: readonly Rule[]) => distinct(each.map((rule) => withAsides(rule, items)));
  if (first === null) return { rules: finish(rules), question: null, error: null };
  const { kind } = first;
  const choices = first.choices.map((_, index) =>
    finish(
      outcomes.flatMap((outcome) => {
        if (outcome.kind === 'error') return [];
        // Pieces with the same doubt are answered together: «10/6 và 10/12» are both of this year or of every year.
        return outcome.question?.kind === kind ? (outcome.question.choices[index] ?? outcome.rules) : outcome.rules;
      }),
    ),
  );
  return { rules: finish(rules), question: { ...first, choices }, error: null };
}

export const refused = (error: DeadlineError): DeadlineReading => ({ rules: [], question: null, error });

const distinct = (rules: readonly Rule[]): Rule[] => [
  ...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values(),
];

/** What the phrase says about days off and about the figures belongs to each of its rules. */
function withAsides(rule: Rule, items: readonly Item[]): Rule {
  let result = rule;
  for (const item of items) if (item.kind === 'aside') result = withAside(result, item.aside);
  return result;
}

function withAside(rule: Rule, aside: Aside): Rule {
  switch (aside.kind) {
    case 'noise':
      return rule;
    case 'shift':
      return isDatedRule(rule) ? { ...rule, shift: aside.shift } : rule;
    case 'working':
      return (rule.kind === 'within' || rule.kind === 'before-due') && rule.unit === 'day'
        ? { ...rule, unit: 'working-day' }
        : rule;
    case 'cutoff': {
      const { fromDay, toDay } = aside;
      if ((rule.kind !== 'monthly' && rule.kind !== 'quarterly') || fromDay === null || toDay === null) return rule;
      if (fromDay < 1 || fromDay > 31 || toDay < 1 || toDay > 31) return rule;
      // Figures up to a day after the deadline's own are those of the month before.
      const toMonthsBack = toDay < rule.day ? 0 : 1;
      const cutoff: Cutoff = { fromDay, toDay, toMonthsBack, months: rule.kind === 'monthly' ? 1 : 3 };
      return { ...rule, cutoff };
    }
  }
}
