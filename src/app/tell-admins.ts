import { nextOpening, type Office } from '../domain/office-hours.ts';
import { unreadable } from '../domain/rule.ts';
import {
  brokenLinkNotice,
  brokenTaskNotice,
  heldNotice,
  movedNotice,
  noChatNotice,
  unreadableTaskNotice,
} from '../text/notices.ts';
import type { BrokenTask, MovedDeadline } from './plan.ts';
import { namesOf } from './render.ts';
import type { AppliedPlan, NewNotice, OccurrenceView, OfficerView, Store, TaskView } from './store.ts';

/** A notice for every administrator, at the office's next opening. `key` makes it once for each of them. */
export async function tellAdmins(
  { store, office }: { store: Store; office: Office },
  admins: readonly OfficerView[],
  key: string,
  text: (admin: OfficerView) => string,
  now: number,
): Promise<void> {
  const notices: NewNotice[] = admins.map((admin) => ({
    key: `${key}:${admin.id}`,
    officerId: admin.id,
    message: { text: text(admin) },
    dueAt: nextOpening(office, now),
  }));
  if (notices.length > 0) await store.addNotices(notices, now);
}

/** Asks each administrator, once for each plan and year, about deadlines that were past when the plan was applied. */
export async function askAboutHeld({ store, office }: { store: Store; office: Office }, now: number): Promise<void> {
  const held = await store.occurrences({ states: ['held'] });
  if (held.length === 0) return;
  const today = office.zone.dayOf(now);
  const admins = await adminsOf({ store, office }, now);
  const tasks = await store.tasks();
  for (const plan of await store.appliedPlans()) {
    const own = ofPlan(held, tasks, plan);
    if (own.length === 0) continue;
    for (const admin of admins) {
      const items = own.map((occurrence) => ({ occurrenceId: occurrence.id, role: 'unassigned' as const }));
      const codes = await store.assignCodes({ officerId: admin.id, items, at: now });
      const listed = own.map((occurrence) => ({
        ...namesOf(occurrence),
        code: codes.get(occurrence.id) ?? null,
        lastDay: occurrence.legalLastDay,
      }));
      const key = `held:${plan.planId}:${plan.year}`;
      await tellAdmins(
        { store, office },
        [admin],
        key,
        () => heldNotice(admin, `${plan.name} năm ${plan.year}`, listed, today),
        now,
      );
    }
  }
}

/** Tells the administrators which open deadlines have another day now that a rule or the calendar changed. */
export async function tellMoved(
  { store, office }: { store: Store; office: Office },
  moved: readonly MovedDeadline[],
  now: number,
): Promise<void> {
  if (moved.length === 0) return;
  const today = office.zone.dayOf(now);
  const admins = await adminsOf({ store, office }, now);
  await tellAdmins({ store, office }, admins, `moved:${now}`, (admin) => movedNotice(admin, moved, today), now);
}

/** Tasks that cannot be planned or told, each said once a week; the others go on. */
export async function tellBrokenTasks(
  parts: { store: Store; office: Office },
  tasks: readonly BrokenTask[],
  now: number,
): Promise<void> {
  if (tasks.length === 0) return;
  const admins = await adminsOf(parts, now);
  for (const task of tasks) {
    const key = `broken-task:${task.id}:${weekOf(parts.office, now)}`;
    const text = unreadable(task.rules) === null ? brokenTaskNotice : unreadableTaskNotice;
    await tellAdmins(parts, admins, key, (admin) => text(admin, task), now);
  }
}

const weekOf = (office: Office, now: number): number => Math.floor((office.zone.dayOf(now) + 3) / 7);

/** Someone who is to be reminded has no chat; said once a week. */
export async function tellNoChat(
  parts: { store: Store; office: Office },
  officer: OfficerView,
  now: number,
): Promise<void> {
  const admins = await otherAdmins(parts, officer, now);
  await tellAdmins(
    parts,
    admins,
    `no-chat:${officer.id}:${weekOf(parts.office, now)}`,
    (admin) => noChatNotice(admin, officer),
    now,
  );
}

/**
 * A chat turned out to be unusable; said once a day. Where the officer hears through another one, it is for the next
 * morning's self-check, unless that is silent.
 */
export async function tellBrokenLink(
  parts: { store: Store; office: Office },
  officer: OfficerView,
  { channel, reason, otherWay }: { channel: string; reason: string; otherWay: boolean },
  now: number,
): Promise<void> {
  if (otherWay && (await parts.store.setting('self-check')) !== 'silent') return;
  const key = `broken-link:${officer.id}:${channel}:${parts.office.zone.dayOf(now)}`;
  const text = (admin: OfficerView) => brokenLinkNotice(admin, officer, channel, reason);
  await tellAdmins(parts, await otherAdmins(parts, officer, now), key, text, now);
}

export async function adminsOf(
  { store, office }: { store: Store; office: Office },
  now: number,
): Promise<OfficerView[]> {
  return (await store.officers(office.zone.dayOf(now))).filter((officer) => officer.isAdmin);
}

/** Nobody is told of their own chat in that chat. */
async function otherAdmins(parts: { store: Store; office: Office }, officer: OfficerView, now: number) {
  return (await adminsOf(parts, now)).filter((admin) => admin.id !== officer.id);
}

/** Those of the occurrences whose task belongs to the plan's year. */
export function ofPlan(
  occurrences: readonly OccurrenceView[],
  tasks: readonly TaskView[],
  { planId, year }: Pick<AppliedPlan, 'planId' | 'year'>,
): OccurrenceView[] {
  const own = new Set(tasks.filter((task) => task.planId === planId && task.year === year).map((task) => task.id));
  return occurrences.filter((occurrence) => own.has(occurrence.task.id));
}
