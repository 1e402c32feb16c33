import * as z from 'zod';
import type { Calendar } from './calendar.ts';
import { type Day, isoDate, type MinuteOfDay, minuteFromClock, weekdayOf } from './civil-day.ts';
import { leadDaysOf } from './lead-days.ts';
import type { Rule } from './rule.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not HH:MM');

const stepSchema = z.strictObject({
  /** Unique within the policy and kept for ever: it is what a reminder remembers. */
  id: z.string().regex(/^[a-z0-9-]{1,30}$/, 'lower-case letters, digits and hyphens only'),
  /**
   * Working days from the target day; 0 is the target itself. `legal`: the last day by law instead, only where that is
   * later than the target.
   */
  offset: z.union([z.int().min(-60).max(0), z.literal('legal')]),
  at: clock,
  to: z.array(z.enum(['lead', 'cooperating'])).min(1),
  /** Left out for an officer who acknowledged on that same day. */
  unlessAcknowledged: z.boolean().default(false),
  /**
   * Told on the officer's next channel where nothing was heard for so long after the message went out; without it, not
   * told again.
   */
  fallbackAfterMinutes: z.int().min(10).max(600).optional(),
});

const overdueSchema = z.strictObject({
  at: clock,
  /** So many working days after the last day by law, one step each … */
  days: z.int().min(0).max(30),
  /** … and after those every Monday, or never again. */
  afterwards: z.enum(['mondays', 'never']),
  /** The overdue day from which the supervisor, and from which the leaders hear as well; null: not at all. */
  supervisorFrom: z.int().min(1).nullable(),
  leaderFrom: z.int().min(1).nullable(),
});

const policySchema = z
  .strictObject({
    /** What it is called in the chat. */
    name: z.string().min(1).max(60).optional(),
    steps: z.array(stepSchema).min(1),
    overdue: overdueSchema.nullable(),
  })
  .refine((policy) => new Set(policy.steps.map((s) => s.id)).size === policy.steps.length, 'two steps share an id');

/** `data/policies/default.json`: when people are reminded. */
export const policiesSchema = z
  .strictObject({
    hours: z.strictObject({
      /** Nothing that nobody asked for goes out before `opens` or from `closes` on, nor on a day off. */
      opens: clock,
      closes: clock,
      /** When what had to wait goes out on the next working day. */
      morning: clock,
    }),
    policies: z.record(z.string(), policySchema),
    /** The policy of a rule kind; `*` for all others. */
    byRule: z.record(z.string(), z.string()),
  })
  .superRefine((file, context) => {
    for (const [kind, name] of Object.entries(file.byRule)) {
      if (!Object.hasOwn(file.policies, name))
        context.addIssue({ code: 'custom', path: ['byRule', kind], message: `no policy ${name}` });
    }
    if (!('*' in file.byRule)) context.addIssue({ code: 'custom', path: ['byRule'], message: 'no policy for *' });
    if (!(file.hours.opens <= file.hours.morning && file.hours.morning < file.hours.closes)) {
      context.addIssue({ code: 'custom', path: ['hours'], message: 'opens ≤ morning < closes does not hold' });
    }
  });

export type Policies = z.infer<typeof policiesSchema>;
export type Policy = z.infer<typeof policySchema>;

/** Who hears a step, besides that a step may be left out for those who acknowledged. */
export interface StepAudience {
  readonly lead: boolean;
  readonly cooperating: boolean;
  readonly supervisor: boolean;
  readonly leader: boolean;
  readonly unlessAcknowledged: boolean;
}

/** A step of one occurrence, on its day. */
export interface PlannedStep {
  readonly step: string;
  readonly day: Day;
  readonly minute: MinuteOfDay;
}

/** True for what a task's `policy` may say. */
export function isPolicyName(policies: Policies, name: string): boolean {
  return Object.hasOwn(policies.policies, name) || leadDaysOf(name) !== null;
}

/** The policy of a rule: the one named, or that of the rule's kind, with lead days of the task's own (`lead:10,3`). */
export function policyFor(policies: Policies, named: string | null, rule: Rule): Policy {
  if (rule.kind === 'unreadable') throw new RangeError(`no policy for rules that cannot be read: ${rule.why}`);
  const leadDays = named === null ? null : leadDaysOf(named);
  const name = (leadDays === null ? named : null) ?? policies.byRule[rule.kind] ?? policies.byRule['*'];
  const policy = name === undefined ? undefined : policies.policies[name];
  if (!policy) throw new RangeError(`no such policy: ${name}`);
  return leadDays === null ? policy : withLeadDays(policy, leadDays);
}

function withLeadDays(policy: Policy, days: readonly number[]): Policy {
  const before = policy.steps.find((step) => isBefore(step)) ?? policy.steps[0]!;
  const steps = days.map((day, index): Policy['steps'][number] => ({
    id: `before-${day}`,
    offset: -day,
    at: before.at,
    to: index === 0 ? before.to : ['lead'],
    unlessAcknowledged: false,
  }));
  return { ...policy, steps: [...steps, ...policy.steps.filter((step) => !isBefore(step))] };
}

const isBefore = ({ offset }: Policy['steps'][number]) => offset !== 'legal' && offset < 0;

/** A step that comes again because its occurrence has another day now: not the one that was told before. */
export function aimedStep(step: string, aim: Day): string {
  return `${step}@${isoDate(aim)}`;
}

/**
 * The steps of an occurrence up to day `through`, in order. All of them lie on working days and in office hours; a step
 * outside them waits for the next working morning.
 */
export function stepsOf(
  policy: Policy,
  policies: Policies,
  calendar: Calendar,
  dates: { target: Day; lastDay: Day; legalLastDay: Day },
  through: Day,
): PlannedStep[] {
  const steps: PlannedStep[] = [];
  const add = (step: string, day: Day, at: string) => {
    if (day <= through) steps.push({ step, ...waitForOffice(policies, calendar, day, minuteFromClock(at)) });
  };
  // A target on a day off (shift `none`) is prepared for on the working day before it.
  const base = calendar.lastWorkingDayOnOrBefore(dates.target);
  for (const { id, offset, at } of policy.steps) {
    if (offset === 'legal') {
      if (dates.legalLastDay > dates.lastDay) add(id, dates.legalLastDay, at);
    } else {
      add(id, offset === 0 ? base : calendar.addWorkingDays(base, offset), at);
    }
  }
  if (policy.overdue) {
    const { days, afterwards, at } = policy.overdue;
    let day = dates.legalLastDay;
    for (let n = 1; n <= days; n++) {
      day = calendar.addWorkingDays(day, 1);
      add(`overdue-${n}`, day, at);
    }
    if (afterwards === 'mondays') {
      for (let monday = day + 8 - weekdayOf(day); monday <= through; monday += 7)
        add(`monday-${isoDate(monday)}`, monday, at);
    }
  }
  return steps.sort((a, b) => a.day - b.day || a.minute - b.minute);
}

function waitForOffice(
  policies: Policies,
  calendar: Calendar,
  day: Day,
  minute: MinuteOfDay,
): { day: Day; minute: MinuteOfDay } {
  const { opens, closes, morning } = hoursOf(policies);
  if (minute >= closes || !calendar.isWorkingDay(day)) {
    return { day: calendar.addWorkingDays(day, 1), minute: morning };
  }
  return { day, minute: minute < opens ? morning : minute };
}

export interface Hours {
  readonly opens: MinuteOfDay;
  readonly morning: MinuteOfDay;
  readonly closes: MinuteOfDay;
}

export function hoursOf(policies: Policies): Hours {
  const { opens, morning, closes } = policies.hours;
  return { opens: minuteFromClock(opens), morning: minuteFromClock(morning), closes: minuteFromClock(closes) };
}

/** How long a planned step of a policy waits for an answer before the next channel is used, in minutes; null: for ever. */
export function fallbackAfter(policy: Policy, planned: string): number | null {
  const [step = planned] = planned.split('@');
  return policy.steps.find((each) => each.id === step)?.fallbackAfterMinutes ?? null;
}

/** Who hears a planned step of a policy; null where the policy has no such step (any more). */
export function audienceOf(policy: Policy, planned: string): StepAudience | null {
  const [step = planned] = planned.split('@');
  const own = policy.steps.find((s) => s.id === step);
  if (own) {
    return {
      lead: own.to.includes('lead'),
      cooperating: own.to.includes('cooperating'),
      supervisor: false,
      leader: false,
      unlessAcknowledged: own.unlessAcknowledged,
    };
  }
  const { overdue } = policy;
  if (!overdue) return null;
  const monday = step.startsWith('monday-') && overdue.afterwards === 'mondays';
  const numbered = Number(/^overdue-(\d+)$/.exec(step)?.[1] ?? Number.POSITIVE_INFINITY);
  if (!monday && numbered > overdue.days) return null;
  const overdueDay = monday ? Number.POSITIVE_INFINITY : numbered;
  const { supervisorFrom, leaderFrom } = overdue;
  return {
    lead: true,
    cooperating: false,
    supervisor: supervisorFrom !== null && overdueDay >= supervisorFrom,
    leader: leaderFrom !== null && overdueDay >= leaderFrom,
    unlessAcknowledged: false,
  };
}
