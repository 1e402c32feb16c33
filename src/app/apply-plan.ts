import type { Day } from '../domain/civil-day.ts';
import { moveToYear } from '../domain/deadline.ts';
import type { Office } from '../domain/office-hours.ts';
import { nextOpening } from '../domain/office-hours.ts';
import type { PlanFile, PlanTask } from '../domain/plan-file.ts';
import { whenText } from '../text/digest.ts';
import { heldNotice } from '../text/notices.ts';
import { readDirectory } from './directory.ts';
import type { Plan } from './plan.ts';
import { itemOf, namesOf } from './render.ts';
import type { NewNotice, NewTask, OccurrenceView, PlanApplied, Store } from './store.ts';

export interface PlanSummary extends PlanApplied {
  readonly planId: string;
  readonly name: string;
  readonly year: number;
  readonly from: Day;
  /** Deadlines that were past on `from`: nobody is reminded until the administrator has said what became of them. */
  readonly held: readonly OccurrenceView[];
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
  await plan(now);
  const held = await heldOf(store, file.id, year);
  await askAdministrators(store, office, file, year, held, now);
  return { ...applied, planId: file.id, name: file.name, year, from, held };
}

async function heldOf(store: Store, planId: string, year: number): Promise<OccurrenceView[]> {
  const tasks = new Set((await store.tasks()).filter((t) => t.planId === planId && t.year === year).map((t) => t.id));
  const held = await store.occurrences({ states: ['held'] });
  return held.filter((occurrence) => tasks.has(occurrence.task.id));
}

async function askAdministrators(
  store: Store,
  office: Office,
  file: PlanFile,
  year: number,
  held: readonly OccurrenceView[],
  now: number,
): Promise<void> {
  if (held.length === 0) return;
  const today = office.zone.dayOf(now);
  const directory = await readDirectory(store, today);
  const notices: NewNotice[] = [];
  for (const admin of directory.officers.filter((officer) => officer.isAdmin)) {
    const items = held.map((occurrence) => ({ occurrenceId: occurrence.id, role: 'unassigned' as const }));
    const codes = await store.assignCodes({ officerId: admin.id, items, at: now });
    const tasks = held.map((occurrence) => {
      const code = codes.get(occurrence.id) ?? null;
      const item = itemOf(occurrence, office, directory, today, { code, role: 'unassigned', aboutIds: [], told: [] });
      return { ...namesOf(occurrence), code, when: whenText(item, today) };
    });
    notices.push({
      key: `held:${file.id}:${year}:${admin.id}`,
      officerId: admin.id,
      message: { text: heldNotice(admin, `«${file.name}» năm ${year}`, tasks) },
      dueAt: nextOpening(office, now),
    });
  }
  if (notices.length > 0) await store.addNotices(notices, now);
}
