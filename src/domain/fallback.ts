import type { Day } from './civil-day.ts';
import type { OccurrenceState, Role } from './states.ts';

/** A told step whose time to be answered is over. */
export interface Unanswered {
  readonly occurrence: OccurrenceState;
  /** The officer has reported it done; others may still have to. */
  readonly doneByOfficer: boolean;
  readonly toldAt: number;
  readonly toldOn: Day;
  /** When the officer last acknowledged it; null for never. */
  readonly acknowledgedOn: Day | null;
  /** When the officer last wrote in any chat of theirs; null for never. */
  readonly heardAt: number | null;
  readonly newerStep: boolean;
  /** There is a channel on which it was not told yet. */
  readonly otherLink: boolean;
}

export type FallbackDecision = 'tell' | 'closed' | 'expired' | 'acknowledged' | 'answered' | 'newer-step' | 'no-link';

/**
 * Whether a step is told once more on the next channel. Whoever has written anything since has their telephone in hand
 * and has seen the message, whatever the words were about. Yesterday's step is told by today's.
 */
export function decideFallback(step: Unanswered, today: Day): FallbackDecision {
  if (step.occurrence !== 'open' || step.doneByOfficer) return 'closed';
  if (step.toldOn !== today) return 'expired';
  if (step.acknowledgedOn === today) return 'acknowledged';
  if (step.heardAt !== null && step.heardAt >= step.toldAt) return 'answered';
  if (step.newerStep) return 'newer-step';
  return step.otherLink ? 'tell' : 'no-link';
}

/** Only who has to do something is told twice: those who cooperate or supervise need not answer. */
export function expectsAnswer(role: Role): boolean {
  return role === 'lead' || role === 'unassigned';
}
