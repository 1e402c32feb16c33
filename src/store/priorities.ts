import type { DeliveryKind } from '../app/store.ts';

/** People who asked come first; what was put together for the morning can wait a moment longer than single notices. */
export const priorityOf: Readonly<Record<DeliveryKind, number>> = { answer: 0, notice: 1, digest: 2 };

export const PRIORITIES = Object.values(priorityOf);

export const UNASKED = [priorityOf.notice, priorityOf.digest];
