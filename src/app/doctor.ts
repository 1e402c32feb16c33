import { civilDate } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import type { Office } from '../domain/office-hours.ts';
import { holdersOf } from '../domain/roster.ts';
import type { Store } from './store.ts';

/** `problem`: the main job does not work. `warning`: it works, and someone should look at this. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'problem';
  /** What was looked at: settings, database, calendar, plan, positions, officers, rules, service. */
  readonly area: string;
  readonly message: string;
}

/** Looks over the office's data: what would keep somebody from being reminded, and what rests on an assumption. */
export async function examine(store: Store, office: Office, now: number): Promise<Finding[]> {
  const today = office.zone.dayOf(now);
  const findings: Finding[] = [];
  const say = (level: Finding['level'], area: string, message: string) => findings.push({ level, area, message });

  const { year } = civilDate(today);
  const { calendar } = office;
  for (const wanted of [year, year + 1]) {
    if (!calendar.years.includes(wanted)) {
      say(
        wanted === year ? 'problem' : 'warning',
        'calendar',
        `no calendar file for ${wanted}: holidays of that year are unknown`,
      );
    } else if (wanted > calendar.announcedThrough) {
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

  const tasks = (await store.tasks()).filter(
    (t) => t.state === 'active' && (t.validTo === null || Math.max(t.validTo, (t.handedOverOn ?? 0) - 1) >= today),
  );
  const positions = await store.positions();
  const roster = await store.roster();
  const idOf = new Map(positions.map((position) => [fold(position.name), position.id]));
  const dated = tasks.filter((task) =>
    task.rules.some((rule) => rule.kind !== 'ongoing' && rule.kind !== 'on-request'),
  );
  const placeOf = new Map(positions.map((position) => [fold(position.name), position.place]));
  const led = new Map<string, string[]>();
  for (const task of dated) {
    const ids = task.lead.flatMap((name) => idOf.get(fold(name)) ?? []);
    if (holdersOf(roster, ids, today).length > 0) continue;
    const lead = task.lead.join(', ');
    led.set(lead, [...(led.get(lead) ?? []), task.ref]);
  }
  for (const [lead, refs] of led) {
    const outside = lead !== '' && lead.split(', ').every((name) => placeOf.get(fold(name)) === 'outside');
    const what =
      lead === ''
        ? 'the plan names nobody for'
        : outside
          ? `led from outside, by «${lead}»; decide who follows`
          : `no holder of «${lead}», who leads`;
    say('warning', 'positions', `${what} ${refs.join(', ')}`);
  }
  if (dated.length > 0 && led.size === 0) say('ok', 'positions', 'every dated task has someone who leads it');

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

  for (const task of tasks) {
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
