import type { Day } from '../domain/civil-day.ts';
import { isOneOff } from '../domain/deadline.ts';
import type { Button, Message } from '../domain/message.ts';
import type { Office } from '../domain/office-hours.ts';
import { presentFor } from '../domain/roster.ts';
import { ruleOfPeriod } from '../domain/schedule.ts';
import type { Role } from '../domain/states.ts';
import { type DigestItem, digestText, type Told, urgencyOf } from '../text/digest.ts';
import type { FallbackText } from '../text/fallback.ts';
import type { Directory } from './directory.ts';
import type { Claimed, DeliveryItem, OccurrenceView, Store, TaskBrief, TellingHistory } from './store.ts';

const NOON = 12 * 60;

/** Title and period as people read them. One-off periods are in the title already. */
export function namesOf(
  occurrence: Pick<OccurrenceView, 'period' | 'label'> & { readonly task: Pick<TaskBrief, 'title' | 'rules'> },
): { title: string; label: string } {
  const rule = ruleOfPeriod(occurrence.task.rules, occurrence.period);
  const { title } = occurrence.task;
  const what = rule && 'what' in rule ? rule.what : undefined;
  return {
    title: what === undefined ? title : `${title}: ${what}`,
    label: rule && isOneOff(rule) ? '' : occurrence.label,
  };
}

/** An occurrence as texts need it, seen from `today`. */
export function itemOf(
  occurrence: OccurrenceView,
  office: Office,
  directory: Directory,
  today: Day,
  seen: { code: number | null; role: Role; aboutIds: readonly number[]; told: readonly Told[] },
): DigestItem {
  const { calendar } = office;
  const { target, lastDay, legalLastDay, cutoffTo } = occurrence;
  const tight = cutoffTo !== null && calendar.workingDaysBetween(cutoffTo, target) < 1;
  return {
    ...namesOf(occurrence),
    code: seen.code,
    role: seen.role,
    target,
    lastDay,
    legalLastDay,
    time: occurrence.time,
    provisional: occurrence.certainty === 'provisional',
    tightCutoff: tight ? cutoffTo : null,
    remindBy: occurrence.remindBy,
    daysLeft: Math.max(0, calendar.workingDaysBetween(today, target)),
    daysLate: Math.max(0, calendar.workingDaysBetween(legalLastDay, today)),
    cooperating: directory.officePositionNames(occurrence.task.cooperatingIds),
    leads: directory.leads(occurrence, today),
    about: directory.people(seen.aboutIds),
    told: seen.told,
  };
}

/** A digest as a message, in the order in which its sections show the items. */
export async function renderDigest(
  delivery: Claimed & { officer: NonNullable<Claimed['officer']> },
  items: readonly DeliveryItem[],
  { store, office, directory }: { store: Store; office: Office; directory: Directory },
  now: number,
  fallback: FallbackText | null = null,
): Promise<{ message: Message; urgent: boolean }> {
  const today = office.zone.dayOf(now);
  const views: DigestItem[] = [];
  for (const item of items) {
    const told =
      item.role === 'supervisor' || item.role === 'leader'
        ? await toldOf(item, { store, office, directory }, today)
        : [];
    views.push(itemOf(item.occurrence, office, directory, today, { ...item, told }));
  }
  const text = digestText({
    person: delivery.officer,
    today,
    again: await isToldAgain(items, delivery.officer.id, { store, office }, now),
    items: views,
    part: delivery.part,
    resend: delivery.resend,
    fallback,
  });
  return {
    message: { text, buttons: digestButtons(items) },
    urgent: views.some((view) => urgencyOf(view, today) !== 'later'),
  };
}

/**
 * Whether the officer was told of all of these earlier today, or may have been: said as if for the first time, it would be
 * the same message twice. What comes before noon is the first of its day.
 */
async function isToldAgain(
  items: readonly DeliveryItem[],
  officerId: number,
  { store, office: { zone } }: { store: Store; office: Office },
  now: number,
): Promise<boolean> {
  if (zone.minuteOf(now) < NOON) return false;
  const own = items.filter(({ role }) => role !== 'supervisor' && role !== 'leader');
  const occurrenceIds = own.map(({ occurrence }) => occurrence.id);
  const since = zone.instant(zone.dayOf(now), 0);
  const told = await store.toldSince({ occurrenceIds, officerId, since });
  return occurrenceIds.every((id) => told.has(id));
}

async function toldOf(
  item: DeliveryItem,
  { store, office, directory }: { store: Store; office: Office; directory: Directory },
  today: Day,
): Promise<Told[]> {
  const { zone } = office;
  const told: Told[] = [];
  for (const person of directory.people(item.aboutIds)) {
    const hearerId = presentFor(directory.roster, person.id, today);
    const history = await store.tellingHistory({ occurrenceId: item.occurrence.id, officerId: hearerId });
    const at = history.lastSentAt;
    told.push({
      person,
      standIn: hearerId === person.id ? null : (directory.officer(hearerId) ?? null),
      sent: history.sent,
      lastSent: at === null ? null : { day: zone.dayOf(at), minute: zone.minuteOf(at) },
      problem: problemOf(history),
      acknowledged: item.occurrence.acknowledged.some((a) => a.officerId === hearerId),
    });
  }
  return told;
}

function problemOf(history: TellingHistory): Told['problem'] {
  if (history.lastProblem !== null) return history.lastProblem === 'no-link' ? 'no-chat' : 'not-delivered';
  if (history.sent > 0) return null;
  return history.missed > 0 ? 'bot-off' : 'not-yet';
}

const BUTTONS_A_ROW = 3;
/** More buttons than this are a wall; the text says what to type. */
const MOST_BUTTONS = 9;

/** Data of the buttons under digests and questions: `d:12` reports occurrence 12 done, `a` acknowledges the message. */
export const doneButton = (occurrenceId: number, label: string): Button => ({ label, data: `d:${occurrenceId}` });
const ACKNOWLEDGE: Button = { label: 'Đã nhận', data: 'a' };

function digestButtons(items: readonly DeliveryItem[]): Button[][] {
  const done = items
    .filter((item) => item.role === 'lead' && item.code !== null)
    .map((item) => doneButton(item.occurrence.id, `✅ Xong #${item.code}`));
  const rows: Button[][] = [];
  if (done.length <= MOST_BUTTONS) {
    for (let i = 0; i < done.length; i += BUTTONS_A_ROW) rows.push(done.slice(i, i + BUTTONS_A_ROW));
  }
  if (items.some((item) => item.code !== null)) rows.push([ACKNOWLEDGE]);
  return rows;
}
