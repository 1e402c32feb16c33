/** What the auditor can find; stable words, told to people through `src/text/audit.ts`. */
export const DIFFERENCE_KINDS = [
  /** A rule asks for a deadline that is not there. */
  'deadline-missing',
  /** An open deadline has other days than its rule and the calendar give. */
  'deadline-dates',
  /** An open deadline that no rule asks for. */
  'deadline-unwanted',
  /** A task whose rules cannot be read: nothing about it can be judged by them. */
  'task-unreadable',
  /** A task that planning has not reached although it ran. */
  'task-unplanned',
  /** The policy asks for a step that is not there. */
  'step-missing',
  /** A planned step stands at another instant than the policy gives. */
  'step-moved',
  /** A planned step that the policy does not ask for, or of a task that is paused. */
  'step-unwanted',
  /** Skipped, although it is still to come and nothing speaks against it. */
  'step-dropped',
  /** Due, and not told although the office was open and the service ran. */
  'step-late',
  /** Skipped, failed or dropped without a reason. */
  'unreasoned',
  /** A step or message that went on after its deadline was closed. */
  'after-closing',
  /** Somebody who should have heard a step was not told. */
  'person-missing',
  /** Somebody was told who should not have been. */
  'person-unexpected',
  /** A message that should have gone out long ago. */
  'delivery-stuck',
  /** A message that was sent twice without doubt about the first time. */
  'sent-twice',
  /** A message in doubt that was not sent again although it should have been. */
  'doubt-left',
  /** A message that nobody asked for, sent while the office was closed. */
  'outside-hours',
  /** What somebody wrote waits for its answer. */
  'inbound-waiting',
  /** The event log tells another state than the tables have. */
  'log-differs',
  /** A row that the event log knows nothing of. */
  'log-missing',
  /** The event log knows a row that is not there. */
  'row-missing',
] as const;

export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One thing that is not as it should be. Ids and small facts only. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly taskId?: number;
  readonly period?: string;
  readonly occurrenceId?: number;
  readonly reminderId?: number;
  readonly deliveryId?: number;
  readonly officerId?: number;
  readonly inboundId?: number;
  readonly step?: string;
  readonly expected?: string | number | null;
  readonly found?: string | number | null;
}

/** The same for the same difference whenever it is seen. */
export function differenceKey(difference: Difference): string {
  const { kind, taskId, period, occurrenceId, reminderId, deliveryId, officerId, inboundId, step } = difference;
  return JSON.stringify([kind, taskId, period, occurrenceId, reminderId, deliveryId, officerId, inboundId, step]);
}
