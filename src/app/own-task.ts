import type { Day } from '../domain/civil-day.ts';
import type { Office } from '../domain/office-hours.ts';
import type { Change, TaskChange, TaskContent, TaskView } from './store.ts';

/** References for tasks of the office's own, each another one: T1, T2 … */
export function ownRefs(tasks: readonly TaskView[]): () => string {
  // Of any plan: two tasks of one reference would have to be told apart each time.
  const taken = tasks.map((task) => Number(/^T(\d+)$/.exec(task.ref)?.[1] ?? 0));
  let last = Math.max(0, ...taken);
  return () => `T${++last}`;
}

/** A task of the office's own; what is not said is empty. */
export function ownTask(
  task: Pick<TaskContent, 'ref' | 'title' | 'lead' | 'rules'> & Partial<TaskContent>,
): TaskContent {
  return {
    kind: 'task',
    cooperating: [],
    deadlineText: '',
    completion: 'any',
    policy: null,
    recipient: null,
    result: '',
    notes: '',
    ...task,
  };
}

/** Changes it from today on; what still has to be sent today is sent. */
export function editTask(
  taskId: number,
  set: Extract<TaskChange, { act: 'edit' }>['set'],
  { zone }: Office,
  now: number,
): Change {
  const today = zone.dayOf(now);
  return { kind: 'task', change: { act: 'edit', taskId, set, from: today, knownSince: zone.instant(today, 0) } };
}

/** Adds it; `due` is its first day where that lies behind today already, so that it is reminded of all the same. */
export function addTask(task: TaskContent, { zone }: Office, now: number, due: Day | null = null): Change {
  const today = zone.dayOf(now);
  const from = due === null ? today : Math.min(due, today);
  return { kind: 'task', change: { act: 'add', task, from, knownSince: zone.instant(today, 0) } };
}
