import type { Day } from '../../domain/civil-day.ts';
import type { NewTask } from './plans.ts';

/** Who leads a task or cooperates: a position, whoever holds it, or a person, whatever positions they hold. */
export type Assignee =
  | { readonly kind: 'position'; readonly name: string }
  | { readonly kind: 'officer'; readonly officerId: number };

/** What the chat can say about a task. */
export interface TaskContent extends Omit<NewTask, 'lead' | 'cooperating'> {
  readonly lead: readonly Assignee[];
  readonly cooperating: readonly Assignee[];
}

/** What people change about tasks and their deadlines. Each is stale where the task or occurrence is not as it was. */
export type TaskChange =
  /** A task of the office's own, in no plan; stale where the reference is taken. It is answered for from `from` on. */
  | { readonly act: 'add'; readonly task: TaskContent; readonly from: Day; readonly knownSince: number }
  /**
   * Kept over the plan: applying the plan again does not undo it. Later years of the plan follow in who answers for the
   * task and how it is reminded of. Other rules are answered for from `from` on; steps before
   * `knownSince` are not made up for.
   */
  | {
      readonly act: 'edit';
      readonly taskId: number;
      readonly set: Partial<Omit<TaskContent, 'ref' | 'kind'>>;
      /** The same fields as they were, for whoever takes it back; without it that is not offered. */
      readonly before?: Partial<Omit<TaskContent, 'ref' | 'kind'>>;
      readonly from: Day;
      readonly knownSince: number;
    }
  /** Nobody is reminded of it, from `from` (today) on until it is resumed; its deadlines stay. Stale while it is paused. */
  | { readonly act: 'pause'; readonly taskId: number; readonly from: Day }
  /** Reminding goes on with what is still to come. Stale where it is not paused. */
  | { readonly act: 'resume'; readonly taskId: number }
  /** No longer wanted, also in later years of the plan that are applied already; kept in history. */
  | { readonly act: 'remove'; readonly taskId: number }
  /** A removed task is wanted again; steps of the time between are not made up for. Stale where it is not removed. */
  | { readonly act: 'restore'; readonly taskId: number }
  /** This one deadline is left out. */
  | { readonly act: 'skip-occurrence'; readonly occurrenceId: number }
  /** This one deadline has another last day; `before`: one that was set for it earlier. */
  | {
      readonly act: 'move-occurrence';
      readonly occurrenceId: number;
      readonly lastDay: Day;
      readonly before?: Day | null;
    }
  /** A deadline that was left out is wanted again; stale where it is not left out. */
  | { readonly act: 'unskip-occurrence'; readonly occurrenceId: number }
  /** Back to `to`, or to the day that its rule gives; stale where it is not on `lastDay` any more. */
  | {
      readonly act: 'unmove-occurrence';
      readonly occurrenceId: number;
      readonly lastDay: Day;
      readonly to?: Day | null;
    };

/** The plan id of tasks that the office added itself. */
export const OWN_PLAN = 'own';
