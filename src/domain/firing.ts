import type { Day } from './civil-day.ts';
import { audienceOf, type Policies, policyFor } from './policy.ts';
import { type Hearer, hearersOf, type Roster } from './roster.ts';
import type { Rule } from './rule.ts';
import { ruleOfPeriod } from './schedule.ts';
import type { OccurrenceState, Reason } from './states.ts';

/** An occurrence with steps that are due, as firing sees it. */
export interface DueSteps {
  readonly state: OccurrenceState;
  readonly period: string;
  readonly rules: readonly Rule[];
  readonly policy: string | null;
  readonly leadIds: readonly number[];
  readonly cooperatingIds: readonly number[];
  readonly doneBy: readonly number[];
  /** Officers who acknowledged today. */
  readonly acknowledgedToday: readonly number[];
  /** Oldest first, never empty. */
  readonly due: readonly { readonly id: number; readonly step: string }[];
}

export interface FireDecision {
  /** The step that is told, with those who hear it; null when none is. */
  readonly fire: { readonly reminderId: number; readonly hearers: readonly Hearer[] } | null;
  readonly skip: readonly { readonly reminderId: number; readonly reason: Reason }[];
}

/**
 * Which of the due steps is told, and to whom. Several are due after the bot was away: then only the newest is told, for
 * it says all that the older ones said.
 */
export function decideFire(due: DueSteps, policies: Policies, roster: Roster, today: Day): FireDecision {
  const older = due.due.slice(0, -1);
  const newest = due.due.at(-1);
  if (!newest) return { fire: null, skip: [] };
  const all = (reason: Reason): FireDecision => ({
    fire: null,
    skip: due.due.map(({ id }) => ({ reminderId: id, reason })),
  });
  if (due.state !== 'open') return all('closed');
  const rule = ruleOfPeriod(due.rules, due.period);
  const audience = rule ? audienceOf(policyFor(policies, due.policy, rule), newest.step) : null;
  if (!audience) return all('policy-changed');

  const everybody = hearersOf(roster, due, audience, today);
  const hearers = audience.unlessAcknowledged
    ? everybody.filter((hearer) => !due.acknowledgedToday.includes(hearer.officerId))
    : everybody;
  const skip = older.map(({ id }) => ({ reminderId: id, reason: 'newer-step' as const }));
  if (hearers.length > 0) return { fire: { reminderId: newest.id, hearers }, skip };
  const reason = everybody.length > 0 ? 'acknowledged' : 'nobody';
  return { fire: null, skip: [...skip, { reminderId: newest.id, reason }] };
}
