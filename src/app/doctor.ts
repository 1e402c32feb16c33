import { civilDate } from '../domain/civil-day.ts';
import type { Office } from '../domain/office-hours.ts';
import { unreadable } from '../domain/rule.ts';
import { examineChannels } from './examine-channels.ts';
import type { Store } from './store.ts';
import { isCurrent, isDated, tasksWithoutHolder } from './without-holder.ts';

/** `problem`: the main job does not work. `warning`: it works, and someone should look at this. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'problem';
  /** What was looked at: settings, database, calendar, plan, positions, officers, channels, rules, service. */
  readonly area: string;
  readonly message: string;
}

/** Looks over the office's data: what would keep somebody from being reminded, and what rests on an assumption. */
export async function examine(
  store: Store,
  office: Office,
  now: number,
  channels: readonly string[] = [],
): Promise<Finding[]> {
  const today = office.zone.dayOf(now);
  const findings: Finding[] = [];
  const say = (level: Finding['level'], area: string, message: string) => findings.push({ level, area, message });

  const { year } = civilDate(today);
  const { calendar } = office;
  for (const wanted of [year, year + 1]) {
    if (wanted > calendar.announcedThrough) {
      say('warning', 'calendar', `days off of ${wanted} are not announced yet: its dates are provisional`);
    } else {
      say('ok', 'calendar', `${wanted}: official`);
    }
  }

  const plans = await store.appliedPlans();
  if (plans.length === 0)
    say('problem', 'plan', 'no plan is applied: nobody is reminded of anything; run `plan apply FILE --year Y`');
  for (const plan of plans) say('ok', 'plan', `${plan.planId} ${plan.year}: ${plan.tasks} tasks`);
  if (plans.length > 0 && !plans.some((plan) => plan.year === year)) {
    say('warning', 'plan', `no plan is applied for ${year}: dated tasks of this year are missing`);
  }

  const tasks = (await store.tasks()).filter((task) => isCurrent(task, today));
  const unheld = await tasksWithoutHolder(store, today);
  for (const { lead, outside, refs } of unheld) {
    const names = lead.join(', ');
    const what =
      lead.length === 0
        ? 'the plan names nobody for'
        : outside
          ? `led from outside, by «${names}»; decide who follows`
          : `no holder of «${names}», who leads`;
    say('warning', 'positions', `${what} ${refs.join(', ')}`);
  }
  if (tasks.some(isDated) && unheld.length === 0) say('ok', 'positions', 'every dated task has someone who leads it');

  const officers = await store.officers(today);
  if (officers.length === 0) say('problem', 'officers', 'no officer: nobody can be reminded; run `officer add`');
  else if (!officers.some((officer) => officer.isAdmin)) {
    say('warning', 'officers', 'no administrator: nobody hears of broken chats; run `officer add --admin`');
  }
  const unlinked = officers.filter((officer) => !officer.links.some((link) => link.state === 'active'));
  for (const officer of unlinked) say('warning', 'officers', `${officer.name} has no chat; run \`invite\``);
  if (officers.length > 0 && unlinked.length === officers.length)
    say('problem', 'officers', 'no officer can be reached');
  if (officers.length > 0 && unlinked.length === 0) say('ok', 'officers', `${officers.length} officers, all reachable`);
  const escalated = officers.filter(
    (officer) => officer.positions.length > 0 && officer.supervisorId === null && !officer.isLeader,
  );
  for (const officer of escalated)
    say('warning', 'officers', `${officer.name} has no supervisor: what is late is told to leaders only`);

  findings.push(...(await examineChannels(store, channels, today)));

  for (const task of tasks) {
    const why = unreadable(task.rules);
    if (why !== null) {
      const message = `${task.ref} cannot be read (${why}): nothing of it is planned until its deadline is entered anew`;
      say('problem', 'rules', message);
    }
    for (const rule of task.rules) {
      if (rule.assumption !== undefined) say('warning', 'rules', `${task.ref}: ${rule.assumption}`);
    }
  }
  const held = await store.occurrences({ states: ['held'] });
  if (held.length > 0) {
    say(
      'warning',
      'plan',
      `past when the plan was applied, not settled yet: ${held.map((o) => o.task.ref).join(', ')}`,
    );
  }
  return findings;
}
