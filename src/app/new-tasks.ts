import type { Day } from '../domain/civil-day.ts';
import type { DeadlineDates } from '../domain/deadline.ts';
import { isOneOff } from '../domain/deadline.ts';
import { fold } from '../domain/fold.ts';
import { nextDeadline } from '../domain/next-deadline.ts';
import type { Office } from '../domain/office-hours.ts';
import type { Rule } from '../domain/rule.ts';
import { comingDeadlines, newPlannable } from './coming.ts';
import type { Store } from './store.ts';

/** The last day of a single date that is past already; null where there is none. Nobody can be reminded of it. */
export function pastLastDay(rules: readonly Rule[], { calendar }: Office, today: Day): Day | null {
  for (const rule of rules) {
    const only = isOneOff(rule) ? nextDeadline(rule, calendar, today, today) : null;
    if (only && only.legalLastDay < today) return only.legalLastDay;
  }
  return null;
}

/**
 * The days on which a single deadline is still reminded of, from today on; null where nothing of its policy is over, or it
 * comes again. `policy`: the id of its own one, where it has one.
 */
export function shortenedSteps(
  rules: readonly Rule[],
  office: Office,
  now: number,
  policy: string | null = null,
): Day[] | null {
  const today = office.zone.dayOf(now);
  const [rule, ...others] = rules;
  if (!rule || others.length > 0 || !isOneOff(rule)) return null;
  const [next] = comingDeadlines(newPlannable(rules, policy, today), { events: [], occurrences: [] }, office, today, 1);
  if (!next) return null;
  const days = next.reminders.map(({ fireAt }) => office.zone.dayOf(fireAt));
  const left = [...new Set(days)].filter((day) => day >= today && day <= next.deadline.legalLastDay);
  return days.some((day) => day < today) ? left : null;
}

/** The next deadlines that a new task with these rules would have. */
export async function comingOfNew(
  { store, office }: { store: Store; office: Office },
  rules: readonly Rule[],
  today: Day,
): Promise<DeadlineDates[]> {
  const names = new Map(rules.flatMap((rule) => ('event' in rule ? [[fold(rule.event), rule.event] as const] : [])));
  const recorded = names.size === 0 ? [] : await store.officeEvents();
  // Under the names that the rules give them, as planning sees them.
  const events = recorded.flatMap((event) => {
    const name = names.get(fold(event.name));
    return name === undefined || event.withdrawn ? [] : [{ ...event, name }];
  });
  const coming = comingDeadlines(newPlannable(rules, null, today), { events, occurrences: [] }, office, today);
  return coming.map(({ deadline }) => deadline);
}
