import type { Day } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { holdersOf } from '../domain/roster.ts';
import { isDatedRule } from '../domain/rule.ts';
import type { Store, TaskView } from './store.ts';

/** Tasks with deadlines that nobody in the office leads today. */
export interface WithoutHolder {
  /** Positions that lead by the plan; empty where it names none. */
  readonly lead: readonly string[];
  /** None of those positions is in this office. */
  readonly outside: boolean;
  readonly refs: readonly string[];
}

export async function tasksWithoutHolder(store: Store, today: Day): Promise<WithoutHolder[]> {
  const [positions, roster, tasks] = await Promise.all([store.positions(), store.roster(), store.tasks()]);
  const byName = new Map(positions.map((position) => [fold(position.name), position]));
  const found = new Map<string, WithoutHolder>();
  for (const task of tasks.filter((each) => isCurrent(each, today) && isDated(each))) {
    const led = task.lead.flatMap((name) => byName.get(fold(name)) ?? []);
    const ids = led.map((position) => position.id);
    if (holdersOf(roster, ids, today).length > 0) continue;
    const key = task.lead.join(', ');
    const outside = led.length > 0 && led.every((position) => position.place === 'outside');
    const known = found.get(key) ?? { lead: task.lead, outside, refs: [] };
    found.set(key, { ...known, refs: [...known.refs, task.ref] });
  }
  return [...found.values()];
}

/** Still answered for: of this year's plan, or of last year's while it goes on. */
export function isCurrent({ state, validTo, handedOverOn }: TaskView, today: Day): boolean {
  return state === 'active' && (validTo === null || Math.max(validTo, (handedOverOn ?? 0) - 1) >= today);
}

export function isDated({ rules }: Pick<TaskView, 'rules'>): boolean {
  return rules.some(isDatedRule);
}
