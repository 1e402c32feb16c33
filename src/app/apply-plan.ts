import type { Day } from '../domain/civil-day.ts';
import { moveToYear } from '../domain/deadline.ts';
import type { Office } from '../domain/office-hours.ts';
import type { PlanFile, PlanTask } from '../domain/plan-file.ts';
import type { MovedDeadline, Plan } from './plan.ts';
import type { NewTask, OccurrenceView, PlanApplied, Store } from './store.ts';
import { askAboutHeld, ofPlan, tellMoved } from './tell-admins.ts';

export interface PlanSummary extends PlanApplied {
  readonly year: number;
  readonly from: Day;
  /** Deadlines that were past on `from`: nobody is reminded until the administrator has said what became of them. */
  readonly held: readonly OccurrenceView[];
  readonly moved: readonly MovedDeadline[];
}

/** A task of a plan file as it stands for `year`. */
export function taskForYear(task: PlanTask, planYear: number, year: number): NewTask {
  return {
    ref: task.ref,
    kind: task.kind,
    title: task.title.replaceAll('{year}', String(year)),
    lead: task.lead,
    cooperating: task.cooperating,
    deadlineText: task.deadlineText,
    rules: task.rules.map((rule) => moveToYear(rule, year - planYear)),
    completion: task.completion,
    policy: task.policy ?? null,
    recipient: task.recipient ?? null,
    result: task.result,
    notes: task.notes,
  };
}

/**
 * Applies a plan to a year from day `from` on, plans its deadlines, and asks the administrators once about those that were
 * past already. Applying the same plan again changes nothing.
 */
export async function applyPlan(
  { store, office, plan }: { store: Store; office: Office; plan: Plan },
  { file, year, from, now }: { file: PlanFile; year: number; from: Day; now: number },
): Promise<PlanSummary> {
  const applied = await store.applyPlan({
    planId: file.id,
    name: file.name,
    source: file.source,
    year,
    from,
    knownSince: office.zone.instant(from, 0),
    at: now,
    positions: file.positions,
    tasks: file.tasks.map((task) => taskForYear(task, file.year, year)),
  });
  const { moved } = await plan(now);
  const stored = (await store.appliedPlans()).find((each) => each.planId === file.id && each.year === year);
  const allHeld = await store.occurrences({ states: ['held'] });
  const held = ofPlan(allHeld, await store.tasks(), { planId: file.id, year });
  await askAboutHeld({ store, office }, now);
  await tellMoved({ store, office }, moved, now);
  // Applied again, a plan keeps its first day.
  return { ...applied, year, from: stored?.from ?? from, held, moved };
}
