import type { DeliveryState, OccurrenceState, ReminderState } from '../states.ts';
import type { LedgerEvent } from './rows.ts';

/** States rebuilt from the event log alone. Keys of `completions`, `acknowledgements` are officers' ids. */
export interface FoldedOccurrence {
  state: OccurrenceState | null;
  reason: string | null;
  /** By officer: the message with which it was reported done. */
  readonly completions: Map<number, number | null>;
  readonly acknowledgements: Map<number, number>;
  readonly reminders: Map<number, FoldedReminder>;
}

export interface FoldedReminder {
  step: string | null;
  fireAt: number | null;
  state: ReminderState;
  reason: string | null;
  /** Who was told it, as it was written down when it fired; null where it has not. */
  told: readonly ToldItem[] | null;
  /** The event that says it fired. */
  firedBy: number | null;
}

/** `[item, officer, role, delivery]` */
export type ToldItem = readonly [itemId: number, officerId: number, role: string, deliveryId: number];

export interface FoldedDelivery {
  state: DeliveryState;
  reason: string | null;
  kind: string | null;
  officerId: number | null;
  /** When it was last claimed, and the event that says so. */
  claimedAt: number | null;
  claimedBy: number | null;
  /** How often it was written down as sent. */
  sent: number;
  /** A change that no message can go through: «sent → sending». */
  broken: string | null;
}

export interface FoldedDeliveries {
  readonly deliveries: Map<number, FoldedDelivery>;
  /** By item: the delivery that it is in. */
  readonly places: Map<number, number>;
  readonly dropped: Set<number>;
}

export const emptyOccurrence = (): FoldedOccurrence => ({
  state: null,
  reason: null,
  completions: new Map(),
  acknowledgements: new Map(),
  reminders: new Map(),
});

export const emptyDeliveries = (): FoldedDeliveries => ({
  deliveries: new Map(),
  places: new Map(),
  dropped: new Set(),
});

type Baseline = {
  state: OccurrenceState;
  reason: string | null;
  completions: readonly (readonly [officerId: number, inboundId: number])[];
  acknowledgements: readonly (readonly [officerId: number, at: number])[];
  reminders: readonly (readonly [
    id: number,
    step: string,
    fireAt: number,
    state: ReminderState,
    reason: string | null,
  ])[];
};

/** Takes one event of the occurrence into its state. Kinds that change none of it are passed over. */
export function foldOccurrence(into: FoldedOccurrence, event: LedgerEvent): void {
  const { kind, data, officerId } = event;
  const state = occurrenceAfter(event);
  if (state !== null) {
    into.state = state;
    into.reason = typeof data.reason === 'string' ? data.reason : null;
    return;
  }
  const reminder = reminderAfter(event);
  if (reminder !== null) {
    const id = Number(data.reminderId);
    into.reminders.set(id, { ...reminderOf(into, id), ...reminder });
    return;
  }
  if (kind === 'reminders-planned') {
    for (const [id, step, fireAt] of data.reminders as readonly [number, string, number][])
      into.reminders.set(id, { ...reminderOf(into, id), step, fireAt, state: 'planned', reason: null });
  } else if (kind === 'occurrence-baseline') {
    foldBaseline(into, data as unknown as Baseline);
  } else if (officerId !== null) {
    if (kind === 'completed') into.completions.set(officerId, event.inboundId);
    else if (kind === 'completion-taken-back') into.completions.delete(officerId);
    else if (kind === 'acknowledged') into.acknowledgements.set(officerId, event.at);
    else if (kind === 'acknowledgement-taken-back') into.acknowledgements.delete(officerId);
  }
}

function occurrenceAfter({ kind, data }: LedgerEvent): OccurrenceState | null {
  switch (kind) {
    case 'occurrence-opened':
    case 'occurrence-released':
      return 'open';
    case 'occurrence-held':
      return 'held';
    case 'occurrence-reopened':
      return data.to === 'held' ? 'held' : 'open';
    case 'occurrence-done':
      return 'done';
    case 'occurrence-cancelled':
      return 'cancelled';
    case 'occurrence-skipped':
      return 'skipped';
    default:
      return null;
  }
}

function reminderAfter({ id, kind, data }: LedgerEvent): Partial<FoldedReminder> | null {
  switch (kind) {
    case 'reminder-planned':
      return { state: 'planned', reason: null };
    case 'reminder-moved':
      return { state: 'planned', reason: null, fireAt: data.fireAt as number };
    case 'reminder-skipped':
      return { state: 'skipped', reason: (data.reason as string | undefined) ?? null };
    case 'reminder-fired':
      return {
        state: 'fired',
        reason: null,
        told: (data.items as readonly ToldItem[] | undefined) ?? null,
        firedBy: id,
      };
    default:
      return null;
  }
}

/** What was before is not asked about any more: an earlier version wrote it, or somebody mended it by hand. */
function foldBaseline(into: FoldedOccurrence, baseline: Baseline): void {
  for (const each of [into.completions, into.acknowledgements, into.reminders]) each.clear();
  into.state = baseline.state;
  into.reason = baseline.reason;
  for (const [id, inboundId] of baseline.completions) into.completions.set(id, inboundId);
  for (const [id, at] of baseline.acknowledgements) into.acknowledgements.set(id, at);
  for (const [id, step, fireAt, state, reason] of baseline.reminders)
    into.reminders.set(id, { ...blank(), step, fireAt, state, reason });
}

const blank = (): FoldedReminder => ({
  step: null,
  fireAt: null,
  state: 'planned',
  reason: null,
  told: null,
  firedBy: null,
});

const reminderOf = (into: FoldedOccurrence, id: number): FoldedReminder => into.reminders.get(id) ?? blank();

/** From which states a delivery may come into each. Being written down where it is already is no change. */
const FROM: Record<DeliveryState, readonly DeliveryState[]> = {
  pending: ['sending'],
  sending: ['pending'],
  sent: ['sending'],
  unknown: ['sending'],
  failed: ['sending'],
  skipped: ['pending', 'sending'],
};

/**
 * Takes one event about a message, or about a step that was told, into the state of the messages. Begun in the middle of
 * the log it knows only of what is told there.
 */
export function foldDelivery(into: FoldedDeliveries, event: LedgerEvent): void {
  const { kind, data, deliveryId } = event;
  if (kind === 'reminder-fired') {
    for (const [itemId, , , id] of (data.items as readonly ToldItem[] | undefined) ?? []) into.places.set(itemId, id);
    return;
  }
  if (deliveryId === null) return;
  if (kind === 'delivery-baseline') {
    const { items, ...known } = data as unknown as Pick<FoldedDelivery, 'state' | 'reason' | 'kind'> & {
      items: readonly (readonly [id: number, dropped: boolean])[];
    };
    if (into.deliveries.has(deliveryId))
      for (const [itemId, place] of into.places) if (place === deliveryId) into.places.delete(itemId);
    into.deliveries.set(deliveryId, { ...unheard(event), ...known });
    for (const [itemId, dropped] of items) {
      into.places.set(itemId, deliveryId);
      if (dropped) into.dropped.add(itemId);
      else into.dropped.delete(itemId);
    }
    return;
  }
  if (kind === 'delivery-split' || data.reason === 'merged') {
    const place = kind === 'delivery-split' ? deliveryId : Number(data.into);
    for (const itemId of (data.items as readonly number[] | undefined) ?? []) into.places.set(itemId, place);
  }
  for (const itemId of (data.dropped as readonly number[] | undefined) ?? []) into.dropped.add(itemId);
  const state = STATES[kind];
  if (state === undefined) return;
  const known = into.deliveries.get(deliveryId);
  const made = kind === 'delivery-pending' && typeof data.kind === 'string';
  const broken = known && !FROM[state].includes(known.state) ? `${known.state} → ${state}` : null;
  into.deliveries.set(deliveryId, {
    ...(known ?? unheard(event)),
    state,
    reason: typeof data.reason === 'string' ? data.reason : null,
    ...(made ? { kind: data.kind as string } : {}),
    ...(state === 'sending' ? { claimedAt: event.at, claimedBy: event.id } : {}),
    sent: (known?.sent ?? 0) + (state === 'sent' ? 1 : 0),
    broken: known?.broken ?? broken,
  });
}

const STATES: Readonly<Record<string, DeliveryState>> = {
  'delivery-pending': 'pending',
  'delivery-sending': 'sending',
  'delivery-sent': 'sent',
  'delivery-unknown': 'unknown',
  'delivery-failed': 'failed',
  'delivery-skipped': 'skipped',
};

const unheard = (event: LedgerEvent): FoldedDelivery => ({
  state: 'pending',
  reason: null,
  kind: null,
  officerId: event.officerId,
  claimedAt: null,
  claimedBy: null,
  sent: 0,
  broken: null,
});
