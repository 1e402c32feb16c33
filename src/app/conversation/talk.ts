import type { Button } from '../../domain/message.ts';
import type { Role } from '../../domain/states.ts';
import type { Directory } from '../directory.ts';
import { namesOf } from '../render.ts';
import type { ChatAddress, CodedOccurrence, Effect, OccurrenceView, OfficerView } from '../store.ts';

/** What one update leads to. */
export interface Answer {
  /** For the log. */
  readonly intent: string;
  readonly effects: readonly Effect[];
  /** Null where nothing is said. */
  readonly text: string | null;
  readonly buttons?: readonly (readonly Button[])[];
}

/** Who is talking, and when. */
export interface Talk {
  readonly officer: OfficerView;
  readonly directory: Directory;
  readonly now: number;
  readonly chat: ChatAddress;
  /** The update that is being answered. */
  readonly inboundId: number;
}

/** A task that waits for the officer; without a code where it has not been shown yet. */
export interface OpenTask {
  readonly occurrence: OccurrenceView;
  readonly role: Role;
  readonly code: number | null;
}

export function answer(intent: string, text: string, effects: readonly Effect[] = []): Answer {
  return { intent, effects, text };
}

/** As texts name it. */
export function named(task: OpenTask): { code: number | null; title: string; label: string } {
  return { code: task.code, ...namesOf(task.occurrence) };
}

export function asOpenTask({ code, role, occurrence }: CodedOccurrence): OpenTask {
  return { code, role, occurrence };
}

/** More choices than these are no help on a telephone. */
export const MOST_CHOICES = 15;
