import { fold } from '../domain/fold.ts';
import { isEventRule } from '../domain/rule.ts';
import type { AwaitedEvent } from '../text/events.ts';
import type { TaskView } from './store.ts';

/** The events that active tasks wait for, each once, with the references of the tasks. */
export function awaitedEvents(tasks: readonly TaskView[]): AwaitedEvent[] {
  const events = new Map<string, { name: string; refs: string[] }>();
  for (const task of tasks.filter(({ state }) => state === 'active')) {
    for (const rule of task.rules.filter(isEventRule)) {
      const known = events.get(fold(rule.event)) ?? { name: rule.event, refs: [] };
      if (!known.refs.includes(task.ref)) known.refs.push(task.ref);
      events.set(fold(rule.event), known);
    }
  }
  return [...events.values()];
}
