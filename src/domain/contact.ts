import type { Day } from './civil-day.ts';
import type { DeliveryState, ReminderState } from './states.ts';

/** How it stands with one officer and one deadline: what was heard last, or why nothing was. */
export type Contact =
  /** Gave a day; past ones included. */
  | { readonly kind: 'promised'; readonly day: Day; readonly at: number }
  | { readonly kind: 'acknowledged'; readonly at: number }
  /** Said that it is still to be done. */
  | { readonly kind: 'not-done'; readonly at: number }
  /** Asked for more time. */
  | { readonly kind: 'asked-more-time'; readonly at: number }
  /** Was told, and said nothing since; `missed`: days on which the bot should have told too, and was off. */
  | { readonly kind: 'silent'; readonly sent: number; readonly lastAt: number; readonly missed: readonly Day[] }
  /** The newest message did not arrive, or perhaps not; `sent` ones before it did. */
  | { readonly kind: 'undelivered'; readonly why: Undelivered; readonly reason: string | null; readonly sent: number }
  /** Was not told on these days because the bot was off. */
  | { readonly kind: 'bot-off'; readonly missed: readonly Day[] }
  /** Was not to be told yet; null where no step is planned any more. */
  | { readonly kind: 'not-yet'; readonly nextAt: number | null };

export type Undelivered =
  /** There is no chat to write to. */
  | 'no-chat'
  /** The platform does not take messages to this person. */
  | 'refused'
  /** It waits: the channel is stopped or does not answer. */
  | 'waiting'
  /** It may have gone out. */
  | 'uncertain';

export interface ContactFacts {
  readonly now: number;
  readonly dayOf: (instant: number) => Day;
  /** Has a chat that works. */
  readonly reachable: boolean;
  /** Messages to whoever hears for the officer, oldest first. */
  readonly tellings: readonly {
    readonly state: DeliveryState;
    readonly reason: string | null;
    readonly dueAt: number;
    readonly settledAt: number | null;
  }[];
  readonly steps: readonly {
    readonly fireAt: number;
    readonly state: ReminderState;
    readonly reason: string | null;
    readonly settledAt: number | null;
  }[];
  readonly promise: { readonly day: Day; readonly at: number } | null;
  /** The newest thing said, as the event log calls it. */
  readonly word: { readonly kind: string; readonly at: number } | null;
}

/** A message that is due for longer than this and has not left is waiting for something. */
const UNDER_WAY_MS = 10 * 60_000;

/**
 * Silence told apart. The newest fact counts: an answer after the last message, else what became of that message; that
 * the bot was off is said where it would otherwise look like the officer's silence.
 */
export function contactOf(facts: ContactFacts): Contact {
  const { tellings, word, promise } = facts;
  const sent = tellings.filter((telling) => telling.state === 'sent');
  const last = sent.at(-1);
  const failure = newestFailure(facts);
  const answered = answerOf(word, promise);
  if (failure && (!answered || failure.at > answered.at)) {
    return { kind: 'undelivered', why: failure.why, reason: failure.reason, sent: sent.length };
  }
  if (answered) return answered;
  const missed = missedDays(facts);
  if (last) return { kind: 'silent', sent: sent.length, lastAt: last.settledAt ?? last.dueAt, missed };
  if (missed.length > 0) return { kind: 'bot-off', missed };
  if (!facts.reachable) return { kind: 'undelivered', why: 'no-chat', reason: null, sent: 0 };
  const next = facts.steps.find((step) => step.state === 'planned');
  return { kind: 'not-yet', nextAt: next?.fireAt ?? null };
}

type Answered = Extract<Contact, { kind: 'promised' | 'acknowledged' | 'not-done' | 'asked-more-time' }>;

function answerOf(word: ContactFacts['word'], promise: ContactFacts['promise']): Answered | null {
  // «chưa, mai em gửi» is logged as two words of one instant, and an acknowledgement after a promise does not undo it.
  if (promise) return { kind: 'promised', ...promise };
  switch (word?.kind) {
    case 'acknowledged':
      return { kind: 'acknowledged', at: word.at };
    case 'remark':
      return { kind: 'not-done', at: word.at };
    case 'request-asked':
      return { kind: 'asked-more-time', at: word.at };
    default:
      return null;
  }
}

/** True where the officer has said something about it. */
export function isHeard({ kind }: Contact): boolean {
  return ['promised', 'acknowledged', 'not-done', 'asked-more-time'].includes(kind);
}

interface Failure {
  readonly why: Undelivered;
  readonly reason: string | null;
  readonly at: number;
}

/** Why the newest message did not get through; null where it did, or is on its way. */
function newestFailure({ tellings, now }: ContactFacts): Failure | null {
  let withoutChat: Failure | null = null;
  for (const { state, reason, dueAt, settledAt } of tellings.toReversed()) {
    const at = settledAt ?? dueAt;
    switch (state) {
      case 'sent':
        return withoutChat;
      case 'failed':
        if (reason !== 'no-link') return { why: 'refused', reason, at: withoutChat?.at ?? at };
        // A chat that was refused is broken since, and every later message finds none: the refusal is the reason.
        withoutChat ??= { why: 'no-chat', reason, at };
        continue;
      case 'unknown':
        return withoutChat ?? { why: 'uncertain', reason, at };
      case 'pending':
      case 'sending':
        if (reason !== null || dueAt + UNDER_WAY_MS < now) return withoutChat ?? { why: 'waiting', reason, at };
        continue;
      case 'skipped':
        continue;
    }
  }
  return withoutChat;
}

/** Days for which a step was planned that was told on a later day, or left out for a later one. */
function missedDays({ steps, dayOf }: ContactFacts): Day[] {
  const late = steps.filter(
    ({ state, reason, fireAt, settledAt }) =>
      settledAt !== null &&
      (state === 'fired' || (state === 'skipped' && reason === 'newer-step')) &&
      dayOf(settledAt) > dayOf(fireAt),
  );
  return [...new Set(late.map((step) => dayOf(step.fireAt)))];
}
