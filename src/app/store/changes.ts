import type { CalendarChange } from './calendar.ts';
import type { CaseChange } from './cases.ts';
import type { NewNotice } from './deliveries.ts';
import type { PeopleChange } from './people-changes.ts';
import type { RequestChange } from './requests.ts';
import type { RestoredChange } from './restored.ts';
import type { SettingChange } from './settings.ts';
import type { TaskChange } from './task-changes.ts';

/**
 * What people change about the office, from the chat or the command line. Each change is one act: it is applied whole, in
 * the transaction of the answer that speaks of it, and `stale` when it no longer fits what is there.
 */
export type Change =
  | { readonly kind: 'task'; readonly change: TaskChange }
  | { readonly kind: 'case'; readonly change: CaseChange }
  | { readonly kind: 'people'; readonly change: PeopleChange }
  | { readonly kind: 'request'; readonly change: RequestChange }
  | { readonly kind: 'calendar'; readonly change: CalendarChange }
  | { readonly kind: 'setting'; readonly change: SettingChange }
  | { readonly kind: 'restored'; readonly change: RestoredChange }
  /** Tells somebody else of it. */
  | { readonly kind: 'notice'; readonly notice: NewNotice }
  /** A fact for the log alone: `data` holds ids and small facts, never text of people. */
  | { readonly kind: 'note'; readonly what: string; readonly data: Readonly<Record<string, unknown>> };

export interface ChangeStore {
  /** Applies changes that no chat message asked for, from the command line. */
  applyChanges(apply: {
    changes: readonly Change[];
    at: number;
    /** Who did it; null for the person at the server. */
    officerId: number | null;
  }): Promise<'applied' | 'stale'>;
}
